/**
 * The answer to one question of a form: by our code, by the words that the form shows, as a boolean, a number
 * or a date. What cannot be read is refused with a code, never taken for "no".
 */
import { codeSystems } from '../codes/index.ts';
import { answerWords, NONE_OF_THESE, NOT_SURE, plainAnswers } from '../findings/answer-words.ts';
import { type FindingId, findings, wordsOfSet } from '../findings/index.ts';
import { ageInDays, isFuture, readDate } from './fhir-date.ts';
import { isPlausible, plainAnswer, type ReadValue, readFinding, refusal } from './finding-value.ts';
import type { LeftOutCode } from './left-out.ts';
import { readQuantity } from './quantity.ts';
import { integer, type Json, number, record, text } from './shape.ts';

/** Case, blanks, a final stop and the way of writing hyphens make no other word. */
const plain = (words: string): string =>
  words
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .replace(/[.!]+$/, '');

const common: ReadonlyMap<string, string> = new Map([
  ...Object.entries(plainAnswers).map(([code, words]) => [plain(words), code] as const),
  ...Object.keys(plainAnswers).map((code) => [plain(code), code] as const),
  ['y', 'yes'],
  ['true', 'yes'],
  ['n', 'no'],
  ['false', 'no'],
  ['unsure', NOT_SURE],
  ['unknown', NOT_SURE],
  ["don't know", NOT_SURE],
  ['none', NONE_OF_THESE],
]);

const printed: Readonly<Partial<Record<FindingId, Readonly<Record<string, string>>>>> = answerWords;

/** By finding: its codes and printed words, each with the code. Built when a form first answers in words. */
const vocabulary = new Map<FindingId, ReadonlyMap<string, string>>();

const wordsOf = (id: FindingId): ReadonlyMap<string, string> => {
  const known = vocabulary.get(id);
  if (known !== undefined) return known;
  const { value } = findings[id];
  const codes = value.type === 'set' ? wordsOfSet(value) : value.type === 'one-of' ? value.values : [];
  const words = new Map([
    ...common,
    ...codes.map((code) => [plain(code), code] as const),
    ...Object.entries(printed[id] ?? {}).map(([code, said]) => [plain(said), code] as const),
  ]);
  vocabulary.set(id, words);
  return words;
};

/** Longer than any answer that a form prints. */
const LONGEST = 100;

const codeIn = (id: FindingId, words: unknown): string | undefined =>
  typeof words === 'string' && words.length <= LONGEST ? wordsOf(id).get(plain(words)) : undefined;

/** Our code of what was chosen or written. */
const chosen = (id: FindingId, { valueCoding, valueString }: Json): string | undefined => {
  const coding = record(valueCoding);
  if (coding === undefined) return codeIn(id, valueString);
  if (coding['system'] === codeSystems.value) return text(coding['code']);
  return codeIn(id, coding['code']) ?? codeIn(id, coding['display']);
};

/** The answer in the members of an Observation. */
const asPart = (id: FindingId, answer: Json): Json => {
  const code = chosen(id, answer);
  if (code !== undefined) return { valueCodeableConcept: { coding: [{ system: codeSystems.value, code }] } };
  const { valueBoolean, valueCoding, valueString } = answer;
  return valueCoding === undefined
    ? { valueBoolean, ...(valueString !== undefined && { valueString }) }
    : { valueCodeableConcept: { coding: [valueCoding] } };
};

const readWord = (id: FindingId, answer: Json): ReadValue => {
  const read = readFinding({ id, says: 'asks' }, asPart(id, answer));
  // a value of another type than the question's is not "no value"
  return read === 'no-value' &&
    Object.keys(answer).some((key) => key.startsWith('value') && key !== 'valueBoolean')
    ? 'unknown-value'
    : read;
};

const readItems = (id: FindingId, answers: readonly Json[], shownWhole: boolean): ReadValue => {
  const type = findings[id].value;
  if (type.type !== 'set') return 'unknown-value';
  const all = answers.map((answer) => chosen(id, answer));
  const known = wordsOfSet(type);
  const items = all.filter((word) => word !== undefined && known.includes(word)) as string[];
  const none = all.includes(NONE_OF_THESE);
  const closed = type.closable && !all.includes(NOT_SURE) && (none || (shownWhole && items.length > 0));
  if (closed) return { value: [...items, '*'] };
  if (items.length > 0) return { value: items };
  if (all.includes(NOT_SURE) || none) return 'stated-unknown';
  return answers.some(({ valueString }) => valueString !== undefined) ? 'text-only' : 'unknown-value';
};

/** The answer to a question of the history, in any of the ways of a form: "not sure" and "none" are no yes. */
export const readHistory = (answer: Json): boolean | LeftOutCode => {
  const { valueBoolean, valueCoding, valueString } = answer;
  if (typeof valueBoolean === 'boolean') return valueBoolean;
  const { code, display } = record(valueCoding) ?? {};
  const said = [code, display, valueString].map((words) => common.get(plain(text(words) ?? '')));
  if (said.includes('yes')) return true;
  const word = said.find((one) => one !== undefined);
  if (word !== undefined) return word === NOT_SURE ? 'stated-unknown' : false;
  const part = { valueCodeableConcept: { coding: [valueCoding] } };
  const coded = plainAnswer(part, false);
  if (coded !== undefined) return coded;
  return refusal(valueCoding === undefined ? answer : part);
};

type NumberType = Extract<(typeof findings)[FindingId]['value'], { type: 'number' }>;

/** A number written as words. */
const WRITTEN = /^-?\d{1,6}(?:[.,]\d{1,3})?$/;

const numberIn = ({ unit }: NumberType, answer: Json): number | LeftOutCode => {
  const { valueInteger, valueDecimal, valueQuantity, valueString } = answer;
  const quantity = record(valueQuantity);
  if (quantity !== undefined) {
    const read = readQuantity(quantity, unit);
    if (typeof read === 'string') return read;
    return read.comparator === undefined ? read.value : 'not-exact';
  }
  if (typeof valueString === 'string')
    return WRITTEN.test(valueString.trim()) ? Number(valueString.trim().replace(',', '.')) : 'text-only';
  return integer(valueInteger) ?? number(valueDecimal) ?? 'unknown-value';
};

/** The form asks for a whole number of the finding's own unit; for days it asks for the date they began on. */
const readAmount = (id: FindingId, answer: Json, now: number): ReadValue => {
  const type = findings[id].value;
  if (type.type !== 'number') return 'unknown-value';
  if (chosen(id, answer) === NOT_SURE) return 'stated-unknown';
  const date = readDate(answer['valueDate'] ?? answer['valueDateTime'] ?? answer['valueString']);
  if (date !== undefined && type.unit === 'd')
    return isFuture(date, now) ? 'future-dated' : { value: ageInDays(date, now, 'latest') };
  const amount = numberIn(type, answer);
  if (typeof amount === 'string') return amount;
  return isPlausible(type, amount) ? { value: amount } : 'implausible';
};

/** @param shownWhole the list of a multiple choice was shown whole: what was not chosen is absent */
export const readAnswer = (
  id: FindingId,
  answers: readonly Json[],
  now: number,
  shownWhole: boolean,
): ReadValue => {
  const [first = {}] = answers;
  switch (findings[id].value.type) {
    case 'set':
      return readItems(id, answers, shownWhole);
    case 'number':
      return readAmount(id, first, now);
    default:
      return readWord(id, first);
  }
};
