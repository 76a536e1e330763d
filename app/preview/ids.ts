/**
 * Stands in for `functions/audit/call-ids.ts` in the bundle of a page, where node's hashes are not: names the cards
 * and suggestions of a preview, in the shape that the service's own check asks of a name. They never leave the page.
 */
export const numberedCard = (callId: string, n: number): string =>
  callId.slice(0, -2) + n.toString(16).padStart(2, '0');

export const numberedSuggestion = (card: string, n: number): string => {
  const own = Number.parseInt(card.slice(-4, -2), 16);
  return card.slice(0, -4) + ((own + n) & 0xff).toString(16).padStart(2, '0') + card.slice(-2);
};
