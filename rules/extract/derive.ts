/**
 * What several resources say together and none says alone: pain scores of leg and back, the newest
 * laboratory values, pregnancy, the length of non-surgical care, the patient's baseline. (What a series of
 * one finding shows – progression, spread, brisk reflexes – the engine derives.)
 */
import type { Fact, Side } from '../engine/types.ts';
import { WINDOW_DAYS } from '../findings/finding.ts';
import type { FindingId } from '../findings/index.ts';
import {
  caudaEquinaDays,
  dominancePoints,
  egfrDays,
  fullStrength,
  inDays,
  longestPregnancy,
  pregnancyDays,
} from '../terms/thresholds.ts';
import { type Dated, hold, type Ledger, type Recorded } from './ledger.ts';
import { sphincterFindings } from './sphincter.ts';

const LAB_DAYS = WINDOW_DAYS.lab;
const SYMPTOM_DAYS = WINDOW_DAYS.symptom;
const RED_FLAG_DAYS = WINDOW_DAYS['red-flag'];
const DAYS_IN_WEEK = inDays({ value: 1, unit: 'wk' });

const newest = <T>(readings: readonly Dated<T>[], within: number): Dated<T> | undefined =>
  readings
    .filter(({ days }) => days <= within)
    .reduce<Dated<T> | undefined>((last, one) => (last && last.days <= one.days ? last : one), undefined);

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

/** Scores of the leg; those that do not say of what count only when the leg has none of its own. */
const painScores = ({ legPain, somePain }: Ledger): readonly Recorded[] =>
  legPain.length > 0 ? legPain : somePain;

/** Leg and back scored within a day of each other and far enough apart (2.2). */
const dominance = ({ legPain, backPain, recorded }: Ledger): Fact[] => {
  if (recorded.some(({ id }) => id === 'pain-dominance')) return [];
  for (const leg of [...legPain].sort((a, b) => a.days - b.days)) {
    const back = backPain.find(({ days }) => Math.abs(days - leg.days) <= 1);
    if (back === undefined) continue;
    const difference = Number(leg.value) - Number(back.value);
    return Math.abs(difference) < dominancePoints.value
      ? []
      : [derived(leg, 'pain-dominance', difference > 0 ? 'leg' : 'back')];
  }
  return [];
};

/** CRP and ESR are two tests of one finding: the newest of each, raised if either is (2.3). */
const inflammation = ({ crp, esr }: Ledger): Fact[] => {
  const latest = [crp, esr].flatMap(
    (readings) => newest(readings, LAB_DAYS) ?? newest(readings, Number.POSITIVE_INFINITY) ?? [],
  );
  const current = latest.filter(({ days }) => days <= LAB_DAYS);
  const tests = current.length > 0 ? current : latest;
  const told = tests.find(({ value }) => value) ?? tests[0];
  return told ? [derived(told, 'crp-esr-raised', told.value)] : [];
};

/**
 * The first of these symptoms, where each that is recorded says since when and none is older than that: an
 * older one, or one that does not say, leaves the onset unknown, which is the more urgent reading.
 */
const sphincterOnset = ({ recorded, sphincterOnsets }: Ledger): Fact[] => {
  if (sphincterOnsets.size === 0 || recorded.some(({ id }) => id === 'ces-onset-days')) return [];
  const present = recorded.filter(
    ({ id, value, days }) => sphincterFindings.has(id) && value === true && days <= RED_FLAG_DAYS,
  );
  const said = present.map(({ id }) => sphincterOnsets.get(id));
  const known = said.filter((one) => one !== undefined).sort((a, b) => b.value - a.value);
  const [first] = known;
  return first !== undefined && known.length === said.length && first.value <= caudaEquinaDays.value
    ? [derived({ ref: first.ref, days: 0 }, 'ces-onset-days', first.value)]
    : [];
};

/** Days since the episode began: what was recorded, else the most recent onset of a problem. */
const onset = ({ recorded, onsets }: Ledger): { readonly days: number; readonly fact?: Fact } | undefined => {
  const said = recorded.filter(({ id, days }) => id === 'pain-onset-days' && days <= SYMPTOM_DAYS);
  if (said.length > 0) return { days: Math.min(...said.map(({ value }) => Number(value))) };
  const [latest] = [...onsets].sort((a, b) => a.value - b.value);
  return (
    latest && {
      days: latest.value,
      fact: derived({ ref: latest.ref, days: 0 }, 'pain-onset-days', latest.value),
    }
  );
};

/** From the first treatment inside the episode until now. Without an episode it stays unknown, not 0. */
const careWeeks = ({ recorded, care }: Ledger, began: number | undefined): Fact[] => {
  if (began === undefined || recorded.some(({ id }) => id === 'conservative-weeks')) return [];
  const [first] = care.filter(({ value }) => value <= began).sort((a, b) => b.value - a.value);
  return first
    ? [derived({ ref: first.ref, days: 0 }, 'conservative-weeks', Math.floor(first.value / DAYS_IN_WEEK))]
    : [];
};

/** Two readings of one leg on one day: the lower index, the weaker pulse (2.4). */
const WORST_OF_DAY: Readonly<Partial<Record<FindingId, (value: Fact['value']) => number>>> = {
  abi: (value) => -Number(value),
  pulses: (value) => ['normal', 'diminished', 'absent'].indexOf(String(value)),
};

const worstOfDay = (recorded: readonly Recorded[]): readonly Recorded[] => {
  const worst = new Map<string, Recorded>();
  for (const one of recorded) {
    const rank = WORST_OF_DAY[one.id];
    if (rank === undefined) continue;
    const key = `${one.id}|${one.side}|${one.days}`;
    const other = worst.get(key);
    if (other === undefined || rank(one.value) > rank(other.value)) worst.set(key, one);
  }
  if (worst.size === 0) return recorded;
  const kept = new Set(worst.values());
  return recorded.filter((one) => WORST_OF_DAY[one.id] === undefined || kept.has(one));
};

const asFact = ({ id, value, side, days, src, status, ref }: Recorded): Fact =>
  side ? { id, value, side, days, src, status, ref } : { id, value, days, src, status, ref };

/** N13: what a parent says again is counted with the resource that was derived from it. */
const firstHand = ({ recorded, repeated }: Ledger): readonly Recorded[] =>
  repeated.size === 0
    ? recorded
    : recorded.filter(({ ref, id, side }) => !repeated.has(`${ref}|${id}|${side}`));

export const factsOf = (ledger: Ledger): Fact[] => {
  const began = onset(ledger);
  return [
    ...worstOfDay(firstHand(ledger)).map(asFact),
    ...painScores(ledger).map(asFact),
    ...dominance(ledger),
    ...inflammation(ledger),
    ...(began?.fact ? [began.fact] : []),
    ...sphincterOnset(ledger),
    ...careWeeks(ledger, began?.days),
  ];
};

export const egfrOf = ({ egfr }: Ledger): number | undefined => newest(egfr, egfrDays.value)?.value;

export interface Pregnancy {
  readonly pregnant?: boolean;
  readonly gaWeeks?: number;
}

/** The newest status that still holds. A gestational age says pregnant too; a last period alone does not. */
export const pregnancyOf = ({ pregnant, gestation, lastPeriod }: Ledger): Pregnancy => {
  const weeks = newest(gestation, pregnancyDays.value);
  const status = newest(
    [...pregnant, ...gestation.map((one) => ({ ...one, value: true }))],
    pregnancyDays.value,
  );
  if (status === undefined) return {};
  if (!status.value) return { pregnant: false };
  const since = newest(lastPeriod, pregnancyDays.value);
  const now = weeks ? weeks.value + weeks.days / DAYS_IN_WEEK : since && since.value / DAYS_IN_WEEK;
  // beyond that the pregnancy that was dated is over: the age is not known
  return {
    pregnant: true,
    ...(now !== undefined && now <= longestPregnancy.value && { gaWeeks: Math.floor(now) }),
  };
};

const FOOT_DROP: ReadonlySet<FindingId> = new Set<FindingId>([
  'foot-drop',
  'heel-walk-unable',
  'mrc-ankle-dorsiflexion',
]);

const isWeak = ({ id, value, days }: Recorded): boolean =>
  FOOT_DROP.has(id) &&
  days <= RED_FLAG_DAYS &&
  (value === true || (typeof value === 'number' && value < fullStrength.value));

const legs = (side: Side | undefined): readonly ('L' | 'R')[] =>
  side === 'L' || side === 'R' ? [side] : ['L', 'R'];

/**
 * N9: a long-standing foot drop is the baseline only of the leg that it was documented for. While any other
 * leg's foot is weak now the baseline is not claimed, so that a new deficit never hides behind an old one.
 */
export const holdDeficits = (ledger: Ledger): void => {
  const { deficits, recorded } = ledger;
  const documented = new Set(deficits.flatMap(({ side }) => (side === undefined ? [] : legs(side))));
  const weak = recorded.filter(isWeak).flatMap(({ side }) => legs(side));
  if (weak.every((leg) => documented.has(leg)))
    for (const { id, detail } of deficits) hold(ledger, id, detail);
  const sided = deficits.filter(({ side }) => side === 'L' || side === 'R');
  if (new Set(sided.map(({ side }) => side)).size === 2)
    for (const { detail } of sided) hold(ledger, 'known-bilateral-deficit', detail);
};

/** N10: a baseline counts only for the same symptom, so not while another one is new. */
export const holdBaseline = (ledger: Ledger): void => {
  const now = ledger.recorded.filter(
    ({ id, value, days }) => sphincterFindings.has(id) && value === true && days <= RED_FLAG_DAYS,
  );
  if (now.length === 0 || !now.every(({ id }) => ledger.baselines.has(id))) return;
  for (const id of new Set(now.map((one) => one.id))) {
    const detail = ledger.baselines.get(id);
    if (detail) hold(ledger, 'baseline-sphincter-symptom', detail);
  }
};
