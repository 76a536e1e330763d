/**
 * Turns a criterion into a closure, once, at load. Evaluation then allocates nothing: each leaf is an
 * array access or a comparison, a term that many rules share is evaluated once on a leg, and what reads
 * nothing that the chart has on record is not evaluated at all (`unrecorded`).
 */
import { compileConclusion } from './compile-conclusion.ts';
import { compileFinding } from './compile-finding.ts';
import { compilePatient } from './compile-patient.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import { compositeHolds } from './established.ts';
import { compositeTruth } from './kleene.ts';
import { normalise } from './normalise.ts';
import { readsOf } from './on-record.ts';
import { type Compiled, type Holds, holds, type Part, type Truth, truthOf } from './truth.ts';
import { CONCLUSIONS, OPENS_LEGS, partsOf } from './walk.ts';

export type { Compiled, Holds } from './truth.ts';

const nothing = normalise({ now: '', cond: [], meds: [], facts: [], freetext: 0, hook: 'patient-view' });
const { left, right, midline } = nothing.legs;
/** Nothing is recorded, and yet each leg may be one of those looked at. */
const emptyCharts: readonly Context[] = [
  [],
  [left],
  [right],
  [midline],
  [left, right],
  [left, midline],
  [right, midline],
  [left, right, midline],
].map((each) => ({ chart: nothing, legs: { ...nothing.legs, each }, concluded: {} }));

/**
 * Found by evaluating it on nothing, so that no operator has to tell it a second time. Undefined where a part's is,
 * where an earlier stage may have concluded something, and where it depends on which legs there are.
 */
const unrecordedTruth = (
  criterion: Criterion,
  parts: readonly Part[],
  truth: Compiled,
): Truth | undefined => {
  if (CONCLUSIONS.has(criterion.op)) return undefined;
  if (parts.some(({ unrecorded }) => unrecorded === undefined)) return undefined;
  const one = truth(emptyCharts[0] as Context, left);
  if (!OPENS_LEGS.has(criterion.op)) return one;
  const same = emptyCharts.every((context) =>
    [left, right, midline].every((leg) => truth(context, leg) === one),
  );
  return same ? one : undefined;
};

const make = (criterion: Criterion): Part => {
  const parts = partsOf(criterion).map(partOf);
  const truth =
    compileFinding(criterion) ??
    compilePatient(criterion) ??
    compileConclusion(criterion) ??
    compositeTruth(criterion, parts);
  if (!truth) throw new TypeError(`No meaning for the criterion ${criterion.op}`);
  const reads = readsOf(criterion, parts);
  const unrecorded = unrecordedTruth(criterion, parts, truth);
  return {
    ...reads,
    criterion,
    parts,
    truth,
    holds: compositeHolds(criterion, parts) ?? ((context, leg) => truth(context, leg) === true),
    unrecorded,
    spared: unrecorded !== undefined && reads.few,
  };
};

/** The same criterion object is compiled once, however many rules share it. */
const made = new WeakMap<Criterion, Part>();

export const partOf = (criterion: Criterion): Part => {
  const known = made.get(criterion);
  if (known) return known;
  const part = make(criterion);
  made.set(criterion, part);
  return part;
};

/** The truth of a criterion, by itself. */
export const compile = (criterion: Criterion): Compiled => {
  const part = partOf(criterion);
  return (context, leg) => truthOf(part, context, leg);
};

/** Whether it is established: cheaper than `compile(criterion)(context, leg) === true`, and the same. */
export const establish = (criterion: Criterion): Holds => {
  const part = partOf(criterion);
  return (context, leg) => holds(part, context, leg);
};
