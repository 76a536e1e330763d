/**
 * The value of one finding, from the value of an Observation, a component or an answer (N4, N5, N11). What
 * it cannot read it refuses with a code; nothing is ever taken for absent.
 */
import type { FindingMeaning, ValueCode } from '../codes/index.ts';
import { isPositive } from '../engine/reading.ts';
import type { Fact } from '../engine/types.ts';
import { NOT_SURE } from '../findings/answer-words.ts';
import { type FindingId, type FindingSpec, findings, REFLEX_GRADES, wordsOfSet } from '../findings/index.ts';
import { fullStrength } from '../terms/thresholds.ts';
import { hasCode, known, wordAmong, words } from './code.ts';
import type { LeftOutCode } from './left-out.ts';
import { readNumber } from './quantity.ts';
import { type Json, record, records, text } from './shape.ts';

type AskedFinding = Pick<FindingMeaning, 'id' | 'says'>;

/** What was read, or why not. */
export type ReadValue = Pick<Fact, 'unit' | 'value'> | LeftOutCode;

const none: LeftOutCode = 'no-value';
const unknown: LeftOutCode = 'unknown-value';
const is = (value: Fact['value']): ReadValue => ({ value });

/** MRC half grades as printed: 5− is 5, 4+ and 4− are 4, and so on (2.4). */
const mrcWord = /^([0-5])[+-]?$/;

const valueCodesOf = (concept: unknown): ValueCode[] =>
  known(concept).flatMap(({ meaning }) => meaning.value ?? []);

const conceptOf = ({ valueCodeableConcept, valueCoding }: Json): unknown =>
  valueCodeableConcept ?? (valueCoding === undefined ? undefined : { coding: [valueCoding] });

const YES = ['yes'];
const NO = ['no'];

/** Present, Positive, yes, a boolean. `undefined` = neither. */
export const plainAnswer = (part: Json, tests: boolean): boolean | undefined => {
  const { valueBoolean } = part;
  if (typeof valueBoolean === 'boolean') return valueBoolean;
  const concept = conceptOf(part);
  if (wordAmong(concept, YES) !== undefined) return true;
  if (wordAmong(concept, NO) !== undefined) return false;
  const answers = valueCodesOf(concept).filter(
    ({ answer, detected }) => answer !== undefined && !(tests && detected),
  );
  const [first] = answers;
  return answers.every(({ answer }) => answer === first?.answer) ? first?.answer : undefined;
};

const isGiven = (part: Json): boolean => Object.keys(part).some((key) => key.startsWith('value'));

/** "Equivocal", "unknown", "not sure": somebody looked, and cannot tell (N4). */
const isStatedUnknown = (part: Json): boolean => {
  const concept = conceptOf(part);
  return words(concept).includes(NOT_SURE) || valueCodesOf(concept).some(({ notKnown }) => notKnown);
};

/** Why a value is no answer. */
export const refusal = (part: Json): LeftOutCode => {
  if (part['dataAbsentReason'] !== undefined) return 'data-absent';
  if (isStatedUnknown(part)) return 'stated-unknown';
  if (part['valueString'] !== undefined) return 'text-only';
  return isGiven(part) ? unknown : none;
};

/** The result of the 10-g monofilament test may stand in the interpretation alone. */
const interpreted = (part: Json): boolean | undefined => {
  if (hasCode(part['interpretation'], 'A')) return true;
  return hasCode(part['interpretation'], 'N') ? false : undefined;
};

const readBoolean = (id: FindingId, part: Json): ReadValue => {
  const monofilament = id === 'monofilament-abnormal';
  const answer = plainAnswer(part, monofilament) ?? (monofilament ? interpreted(part) : undefined);
  return answer === undefined ? refusal(part) : is(answer);
};

type OneOf = Extract<FindingSpec['value'], { type: 'one-of' }>;

const codedWord = (id: FindingId, { values, orBoolean }: OneOf, concept: unknown): string | undefined => {
  const own = wordAmong(concept, values);
  if (own !== undefined) return own;
  for (const { words: named, degree } of valueCodesOf(concept)) {
    const word = named?.[id] ?? (orBoolean ? degree : undefined);
    if (word !== undefined) return word;
  }
  return undefined;
};

/** A reflex as written: "2+", "0", "4+/4". */
const writtenReflex = /^\s*([0-4])\s*\+?\s*(?:\/\s*4\+?\s*)?$/;

/**
 * The words of the same scale (NINDS muscle stretch reflex scale: 1 includes a trace). "Brisk" is not among them: it is
 * normal to some authors and increased to others.
 */
const reflexWords: ReadonlyMap<string, (typeof REFLEX_GRADES)[number]> = new Map([
  ['absent', 'absent'],
  ['decreased', 'reduced'],
  ['diminished', 'reduced'],
  ['hypoactive', 'reduced'],
  ['reduced', 'reduced'],
  ['trace', 'reduced'],
  ['normal', 'normal'],
  ['hyperactive', 'increased'],
  ['increased', 'increased'],
  ['clonus', 'clonus'],
]);

const reflexWord = (id: FindingId, part: Json): string | undefined => {
  if (!id.startsWith('reflex-')) return undefined;
  const said = text(part['valueString'])?.trim().toLowerCase() ?? '';
  const plain = reflexWords.get(said);
  if (plain !== undefined) return plain;
  const written = writtenReflex.exec(said);
  if (written) return REFLEX_GRADES[Number(written[1])];
  const grade = readNumber(part, '{score}');
  return typeof grade === 'string' || grade.comparator ? undefined : REFLEX_GRADES[grade.value];
};

const readWord = (id: FindingId, type: OneOf, part: Json): ReadValue => {
  const word = codedWord(id, type, part['valueCodeableConcept']) ?? reflexWord(id, part);
  if (word !== undefined) return is(word);
  const answer = type.orBoolean ? plainAnswer(part, false) : undefined;
  return answer === undefined ? refusal(part) : is(answer);
};

type Numeric = Extract<FindingSpec['value'], { type: 'number' }>;

/** "More than 999 mL" is not a measurement, yet it is enough for a red flag that starts below it. */
const enough = (id: FindingId, value: number, comparator: string): boolean =>
  (comparator === '>' || comparator === '>=') && findings[id].safety === true && isPositive(id, value);

/** Within the finding's range, and whole where it counts things or grades. */
export const isPlausible = ({ min, max, integer }: Numeric, value: number): boolean =>
  value >= min && value <= max && (integer !== true || Number.isInteger(value));

/**
 * A strength as written: "2/5", "4+", "5-/5", "IV/V". A lone "I", "v" or "iv" may be anything else: it is a grade over a
 * denominator alone.
 */
const writtenStrength =
  /^\s*([0-5]|II|III|IV|V|(?:I|i{1,3}|iv|v)(?=\s*[+\u2212-]?\s*\/))\s*[+\u2212-]?\s*(?:\/\s*[5Vv]\s*)?$/;
const ROMAN: readonly string[] = ['', 'I', 'II', 'III', 'IV', 'V'];

/** The grade that a text is, and nothing else. */
export const strengthWritten = (said: string): number | undefined => {
  const [, grade] = writtenStrength.exec(said) ?? [];
  if (grade === undefined) return undefined;
  const roman = ROMAN.indexOf(grade.toUpperCase());
  return roman > 0 ? roman : Number(grade);
};

/** A strength in our own word, in writing, or as a ratio to 5. */
const strengthOf = (part: Json): number | undefined => {
  const word = words(part['valueCodeableConcept']).flatMap((one) => mrcWord.exec(one)?.[1] ?? [])[0];
  if (word !== undefined) return Number(word);
  const written = strengthWritten(text(part['valueString']) ?? '');
  if (written !== undefined) return written;
  const { numerator, denominator } = record(part['valueRatio']) ?? {};
  const grade = record(numerator)?.['value'];
  return typeof grade === 'number' && record(denominator)?.['value'] === fullStrength.value
    ? grade
    : undefined;
};

/** A grade between two counts as the weaker one: 2.5 is not yet 3. */
const graded = (id: FindingId, value: number): number =>
  id.startsWith('mrc-') && value < fullStrength.value ? Math.floor(value) : value;

const readNumeric = (id: FindingId, type: Numeric, part: Json): ReadValue => {
  const strength = id.startsWith('mrc-') ? strengthOf(part) : undefined;
  if (strength !== undefined) {
    const grade = graded(id, strength);
    return isPlausible(type, grade) ? is(grade) : 'implausible';
  }
  const quantity = readNumber(part, type.unit);
  if (quantity === none) return refusal(part);
  if (typeof quantity === 'string') return quantity;
  const { comparator } = quantity;
  const value = graded(id, quantity.value);
  if (comparator !== undefined && !enough(id, value, comparator)) return 'not-exact';
  if (!isPlausible(type, value)) return 'implausible';
  return quantity.unit ? { value, unit: quantity.unit } : is(value);
};

type SetOf = Extract<FindingSpec['value'], { type: 'set' }>;

export const NONE_OF_THE_OTHERS = 'none-of-the-others';
const theOthers = [NONE_OF_THE_OTHERS];

/** The item that a concept names: our own word, or a standard code for it. */
const itemOf = (id: FindingId, type: SetOf, concept: unknown): string | undefined =>
  wordAmong(concept, wordsOfSet(type)) ??
  valueCodesOf(concept).flatMap(({ words: named }) => named?.[id] ?? [])[0];

const fromComponent = (id: FindingId, type: SetOf, component: Json): string[] => {
  const answer = plainAnswer(component, false);
  if (answer && wordAmong(component['code'], theOthers) !== undefined) return type.closable ? ['*'] : [];
  const item = itemOf(id, type, component['code']);
  if (item === undefined || answer === undefined) return [];
  return [answer ? item : `!${item}`];
};

const readSet = (id: FindingId, type: SetOf, part: Json): ReadValue => {
  const items: string[] = [];
  for (const component of records(part['component'])) items.push(...fromComponent(id, type, component));
  const single = itemOf(id, type, part['valueCodeableConcept']);
  if (single !== undefined) items.push(single);
  return items.length > 0 ? is(items) : refusal(part);
};

/** The code is a question; its value is the answer. */
const answerTo = (id: FindingId, part: Json): ReadValue => {
  const type = findings[id].value;
  switch (type.type) {
    case 'boolean':
      return readBoolean(id, part);
    case 'one-of':
      return readWord(id, type, part);
    case 'number':
      return readNumeric(id, type, part);
    case 'set':
      return readSet(id, type, part);
  }
};

/** The code says it; the value confirms or denies it, or grades it. */
const statement = ({ id, says }: AskedFinding, part: Json): ReadValue => {
  const type = findings[id].value;
  const degree =
    says === true && type.type === 'one-of' && type.orBoolean
      ? codedWord(id, type, part['valueCodeableConcept'])
      : undefined;
  if (degree !== undefined) return is(degree);
  const answer = plainAnswer(part, false);
  if (answer === undefined) return refusal(part);
  if (says === 'implies') return answer ? is(true) : unknown;
  if (typeof says !== 'object') return is(answer);
  // "no steppage gait" leaves the gait open
  return answer ? is(says.word) : unknown;
};

export const readFinding = (meaning: AskedFinding, part: Json): ReadValue => {
  if (part['dataAbsentReason'] !== undefined) return 'data-absent';
  return meaning.says === 'asks' ? answerTo(meaning.id, part) : statement(meaning, part);
};
