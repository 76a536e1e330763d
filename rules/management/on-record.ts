/** Findings, conditions and drugs as a card lists them: bedside words, side, and the fact that says so. */
import { isSet, itemsOf, type Value } from '../engine/chart.ts';
import { spoken } from '../engine/describe.ts';
import type { Detail, Fact, Leg } from '../engine/types.ts';
import {
  type ConditionId,
  conditions,
  type FindingId,
  findings,
  isFindingId,
  type MedicationClass,
  medicationClasses,
} from '../findings/index.ts';
import { fullStrength, painScaleMost } from '../terms/thresholds.ts';
import type { Recorded } from './content.ts';
import { type Reading, readings, recordedLeg, type Situation } from './situation.ts';
import { chart, type Words } from './words.ts';

/** `today`, `1 day ago`, `5 days ago`. */
export const ago = (days: number): string =>
  days === 0 ? 'today' : days === 1 ? '1 day ago' : `${days} days ago`;

/** Where the vocabulary's words before a number read badly. `days`: how long ago it was said. */
const measurements: Readonly<Partial<Record<FindingId, (value: Value, days: number) => string>>> = {
  // two onsets can stand side by side: each says of what
  'pain-onset-days': (value, days) => `pain began ${ago(Number(value) + days)}`,
  'ces-onset-days': (value, days) => `first bladder, bowel or saddle symptom ${ago(Number(value) + days)}`,
  'temp-c': (value) => `temperature ${value} °C`,
  'pvr-ml': (value) => `post-void residual ${value} mL`,
  'pain-nrs': (value) => `worst leg pain ${value} of ${painScaleMost.value}`,
  'conservative-weeks': (value) => `${value} weeks of non-surgical care this episode`,
  'wells-score': (value) => `two-level Wells score ${value}`,
};

/** `ankle dorsiflexion MRC 2`, `ankle reflex reduced`, `no leg pain`, `pain in buttock, lateral thigh`. */
export const findingWords = (id: FindingId, value: Value, days = 0): string => {
  const { value: type, present, absent, label } = findings[id];
  if (value === true) return present;
  if (value === false) return absent ?? `no ${label}`;
  if (isSet(value)) {
    const items = itemsOf(id, value.present).map(spoken);
    return items.length > 0
      ? `${present} ${items.join(', ')}`
      : `${label}: not ${itemsOf(id, value.absent).map(spoken).join(', ')}`;
  }
  const measured = measurements[id];
  if (measured) return measured(value, days);
  if (type.type === 'one-of' && type.orBoolean)
    return value === type.normal ? (absent ?? `no ${label}`) : `${present} (${value})`;
  return `${present} ${value}`;
};

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
    left.words !== right.words ||
    left.fact?.days !== right.fact?.days ||
    left.fact?.src !== right.fact?.src
  )
    return all;
  return [{ ...left, side: 'both' }];
};

const judged = (words: string, fact: Fact | undefined): string =>
  fact?.judgedBy === undefined ? words : `${words} (${fact.judgedBy})`;

/** Days since the episode began, as far as somebody recorded it. */
const onsetOf = (s: Situation): number => {
  const [said] = readings(s, 'pain-onset-days');
  const fact = newest(said?.facts ?? []);
  return typeof said?.value === 'number' && fact ? said.value + fact.days : Number.POSITIVE_INFINITY;
};

/** What was normal before it began says nothing about it now. */
const reassures = (s: Situation, { facts }: Reading): boolean => (newest(facts)?.days ?? 0) <= onsetOf(s);

/** What is recorded of these findings, in the order given, on the leg or on any. */
export const onRecord = (
  s: Situation,
  ids: readonly FindingId[],
  { which = 'abnormal', leg }: { readonly which?: Which; readonly leg?: Leg } = {},
): readonly Recorded[] =>
  ids.flatMap((id) =>
    bothSides(
      readings(s, id)
        .filter((one) => leg === undefined || !findings[id].sided || one.leg === leg)
        .filter(({ value }) => which === 'any' || isAbnormal(id, value) === (which === 'abnormal'))
        .filter((one) => which !== 'normal' || reassures(s, one))
        .map((one): Recorded => {
          const { leg: side, value, facts } = one;
          const fact = newest(facts);
          return {
            words: judged(findingWords(id, value, fact?.days), fact),
            ...(findings[id].sided && { side }),
            ...(findings[id].sided && recordedLeg(one) !== side && { sideAssumed: true }),
            ...(fact && { fact }),
          };
        }),
    ),
  );

/** The complaint that a red flag stands in: needed for it, though not what it fires on. */
export const withComplaint = (s: Situation, reasons: readonly Recorded[]): readonly Recorded[] => [
  ...reasons,
  ...onRecord(s, ['low-back-pain', 'leg-pain']).filter(
    ({ words }) => !reasons.some((reason) => reason.words === words),
  ),
];

const displayed = (what: string, details: readonly Detail[]): Words => {
  const named = details.find(({ display }) => display !== undefined)?.display;
  return named === undefined ? what : [`${what}: `, chart(named)];
};

const withDetails = (what: string, details: readonly Detail[] = []): Recorded => {
  const [first] = details;
  return {
    words: displayed(what, details),
    ...(first && { ref: first.ref }),
    ...(first?.date !== undefined && { date: first.date.slice(0, 10) }),
  };
};

export const conditionsOnRecord = (
  { chart: { conditions: has }, input }: Situation,
  ids: readonly ConditionId[],
): readonly Recorded[] =>
  ids.filter((id) => has.has(id)).map((id) => withDetails(conditions[id], input.details?.[id]));

export const drugsOnRecord = (
  { chart: { medications: has }, input }: Situation,
  drugs: readonly MedicationClass[],
): readonly Recorded[] =>
  drugs
    .filter((drug) => has.has(drug))
    .map((drug) => withDetails(`takes ${medicationClasses[drug]}`, input.details?.[drug]));

/** Ids of findings, conditions and other red flags as a red flag names them. */
export const namedOnRecord = (s: Situation, ids: readonly string[]): readonly Recorded[] =>
  ids.flatMap((id) => {
    if (isFindingId(id)) return onRecord(s, [id], { which: 'any' });
    if (Object.hasOwn(conditions, id)) return conditionsOnRecord(s, [id as ConditionId]);
    const flag = s.redFlags.find((one) => one.id === id);
    if (flag) return namedOnRecord(s, flag.because);
    if (id === 'age' && s.chart.age !== undefined) return [{ words: `age ${s.chart.age}` }];
    return [];
  });

/** The name of a finding for a list of what is missing. */
export const labelOf = (id: string): string => (isFindingId(id) ? findings[id].label : spoken(id));
