/**
 * Several readings of one finding on one leg become one value (N7, N8, N13): newest first, a clinician
 * over a patient for what is examined, sets of neighbouring days united, and a contradiction between
 * equals is unknown – except that a red flag then counts as present.
 */
import { DEGREES, type FindingId, findings } from '../findings/index.ts';
import { isSet, type SetValue, type Value } from './chart.ts';
import type { Reading } from './reading.ts';
import type { Fact } from './types.ts';

export interface Resolved {
  /** `undefined`: unknown, because the readings contradict each other. */
  readonly value: Value | undefined;
  /** The same at its worst, for the red flags. */
  readonly safety: Value | undefined;
  readonly readings: readonly Reading[];
  readonly conflict: boolean;
}

/** N8: clinician examination, then device or laboratory, then derived, then patient. */
const RANK: Readonly<Record<Fact['src'], number>> = {
  exam: 0,
  device: 1,
  derived: 2,
  recorded: 3,
  patient: 4,
};

/** Measurements that vary within a day: the worst stands, and that is no contradiction. */
const WORST_OF_DAY: ReadonlySet<FindingId> = new Set([
  'temp-c',
  'pvr-ml',
  'pain-nrs',
  'sbp-mmhg',
  'inr',
  'crp-mg-l',
  'esr-mm-h',
  'wbc-g-l',
]);

/** Days since the newest reading. */
export const newest = (readings: readonly Reading[]): number =>
  readings.reduce((days, { fact }) => Math.min(days, fact.days), Number.POSITIVE_INFINITY);

const best = (readings: readonly Reading[]): Reading[] => {
  const rank = Math.min(...readings.map(({ fact }) => RANK[fact.src] ?? RANK.patient));
  return readings.filter(({ fact }) => (RANK[fact.src] ?? RANK.patient) === rank);
};

const same = (readings: readonly Reading[]): boolean =>
  readings.every(({ value }) => value === readings[0]?.value);

const settled = (value: Value | undefined, readings: readonly Reading[]): Resolved => ({
  value,
  safety: value,
  readings,
  conflict: false,
});

/**
 * Day by day from the newest: what a newer list says about an item stands. What a list that was shown whole
 * left unticked is absent only while nobody else ticked it: the newer list of the same author undoes a tick, that
 * of another does not.
 */
const united = (readings: readonly Reading[]): Resolved => {
  let present = 0;
  let absent = 0;
  let disputed = 0;
  let unticked = 0;
  const untickedBy: Partial<Record<Fact['src'], number>> = {};
  for (const day of new Set(readings.map(({ fact }) => fact.days).sort((a, b) => a - b))) {
    const today = readings.filter(({ fact }) => fact.days === day);
    let yes = 0;
    let no = 0;
    for (const { fact, value } of today) {
      if (!isSet(value)) continue;
      yes |= value.present & ~(untickedBy[fact.src] ?? 0);
      no |= value.absent & ~(value.unticked ?? 0);
    }
    const open = ~(present | absent | disputed);
    disputed |= yes & no & open;
    present |= yes & ~no & open;
    absent |= no & ~yes & open;
    for (const { fact, value } of today) {
      if (!isSet(value) || value.unticked === undefined) continue;
      untickedBy[fact.src] = (untickedBy[fact.src] ?? 0) | value.unticked;
      unticked |= value.unticked;
    }
  }
  const value: SetValue = { present, absent: absent | (unticked & ~(present | disputed)) };
  return { value, safety: value, readings, conflict: disputed !== 0 };
};

const severity = (id: FindingId, value: Value): number => {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const type = findings[id].value;
    return type.type === 'one-of' ? type.values.indexOf(value) : 0;
  }
  if (typeof value !== 'number') return 0;
  return findings[id].lowIsWorse ? -value : value;
};

/** The most urgent of several values of a finding; undefined when none is documented. */
export const worst = (id: FindingId, values: readonly (Value | undefined)[]): Value | undefined =>
  values.reduce(
    (most, value) =>
      most === undefined || (value !== undefined && severity(id, value) > severity(id, most)) ? value : most,
    undefined,
  );

const valuesOf = (readings: readonly Reading[]) => readings.map(({ value }) => value);

/** The higher of two degrees that both say "present"; undefined when one of them says "none". */
const highestDegree = (readings: readonly Reading[]): Value | undefined => {
  let highest = 0;
  for (const { value } of readings) {
    const degree = value === true ? 1 : DEGREES.indexOf(value as (typeof DEGREES)[number]);
    if (degree <= 0) return undefined;
    highest = Math.max(highest, degree);
  }
  const known = readings.some(({ value }) => value === DEGREES[highest]);
  return known ? DEGREES[highest] : true;
};

/** The readings that count: within a day of the newest, clinicians before patients, then the newest day. */
const contenders = (id: FindingId, readings: readonly Reading[]): readonly Reading[] => {
  const first = newest(readings);
  let near = readings.filter(({ fact }) => fact.days <= first + 1);
  if (findings[id].value.type === 'set') return near;
  if (findings[id].kind === 'exam' && near.some(({ fact }) => fact.src === 'exam')) {
    near = near.filter(({ fact }) => fact.src !== 'patient');
  }
  const day = newest(near);
  return near.filter(({ fact }) => fact.days === day);
};

const disputed = (id: FindingId, today: readonly Reading[]): Resolved => {
  const spec = findings[id];
  if (WORST_OF_DAY.has(id)) return settled(worst(id, valuesOf(today)), today);
  if (spec.value.type === 'one-of' && spec.value.orBoolean) {
    const degree = highestDegree(today);
    if (degree !== undefined) return settled(degree, today);
  }
  if (spec.safety && spec.kind !== 'exam') {
    const value = worst(id, valuesOf(today));
    return { value, safety: value, readings: today, conflict: true };
  }
  const ranked = best(today);
  const agreed = same(ranked) ? ranked[0]?.value : undefined;
  return {
    value: agreed,
    safety: readsWorst(id) ? worst(id, valuesOf(today)) : agreed,
    readings: agreed === undefined ? ranked : today,
    conflict: agreed === undefined,
  };
};

/** Whether the red flags read the worse of readings that contradict each other. */
export const readsWorst = (id: FindingId): boolean =>
  findings[id].safety === true || findings[id].atWorst === true;

const isNamed = ({ fact }: Reading): boolean => fact.side !== undefined;
const isProfessional = ({ fact }: Reading): boolean => fact.src !== 'patient';

/**
 * The readings that no weaker one may erase: what names the leg is not undone by what names none, nor what a
 * clinician or a device found by what the patient says later.
 */
const stronger = (readings: readonly Reading[]): (readonly Reading[])[] =>
  [
    readings.filter(isNamed),
    readings.filter(isProfessional),
    readings.filter((one) => isNamed(one) && isProfessional(one)),
  ].filter(({ length }) => length > 0 && length < readings.length);

const ofSeveral = (id: FindingId, readings: readonly Reading[]): Resolved => {
  const today = contenders(id, readings);
  if (findings[id].value.type === 'set') return united(today);
  return same(today) ? settled(today[0]?.value, today) : disputed(id, today);
};

/** Whether all or none say the side, and all or none are a professional's: then none is weaker than another. */
const areAlike = (readings: readonly Reading[]): boolean => {
  const [first] = readings;
  return (
    first === undefined ||
    readings.every((one) => isNamed(one) === isNamed(first) && isProfessional(one) === isProfessional(first))
  );
};

const notErased = (id: FindingId, readings: readonly Reading[], resolved: Resolved): Resolved => {
  if (areAlike(readings)) return resolved;
  let { safety, readings: behind } = resolved;
  for (const group of stronger(readings)) {
    const own = ofSeveral(id, group);
    const value = worst(id, [safety, own.safety]);
    if (value === safety) continue;
    safety = value;
    behind = [...behind, ...own.readings];
  }
  return safety === resolved.safety ? resolved : { ...resolved, safety, readings: behind };
};

export const resolve = (id: FindingId, readings: readonly Reading[]): Resolved => {
  const only = readings[0];
  if (readings.length === 1 && only) return settled(only.value, readings);
  const resolved = ofSeveral(id, readings);
  const { sided, value } = findings[id];
  return sided && value.type !== 'set' && readsWorst(id) ? notErased(id, readings, resolved) : resolved;
};
