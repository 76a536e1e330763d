/**
 * What the codes of a Condition mean, given how it stands: history and diagnoses (2.5), a symptom that was
 * coded as a problem (2.2, 2.3), or the patient's baseline (N9, N10).
 */
import { chronicDeficits, historyConditions, type Meaning, suspectedDiseases } from '../codes/index.ts';
import type { Side } from '../engine/types.ts';
import { type ConditionId, type FindingId, findings } from '../findings/index.ts';
import { longStandingDays, newErectileDays } from '../terms/thresholds.ts';
import { isPlaced, type Place } from './body-site.ts';
import type { Coded } from './code.ts';
import { ageInDays, type When } from './fhir-date.ts';
import { detailOf, type Entry, hold, type Ledger, leaveOut, use, record as write } from './ledger.ts';
import { sphincterFindings } from './sphincter.ts';
import { missed } from './unread.ts';

export interface Problem {
  readonly ledger: Ledger;
  readonly ref: string;
  /** Active, recurring or relapsed. */
  readonly current: boolean;
  /** Gone once, and back: `recurrence` or `relapse`. */
  readonly recurred: boolean;
  /** `possible`: unconfirmed or provisional. `listed`: one of a differential diagnosis. */
  readonly certainty: 'confirmed' | 'possible' | 'listed' | 'refuted';
  readonly place: Place;
  /** When it began, else when it was written down. */
  readonly since: When | undefined;
  readonly onset: When | undefined;
  /** Missing when nothing says when it was recorded: history needs no date. */
  readonly entry: Entry | undefined;
  readonly dateless: boolean;
  /** As recorded, for the clinician. */
  readonly date: string | undefined;
}

/** Partial dates are taken at their latest, so that nothing new passes as old. */
const isLongStanding = ({ since, ledger }: Problem): boolean =>
  since !== undefined && ageInDays(since, ledger.now, 'latest') >= longStandingDays.value;

const isNew = ({ onset, ledger }: Problem): boolean =>
  onset !== undefined && ageInDays(onset, ledger.now, 'latest') <= newErectileDays.value;

const holdCondition = (problem: Problem, coded: Coded, id: ConditionId, codeSide: Side | undefined): void => {
  const { ledger, current, place } = problem;
  if (!(current || historyConditions.has(id))) return;
  const detail = detailOf(problem, coded);
  if (!chronicDeficits.has(id)) {
    hold(ledger, id, detail);
    return;
  }
  if (!isLongStanding(problem)) return;
  if (id !== 'chronic-foot-drop') hold(ledger, id, detail);
  else ledger.deficits.push({ id, side: place.conflict ? undefined : (place.side ?? codeSide), detail });
};

const conditionsOf = (problem: Problem, coded: Coded): void => {
  const { ledger, place, current } = problem;
  for (const condition of coded.meaning.conditions) {
    if (isPlaced(place, condition)) holdCondition(problem, coded, condition.id, condition.side);
  }
  if (!current) return;
  const { drugUse, pregnancy } = coded.meaning;
  if (drugUse) use(ledger, drugUse, detailOf(problem, coded));
  if (pregnancy && problem.entry) {
    const days = ageInDays(problem.entry.when, ledger.now, 'earliest');
    ledger.pregnant.push({ value: true, days, ref: problem.ref });
  }
};

const baselinesOf = (problem: Problem, coded: Coded): void => {
  if (problem.recurred || !isLongStanding(problem)) return;
  const { findings: meanings, baselineOf } = coded.meaning;
  const symptoms = meanings.map(({ id }) => id).filter((id) => sphincterFindings.has(id));
  for (const id of baselineOf ? [...symptoms, baselineOf] : symptoms) {
    problem.ledger.baselines.set(id, detailOf(problem, coded));
  }
};

/** Leg or back pain and its diagnoses: their onset is the episode's. */
const isEpisode = ({ findings: meanings, conditions }: Meaning): boolean =>
  meanings.some(({ id }) => findings[id].kind === 'symptom') ||
  conditions.some(({ id }) => id === 'sciatica');

const onsetsOf = ({ ledger, onset, ref }: Problem, meaning: Meaning): void => {
  if (onset === undefined || !isEpisode(meaning)) return;
  ledger.onsets.push({ value: ageInDays(onset, ledger.now, 'earliest'), days: 0, ref });
};

type FindingMeaning = Meaning['findings'][number];

/** A problem's code states a yes/no finding; our own code of one, too. */
export const states = ({ id, says }: FindingMeaning, { local }: Meaning): boolean =>
  says === true || says === 'implies' || (local && findings[id].value.type === 'boolean');

/** A possible red flag counts as a symptom, shown as preliminary: the safer reading. */
const counts = ({ certainty }: Problem, id: FindingId): boolean =>
  certainty === 'confirmed' ||
  certainty === 'refuted' ||
  (certainty === 'possible' && findings[id].safety === true);

/** What came back is not what was there all along. */
const isBaseline = (problem: Problem, id: FindingId): boolean =>
  (sphincterFindings.has(id) || id === 'foot-drop') && !problem.recurred && isLongStanding(problem);

/** Present now, or refuted and so explicitly absent (N4). */
const symptom = (problem: Problem, entry: Entry, finding: FindingMeaning): void => {
  const { ledger, ref, certainty, place } = problem;
  const { id, side } = finding;
  const refuted = certainty === 'refuted';
  if (!counts(problem, id) || isBaseline(problem, id) || (refuted && finding.says === 'implies')) return;
  if (id === 'sexual-dysfunction-new' && !refuted && !isNew(problem)) {
    leaveOut(ledger, ref, 'onset-needed');
    return;
  }
  write(ledger, entry, id, !refuted, place.conflict ? undefined : side);
  const { onset } = problem;
  if (refuted || onset === undefined || !sphincterFindings.has(id)) return;
  ledger.sphincterOnsets.set(id, { value: ageInDays(onset, ledger.now, 'earliest'), days: 0, ref });
};

/** A current red flag that does not say since when: nothing can be concluded from it, so it is said. */
const undated = (
  { ledger, ref, certainty, place, dateless }: Problem,
  { id, side }: FindingMeaning,
): void => {
  if (certainty === 'refuted' || certainty === 'listed' || !dateless || findings[id].safety !== true) return;
  leaveOut(ledger, ref, 'undated');
  missed(ledger, 'undated', { id, side: side ?? place.side, days: undefined });
};

const symptomsOf = (problem: Problem, { meaning }: Coded): void => {
  const { entry, current, certainty, place } = problem;
  if (!(current || certainty === 'refuted')) return;
  for (const finding of meaning.findings) {
    if (!states(finding, meaning) || !isPlaced(place, finding)) continue;
    if (entry) symptom(problem, entry, finding);
    else undated(problem, finding);
  }
};

/** An unspecified code can be made specific whether or not it is confirmed (REC-29). */
const unspecifiedOf = (problem: Problem, coded: Coded): void => {
  const unspecified = coded.meaning.conditions.some(({ id }) => id === 'unspecified-code');
  if (unspecified && problem.current) hold(problem.ledger, 'unspecified-code', detailOf(problem, coded));
};

const suspicionsOf = (problem: Problem, coded: Coded): void => {
  if (!problem.current) return;
  const { display, ...rest } = detailOf(problem, coded);
  for (const condition of coded.meaning.conditions) {
    if (!suspectedDiseases.has(condition.id) || !isPlaced(problem.place, condition)) continue;
    hold(problem.ledger, condition.id, {
      ...rest,
      ...(display && { display: `${display} (not confirmed)` }),
    });
  }
};

export const readProblem = (problem: Problem, codes: readonly Coded[]): void => {
  for (const coded of codes) {
    if (problem.certainty === 'confirmed') conditionsOf(problem, coded);
    else if (problem.certainty === 'possible') {
      unspecifiedOf(problem, coded);
      suspicionsOf(problem, coded);
    }
    if (problem.certainty === 'confirmed' && problem.current) {
      baselinesOf(problem, coded);
      onsetsOf(problem, coded.meaning);
    }
    symptomsOf(problem, coded);
  }
};
