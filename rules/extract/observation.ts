/**
 * An Observation: its findings, its measurements, and those of its components and contained members (N13).
 * Order of refusals: status (N1), date (N2), then value by value.
 */

import type { FindingMeaning, Measure } from '../codes/index.ts';
import type { Fact } from '../engine/types.ts';
import { WINDOW_DAYS } from '../findings/finding.ts';
import { type FindingId, findings } from '../findings/index.ts';
import { isPlaced, type Place, readPlace } from './body-site.ts';
import { readBy } from './by.ts';
import { type Coded, codings, isCoded, theKnown } from './code.ts';
import { ageInDays, isFuture, readDate, type When } from './fhir-date.ts';
import { plainAnswer, type ReadValue, readFinding, refusal } from './finding-value.ts';
import { readInHand } from './in-hand.ts';
import { asksForAny, sideInValue } from './in-value.ts';
import type { LeftOutCode } from './left-out.ts';
import { type ObservationPart, readMeasure } from './measures.ts';
import {
  count,
  type Entry,
  leaveOut,
  type ReadingContext,
  sayConditions,
  sayFact,
  sayUnread,
  unknownWhen,
} from './said.ts';
import { type Json, list, record, records, reference, text } from './shape.ts';
import { hasUnknown, reportUnknown, reportUnknownPlace } from './unknown-code.ts';
import { missConditions, sayMissed, sayUnused } from './unread.ts';
import { isUsable, usableDate } from './usable.ts';
import { wellsTotal } from './wells-total.ts';

const USABLE: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'preliminary']);

/** Statuses by which the author took a result back. Any other status, or no status, does not say that. */
const WITHDRAWN: ReadonlySet<unknown> = new Set(['entered-in-error', 'cancelled']);

const endOf = (period: unknown): unknown => {
  const { end, start } = record(period) ?? {};
  return end ?? start;
};

/** N2: the time of the observation, else of its publication. */
const dateOf = (observation: Json): unknown =>
  observation['effectiveDateTime'] ??
  endOf(observation['effectivePeriod']) ??
  observation['effectiveInstant'] ??
  observation['issued'];

const refuse = ({ context }: ObservationPart, code: LeftOutCode): void => {
  leaveOut(context, code);
  if (code === 'text-only') count(context, 'free-text');
};

/** A value code that our own system does not have is reported as such, whatever the finding. */
const miss = (
  { context, entry, place, part }: ObservationPart,
  { id, side }: FindingMeaning,
  code: LeftOutCode,
): void => {
  const mistyped = code === 'unknown-value' && reportUnknown(context, part['valueCodeableConcept'], id);
  if (!mistyped) sayUnread(context, code, id, side ?? place.side, entry.when);
};

/** Says a finding with its side; a finding of two sides without one, so that it counts for neither leg. */
const sayPlaced = (
  { context, entry, place }: ObservationPart,
  { id, side }: FindingMeaning,
  { value, unit }: Pick<Fact, 'unit' | 'value'>,
): void => {
  sayFact(context, entry, id, value, place.conflict ? undefined : side, unit);
  if (place.conflict && findings[id].sided)
    sayMissed(context, 'side-conflict', { id, value, side: 'B', when: entry.when });
};

/** Findings whose number is read with the range beside it. */
const markers: Readonly<Partial<Record<FindingId, Measure>>> = { 'crp-mg-l': 'crp', 'esr-mm-h': 'esr' };

/** Active cancer is an item that the problem list may answer when this form did not. */
const sayWithoutCancer = ({ context, entry, place }: ObservationPart, total: number): void =>
  context.say({
    kind: 'measure',
    measure: 'wells-without-cancer',
    value: { total, side: place.conflict ? undefined : place.side },
    days: ageInDays(entry.when, context.now, 'earliest'),
    ref: entry.ref,
  });

/** Days that are recorded as the date on which they began. */
const onsetOf = ({ context, part }: ObservationPart, id: FindingId): ReadValue | undefined => {
  const { value } = findings[id];
  if (value.type !== 'number' || value.unit !== 'd' || part['valueDateTime'] === undefined) return undefined;
  const began = readDate(part['valueDateTime']);
  if (began === undefined) return 'invalid-date';
  return isFuture(began, context.now) ? 'future-dated' : { value: ageInDays(began, context.now, 'latest') };
};

const readFindingOf = (given: ObservationPart, meaning: FindingMeaning): void => {
  const { part } = given;
  const measure = meaning.says === 'asks' ? markers[meaning.id] : undefined;
  if (measure !== undefined) {
    readMeasure(measure, given);
    return;
  }
  const onset = meaning.says === 'asks' ? onsetOf(given, meaning.id) : undefined;
  const wells = meaning.id === 'wells-score' ? wellsTotal(part) : undefined;
  if (wells && !wells.withCancer) sayWithoutCancer(given, wells.lowest);
  const read = onset ?? (wells?.counts ? { value: wells.lowest } : readFinding(meaning, part));
  if (typeof read === 'string') {
    miss(given, meaning, read);
    refuse(given, read);
  } else sayPlaced(given, meaning, read);
};

const readFindings = (given: ObservationPart, coded: Coded): void => {
  let placed = false;
  for (const meaning of coded.meaning.findings) {
    if (!isPlaced(given.place, meaning)) continue;
    placed = true;
    readFindingOf(given, meaning);
  }
  if (!placed && coded.meaning.findings.length > 0) refuse(given, 'site-needed');
};

const readLocalConditions = (given: ObservationPart, coded: Coded): void => {
  const { local, conditions } = coded.meaning;
  if (!local || conditions.length === 0) return;
  const { context, entry, part } = given;
  const answer = plainAnswer(part, false);
  if (answer === true) sayConditions(context, entry, coded);
  if (answer !== undefined) return;
  const why = refusal(part);
  missConditions(context, entry, coded, why);
  refuse(given, why);
};

const readPart = (given: ObservationPart, coded: Coded): void => {
  readLocalConditions(given, coded);
  if (coded.meaning.measure !== undefined) readMeasure(coded.meaning.measure, given);
  else readFindings(given, coded);
};

const isOurs = (coded: Coded | undefined): coded is Coded =>
  coded !== undefined &&
  (coded.meaning.findings.length > 0 ||
    coded.meaning.measure !== undefined ||
    (coded.meaning.local && coded.meaning.conditions.length > 0));

const noParts: readonly { part: Json; coded: Coded }[] = [];

/** No finding is looked for that long ago; a result that holds for years is not recorded every day. */
const MOST_DAYS = Math.max(...Object.values(WINDOW_DAYS));

/** Whether an Observation would say something of today if it were understood. */
const mayCount = ({ now }: ReadingContext, observation: Json): boolean => {
  if (!USABLE.has(text(observation['status']) ?? '')) return false;
  const when = readDate(dateOf(observation));
  return when === undefined || (!isFuture(when, now) && ageInDays(when, now, 'latest') <= MOST_DAYS);
};

/** Of nearly every code that is understood it is the only one, and then there is nothing to look for. */
const mayHoldUnknown = (concept: unknown, coded: Coded | undefined): boolean =>
  coded === undefined || codings(concept).length > 1;

const reportIfCurrent = (
  context: ReadingContext,
  observation: Json,
  { code }: Json,
  coded: Coded | undefined,
): void => {
  if (mayHoldUnknown(code, coded) && hasUnknown(code) && mayCount(context, observation))
    reportUnknown(context, code);
};

/** Components that are findings themselves; the items of a set are read with their set. */
const ownComponents = (
  context: ReadingContext,
  observation: Json,
): readonly { part: Json; coded: Coded }[] => {
  const found: { part: Json; coded: Coded }[] = [];
  for (const part of records(observation['component'])) {
    const coded = theKnown(part['code']);
    if (isOurs(coded)) found.push({ part, coded });
    reportIfCurrent(context, observation, part, coded);
  }
  return found;
};

/** @returns whether there was one */
const readMembers = (context: ReadingContext, observation: Json): boolean => {
  let found = false;
  const members = new Set(list(observation['hasMember']).map(reference));
  for (const contained of records(observation['contained'])) {
    if (contained['resourceType'] !== 'Observation' || !members.has(`#${text(contained['id'])}`)) continue;
    found = true;
    // a member says when and who by itself, or as its panel does
    const { effectiveDateTime, effectivePeriod, issued, performer, category } = observation;
    const inherited = { effectiveDateTime, effectivePeriod, issued, performer, category };
    readObservation(context, { ...inherited, ...contained, hasMember: undefined });
  }
  return found;
};

/** Words without a code we know: counted, so that REC-02 can ask for coded data (N12). */
const countText = (context: ReadingContext, observation: Json): void => {
  const worded = observation['valueString'] !== undefined || list(observation['note']).length > 0;
  if (worded && !isCoded(observation['code'])) count(context, 'free-text');
  else count(context, 'unmapped-code');
};

/** An Observation with something to read: its own code, and its components. */
interface ReadableObservation {
  readonly observation: Json;
  readonly status: string;
  /** The date in the spelling of the chart. */
  readonly date: unknown;
  readonly own: Coded | undefined;
  readonly parts: readonly { readonly part: Json; readonly coded: Coded }[];
  readonly place: Place;
}

/** Our own history facts need no date. */
const isUndatedHistory = ({ date, own }: ReadableObservation): boolean =>
  date === undefined && own !== undefined && own.meaning.findings.length === 0 && !own.meaning.measure;

const noParents: readonly string[] = [];

const readDated = (context: ReadingContext, readable: ReadableObservation, when: When): void => {
  const { observation, status, date, own, parts, place } = readable;
  const { derivedFrom } = observation;
  if (place.conflict) leaveOut(context, 'side-conflict');
  const entry: Entry = {
    ref: context.ref,
    resourceType: 'Observation',
    status,
    by: readBy(observation),
    when,
    date: typeof date === 'string' ? date : '',
    side: place.side,
    derivedFrom:
      derivedFrom === undefined ? noParents : list(derivedFrom).flatMap((one) => reference(one) ?? []),
  };
  if (own) readPart({ context, entry, place, part: observation }, own);
  for (const { part, coded } of parts) readPart({ context, entry, place, part }, coded);
};

const readReadable = (context: ReadingContext, readable: ReadableObservation): void => {
  const { date } = readable;
  const when = isUndatedHistory(readable) ? unknownWhen : usableDate(context, date);
  if (when !== undefined) {
    readDated(context, readable, when);
    return;
  }
  // what is dated in the future is no record of today, however it is written (N2)
  if (readDate(date) !== undefined) return;
  const now: When = { from: context.now, to: context.now, precision: 'instant' };
  sayUnused(context, { code: 'undated' }, (silent) => readDated(silent, readable, now));
};

export const readObservation = (context: ReadingContext, observation: Json): void => {
  const { contained, code, component } = observation;
  const isPanel = contained !== undefined && readMembers(context, observation);
  const coded = theKnown(code);
  if (coded?.meaning.orderable !== undefined) readInHand(context, observation);
  const own = isOurs(coded) ? coded : undefined;
  const parts = component === undefined ? noParts : ownComponents(context, observation);
  reportIfCurrent(context, observation, observation, coded);
  if (own === undefined && parts.length === 0) {
    if (!isPanel) countText(context, observation);
    return;
  }
  const { status } = observation;
  if (!isUsable(context, status, USABLE)) {
    if (!WITHDRAWN.has(status))
      sayUnused(context, { code: 'status-not-usable' }, (silent) =>
        readObservation(silent, { ...observation, status: 'final' }),
      );
    return;
  }
  const codeSide = asksForAny(coded) ? sideInValue(observation) : coded?.meaning.findings[0]?.side;
  const place = readPlace(observation, context.byRef, codeSide);
  const { bodySite } = observation;
  // most places are known, and dates cost more than codes
  if (bodySite !== undefined && [bodySite].flat().some(hasUnknown) && mayCount(context, observation))
    reportUnknownPlace(context, bodySite, coded?.meaning.findings[0]?.id);
  readReadable(context, { observation, status, date: dateOf(observation), own, parts, place });
};
