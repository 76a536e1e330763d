/** Markdown for a page that people read and sign. */

/** A cell: no pipe and no line break may end it early. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

export const bullets = (items: readonly string[], depth = 0): string =>
  items.map((item) => `${'  '.repeat(depth)}- ${item}`).join('\n');

/** Blocks apart by an empty line; empty ones fall away. */
export const blocks = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

export const code = (text: string): string => `\`${text}\``;

/** A weight with its sign; nothing for none. */
export const signed = (points: number): string => {
  if (points === 0) return '0';
  return points > 0 ? `+${points}` : `−${-points}`;
};
