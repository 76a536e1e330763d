/**
 * Why a criterion is true, false or open on a chart, as a value: each node with its truth and, at the
 * leaves, the findings used and the resources they came from. Cards, audit rows and the page render it.
 * Runs only when asked for: evaluation needs the truth table alone.
 */
import { type FindingId, findings } from '../findings/index.ts';
import { type LegChart, lookUp, type Value } from './chart.ts';
import { compile } from './compile.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import { describe } from './describe.ts';
import type { Truth } from './lanes.ts';
import type { Fact, Leg } from './types.ts';
import { aboutOf, findingsOf, OPENS_LEGS, partsOf } from './walk.ts';

/** A finding as a rule used it. */
export interface FindingUsed {
  readonly id: FindingId;
  /** Absent for a midline finding. */
  readonly leg?: Leg;
  readonly value: Value | undefined;
  readonly facts: readonly Fact[];
}

export interface TraceNode {
  readonly op: Criterion['op'];
  readonly says: string;
  readonly truth: Truth;
  /** The leg that was read, where the node opened its scope. */
  readonly leg?: Leg;
  readonly findings?: readonly FindingUsed[];
  /** A condition, drug class, flag or diagnosis the leaf is about. */
  readonly about?: string;
  /** Required, but not what the rule fires on. */
  readonly context?: true;
  readonly of?: readonly TraceNode[];
}

export const used = (leg: LegChart, id: FindingId): FindingUsed => ({
  id,
  ...(findings[id].sided && { leg: leg.leg }),
  ...lookUp(leg, id),
});

/** The legs a node's parts are read on. */
export const scopes = (criterion: Criterion, context: Context, leg: LegChart): readonly LegChart[] => {
  const { legs } = context;
  switch (criterion.op) {
    case 'eitherLeg':
      return legs.each;
    case 'bothLegs':
      return [legs.left, legs.right];
    case 'symmetric':
    case 'bilateral':
    case 'unilateral':
      if (leg.leg === 'unspecified') return [leg];
      return [leg, leg.leg === 'left' ? legs.right : legs.left];
    default:
      return [leg];
  }
};

export const explain = (criterion: Criterion, context: Context, leg: LegChart): TraceNode => {
  const about = aboutOf(criterion);
  const leaves = findingsOf(criterion).map((id) => used(leg, id));
  const opens = OPENS_LEGS.has(criterion.op);
  const parts = partsOf(criterion);
  const of = scopes(criterion, context, leg).flatMap((scope) =>
    parts.map((part) => {
      const node = explain(part, context, scope);
      return opens ? { ...node, leg: scope.leg } : node;
    }),
  );
  return {
    op: criterion.op,
    says: describe(criterion),
    truth: compile(criterion)(context, leg),
    ...(leaves.length > 0 && { findings: leaves }),
    ...(about !== undefined && { about }),
    ...(criterion.op === 'term' && criterion.context && { context: true as const }),
    ...(of.length > 0 && { of }),
  };
};

const leavesOf = (node: TraceNode): TraceNode[] => (node.of ? node.of.flatMap(leavesOf) : [node]);

/** The findings whose documentation could still decide an open criterion, each once. */
export const openIn = (node: TraceNode): FindingId[] => [
  ...new Set(
    leavesOf(node)
      .filter(({ truth }) => truth === null)
      .flatMap(({ findings }) => (findings ?? []).map(({ id }) => id)),
  ),
];
