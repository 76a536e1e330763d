/** A registered CDS client: who it is, how it proves that, and what it may ask for. */
import type { JWK } from 'jose';
import type { CodeMap } from '../../rules/codes/index.ts';
import type { PrefetchKeyName } from '../cds-hooks/services.ts';
import type { ClientProfile } from './profile.ts';

export interface Client {
  readonly id: string;
  /** `iss` of its tokens, compared as it stands. */
  readonly iss: string;
  /** Where its keys are published; what a token's `jku` must equal. */
  readonly jku?: string;
  /** Keys held by us; used in place of `jku`. */
  readonly jwks?: { readonly keys: readonly JWK[] };
  readonly algorithms: readonly SigningAlgorithm[];
  /** Further values of `aud` beside the URL of the endpoint, for an EHR whose value was typed by hand. */
  readonly audiences: readonly string[];
  /** The URL of the service will do as `aud` of its feedback. */
  readonly feedbackAudience: 'own' | 'service';
  /** Longest `exp − iat`. */
  readonly tokenLifeSeconds: number;
  /** When set, a token must carry one of these as `tenant`, or this as `sub`. */
  readonly tenants?: readonly string[];
  readonly sub?: string;
  /** `allow` for an EHR that sends one token several times while it lives. */
  readonly replay: 'refuse' | 'allow';
  /** Exact FHIR bases, without a trailing slash. */
  readonly fhirServers: readonly string[];
  /** Our client id there: what `fhirAuthorization.subject` must be. */
  readonly subject?: string;
  /** Templates its FHIR server needs in place of this service's own. */
  readonly queries: Readonly<Partial<Record<PrefetchKeyName, string>>>;
  /** Services it may call; absent = all. */
  readonly services?: readonly string[];
  /** Calls a second that it may make, in bursts of twice that; absent = no limit of its own. */
  readonly callsPerSecond?: number;
  /** Exact origins of its browser pages. */
  readonly origins: readonly string[];
  /** Its `hookInstance` need not be a UUID. */
  readonly lenientHookInstance: boolean;
  /** What its own codes mean; the audit row has the version. */
  readonly codeMap?: CodeMap;
  readonly profile: ClientProfile;
}

/** Asymmetric alone; of these a client accepts the first two unless its entry says otherwise. */
export const signingAlgorithms = ['ES384', 'RS384', 'ES256', 'RS256', 'ES512', 'RS512', 'PS384'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];
