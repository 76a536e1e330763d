/**
 * The override reasons that our cards offer, as codes to count by. A reason that is not one of them may be
 * anything, so it is counted as `other` and its words are sealed.
 */

export const overrideReasonCodes = [
  'already-done',
  'being-managed',
  'not-applicable',
  'known-baseline',
  'alternative-dx',
  'patient-declines',
  'clinical-judgement',
  'will-reassess',
  'goals-of-care',
] as const;

export type OverrideReasonCode = (typeof overrideReasonCodes)[number] | 'other';

/** Any system: EHRs drop it or put their own. */
export const reasonCodeOf = ({ code }: { readonly code: string }): OverrideReasonCode =>
  overrideReasonCodes.find((known) => known === code) ?? 'other';
