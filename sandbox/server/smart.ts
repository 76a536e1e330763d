/** SMART App Launch of the sandbox, put together: its own server, and what the user registered besides. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Patient } from 'fhir/r4';
import { SmartServersFault, smartServersOf } from '../../app/launch/smart-servers.ts';
import { SettingError } from '../../functions/base/settings.ts';
import { allOf, visitOf } from '../ehr/chart-view.ts';
import type { SigningKey } from '../ehr/signing-key.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { FhirServer } from './fhir-server.ts';
import { APP_CLIENT_ID, smartAuthorization } from './smart-authorization.ts';
import { type SmartRoutes, smartRoutes } from './smart-routes.ts';

export const ownSmartServer = (fhirBase: string) => ({
  name: 'Radix CDS sandbox',
  iss: fhirBase,
  clientId: APP_CLIENT_ID,
});

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

interface Parts {
  readonly fhir: FhirServer;
  readonly fhirBase: string;
  readonly url: string;
  readonly tokens: AccessTokens;
  readonly key: SigningKey;
}

const nameOf = ({ name: [name] = [] }: Patient): string =>
  `${name?.family ?? ''}, ${name?.given?.join(' ') ?? ''}`;

export const smartOf = ({ fhir, fhirBase, url, tokens, key }: Parts): SmartRoutes =>
  smartRoutes({
    fhirBase,
    launchUrl: `${url}/app/launch.html`,
    launchOf: async (patientId) => {
      const { status } = await fhir.get(`Patient/${encodeURIComponent(patientId)}`);
      if (patientId === '' || status !== 200) return undefined;
      const { encounterId } = await visitOf(fhir, patientId);
      return { patientId, ...(encounterId && { encounterId }) };
    },
    authorization: smartAuthorization({
      fhirBase,
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
    }),
  });
