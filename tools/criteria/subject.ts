/**
 * Each rule, flag, table item and defined term as a function from the truths of its criteria to what it concludes. A term
 * is one criterion of the rules that use it, and a subject by itself.
 */

import { conclude } from '../../rules/conclude.ts';
import { partOf } from '../../rules/engine/compile.ts';
import type { Context } from '../../rules/engine/context.ts';
import type { Criterion } from '../../rules/engine/criterion.ts';
import { describe } from '../../rules/engine/describe.ts';
import { truthOn } from '../../rules/engine/lanes.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { lanesIf, lanesOf, type Part, type Supposed } from '../../rules/engine/truth-table.ts';
import { nodesOf } from '../../rules/engine/walk.ts';
import { type AnyRule, everyRule } from '../../rules/publish/every-rule.ts';

export interface CriteriaSubject {
  /** The rule's id; `TERM` of a defined term. */
  readonly rule: string;
  /** The item of a table, or the title of the term. */
  readonly item?: string;
  /** What it asks, in order: of a flag each level, then what silences it. */
  readonly parts: readonly Part[];
  /** Leaves and terms, each once, wherever in the rule it stands. */
  readonly atoms: readonly Part[];
  readonly contextOf: (chart: VignetteChart) => Context;
  /** In a word, for instance `urgent` or `silent`. */
  readonly conclusion: (context: Context, supposed?: Supposed) => string;
}

const memo = new WeakMap<VignetteChart, ReturnType<typeof conclude>>();
const concluded = (chart: VignetteChart) => {
  const known = memo.get(chart) ?? conclude(inputOf(chart));
  memo.set(chart, known);
  return known;
};

/** Leaves and terms of a criterion; what a term is made of belongs to the term. */
const atomsIn = (part: Part): readonly Part[] =>
  part.parts.length === 0 || part.criterion.op === 'term' ? [part] : part.parts.flatMap(atomsIn);

const atomsOf = (parts: readonly Part[]): readonly Part[] => [
  ...new Map(parts.flatMap(atomsIn).map((part) => [part.row, part])).values(),
];

const truth = (part: Part, context: Context, lane: number, supposed: Supposed | undefined) =>
  truthOn(supposed === undefined ? lanesOf(part, context) : lanesIf(part, context, supposed), lane);

/** The first level that is established; silent where `unless` is. A recommendation has one level. */
const ofChart = ({ id, parts }: AnyRule): CriteriaSubject => {
  const compiled = parts.map(({ part, criterion }) => ({ level: part, part: partOf(criterion) }));
  const levels = compiled.filter(({ level }) => level !== 'unless');
  const silencer = compiled.find(({ level }) => level === 'unless')?.part;
  const isFlag = id.startsWith('RF-');
  return {
    rule: id,
    parts: compiled.map(({ part }) => part),
    atoms: atomsOf(compiled.map(({ part }) => part)),
    contextOf: (chart) => (isFlag ? concluded(chart).safety : concluded(chart).context),
    conclusion: (context, supposed) => {
      const { lane } = context.legs.midline;
      if (silencer && truth(silencer, context, lane, supposed) === true) return 'silent';
      const level = levels.find(({ part }) => truth(part, context, lane, supposed) === true);
      return level === undefined ? 'silent' : level.level === 'when' ? 'fires' : level.level;
    },
  };
};

const TRUTHS = new Map([
  [true, 'present'],
  [false, 'absent'],
  [null, 'not known'],
]);

/** On the left leg: items are asked of one leg. */
const ofLeg = (rule: string, item: string, part: Part): CriteriaSubject => ({
  rule,
  item,
  parts: part.criterion.op === 'term' ? part.parts : [part],
  atoms: atomsOf(part.criterion.op === 'term' ? part.parts : [part]),
  contextOf: (chart) => concluded(chart).context,
  conclusion: (context, supposed) =>
    TRUTHS.get(truth(part, context, context.legs.left.lane, supposed)) as string,
});

/** On the left leg, and of the patient where it opens legs by itself. */
const ofTerm = (part: Part): CriteriaSubject => {
  const onLeft = ofLeg('TERM', describe(part.criterion), part);
  return {
    ...onLeft,
    conclusion: (context, supposed) => {
      const ofPatient = TRUTHS.get(truth(part, context, context.legs.midline.lane, supposed));
      const left = onLeft.conclusion(context, supposed);
      return ofPatient === left ? left : `${left}; without a leg ${ofPatient}`;
    },
  };
};

const termsIn = (criterion: Criterion): readonly Part[] =>
  nodesOf(criterion)
    .filter(({ op }) => op === 'term')
    .map(partOf);

const rules: readonly CriteriaSubject[] = everyRule.flatMap((rule) =>
  rule.parts.some(({ onLeg }) => onLeg)
    ? rule.parts.map(({ part, criterion }) => ofLeg(rule.id, part, partOf(criterion)))
    : [ofChart(rule)],
);

/** Terms that differ in their title alone are one. */
const terms = new Map(
  everyRule
    .flatMap(({ parts }) => parts.flatMap(({ criterion }) => termsIn(criterion)))
    .map((part) => [part.row, ofTerm(part)]),
);

export const subjects: readonly CriteriaSubject[] = [
  ...rules,
  ...[...terms.values()].filter(({ atoms }) => atoms.length > 1),
];
