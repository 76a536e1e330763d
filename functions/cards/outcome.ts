/** What became of each recommendation: its card, or why it has none; for the audit row and the assessment. */
import type { Assessment, NotChecked } from '../../rules/engine/types.ts';
import type { FiredRule } from '../audit/call-record.ts';
import { cardId } from '../audit/identifiers.ts';
import type { Judged } from './judge.ts';
import type { Planned, Selection } from './select.ts';

/** The card of the recommendation, its own or one it shares; −1 if none. */
const holding = (cards: readonly Planned[], fired: Judged['fired']): number =>
  cards.findIndex((one) => one.fired === fired || one.also.includes(fired));

const withheldOf = ({ fired, standing }: Judged, { crowdedOut }: Selection): FiredRule['withheld'] => {
  if (standing.kind === 'withheld') return standing.withheld;
  return holding(crowdedOut, fired) >= 0 ? { reason: 'volume' } : undefined;
};

export const ruleLines = (
  judged: readonly Judged[],
  selection: Selection,
  callId: string,
): readonly FiredRule[] =>
  judged.map((one) => {
    const n = holding(selection.shown, one.fired);
    const withheld = withheldOf(one, selection);
    return {
      id: one.fired.id,
      version: one.fired.recommendation.version,
      evidence: one.basis,
      ...(n >= 0 && { cardUuid: cardId(callId, n + 1) }),
      ...(withheld && { withheld }),
    };
  });

export const withOutcome = (
  assessment: Assessment,
  rules: readonly FiredRule[],
  notChecked: readonly NotChecked[],
): Assessment => {
  const lines = new Map(rules.map((rule) => [rule.id, rule]));
  return {
    ...assessment,
    notChecked,
    recommendations: assessment.recommendations.map(({ id }) => {
      const { cardUuid, withheld } = lines.get(id) ?? {};
      return { id, ...(cardUuid !== undefined && { cardUuid }), ...(withheld && { withheld }) };
    }),
  };
};
