/**
 * Codes whose meaning depends on something else in the resource: a date, a reference range, a body site, a
 * second reading. `rules/extract` has one reader for each.
 */
import type { CodeRef } from './code-system.ts';

export type Measure =
  /** Pain 0–10: the leg's or the back's, by body site. */
  | 'pain-score'
  /** The date on which the pain began. */
  | 'pain-onset-date'
  /** Disability 0–100; from 40 walking is limited. */
  | 'oswestry'
  /** Strength of the movement named beside it. */
  | 'strength'
  /** Feeling at the region named beside it. */
  | 'sensation'
  /** Tendon reflex of the joint named as body site. */
  | 'tendon-reflex'
  /** Raised or not, by the laboratory's own range. */
  | 'crp'
  | 'esr'
  | 'egfr'
  /** Of blood: an organism or a plain positive is bacteraemia; a negative undoes none of before. */
  | 'blood-culture'
  | 'pregnancy-status'
  | 'gestational-age'
  | 'last-menstrual-period'
  | 'smoking-status'
  | 'injection-drug-use'
  /** The value says which finding. */
  | 'any-finding'
  /** Words about an examination: counted, never parsed. */
  | 'narrative';

const loinc = (measure: Measure, ...codes: readonly string[]) =>
  codes.map((code) => ({ system: 'loinc', code, measure }) as const);

export const measureCodes: readonly (CodeRef & { readonly measure: Measure })[] = [
  ...loinc('pain-score', '72514-3'),
  ...loinc('pain-onset-date', '38201-0'),
  ...loinc('oswestry', '97909-6'),
  ...loinc('strength', '80322-1'),
  ...loinc('sensation', '32473-1'),
  ...loinc('tendon-reflex', '32491-3'),
  ...loinc('crp', '1988-5'),
  ...loinc('esr', '30341-2', '4537-7'),
  // 33914-3 is discouraged in LOINC and still reported
  ...loinc('egfr', '98979-8', '62238-1', '33914-3'),
  ...loinc('blood-culture', '600-7'),
  ...loinc('pregnancy-status', '82810-3'),
  ...loinc('gestational-age', '11884-4'),
  ...loinc('last-menstrual-period', '8665-2'),
  ...loinc('smoking-status', '72166-2'),
  ...loinc('injection-drug-use', '83313-7'),
  // symptom, chief complaint, physical findings, and a plain assertion
  ...loinc('any-finding', '75325-1', '8661-1', '10154-3', '29545-1'),
  { system: 'act-code', code: 'ASSERTION', measure: 'any-finding' },
  ...loinc('narrative', '8695-9', '32476-4', '32448-3', '10194-9', '38211-9'),
];
