/**
 * What a card says, before it is markdown.
 *
 * A string is ours. `{ chart }` came from the record: it is escaped where it enters markdown, and never
 * enters a summary.
 */
export interface FromChart {
  readonly chart: string;
}

export type Words = string | readonly (string | FromChart)[];

export const chart = (text: string): FromChart => ({ chart: text });

/** Exclusive: the wire allows summaries of fewer than 140 characters. */
export const SUMMARY_LIMIT = 140;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[], last = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Cut at a word, never inside a character, with an ellipsis. */
export const shortened = (text: string, atMost: number): string => {
  if (text.length <= atMost) return text;
  if (atMost < 1) return '';
  const kept = text.slice(0, atMost - 1).replace(/[\uD800-\uDBFF]$/, '');
  const word = kept.lastIndexOf(' ');
  return `${(word > atMost / 2 ? kept.slice(0, word) : kept).replace(/[\s,;:(]+$/, '')}…`;
};

/**
 * A summary under the limit. The list gives way, from its end, and says how many it hides; the words
 * around it, which carry the action, stay.
 *
 * @param sentence the summary around its list; called with '' when not even one item fits.
 */
export const summary = (sentence: (list: string) => string, items: readonly string[]): string => {
  for (let shown = items.length; shown > 0; shown--) {
    const hidden = items.length - shown;
    const text = sentence(`${items.slice(0, shown).join(', ')}${hidden > 0 ? ` +${hidden} more` : ''}`);
    if (text.length < SUMMARY_LIMIT) return text;
  }
  const bare = sentence('');
  const room = SUMMARY_LIMIT - 1 - bare.length;
  const first = items[0];
  const cut = first !== undefined && room >= 12 ? sentence(shortened(first, room - 4)) : bare;
  return cut.length < SUMMARY_LIMIT ? cut : shortened(bare, SUMMARY_LIMIT - 1);
};
