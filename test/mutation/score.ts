/**
 * How many small wrong versions of the rules the cases notice. Each node of a criterion is changed once,
 * in every rule that shares it; what is not a criterion, once per rule.
 */
import type { Criterion } from '../../rules/engine/criterion.ts';
import { redFlagIds } from '../../rules/engine/ids.ts';
import { nodesOf } from '../../rules/engine/walk.ts';
import { rootTable } from '../../rules/localisation/table.ts';
import { recommendations } from '../../rules/management/index.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { everyTable, flagJudge, recommendationJudge, rootJudge, tableJudge } from './judges.ts';
import {
  flagMutants,
  inWords,
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
interface MutatedRule {
  readonly id: string;
  readonly stage: RuleStage;
  readonly criteria: readonly Criterion[];
  readonly holds: () => boolean;
  /** Whether the rule still answers as expected with one criterion replaced by another. */
  readonly holdsWith: (swap: (criterion: Criterion) => Criterion) => boolean;
  /** Wrong versions of tables and numbers. Each says whether the rule still answers as expected. */
  readonly frames: readonly { readonly change: string; readonly holds: () => boolean }[];
}
export const STAGES = ['red flags', 'localisation', 'differential', 'recommendations'] as const;
export type RuleStage = (typeof STAGES)[number];

const subject = <T>(
  id: string,
  stage: RuleStage,
  rule: T,
  holds: (rule: T) => boolean,
  swapIn: (rule: T, swap: (criterion: Criterion) => Criterion) => T,
  mutants: readonly Mutant<T>[],
): MutatedRule => {
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

const subjectsOf = (): readonly MutatedRule[] => [
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

/** A rule that cannot be evaluated has been noticed. */
const survives = (holds: () => boolean): boolean => {
  try {
    return holds();
  } catch {
    return false;
  }
};

export interface MutantTally {
  mutants: number;
  killed: number;
}

export interface Score {
  readonly all: MutantTally;
  readonly stages: Readonly<Record<RuleStage, MutantTally>>;
  /** What went unnoticed, in words. */
  readonly survivors: readonly string[];
}

export const percent = ({ mutants, killed }: MutantTally): number =>
  Math.floor((1000 * killed) / mutants) / 10;

/** Each node once, with every rule that contains it. */
const usersOf = (subjects: readonly MutatedRule[]): ReadonlyMap<Criterion, readonly MutatedRule[]> => {
  const users = new Map<Criterion, MutatedRule[]>();
  for (const one of subjects) {
    for (const node of new Set(one.criteria.flatMap(nodesOf))) {
      users.set(node, [...(users.get(node) ?? []), one]);
    }
  }
  return users;
};

/** @param each 1: all mutants; 4: every fourth, which costs a quarter of the two minutes of CPU. */
export const mutationScore = (each = 1): Score => {
  const subjects = subjectsOf();
  for (const { id, holds } of subjects) {
    if (!holds()) throw new Error(`${id} fails its own tests: nothing can be said about its mutants`);
  }
  const stages = Object.fromEntries(STAGES.map((stage) => [stage, { mutants: 0, killed: 0 }])) as Record<
    RuleStage,
    MutantTally
  >;
  const survivors: string[] = [];
  const count = (stage: RuleStage, name: string, survived: boolean) => {
    stages[stage].mutants++;
    if (survived) survivors.push(`${stage} · ${name}`);
    else stages[stage].killed++;
  };

  let met = 0;
  const isPicked = () => met++ % each === 0;
  for (const { id, stage, frames } of subjects) {
    for (const { change, holds } of frames.filter(isPicked))
      count(stage, `${id} · ${change}`, survives(holds));
  }
  for (const [node, rules] of usersOf(subjects)) {
    const stage = rules[0]?.stage ?? 'recommendations';
    const ids = rules.map(({ id }) => id).join(' ');
    for (const { change, mutated } of nodeMutants(node).filter(isPicked)) {
      const swap = (criterion: Criterion) => substituted(criterion, node, mutated);
      const survived = rules.every(({ holdsWith }) => survives(() => holdsWith(swap)));
      count(stage, `${ids} · ${inWords(node)} · ${change}`, survived);
    }
  }

  const all = { mutants: 0, killed: 0 };
  for (const { mutants, killed } of Object.values(stages)) {
    all.mutants += mutants;
    all.killed += killed;
  }
  return { all, stages, survivors };
};
