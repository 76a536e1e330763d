/** The registry of the local service: the mini-EHR, besides whatever clients the user brought. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { JWK } from 'jose';
import { isHttpFhirAllowed } from '../../functions/base/settings.ts';
import { fileRegistry, withCodeMaps } from '../../functions/client/file-registry.ts';

export interface MiniEhr {
  readonly issuer: string;
  readonly publicJwk: JWK;
  readonly fhirBase: string;
  readonly origin: string;
}

export const MINI_EHR = 'mini-ehr';
/** Our OAuth client id at the mini-EHR: `fhirAuthorization.subject`. */
export const SUBJECT = 'radix-cds';

/** Clients besides the mini-EHR, as the user wrote them. @throws SettingError, so that none is left out unseen */
export const broughtBy = async (file: string | undefined): Promise<unknown[]> => {
  if (!file) return [];
  await fileRegistry(file, { allowLoopback: true, allowHttpFhir: isHttpFhirAllowed(process.env) })();
  const text = await withCodeMaps(readFileSync(file, 'utf8'), file);
  const { clients } = JSON.parse(text) as { clients: unknown[] };
  return clients;
};

/** Origins of browser pages that the clients name. */
export const originsOf = (clients: readonly unknown[]): Set<string> =>
  new Set(
    clients.flatMap((client) => {
      const origins = (client as { origins?: unknown } | null)?.origins;
      return Array.isArray(origins) ? origins.filter((origin) => typeof origin === 'string') : [];
    }),
  );

/** Writes the registry that the functions read. */
export const writeRegistry = (file: string, ehr: MiniEhr, brought: readonly unknown[]): void => {
  const entry = {
    id: MINI_EHR,
    iss: ehr.issuer,
    jwks: { keys: [ehr.publicJwk] },
    fhirServers: [ehr.fhirBase],
    subject: SUBJECT,
    origins: [ehr.origin],
    smart: { launchUrl: `${ehr.origin}/app/launch.html` },
  };
  const clients = [entry, ...brought];
  writeFileSync(file, `${JSON.stringify({ clients }, undefined, 2)}\n`, { mode: 0o600 });
};
