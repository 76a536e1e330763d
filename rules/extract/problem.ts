/**
 * What the codes of a Condition mean, given how it stands: history and diagnoses (2.5), a symptom that was
 * coded as a problem (2.2, 2.3), or the patient's baseline (N9, N10).
 */
import {
  chronicDeficits,
  type FindingMeaning,
  historyConditions,
  type Meaning,
  suspectedDiseases,
} from '../codes/index.ts';
import type { Side } from '../engine/types.ts';
import { type ConditionId, type FindingId, findings } from '../findings/index.ts';
import { longStandingDays, newErectileDays, pregnancyCodeDays } from '../terms/thresholds.ts';
import { isPlaced, type Place } from './body-site.ts';
import type { Coded } from './code.ts';
import { sphincterFindings } from './derive.ts';
import { ageInDays, type When } from './fhir-date.ts';
import { isTimed } from './occurrence.ts';
import {
  detailOf,
  type Entry,
  leaveOut,
  type ReadingContext,
  sayDrug,
  sayFact,
  sayHistory,
  sayOccurrence,
  sayUnread,
} from './said.ts';

export interface Problem {
  readonly context: ReadingContext;
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
const isLongStanding = ({ since, context }: Problem): boolean =>
  since !== undefined && ageInDays(since, context.now, 'latest') >= longStandingDays.value;

const isNew = ({ onset, context }: Problem): boolean =>
  onset !== undefined && ageInDays(onset, context.now, 'latest') <= newErectileDays.value;

const detail = ({ context, date }: Problem, coded: Coded) => detailOf(context.ref, date, coded);

const holdCondition = (problem: Problem, coded: Coded, id: ConditionId, codeSide: Side | undefined): void => {
  const { context, current, place } = problem;
  if (!current && id === 'dvt-current') {
    holdCondition(problem, coded, 'previous-dvt', codeSide);
    return;
  }
  if (!(current || historyConditions.has(id))) return;
  const said = detail(problem, coded);
  const side = place.conflict ? undefined : (place.side ?? codeSide);
  if (isTimed(id)) {
    sayOccurrence(context, id, said, problem.since, side);
    return;
  }
  if (!chronicDeficits.has(id)) {
    sayHistory(context, id, said);
    return;
  }
  if (!isLongStanding(problem)) return;
  if (id !== 'chronic-foot-drop') sayHistory(context, id, said);
  else context.say({ kind: 'deficit', id, side, detail: said });
};

/** ICD-10-CM Z3A: completed weeks at the encounter, where the code says them: from 8 to 42. */
const weeksOfGestation = /^Z3A\.(0[89]|[1-3]\d|4[0-2])$/;

const pregnancyOf = ({ context, entry }: Problem, { code, meaning: { pregnancy } }: Coded): void => {
  if (pregnancy === undefined || entry === undefined) return;
  const days = ageInDays(entry.when, context.now, 'earliest');
  if (pregnancy === 'now' && days > pregnancyCodeDays.value) return;
  const { ref } = context;
  context.say({ kind: 'measure', measure: 'pregnant', value: true, days, ref });
  const weeks = weeksOfGestation.exec(code)?.[1];
  if (weeks) context.say({ kind: 'measure', measure: 'gestation-weeks', value: Number(weeks), days, ref });
};

const conditionsOf = (problem: Problem, coded: Coded): void => {
  const { context, place, current } = problem;
  for (const condition of coded.meaning.conditions) {
    if (isPlaced(place, condition)) holdCondition(problem, coded, condition.id, condition.side);
  }
  if (!current) return;
  const { drugUse } = coded.meaning;
  if (drugUse) sayDrug(context, drugUse, detail(problem, coded));
  pregnancyOf(problem, coded);
};

const baselinesOf = (problem: Problem, coded: Coded): void => {
  if (problem.recurred || !isLongStanding(problem)) return;
  const { findings: meanings, baselineOf } = coded.meaning;
  const symptoms = meanings.map(({ id }) => id).filter((id) => sphincterFindings.has(id));
  if (meanings.some((one) => states(one, coded.meaning) && isOldWeaknessOfBothLegs(problem, one)))
    sayHistory(problem.context, 'known-bilateral-deficit', detail(problem, coded));
  for (const id of baselineOf ? [...symptoms, baselineOf] : symptoms) {
    problem.context.say({ kind: 'baseline', id, detail: detail(problem, coded) });
  }
};

/** Leg or back pain and its diagnoses: their onset is the episode's. */
const isEpisode = ({ findings: meanings, conditions }: Meaning): boolean =>
  meanings.some(({ id }) => findings[id].kind === 'symptom') ||
  conditions.some(({ id }) => id === 'sciatica');

const onsetsOf = ({ context, onset }: Problem, meaning: Meaning): void => {
  if (onset === undefined || !isEpisode(meaning)) return;
  const value = ageInDays(onset, context.now, 'earliest');
  context.say({ kind: 'measure', measure: 'episode-days', value, days: 0, ref: context.ref });
};

/** A problem's code states a yes/no finding; our own code of one, too. */
export const states = ({ id, says }: FindingMeaning, { local }: Meaning): boolean =>
  says === true || says === 'implies' || (local && findings[id].value.type === 'boolean');

/** A possible red flag counts as a symptom, shown as preliminary: the safer context. */
const counts = ({ certainty }: Problem, id: FindingId): boolean =>
  certainty === 'confirmed' ||
  certainty === 'refuted' ||
  (certainty === 'possible' && findings[id].safety === true);

/** Weak legs that were coded long ago: what is found today is compared with them. */
const isOldWeaknessOfBothLegs = (problem: Problem, { id, side }: Pick<FindingMeaning, 'id' | 'side'>) =>
  id === 'weakness-subjective' &&
  (side ?? problem.place.side) === 'B' &&
  !problem.place.conflict &&
  !problem.recurred &&
  isLongStanding(problem);

/** A long-standing problem is a baseline. A problem that recurred is not. */
const isBaseline = (problem: Problem, finding: FindingMeaning): boolean =>
  ((sphincterFindings.has(finding.id) || finding.id === 'foot-drop') &&
    !problem.recurred &&
    isLongStanding(problem)) ||
  isOldWeaknessOfBothLegs(problem, finding);

/** Present now, or refuted and so explicitly absent (N4). */
const symptom = (problem: Problem, entry: Entry, finding: FindingMeaning): void => {
  const { context, certainty, place } = problem;
  const { id, side } = finding;
  const refuted = certainty === 'refuted';
  if (!counts(problem, id) || isBaseline(problem, finding) || (refuted && finding.says === 'implies')) return;
  if (id === 'sexual-dysfunction-new' && !refuted && !isNew(problem)) {
    leaveOut(context, 'onset-needed');
    return;
  }
  sayFact(context, entry, id, !refuted, place.conflict ? undefined : side);
  const { onset } = problem;
  if (refuted || onset === undefined || !sphincterFindings.has(id)) return;
  context.say({ kind: 'onset', id, days: ageInDays(onset, context.now, 'earliest'), ref: context.ref });
};

/** A current red flag that does not say since when: nothing can be concluded from it, so it is said. */
const undated = ({ context, certainty, place, dateless }: Problem, { id, side }: FindingMeaning): void => {
  if (certainty === 'refuted' || certainty === 'listed' || !dateless || findings[id].safety !== true) return;
  leaveOut(context, 'undated');
  sayUnread(context, 'undated', id, side ?? place.side);
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
  if (unspecified && problem.current) sayHistory(problem.context, 'unspecified-code', detail(problem, coded));
};

const suspicionsOf = (problem: Problem, coded: Coded): void => {
  if (!problem.current) return;
  const { display, ...rest } = detail(problem, coded);
  for (const condition of coded.meaning.conditions) {
    if (!suspectedDiseases.has(condition.id) || !isPlaced(problem.place, condition)) continue;
    const said = { ...rest, ...(display && { display: `${display} (not confirmed)` }) };
    if (isTimed(condition.id)) sayOccurrence(problem.context, condition.id, said, problem.since, undefined);
    else sayHistory(problem.context, condition.id, said);
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
