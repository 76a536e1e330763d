/**
 * A form that a site renamed, under our own names: the map's rows are its `linkId`s, the system of the rows is the
 * canonical of the form. Answers in the site's words are put into ours.
 */
import { type CodeMap, plainText, type SiteCode, type SiteValue, UNMATCHED } from '../codes/index.ts';
import { NONE_OF_THESE, NOT_SURE } from '../findings/answer-words.ts';
import { isFindingId } from '../findings/index.ts';
import { NONE_OF_THE_OTHERS, plainAnswer } from './finding-value.ts';
import { DEPTH } from './questionnaire-response.ts';
import { type Json, records, text } from './shape.ts';
import { answerOf, findingCode, mapped, SIDE, type SideName, typeOf, word } from './site-lookup.ts';

type Rows = ReadonlyMap<string, SiteCode | typeof UNMATCHED> | undefined;

const sideNames: Readonly<Record<SideName, readonly string[]>> = {
  L: ['left'],
  R: ['right'],
  B: ['left', 'right'],
};

/** The word that answers a question of a form, as an Observation would be read. */
const answerToItem = (map: CodeMap, id: string | undefined, answer: Json): SiteValue | undefined => {
  const { valueCoding, valueString } = answer;
  const words = text(valueString);
  const answers =
    mapped(map.values, { coding: [valueCoding] }) ??
    (words === undefined ? undefined : map.texts.get(plainText(words)));
  const said = answerOf(answers, id);
  return said === UNMATCHED ? undefined : said;
};

const NUMBER = /^-?\d+(?:\.\d+)?/;

const asAnswer = (id: string | undefined, code: string): Json => {
  const [number] = typeOf(id)?.type === 'number' ? (NUMBER.exec(code) ?? []) : [];
  if (number !== undefined) return { valueDecimal: Number(number) };
  return { valueCoding: word(code === NONE_OF_THE_OTHERS ? NONE_OF_THESE : code) };
};

/** @returns the answer, or nothing where the row's own answer is denied and nothing follows */
const answered = (map: CodeMap, row: SiteCode | undefined, id: string | undefined, answer: Json): Json[] => {
  const said = answerToItem(map, id, answer);
  const own =
    said === undefined || said.word === SIDE ? answer : { item: answer['item'], ...asAnswer(id, said.word) };
  if (row?.value === undefined) return [own];
  const { valueBoolean, valueCoding } = own;
  const holds = plainAnswer({ valueBoolean, valueCodeableConcept: { coding: [valueCoding] } }, false);
  if (holds === undefined) return [own];
  if (holds) return [{ item: answer['item'], ...asAnswer(id, row.value) }];
  return typeOf(id)?.type === 'boolean' && row.value !== NOT_SURE
    ? [{ item: answer['item'], valueBoolean: row.value === 'no' }]
    : [];
};

/** Our own name of a question, of a form that the site renamed. */
const itemsInOurs = (map: CodeMap, rows: Rows, items: unknown, depth = DEPTH): Json[] =>
  records(depth === 0 ? [] : items).flatMap((item): Json[] => {
    const linkId = text(item['linkId']) ?? '';
    const row = rows?.get(linkId);
    const inner = (one: Json): Json =>
      one['item'] === undefined ? one : { ...one, item: itemsInOurs(map, rows, one['item'], depth - 1) };
    const answers = records(item['answer']).map(inner);
    if (row === UNMATCHED)
      return [inner({ ...item, linkId: '', code: undefined, definition: undefined, answer: [] })];
    const [base = ''] = linkId.slice(linkId.lastIndexOf('/') + 1).split('.');
    /** The question by one meaning of its row. */
    const asked = (row: SiteCode | undefined): Json[] => {
      const id = row?.id ?? (isFindingId(base) ? base : undefined);
      const side = row?.side ?? answers.flatMap((one) => answerToItem(map, id, one)?.side ?? [])[0];
      const answer = answers.flatMap((one) => answered(map, row, id, one));
      const read = inner({ ...item, ...(item['answer'] !== undefined && { answer }) });
      if (id === undefined || (row === undefined && side === undefined)) return [read];
      const named = { ...read, code: [findingCode(id)], definition: undefined };
      return side === undefined
        ? [{ ...named, linkId: id }]
        : sideNames[side].map((leg) => ({ ...named, linkId: `${id}.${leg}` }));
    };
    return [row, ...(row?.also ?? [])].flatMap(asked);
  });

export const formInOurs = (map: CodeMap, response: Json): Json => {
  const rows = map.codes.get((text(response['questionnaire']) ?? '').replace(/\|.*$/, ''));
  return { ...response, item: itemsInOurs(map, rows, response['item']) };
};
