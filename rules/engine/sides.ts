/**
 * One value for each finding on each leg, and the two readings of a leg: as it is, and for the red flags at
 * its worst (N6, N7). A leg without findings of its own shares the midline's arrays.
 */
import { type FindingId, findingIds, findings } from '../findings/index.ts';
import { type ConflictingFinding, type LegChart, type Legs, ordinal, type Value } from './chart.ts';
import { COUNT, type Column, type Columns, isSided } from './columns.ts';
import { briskReflex } from './derive.ts';
import { MIDLINE, PLAIN, SAFETY, WITH_UNSIDED } from './lanes.ts';
import type { Reading } from './reading.ts';
import { readsWorst, resolve, worst } from './resolve.ts';
import type { Fact, Leg } from './types.ts';

export interface SideValues {
  readonly leg: Leg;
  readonly values: (Value | undefined)[];
  /** The same array until a value differs. */
  safety: (Value | undefined)[];
  readonly facts: (readonly Fact[] | undefined)[];
  /** Whether it has findings of its own, apart from the midline. */
  readonly own: boolean;
}

/** Up to so many are compared one by one, which is cheaper than to build a Map of them. */
const FEW = 8;

/** N13: the same resource counts once. */
export const factsOf = (readings: readonly Reading[]): readonly Fact[] => {
  const only = readings[0];
  if (readings.length === 1 && only) return [only.fact];
  if (readings.length > FEW) return [...new Map(readings.map(({ fact }) => [fact.ref, fact])).values()];
  const facts: Fact[] = [];
  for (const { fact } of readings) {
    const at = facts.findIndex(({ ref }) => ref === fact.ref);
    if (at < 0) facts.push(fact);
    else facts[at] = fact;
  }
  return facts;
};

const settle = (side: SideValues, n: number, from: readonly Reading[], conflicts: ConflictingFinding[]) => {
  const id = findingIds[n] as FindingId;
  const { value, safety, readings, conflict } = resolve(id, from);
  if (safety !== value && side.safety === side.values) side.safety = side.values.slice();
  side.values[n] = value;
  side.safety[n] = safety;
  side.facts[n] = factsOf(readings);
  if (!conflict) return;
  conflicts.push({
    finding: id,
    leg: side.leg,
    facts: readings.map(({ fact }) => fact),
    taken: value === undefined || findings[id].value.type === 'set' ? 'unknown' : 'present',
  });
};

const HYPERREFLEXIA = ordinal('hyperreflexia');

/** The findings that may have a value on some leg: a tenth of the vocabulary, and every loop below goes over them. */
const recordedIn = ({ left, right, unspecified }: Columns): number[] => {
  const recorded: number[] = [];
  for (let n = 0; n < COUNT; n++)
    if (
      left[n] !== undefined ||
      right[n] !== undefined ||
      unspecified[n] !== undefined ||
      n === HYPERREFLEXIA // derived from the reflexes below
    )
      recorded.push(n);
  return recorded;
};

/** The midline: the findings that have no side, which stand in the column of what was recorded without one. */
const midlineOf = (
  column: Column,
  recorded: readonly number[],
  conflicts: ConflictingFinding[],
): SideValues => {
  const values = new Array<Value | undefined>(COUNT);
  const midline: SideValues = {
    leg: 'unspecified',
    values,
    safety: values,
    facts: new Array(COUNT),
    own: false,
  };
  for (const n of recorded) {
    const readings = column[n];
    if (readings !== undefined && !isSided[n]) settle(midline, n, readings, conflicts);
  }
  return midline;
};

const copyOf = (midline: SideValues, leg: Leg): SideValues => {
  const values = midline.values.slice();
  return {
    leg,
    values,
    safety: midline.safety === midline.values ? values : midline.safety.slice(),
    facts: midline.facts.slice(),
    own: true,
  };
};

/** A leg: the midline, and its own findings if there are any. */
const beside = (
  leg: Leg,
  midline: SideValues,
  column: Column,
  recorded: readonly number[],
  conflicts: ConflictingFinding[],
): SideValues => {
  let own: SideValues | undefined;
  for (const n of recorded) {
    const readings = column[n];
    if (readings === undefined || !isSided[n]) continue;
    own ??= copyOf(midline, leg);
    settle(own, n, readings, conflicts);
  }
  return own ?? { ...midline, leg };
};

/**
 * §2.4: reflexes that show hyperreflexia. A recorded "no" does not undo a recorded clonus; for the red flags nor does
 * a reading of the reflex that contradicts it.
 */
const markBriskReflexes = (own: SideValues, other: SideValues | undefined) => {
  if (!own.own) return;
  const agreed = briskReflex(own.values, other?.values);
  const from = agreed ?? briskReflex(own.safety, other?.values);
  if (from === undefined) return;
  if (agreed !== undefined) own.values[HYPERREFLEXIA] = true;
  own.safety[HYPERREFLEXIA] = true;
  own.facts[HYPERREFLEXIA] = [...(own.facts[HYPERREFLEXIA] ?? []), ...(own.facts[from] ?? [])];
};

type MakeLeg = (side: SideValues, lane: number) => LegChart;

const chartOf: MakeLeg = ({ leg, values, facts }, lane) => ({ leg, values, facts, lane });
const safetyOf: MakeLeg = ({ leg, safety, facts }, lane) => ({ leg, values: safety, facts, lane });

/** The findings of a leg with the unsided safety findings, each at its worst (N6, N7). */
const withUnsided = (
  own: SideValues,
  unsided: SideValues,
  recorded: readonly number[],
  lane: number,
): LegChart => {
  const values = own.safety.slice();
  const facts = own.facts.slice();
  for (const n of recorded) {
    if (!isSided[n] || unsided.safety[n] === undefined) continue;
    const id = findingIds[n] as FindingId;
    if (!readsWorst(id) && values[n] !== undefined) continue;
    values[n] = worst(id, [values[n], unsided.safety[n]]);
    facts[n] = [...(facts[n] ?? []), ...(unsided.facts[n] ?? [])];
  }
  return { leg: own.leg, values, facts, lane };
};

export interface SettledLegs {
  readonly legs: Legs;
  readonly safety: Legs;
  /** Ordinals of the findings that may have a value on some leg; all others have none. */
  readonly recorded: readonly number[];
}

/** Settles every finding; contradictions are added to `conflicts`. */
export const settleLegs = (from: Columns, conflicts: ConflictingFinding[]): SettledLegs => {
  const recorded = recordedIn(from);
  const midline = midlineOf(from.unspecified, recorded, conflicts);
  const left = beside('left', midline, from.left, recorded, conflicts);
  const right = beside('right', midline, from.right, recorded, conflicts);
  const unspecified = beside('unspecified', midline, from.unspecified, recorded, conflicts);
  markBriskReflexes(left, right);
  markBriskReflexes(right, left);
  markBriskReflexes(unspecified, undefined);

  const sides = [left, right, unspecified];
  /** One view of each side, in the frame and in `each`; `first` is the lane of the left leg. */
  const frame = (view: MakeLeg, first: number): Legs => {
    const views = sides.map((side, n) => view(side, first + n));
    const each = views.filter((_, n) => sides[n]?.own);
    return {
      left: views[0] as LegChart,
      right: views[1] as LegChart,
      midline: view(midline, first + MIDLINE),
      each,
    };
  };
  const safety = frame(safetyOf, SAFETY);
  const both = left.own && unspecified.own;
  const withSideless = (one: SideValues, n: number) =>
    withUnsided(one, unspecified, recorded, WITH_UNSIDED + n);
  return {
    recorded,
    legs: frame(chartOf, PLAIN),
    safety: both ? { ...safety, each: [left, right].map(withSideless) } : safety,
  };
};
