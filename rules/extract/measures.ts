/**
 * Readers of the measurements whose meaning hangs on something else in the resource: a body site, a date, a
 * reference range, a series. One reader a measure.
 */
import type { Measure, Site } from '../codes/index.ts';
import { isPositive } from '../engine/reading.ts';
import { type FindingId, isFindingId, REGIONS } from '../findings/index.ts';
import { egfrReduced, oswestryMost, oswestrySevere } from '../terms/thresholds.ts';
import type { Place } from './body-site.ts';
import { hasCode, known, words } from './code.ts';
import { ageInDays, isFuture, readDate } from './fhir-date.ts';
import { readFinding } from './finding-value.ts';
import { hasCodedValue, placedInValue, saidInValue } from './in-value.ts';
import { isRaised, type MarkerId, type ReadMarker, readMarker } from './inflammation.ts';
import type { LeftOutCode } from './left-out.ts';
import { type CanonicalUnit, readNumber, readQuantity } from './quantity.ts';
import {
  cite,
  count,
  type Entry,
  factOf,
  leaveOut,
  type MeasureId,
  type ReadingContext,
  type SaidMeasure,
  type SaidPain,
  sayFact,
  sayHistory,
  sayUnread,
} from './said.ts';
import { type Json, list, record as object, records } from './shape.ts';
import { reportUnknown } from './unknown-code.ts';

export interface ObservationPart {
  readonly context: ReadingContext;
  readonly entry: Entry;
  readonly place: Place;
  /** The Observation or component. */
  readonly part: Json;
}

type MeasureReader = (part: ObservationPart) => LeftOutCode | undefined;

const asks = (id: FindingId) => ({ id, says: 'asks' as const });

/** Reads a finding whose id the rest of the resource has decided. */
const readAs = ({ context, entry, part }: ObservationPart, id: FindingId): LeftOutCode | undefined => {
  const read = readFinding(asks(id), part);
  if (typeof read === 'string') {
    sayUnread(context, read, id, entry.side, entry.when);
    return read;
  }
  sayFact(context, entry, id, read.value);
  return undefined;
};

const measured = (part: Json, unit: CanonicalUnit): number | LeftOutCode => {
  const quantity = readNumber(part, unit);
  if (typeof quantity === 'string') return quantity;
  return quantity.comparator === undefined ? quantity.value : 'not-exact';
};

const sayMeasure = <M extends MeasureId>(
  { context, entry }: ObservationPart,
  measure: M,
  value: SaidMeasure<M>['value'],
  partial: 'latest' | 'earliest' = 'earliest',
): void => {
  const days = ageInDays(entry.when, context.now, partial);
  cite(context, entry);
  context.say({ kind: 'measure', measure, value, days, ref: entry.ref });
};

const painOf = ({ sites }: Place): SaidPain['of'] | undefined => {
  if (sites === undefined) return 'something';
  if (sites.includes('low-back')) return 'back';
  return sites.includes('lower-limb') ? 'leg' : undefined;
};

const painScore: MeasureReader = ({ context, entry, place, part }) => {
  const score = measured(part, '{score}');
  if (typeof score === 'string') return score;
  const of = painOf(place);
  if (of === undefined) return 'site-needed';
  context.say({ ...factOf(context, entry, 'pain-nrs', score, undefined), kind: 'pain', of });
  return undefined;
};

const painOnsetDate: MeasureReader = ({ context, entry, part }) => {
  const onset = readDate(part['valueDateTime']);
  if (onset === undefined) return part['valueDateTime'] === undefined ? 'no-value' : 'invalid-date';
  if (isFuture(onset, context.now)) return 'future-dated';
  sayFact(context, entry, 'pain-onset-days', ageInDays(onset, context.now, 'earliest'));
  return undefined;
};

/** Severe disability limits walking; less says nothing about it. */
const oswestry: MeasureReader = ({ context, entry, part }) => {
  const score = measured(part, '{score}');
  if (typeof score === 'string') return score;
  if (score >= oswestrySevere.value && score <= oswestryMost.value)
    sayFact(context, entry, 'walking-limited', true);
  return undefined;
};

/** The movement that is meant where only a joint is named: the one whose loss is a red flag. */
const movementAt: Readonly<Partial<Record<Site, FindingId>>> = {
  ankle: 'mrc-ankle-dorsiflexion',
  knee: 'mrc-knee-extension',
};

/** Strength of a leg of which nothing else is said: a low one is a danger sign that nobody can read. */
const strengthOfLeg = ({ context, entry, place, part }: ObservationPart): LeftOutCode => {
  const id = 'mrc-ankle-dorsiflexion';
  const read = readFinding(asks(id), part);
  const isLow = typeof read !== 'string' && isPositive(id, read.value);
  if (isLow && place.sites?.includes('lower-limb'))
    sayUnread(context, 'unknown-value', id, entry.side, entry.when);
  return 'site-needed';
};

/** The movement is named by a component, else by the joint; components that are movements are read as findings. */
const strength: MeasureReader = (given) => {
  const { part, place } = given;
  const movements = records(part['component'])
    .flatMap(({ valueCodeableConcept }) => known(valueCodeableConcept))
    .flatMap(({ meaning }) => meaning.findings.map(({ id }) => id))
    .filter((id) => id.startsWith('mrc-'));
  const [movement] = movements;
  if (movement !== undefined) return readAs(given, movement);
  const atJoint = place.sites?.map((site) => movementAt[site]).find((id) => id !== undefined);
  if (atJoint !== undefined) return readAs(given, atJoint);
  return part['component'] === undefined ? strengthOfLeg(given) : undefined;
};

const isRegion = (word: string): boolean => (REGIONS as readonly string[]).includes(word);

/** A key point with a grade is an examination; a region with yes or no is where the patient feels it. */
const feeling = (given: ObservationPart, region: string): LeftOutCode | undefined => {
  const keyPoint = `sens-${region}`;
  const answer = given.part['valueBoolean'];
  if (typeof answer === 'boolean' && isRegion(region)) {
    sayFact(given.context, given.entry, 'sensory-region', [answer ? region : `!${region}`]);
    return undefined;
  }
  return isFindingId(keyPoint) ? readAs(given, keyPoint) : 'site-needed';
};

const sensation: MeasureReader = (given) => {
  const { part } = given;
  const regions = records(part['component']).flatMap((component) =>
    words(component['code']).map((region) => ({ region, component })),
  );
  for (const { region, component } of regions) {
    const problem = feeling({ ...given, part: component }, region);
    if (problem) return problem;
  }
  if (regions.length > 0) return undefined;
  const [region] = words(part['bodySite']);
  if (region !== undefined) return feeling(given, region);
  return part['component'] === undefined ? 'site-needed' : undefined;
};

const tendonReflex: MeasureReader = (given) => {
  if (given.place.sites?.includes('knee')) return readAs(given, 'reflex-patellar');
  return given.place.sites?.includes('ankle') ? readAs(given, 'reflex-achilles') : 'site-needed';
};

/** A laboratory flag without a number counts like one. A number that cannot be read is reported in any case. */
const refusedMarker = ({ context, entry }: ObservationPart, id: MarkerId, { raised, why }: ReadMarker) => {
  if (why === undefined) return undefined;
  if (raised === undefined || why !== 'no-value') sayUnread(context, why, id, undefined, entry.when);
  return raised === undefined ? why : undefined;
};

/** The number is a fact of its own; whether it is raised is told by the laboratory, else by `derive.ts`. */
const marker =
  (id: MarkerId): MeasureReader =>
  (given) => {
    const read = readMarker(id, given.part);
    const { amount, raised, between, why } = read;
    if (amount !== undefined && amount.comparator === undefined)
      sayFact(given.context, given.entry, id, amount.value);
    if (why === undefined || raised !== undefined)
      sayMeasure(given, id, read, isRaised(id, read) ? 'latest' : 'earliest');
    return between ? 'ranges-disagree' : refusedMarker(given, id, read);
  };

/**
 * A ceiling ("below 15") counts as just under it. A floor counts where no rule asks more of the kidney:
 * laboratories report "above 60" and leave it at that; "above 30" says too little.
 */
const egfr: MeasureReader = (given) => {
  const quantity = object(given.part['valueQuantity']);
  if (quantity === undefined) return 'no-value';
  const read = readQuantity(quantity, 'mL/min/{1.73_m2}');
  if (typeof read === 'string') return read;
  if (read.comparator?.startsWith('>') && read.value < egfrReduced.value) return 'not-exact';
  sayMeasure(given, 'egfr', read.comparator === '<' ? read.value - 1 : read.value);
  return undefined;
};

/** Flags of a result that is nothing but positive or negative. */
const resultFlags: readonly (readonly [code: string, positive: boolean])[] = [
  ['POS', true],
  ['A', true],
  ['AA', true],
  ['NEG', false],
  ['N', false],
];

/** A negative says nothing of a culture before it, so it states no fact. */
const bloodCulture: MeasureReader = ({ context, entry, part }) => {
  const values = known(part['valueCodeableConcept']).flatMap(({ meaning }) => meaning.value ?? []);
  const plain = part['valueBoolean'];
  const told = values.map(({ growth, answer }) => growth ?? answer).filter((one) => one !== undefined);
  if (typeof plain === 'boolean') told.push(plain);
  const flagged = resultFlags.find(([code]) => hasCode(part['interpretation'], code))?.[1];
  const positive = told.length > 0 ? told.some(Boolean) || flagged === true : flagged;
  if (positive === true) sayFact(context, entry, 'recent-bacteremia', true);
  if (positive !== undefined) return undefined;
  const read = readFinding(asks('recent-bacteremia'), part);
  const why = typeof read === 'string' ? read : 'unknown-value';
  if (why !== 'no-value') sayUnread(context, why, 'recent-bacteremia', undefined, entry.when);
  return why;
};

const pregnancyStatus: MeasureReader = (given) => {
  const coded = known(given.part['valueCodeableConcept']).flatMap(({ meaning }) => meaning.value ?? []);
  const plain = given.part['valueBoolean'];
  const pregnant = coded.find((value) => value.pregnant !== undefined)?.pregnant;
  const answer = pregnant ?? (typeof plain === 'boolean' ? plain : coded[0]?.answer);
  if (answer === undefined) return 'unknown-value';
  sayMeasure(given, 'pregnant', answer);
  return undefined;
};

const gestationalAge: MeasureReader = (given) => {
  const weeks = measured(given.part, 'wk');
  if (typeof weeks === 'string') return weeks;
  sayMeasure(given, 'gestation-weeks', weeks);
  return undefined;
};

const lastPeriod: MeasureReader = (given) => {
  const start = readDate(given.part['valueDateTime']);
  if (start === undefined) return 'invalid-date';
  if (isFuture(start, given.context.now)) return 'future-dated';
  sayMeasure(given, 'last-period-days', ageInDays(start, given.context.now, 'latest'));
  return undefined;
};

const history =
  (id: 'smoker' | 'ivdu', says: (value: { smokes?: true; answer?: boolean }) => boolean): MeasureReader =>
  ({ context, entry, part }) => {
    const values = known(part['valueCodeableConcept']).flatMap(({ meaning }) => meaning.value ?? []);
    if (part['valueBoolean'] === true || values.some(says)) {
      sayHistory(context, id, { ref: entry.ref, date: entry.date });
      cite(context, entry);
    }
    return undefined;
  };

/** The code of the value says the finding; words alone are narrative. */
const anyFinding: MeasureReader = ({ context, entry, place, part }) => {
  const found = placedInValue(part, place);
  for (const { id, says, side } of found) {
    const value = typeof says === 'object' ? says.word : true;
    sayFact(context, entry, id, value, place.conflict ? undefined : side);
  }
  const mistyped = reportUnknown(context, part['valueCodeableConcept']);
  if (found.length > 0 || mistyped) return undefined;
  if (saidInValue(part).length > 0) return 'site-needed';
  count(context, hasCodedValue(part) ? 'unmapped-code' : 'free-text');
  return undefined;
};

const narrative: MeasureReader = ({ context, part }) => {
  if (typeof part['valueString'] === 'string' || list(part['note']).length > 0) count(context, 'free-text');
  return undefined;
};

const readers: Readonly<Record<Measure, MeasureReader>> = {
  'pain-score': painScore,
  'pain-onset-date': painOnsetDate,
  oswestry,
  strength,
  sensation,
  'tendon-reflex': tendonReflex,
  crp: marker('crp-mg-l'),
  esr: marker('esr-mm-h'),
  egfr,
  'blood-culture': bloodCulture,
  'pregnancy-status': pregnancyStatus,
  'gestational-age': gestationalAge,
  'last-menstrual-period': lastPeriod,
  'smoking-status': history('smoker', ({ smokes }) => smokes === true),
  'injection-drug-use': history('ivdu', ({ answer }) => answer === true),
  'any-finding': anyFinding,
  narrative,
};

export const readMeasure = (measure: Measure, part: ObservationPart): void => {
  const problem = readers[measure](part);
  if (problem) leaveOut(part.context, problem);
};
