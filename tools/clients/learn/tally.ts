/**
 * What a site charts, counted by code: rows, problems, questions of forms, each with its answers and what stands
 * beside it. Nothing of a patient is kept but counts, and written answers that are short: what they are is only ever
 * said where they are a plain word such as "yes".
 */
import { type CodeMap, canonicalSystem, codeSystems, meaningOf } from '../../../rules/codes/index.ts';
import { isFindingId } from '../../../rules/findings/index.ts';
import { type AnswerLists, noteAnswer } from './answer-lists.ts';
import type { ExportedResource } from './export.ts';
import { isSettled } from './map-file.ts';
import { matchFor, type NameOf, topicOf } from './names.ts';
import { isNumbered, type NumberTally, noteNumber } from './numbers.ts';

export interface SeenAnswer {
  readonly system: string;
  readonly code: string;
  display: string;
  count: number;
}

export interface SeenCode {
  readonly kind: NameOf;
  readonly system: string;
  readonly code: string;
  display: string;
  count: number;
  exams: number;
  readonly answers: Map<string, SeenAnswer>;
  /** Short written answers. */
  readonly written: Map<string, number>;
  booleans: number;
  /** It is read already, as this finding: only its answers are not. */
  readonly known: string | undefined;
  /** Visits in which it stands, as far as they were kept. */
  readonly visits: Set<string>;
}

/** A patient's entries about a leg or the back. */
export interface ChartTally {
  /** Read by a standard code. */
  standard: number;
  /** Read through the map alone. */
  mapped: number;
  /** Not read, with a proposal. */
  open: number;
}

export interface ExportTally {
  resources: number;
  readonly codes: Map<string, SeenCode>;
  /** Visits with something that is understood about a leg or the back. */
  readonly topical: Set<string>;
  readonly charts: Map<string, ChartTally>;
  /** Plain answers of every row, whatever it is about. */
  readonly lists: AnswerLists;
  /** Rows that are answered by a number or a grade. */
  readonly numbers: Map<string, NumberTally>;
}

export const emptyTally = (): ExportTally => ({
  resources: 0,
  codes: new Map(),
  topical: new Set(),
  charts: new Map(),
  lists: new Map(),
  numbers: new Map(),
});

const MOST_CODES = 50_000;
const MOST_ANSWERS = 60;
const MOST_VISITS = 50;
const LONGEST_WORD = 24;

const record = (value: unknown): ExportedResource =>
  typeof value === 'object' && value !== null ? (value as ExportedResource) : {};
const records = (value: unknown): readonly ExportedResource[] =>
  Array.isArray(value) ? value.map(record) : [];
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

interface SeenCoding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const codingsOf = (concept: unknown): readonly SeenCoding[] => {
  const { coding, text: words } = record(concept);
  return records(coding).flatMap((one) => {
    const { system, code, display } = one;
    return text(system) === '' || text(code) === ''
      ? []
      : [{ system: canonicalSystem(text(system)), code: text(code), display: text(display) || text(words) }];
  });
};

const plus = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** How a code is read: not at all, by a standard code, by the map, or as one that the map ignores. */
type CodeStanding = 'standard' | 'mapped' | 'ignored' | 'other-topic' | 'open';

const standingOf = (codings: readonly SeenCoding[], map: CodeMap | undefined): CodeStanding => {
  let known: CodeStanding = 'open';
  for (const { system, code } of codings) {
    const meaning = meaningOf(system, code);
    if (meaning === undefined) continue;
    if (meaning.findings.length > 0 || meaning.conditions.length > 0 || meaning.measure !== undefined)
      return 'standard';
    known = 'other-topic';
  }
  for (const { system, code } of codings) {
    const row = map?.codes.get(system)?.get(code);
    if (row === 'unmatched') return 'ignored';
    if (row !== undefined) return isSettled(row) ? 'mapped' : 'open';
  }
  return known;
};

interface SeenPlace {
  readonly patient: string;
  readonly visit: string;
  readonly isExam: boolean;
  readonly isLaboratory: boolean;
}

const chartOf = ({ charts }: ExportTally, patient: string): ChartTally => {
  const known = charts.get(patient);
  if (known !== undefined) return known;
  const made = { standard: 0, mapped: 0, open: 0 };
  charts.set(patient, made);
  return made;
};

const countCode = (
  tally: ExportTally,
  kind: SeenCode['kind'],
  { system, code, display }: SeenCoding,
  { visit, isExam }: SeenPlace,
  known?: string,
): SeenCode | undefined => {
  const key = `${kind} ${system} ${code}`;
  let seen = tally.codes.get(key);
  if (seen === undefined) {
    if (tally.codes.size >= MOST_CODES) return undefined;
    seen = {
      kind,
      system,
      code,
      display,
      count: 0,
      exams: 0,
      answers: new Map(),
      written: new Map(),
      booleans: 0,
      known,
      visits: new Set(),
    };
    tally.codes.set(key, seen);
  }
  seen.count++;
  if (isExam) seen.exams++;
  if (seen.display === '') seen.display = display;
  if (seen.visits.size < MOST_VISITS) seen.visits.add(visit);
  return seen;
};

const countAnswer = (seen: SeenCode, codings: readonly SeenCoding[]): void => {
  const [first] = codings;
  if (first === undefined || codings.some(({ system, code }) => meaningOf(system, code) !== undefined))
    return;
  const key = `${first.system} ${first.code}`;
  const known = seen.answers.get(key);
  if (known !== undefined) known.count++;
  else if (seen.answers.size < MOST_ANSWERS) seen.answers.set(key, { ...first, count: 1 });
};

const answerCodings = ({ valueCodeableConcept, valueCoding }: ExportedResource): readonly SeenCoding[] =>
  codingsOf(valueCodeableConcept ?? (valueCoding === undefined ? {} : { coding: [valueCoding] }));

const countValue = (seen: SeenCode, part: ExportedResource): void => {
  const { valueString, valueBoolean } = part;
  countAnswer(seen, answerCodings(part));
  const word = text(valueString);
  if (word !== '' && word.length <= LONGEST_WORD && seen.written.size < MOST_ANSWERS)
    plus(seen.written, word);
  if (typeof valueBoolean === 'boolean') seen.booleans++;
};

/** Keeps the answers of a list, and those that are written, under the system of their row. */
const noteAnswers = (
  { lists }: ExportTally,
  row: SeenCoding | undefined,
  parts: readonly ExportedResource[],
): void => {
  for (const part of parts) {
    for (const answer of answerCodings(part)) noteAnswer(lists, answer);
    if (row) noteAnswer(lists, { system: row.system, code: text(part['valueString']), display: '' });
  }
};

/** Of a finding that is answered by a number or a grade: in which unit, on which scale. */
const noteNumbers = (
  { numbers }: ExportTally,
  row: SeenCoding,
  id: string | undefined,
  parts: readonly ExportedResource[],
): void => {
  if (id === undefined || !isNumbered(id)) return;
  for (const part of parts) noteNumber(numbers, row, id, part);
};

/** The finding that a code asks for, by its standard meaning or by the map. */
const findingOf = (codings: readonly SeenCoding[], map: CodeMap | undefined): string | undefined => {
  for (const { system, code } of codings) {
    const row = map?.codes.get(system)?.get(code);
    const id = row === undefined || row === 'unmatched' ? meaningOf(system, code)?.findings[0]?.id : row.id;
    if (id !== undefined) return id;
  }
  return undefined;
};

/** Whether a coded answer is one of a local list that nothing has mapped. */
const isOpenAnswer = (part: ExportedResource, id: string | undefined, map: CodeMap | undefined): boolean => {
  const codings = answerCodings(part);
  return (
    codings.length > 0 &&
    codings.every(({ system, code }) => {
      const said = map?.values.get(system)?.get(code);
      const answer = said?.of.get(id ?? '') ?? said?.any;
      return answer === undefined && meaningOf(system, code) === undefined;
    })
  );
};

const countEntry = (
  tally: ExportTally,
  kind: SeenCode['kind'],
  codings: readonly SeenCoding[],
  place: SeenPlace,
  map: CodeMap | undefined,
  parts: readonly ExportedResource[],
): void => {
  const [first] = codings;
  noteAnswers(tally, first, parts);
  const standing = standingOf(codings, map);
  if (first === undefined || standing === 'ignored' || standing === 'other-topic') return;
  // a result that no name gives a meaning is of another topic
  if (standing === 'open' && place.isLaboratory && !isProposed(kind, first.display)) return;
  const id = standing === 'open' ? undefined : findingOf(codings, map);
  noteNumbers(tally, first, id ?? proposedId(kind, first.display), parts);
  const isRead = standing !== 'open' && !parts.some((part) => isOpenAnswer(part, id, map));
  if (standing !== 'open') tally.topical.add(place.visit);
  if (isRead) chartOf(tally, place.patient)[standing]++;
  else if (id !== undefined || isProposed(kind, first.display)) chartOf(tally, place.patient).open++;
  const seen = isRead ? undefined : countCode(tally, kind, first, place, id);
  if (seen) for (const part of parts) countValue(seen, part);
};

/** Names that were looked at: an export has each of them many times. */
const proposed = new Map<string, string | undefined>();
const proposedId = (kind: NameOf, name: string): string | undefined => {
  const key = `${kind} ${name}`;
  if (proposed.has(key)) return proposed.get(key);
  const id = matchFor(kind, name)?.id;
  if (proposed.size < MOST_CODES) proposed.set(key, id);
  return id;
};
const isProposed = (kind: NameOf, name: string): boolean => proposedId(kind, name) !== undefined;

const placeOf = (resource: ExportedResource): SeenPlace => {
  const { subject, encounter, category, effectiveDateTime, authored, recordedDate } = resource;
  const patient = text(record(subject)['reference']);
  const day = (text(effectiveDateTime) || text(authored) || text(recordedDate)).slice(0, 10);
  const isOf = (...names: readonly string[]) =>
    records(category).some((one) => codingsOf(one).some(({ code }) => names.includes(code)));
  return {
    patient,
    visit: text(record(encounter)['reference']) || `${patient} ${day}`,
    isExam: isOf('exam', 'survey'),
    isLaboratory: isOf('laboratory'),
  };
};

const isKnown = (part: ExportedResource, map: CodeMap | undefined): boolean =>
  ['standard', 'mapped'].includes(standingOf(codingsOf(part['code']), map));

/** The name of a panel is no row of its own: what it holds is read from its components. */
const rowsOf = (observation: ExportedResource, map: CodeMap | undefined): readonly ExportedResource[] => {
  const components = records(observation['component']);
  const isPanel =
    components.some((one) => isKnown(one, map)) &&
    !isKnown(observation, map) &&
    !Object.keys(observation).some((name) => name.startsWith('value'));
  return isPanel ? components : [observation, ...components];
};

const countObservation = (tally: ExportTally, resource: ExportedResource, map: CodeMap | undefined): void => {
  const place = placeOf(resource);
  for (const part of rowsOf(resource, map)) {
    countEntry(tally, 'row', codingsOf(part['code']), place, map, [part]);
  }
};

/** Every item of a form, however deep. */
const itemsOf = (items: unknown): ExportedResource[] =>
  records(items).flatMap((item) => [
    item,
    ...itemsOf(item['item']),
    ...records(item['answer']).flatMap((answer) => itemsOf(answer['item'])),
  ]);

/** A question of our own form, under whatever canonical. */
const ourQuestion = (linkId: string): SeenCoding | undefined => {
  const [id = ''] = linkId.slice(linkId.lastIndexOf('/') + 1).split('.');
  return isFindingId(id) && id.includes('-')
    ? { system: codeSystems.finding, code: id, display: '' }
    : undefined;
};

const countForm = (tally: ExportTally, response: ExportedResource, map: CodeMap | undefined): void => {
  const system = text(response['questionnaire']).replace(/\|.*$/, '');
  const place = placeOf(response);
  for (const { linkId, text: asked, answer } of itemsOf(response['item'])) {
    const answers = records(answer);
    if (system === '' || answers.length === 0) continue;
    const coding = ourQuestion(text(linkId)) ?? { system, code: text(linkId), display: text(asked) };
    countEntry(tally, 'question', [coding], place, map, answers);
  }
};

/** Adds one resource of the export. */
export const count = (tally: ExportTally, resource: ExportedResource, map?: CodeMap): void => {
  tally.resources++;
  switch (resource['resourceType']) {
    case 'Observation':
      countObservation(tally, resource, map);
      break;
    case 'Condition':
      countEntry(tally, 'problem', codingsOf(resource['code']), placeOf(resource), map, []);
      break;
    case 'QuestionnaireResponse':
      countForm(tally, resource, map);
      break;
  }
};

/** How much of a code stands in visits that are about a leg or the back: 0 to 1. */
export const besideOf = ({ topical }: ExportTally, { visits }: SeenCode): number =>
  visits.size === 0 ? 0 : [...visits].filter((visit) => topical.has(visit)).length / visits.size;

/** Whether a code may be about legs at all. */
export const isOfTopic = ({ kind, display, known }: SeenCode): boolean =>
  known !== undefined || topicOf(display).length > 0 || isProposed(kind, display);
