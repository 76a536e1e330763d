/**
 * `npm run criteria`: finds for each criterion of the rules a pair of charts that shows that it matters, and writes them
 * to `rules/publish/criteria-shown.json`; then charts for the rows of the decision tables (`rows.ts`). What still shows
 * it is kept, so a second run changes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonRows } from '../generate/json-rows.ts';
import { never } from './never.ts';
import { type ShowingPair, spellingOf } from './pair.ts';
import { search } from './search.ts';

const file = join(import.meta.dirname, '../../rules/publish/criteria-shown.json');
const known = (JSON.parse(readFileSync(file, 'utf8')) as { pairs: ShowingPair[] }).pairs;

const { pairs, missing } = search(known, ({ rule, item }) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${rule} ${item ?? ''}`);
});
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');

const explained = never.filter((one) => missing.some((place) => spellingOf(place) === spellingOf(one)));
const open = missing.filter((place) => !never.some((one) => spellingOf(place) === spellingOf(one)));
writeFileSync(file, `${jsonRows({ pairs, never: explained })}\n`);

console.log(`${pairs.length} of ${pairs.length + missing.length} criteria are shown to matter.`);
for (const one of explained) console.log(`  none can be for ${spellingOf(one)}: ${one.why}`);
for (const place of open) console.log(`  none was found for ${spellingOf(place)}`);
if (open.length > 0) {
  console.log(
    'Give the rule a vignette on which the criterion decides, or say in tools/criteria/never.ts why none can.',
  );
  process.exitCode = 1;
}

// it reads the pairs that are written by now
await import('./rows.ts');
