/**
 * What a 412 tells whoever maintains the EHR about one key: why it could not be had and what
 * would change that. Codes are those of the service log; nothing of the server's own words is repeated.
 */
import type { NoGrant } from './access.ts';

const byAccess: Readonly<Record<NoGrant, string>> = {
  'fhir-server.absent':
    'No fhirServer was sent. An EHR that sends neither prefetch nor a token usually calls a URL that is not registered with it exactly.',
  'fhir-server.unregistered':
    'This fhirServer is not registered for this client: send the registered one, or have the operator add this one to fhirServers.',
  'token.absent': 'No fhirAuthorization was sent with fhirServer.',
  'token.subject': 'fhirAuthorization.subject is not the one that is registered for this client.',
  'token.expired': 'fhirAuthorization.expires_in leaves no time to use the token.',
};

const byFailure: Readonly<Record<string, string>> = {
  'token.scope': 'fhirAuthorization.scope does not allow to read it: ask for that scope too.',
  'token.scope-findings':
    'fhirAuthorization.scope allows to read a part of it alone, and that part cannot hold the findings.',
  'query.findings':
    'The query that is registered for this client asks for a part of it alone, and that part cannot hold the findings.',
  'fhir.left-alone':
    'The FHIR server failed several times in a row and was not asked; it is asked again after five seconds.',
  'not-fhir-json': 'The FHIR server answered with something that is no FHIR JSON, such as a login page.',
  'too-many-requests': 'The limit of requests for one call was reached.',
  'egress.timeout': 'The FHIR server did not answer in time.',
  'egress.redirect': 'The FHIR server redirected, which is not followed: register the base that it leads to.',
  'egress.denied':
    'The address of the FHIR server is not public, or the link is not below the registered base.',
  'egress.connection': 'The FHIR server could not be reached.',
  'egress.tls': 'The certificate of the FHIR server is not one of a public authority.',
  'egress.encoding': 'The FHIR server answered compressed, though it was asked not to.',
  'egress.too-large': 'The answer of the FHIR server was too large.',
};

const byStatus = (status: number): string =>
  status === 401 || status === 403
    ? `The FHIR server answered ${status}: the token may not read it.`
    : `The FHIR server answered ${status}.`;

export interface Missing {
  readonly key: string;
  /** Code of the hole: `not-sent`, `wrong-type`, … */
  readonly why: string;
  /** Undefined when the server could be asked. */
  readonly noGrant?: NoGrant | undefined;
  readonly failure?: string | undefined;
  readonly status?: number | undefined;
}

export const whyMissing = ({ key, why, noGrant, failure, status }: Missing): string => {
  const sentence =
    noGrant !== undefined
      ? byAccess[noGrant]
      : failure?.startsWith('http.') && status !== undefined
        ? byStatus(status)
        : byFailure[failure ?? ''];
  return [`${key}: ${why}; FHIR access: ${noGrant ?? failure ?? 'granted'}.`, sentence ?? []]
    .flat()
    .join(' ');
};
