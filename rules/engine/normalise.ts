/**
 * From facts as recorded to the chart that rules read (§2.1): N1 status, N2 future, N3 windows,
 * N5 open and closed sets, N6 sides, N7–N8 contradictions, N9 long-standing deficits, N11 plausibility,
 * N13 duplicates. What cannot be used is left out and noted, never read as "absent".
 *
 * Cost: one pass over the facts and a few arrays of the vocabulary's length.
 */
import { type FindingId, findingIds, findings } from '../findings/index.ts';
import {
  type Chart,
  type ChartNote,
  type ConflictingFinding,
  type LegChart,
  type Legs,
  ordinal,
  ordinals,
  type StaleFinding,
  type Value,
} from './chart.ts';
import { briskReflex, movements, progression, spread } from './derive.ts';
import { isPositive, type Reading, read } from './reading.ts';
import { type Resolved, resolve, worst } from './resolve.ts';
import type { EngineInput, Fact, Leg } from './types.ts';

const COUNT = findingIds.length;

/** Readings by finding: on the left, on the right, and without a side. */
type Column = (Reading[] | undefined)[];
interface Columns {
  readonly left: Column;
  readonly right: Column;
  readonly unspecified: Column;
}

const columns = (): Columns => ({
  left: new Array(COUNT),
  right: new Array(COUNT),
  unspecified: new Array(COUNT),
});

const add = (column: Column, n: number, reading: Reading) => {
  const readings = column[n];
  if (readings === undefined) column[n] = [reading];
  else readings.push(reading);
};

const place = (to: Columns, n: number, sided: boolean, reading: Reading) => {
  const side = sided ? reading.fact.side : undefined;
  if (side === 'L' || side === 'B') add(to.left, n, reading);
  if (side === 'R' || side === 'B') add(to.right, n, reading);
  if (side !== 'L' && side !== 'R' && side !== 'B') add(to.unspecified, n, reading);
};

interface Collected {
  readonly inside: Columns;
  /** Older than the window: may be stale, or the start of a progression. */
  readonly outside: Columns;
  /** Whether anything is. */
  readonly older: boolean;
  readonly notes: ChartNote[];
}

/** N1, N2, N3, N11. */
const collect = (input: EngineInput): Collected => {
  const inside = columns();
  const outside = columns();
  const notes: ChartNote[] = [];
  let older = false;
  for (const fact of input.facts) {
    const one = read(fact, input.closed === true);
    if (one === 'future-dated' || one === 'implausible') notes.push({ code: one, finding: fact.id });
    if (typeof one === 'string') continue;
    const { windowDays, sided } = findings[one.id];
    const old = fact.days > windowDays;
    older ||= old;
    place(old ? outside : inside, one.n, sided, one.reading);
  }
  return { inside, outside, older, notes };
};

const isSided = findingIds.map((id) => findings[id].sided);

/** N6: what has no side goes to the one leg that everything with a side is on. */
const assumeSide = (from: Columns, notes: ChartNote[]) => {
  const left = from.left.some((readings) => readings);
  const right = from.right.some((readings) => readings);
  if (left === right) return;
  const leg = left ? 'left' : 'right';
  from.unspecified.forEach((readings, n) => {
    if (!readings || !isSided[n]) return;
    for (const reading of readings) add(from[leg], n, reading);
    from.unspecified[n] = undefined;
    notes.push({ code: 'side-assumed', finding: findingIds[n] as FindingId, leg });
  });
};

/** §2.3: progression and spread, from the series of facts. */
const deriveSeries = ({ inside, outside }: Collected) => {
  const worse = ordinal('progressive-weakness');
  const window = findings['progressive-weakness'].windowDays;
  for (const [leg, side] of [
    ['left', 'L'],
    ['right', 'R'],
    ['unspecified', undefined],
  ] as const) {
    for (const id of movements) {
      const n = ordinal(id);
      const now = inside[leg][n];
      if (!now) continue;
      const reading = progression(outside[leg][n] ? now.concat(outside[leg][n] ?? []) : now, window, side);
      if (reading) add(inside[leg], worse, reading);
    }
  }
  const both = spread((id, side) => inside[side === 'L' ? 'left' : 'right'][ordinal(id)]);
  if (both) add(inside.unspecified, ordinal('progressed-to-bilateral'), both);
};

const FOOT_DROP = (['mrc-ankle-dorsiflexion', 'foot-drop', 'heel-walk-unable'] as const).map((id) =>
  ordinal(id),
);

/** N9: a documented long-standing foot drop is not a new sign, unless the weakness progresses. */
const setAsideBaseline = (input: EngineInput, from: Columns, notes: ChartNote[]) => {
  if (!input.cond?.includes('chronic-foot-drop')) return;
  const worse = ordinal('progressive-weakness');
  const all = [from.left, from.right, from.unspecified];
  if (all.some((column) => column[worse]?.some(({ value }) => value === true))) return;
  for (const column of all) {
    for (const n of FOOT_DROP) {
      if (!column[n]) continue;
      column[n] = undefined;
      notes.push({ code: 'baseline', finding: findingIds[n] as FindingId });
    }
  }
};

interface Side {
  readonly leg: Leg;
  readonly values: (Value | undefined)[];
  readonly safety: (Value | undefined)[];
  readonly facts: (readonly Fact[] | undefined)[];
  /** Whether it has findings of its own, apart from the midline. */
  own: boolean;
}

/** N13: the same resource counts once. */
const factsOf = (readings: readonly Reading[]): readonly Fact[] => {
  const only = readings[0];
  if (readings.length === 1 && only) return [only.fact];
  const refs = new Map(readings.map(({ fact }) => [fact.ref, fact]));
  return [...refs.values()];
};

const settle = (side: Side, n: number, id: FindingId, resolved: Resolved, to: ConflictingFinding[]) => {
  side.values[n] = resolved.value;
  side.safety[n] = resolved.safety;
  side.facts[n] = factsOf(resolved.readings);
  if (!resolved.conflict) return;
  to.push({
    finding: id,
    leg: side.leg,
    facts: resolved.readings.map(({ fact }) => fact),
    taken: resolved.value === undefined || findings[id].value.type === 'set' ? 'unknown' : 'present',
  });
};

const settleColumn = (side: Side, column: Column, sided: boolean, conflicts: ConflictingFinding[]) => {
  for (let n = 0; n < COUNT; n++) {
    const readings = column[n];
    if (readings === undefined || isSided[n] !== sided) continue;
    const id = findingIds[n] as FindingId;
    settle(side, n, id, resolve(id, readings), conflicts);
    side.own ||= sided;
  }
};

const side = (leg: Leg, midline?: Side): Side => ({
  leg,
  values: midline ? midline.values.slice() : new Array(COUNT),
  safety: midline ? midline.safety.slice() : new Array(COUNT),
  facts: midline ? midline.facts.slice() : new Array(COUNT),
  own: false,
});

/** §2.4: reflexes that show hyperreflexia. A recorded "no" does not undo a recorded clonus. */
const markBriskReflexes = (own: Side, other: Side | undefined) => {
  const from = briskReflex(own.values, other?.values);
  if (from === undefined) return;
  const n = ordinal('hyperreflexia');
  own.values[n] = true;
  own.safety[n] = true;
  own.facts[n] = [...(own.facts[n] ?? []), ...(own.facts[from] ?? [])];
};

const chartOf = ({ leg, values, facts }: Side): LegChart => ({ leg, values, facts });
const safetyOf = ({ leg, safety, facts }: Side): LegChart => ({ leg, values: safety, facts });

/** The findings of a leg with the unsided safety findings, each at its worst (N6, N7). */
const withUnsided = (own: Side, unsided: Side): LegChart => {
  const values = own.safety.slice();
  const facts = own.facts.slice();
  for (let n = 0; n < COUNT; n++) {
    if (!isSided[n] || unsided.safety[n] === undefined) continue;
    const id = findingIds[n] as FindingId;
    if (!findings[id].safety && values[n] !== undefined) continue;
    values[n] = worst(id, [values[n], unsided.safety[n]]);
    facts[n] = [...(facts[n] ?? []), ...(unsided.facts[n] ?? [])];
  }
  return { leg: own.leg, values, facts };
};

const legsOf = (sides: Record<'midline' | Leg, Side>): { legs: Legs; safety: Legs } => {
  const { left, right, unspecified, midline } = sides;
  const own = [left, right, unspecified].filter((one) => one.own);
  const frame = (view: (one: Side) => LegChart) => ({
    left: view(left),
    right: view(right),
    midline: view(midline),
  });
  const both = left.own && unspecified.own;
  return {
    legs: { ...frame(chartOf), each: own.map(chartOf) },
    safety: {
      ...frame(safetyOf),
      each: both ? [left, right].map((one) => withUnsided(one, unspecified)) : own.map(safetyOf),
    },
  };
};

/** The findings that can be stale: red flags and what is examined for them, not measurements. */
const canBeStale = findingIds.flatMap((id, n) => {
  const { safety, kind } = findings[id];
  return safety && (kind === 'red-flag' || kind === 'exam') ? [[id, n] as const] : [];
});

/** Positive when last asked, on a column that was not asked again inside the window. */
const staleIn = (finding: FindingId, old: readonly Reading[] | undefined): readonly Reading[] => {
  if (!old) return [];
  const asked = old.reduce((days, { fact }) => Math.min(days, fact.days), Number.POSITIVE_INFINITY);
  const positive = old.filter(({ value }) => isPositive(finding, value));
  return positive.some(({ fact }) => fact.days === asked) ? positive : [];
};

/** A positive red flag that was recorded only outside its window, and not asked again since (N3). */
const staleOf = ({ inside, outside, older }: Collected): StaleFinding[] => {
  if (!older) return [];
  const stale: StaleFinding[] = [];
  for (const [finding, n] of canBeStale) {
    const sideless = inside.unspecified[n];
    const readings = [
      ...((inside.left[n] ?? sideless) ? [] : staleIn(finding, outside.left[n])),
      ...((inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.right[n])),
      ...((inside.left[n] ?? inside.right[n] ?? sideless) ? [] : staleIn(finding, outside.unspecified[n])),
    ];
    if (readings.length > 0) stale.push({ finding, facts: factsOf(readings) });
  }
  return stale;
};

const within = (value: number | undefined, min: number, max: number): number | undefined =>
  value !== undefined && value >= min && value <= max ? value : undefined;

/** N6: what names two sides was used without one, and is asked again. */
const twoSided = (input: EngineInput): ConflictingFinding[] => {
  if (!input.sideConflicts?.length) return [];
  const refs = new Set(input.sideConflicts);
  return input.facts.flatMap((fact) => {
    const n = ordinals.get(fact.id);
    const id = n === undefined ? undefined : findingIds[n];
    if (id === undefined || !refs.has(fact.ref) || !findings[id].sided) return [];
    const current = fact.days >= 0 && fact.days <= findings[id].windowDays;
    return current
      ? [{ finding: id, leg: 'unspecified' as const, facts: [fact], taken: 'unsided' as const }]
      : [];
  });
};

export const normalise = (input: EngineInput): Chart => {
  const collected = collect(input);
  const { inside, notes } = collected;
  assumeSide(inside, notes);
  deriveSeries(collected);
  setAsideBaseline(input, inside, notes);

  const conflicts = twoSided(input);
  const midline = side('unspecified');
  settleColumn(midline, inside.unspecified, false, conflicts);
  const left = side('left', midline);
  const right = side('right', midline);
  const unspecified = side('unspecified', midline);
  settleColumn(left, inside.left, true, conflicts);
  settleColumn(right, inside.right, true, conflicts);
  settleColumn(unspecified, inside.unspecified, true, conflicts);
  markBriskReflexes(left, right);
  markBriskReflexes(right, left);
  markBriskReflexes(unspecified, undefined);

  if (input.egfr !== undefined && within(input.egfr, 0, 200) === undefined)
    notes.push({ code: 'implausible', finding: 'egfr' });
  const age = within(input.age, 0, 130);
  if (age === undefined) notes.push({ code: 'age-unknown' });
  for (const { ref, rule, code } of input.leftOut ?? [])
    notes.push({ code: 'left-out', rule, why: code, ref });

  return {
    age,
    sex: input.sex,
    pregnant: input.pregnant,
    gestation: within(input.gaWeeks, 0, 45),
    egfr: within(input.egfr, 0, 200),
    conditions: new Set(input.cond),
    medications: new Set(input.meds),
    orders: input.orders ?? (input.order ? [input.order] : []),
    hook: input.hook,
    freetext: input.freetext ?? 0,
    documented: midline.facts.some((facts) => facts) || left.own || right.own || unspecified.own,
    ...legsOf({ left, right, unspecified, midline }),
    stale: staleOf(collected),
    conflicts,
    notes,
  };
};
