/** `npm run mutation`: how many small wrong versions of the rules the tests notice. `-- --survivors` lists the others. */
import { mutationScore, percent, STAGES } from './score.ts';

const { all, stages, survivors } = mutationScore();

for (const stage of STAGES) {
  const { mutants, killed } = stages[stage];
  console.log(`${stage}: ${killed} of ${mutants} noticed (${percent(stages[stage])} %)`);
}
console.log(`all: ${all.killed} of ${all.mutants} noticed (${percent(all)} %)`);
if (process.argv.includes('--survivors')) for (const one of survivors) console.log(`  survived: ${one}`);
