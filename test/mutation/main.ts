/**
 * `npm run mutation`: how many small wrong versions of the rules the tests notice. Writes the score that
 * the rule book shows in its header. `-- --survivors` lists what went unnoticed.
 */
import { writeFileSync } from 'node:fs';
import { KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import { mutationScore, percent, STAGES } from './score.ts';

const { all, stages, survivors } = mutationScore();

for (const stage of STAGES) {
  const { mutants, killed } = stages[stage];
  console.log(`${stage}: ${killed} of ${mutants} noticed (${percent(stages[stage])} %)`);
}
console.log(`all: ${all.killed} of ${all.mutants} noticed (${percent(all)} %)`);
if (process.argv.includes('--survivors')) for (const one of survivors) console.log(`  survived: ${one}`);

writeFileSync(
  new URL('../../rules/analysis/mutation-score.json', import.meta.url),
  `${JSON.stringify({ knowledgeVersion: KNOWLEDGE_VERSION, ...all, percent: percent(all) }, null, 2)}\n`,
);
