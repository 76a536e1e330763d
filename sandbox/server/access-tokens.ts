/**
 * The EHR's access tokens: opaque, each for one patient and its scopes, accepted by the FHIR server alone. A CDS
 * service gets one of five minutes in `fhirAuthorization`, the app one of an hour by SMART App Launch.
 */
import type { FhirAuthorization } from '../../functions/cds-hooks/wire.ts';
import type { StagedFault } from '../ehr/faults.ts';

export interface TokenGrant {
  readonly patientId: string;
  readonly scope: string;
  readonly expiresAt: number;
  /** The failure that the sandbox was asked to show. */
  readonly fault?: StagedFault;
}

/** As on the wire: snake case. */
export interface WireAuthorization {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
  readonly subject: FhirAuthorization['subject'];
  readonly patient: string;
}

export interface AccessTokens {
  issue(patientId: string, fault?: StagedFault): WireAuthorization;
  issueToApp(patientId: string, scope: string): { readonly token: string; readonly lifeSeconds: number };
  grantOf(token: string): TokenGrant | undefined;
}

const lifeSeconds = 300;
const appLifeSeconds = 3_600;
const readable = [
  'Patient',
  'Observation',
  'Condition',
  'QuestionnaireResponse',
  'MedicationRequest',
  'Procedure',
  'DiagnosticReport',
  'ServiceRequest',
  'Device',
  'Flag',
  'AllergyIntolerance',
] as const;

/** A narrowed token leaves out what the advice can be given without, and says so in its scope. */
const leftOut: ReadonlySet<string> = new Set(['MedicationRequest', 'Procedure', 'QuestionnaireResponse']);

const scopeOf = (fault: StagedFault): string =>
  readable
    .filter((type) => fault !== 'access-narrowed' || !leftOut.has(type))
    .map((type) => `patient/${type}.read`)
    .join(' ');

export const accessTokens = (now: () => number, newToken: () => string, subject: string): AccessTokens => {
  const grants = new Map<string, TokenGrant>();
  const forgetExpired = () => {
    for (const [token, { expiresAt }] of grants) if (expiresAt <= now()) grants.delete(token);
  };
  const grant = (patientId: string, scope: string, seconds: number, fault: StagedFault = 'none'): string => {
    forgetExpired();
    const token = newToken();
    grants.set(token, { patientId, scope, expiresAt: now() + seconds * 1_000, fault });
    return token;
  };
  return {
    issueToApp: (patientId, scope) => ({
      token: grant(patientId, scope, appLifeSeconds),
      lifeSeconds: appLifeSeconds,
    }),
    issue: (patientId, fault = 'none') => {
      const scope = scopeOf(fault);
      return {
        access_token: grant(patientId, scope, fault === 'access-expired' ? 0 : lifeSeconds, fault),
        token_type: 'Bearer',
        expires_in: lifeSeconds,
        scope,
        subject,
        patient: patientId,
      };
    },
    grantOf: (token) => {
      const found = grants.get(token);
      return found && found.expiresAt > now() ? found : undefined;
    },
  };
};
