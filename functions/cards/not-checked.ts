/**
 * What an answer says about what it could not look at (D5), and about red flags when none fired (§9.1). It
 * never says that all is clear.
 */
import type { NotChecked } from '../../rules/engine/types.ts';
import { holeKinds } from '../../rules/evidence/hole.ts';
import { isFindingId } from '../../rules/findings/index.ts';
import {
  dangerSigns,
  isCesUnasked,
  labelOf,
  redFlagName,
  type Situation,
  spinalDiseases,
} from '../../rules/management/index.ts';
import { type Said, say } from '../../rules/management/wording/say.ts';
import { listed, SUMMARY_LIMIT, shortened } from '../../rules/management/words.ts';

/** Prefetch keys and stages in a clinician's words; a key we do not know keeps its name. */
const names: Readonly<Record<string, string>> = {
  patient: 'age and sex',
  observations: 'findings and results',
  conditions: 'diagnoses',
  questionnaires: 'intake forms',
  medications: 'active drugs',
  procedures: 'procedures',
  imaging: 'imaging reports',
  allergies: 'allergies',
  devices: 'implants',
  flags: 'chart flags',
  orders: 'earlier orders',
  differential: 'differential and nerve root',
  urgency: 'urgency',
  appointments: 'appointments',
  'context.draftOrders': 'an order being written',
  'context.selections': 'a selected order',
  'context.conditions': 'diagnosis being added',
};

const nameOf = (key: string): string =>
  names[key] ?? (/^[\w-]{1,40}$/.test(key) ? redFlagName(key) : 'some data');

const isPart = ({ code }: NotChecked): boolean => code !== undefined && 'part' in holeKinds[code];

const namesOf = (one: NotChecked): readonly string[] => {
  const findings = (one.about ?? []).filter(isFindingId).map(labelOf);
  return findings.length > 0 ? findings : [isPart(one) ? `${nameOf(one.key)} (in part)` : nameOf(one.key)];
};

export const notCheckedNames = (all: readonly NotChecked[]): readonly string[] => [
  ...new Set(all.flatMap(namesOf)),
];

/** The line of the first card that names what could not be checked. */
export const notCheckedSaid = (all: readonly NotChecked[]): readonly Said[] =>
  all.length === 0 ? [] : [say('limit.not-checked', { names: listed(notCheckedNames(all).slice(0, 4)) })];

export const notCheckedSummary = (all: readonly NotChecked[]): string =>
  shortened(
    `Leg-symptom check incomplete: ${listed(notCheckedNames(all).slice(0, 3))} could not be read, some warnings may be missing`,
    SUMMARY_LIMIT - 1,
  );

/** A disease that was named must not drown in "no danger sign". */
const namedDiseases = ({ chart }: Situation): readonly Said[] => {
  const named = spinalDiseases.filter((id) => chart.conditions.has(id));
  return named.length === 0
    ? []
    : [say('limit.on-record', { diseases: named.map((condition) => ({ condition })) })];
};

const recordedSigns = (s: Situation): readonly Said[] => {
  const findings = dangerSigns(s);
  return findings.length === 0 ? [] : [say('limit.recorded', { findings })];
};

/** A sign that was there and was not asked again, or not one cauda equina question answered: the record cannot reassure. */
const saysNothing = (s: Situation): boolean => s.chart.stale.length > 0 || isCesUnasked(s);

/**
 * When no red flag fired: the danger signs that are recorded all the same, else that none is, where somebody asked.
 * Absence of a record is not absence of a finding, and what is old is not current.
 */
export const redFlagSaid = (s: Situation): readonly Said[] => {
  if (s.redFlags.length > 0) return [];
  const signs = recordedSigns(s);
  const onRecord = [...namedDiseases(s), ...signs];
  if (s.notChecked.length > 0) return [...onRecord, say('limit.unknown-danger')];
  return signs.length > 0 || saysNothing(s) ? onRecord : [...onRecord, say('limit.no-danger')];
};
