/** Units of findings and thresholds, as UCUM writes them and as a clinician reads them. */

/** The unit of a finding. `1` = a ratio or a grade without unit. */
export type Unit =
  | 'mL'
  | 'Cel'
  | 'd'
  | 'wk'
  | '{score}'
  | '1'
  | 'mm[Hg]'
  | '{INR}'
  | 'mg/L'
  | 'mm/h'
  | '10*9/L'
  | 'cm';

/** Of a chart, and kept on a card: a clinician who charts in it thinks in it. */
export type ChartUnit = '[degF]';

/** Those of findings, and of ages, times, the kidney and how an examination is done. */
export type ThresholdUnit = Unit | 'mL/kg' | 'h' | 'mo' | 'a' | 'mL/min/{1.73_m2}' | 's' | 'g' | 'm' | 'deg';

/** Behind the number, as a clinician reads it. */
export const UNIT_WORDS: Readonly<Record<ThresholdUnit | ChartUnit, string>> = {
  '1': '',
  '{score}': '',
  '{INR}': '',
  mL: ' mL',
  'mL/kg': ' mL/kg',
  Cel: ' °C',
  '[degF]': ' °F',
  'mm[Hg]': ' mmHg',
  'mg/L': ' mg/L',
  'mm/h': ' mm/h',
  '10*9/L': ' × 10⁹/L',
  'mL/min/{1.73_m2}': ' mL/min/1.73 m²',
  h: ' hours',
  d: ' days',
  wk: ' weeks',
  mo: ' months',
  a: ' years',
  s: ' s',
  g: ' g',
  m: ' m',
  cm: ' cm',
  deg: '°',
};

/** Degrees Fahrenheit of degrees Celsius. */
export const fahrenheitOf = (celsius: number): number => (celsius * 9) / 5 + 32;

/** Degrees Celsius of degrees Fahrenheit. */
export const celsiusOf = (fahrenheit: number): number => ((fahrenheit - 32) * 5) / 9;
