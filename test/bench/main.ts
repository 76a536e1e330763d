/**
 * `npm run bench`: every `*.bench.ts` of this folder in turn, as one table. Exits with 1 when a promise
 * is broken. `npm run bench -- audit` runs those whose file name contains the word.
 */
import { readdirSync } from 'node:fs';
import type { Bench, BenchRow } from './bench.ts';

const words = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
  .sort();

const holds = ({ ratio, limit, atLeast }: BenchRow): boolean => (atLeast ? ratio >= limit : ratio <= limit);

const line = (cells: readonly string[], widths: readonly number[]): string =>
  cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');

const table = (rows: readonly BenchRow[]): string => {
  const head = ['what', 'measured', 'floor', 'ratio', 'promise', ''];
  const body = rows.map((row) => [
    row.what,
    row.measured,
    row.floor,
    row.ratio.toFixed(2),
    `${row.atLeast ? '≥' : '≤'} ${row.limit}`,
    holds(row) ? 'holds' : 'BROKEN',
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...body].map((cells) => cells[i]?.length ?? 0)));
  return [head, ...body].map((cells) => `  ${line(cells, widths)}`.trimEnd()).join('\n');
};

let broken = 0;
for (const file of files) {
  const { bench } = (await import(`./${file}`)) as { bench: Bench };
  console.log(`\n${bench.title}`);
  const rows = await bench.run();
  console.log(table(rows));
  broken += rows.filter((row) => !holds(row)).length;
}
console.log(broken === 0 ? '\nEvery promise holds.' : `\n${broken} broken.`);
process.exitCode = broken === 0 ? 0 : 1;
