/**
 * What a card says, before it is in a language: the name of a phrase and what fills its slots, or a finding,
 * condition or drug with its value. A rule says; a `Language` renders. Text of the chart stays marked as such
 * until it is escaped.
 */
import type { Value } from '../../engine/chart.ts';
import type { ConditionId, FindingId, MedicationClass, OrderType } from '../../findings/index.ts';
import type * as thresholds from '../../terms/thresholds.ts';
import type { ChartUnit } from '../../terms/units.ts';
import type { FromChart } from '../words.ts';
import type { phrases } from './phrases.en.ts';

export type PhraseId = keyof typeof phrases;

/** A clinical number is named in a phrase and written once, in `rules/terms/thresholds.ts`: `within {duplexHours} hours`. */
export type ThresholdName = {
  [K in keyof typeof thresholds]: (typeof thresholds)[K] extends thresholds.Threshold ? K : never;
}[keyof typeof thresholds];

type SlotsIn<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Exclude<Slot, ThresholdName> | SlotsIn<Rest>
  : never;

/** A list is joined as the language joins lists. */
export type SlotValue = string | number | FromChart | Said | readonly SlotValue[];

export interface PhraseSaid {
  readonly phrase: PhraseId;
  readonly slots: Readonly<Record<string, SlotValue>>;
}

/** A finding by its value: "dorsiflexion 3/5", "SLR positive". */
export interface FindingSaid {
  readonly finding: FindingId;
  readonly value: Value | readonly string[];
  /** Days since it was said: an onset is counted up to today. */
  readonly days: number;
  /** The unit of the chart, where that is not the one of `value`. */
  readonly unit?: ChartUnit;
}

export interface ConditionSaid {
  readonly condition: ConditionId;
  readonly display?: FromChart;
}

export interface DrugSaid {
  readonly drug: MedicationClass;
  /** Its ingredient, in our own words. */
  readonly name?: string;
}

export interface StudySaid {
  readonly study: OrderType;
}

/** The name of a finding that is to be asked or examined: "ankle reflex". */
export interface NameSaid {
  readonly nameOf: FindingId;
}

/** Words of a rule's table, for which no finding stands: "age 65 or older". */
export interface TableSaid {
  readonly words: string;
}

export type Said = PhraseSaid | FindingSaid | ConditionSaid | DrugSaid | StudySaid | NameSaid | TableSaid;

type SlotsOf<P extends PhraseId> = Readonly<Record<SlotsIn<(typeof phrases)[P]>, SlotValue>>;

/** Does not compile with a phrase that the table does not have, or without one of its slots. */
export const say = <const P extends PhraseId>(
  phrase: P,
  ...[slots]: SlotsIn<(typeof phrases)[P]> extends never ? [] : [slots: SlotsOf<P>]
): PhraseSaid => ({ phrase, slots: slots ?? {} });

export const inWords = (words: string): TableSaid => ({ words });

const isSame = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSame(one[key as keyof typeof one], other[key as keyof typeof other]))
  );
};

/** The same thing with the same value, whatever its words. Most differ in what they are about. */
export const isSameSaid = (one: Said, other: Said): boolean =>
  ('phrase' in one ? one.phrase : undefined) === ('phrase' in other ? other.phrase : undefined) &&
  isSame(one, other);
