/**
 * Whether a call lets us read its FHIR server, and where that is (D3). Pure.
 *
 * The server must be one registered for this very client; what we then connect to is the registered base.
 * Anything else is not an error: the answer is made from prefetch alone, and the service log says why.
 */
import type { CdsRequest } from '../cds-hooks/wire.ts';

export interface FhirGrant {
  readonly base: string;
  readonly accessToken: string;
  readonly scope: string;
  /** Epoch milliseconds after which the token is not sent any more. */
  readonly until: number;
}

export type NoGrant =
  | 'fhir-server.absent'
  | 'fhir-server.unregistered'
  | 'token.absent'
  | 'token.subject'
  | 'token.expired';

export type Access =
  | { readonly kind: 'granted'; readonly grant: FhirGrant }
  | { readonly kind: 'none'; readonly why: NoGrant };

export interface AccessRules {
  /** Registered bases, without a trailing slash. */
  readonly fhirServers: readonly string[];
  /** Our client id at that EHR, when it is registered. */
  readonly subject?: string;
}

/** A token this close to its end is not worth a request. */
const margin = 5_000;

const none = (why: NoGrant): Access => ({ kind: 'none', why });

/** The base as it is registered for the client, of the server that the request names; else undefined. */
export const registeredBase = (
  fhirServer: string | undefined,
  { fhirServers }: Pick<AccessRules, 'fhirServers'>,
): string | undefined =>
  fhirServers.find((registered) => fhirServer === registered || fhirServer === `${registered}/`);

/** @param at epoch milliseconds of arrival: `expires_in` counts from there */
export const accessOf = (
  { fhirServer, fhirAuthorization }: Pick<CdsRequest, 'fhirServer' | 'fhirAuthorization'>,
  rules: AccessRules,
  at: number,
): Access => {
  if (fhirServer === undefined) return none('fhir-server.absent');
  const base = registeredBase(fhirServer, rules);
  if (base === undefined) return none('fhir-server.unregistered');
  if (fhirAuthorization === undefined) return none('token.absent');
  if (rules.subject !== undefined && fhirAuthorization.subject !== rules.subject)
    return none('token.subject');
  const until = at + fhirAuthorization.expiresIn * 1_000 - margin;
  if (until <= at) return none('token.expired');
  const { accessToken, scope } = fhirAuthorization;
  return { kind: 'granted', grant: { base, accessToken, scope, until } };
};
