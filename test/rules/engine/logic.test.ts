/** Three truths: the tables of Kleene's logic, and the operators that ask about documentation. */
import { describe, expect, test } from 'vitest';
import { compile } from '../../../rules/engine/compile.ts';
import type { Context } from '../../../rules/engine/context.ts';
import {
  all,
  any,
  atLeast,
  bilateral,
  bothLegs,
  type Criterion,
  condition,
  confined,
  either,
  eitherLeg,
  has,
  not,
  present,
  reaches,
  recorded,
  symmetric,
  unilateral,
  unlessKnown,
} from '../../../rules/engine/criterion.ts';
import type { Truth } from '../../../rules/engine/lanes.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import { type Given, inputOf } from '../../../rules/engine/rule.ts';

const contextOf = (findings: readonly Given[]): Context => {
  const chart = normalise(inputOf({ findings }));
  return { chart, legs: chart.legs, concluded: {} };
};
const truthOf = (criterion: Criterion, ...findings: readonly Given[]): Truth => {
  const context = contextOf(findings);
  return compile(criterion)(context, context.legs.midline);
};
/** The truth on the left leg. */
const onLeft = (criterion: Criterion, ...findings: readonly Given[]): Truth => {
  const context = contextOf(findings);
  return compile(criterion)(context, context.legs.left);
};

const T = true;
const F = false;
const U: Truth = null;
const a = present('fever');
const b = present('night-sweats');
const valued = (id: 'fever' | 'night-sweats', truth: Truth): Given[] => (truth === null ? [] : [[id, truth]]);

const pairs: readonly [Truth, Truth][] = [T, F, U].flatMap((x) =>
  [T, F, U].map((y): [Truth, Truth] => [x, y]),
);

describe.each([
  ['all', all(a, b), [T, F, U, F, F, F, U, F, U]],
  ['any', any(a, b), [T, T, T, T, F, U, T, U, U]],
  ['atLeast 1', atLeast(1, a, b), [T, T, T, T, F, U, T, U, U]],
  ['atLeast 2', atLeast(2, a, b), [T, F, U, F, F, F, U, F, U]],
  ['either: asked in several ways', either(a, b), [T, T, T, T, F, F, T, F, U]],
] as const)('%s', (_, criterion, expected) => {
  test.each(pairs.map((pair, n) => [...pair, expected[n] as Truth] as const))(
    '%s and %s is %s',
    (x, y, truth) => {
      expect(truthOf(criterion, ...valued('fever', x), ...valued('night-sweats', y))).toBe(truth);
    },
  );
});

describe.each([
  ['not', not(a), [F, T, U]],
  ['unlessKnown', unlessKnown(a), [F, T, T]],
  ['recorded', recorded('fever'), [T, T, F]],
] as const)('%s', (_, criterion, expected) => {
  test.each([T, F, U].map((truth, n) => [truth, expected[n] as Truth] as const))(
    'of %s is %s',
    (x, truth) => {
      expect(truthOf(criterion, ...valued('fever', x))).toBe(truth);
    },
  );
});

test('history is true or not documented, never false', () =>
  expect(truthOf(not(condition('diabetes')))).toBeNull());

describe('sets', () => {
  const groin = has('pain-path', 'groin');
  test.each<[string, string[], Truth, Truth]>([
    ['a listed item is present', ['groin'], T, T],
    ['an unlisted item is unknown, but the path is shown', ['heel'], U, F],
    ['an item answered "no" is absent', ['!groin'], F, F],
  ])('%s', (_, items, listed, touched) => {
    const path: Given = ['pain-path', items, 'L'];
    expect([onLeft(groin, path), onLeft(reaches('pain-path', 'groin'), path)]).toEqual([listed, touched]);
  });

  test.each<[string, string[], Truth]>([
    ['a part of it', ['ball-of-foot'], T],
    ['no part of it', ['!ball-of-foot'], U],
    ['a part of another', ['little-toe'], U],
  ])('a region of which %s is marked', (_, items, truth) => {
    expect(onLeft(has('pain-path', 'sole'), ['pain-path', items, 'L'])).toBe(truth);
  });

  test.each<[string, string[], string[], Truth]>([
    ['all within', ['lateral-thigh'], ['lateral-thigh'], T],
    ['one outside', ['lateral-thigh'], ['lateral-leg'], F],
    ['nothing described', [], [], U],
  ])('confined: %s', (_, path, region, truth) => {
    const findings: Given[] = [
      ['pain-path', path, 'L'],
      ['sensory-region', region, 'L'],
    ];
    expect(onLeft(confined(['pain-path', 'sensory-region'], 'lateral-thigh'), ...findings)).toBe(truth);
  });
});

describe('legs', () => {
  const pain = present('leg-pain');
  const rows: readonly [left: Truth, right: Truth, some: Truth, both: Truth][] = [
    [T, T, T, T],
    [T, F, T, F],
    [T, U, T, U],
    [F, F, F, F],
    [F, U, U, F],
    [U, U, U, U],
  ];
  const sided = (truth: Truth, side: 'L' | 'R'): Given[] =>
    truth === null ? [] : [['leg-pain', truth, side]];

  test.each(rows)('left %s, right %s: on either %s, on both %s', (left, right, some, both) => {
    const findings = [...sided(left, 'L'), ...sided(right, 'R')];
    expect([truthOf(eitherLeg(pain), ...findings), truthOf(bothLegs(pain), ...findings)]).toEqual([
      some,
      both,
    ]);
  });

  test.each<[left: Truth, right: Truth, bilateral: Truth, unilateral: Truth, symmetric: Truth]>([
    [T, T, T, F, T],
    [T, F, F, T, F],
    [T, U, U, T, U],
    [F, T, F, F, F],
    [F, U, F, F, U],
    [U, T, U, U, U],
    [U, F, F, U, U],
    [U, U, U, U, U],
  ])('left %s, right %s: bilateral %s, unilateral %s, symmetric %s', (left, right, ...expected) => {
    const findings = [...sided(left, 'L'), ...sided(right, 'R')];
    expect([
      onLeft(bilateral(pain), ...findings),
      onLeft(unilateral(pain), ...findings),
      onLeft(symmetric(pain), ...findings),
    ]).toEqual(expected);
  });

  test('a pain without a side says nothing about one leg or both', () => {
    const context = contextOf([['leg-pain', true]]);
    const [unsided] = context.legs.each;
    expect(compile(bilateral(pain))(context, unsided!)).toBeNull();
  });

  test('a finding absent without a side is absent on either leg', () =>
    expect(truthOf(eitherLeg(pain), ['leg-pain', false])).toBe(false));

  test('a sided finding outside every leg is not documented', () =>
    expect(truthOf(pain, ['leg-pain', true, 'L'])).toBeNull());
});
