/**
 * The EHR's access tokens: opaque, each for one patient and its scopes, accepted by the FHIR server alone. A CDS
 * service gets one of five minutes in `fhirAuthorization`, the app one of an hour by SMART App Launch.
 */
import type { FhirAuthorization } from '../../functions/cds-hooks/wire.ts';

export interface Grant {
  readonly patientId: string;
  readonly scope: string;
  readonly expiresAt: number;
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
  issue(patientId: string): WireAuthorization;
  issueToApp(patientId: string, scope: string): { readonly token: string; readonly lifeSeconds: number };
  grantOf(token: string): Grant | undefined;
}

const lifeSeconds = 300;
const appLifeSeconds = 3_600;
const scope = [
  'patient/Patient.read',
  'patient/Observation.read',
  'patient/Condition.read',
  'patient/QuestionnaireResponse.read',
  'patient/MedicationRequest.read',
  'patient/Procedure.read',
  'patient/DiagnosticReport.read',
  'patient/ServiceRequest.read',
  'patient/Device.read',
  'patient/Flag.read',
  'patient/AllergyIntolerance.read',
].join(' ');

export const accessTokens = (now: () => number, newToken: () => string, subject: string): AccessTokens => {
  const grants = new Map<string, Grant>();
  const forgetExpired = () => {
    for (const [token, { expiresAt }] of grants) if (expiresAt <= now()) grants.delete(token);
  };
  const grant = (patientId: string, scopes: string, seconds: number): string => {
    forgetExpired();
    const token = newToken();
    grants.set(token, { patientId, scope: scopes, expiresAt: now() + seconds * 1_000 });
    return token;
  };
  return {
    issueToApp: (patientId, scopes) => ({
      token: grant(patientId, scopes, appLifeSeconds),
      lifeSeconds: appLifeSeconds,
    }),
    issue: (patientId) => {
      return {
        access_token: grant(patientId, scope, lifeSeconds),
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
