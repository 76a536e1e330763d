/**
 * What the series of recorded facts shows although nobody wrote it down (§2.3, §2.4): weakness that
 * progresses, symptoms that spread to the other leg, pathologically brisk reflexes. Each derived reading
 * points to the fact that completed it.
 */
import { DEGREES, type FindingId, findingIds, REFLEX_GRADES } from '../findings/index.ts';
import { briskReflexGrades, progressionDays, spreadDays } from '../terms/thresholds.ts';
import { ordinal, type Value } from './chart.ts';
import type { Reading } from './reading.ts';
import type { Side } from './types.ts';

export const movements = findingIds.filter((id) => id.startsWith('mrc-'));
const graded = ['numbness', 'tingling'] as const;
const reflexes = (['reflex-patellar', 'reflex-achilles', 'reflex-medial-hamstring'] as const).map((id) =>
  ordinal(id),
);

const derived = (from: Reading, id: FindingId, side?: Side): Reading => ({
  value: true,
  fact: {
    id,
    value: true,
    days: from.fact.days,
    src: 'derived',
    status: from.fact.status,
    ref: from.fact.ref,
    ...(side && { side }),
  },
});

/**
 * The same movement is at least one grade weaker than at an examination shortly before.
 * `readings` of one movement on one leg, within or before the window; `window` in days.
 */
export const progression = (
  readings: readonly Reading[],
  window: number,
  side: Side | undefined,
): Reading | undefined => {
  if (readings.length < 2) return undefined;
  const last = readings.reduce<Reading | undefined>(
    (latest, one) => (latest === undefined || one.fact.days < latest.fact.days ? one : latest),
    undefined,
  );
  if (last === undefined || last.fact.days > window) return undefined;
  const weaker = readings.some(
    ({ fact, value }) =>
      fact.days > last.fact.days &&
      fact.days - last.fact.days <= progressionDays.value &&
      (value as number) - (last.value as number) >= 1,
  );
  // what is derived from a grade without a side has none (N6)
  return weaker ? derived(last, 'progressive-weakness', last.fact.side && side) : undefined;
};

const atLeastModerate = (value: Value): boolean =>
  DEGREES.indexOf(value as (typeof DEGREES)[number]) >= DEGREES.indexOf('moderate');

/** The first day (largest age) on which a leg had the symptom at least moderately. */
const onset = (readings: readonly Reading[] | undefined): Reading | undefined =>
  readings
    ?.filter(({ value }) => atLeastModerate(value))
    .reduce<Reading | undefined>(
      (first, one) => (first === undefined || one.fact.days > first.fact.days ? one : first),
      undefined,
    );

/** A graded symptom began in one leg and reached the other soon after, both at least moderate. */
export const spread = (
  of: (id: (typeof graded)[number], side: 'L' | 'R') => readonly Reading[] | undefined,
): Reading | undefined => {
  for (const id of graded) {
    const left = onset(of(id, 'L'));
    const right = onset(of(id, 'R'));
    if (!left || !right || left.fact.days === right.fact.days) continue;
    const later = left.fact.days < right.fact.days ? left : right;
    if (Math.abs(left.fact.days - right.fact.days) <= spreadDays.value)
      return derived(later, 'progressed-to-bilateral');
  }
  return undefined;
};

const grades: readonly unknown[] = REFLEX_GRADES;
const CLONUS = REFLEX_GRADES.indexOf('clonus');
const INCREASED = REFLEX_GRADES.indexOf('increased');
const gradeOf = (value: Value | undefined): number => (value === undefined ? -1 : grades.indexOf(value));

/** Which reflex shows hyperreflexia: clonus, or increased and two grades above the other side. */
export const briskReflex = (
  own: readonly (Value | undefined)[],
  other: readonly (Value | undefined)[] | undefined,
): number | undefined =>
  reflexes.find((n) => {
    const here = gradeOf(own[n]);
    const there = gradeOf(other?.[n]);
    return here === CLONUS || (here === INCREASED && there >= 0 && here - there >= briskReflexGrades.value);
  });
