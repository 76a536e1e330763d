/**
 * Stands in for `functions/audit/call-ids.ts` in the bundle of a page, where node's hashes are not: names the cards
 * and suggestions of a preview, in the shape that the service's own check asks of a name. They never leave the page.
 */
export const numberedCard = (callId: string, n: number): string =>
  callId.slice(0, -2) + n.toString(16).padStart(2, '0');

/** Two cards of a preview share a name only if their texts share a checksum (FNV-1a): good enough for a key. */
export const suggestionId = (card: string, n: number | string): string => {
  let sum = 0x811c9dc5;
  for (const letter of `${card}\n${n}`) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const hex = sum.toString(16).padStart(8, '0');
  return `${hex}-${hex.slice(0, 4)}-8${hex.slice(1, 4)}-8${hex.slice(5)}-${hex}${hex.slice(0, 4)}`;
};
