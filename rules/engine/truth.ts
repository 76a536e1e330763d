/**
 * Kleene's three values, and what a criterion is compiled to so that it can be asked for one.
 *
 * `null` is not `false`: a conjunction is refuted by one false whatever else is unknown, and a disjunction is
 * established by one true; otherwise the unknown stays unknown. A criterion is asked for its truth, or only whether
 * it is established: rules fire on what is established and most operators ask no more, so that `all` stops at the
 * first part that is not. Of most criteria nothing is on record: `&` with the chart's bits spares the call.
 */
import type { Chart, LegChart } from './chart.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import type { Reads } from './on-record.ts';

/** Kleene's three values: established, established not to be, `null` = not documented. */
export type Truth = boolean | null;

export const not = (truth: Truth): Truth => (truth === null ? null : !truth);

/** The truth of a criterion for the leg in scope. */
export type Compiled = (context: Context, leg: LegChart) => Truth;

/** Whether the truth is `true`. */
export type Holds = (context: Context, leg: LegChart) => boolean;

/** A compiled criterion, alone or inside another one. One flat object: evaluation walks over thousands of them. */
export interface Part extends Reads {
  readonly criterion: Criterion;
  /** Those of `partsOf(criterion)`, in the same order. */
  readonly parts: readonly Part[];
  readonly truth: Compiled;
  readonly holds: Holds;
  /** The truth of the criterion where nothing that it reads is on record; undefined where that depends on the chart. */
  readonly unrecorded: Truth | undefined;
  /** It has an `unrecorded` truth and reads few things: looking for records is cheaper than evaluating it. */
  readonly spared: boolean;
}

/**
 * Whether its truth is `unrecorded`. In three steps at most: what reads more is on record of nearly every chart, and
 * looking for it does not pay.
 */
export const isUnrecorded = (part: Part, { onRecord }: Chart): boolean =>
  part.spared &&
  ((onRecord[part.word1] as number) & part.bits1) === 0 &&
  ((onRecord[part.word2] as number) & part.bits2) === 0 &&
  ((onRecord[part.word3] as number) & part.bits3) === 0;

export const truthOf = (part: Part, context: Context, leg: LegChart): Truth =>
  isUnrecorded(part, context.chart) ? (part.unrecorded as Truth) : part.truth(context, leg);

export const holds = (part: Part, context: Context, leg: LegChart): boolean =>
  isUnrecorded(part, context.chart) ? part.unrecorded === true : part.holds(context, leg);

export const opposite = (context: Context, leg: LegChart): LegChart | undefined => {
  if (leg.leg === 'left') return context.legs.right;
  return leg.leg === 'right' ? context.legs.left : undefined;
};
