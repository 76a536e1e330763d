/**
 * `npm run mutation`: how many small wrong versions of the rules the tests notice. Writes the score that
 * the rule book shows in its header. `-- --survivors` lists what went unnoticed.
 */
import { writeFileSync } from 'node:fs';
import type { Criterion } from '../../rules/engine/criterion.ts';
import { describe, nodesOf } from '../../rules/engine/describe.ts';
import { redFlagIds } from '../../rules/engine/ids.ts';
import { KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import { rootTable } from '../../rules/localisation/table.ts';
import { recommendations } from '../../rules/management/index.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { everyTable, flagJudge, recommendationJudge, rootJudge, tableJudge } from './judges.ts';
import {
  flagMutants,
  type Mutant,
  nodeMutants,
  rootMutants,
  substituted,
  swapInFlag,
  swapInRecommendation,
  swapInRoots,
  swapInTable,
  tableMutants,
} from './mutants.ts';

/** A rule with its judge, whatever its kind. */
interface Subject {
  readonly id: string;
  readonly stage: Stage;
  readonly criteria: readonly Criterion[];
  readonly holds: () => boolean;
  /** Whether the rule still answers as expected with one criterion replaced by another. */
  readonly holdsWith: (swap: (criterion: Criterion) => Criterion) => boolean;
  /** Wrong versions of what is not a criterion, each with the answer to the same question. */
  readonly frames: readonly { readonly change: string; readonly holds: () => boolean }[];
}
const STAGES = ['red flags', 'localisation', 'differential', 'recommendations'] as const;
type Stage = (typeof STAGES)[number];

const subject = <T>(
  id: string,
  stage: Stage,
  rule: T,
  holds: (rule: T) => boolean,
  swapIn: (rule: T, swap: (criterion: Criterion) => Criterion) => T,
  mutants: readonly Mutant<T>[],
): Subject => {
  const criteria: Criterion[] = [];
  swapIn(rule, (criterion) => {
    criteria.push(criterion);
    return criterion;
  });
  return {
    id,
    stage,
    criteria,
    holds: () => holds(rule),
    holdsWith: (swap) => holds(swapIn(rule, swap)),
    frames: mutants.map(({ change, mutated }) => ({ change, holds: () => holds(mutated) })),
  };
};

const subjects: readonly Subject[] = [
  ...redFlagIds.map((id) =>
    subject(id, 'red flags', redFlags[id], flagJudge(id), swapInFlag, flagMutants(redFlags[id])),
  ),
  subject('ROOT', 'localisation', rootTable, rootJudge, swapInRoots, rootMutants(rootTable)),
  ...everyTable.map((table) =>
    subject(table.id, 'differential', table, tableJudge(table.id), swapInTable, tableMutants(table)),
  ),
  ...recommendations.map((rule) =>
    subject(rule.id, 'recommendations', rule, recommendationJudge(rule), swapInRecommendation, []),
  ),
];

for (const { id, holds } of subjects) {
  if (!holds()) throw new Error(`${id} fails its own tests: nothing can be said about its mutants`);
}

/** A rule that cannot be evaluated has been noticed. */
const survives = (holds: () => boolean): boolean => {
  try {
    return holds();
  } catch {
    return false;
  }
};

const tallies = Object.fromEntries(STAGES.map((stage) => [stage, { mutants: 0, killed: 0 }])) as Record<
  Stage,
  { mutants: number; killed: number }
>;
const survivors: string[] = [];
const count = (stage: Stage, name: string, survived: boolean) => {
  tallies[stage].mutants++;
  if (survived) survivors.push(`${stage} · ${name}`);
  else tallies[stage].killed++;
};

for (const { id, stage, frames } of subjects) {
  for (const { change, holds } of frames) count(stage, `${id} · ${change}`, survives(holds));
}

/** Each node once, with every rule that contains it. */
const users = new Map<Criterion, Subject[]>();
for (const one of subjects) {
  for (const node of new Set(one.criteria.flatMap(nodesOf)))
    users.set(node, [...(users.get(node) ?? []), one]);
}
for (const [node, rules] of users) {
  const [first] = rules;
  if (!first) continue;
  for (const { change, mutated } of nodeMutants(node)) {
    const swap = (criterion: Criterion) => substituted(criterion, node, mutated);
    const survived = rules.every(({ holdsWith }) => survives(() => holdsWith(swap)));
    count(first.stage, `${rules.map(({ id }) => id).join(' ')} · ${describe(node)} · ${change}`, survived);
  }
}

const all = { mutants: 0, killed: 0 };
for (const { mutants, killed } of Object.values(tallies)) {
  all.mutants += mutants;
  all.killed += killed;
}
const percent = ({ mutants, killed }: typeof all) => Math.floor((1000 * killed) / mutants) / 10;

for (const stage of STAGES) {
  const { mutants, killed } = tallies[stage];
  console.log(`${stage}: ${killed} of ${mutants} noticed (${percent(tallies[stage])} %)`);
}
console.log(`all: ${all.killed} of ${all.mutants} noticed (${percent(all)} %)`);
if (process.argv.includes('--survivors')) for (const one of survivors) console.log(`  survived: ${one}`);

const LEAST = 85;
if (percent(all) < LEAST) {
  console.error(`The score is below ${LEAST} %: add the cases that notice the survivors.`);
  process.exitCode = 1;
}
writeFileSync(
  new URL('../../rules/analysis/mutation-score.json', import.meta.url),
  `${JSON.stringify({ knowledgeVersion: KNOWLEDGE_VERSION, ...all, percent: percent(all) }, null, 2)}\n`,
);
