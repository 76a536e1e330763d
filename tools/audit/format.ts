/**
 * Rows as a table for a person, as JSON lines for a program, as CSV for a spreadsheet. In CSV a cell that a
 * spreadsheet would take for a formula begins with an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
import { percent } from '../../functions/audit/inquiry/report-page.ts';

export type Row = Readonly<Record<string, string | number | boolean | undefined>>;
export type Format = 'table' | 'json' | 'csv';
export const formats: readonly Format[] = ['table', 'json', 'csv'];

/** Empty where there is no share. */
export const percentCell = (share: number | undefined): string => (share === undefined ? '' : percent(share));

const formula = /^[=+\-@\t\r]/;

const csvCell = (value: Row[string]): string => {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvLine = (cells: readonly Row[string][]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** Control characters would move the cursor or colour the rest; what is stored may be anything. */
const shown = (value: Row[string]): string =>
  String(value ?? '')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '·')
    .trim();

const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

/** Half an id or half an instant is of no use. */
const whole = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}-\d{2}[T ]\S+)$/;

/** Widths that fit: the widest column gives way first, none below its least. */
const fitted = (widths: readonly number[], least: readonly number[], columns: number): number[] => {
  const fit = [...widths];
  let over = fit.reduce((sum, width) => sum + width + 2, -2) - columns;
  while (over > 0) {
    const spare = fit.map((width, i) => width - (least[i] ?? 0));
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) <= 0) return fit;
    fit[widest] = (fit[widest] ?? 0) - 1;
    over -= 1;
  }
  return fit;
};

/** Columns that are empty in all rows are left out. Numbers stand to the right. */
export const table = (rows: readonly Row[], names: readonly string[], columns: number): string => {
  const used = names.filter((name) => rows.some((row) => row[name] !== undefined && row[name] !== ''));
  const cells = rows.map((row) => used.map((name) => shown(row[name])));
  const numeric = used.map((name) =>
    rows.every((row) => typeof (row[name] ?? 0) === 'number' || row[name] === ''),
  );
  const widths = used.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const least = used.map((name, i) =>
    cells.some((row) => whole.test(row[i] ?? '')) ? (widths[i] ?? 0) : Math.max(name.length, 6),
  );
  const fit = fitted(widths, least, columns);
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => {
        const width = fit[i] ?? 0;
        return numeric[i] ? cut(text, width).padStart(width) : cut(text, width).padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(used), line(fit.map((width) => '─'.repeat(width))), ...cells.map(line)]
    .map((text) => `${text}\n`)
    .join('');
};

/** Streams what can be streamed: a table has to be seen whole before its first line. */
export const printRows = async (
  rows: AsyncIterable<Row>,
  names: readonly string[],
  { format, out, columns }: { format: Format; out: (text: string) => Promise<void>; columns: number },
): Promise<number> => {
  const forTable: Row[] = [];
  let count = 0;
  if (format === 'csv') await out(csvLine(names));
  for await (const row of rows) {
    count += 1;
    if (format === 'table') forTable.push(row);
    else if (format === 'json') await out(`${JSON.stringify(row)}\n`);
    else await out(csvLine(names.map((name) => row[name])));
  }
  if (forTable.length > 0) await out(table(forTable, names, columns));
  return count;
};
