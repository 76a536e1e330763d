/**
 * What an answer says about what it could not look at (D5), and about red flags when none fired (§9.1). It
 * never says that all is clear.
 */
import type { NotChecked } from '../../rules/engine/types.ts';
import { holeKinds } from '../../rules/evidence/hole.ts';
import { conditions, isFindingId } from '../../rules/findings/index.ts';
import {
  dangerSigns,
  labelOf,
  redFlagName,
  type Situation,
  spinalDiseases,
  unansweredCesQuestions,
} from '../../rules/management/index.ts';
import { listed, SUMMARY_LIMIT, shortened } from '../../rules/management/words.ts';
import { caudaEquinaQuestions } from '../../rules/terms/documentation.ts';

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

/** On every card of an incomplete answer. */
export const notCheckedSentence = (all: readonly NotChecked[]): string | undefined =>
  all.length === 0
    ? undefined
    : `Not checked: ${listed(notCheckedNames(all).slice(0, 4))} could not be read; warnings that rest on them may be missing.`;

export const notCheckedSummary = (all: readonly NotChecked[]): string =>
  shortened(
    `Leg-symptom check incomplete: ${listed(notCheckedNames(all).slice(0, 3))} could not be read, some warnings may be missing`,
    SUMMARY_LIMIT - 1,
  );

/** `On record: spinal infection.` A disease that was named must not drown in "no finding". */
const namedDiseases = ({ chart }: Situation): string => {
  const named = spinalDiseases.filter((id) => chart.conditions.has(id)).map((id) => conditions[id]);
  return named.length === 0 ? '' : `On record, known or suspected: ${listed(named)}. `;
};

/**
 * When no red flag fired: the danger signs that are recorded all the same, else that none is. Absence of a record
 * is not absence of a finding, and what is old is not current.
 */
export const redFlagSentence = (s: Situation): string | undefined => {
  if (s.redFlags.length > 0) return undefined;
  const signs = dangerSigns(s);
  const onRecord = `${namedDiseases(s)}${signs.length > 0 ? `Recorded: ${listed(signs)}. ` : ''}`;
  if (s.notChecked.length > 0) return `${onRecord}Red flags could not be checked completely.`;
  const unanswered = `${unansweredCesQuestions(s).length} of ${caudaEquinaQuestions.length} cauda equina questions are unanswered.`;
  return signs.length > 0
    ? `${onRecord}${unanswered}`
    : `${onRecord}No current red-flag finding is recorded; ${unanswered}`;
};
