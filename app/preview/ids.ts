/**
 * Stands in for `functions/audit/call-ids.ts` in the bundle of a page: names cards and suggestions of a preview.
 * What only the audit log may do throws.
 */
export const cardId = (callId: string, n: number): string => `${callId}-${n}`;

export const suggestionId = (card: string, n: number | string): string => `${card}-${n}`;

const notHere = (): never => {
  throw new Error('A page has no call ids: ask the service.');
};

export const callId = notHere;
export const cardOrigin = notHere;
