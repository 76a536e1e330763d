/** What became of each recommendation: its card, or why it has none; for the audit row and the assessment. */
import type { Assessment, NotChecked } from '../../rules/engine/types.ts';
import { numberedCard } from '../audit/call-ids.ts';
import type { Judged } from './judge.ts';
import type { Plan, Planned } from './plan.ts';

/** A recommendation that fired, and what became of it. */
export interface FiredRule {
  readonly id: string;
  readonly version: string;
  /** What it fired on: findings, conditions and values, in any order. The audit row keeps a keyed digest alone. */
  readonly evidence: readonly string[];
  /** uuid of the card that shows it. */
  readonly cardUuid?: string;
  readonly withheld?: { readonly reason: string; readonly until?: string };
}

const holds = (judged: Judged) => (plan: Plan) =>
  plan.parts.some((part) => part.judged === judged) || plan.riders.some((part) => part.judged === judged);

/** A code for what applies and has no card; the clinician's reason when it was set aside. */
const withheldOf = (one: Judged, { cards, crowdedOut }: Planned): NonNullable<FiredRule['withheld']> => {
  if (one.standing.kind === 'withheld') return one.standing.withheld;
  if (crowdedOut.some(holds(one))) return { reason: 'volume' };
  if (one.contributions.length === 0) return { reason: 'nothing-to-change' };
  if (one.contributions.every(({ act, asksForRecord }) => asksForRecord && act === undefined))
    return { reason: 'nothing-to-change' };
  const urgent = cards.some(({ parts }) =>
    parts.some(({ contribution }) => contribution.indicator === 'critical'),
  );
  return { reason: urgent ? 'emergency-first' : 'volume' };
};

/** One line for each card that a recommendation is on: of two drafts, two. */
export const ruleLines = (
  judged: readonly Judged[],
  planned: Planned,
  callId: string,
): readonly FiredRule[] =>
  judged.flatMap((one): readonly FiredRule[] => {
    const { id, recommendation } = one.fired;
    const line = { id, version: recommendation.version, evidence: one.basis };
    const on = planned.cards.flatMap((plan, n) => (holds(one)(plan) ? n : []));
    if (on.length === 0) return [{ ...line, withheld: withheldOf(one, planned) }];
    return on.map((n) => ({ ...line, cardUuid: numberedCard(callId, n + 1) }));
  });

export const withOutcome = (
  assessment: Assessment,
  rules: readonly FiredRule[],
  notChecked: readonly NotChecked[],
): Assessment => {
  // of a recommendation on several cards the first: the gravest
  const lines = new Map<string, FiredRule>();
  for (const rule of rules) if (!lines.has(rule.id)) lines.set(rule.id, rule);
  return {
    ...assessment,
    notChecked,
    recommendations: assessment.recommendations.map(({ id }) => {
      const { cardUuid, withheld } = lines.get(id) ?? {};
      return { id, ...(cardUuid !== undefined && { cardUuid }), ...(withheld && { withheld }) };
    }),
  };
};
