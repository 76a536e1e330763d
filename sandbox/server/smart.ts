/** SMART App Launch of the sandbox, put together: its own server, and what the user registered besides. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Patient } from 'fhir/r4';
import { SmartServersFault, smartServersOf } from '../../app/launch/smart-servers.ts';
import { SettingError } from '../../functions/base/settings.ts';
import { allOf, visitOf } from '../ehr/chart-view.ts';
import type { SigningKey } from '../ehr/signing-key.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { LocalFhirServer } from './fhir-server.ts';
import type { Launching } from './open-fhir.ts';
import { APP_CLIENT_ID, type Launch, smartAuthorization } from './smart-authorization.ts';
import { type SmartRoutes, smartRoutes } from './smart-routes.ts';

export const ownSmartServers = (fhirBase: string, openBase: string) => [
  { name: 'Radix CDS sandbox', iss: fhirBase, clientId: APP_CLIENT_ID },
  { name: 'EHR simulators', iss: openBase, clientId: APP_CLIENT_ID },
];

/** @throws SettingError, so that no server is left out unseen */
export const smartServersBrought = (file: string | undefined): readonly object[] => {
  if (file === undefined) return [];
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return smartServersOf(content);
  } catch (error) {
    const why = error instanceof SmartServersFault ? error.message : 'it cannot be read as JSON.';
    throw new SettingError(`APP_SMART_FILE: ${why}`);
  }
};

interface SmartParts {
  readonly fhir: LocalFhirServer;
  readonly fhirBase: string;
  readonly openBase: string;
  readonly url: string;
  readonly tokens: AccessTokens;
  readonly key: SigningKey;
}

const nameOf = ({ name: [name] = [] }: Patient): string =>
  `${name?.family ?? ''}, ${name?.given?.join(' ') ?? ''}`;

/** The two ways in which the app is launched here. */
export interface Smart {
  /** What the mini-EHR launches by, over HTTP. */
  readonly routes: SmartRoutes;
  /** What an EHR simulator asks the FHIR server for. */
  readonly launching: Launching;
}

/** @param openBase the FHIR server for simulators: it launches the app as the other one does */
export const smartOf = ({ fhir, fhirBase, openBase, url, tokens, key }: SmartParts): Smart => {
  const authorization = smartAuthorization({
    fhirBase,
    audiences: [fhirBase, openBase],
    url,
    tokens,
    user: 'Practitioner/lee',
    now: Date.now,
    newSecret: () => randomBytes(24).toString('base64url'),
    idToken: key.sign,
    patients: async () =>
      (await allOf<Patient>(fhir, 'Patient')).map((patient) => ({
        id: patient.id ?? '',
        name: nameOf(patient),
      })),
  });
  const launchOf = async (patientId: string): Promise<Launch | undefined> => {
    const { status } = await fhir.get(`Patient/${encodeURIComponent(patientId)}`);
    if (patientId === '' || status !== 200) return undefined;
    const { encounterId } = await visitOf(fhir, patientId);
    return { patientId, ...(encounterId && { encounterId }) };
  };
  return {
    routes: smartRoutes({ fhirBase, launchUrl: `${url}/app/launch.html`, launchOf, authorization }),
    launching: {
      configuration: authorization.configuration,
      launchFor: async (patientId, appContext) => {
        const of = await launchOf(patientId);
        return of && authorization.launch({ ...of, ...(appContext !== undefined && { appContext }) });
      },
    },
  };
};
