/** The charts of `cases/lone-diagnoses.ts`: on each, one diagnosis stands alone. */
import { describe, expect, test } from 'vitest';
import { inputOf } from '../../../rules/engine/rule.ts';
import { assess } from '../../../rules/index.ts';
import { type Lone, onlyLikely, onlyPossible } from '../cases/lone-diagnoses.ts';

const differentialOf = ([, findings, more]: Lone) =>
  assess(inputOf({ age: 45, ...more, findings })).differential;

describe.each(onlyPossible.map((lone) => [lone[0], lone] as const))('%s', (of, lone) => {
  test('alone is possible, and nothing is likely', () => {
    const open = differentialOf(lone).filter(
      ({ category }) => category === 'likely' || category === 'possible',
    );
    expect(open.map(({ condition, category }) => [condition, category])).toEqual([[of, 'possible']]);
  });
});

describe.each(onlyLikely.map((lone) => [lone[0], lone] as const))('%s', (of, lone) => {
  test('alone is likely', () => {
    const likely = differentialOf(lone).filter(({ category }) => category === 'likely');
    expect(likely.map(({ condition }) => condition)).toEqual([of]);
  });
});
