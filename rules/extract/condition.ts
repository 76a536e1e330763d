/**
 * A Condition: how it stands (N1), since when (N2) and on which side (N6). What its codes then mean is
 * `problem.ts`.
 */
import { chronicDeficits, type Meaning } from '../codes/index.ts';
import { readPlace } from './body-site.ts';
import { author } from './by.ts';
import { type Coded, known, statusCode } from './code.ts';
import { readDate, shownDate, type When } from './fhir-date.ts';
import { namedLeg } from './named-leg.ts';
import { type Problem, readProblem } from './problem.ts';
import { cite, count, type Entry, leaveOut, type ReadingContext } from './said.ts';
import { type Json, record } from './shape.ts';
import { hasUnknown, reportUnknown, reportUnknownPlace } from './unknown-code.ts';
import { sayUnused } from './unread.ts';
import { usableDate } from './usable.ts';

const CURRENT: ReadonlySet<string> = new Set(['active', 'recurrence', 'relapse']);

const certainties: ReadonlyMap<string | undefined, Problem['certainty']> = new Map([
  [undefined, 'confirmed'],
  ['confirmed', 'confirmed'],
  ['unconfirmed', 'possible'],
  ['provisional', 'possible'],
  ['differential', 'listed'],
  ['refuted', 'refuted'],
]);

/** A status in words, or as one word (STU3), would pass for no status at all. */
const isR4 = ({ clinicalStatus, verificationStatus }: Json): boolean =>
  (clinicalStatus === undefined || statusCode(clinicalStatus) !== undefined) &&
  (verificationStatus === undefined || certainties.has(statusCode(verificationStatus) ?? ''));

/** An encounter diagnosis may lack a clinical status: it is current unless it is said to have ended. */
const statusOf = (condition: Json): string => {
  const status = statusCode(condition['clinicalStatus']);
  if (status !== undefined) return status;
  return Object.keys(condition).some((key) => key.startsWith('abatement')) ? 'resolved' : 'active';
};

/** A condition may lack either date. */
const dateIfAny = (context: ReadingContext, date: unknown): When | undefined =>
  date === undefined ? undefined : usableDate(context, date);

interface Dates {
  readonly onset: When | undefined;
  readonly recorded: When | undefined;
  /** As written: the onset, else when it was recorded. */
  readonly shown: string | undefined;
  /** The problem has no date, or one that cannot be read. A date in the future is a date. */
  readonly dateless: boolean;
}

const datesOf = (context: ReadingContext, condition: Json, proposed: boolean): Dates => {
  const began = condition['onsetDateTime'] ?? record(condition['onsetPeriod'])?.['start'];
  const onset = dateIfAny(context, began);
  const recorded = dateIfAny(context, condition['recordedDate']);
  const now: When = { from: context.now, to: context.now, precision: 'instant' };
  return {
    onset,
    recorded: recorded ?? (proposed ? now : undefined),
    shown: onset ? shownDate(began) : shownDate(condition['recordedDate']),
    dateless: readDate(began) === undefined && readDate(condition['recordedDate']) === undefined,
  };
};

/** As the engine knows statuses (N1): what is refuted was asked and is absent, what is possible is preliminary. */
const shownStatus = (certainty: Problem['certainty'], clinical: string): string => {
  if (certainty === 'possible') return 'preliminary';
  if (certainty === 'refuted') return 'active';
  return CURRENT.has(clinical) ? clinical : 'inactive';
};

/** The sides that a code names. That of a long-standing deficit may stand for either leg (N9): no place. */
const sidesOf = ({ findings, conditions }: Meaning) =>
  [...findings, ...conditions.filter(({ id }) => !chronicDeficits.has(id))].flatMap(({ side }) => side ?? []);

const problemOf = (
  context: ReadingContext,
  condition: Json,
  codes: readonly Coded[],
  proposed: boolean,
): Problem => {
  const status = proposed ? 'active' : statusOf(condition);
  const certainty = certainties.get(statusCode(condition['verificationStatus'])) ?? 'confirmed';
  const { onset, recorded, shown, dateless } = datesOf(context, condition, proposed);
  const codeSide = codes.flatMap(({ meaning }) => sidesOf(meaning))[0];
  const place = { ...readPlace(condition, context.byRef, codeSide), ...namedLeg(condition) };
  const source = {
    ref: context.ref,
    resourceType: 'Condition',
    status: shownStatus(certainty, status),
    by: author(condition['recorder']) ?? author(condition['asserter']) ?? ('exam' as const),
    date: shownDate(condition['recordedDate']) ?? shown ?? '',
    side: place.side,
    derivedFrom: [],
  };
  cite(context, source);
  const when = recorded ?? onset;
  const entry: Entry | undefined = when && { ...source, when };
  const current = CURRENT.has(status);
  const recurred = current && status !== 'active';
  const since = onset ?? recorded;
  return { context, current, recurred, certainty, place, since, onset, entry, dateless, date: shown };
};

/** A status that is one word, as STU3 had it; `undefined` for one that cannot be told. */
const asConcept = (status: unknown): unknown =>
  typeof status === 'string' ? { coding: [{ code: status }] } : undefined;

const missStu3 = (context: ReadingContext, condition: Json): void => {
  const { clinicalStatus, verificationStatus } = condition;
  const read = {
    ...condition,
    clinicalStatus: isR4({ clinicalStatus }) ? clinicalStatus : asConcept(clinicalStatus),
    verificationStatus: isR4({ verificationStatus }) ? verificationStatus : asConcept(verificationStatus),
  };
  if (isR4(read)) sayUnused(context, { code: 'not-r4' }, (silent) => readCondition(silent, read));
};

/** Its codes and places that were meant to be ours, where the problem holds. */
const sayUnknown = (
  context: ReadingContext,
  { code, bodySite, ...condition }: Json,
  { codes, proposed }: { readonly codes: readonly Coded[]; readonly proposed: boolean },
): void => {
  if (!hasUnknown(code) && bodySite === undefined) return;
  const current = proposed || (isR4(condition) && CURRENT.has(statusOf(condition)));
  const verification = statusCode(condition['verificationStatus']);
  if (!current || verification === 'entered-in-error' || verification === 'refuted') return;
  reportUnknown(context, code);
  const about = codes.flatMap(({ meaning: { findings } }) => findings)[0]?.id;
  if (codes.length > 0) reportUnknownPlace(context, bodySite, about);
};

/** `proposed`: about to be added to the problem list, so it is current and recorded now. */
export const readCondition = (context: ReadingContext, condition: Json, proposed = false): void => {
  const codes = known(condition['code']);
  const wrong = statusCode(condition['verificationStatus']) === 'entered-in-error';
  sayUnknown(context, condition, { codes, proposed });
  if (codes.length === 0) {
    if (hasUnknown(condition['code']) && !wrong && !proposed && !isR4(condition))
      missStu3(context, condition);
    count(context, 'unmapped-code');
    return;
  }
  if (wrong || !isR4(condition)) {
    leaveOut(context, wrong ? 'entered-in-error' : 'not-r4');
    if (!wrong) missStu3(context, condition);
    return;
  }
  const problem = problemOf(context, condition, codes, proposed);
  if (problem.certainty === 'possible' || problem.certainty === 'listed') leaveOut(context, 'not-confirmed');
  if (problem.place.conflict) leaveOut(context, 'side-conflict');
  readProblem(problem, codes);
};
