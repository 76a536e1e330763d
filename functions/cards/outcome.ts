/** What became of each recommendation: its card, or why it has none; for the audit row and the assessment. */
import type { Assessment, NotChecked } from '../../rules/engine/types.ts';
import type { Evaluation } from '../../rules/index.ts';
import { redFlagRule } from '../../rules/management/index.ts';
import { numberedCard } from '../audit/call-ids.ts';
import { type Judged, says } from './judge.ts';
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

/** The line of the first of them that says it and has a card, else of the first that says it. */
const lineSaying = (
  id: string,
  judged: readonly Judged[],
  rules: readonly FiredRule[],
): FiredRule | undefined => {
  const saying = new Set(judged.filter((one) => says(one, id)).map(({ fired }) => fired.id as string));
  const lines = rules.filter((rule) => saying.has(rule.id));
  return lines.find(({ cardUuid }) => cardUuid !== undefined) ?? lines[0];
};

/**
 * A line for each red flag that was raised, as for a recommendation: a recall asks for its version too.
 * @param rules the lines of those judged
 * @param ruled what the policy says of a rule
 */
export const redFlagLines = (
  { assessment }: Evaluation,
  judged: readonly Judged[],
  rules: readonly FiredRule[],
  ruled: (id: string) => 'shadow' | 'off' | undefined,
): readonly FiredRule[] =>
  assessment.redFlags.flatMap(({ id, because }): readonly FiredRule[] => {
    const version = redFlagRule(id)?.version;
    const state = ruled(id);
    if (version === undefined || state === 'off') return [];
    const line = { id, version, evidence: because };
    if (state === 'shadow') return [{ ...line, withheld: { reason: 'shadow' } }];
    const { cardUuid, withheld } = lineSaying(id, judged, rules) ?? {};
    return [{ ...line, ...(cardUuid !== undefined && { cardUuid }), ...(withheld && { withheld }) }];
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
