/**
 * Why a clinician may set a card aside. Codes never change once released: sites map them (Epic maps
 * `code` to its acknowledgement reasons) and the audit log keeps them.
 *
 * The codes of this service come first. The two of HL7 are from the selection that CDS Hooks 3.0.0-ballot
 * suggests (ValueSet non-adherence-reason-clinical): those that say something else. `sameAs` names the
 * suggested code that means the same as an own code, for reports across services.
 */
import { BASE } from '../codes/code-system.ts';

const OURS = `${BASE}/CodeSystem/lr-override`;
const HL7 = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

export const overrideReasons = {
  'already-done': { system: OURS, display: 'Already done or in progress', sameAs: 'action-completed' },
  'being-managed': { system: OURS, display: 'Already under emergency or specialist care for this' },
  'not-applicable': {
    system: OURS,
    display: 'The recorded finding is wrong or does not apply to this patient',
    sameAs: 'cds-not-applicable',
  },
  'known-baseline': { system: OURS, display: 'Long-standing, known and unchanged' },
  'alternative-dx': { system: OURS, display: 'Another diagnosis explains this' },
  'patient-declines': {
    system: OURS,
    display: 'Patient declines after discussion',
    sameAs: 'patient-refuses',
  },
  'clinical-judgement': {
    system: OURS,
    display: 'Benefit judged to outweigh risk for this patient',
    sameAs: 'risk-benefit-ratio',
  },
  'will-reassess': { system: OURS, display: 'Will reassess at the next contact' },
  'goals-of-care': {
    system: OURS,
    display: 'Not consistent with goals of care',
    sameAs: 'does-not-align-preferences',
  },
  'service-not-available': { system: HL7, display: 'Treatment or service is not practically available' },
  'recipient-disagrees-evidence': {
    system: HL7,
    display: 'Recipient disagrees with recommendation because of issues with the evidence',
  },
} as const satisfies Readonly<
  Record<string, { readonly system: string; readonly display: string; readonly sameAs?: string }>
>;

export type OfferedReason = keyof typeof overrideReasons;

/** For an emergency: no reason that would let it wait. */
export const EMERGENCY: readonly OfferedReason[] = [
  'already-done',
  'being-managed',
  'not-applicable',
  'known-baseline',
  'goals-of-care',
  'service-not-available',
];

/** For advice that may wait. */
export const ADVICE: readonly OfferedReason[] = [
  'already-done',
  'not-applicable',
  'alternative-dx',
  'patient-declines',
  'clinical-judgement',
  'will-reassess',
];
