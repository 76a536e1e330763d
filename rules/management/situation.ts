/**
 * What a recommendation may look at once its trigger has fired: the chart, and what the earlier stages
 * concluded. Helpers here read; they conclude nothing.
 */
import { type Chart, isSet, itemsOf, type LegChart, ordinal, type Value } from '../engine/chart.ts';
import { compile } from '../engine/compile.ts';
import type { Context } from '../engine/context.ts';
import type { DiagnosisId, RedFlagId } from '../engine/ids.ts';
import type { Assessment, Differential, EngineInput, Fact, Leg, Order, RedFlag } from '../engine/types.ts';
import {
  type ConditionId,
  type FindingId,
  findingIds,
  findings,
  type MedicationClass,
  type OrderType,
  type SetFinding,
} from '../findings/index.ts';
import { backPain, someLegSymptoms } from '../terms/leg.ts';
import { adulthood } from '../terms/thresholds.ts';

export interface Situation
  extends Pick<
    Assessment,
    'urgency' | 'redFlags' | 'sides' | 'differential' | 'nextBest' | 'missing' | 'notChecked' | 'notes'
  > {
  readonly input: EngineInput;
  readonly chart: Chart;
  /** What the criteria were evaluated against, for reading a rule's items on a leg. */
  readonly context: Context;
}

export const flagOf = ({ redFlags }: Situation, ...ids: readonly RedFlagId[]): RedFlag | undefined =>
  redFlags.find(({ id }) => (ids as readonly string[]).includes(id));

/** As if these had not been raised: what a recommendation then says names none of them. */
export const withoutFlags = (s: Situation, ids: ReadonlySet<string>): Situation => ({
  ...s,
  redFlags: s.redFlags.filter(({ id }) => !ids.has(id)),
  context: {
    ...s.context,
    concluded: {
      ...s.context.concluded,
      flags: new Map([...(s.context.concluded.flags ?? [])].filter(([id]) => !ids.has(id))),
    },
  },
});

export const diagnosis = ({ differential }: Situation, id: DiagnosisId): Differential | undefined =>
  differential.find(({ condition }) => condition === id);

const isPossible = ({ category }: Differential): boolean => category === 'likely' || category === 'possible';

/** At least possible, the most certain first, as the assessment orders them. */
export const possible = ({ differential }: Situation): readonly Differential[] =>
  differential.filter(isPossible);

export const isAtLeastPossible = (s: Situation, id: DiagnosisId): boolean => {
  const found = diagnosis(s, id);
  return found !== undefined && isPossible(found);
};

export const isLikely = (s: Situation, id: DiagnosisId): boolean => diagnosis(s, id)?.category === 'likely';

export const hasCondition = ({ chart }: Situation, id: ConditionId): boolean => chart.conditions.has(id);

/** Unknown age is treated as adult. */
export const isChild = ({ chart }: Situation): boolean =>
  chart.age !== undefined && chart.age < adulthood.value;

export const takes = ({ chart }: Situation, drug: MedicationClass): boolean => chart.medications.has(drug);

export const draftsOf = ({ chart }: Situation, ...types: readonly OrderType[]): readonly Order[] =>
  chart.orders.filter(({ type }) => type !== undefined && (types as readonly string[]).includes(type));

export interface LegReading {
  readonly leg: Leg;
  readonly value: Value;
  readonly facts: readonly Fact[];
}

/** N6: no record behind it names the leg; it was put there because everything with a side is there. */
export const isSideAssumed = (leg: Leg, facts: readonly Pick<Fact, 'side'>[]): boolean =>
  leg !== 'unspecified' && facts.length > 0 && facts.every(({ side }) => side === undefined);

/** A record that says otherwise lends the value no side: "left: no foot drop" beside "foot drop". */
const saying = ({ value, facts }: Pick<LegReading, 'value' | 'facts'>): readonly Fact[] =>
  facts.filter((fact) => fact.value === value || typeof fact.value !== typeof value || isSet(value));

/** The leg that is recorded with the condition. */
export const recordedLeg = (one: LegReading): Leg =>
  isSideAssumed(one.leg, saying(one)) ? 'unspecified' : one.leg;

const NONE: readonly LegReading[] = [];

const readingOn = ({ leg, values, facts }: LegChart, n: number): readonly LegReading[] => {
  const value = values[n];
  return value === undefined ? NONE : [{ leg, value, facts: facts[n] ?? [] }];
};

/** Each finding is read once from a chart, by its ordinal: most recommendations of an answer ask for it. */
const known = new WeakMap<Chart, (readonly LegReading[] | undefined)[]>();

/**
 * What the record says about a finding: per leg for a sided one, once for a midline one. Red flags count what
 * has no side against either leg; here it is told once, without a side, so that no card names the wrong leg.
 */
export const readings = ({ chart }: Situation, id: FindingId): readonly LegReading[] => {
  let ofChart = known.get(chart);
  if (ofChart === undefined) {
    ofChart = new Array(findingIds.length);
    known.set(chart, ofChart);
  }
  const n = ordinal(id);
  const found = ofChart[n] ?? readingsIn(chart, id, n);
  ofChart[n] = found;
  return found;
};

const readingsIn = ({ legs, safety }: Chart, id: FindingId, n: number): readonly LegReading[] => {
  if (!findings[id].sided) return readingOn(safety.midline, n);
  const isOn = ({ values }: LegChart) => values[n] !== undefined;
  if (!safety.each.some(isOn) && !legs.each.some(isOn)) return NONE;
  const sideless = legs.each.find(({ leg }) => leg === 'unspecified');
  const unsided = sideless === undefined ? NONE : readingOn(sideless, n);
  if (unsided.length === 0) return safety.each.flatMap((leg) => readingOn(leg, n));
  const own = legs.each.filter(({ leg }) => leg !== 'unspecified');
  return [...own.flatMap((leg) => readingOn(leg, n)), ...unsided];
};

/** The value of a finding without a side, or of the worst leg for a number. */
export const recordedValue = (s: Situation, id: FindingId): Value | undefined => readings(s, id)[0]?.value;

/** The listed items of a set, on any leg. */
export const itemsOn = (s: Situation, id: SetFinding): readonly string[] =>
  readings(s, id).flatMap(({ value }) => (isSet(value) ? itemsOf(id, value.present) : []));

const back = compile(backPain);
const legs = compile(someLegSymptoms);

export const backOnRecord = ({ context }: Situation): boolean => back(context, context.legs.midline) === true;
export const legsOnRecord = ({ context }: Situation): boolean => legs(context, context.legs.midline) === true;
