/**
 * What the operator's policy lets through to the cards. A recommendation is hidden by its own ruling, by that of
 * every red flag that it says, or when each card that it would stand on is hidden.
 */
import type { Assessment, Evaluation } from '../../rules/index.ts';
import type { Judged } from './judge.ts';
import type { FiredRule } from './outcome.ts';

type SilentState = 'shadow' | 'off';

/** The narrow part of the policy that is needed here. */
export interface CardPolicy {
  rule(id: string): SilentState | undefined;
  card(kind: string): SilentState | undefined;
}

const gravest = (states: readonly (SilentState | undefined)[]): SilentState | undefined =>
  states.includes('off') ? 'off' : states.find((state) => state !== undefined);

/** @param flags ids of the raised red flags that it says */
const stateOf = (id: string, flags: readonly string[], policy: CardPolicy): SilentState | undefined => {
  const own = policy.rule(id);
  if (own !== undefined || flags.length === 0) return own;
  const ofFlags = flags.map((flag) => policy.rule(flag));
  return ofFlags.includes(undefined) ? undefined : gravest(ofFlags);
};

export interface Allowed {
  readonly shown: readonly Judged[];
  /** For the audit row: what would have been shown. */
  readonly shadowed: readonly FiredRule[];
}

/** @param flagsOf raised red flags that a recommendation says */
export const allowedBy = (
  policy: CardPolicy,
  judged: readonly Judged[],
  flagsOf: (one: Judged) => readonly string[],
): Allowed => {
  const shown: Judged[] = [];
  const shadowed: FiredRule[] = [];
  for (const one of judged) {
    const { id, recommendation } = one.fired;
    const own = stateOf(id, flagsOf(one), policy);
    const contributions = own ? [] : one.contributions.filter(({ problem }) => !policy.card(problem));
    const hidden = own ?? hiddenByCards(one, contributions, policy);
    if (hidden === undefined)
      shown.push(contributions.length === one.contributions.length ? one : { ...one, contributions });
    else if (hidden === 'shadow')
      shadowed.push({
        id,
        version: recommendation.version,
        evidence: one.basis,
        withheld: { reason: 'shadow' },
      });
  }
  return { shown, shadowed };
};

/** Undefined while a card is left for it, or it never had one. */
const hiddenByCards = (
  { contributions }: Judged,
  left: Judged['contributions'],
  policy: CardPolicy,
): SilentState | undefined =>
  left.length === contributions.length || left.length > 0
    ? undefined
    : gravest(contributions.map(({ problem }) => policy.card(problem)));

const order = ['emergent', 'urgent', 'soon'] as const;

/**
 * The assessment as the client may have it: without hidden red flags and recommendations, and without the urgency
 * that rests on them alone.
 * @param rules what may be shown
 */
export const withoutHidden = (
  { assessment, concerned }: Evaluation,
  policy: CardPolicy,
  rules: readonly FiredRule[],
): Assessment => {
  const left = new Set(rules.map(({ id }) => id));
  const redFlags = assessment.redFlags.filter(({ id }) => policy.rule(id) === undefined);
  const unchanged = redFlags.length === assessment.redFlags.length;
  const highest = order.find((level) => redFlags.some(({ urgency }) => urgency === level));
  return {
    ...assessment,
    redFlags,
    urgency: unchanged ? assessment.urgency : (highest ?? (concerned ? 'routine' : 'none')),
    recommendations: assessment.recommendations.filter(({ id }) => left.has(id)),
  };
};
