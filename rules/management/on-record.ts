/** Findings, conditions and drugs as a card lists them: bedside words, side, and the fact that says so. */
import { isSet, type Value } from '../engine/chart.ts';
import { spoken } from '../engine/describe.ts';
import type { Detail, Fact, Leg } from '../engine/types.ts';
import {
  type ConditionId,
  conditions,
  type FindingId,
  findings,
  isFindingId,
  type MedicationClass,
} from '../findings/index.ts';
import { fullStrength } from '../terms/thresholds.ts';
import type { Recorded } from './contribution.ts';
import { drugSaid } from './drug-name.ts';
import { type LegReading, readings, recordedLeg, type Situation } from './situation.ts';
import {
  type ConditionSaid,
  type DrugSaid,
  type FindingSaid,
  isSameSaid,
  type Said,
  say,
} from './wording/say.ts';
import { chart } from './words.ts';

/** Whether the value is what the finding is looked for: a yes, a deficit, a number, a listed item. */
export const isAbnormal = (id: FindingId, value: Value): boolean => {
  const type = findings[id].value;
  if (typeof value === 'boolean') return value;
  if (isSet(value)) return value.present !== 0;
  if (id.startsWith('mrc-')) return (value as number) < fullStrength.value;
  return type.type !== 'one-of' || value !== type.normal;
};

/** The newest fact of those a value rests on. */
const newest = (facts: readonly Fact[]): Fact | undefined =>
  facts.reduce<Fact | undefined>(
    (latest, fact) => (latest === undefined || fact.days < latest.days ? fact : latest),
    undefined,
  );

type Which = 'abnormal' | 'normal' | 'any';

/** The same on the left and on the right is said once. */
const bothSides = (all: readonly Recorded[]): readonly Recorded[] => {
  const [left, right] = all;
  if (all.length !== 2 || left?.side !== 'left' || right?.side !== 'right') return all;
  if (
    !isSameSaid(left.said, right.said) ||
    left.fact?.days !== right.fact?.days ||
    left.fact?.src !== right.fact?.src
  )
    return all;
  return [{ ...left, side: 'both' }];
};

/** By which limit a result was judged, where that is not the laboratory's own. */
const judged = (what: FindingSaid, fact: Fact | undefined): Said =>
  fact?.judgedBy === undefined ? what : say('value.judged', { what, by: fact.judgedBy });

/** Days since the episode began, as far as somebody recorded it. */
const onsetOf = (s: Situation): number => {
  const [said] = readings(s, 'pain-onset-days');
  const fact = newest(said?.facts ?? []);
  return typeof said?.value === 'number' && fact ? said.value + fact.days : Number.POSITIVE_INFINITY;
};

/** What was normal before it began says nothing about it now. */
const reassures = (s: Situation, { facts }: LegReading): boolean => (newest(facts)?.days ?? 0) <= onsetOf(s);

/** A finding as its newest fact says it. */
export const findingSaid = (
  finding: FindingId,
  { value, facts }: Pick<LegReading, 'facts' | 'value'>,
  days = newest(facts)?.days ?? 0,
): FindingSaid => {
  const unit = newest(facts)?.unit;
  return { finding, value, days, ...(unit && { unit }) };
};

const recordedAs = (id: FindingId, one: LegReading): Recorded => {
  const { leg: side, facts } = one;
  const fact = newest(facts);
  return {
    said: judged(findingSaid(id, one), fact),
    ...(findings[id].sided && { side }),
    ...(findings[id].sided && recordedLeg(one) !== side && { sideAssumed: true }),
    ...(fact && { fact }),
  };
};

/** What is recorded of these findings, in the order given, on the leg or on any. */
export const onRecord = (
  s: Situation,
  ids: readonly FindingId[],
  { which = 'abnormal', leg }: { readonly which?: Which; readonly leg?: Leg } = {},
): readonly Recorded[] => {
  const all: Recorded[] = [];
  for (const id of ids) {
    const found = readings(s, id);
    // most of what is asked for is not recorded
    if (found.length === 0) continue;
    const wanted = found.filter(
      (one) =>
        (leg === undefined || !findings[id].sided || one.leg === leg) &&
        (which === 'any' || isAbnormal(id, one.value) === (which === 'abnormal')) &&
        (which !== 'normal' || reassures(s, one)),
    );
    all.push(...bothSides(wanted.map((one) => recordedAs(id, one))));
  }
  return all;
};

const isOfOneFinding = (one: Said, other: Said): boolean =>
  'finding' in one && 'finding' in other && one.finding === other.finding;

/** The complaint that a red flag stands in: needed for it, though not what it fires on. */
export const withComplaint = (s: Situation, reasons: readonly Recorded[]): readonly Recorded[] => [
  ...reasons,
  ...onRecord(s, ['low-back-pain', 'leg-pain']).filter(
    ({ said }) => !reasons.some((reason) => isOfOneFinding(reason.said, said)),
  ),
];

/** The chart's own display of a diagnosis says more than our name of it. */
const displayOf = (details: readonly Detail[]): ConditionSaid['display'] => {
  const named = details.find(({ display }) => display !== undefined)?.display;
  return named === undefined ? undefined : chart(named);
};

const withDetails = (said: ConditionSaid | DrugSaid, details: readonly Detail[] = []): Recorded => {
  const [first] = details;
  return {
    said,
    ...(first && { ref: first.ref }),
    ...(first?.date !== undefined && { date: first.date.slice(0, 10) }),
  };
};

const conditionSaid = (condition: ConditionId, details: readonly Detail[] = []): ConditionSaid => {
  const display = displayOf(details);
  return { condition, ...(display && { display }) };
};

export const conditionsOnRecord = (
  { chart: { conditions: has }, input }: Situation,
  ids: readonly ConditionId[],
): readonly Recorded[] =>
  ids
    .filter((id) => has.has(id))
    .map((id) => withDetails(conditionSaid(id, input.details?.[id]), input.details?.[id]));

export const drugsOnRecord = (s: Situation, drugs: readonly MedicationClass[]): readonly Recorded[] =>
  drugs
    .filter((drug) => s.chart.medications.has(drug))
    .map((drug) => withDetails(drugSaid(s, drug), s.input.details?.[drug]));

export const ageOnRecord = (age: number): Recorded => ({ said: say('value.age', { age }) });

/** `CRP 180`: the figure where there is one; what was derived from it says less. */
const markersOnRecord = (s: Situation): readonly Recorded[] => {
  const measured = onRecord(s, ['crp-mg-l', 'esr-mm-h'], { which: 'any' });
  const judge = readings(s, 'crp-esr-raised')
    .flatMap(({ facts }) => facts)
    .find(({ judgedBy }) => judgedBy !== undefined);
  const [first, ...others] = measured;
  if (first !== undefined && judge !== undefined && 'finding' in first.said)
    return [{ ...first, said: judged(first.said, judge) }, ...others];
  return measured.length > 0 ? measured : onRecord(s, ['crp-esr-raised'], { which: 'any' });
};

/** Ids of findings, conditions and other red flags as a red flag names them. */
export const namedOnRecord = (s: Situation, ids: readonly string[]): readonly Recorded[] =>
  ids.flatMap((id) => {
    if (id === 'crp-esr-raised') return markersOnRecord(s);
    if (isFindingId(id)) return onRecord(s, [id], { which: 'any' });
    if (Object.hasOwn(conditions, id)) return conditionsOnRecord(s, [id as ConditionId]);
    const flag = s.redFlags.find((one) => one.id === id);
    if (flag) return namedOnRecord(s, flag.because);
    if (id === 'age' && s.chart.age !== undefined) return [ageOnRecord(s.chart.age)];
    return [];
  });

/** The name of a finding for a list of what is missing. */
export const labelOf = (id: string): string => (isFindingId(id) ? findings[id].label : spoken(id));
