/**
 * The truth table says of every criterion of every rule, on every leg of both readings, what its parts asked one by one
 * say: no row stands for two criteria, none is forgotten, and one leg's bits do not reach another's.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LegChart, lookUp, type Value } from '../../../rules/engine/chart.ts';
import { compile, establish } from '../../../rules/engine/compile.ts';
import { compileConclusion } from '../../../rules/engine/compile-conclusion.ts';
import { compileFinding } from '../../../rules/engine/compile-finding.ts';
import { compilePatient } from '../../../rules/engine/compile-patient.ts';
import type { Context } from '../../../rules/engine/context.ts';
import { all, any, type Criterion, eitherLeg, occurred, present } from '../../../rules/engine/criterion.ts';
import { type Truth, truthOn } from '../../../rules/engine/lanes.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import { compileRecent } from '../../../rules/engine/recent.ts';
import { inputOf } from '../../../rules/engine/rule.ts';
import type { EngineInput, Occurrence } from '../../../rules/engine/types.ts';
import { findingsOf, nodesOf, OPENS_LEGS, partsOf } from '../../../rules/engine/walk.ts';
import { evaluate } from '../../../rules/index.ts';
import { everyRule } from '../../../rules/publish/every-rule.ts';
import { fragileAge } from '../../../rules/terms/thresholds.ts';
import { holds } from '../../support/property.ts';
import { anyChart, anyFact, anyInput } from '../arbitrary-chart.ts';

const criteria = [
  ...new Set(everyRule.flatMap(({ parts }) => parts.flatMap(({ criterion }) => nodesOf(criterion)))),
];

const sooner = (truths: readonly Truth[], first: Truth, otherwise: Truth): Truth =>
  truths.includes(first) ? first : truths.includes(null) ? null : otherwise;

const opposite = ({ legs }: Context, { leg }: LegChart): LegChart | undefined =>
  leg === 'left' ? legs.right : leg === 'right' ? legs.left : undefined;

/** What a leaf says by the values of its findings. */
const ofValues = (criterion: Criterion, leg: LegChart): Truth => {
  const values: readonly (Value | undefined)[] = findingsOf(criterion).map((id) => lookUp(leg, id).value);
  const truths = compileFinding(criterion).map(({ says }, n) => says(values[n]));
  return truths.includes(false) ? false : truths.includes(true) ? true : null;
};

const leafTruth = (criterion: Criterion, context: Context, leg: LegChart): Truth => {
  const lanes =
    compileConclusion(criterion)?.(context.concluded) ?? compilePatient(criterion)?.(context.chart);
  return lanes === undefined ? ofValues(criterion, leg) : truthOn(lanes, leg.lane);
};

/** Of a criterion whose parts are all read on the same leg. */
const ofParts = (criterion: Criterion, truths: readonly Truth[], leg: LegChart): Truth => {
  const [first = null] = truths;
  switch (criterion.op) {
    case 'all':
      return sooner(truths, false, true);
    case 'any':
      return sooner(truths, true, false);
    case 'either':
      return [true, false, null].find((truth) => truths.includes(truth)) ?? null;
    case 'atLeast': {
      const reached = (counted: readonly Truth[]) =>
        truths.filter((truth) => counted.includes(truth)).length >= criterion.count;
      return reached([true]) || (reached([true, null]) ? null : false);
    }
    case 'not':
      return first === null ? null : !first;
    case 'unlessKnown':
      return first !== true;
    case 'notOlder':
      return first === true && compileRecent(criterion)(leg) ? true : null;
    default:
      return first;
  }
};

const onSomeLeg = (truths: readonly Truth[], each: readonly LegChart[]): Truth => {
  if (truths.includes(true)) return true;
  const isWhole = each.length === 2 || each.some(({ leg }) => leg === 'unspecified');
  return isWhole && truths.every((truth) => truth === false) ? false : null;
};

type On = (leg: LegChart | undefined) => Truth;

/** Of a criterion whose part is read on other legs, too. */
const ofLegs = (op: Criterion['op'], context: Context, leg: LegChart, on: On): Truth => {
  const { left, right, each } = context.legs;
  if (op === 'eitherLeg') return onSomeLeg(each.map(on), each);
  if (op === 'bothLegs') return sooner([on(left), on(right)], false, true);
  const [own, there] = [on(leg), on(opposite(context, leg))];
  if (op === 'bilateral') return sooner([own, there], false, true);
  if (op === 'unilateral') return own === true ? there !== true : own;
  return own === null || there === null ? null : own && there;
};

/** Kleene's logic as it is written in books, one leg and one criterion at a time. */
const plainly = (criterion: Criterion, context: Context, leg: LegChart): Truth => {
  const parts = partsOf(criterion);
  const [first] = parts;
  if (first === undefined) return leafTruth(criterion, context, leg);
  const on = (of: Criterion) => (one: LegChart | undefined) =>
    one === undefined ? null : plainly(of, context, one);
  if (OPENS_LEGS.has(criterion.op)) return ofLegs(criterion.op, context, leg, on(first));
  return ofParts(
    criterion,
    parts.map((part) => on(part)(leg)),
    leg,
  );
};

/** Each leg as the red flags read it, while nothing is concluded, and as the recommendations do. */
const scopes = (input: EngineInput): (readonly [Context, LegChart])[] => {
  const chart = normalise(input);
  const settled = evaluate(input).situation.context;
  const before: Context = { chart, legs: chart.safety, concluded: {} };
  return [before, settled, { ...settled, legs: settled.chart.safety }].flatMap((context) => {
    const { left, right, midline, each } = context.legs;
    return [left, right, midline, ...each].map((leg) => [context, leg] as const);
  });
};

test.each([
  ['little', anyInput(anyFact, 4)],
  ['much', anyChart],
])('every criterion has the truth of its parts, with %s on record', (_, charts) => {
  holds(
    fc.property(charts, (input) => {
      for (const [context, leg] of scopes(input))
        for (const criterion of criteria) {
          const truth = plainly(criterion, context, leg);
          const [found, does] = [compile(criterion)(context, leg), establish(criterion)(context, leg)];
          if (found !== truth || does !== (truth === true))
            expect.fail(`${JSON.stringify(criterion)} on the ${leg.leg} leg: ${truth}, found ${found}`);
        }
    }),
    { numRuns: 8 },
  );
});

test('a criterion that is compiled after the first question has its truth, too', () => {
  const chart = normalise(
    inputOf({
      findings: [
        ['leg-pain', true, 'L'],
        ['fever', false],
      ],
    }),
  );
  const context: Context = { chart, legs: chart.legs, concluded: {} };
  expect(compile(present('fever'))(context, chart.legs.midline)).toBe(false);
  const later = all(eitherLeg(present('leg-pain')), present('fever'), present('night-sweats'));
  expect(compile(later)(context, chart.legs.midline)).toBe(false);
});

describe('a leaf that cannot be evaluated', () => {
  const unreadable = occurred('leg-injury-6w', '<=', fragileAge);
  const broken: Occurrence = {
    id: 'leg-injury-6w',
    get days(): number {
      throw new Error('CANARY');
    },
  };
  const chart = normalise({ ...inputOf({ findings: [['fever', true]] }), occurrences: [broken] });
  const context: Context = { chart, legs: chart.legs, concluded: {} };
  const asked = (criterion: Criterion) => () => compile(criterion)(context, chart.legs.midline);

  test('fails what rests on it', () =>
    expect(asked(any(unreadable, present('night-sweats')))).toThrow('could not be evaluated'));

  test('costs nothing else', () => expect(asked(present('fever'))()).toBe(true));
});
