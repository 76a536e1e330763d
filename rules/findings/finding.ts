/**
 * What the vocabulary says about one finding, and the helper that turns a room's table into it.
 *
 * A table keeps its literal ids and values, so a rule that names a finding, a grade or a set item that
 * does not exist does not compile. Source of every row: the knowledge specification, sections 2.2–2.4.
 */
import type { Threshold } from '../terms/thresholds.ts';
import type { Unit } from '../terms/units.ts';
import type { FindingCode } from './finding-code.ts';
import type { FindingNote } from './finding-note.ts';

/** Where a finding comes from; decides the look-back window unless the row states its own. */
export type FindingKind = 'symptom' | 'red-flag' | 'exam' | 'vital' | 'lab';

export type ValueType =
  | { readonly type: 'boolean' }
  /** A value outside `min`…`max` is implausible and is dropped with a note. */
  | {
      readonly type: 'number';
      readonly unit: Unit;
      readonly min: number;
      readonly max: number;
      readonly integer?: true;
    }
  /** One word, listed from normal (or least) to worst where there is an order. `orBoolean`: yes/no is accepted too. */
  | {
      readonly type: 'one-of';
      readonly values: readonly string[];
      readonly normal?: string;
      readonly orBoolean?: true;
    }
  /** Open world unless the list is known to have been shown whole. */
  | {
      readonly type: 'set';
      readonly items: readonly string[];
      /** Words for a part of an item, each with the item: a part that is present makes the whole so, never absent. */
      readonly parts?: Readonly<Record<string, string>>;
      readonly closable: boolean;
    };

/** Every word that a list may hold. */
export const wordsOfSet = ({ items, parts }: Extract<ValueType, { type: 'set' }>): readonly string[] =>
  parts === undefined ? items : [...items, ...Object.keys(parts)];

/** From where a value that is neither yes nor no is a danger sign by itself. */
export type Positive =
  | { readonly from: Threshold }
  | { readonly upTo: Threshold }
  | { readonly word: string };

/** One row of a room's table. */
export interface FindingRow {
  readonly value: ValueType;
  readonly sided: boolean;
  /** The finding's name at the bedside. */
  readonly label: string;
  /** What a card says when it is present; a number or a word of a list is appended after it. */
  readonly present: string;
  /** What a card says when it was asked or examined and is absent (booleans only). */
  readonly absent?: string;
  /** How to ask or examine for it when it is not documented. */
  readonly ask: string;
  /** As a card says it by value; without it the words above. */
  readonly note?: FindingNote;
  /** The question to a patient in the intake form, in plain words. Its place there: `rules/publish/intake/wording.ts`. */
  readonly form?: string;
  /** Standard codes; `localOnly` where no verified one exists. */
  readonly codes: readonly FindingCode[];
  /** Days; only where the kind's window does not hold. */
  readonly windowDays?: number;
  readonly kind?: FindingKind;
  /** A red flag may rest on it: contradictions count as present, a missing side counts for either leg. */
  readonly safety?: true;
  /** Readings of one day that contradict each other: a red flag reads the worse one. Of every `safety` finding it does. */
  readonly atWorst?: true;
  /** Of two numbers the lower is the worse: a strength, a pressure, an onset. */
  readonly lowIsWorse?: true;
  /** For numbers and words; without it no value is positive. A yes always is, a set never. */
  readonly positive?: Positive;
  /** `false`: no sensible question to a patient or test to do. */
  readonly askable?: false;
  /** Older than its window it is of another episode: it is not asked again as an old red flag. */
  readonly passes?: true;
}

export interface FindingSpec extends FindingRow {
  readonly kind: FindingKind;
  readonly windowDays: number;
}

/** Look-back in days before the hook, by kind (N3). */
export const WINDOW_DAYS: Readonly<Record<FindingKind, number>> = {
  symptom: 90,
  'red-flag': 30,
  exam: 30,
  vital: 3,
  lab: 30,
};

/** Days for which a finding holds that stays true or is learned once: longer than a life. */
export const NO_WINDOW = 36_525;

export const YES_NO = { type: 'boolean' } as const;

type FilledRow<T extends FindingRow> = T & { readonly kind: FindingKind; readonly windowDays: number };

/** A room's table with kind and window filled in. */
export const room = <const T extends Readonly<Record<string, FindingRow>>>(kind: FindingKind, rows: T) =>
  Object.fromEntries(
    Object.entries(rows).map(([id, row]) => {
      const own = row.kind ?? kind;
      return [id, { ...row, kind: own, windowDays: row.windowDays ?? WINDOW_DAYS[own] }];
    }),
  ) as { readonly [K in keyof T]: FilledRow<T[K]> };
