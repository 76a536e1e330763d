/**
 * What the operator's policy lets through to the cards. A recommendation is hidden by its own ruling, by those of
 * all red flags that it is for, or when each card that it would stand on is hidden. One that is for several red flags,
 * of which some are hidden, is made as if those had not been raised: the others keep their card, and it names them alone.
 */
import { flagUrgencies } from '../../rules/engine/criterion.ts';
import type { Assessment, Evaluation, Fired } from '../../rules/index.ts';
import { saysRedFlag, withoutFlags } from '../../rules/management/index.ts';
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

/** States of the raised red flags that it is for; those that it says beside them get a card of their own. */
const flagStates = ({ recommendation, situation }: Fired, policy: CardPolicy) =>
  situation.redFlags
    .filter(({ id }) => recommendation.redFlags?.some((one) => one === id))
    .map(({ id }) => policy.rule(id));

const stateOf = (fired: Fired, policy: CardPolicy): SilentState | undefined => {
  const own = policy.rule(fired.id);
  if (own !== undefined) return own;
  const states = flagStates(fired, policy);
  return states.length === 0 || states.includes(undefined) ? undefined : gravest(states);
};

/** As if the hidden red flags that it would name had not been raised; itself when it would name none. */
export const naming = (fired: Fired, policy: CardPolicy): Fired => {
  const hidden = fired.situation.redFlags
    .map(({ id }) => id)
    .filter((id) => policy.rule(id) !== undefined && saysRedFlag(fired, id));
  if (hidden.length === 0 || stateOf(fired, policy) !== undefined) return fired;
  return { ...fired, situation: withoutFlags(fired.situation, new Set(hidden)) };
};

export interface Allowed {
  readonly shown: readonly Judged[];
  /** For the audit row: what would have been shown. */
  readonly shadowed: readonly FiredRule[];
}

export const allowedBy = (policy: CardPolicy, judged: readonly Judged[]): Allowed => {
  const shown: Judged[] = [];
  const shadowed: FiredRule[] = [];
  for (const one of judged) {
    const { id, recommendation } = one.fired;
    const own = stateOf(one.fired, policy);
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
  const highest = flagUrgencies.find((level) => redFlags.some(({ urgency }) => urgency === level));
  return {
    ...assessment,
    redFlags,
    urgency: unchanged ? assessment.urgency : (highest ?? (concerned ? 'routine' : 'none')),
    recommendations: assessment.recommendations.filter(({ id }) => left.has(id)),
  };
};
