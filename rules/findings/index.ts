/**
 * The vocabulary: every finding a rule may name, each with its bedside wording, value, side and
 * look-back, and every condition, drug class and kind of order. Typed data, nothing else: codings and
 * the reading of resources live in `rules/codes` and `rules/extract`; what a finding means for a
 * patient lives in the rules.
 *
 * Cost: three object literals at load; a lookup is one property access.
 */
import { examination, REFLEX_GRADES } from './examination.ts';
import type { FindingSpec } from './finding.ts';
import { redFlagFindings } from './red-flag-findings.ts';
import { DEGREES, REGION_PARTS, REGIONS, symptoms } from './symptoms.ts';

export { type FindingKind, type FindingSpec, type ValueType, WINDOW_DAYS, wordsOfSet } from './finding.ts';
export type { FindingCode, Side, Site } from './finding-code.ts';
export type { FindingNote } from './finding-note.ts';
export {
  type ConditionId,
  conditions,
  isConditionId,
  type MedicationClass,
  medicationClasses,
  type OrderType,
  orderTypes,
} from './history.ts';

export { DEGREES, REFLEX_GRADES, REGION_PARTS, REGIONS };

const table = { ...symptoms, ...redFlagFindings, ...examination };

type Table = typeof table;
export type FindingId = keyof Table;

/** Findings whose value has the given type, so that a criterion can only ask what makes sense. */
type OfType<T extends string> = {
  [K in FindingId]: Table[K]['value']['type'] extends T ? K : never;
}[FindingId];
export type BooleanFinding = OfType<'boolean'>;
export type NumberFinding = OfType<'number'>;
export type GradedFinding = OfType<'one-of'>;
export type SetFinding = OfType<'set'>;

/** The words a graded finding can take, or the items of a set. */
export type ValueOf<K extends GradedFinding> = Table[K]['value'] extends { values: readonly (infer V)[] }
  ? V
  : never;
export type ItemOf<K extends SetFinding> = Table[K]['value'] extends { items: readonly (infer I)[] }
  ? I
  : never;

/** Findings that the intake form asks a patient. */
export type FormFinding = {
  [K in FindingId]: Table[K] extends { readonly form: string } ? K : never;
}[FindingId];

export type Region = typeof import('./symptoms.ts').REGIONS[number];
export type RegionPart = keyof typeof REGION_PARTS;

export const findings: Readonly<Record<FindingId, FindingSpec>> = table;

export const findingIds = Object.keys(findings) as readonly FindingId[];

/** Whether an id from outside is in the vocabulary. */
export const isFindingId = (id: string): id is FindingId => Object.hasOwn(findings, id);
