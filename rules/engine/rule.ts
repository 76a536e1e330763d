/**
 * What every rule literal carries besides its logic: identity and version, evidence, and its own
 * vignettes. A rule without evidence, or without a vignette that fires and one that does not, does not
 * compile.
 */
import type { CitationId } from '../citations.ts';
import type { ConditionId, FindingId, MedicationClass, OrderType } from '../findings/index.ts';
import type { EngineInput, Fact, Hook, Occurrence, Side } from './types.ts';

export type Some<T> = readonly [T, ...T[]];

/** How strongly the source supports what is said. */
export type Strength =
  | 'guideline'
  | 'systematic review'
  | 'trial'
  | 'diagnostic study'
  | 'observational'
  | 'expert consensus';

export interface Evidence {
  readonly cite: CitationId;
  /** What is relied on, in our own words. */
  readonly says: string;
  readonly strength: Strength;
}

/** A finding in a vignette: id, value, side, age in days. Recorded today by a clinician unless it says otherwise. */
export type Given = readonly [id: FindingId, value: Fact['value'], side?: Side | undefined, days?: number];

/** A condition, or the condition with the days since it began and its leg. */
export type GivenHistory = ConditionId | readonly [id: ConditionId, days?: number | undefined, side?: Side];

/** A draft order: of a study, or of a drug. */
export interface GivenOrder {
  readonly type?: OrderType;
  readonly drug?: MedicationClass;
  readonly elsewhere?: true;
}

export interface VignetteChart {
  readonly age?: number;
  readonly pregnant?: boolean;
  readonly weeks?: number;
  readonly egfr?: number;
  readonly history?: readonly GivenHistory[];
  readonly drugs?: readonly MedicationClass[];
  readonly hook?: Hook;
  readonly order?: GivenOrder;
  /** Several at once, in place of `order`. */
  readonly orders?: readonly GivenOrder[];
  /** The intake questionnaire's lists were shown whole. */
  readonly closed?: boolean;
  readonly freetext?: number;
  readonly findings: readonly Given[];
}

/** A short story, the chart it leaves, and what the rule concludes from it. */
export interface Vignette<Conclusion> {
  readonly title: string;
  readonly given: VignetteChart;
  readonly expect: Conclusion;
}

/** At least one that fires, and the nearest that does not. */
export interface Vignettes<Fires, DoesNot> {
  readonly fires: Some<Vignette<Fires>>;
  readonly doesNot: Some<Vignette<DoesNot>>;
}

export interface RuleIdentity<Id extends string> {
  readonly id: Id;
  /** Goes up with the meaning. */
  readonly version: string;
  readonly title: string;
  readonly evidence: Some<Evidence>;
}

/** The instant at which every vignette happens. */
export const VIGNETTE_NOW = '2026-11-22T09:00:00Z';

const fact = ([id, value, side, days = 0]: Given, n: number): Fact => ({
  id,
  value,
  days,
  src: 'exam',
  status: 'final',
  ref: `Observation/${id}-${n}`,
  ...(side && { side }),
});

const occurrencesOf = (history: readonly GivenHistory[] = []): Occurrence[] =>
  history.flatMap((one) => {
    if (typeof one === 'string') return [];
    const [id, days, side] = one;
    return [{ id, ...(days !== undefined && { days }), ...(side && { side }) }];
  });

const idOf = (one: GivenHistory): ConditionId => (typeof one === 'string' ? one : one[0]);

/** The engine's input for a vignette's chart. */
export const inputOf = (given: VignetteChart): EngineInput => ({
  now: VIGNETTE_NOW,
  ...(given.age !== undefined && { age: given.age }),
  ...(given.pregnant !== undefined && { pregnant: given.pregnant }),
  ...(given.weeks !== undefined && { gaWeeks: given.weeks }),
  ...(given.egfr !== undefined && { egfr: given.egfr }),
  ...(given.order && { order: given.order }),
  ...(given.orders && { orders: given.orders }),
  ...(given.closed !== undefined && { closed: given.closed }),
  cond: (given.history ?? []).map(idOf),
  occurrences: occurrencesOf(given.history),
  meds: given.drugs ?? [],
  facts: given.findings.map(fact),
  freetext: given.freetext ?? 0,
  hook: given.hook ?? 'patient-view',
});
