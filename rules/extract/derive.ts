/**
 * What several resources say together and none says alone: pain scores of leg and back, the newest
 * laboratory values, pregnancy, the length of non-surgical care, the patient's baseline. (What a series of
 * one finding shows – progression, spread, brisk reflexes – the engine derives.)
 */
import type { Fact, Side } from '../engine/types.ts';
import { WINDOW_DAYS } from '../findings/finding.ts';
import type { FindingId } from '../findings/index.ts';
import { wellsItems } from '../findings/wells.ts';
import {
  caudaEquinaDays,
  dominancePoints,
  dvtLikely,
  egfrDays,
  fullStrength,
  inDays,
  longestPregnancy,
  markersRaisedDays,
  pregnancyDays,
} from '../terms/thresholds.ts';
import { byDefault, type Marker, type MarkerId } from './inflammation.ts';
import type {
  MeasureId,
  SaidBaseline,
  SaidDeficit,
  SaidFact,
  SaidHistory,
  SaidMeasure,
  SaidOnset,
  SaidPain,
} from './said.ts';

/** What derivation reads of everything that was said; facts without duplicates. */
export interface SaidByKind {
  readonly fact: readonly SaidFact[];
  /** Those of one finding. */
  readonly factsAbout: (id: FindingId) => readonly SaidFact[];
  readonly pain: readonly SaidPain[];
  readonly measure: readonly SaidMeasure[];
  readonly onset: readonly SaidOnset[];
  readonly deficit: readonly SaidDeficit[];
  readonly baseline: readonly SaidBaseline[];
  readonly history: readonly SaidHistory[];
  /** Completed years. */
  readonly age?: number;
  readonly sex?: string;
}

/** Bladder, bowel and sexual symptoms: new they are red flags, of long standing a baseline. */
export const sphincterFindings: ReadonlySet<FindingId> = new Set<FindingId>([
  'urinary-retention',
  'urinary-incontinence',
  'bladder-sensation-altered',
  'fecal-incontinence',
  'rectal-fullness-loss',
  'saddle-sensory-change',
  'sexual-dysfunction-new',
]);

const LAB_DAYS = WINDOW_DAYS.lab;
const SYMPTOM_DAYS = WINDOW_DAYS.symptom;
const RED_FLAG_DAYS = WINDOW_DAYS['red-flag'];
const DAYS_IN_WEEK = inDays({ value: 1, unit: 'wk' });

const ofMeasure = <M extends MeasureId>({ measure }: Pick<SaidByKind, 'measure'>, id: M): SaidMeasure<M>[] =>
  measure.filter((one): one is SaidMeasure<M> => one.measure === id);

const newest = <T extends { readonly days: number }>(readings: readonly T[], within: number): T | undefined =>
  readings
    .filter(({ days }) => days <= within)
    .reduce<T | undefined>((last, one) => (last && last.days <= one.days ? last : one), undefined);

const derived = (
  { ref, days }: { ref: string; days: number },
  id: FindingId,
  value: Fact['value'],
): Fact => ({
  id,
  value,
  days,
  src: 'derived',
  status: 'final',
  ref,
});

const painOf = (pain: readonly SaidPain[], of: SaidPain['of']): SaidPain[] =>
  pain.filter((one) => one.of === of);

/** Scores of the leg; those that do not say of what count only when the leg has none of its own. */
const painScores = ({ pain }: SaidByKind): readonly SaidPain[] => {
  const leg = painOf(pain, 'leg');
  return leg.length > 0 ? leg : painOf(pain, 'something');
};

/** Leg and back scored within a day of each other and far enough apart (2.2). */
const dominance = ({ pain, factsAbout }: SaidByKind): Fact[] => {
  if (factsAbout('pain-dominance').length > 0) return [];
  const scores = painOf(pain, 'back');
  for (const leg of painOf(pain, 'leg').sort((a, b) => a.days - b.days)) {
    const back = scores.find(({ days }) => Math.abs(days - leg.days) <= 1);
    if (back === undefined) continue;
    const difference = Number(leg.value) - Number(back.value);
    const { days, entry } = leg;
    return Math.abs(difference) < dominancePoints.value
      ? []
      : [derived({ ref: entry.ref, days }, 'pain-dominance', difference > 0 ? 'leg' : 'back')];
  }
  return [];
};

interface JudgedMarker extends Marker {
  readonly days: number;
  readonly ref: string;
}

/** A marker that neither the laboratory nor the default limit judges stays unknown. */
const judged = (told: SaidByKind, id: MarkerId): JudgedMarker[] =>
  ofMeasure(told, id).flatMap(({ value, days, ref }) => {
    if (value.raised !== undefined) return [{ ...value, days, ref }];
    if (value.amount === undefined || value.between) return [];
    const marker = byDefault(id, value.amount, told.age, told.sex);
    return marker === undefined ? [] : [{ ...marker, days, ref }];
  });

/** CRP and ESR are two tests of one finding: the newest of each, raised if either is (2.3). */
const inflammation = (told: SaidByKind): Fact[] => {
  const latest = (['crp-mg-l', 'esr-mm-h'] as const)
    .map((id) => judged(told, id))
    .flatMap((readings) => newest(readings, LAB_DAYS) ?? newest(readings, Number.POSITIVE_INFINITY) ?? []);
  const current = latest.filter(({ days }) => days <= LAB_DAYS);
  const tests = current.length > 0 ? current : latest;
  const test = tests.find(({ raised }) => raised) ?? tests[0];
  if (test === undefined) return [];
  const { judgedBy } = test;
  return [
    { ...derived(test, 'crp-esr-raised', test.raised === true), ...(judgedBy && { judgedBy }) },
    ...raisedForLong(told),
  ];
};

/** Raised now, and raised already before the days that a result counts. */
const raisedForLong = (told: SaidByKind): Fact[] =>
  (['crp-mg-l', 'esr-mm-h'] as const).flatMap((id) => {
    const readings = judged(told, id);
    const now = newest(readings, LAB_DAYS);
    const before = readings.some(({ raised, days }) => raised && days > markersRaisedDays.value);
    return now?.raised && before ? [derived(now, 'crp-esr-raised-long', true)] : [];
  });

const isNewSphincterSymptom = ({ id, value, days }: SaidFact): boolean =>
  sphincterFindings.has(id) && value === true && days <= RED_FLAG_DAYS;

/**
 * The first of these symptoms, where each that is recorded says since when and none is older than that: an
 * older one, or one that does not say, leaves the onset unknown, which is the more urgent reading.
 */
const sphincterOnset = ({ fact, factsAbout, onset }: SaidByKind): Fact[] => {
  if (onset.length === 0 || factsAbout('ces-onset-days').length > 0) return [];
  const onsets = new Map(onset.map((one) => [one.id, one]));
  const said = fact.filter(isNewSphincterSymptom).map(({ id }) => onsets.get(id));
  const known = said.filter((one) => one !== undefined).sort((a, b) => b.days - a.days);
  const [first] = known;
  return first !== undefined && known.length === said.length && first.days <= caudaEquinaDays.value
    ? [derived({ ref: first.ref, days: 0 }, 'ces-onset-days', first.days)]
    : [];
};

/** Days since the episode began: what was recorded, else the most recent onset of a problem. */
const episode = (told: SaidByKind): { readonly days: number; readonly fact?: Fact } | undefined => {
  const said = told.factsAbout('pain-onset-days').filter(({ days }) => days <= SYMPTOM_DAYS);
  if (said.length > 0) return { days: Math.min(...said.map(({ value }) => Number(value))) };
  const [latest] = ofMeasure(told, 'episode-days').sort((a, b) => a.value - b.value);
  return (
    latest && {
      days: latest.value,
      fact: derived({ ref: latest.ref, days: 0 }, 'pain-onset-days', latest.value),
    }
  );
};

/** Weeks from the first treatment inside the episode until now. Without an episode they stay unknown, not 0. */
const careWeeks = (told: SaidByKind, began: number | undefined): Fact[] => {
  if (began === undefined || told.factsAbout('conservative-weeks').length > 0) return [];
  const [first] = ofMeasure(told, 'care-days')
    .filter(({ value }) => value <= began)
    .sort((a, b) => b.value - a.value);
  return first
    ? [derived({ ref: first.ref, days: 0 }, 'conservative-weeks', Math.floor(first.value / DAYS_IN_WEEK))]
    : [];
};

const isActiveCancer = ({ history }: SaidByKind): boolean => {
  const held = new Set(history.map(({ id }) => id));
  return (
    held.has('active-cancer') ||
    held.has('recent-cancer') ||
    (held.has('cancer-history') && held.has('palliative-care'))
  );
};

/** A Wells total of items that left out a cancer which the chart knows: one point more, if that makes it likely. */
const wellsWithCancer = (told: SaidByKind): Fact[] => {
  const totals = ofMeasure(told, 'wells-without-cancer');
  if (totals.length === 0 || !isActiveCancer(told)) return [];
  return totals.flatMap(({ value: { total, side }, days, ref }) =>
    total + wellsItems['active-cancer'] < dvtLikely.value
      ? []
      : {
          ...derived({ ref, days }, 'wells-score', total + wellsItems['active-cancer']),
          ...(side && { side }),
        },
  );
};

/** Two readings of one leg on one day: the lower index, the weaker pulse (2.4). */
const WORST_OF_DAY: Readonly<Partial<Record<FindingId, (value: Fact['value']) => number>>> = {
  abi: (value) => -Number(value),
  pulses: (value) => ['normal', 'diminished', 'absent'].indexOf(String(value)),
};

const ranked = Object.keys(WORST_OF_DAY) as readonly FindingId[];

const worstOfDay = (facts: readonly SaidFact[], { factsAbout }: SaidByKind): readonly SaidFact[] => {
  if (ranked.every((id) => factsAbout(id).length <= 1)) return facts;
  const worst = new Map<string, SaidFact>();
  for (const one of facts) {
    const rank = WORST_OF_DAY[one.id];
    if (rank === undefined) continue;
    const key = `${one.id}|${one.side}|${one.days}`;
    const other = worst.get(key);
    if (other === undefined || rank(one.value) > rank(other.value)) worst.set(key, one);
  }
  const kept = new Set(worst.values());
  return facts.filter((one) => WORST_OF_DAY[one.id] === undefined || kept.has(one));
};

const asFact = (said: SaidFact | SaidPain): Fact => {
  const { id, value, side, days, unit, entry } = said;
  const { by: src, status, ref } = entry;
  if (side) return { id, value, side, days, src, status, ref };
  const fact = { id, value, days, src, status, ref };
  return unit ? { ...fact, unit } : fact;
};

/** N13: what a parent says again is counted with the resource that was derived from it. */
const firstHand = (facts: readonly SaidFact[]): readonly SaidFact[] => {
  if (facts.every(({ entry }) => entry.derivedFrom.length === 0)) return facts;
  const again = new Set(
    facts.flatMap(({ entry, id, side }) => entry.derivedFrom.map((parent) => `${parent}|${id}|${side}`)),
  );
  return facts.filter(({ entry, id, side }) => !again.has(`${entry.ref}|${id}|${side}`));
};

const withoutReplaced = (facts: readonly SaidFact[], wells: readonly Fact[]): readonly SaidFact[] => {
  if (wells.length === 0) return facts;
  const replaced = new Set(wells.map(({ ref }) => ref));
  return facts.filter(({ id, entry }) => id !== 'wells-score' || !replaced.has(entry.ref));
};

export const factsOf = (told: SaidByKind): Fact[] => {
  const began = episode(told);
  const wells = wellsWithCancer(told);
  const facts = worstOfDay(firstHand(withoutReplaced(told.fact, wells)), told);
  return [
    ...facts.map(asFact),
    ...painScores(told).map(asFact),
    ...dominance(told),
    ...inflammation(told),
    ...wells,
    ...(began?.fact ? [began.fact] : []),
    ...sphincterOnset(told),
    ...careWeeks(told, began?.days),
  ];
};

/** mL/min/1.73 m². */
export const egfrOf = (told: SaidByKind): number | undefined =>
  newest(ofMeasure(told, 'egfr'), egfrDays.value)?.value;

export interface Pregnancy {
  readonly pregnant?: boolean;
  readonly gaWeeks?: number;
}

/** The newest status that still holds. A gestational age says pregnant too; a last period alone does not. */
export const pregnancyOf = (told: SaidByKind): Pregnancy => {
  const gestation = ofMeasure(told, 'gestation-weeks');
  const weeks = newest(gestation, pregnancyDays.value);
  const pregnant = gestation.map(({ days }) => ({ days, value: true }));
  const status = newest([...ofMeasure(told, 'pregnant'), ...pregnant], pregnancyDays.value);
  if (status === undefined) return {};
  if (!status.value) return { pregnant: false };
  const since = newest(ofMeasure(told, 'last-period-days'), pregnancyDays.value);
  const now = weeks ? weeks.value + weeks.days / DAYS_IN_WEEK : since && since.value / DAYS_IN_WEEK;
  // beyond that the pregnancy that was dated is over: the age is not known
  return {
    pregnant: true,
    ...(now !== undefined && now <= longestPregnancy.value && { gaWeeks: Math.floor(now) }),
  };
};

const FOOT_DROP: readonly FindingId[] = ['foot-drop', 'heel-walk-unable', 'mrc-ankle-dorsiflexion'];

const isWeak = ({ value, days }: SaidFact): boolean =>
  days <= RED_FLAG_DAYS && (value === true || (typeof value === 'number' && value < fullStrength.value));

const legs = (side: Side | undefined): readonly ('L' | 'R')[] =>
  side === 'L' || side === 'R' ? [side] : ['L', 'R'];

const holds = ({ id, detail }: Pick<SaidHistory, 'id' | 'detail'>): SaidHistory => ({
  kind: 'history',
  id,
  detail,
});

/**
 * N9: a long-standing foot drop is the baseline only of the leg that it was documented for. While any other
 * leg's foot is weak now the baseline is not claimed, so that a new deficit never hides behind an old one. A
 * disease that names no leg (multiple sclerosis) explains neither foot of somebody whose pain is new.
 */
const knownDeficits = (told: SaidByKind): SaidHistory[] => {
  const { deficit } = told;
  if (deficit.length === 0) return [];
  const sided = deficit.filter(({ side }) => side === 'L' || side === 'R');
  const isNew = (episode(told)?.days ?? Number.POSITIVE_INFINITY) <= caudaEquinaDays.value;
  const explaining = isNew ? sided : deficit;
  const documented = new Set(explaining.flatMap(({ side }) => (side === undefined ? [] : legs(side))));
  const weak = FOOT_DROP.flatMap((id) => told.factsAbout(id))
    .filter(isWeak)
    .flatMap(({ side }) => legs(side));
  const bilateral = new Set(sided.map(({ side }) => side)).size === 2;
  return [
    ...(weak.every((leg) => documented.has(leg)) ? explaining.map(holds) : []),
    ...(bilateral ? sided.map(({ detail }) => holds({ id: 'known-bilateral-deficit', detail })) : []),
  ];
};

/** N10: a baseline counts only for the same symptom, so not while another one is new. */
const sphincterBaseline = ({ baseline, fact }: SaidByKind): SaidHistory[] => {
  if (baseline.length === 0) return [];
  const baselines = new Map(baseline.map(({ id, detail }) => [id, detail]));
  const now = new Set(fact.filter(isNewSphincterSymptom).map(({ id }) => id));
  const known = [...now].flatMap((id) => baselines.get(id) ?? []);
  return known.length < now.size
    ? []
    : known.map((detail) => holds({ id: 'baseline-sphincter-symptom', detail }));
};

/** History that follows from several resources together. */
export const historyOf = (told: SaidByKind): SaidHistory[] => [
  ...knownDeficits(told),
  ...sphincterBaseline(told),
];
