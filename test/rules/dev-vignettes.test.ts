import { describe, expect, test } from 'vitest';
import { assess } from '../../rules/index.ts';
import { type DevVignette, devVignettes, inputOf, LEG } from './dev-vignettes.ts';

const lower = (word: string) => word.toLowerCase().replaceAll('_', '-');
const answer = ({ input }: DevVignette) => assess(inputOf(input));

const cases = devVignettes.map((vignette) => [`${vignette.id} ${vignette.title}`, vignette] as const);

test('there are 32 vignettes', () => expect(devVignettes).toHaveLength(32));

describe.each(cases)('%s', (_, vignette) => {
  const { expected } = vignette;
  const given = answer(vignette);

  test('urgency', () => expect(given.urgency).toBe(lower(expected.urgency)));

  test('red flags', () =>
    expect(Object.fromEntries(given.redFlags.map(({ id, urgency }) => [id, urgency]))).toEqual(
      Object.fromEntries(Object.entries(expected.redFlags).map(([id, level]) => [id, lower(level)])),
    ));

  test('roots', () =>
    expect(
      Object.fromEntries(
        Object.entries(given.sides).flatMap(([leg, { root }]) =>
          root.result === 'none' ? [] : [[leg, root]],
        ),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.entries(expected.root).map(([side, root]) => [LEG[side as keyof typeof LEG], root]),
      ),
    ));

  test('differential: conditions, categories, sides and scores', () =>
    expect(
      Object.fromEntries(
        given.differential.map(({ condition, category, side, score }) => [
          condition,
          { category, side, score },
        ]),
      ),
    ).toEqual(
      Object.fromEntries(
        Object.entries(expected.differential).map(([id, { category, side, score }]) => [
          id,
          { category: lower(category), side: LEG[side], score },
        ]),
      ),
    ));

  test('recommendations, the exact set, and none that must not fire', () => {
    const fired = given.recommendations.map(({ id }) => id).sort();
    expect(fired).toEqual([...expected.recommendations].sort());
    expect(vignette.mustNotFire.filter((id) => fired.includes(id))).toEqual([]);
  });

  test('next most informative finding', () =>
    expect(given.nextBest ?? null).toEqual(
      expected.nextBest && { finding: expected.nextBest.finding, for: expected.nextBest.for },
    ));

  test('notes, stale findings and conflicts', () =>
    expect({ notes: given.notes, stale: given.stale, conflicts: given.conflicts }).toEqual({
      notes: expected.notes,
      stale: expected.stale.map(([id]) => id),
      conflicts: expected.conflicts,
    }));
});
