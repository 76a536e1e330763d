/**
 * `npm run bench`: every `*.bench.ts` of this folder in turn, as one table. Exits with 1 when a promise
 * is broken. `npm run bench -- audit` runs those whose file name contains the word; with `--json` the rows are
 * printed as JSON.
 */
import { readdirSync } from 'node:fs';
import type { Bench, BenchRow } from './bench.ts';

const words = process.argv.slice(2).filter((word) => word !== '--json');
const isJson = process.argv.includes('--json');
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();

const reaches = ({ ratio, atLeast }: BenchRow, limit: number): boolean =>
  atLeast ? ratio >= limit : ratio <= limit;
const holds = (row: BenchRow): boolean => row.limit === undefined || reaches(row, row.limit);

const said = ({ atLeast }: BenchRow, limit: number | undefined): string =>
  limit === undefined ? '' : `${atLeast ? '≥' : '≤'} ${limit}`;

const verdict = (row: BenchRow): string => {
  if (!holds(row)) return 'BROKEN';
  if (row.aim !== undefined) return reaches(row, row.aim) ? 'reached' : 'not reached';
  return row.limit === undefined ? '' : 'holds';
};

const line = (cells: readonly string[], widths: readonly number[]): string =>
  cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');

const table = (rows: readonly BenchRow[]): string => {
  const head = ['what', 'measured', 'floor', 'ratio', 'promise', 'aim', ''];
  const body = rows.map((row) => [
    row.what,
    row.measured,
    row.floor,
    row.ratio.toFixed(2),
    said(row, row.limit),
    said(row, row.aim),
    verdict(row),
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((cells) => cells[i]?.length ?? 0)));
  return [head, ...body].map((cells) => `  ${line(cells, widths)}`.trimEnd()).join('\n');
};

const print = isJson ? () => undefined : console.log;
const all: (BenchRow & { readonly bench: string })[] = [];
for (const file of files) {
  const { bench } = (await import(`./${file}`)) as { bench: Bench };
  print(`\n${bench.title}`);
  const rows = await bench.run();
  print(table(rows));
  all.push(...rows.map((row) => ({ bench: bench.title, ...row })));
}
const broken = all.filter((row) => !holds(row)).length;
if (isJson) console.log(JSON.stringify(all, undefined, 2));
print(broken === 0 ? '\nEvery promise holds.' : `\n${broken} broken.`);
process.exitCode = broken === 0 ? 0 : 1;
