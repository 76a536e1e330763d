/**
 * Answers to our own intake form (2.8): `linkId` is the finding, with `.left` or `.right` after it for a leg.
 * Other forms are not read. The list of a multiple choice was shown whole, so what was not chosen is absent,
 * unless the patient was not sure. Of a form in progress only red flags that are present count (N1).
 */
import { BASE } from '../codes/index.ts';
import { isPositive } from '../engine/reading.ts';
import type { Side } from '../engine/types.ts';
import { type FindingId, findings, isFindingId } from '../findings/index.ts';
import { author } from './by.ts';
import { words } from './code.ts';
import { ageInDays, isFuture, readDate } from './fhir-date.ts';
import { NOT_SURE, readFinding } from './finding-value.ts';
import { count, type Entry, type ReadingContext, sayFact } from './said.ts';
import { integer, type Json, record, records, text } from './shape.ts';
import { isUsable, usableDate } from './usable.ts';

export const INTAKE = `${BASE}/Questionnaire/leg-symptom-intake`;
export const NONE_OF_THESE = 'none-of-these';

const USABLE: ReadonlySet<string> = new Set(['completed', 'amended', 'in-progress']);
/** A leg symptom form nests no deeper than this. */
const DEPTH = 6;

const sides: Readonly<Record<string, Side>> = { left: 'L', right: 'R' };

interface Question {
  readonly id: FindingId;
  readonly side: Side | undefined;
  readonly answers: readonly Json[];
}

const sideOf = (word: string | undefined): Side | undefined =>
  word !== undefined && Object.hasOwn(sides, word) ? sides[word] : undefined;

/** Questions with answers, each with the finding and leg that it or its group names. */
const questions = (
  items: unknown,
  id: FindingId | undefined,
  side: Side | undefined,
  depth: number,
): Question[] =>
  depth === 0
    ? []
    : records(items).flatMap((item) => {
        const [name = '', leg] = (text(item['linkId']) ?? '').split('.');
        const finding = isFindingId(name) ? name : id;
        const where = sideOf(leg) ?? sideOf(name) ?? side;
        const answers = records(item['answer']);
        const own: Question[] = finding && answers.length > 0 ? [{ id: finding, side: where, answers }] : [];
        const nested = answers.flatMap((answer) => questions(answer['item'], finding, where, depth - 1));
        return [...own, ...questions(item['item'], finding, where, depth - 1), ...nested];
      });

const chosen = (answers: readonly Json[]): string[] =>
  answers.flatMap(({ valueCoding }) => words({ coding: [valueCoding] }));

const setAnswer = (id: FindingId, answers: readonly Json[]): string[] => {
  const type = findings[id].value;
  if (type.type !== 'set') return [];
  const all = chosen(answers);
  const items = all.filter((word) => type.items.includes(word));
  const closed =
    type.closable && !all.includes(NOT_SURE) && (items.length > 0 || all.includes(NONE_OF_THESE));
  return closed ? [...items, '*'] : items;
};

/** The form asks for a date or a whole number of the finding's own unit. */
const numberAnswer = ({ now }: ReadingContext, { valueDate, valueInteger }: Json): number | undefined => {
  const date = readDate(valueDate);
  if (date !== undefined) return isFuture(date, now) ? undefined : ageInDays(date, now, 'latest');
  return integer(valueInteger);
};

const plainAnswer = (id: FindingId, answer: Json) => {
  const { valueBoolean, valueCoding } = answer;
  const part =
    valueCoding === undefined ? { valueBoolean } : { valueCodeableConcept: { coding: [valueCoding] } };
  const read = readFinding({ id, says: 'asks' }, part);
  return typeof read === 'string' ? undefined : read.value;
};

const answered = (context: ReadingContext, { id, answers }: Question) => {
  const [first = {}] = answers;
  switch (findings[id].value.type) {
    case 'set': {
      const items = setAnswer(id, answers);
      return items.length > 0 ? items : undefined;
    }
    case 'number':
      return numberAnswer(context, first);
    default:
      return plainAnswer(id, first);
  }
};

const read = (context: ReadingContext, entry: Entry, question: Question): void => {
  const value = answered(context, question);
  if (value === undefined) return;
  const { id, side } = question;
  const flag = findings[id].kind === 'red-flag' && isPositive(id, value);
  if (entry.status === 'in-progress' && !flag) return;
  sayFact(context, entry, id, value, side);
};

/** The person who gave the answers; a form without one was filled in by the patient. */
const readBy = ({ source, author: writer }: Json): Entry['by'] =>
  author(source) ?? (record(source) ? undefined : author(writer)) ?? 'patient';

export const readQuestionnaireResponse = (context: ReadingContext, response: Json): void => {
  const [form] = (text(response['questionnaire']) ?? '').split('|');
  if (form !== INTAKE) {
    count(context, 'unmapped-code');
    return;
  }
  const status = text(response['status']) ?? '';
  if (!isUsable(context, status, USABLE)) return;
  const when = usableDate(context, response['authored']);
  if (when === undefined) return;
  const entry: Entry = {
    ref: context.ref,
    resourceType: 'QuestionnaireResponse',
    status,
    by: readBy(response),
    when,
    date: text(response['authored']) ?? '',
    side: undefined,
    derivedFrom: [],
  };
  for (const question of questions(response['item'], undefined, undefined, DEPTH))
    read(context, entry, question);
};
