import { describe, expect, test } from 'vitest';
import type { Draft } from '../../app/encoding/draft.ts';
import type { ChartedValue } from '../../app/encoding/encode-finding.ts';
import { type Key, keysOf, partsOf } from '../../app/encoding/key.ts';
import { onRecord } from '../../app/encoding/on-record.ts';
import { observationOf } from '../../app/encoding/save-bundle.ts';
import { onFigure, sections } from '../../app/examination/layout.ts';
import { answersOf } from '../../app/look-ahead/answers.ts';
import {
  type Asking,
  answersTo,
  differingAnswers,
  inputOf,
  lookAhead,
  outcomeOf,
  outcomeWith,
  type Stakes,
} from '../../app/look-ahead/look-ahead.ts';
import { now, openedWith, visit } from './chart.ts';

const fields: readonly Key[] = [...sections.flatMap(({ rows }) => rows), ...onFigure].flatMap(keysOf);

/** A small seeded generator (mulberry32): the same charts in every run. */
const random = (seed: number) => {
  let a = seed;
  return (below: number): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

const some = (below: (n: number) => number, count: number): Draft =>
  new Map(
    Array.from({ length: count }, (): [Key, ChartedValue] => {
      const key = fields[below(fields.length)] as Key;
      const answers = answersOf(partsOf(key).id);
      return [key, answers[below(answers.length)] as ChartedValue];
    }),
  );

/** A chart with findings on record, by another author and of some days ago, and a form begun. */
const chartOf = (seed: number): Asking => {
  const below = random(seed);
  const recorded = [...some(below, below(12))].map(([key, value], n) => ({
    ...observationOf(key, value, { ...visit, author: { reference: 'Practitioner/other' } }, now),
    id: `r${n}`,
    effectiveDateTime: `2026-11-${String(10 + below(14)).padStart(2, '0')}`,
  }));
  const chart = openedWith(recorded);
  return { chart, record: onRecord(chart, now), draft: some(below, below(14)), now };
};

const byBruteForce = (asking: Asking): ReadonlyMap<Key, Stakes> => {
  const before = outcomeOf(inputOf(asking));
  const found = new Map<Key, Stakes>();
  for (const key of fields) {
    const value = asking.draft.get(key);
    if (value !== undefined && !Array.isArray(value)) continue;
    const after = answersTo(asking.draft, key).map((answer) => outcomeWith(asking, key, answer));
    const urgency = after.some((one) => one.urgency !== before.urgency);
    const cause = after.some((one) => one.cause !== before.cause);
    if (urgency || cause) found.set(key, { urgency, cause });
  }
  return found;
};

const sorted = (stakes: ReadonlyMap<Key, Stakes>) => Object.fromEntries([...stakes].sort());

/** `LOOK_AHEAD=1000` compares so many charts, in minutes. */
const count = Number(process.env['LOOK_AHEAD'] ?? 6);

describe('the look-ahead', () => {
  test.each(Array.from({ length: count }, (_, seed) => seed))(
    'chart %i: says what trying every answer, extracted whole, says',
    (seed) => {
      const asking = chartOf(seed);
      expect(sorted(lookAhead(asking))).toEqual(sorted(byBruteForce(asking)));
    },
  );

  test('in an empty form a saddle numbness could change the urgency, a hip test could not', () => {
    const stakes = lookAhead({ chart: openedWith([]), record: new Map(), draft: new Map(), now });
    expect(stakes.get('saddle-sensory-change')?.urgency).toBe(true);
    expect(stakes.get('gt-tender.left')?.urgency ?? false).toBe(false);
  });

  test('tries each answer that rules tell apart, which is less than two in three', () => {
    const asking: Asking = { chart: openedWith([]), record: new Map(), draft: new Map(), now };
    const count = (answers: (key: Key) => readonly ChartedValue[]) =>
      fields.reduce((sum, key) => sum + answers(key).length, 0);
    const all = count((key) => answersTo(asking.draft, key));
    expect(count((key) => differingAnswers(asking, key)) / all).toBeLessThan(2 / 3);
    expect(differingAnswers(asking, 'sens-dorsal-foot.left')).toEqual(['absent', 'normal']);
    // clonus is an upper motor neurone sign of its own, by derivation
    expect(differingAnswers(asking, 'reflex-achilles.left')).toContain('clonus');
  });

  test('a number is tried on both sides of every limit that a rule has', () => {
    expect(answersOf('pvr-ml')).toEqual(expect.arrayContaining([0, 200, 3000]));
    expect(answersOf('mrc-ankle-dorsiflexion')).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
