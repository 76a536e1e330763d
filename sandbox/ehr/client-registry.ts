/** The registry of the local service: the mini-EHR, besides whatever clients the user brought. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { JWK } from 'jose';

export interface MiniEhr {
  readonly issuer: string;
  readonly publicJwk: JWK;
  readonly fhirBase: string;
  readonly origin: string;
}

export const MINI_EHR = 'mini-ehr';
/** Our OAuth client id at the mini-EHR: `fhirAuthorization.subject`. */
export const SUBJECT = 'radix-cds';

export class RegistryUnreadable extends Error {
  override readonly name = 'RegistryUnreadable';
}

/** Clients besides the mini-EHR, as the user wrote them; the functions check them. @throws RegistryUnreadable */
export const broughtBy = (file: string | undefined): unknown[] => {
  if (!file) return [];
  try {
    const { clients } = JSON.parse(readFileSync(file, 'utf8')) as { clients: unknown };
    if (Array.isArray(clients)) return clients;
  } catch (error) {
    throw new RegistryUnreadable(`${file}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  throw new RegistryUnreadable(`${file}: "clients" must be a list.`);
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
  };
  const clients = [entry, ...brought];
  writeFileSync(file, `${JSON.stringify({ clients }, undefined, 2)}\n`, { mode: 0o600 });
};
