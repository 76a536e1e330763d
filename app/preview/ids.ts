/**
 * Stands in for `functions/audit/call-ids.ts` in the bundle of a page: names cards and suggestions of a preview, which
 * nobody answers.
 */
export const numberedCard = (callId: string, n: number): string => `${callId}-${n}`;

export const suggestionId = (card: string, n: number | string): string => `${card}-${n}`;
