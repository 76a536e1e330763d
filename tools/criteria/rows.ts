/**
 * The second step of `npm run criteria` finds for each row of a decision table a chart that hits it and a near miss, and
 * writes where they are to `row-charts.json`. What still shows it is kept, so a second run changes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonRows } from '../generate/json-rows.ts';
import { placeOfCharts, type RowPlace, type RowPlaces, rowsReadBack } from './row-charts.ts';

const file = join(import.meta.dirname, '../../rules/publish/decision-tables/row-charts.json');
const known = JSON.parse(readFileSync(file, 'utf8')) as RowPlaces;
const rows = rowsReadBack();
const places: Record<string, RowPlace[]> = {};
let open = 0;

for (const row of rows) {
  const { id } = row.decision;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${id}`);
  const place = placeOfCharts(row, known[id]?.[row.n]);
  places[id] = [...(places[id] ?? []), place];
  if (typeof place === 'string') console.log(`  none can be for row ${row.n + 1} of ${id}: ${place}`);
  if (place !== null) continue;
  console.log(`  none were found for row ${row.n + 1} of ${id}`);
  open++;
}
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
writeFileSync(file, `${jsonRows(places)}\n`);

const shown = Object.values(places)
  .flat()
  .filter((place) => place !== null && typeof place !== 'string').length;
console.log(`${shown} of ${rows.length} rows of the decision tables have a chart that hits and a near miss.`);
if (open > 0) {
  console.log(
    'Give the rule a vignette on which the row hits, or say in tools/criteria/never.ts why none can.',
  );
  process.exitCode = 1;
}
