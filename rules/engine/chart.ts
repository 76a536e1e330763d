/**
 * The chart after normalisation: what is established about the patient and about each leg, three-valued,
 * with the facts behind every value. Built once per call by `normalise.ts`; reading a value is one array
 * access by the finding's ordinal.
 */
import { type FindingId, findingIds, findings, type SetFinding } from '../findings/index.ts';
import type { Lanes } from './lanes.ts';
import type { Fact, Hook, Leg, Occurrence, Order } from './types.ts';

/** Items of a set as bits in the order of the vocabulary. */
export interface SetValue {
  readonly present: number;
  readonly absent: number;
  /** Absent findings that nobody denied: a list was shown whole and left them unticked. */
  readonly unticked?: number;
}

/** `undefined` in a leg's values = not documented. */
export type Value = boolean | number | string | SetValue;

export const ordinals: ReadonlyMap<string, number> = new Map(findingIds.map((id, n) => [id, n]));

/** Position of a finding in a leg's values. */
export const ordinal = (id: FindingId): number => ordinals.get(id) as number;

/** The items' bits in a set's value. */
export const bitsOf = (id: SetFinding, items: readonly string[]): number => {
  const { value } = findings[id];
  let bits = 0;
  if (value.type === 'set') for (const item of items) bits |= 1 << value.items.indexOf(item);
  return bits;
};

export const isSet = (value: Value | undefined): value is SetValue => typeof value === 'object';

/** The items of a set that are listed as present. */
export const itemsOf = (id: FindingId, bits: number): string[] => {
  const { value } = findings[id];
  return value.type === 'set' ? value.items.filter((_, n) => bits & (1 << n)) : [];
};

/** One leg with its own findings and the midline ones, by ordinal. */
export interface LegChart {
  readonly leg: Leg;
  readonly values: readonly (Value | undefined)[];
  /** The facts each value rests on. */
  readonly facts: readonly (readonly Fact[] | undefined)[];
  /** Its place in a row of the truth table (`lanes.ts`). */
  readonly lane: number;
}

export interface Legs {
  readonly left: LegChart;
  readonly right: LegChart;
  /** The view of the midline findings alone, for criteria that are of no leg. */
  readonly midline: LegChart;
  /** The legs that have findings of their own: left, right, unspecified. */
  readonly each: readonly LegChart[];
}

export type ChartNote =
  | { readonly code: 'side-assumed'; readonly finding: FindingId; readonly leg: Leg }
  | { readonly code: 'future-dated' | 'implausible' | 'baseline'; readonly finding: string }
  | { readonly code: 'age-unknown' }
  | { readonly code: 'left-out'; readonly rule: string; readonly why: string; readonly ref: string };

export interface StaleFinding {
  readonly finding: FindingId;
  readonly facts: readonly Fact[];
}

export interface ConflictingFinding {
  readonly finding: FindingId;
  readonly leg: Leg;
  readonly facts: readonly Fact[];
  /** A contradicted red flag counts as present, another finding as unknown. A finding of two sides gets no side. */
  readonly taken: 'present' | 'unknown' | 'unsided';
}

/** The truths of criteria, a row each: `truth-table.ts` fills and extends them. */
export interface Truths {
  lanes: readonly Lanes[];
}

export interface Chart {
  readonly age: number | undefined;
  readonly sex: string | undefined;
  readonly pregnant: boolean | undefined;
  readonly gestation: number | undefined;
  readonly egfr: number | undefined;
  readonly conditions: ReadonlySet<string>;
  readonly occurrences: readonly Occurrence[];
  readonly medications: ReadonlySet<string>;
  readonly orders: readonly Order[];
  readonly hook: Hook;
  readonly freetext: number;
  /** Whether anything usable was recorded at all. */
  readonly documented: boolean;
  readonly legs: Legs;
  /**
   * The legs as the red flags read them: a contradiction at its worst value, and a finding without a side on either
   * leg.
   */
  readonly safety: Legs;
  readonly stale: readonly StaleFinding[];
  readonly conflicts: readonly ConflictingFinding[];
  readonly notes: readonly ChartNote[];
  /** Ordinals of the findings that may have a value on some leg; all others have none. */
  readonly recorded: readonly number[];
  /** The truth of every criterion that reads no conclusion. */
  readonly truths: Truths;
}

/** What is established about a finding on a leg, and the facts that say so. */
export const lookUp = (chart: LegChart, id: FindingId) => {
  const n = ordinal(id);
  return { value: chart.values[n], facts: chart.facts[n] ?? [] };
};
