/**
 * The reason a clinician gave, as a code to count by: one that our cards offer, or the HL7 code that means
 * the same. Any other may hold anything, so it is counted as `other` and its words are sealed.
 */
import { type OfferedReason, overrideReasons } from '../../../rules/management/override-reasons.ts';

export type OverrideReasonCode = OfferedReason | 'other';

const codes = new Map<string, OfferedReason>(
  (Object.keys(overrideReasons) as OfferedReason[]).flatMap((code) => {
    const reason = overrideReasons[code];
    return [[code, code] as const, ...('sameAs' in reason ? [[reason.sameAs, code] as const] : [])];
  }),
);

/** Whatever the system: EHRs drop it or put their own. */
export const reasonCodeOf = ({ code }: { readonly code: string }): OverrideReasonCode =>
  codes.get(code) ?? 'other';
