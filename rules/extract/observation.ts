/**
 * An Observation: its findings, its measurements, and those of its components and contained members (N13).
 * Order of refusals: status (N1), date (N2), then value by value.
 */

import type { FindingMeaning } from '../codes/index.ts';
import { isPositive } from '../engine/reading.ts';
import type { Side } from '../engine/types.ts';
import { isPlaced, type Place, readPlace } from './body-site.ts';
import { readBy } from './by.ts';
import { type Coded, isCoded, theKnown } from './code.ts';
import { ageInDays, readDate, type When } from './fhir-date.ts';
import { readFinding } from './finding-value.ts';
import { type Entry, hold, type Ledger, leaveOut, record as write } from './ledger.ts';
import type { LeftOutCode } from './left-out.ts';
import { type Part, readMeasure } from './measures.ts';
import { type Json, list, record, records, reference, text } from './shape.ts';
import { missed } from './unread.ts';
import { isUsable, usableDate } from './usable.ts';
import { wellsTotal } from './wells-total.ts';

const USABLE: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'preliminary']);

/** N2: the time of the observation, else of its publication. */
const dateOf = (observation: Json): unknown => {
  const period = record(observation['effectivePeriod']);
  return (
    observation['effectiveDateTime'] ??
    (period && (period['end'] ?? period['start'])) ??
    observation['effectiveInstant'] ??
    observation['issued']
  );
};

const refuse = ({ ledger, entry }: Part, code: LeftOutCode): void => {
  leaveOut(ledger, entry.ref, code);
  if (code === 'text-only') ledger.freetext++;
};

const miss = ({ ledger, entry, place }: Part, { id, side }: FindingMeaning, code: LeftOutCode): void => {
  const days = ageInDays(entry.when, ledger.now, 'latest');
  missed(ledger, code, { id, side: side ?? place.side, days });
};

/** Of what has no usable date only a yes is missed, or what cannot be read at all. */
const missUndated = (ledger: Ledger, part: Json, coded: Coded, side: Side | undefined): void => {
  for (const meaning of coded.meaning.findings) {
    const read = readFinding(meaning, part);
    if (typeof read !== 'string' && !isPositive(meaning.id, read.value)) continue;
    const code = typeof read === 'string' ? read : 'undated';
    missed(ledger, code, { id: meaning.id, side: meaning.side ?? side, days: undefined });
  }
};

const unknownWhen: When = { from: Number.NaN, to: Number.NaN, precision: 'instant' };

const readFindings = (given: Part, coded: Coded): void => {
  const { ledger, entry, place, part } = given;
  let placed = false;
  for (const meaning of coded.meaning.findings) {
    if (!isPlaced(place, meaning)) continue;
    placed = true;
    const total = meaning.id === 'wells-score' ? wellsTotal(part) : undefined;
    const read = total === undefined ? readFinding(meaning, part) : { value: total };
    if (typeof read === 'string') {
      miss(given, meaning, read);
      refuse(given, read);
    } else write(ledger, entry, meaning.id, read.value, place.conflict ? undefined : meaning.side);
  }
  if (!placed && coded.meaning.findings.length > 0) refuse(given, 'site-needed');
};

/** Our own codes of conditions and history, said to be true. */
const readLocalConditions = ({ ledger, entry, part }: Part, { code, meaning }: Coded): void => {
  if (!meaning.local || part['valueBoolean'] !== true) return;
  for (const { id } of meaning.conditions) {
    const detail = { ref: entry.ref, code, ...(entry.date && { date: entry.date }) };
    if (id === 'chronic-foot-drop') ledger.deficits.push({ id, side: entry.side, detail });
    else hold(ledger, id, detail);
  }
};

const readPart = (given: Part, coded: Coded): void => {
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

/** Components that are findings themselves; the items of a set are read with their set. */
const ownComponents = (observation: Json): readonly { part: Json; coded: Coded }[] => {
  if (observation['component'] === undefined) return noParts;
  const found: { part: Json; coded: Coded }[] = [];
  for (const part of records(observation['component'])) {
    const coded = theKnown(part['code']);
    if (isOurs(coded)) found.push({ part, coded });
  }
  return found;
};

const readMembers = (ledger: Ledger, observation: Json, ref: string): void => {
  const members = new Set(list(observation['hasMember']).map(reference));
  for (const contained of records(observation['contained'])) {
    if (contained['resourceType'] !== 'Observation' || !members.has(`#${text(contained['id'])}`)) continue;
    // a member says when and who by itself, or as its panel does
    const { effectiveDateTime, effectivePeriod, issued, performer, category } = observation;
    const inherited = { effectiveDateTime, effectivePeriod, issued, performer, category };
    readObservation(ledger, { ...inherited, ...contained, hasMember: undefined }, ref);
  }
};

/** Words without a code we know: counted, so that REC-02 can ask for coded data (N12). */
const countText = (ledger: Ledger, observation: Json): void => {
  const worded = observation['valueString'] !== undefined || list(observation['note']).length > 0;
  if (worded && !isCoded(observation['code'])) ledger.freetext++;
  else ledger.unmappedCodes++;
};

/** What has parts of ours: its own code, and its components. */
interface Readable {
  readonly observation: Json;
  readonly ref: string;
  readonly own: Coded | undefined;
  readonly parts: readonly { readonly part: Json; readonly coded: Coded }[];
  readonly place: Place;
}

/** What is dated in the future is no record of today, however it is written (N2). */
const missAllUndated = (ledger: Ledger, { observation, own, parts, place }: Readable): void => {
  if (readDate(dateOf(observation)) !== undefined) return;
  if (own) missUndated(ledger, observation, own, place.side);
  for (const { part, coded } of parts) missUndated(ledger, part, coded, place.side);
};

/** Our own history facts need no date. */
const isUndatedHistory = ({ observation, own }: Readable): boolean =>
  own !== undefined &&
  dateOf(observation) === undefined &&
  own.meaning.findings.length === 0 &&
  !own.meaning.measure;

const readReadable = (ledger: Ledger, readable: Readable): void => {
  const { observation, ref, own, parts, place } = readable;
  const date = dateOf(observation);
  const when = isUndatedHistory(readable) ? unknownWhen : usableDate(ledger, ref, date);
  if (when === undefined) {
    missAllUndated(ledger, readable);
    return;
  }
  if (place.conflict) leaveOut(ledger, ref, 'side-conflict');
  const entry: Entry = {
    ref,
    resourceType: 'Observation',
    status: text(observation['status']) ?? '',
    by: readBy(observation),
    when,
    date: typeof date === 'string' ? date : '',
    side: place.side,
    derivedFrom:
      observation['derivedFrom'] === undefined
        ? []
        : list(observation['derivedFrom']).flatMap((one) => reference(one) ?? []),
  };
  if (own) readPart({ ledger, entry, place, part: observation }, own);
  for (const { part, coded } of parts) readPart({ ledger, entry, place, part }, coded);
};

export const readObservation = (ledger: Ledger, observation: Json, ref: string): void => {
  if (observation['contained'] !== undefined) readMembers(ledger, observation, ref);
  const coded = theKnown(observation['code']);
  const own = isOurs(coded) ? coded : undefined;
  const parts = ownComponents(observation);
  if (own === undefined && parts.length === 0) {
    countText(ledger, observation);
    return;
  }
  if (!isUsable(ledger, ref, observation['status'], USABLE)) return;
  const place = readPlace(observation, ledger.byRef, coded?.meaning.findings[0]?.side);
  readReadable(ledger, { observation, ref, own, parts, place });
};
