/**
 * The knowledge: what a chart's facts say about lumbar radiculopathy and its look-alikes.
 *
 * `assess(input)` is the answer as data; `evaluate(input)` adds the chart it was read from, the reasons
 * and the recommendations with what their wording needs. Both are pure and synchronous and load nothing
 * but `rules/`. They do not throw on any input of the declared shape: red flags are found first and alone,
 * and a fault in a later stage keeps them and says what could not be checked.
 *
 * Cost: tens of microseconds for a chart of 50 facts; the trace is built only when it is asked for.
 */

import { type Concluded, conclude, stage } from './conclude.ts';
import { differentialOf } from './differential/index.ts';
import { nextBest } from './differential/next-best.ts';
import type { Chart } from './engine/chart.ts';
import type { ByLeg } from './engine/context.ts';
import type { RuleTrace } from './engine/trace.ts';
import type { Assessment, EngineInput, NotChecked, RootResult } from './engine/types.ts';
import { notCheckedOf, noteOf } from './evidence/told.ts';
import { KNOWLEDGE_VERSION } from './knowledge-version.ts';
import { type Fired, recommend, type Situation, standsAlone } from './management/index.ts';
import { isSymptomatic, missingFrom, notesOf, urgencyOf } from './sum-up.ts';
import { traceOf } from './tracing.ts';

export type { Chart, LegChart, Value } from './engine/chart.ts';
export { lookUp } from './engine/chart.ts';
export type { FindingUsed, TraceNode } from './engine/explain.ts';
export type { RuleTrace } from './engine/trace.ts';
export type * from './engine/types.ts';
export { KNOWLEDGE_VERSION } from './knowledge-version.ts';
export type { Fired } from './management/index.ts';

export interface Evaluation {
  readonly assessment: Assessment;
  /** Every rule that was considered, fired or not. A function, not a getter: V8 gives each object with a getter of its own a class of its own. */
  readonly trace: () => readonly RuleTrace[];
  readonly chart: Chart;
  /** What the wording of a card may look at. */
  readonly situation: Situation;
  /** A symptom of a leg or the back is recorded, or sciatica is on the problem list. */
  readonly concerned: boolean;
  /** The recommendations that apply, with what their wording needs. */
  readonly fired: readonly Fired[];
}

const sidesOf = (roots: ByLeg<RootResult>): Assessment['sides'] =>
  Object.fromEntries(Object.entries(roots).map(([leg, root]) => [leg, { root }]));

const unique = (ids: readonly { readonly finding: string }[]): string[] => [
  ...new Set(ids.map(({ finding }) => finding)),
];

type DifferentialWords = Pick<Assessment, 'differential' | 'nextBest' | 'missing'>;

/** What the differential says in words. */
const worded = ({ assessed, context }: Concluded): DifferentialWords => {
  const { ranked } = assessed.ranking;
  const next = nextBest(ranked, context);
  return {
    differential: ranked.map(differentialOf),
    ...(next && { nextBest: next }),
    missing: missingFrom(context),
  };
};

export const evaluate = (input: EngineInput): Evaluation => {
  const concluded = conclude(input);
  const { chart, flags, context, assessed } = concluded;
  const faults: NotChecked[] = [...concluded.faults];
  const nothing: DifferentialWords = { differential: [], missing: [] };
  const level = flags.raised[0]?.urgency ?? 'none';
  const urgency = stage('urgency', faults, level, () => urgencyOf(flags, context));
  const differential = stage('differential', faults, nothing, () => worded(concluded));
  const notes = stage('notes', faults, [], () => [
    ...new Set((input.holes ?? []).map(noteOf)),
    ...notesOf(chart),
    ...assessed.notes,
  ]);
  const found = {
    knowledgeVersion: KNOWLEDGE_VERSION,
    urgency,
    redFlags: flags.raised,
    sides: sidesOf(assessed.roots),
    ...differential,
    notChecked: [...notCheckedOf(input.holes ?? []), ...(input.notChecked ?? []), ...faults],
    stale: unique(chart.stale),
    conflicts: unique(chart.conflicts),
    notes,
  };
  const broken: NotChecked[] = [];
  const situation: Situation = { ...found, input, chart, context };
  const fired = recommend(situation, (id) => broken.push({ key: id, why: 'could not be evaluated' }));
  return {
    assessment: {
      ...found,
      recommendations: fired.filter(standsAlone).map(({ id }) => ({ id })),
      notChecked: [...found.notChecked, ...broken],
    },
    trace: () => traceOf(concluded),
    chart,
    situation,
    concerned: stage(
      'differential',
      [],
      true,
      () => isSymptomatic(context) || chart.conditions.has('sciatica'),
    ),
    fired,
  };
};

export const assess = (input: EngineInput): Assessment => evaluate(input).assessment;
