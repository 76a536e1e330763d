/**
 * Measured numbers (N11): converted to the vocabulary's unit by a listed factor, or refused. A missing unit
 * is accepted only for grades, scores and ratios, which have none. A printed unit and a code that contradict
 * each other are refused: 0.3 L of residual urine coded in mL would pass for an empty bladder.
 */
import { bareUri } from '../codes/index.ts';
import type { FindingSpec } from '../findings/index.ts';
import { type ChartUnit, celsiusOf } from '../terms/units.ts';
import type { LeftOutCode } from './left-out.ts';
import { type Json, number, record, text } from './shape.ts';

/** UCUM codes, and the spellings that EHRs print when they send no code. */
const conversions: Readonly<Record<string, Readonly<Record<string, (value: number) => number>>>> = (() => {
  const same = (value: number) => value;
  const times = (factor: number) => (value: number) => value * factor;
  const dimensionless = {
    '1': same,
    '{score}': same,
    '{Score}': same,
    '{#}': same,
    '{grade}': same,
    '': same,
  };
  const days = { d: same, day: same, days: same, wk: times(7), week: times(7), weeks: times(7) };
  const weeks = { wk: same, week: same, weeks: same, d: times(1 / 7), day: times(1 / 7), days: times(1 / 7) };
  // UCUM: a month is 30.4375 days, a year 365.25
  const wholeDays = (days: number) => (value: number) => Math.round(value * days);
  return {
    '1': { ...dimensionless, '{ratio}': same, '%': times(0.01) },
    '{score}': { ...dimensionless, '%': same },
    mL: { mL: same, ml: same, L: times(1000), l: times(1000), cm3: same },
    Cel: {
      Cel: same,
      '°C': same,
      degC: same,
      '[degF]': celsiusOf,
      '°F': celsiusOf,
      degF: celsiusOf,
    },
    d: { ...days, mo: wholeDays(30.4375), a: wholeDays(365.25) },
    wk: { ...weeks, mo: times(30.4375 / 7), a: times(365.25 / 7) },
    'mm[Hg]': { 'mm[Hg]': same, mmHg: same, 'mm Hg': same, kPa: times(7.500_62) },
    '{INR}': { ...dimensionless, '{INR}': same, INR: same, '{ratio}': same },
    'mg/L': { 'mg/L': same, 'mg/l': same, 'ug/mL': same, 'mg/dL': times(10), 'mg/dl': times(10) },
    'mm/h': { 'mm/h': same, 'mm/hr': same, 'mm/1h': same, 'mm/(1.h)': same, 'mm/{1h}': same, mm: same },
    '10*9/L': {
      '10*9/L': same,
      '10*9/l': same,
      '10^9/L': same,
      'x10^9/L': same,
      '10E9/L': same,
      'G/L': same,
      '10*3/uL': same,
      '10^3/uL': same,
      'K/uL': same,
      'x10^3/uL': same,
      'x10E3/uL': same,
      '/uL': times(0.001),
      '{cells}/uL': times(0.001),
      '/mm3': times(0.001),
    },
    cm: { cm: same, mm: times(0.1) },
    'mL/min/{1.73_m2}': Object.fromEntries(
      [
        'mL/min/{1.73_m2}',
        'mL/min/{1.73m2}',
        'mL/min/1.73.m2',
        'mL/min/1.73_m2',
        'mL/min/1.73m2',
        'mL/min/1.73 m2',
        'mL/min/1.73m*2',
        'mL/min/1.73 m²',
        'mL/min/1.73m²',
        'mL/min/[1.73_m2]',
      ].map((unit) => [unit, same]),
    ),
  };
})();

export type CanonicalUnit = Extract<FindingSpec['value'], { type: 'number' }>['unit'] | 'mL/min/{1.73_m2}';

/** Words for a unit, in lower case, and the UCUM code that they mean. */
const spelled: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ml: 'mL',
    cc: 'mL',
    milliliter: 'mL',
    milliliters: 'mL',
    millilitre: 'mL',
    millilitres: 'mL',
    l: 'L',
    liter: 'L',
    liters: 'L',
    litre: 'L',
    litres: 'L',
    c: 'Cel',
    '°c': 'Cel',
    celsius: 'Cel',
    'deg c': 'Cel',
    'degree celsius': 'Cel',
    'degrees celsius': 'Cel',
    f: '[degF]',
    '°f': '[degF]',
    degf: '[degF]',
    fahrenheit: '[degF]',
    'deg f': '[degF]',
    'degree fahrenheit': '[degF]',
    'degrees fahrenheit': '[degF]',
  }),
);

/** Units of other quantities that stand beside a unit of the vocabulary only by mistake. */
const FOREIGN: ReadonlySet<string> = new Set([
  ...['g', 'kg', 'mg', 'ug', '[lb_av]', 'lb', 'lbs', 'oz', '[oz_av]', 'm', 'm2', '[in_i]', 'in', 'K'],
  ...['mL/L', 'mL/kg', 'mL/min', 'mL/h', 'mg/mL', 'g/L', 'g/dL', 'ug/L', 'ng/mL', 'pg/mL', 'mmol/L'],
  ...['umol/L', 'mmol', 'U/L', 'kPa', 'Pa', 'cm[H2O]', 'h', 'min', 's', '/min', 'bpm', 'dL', 'uL', 'fl oz'],
]);

type Convert = (value: number) => number;

const conversion = (to: CanonicalUnit, unit: string): Convert | undefined => {
  const table = conversions[to];
  return table && Object.hasOwn(table, unit) ? table[unit] : undefined;
};

/** A code is UCUM, in which `C` is the coulomb; what is printed may be a word. */
const printedConversion = (to: CanonicalUnit, printed: string): Convert | undefined =>
  conversion(to, printed) ?? conversion(to, spelled.get(printed.trim().toLowerCase()) ?? printed);

const isKnownUnit = (unit: string): boolean =>
  unit !== '' &&
  (FOREIGN.has(unit) ||
    spelled.has(unit.toLowerCase()) ||
    Object.values(conversions).some((table) => Object.hasOwn(table, unit)));

/** Two conversions of a scale are one when they agree at two points. */
const isSame = (a: Convert, b: Convert): boolean => a(1) === b(1) && a(100) === b(100);

/** A printed unit that says something else than the code. Words that we do not know contradict nothing. */
const contradicts = (to: CanonicalUnit, convert: Convert, printed: string): boolean => {
  const other = printedConversion(to, printed);
  return other === undefined ? isKnownUnit(printed.trim()) : !isSame(convert, other);
};

export const UCUM = 'http://unitsofmeasure.org';
const UCUM_BARE: ReadonlySet<string> = new Set([bareUri(UCUM), '2.16.840.1.113883.6.8']);

/** A code of another system says nothing in UCUM. */
const isUcum = (system: unknown): boolean =>
  system === undefined || system === UCUM || (typeof system === 'string' && UCUM_BARE.has(bareUri(system)));

const conversionOf = (quantity: Json, to: CanonicalUnit): Convert | LeftOutCode => {
  const code = text(quantity['code']);
  const printed = text(quantity['unit']);
  if (!isUcum(quantity['system'])) return 'unknown-unit';
  const convert = code === undefined ? printedConversion(to, printed ?? '') : conversion(to, code);
  if (convert === undefined) return 'unknown-unit';
  if (code === undefined || printed === undefined || code === printed) return convert;
  return contradicts(to, convert, printed) ? 'unit-conflict' : convert;
};

export interface Quantity {
  /** In the canonical unit, rounded to a thousandth: a conversion adds no precision. */
  readonly value: number;
  readonly comparator: string | undefined;
  readonly unit?: ChartUnit;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** A FHIR Quantity in the canonical unit, or why not. */
export const readQuantity = (quantity: Json, to: CanonicalUnit): Quantity | LeftOutCode => {
  const value = number(quantity['value']);
  if (value === undefined) return 'not-a-number';
  const convert = conversionOf(quantity, to);
  if (typeof convert === 'string') return convert;
  const read = { value: rounded(convert(value)), comparator: text(quantity['comparator']) };
  return convert === celsiusOf ? { ...read, unit: '[degF]' } : read;
};

/** The numeric value of an Observation or component; `valueInteger` only where there is no unit. */
export const readNumber = (part: Json, to: CanonicalUnit): Quantity | LeftOutCode => {
  const quantity = record(part['valueQuantity']);
  if (quantity) return readQuantity(quantity, to);
  if (part['valueRange'] !== undefined || part['valueRatio'] !== undefined) return 'not-exact';
  if (part['valueInteger'] === undefined) return 'no-value';
  const value = number(part['valueInteger']);
  if (value === undefined) return 'not-a-number';
  return to === '1' || to === '{score}' ? { value, comparator: undefined } : 'unknown-unit';
};
