/**
 * The EHR's authorization server, as far as a CDS service sees it: an opaque access token for one patient,
 * five minutes long, handed over in `fhirAuthorization` and accepted by the FHIR server alone.
 */
import type { FhirAuthorization } from '../../functions/cds-hooks/wire.ts';

export interface Grant {
  readonly patientId: string;
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
  grantOf(token: string): Grant | undefined;
}

const lifeSeconds = 300;
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
  return {
    issue: (patientId) => {
      forgetExpired();
      const token = newToken();
      grants.set(token, { patientId, expiresAt: now() + lifeSeconds * 1_000 });
      return {
        access_token: token,
        token_type: 'Bearer',
        expires_in: lifeSeconds,
        scope,
        subject,
        patient: patientId,
      };
    },
    grantOf: (token) => {
      const grant = grants.get(token);
      return grant && grant.expiresAt > now() ? grant : undefined;
    },
  };
};
