/**
 * Turns a criterion into a row of the truth table, once, at load. Rules fire on what is established and most callers
 * ask no more; the truth tells "refuted" from "not documented", too.
 */
import type { LegChart } from './chart.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import type { Truth } from './lanes.ts';
import { holds, makePart, type Part, truthOf } from './truth-table.ts';
import { partsOf } from './walk.ts';

/** The truth of a criterion for the leg in scope. */
export type Compiled = (context: Context, leg: LegChart) => Truth;

/** Whether it is established there. */
export type Holds = (context: Context, leg: LegChart) => boolean;

/** The same criterion object is compiled once, however many rules share it. */
const made = new WeakMap<Criterion, Part>();

export const partOf = (criterion: Criterion): Part => {
  const known = made.get(criterion);
  if (known) return known;
  const part = makePart(criterion, partsOf(criterion).map(partOf));
  made.set(criterion, part);
  return part;
};

export const compile = (criterion: Criterion): Compiled => {
  const part = partOf(criterion);
  return (context, leg) => truthOf(part, context, leg);
};

export const establish = (criterion: Criterion): Holds => {
  const part = partOf(criterion);
  return (context, leg) => holds(part, context, leg);
};
