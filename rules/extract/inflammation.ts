/**
 * CRP and ESR: the number, and whether it is raised. The laboratory's own word counts: its range as numbers,
 * then in words, then its flag. Where it gave none a default limit decides once age and sex are known
 * (`derive.ts`), and the fact says so.
 */

import { findings } from '../findings/index.ts';
import {
  adulthood,
  crpUpper,
  esrChild,
  esrLeastMen,
  esrLeastWomen,
  esrYearsAMillimetre,
  esrYearsOfWomen,
} from '../terms/thresholds.ts';
import { hasCode } from './code.ts';
import { isPlausible } from './finding-value.ts';
import type { LeftOutCode } from './left-out.ts';
import { type Quantity, readQuantity } from './quantity.ts';
import { type Json, record, records } from './shape.ts';

export type MarkerId = 'crp-mg-l' | 'esr-mm-h';

/** What one result says. */
export interface Marker {
  /** As the laboratory judged it; missing when it gave neither range nor flag. */
  readonly raised?: boolean;
  /** In the unit of the finding; missing when it cannot be read. */
  readonly amount?: Quantity;
  /** The laboratory gave ranges of several kinds of people, and it lies between them: no default decides. */
  readonly between?: true;
  /** For a card: by what it was judged, unless by a range in numbers. */
  readonly judgedBy?: string;
}

/** Why a number was not read, beside what was. */
export interface ReadMarker extends Marker {
  readonly why?: LeftOutCode;
}

const unitOf = (id: MarkerId) => (id === 'crp-mg-l' ? 'mg/L' : 'mm/h');

const isForTheHealthy = ({ type }: Json): boolean => type === undefined || hasCode([type], 'normal');

/** Upper limits in numbers as they are written, where they have the unit of the value. */
const sameUnitLimits = (part: Json, value: Json): number[] =>
  records(part['referenceRange'])
    .filter(isForTheHealthy)
    .flatMap(({ high }) => {
      const limit = record(high);
      const same = (limit?.['code'] ?? limit?.['unit']) === (value['code'] ?? value['unit']);
      return same && typeof limit?.['value'] === 'number' ? [limit['value']] : [];
    });

/** Upper limits in numbers, in the unit of the finding; one without a unit is in that of the value. */
const convertedLimits = (part: Json, value: Json, id: MarkerId): number[] =>
  records(part['referenceRange'])
    .filter(isForTheHealthy)
    .flatMap(({ high }) => {
      const limit = record(high);
      if (limit === undefined) return [];
      const bare = limit['code'] === undefined && limit['unit'] === undefined;
      const read = readQuantity(bare ? { ...value, value: limit['value'] } : limit, unitOf(id));
      return typeof read === 'string' ? [] : [read.value];
    });

/** `< 5 mg/L`, `≤5.0`, `0 - 10`, `up to 20 mm/h`: one upper limit, and nothing after it but a unit. */
const IN_WORDS =
  /^(?:normal:?\s*|ref\.?:?\s*)?(?:(?:<=?|\u2264|up to|below|under|less than)\s*|\d{1,4}(?:[.,]\d{1,3})?\s*(?:-|\u2013|to)\s*)(\d{1,4}(?:[.,]\d{1,3})?)\s*(\D[^\s]{0,12})?$/i;

/** In the unit of the finding; a limit without a unit is in that of the value. */
const limitInWords = (text: unknown, value: Json, id: MarkerId): number | undefined => {
  const [, number, unit] = (typeof text === 'string' && IN_WORDS.exec(text.trim())) || [];
  if (number === undefined) return undefined;
  const written = Number(number.replace(',', '.'));
  const limit = unit === undefined ? { ...value, value: written } : { value: written, unit };
  const read = readQuantity(limit, unitOf(id));
  return typeof read === 'string' ? undefined : read.value;
};

const HIGH = ['H', 'HH', 'HU'];
const NOT_HIGH = ['N', 'L', 'LL'];

const flagged = (part: Json): boolean | undefined => {
  if (HIGH.some((code) => hasCode(part['interpretation'], code))) return true;
  return NOT_HIGH.some((code) => hasCode(part['interpretation'], code)) ? false : undefined;
};

/** Above every limit is raised, above none is not; in between depends on the patient and stays unknown. */
const beyond = (value: number, comparator: unknown, limits: readonly number[]): boolean | undefined => {
  if (limits.length === 0) return undefined;
  if (limits.every((limit) => value > limit || (comparator === '>' && value >= limit))) {
    return comparator === '<' || comparator === '<=' ? undefined : true;
  }
  const below = limits.every((limit) => value <= limit);
  return below && comparator !== '>' && comparator !== '>=' ? false : undefined;
};

/** A value whose unit we do not know can be compared all the same with a limit in that unit. */
const byNumbers = (
  part: Json,
  quantity: Json,
  read: Quantity | LeftOutCode,
  id: MarkerId,
): { readonly raised?: boolean; readonly between?: true } => {
  const { value, comparator } = quantity;
  const limits =
    typeof read === 'string' ? sameUnitLimits(part, quantity) : convertedLimits(part, quantity, id);
  const compared = typeof read === 'string' ? value : read.value;
  if (limits.length === 0 || typeof compared !== 'number') return {};
  const raised = beyond(compared, comparator, limits);
  return raised === undefined ? { between: true } : { raised };
};

const byWords = (part: Json, quantity: Json, amount: Quantity, id: MarkerId): boolean | undefined => {
  const limits = records(part['referenceRange'])
    .filter(isForTheHealthy)
    .flatMap(({ text }) => limitInWords(text, quantity, id) ?? []);
  return beyond(amount.value, amount.comparator, limits);
};

/** The number of a result, or why it cannot be read. */
const amountOf = (part: Json, id: MarkerId): Quantity | LeftOutCode => {
  const quantity = record(part['valueQuantity']);
  if (part['dataAbsentReason'] !== undefined) return 'data-absent';
  if (quantity === undefined) return part['valueString'] === undefined ? 'no-value' : 'text-only';
  const type = findings[id].value;
  const read = readQuantity(quantity, unitOf(id));
  if (typeof read === 'string' || type.type !== 'number') return read as Quantity | LeftOutCode;
  return isPlausible(type, read.value) ? read : 'implausible';
};

export const readMarker = (id: MarkerId, part: Json): ReadMarker => {
  const quantity = record(part['valueQuantity']);
  const read = amountOf(part, id);
  const known = typeof read === 'string' ? { why: read } : { amount: read };
  const flag = flagged(part);
  const { raised, between } = quantity ? byNumbers(part, quantity, read, id) : {};
  if (raised !== undefined) return { ...known, raised: flag === true || raised };
  if (between && flag === undefined) return { ...known, between };
  const inWords = quantity && typeof read !== 'string' ? byWords(part, quantity, read, id) : undefined;
  if (inWords !== undefined)
    return {
      ...known,
      raised: flag === true || inWords,
      judgedBy: 'by the range that the laboratory gives in words',
    };
  return flag === undefined ? known : { ...known, raised: flag, judgedBy: 'as the laboratory flagged it' };
};

/** mm/h. Of an unknown sex as in men; of an unknown age the lowest, which misses nothing. */
const esrUpper = (age: number | undefined, sex: string | undefined): number => {
  if (age !== undefined && age < adulthood.value) return esrChild.value;
  const woman = sex === 'female';
  const least = woman ? esrLeastWomen.value : esrLeastMen.value;
  const years = (age ?? 0) + (woman ? esrYearsOfWomen.value : 0);
  return Math.max(least, years / esrYearsAMillimetre.value);
};

/** By the default limit of the marker, where the laboratory did not judge it. */
export const byDefault = (
  id: MarkerId,
  { value, comparator }: Quantity,
  age: number | undefined,
  sex: string | undefined,
): Marker | undefined => {
  const limit = id === 'crp-mg-l' ? crpUpper.value : esrUpper(age, sex);
  const raised = beyond(value, comparator, [limit]);
  const judgedBy = `by the default limit of ${limit} ${unitOf(id)}: the laboratory gave none`;
  return raised === undefined ? undefined : { raised, judgedBy };
};

/** As the laboratory judged it, else by the default limit of a patient whose age and sex are not known. */
export const isRaised = (id: MarkerId, { raised, amount, between }: Marker): boolean =>
  raised ??
  (amount !== undefined && !between && byDefault(id, amount, undefined, undefined)?.raised === true);
