/**
 * The stage that says what to do (§6): which recommendations apply to a chart at a hook. What lives here:
 * the literals with their triggers and the parts they add to a card, the words (`wording/`), and what both
 * need. What may not: cards and their order, markdown, wire types, ids, who is asking (`functions/cards`), and
 * any conclusion about the patient that an earlier stage did not reach.
 *
 * Cost: one evaluation of each compiled trigger; wording is built only when a card asks for it.
 */
import { establish, type Holds } from '../engine/compile.ts';
import type { RedFlagId } from '../engine/ids.ts';
import { recommendations } from './all.ts';
import type { Contribution } from './contribution.ts';
import type { CardRule, Recommendation, RecommendationId } from './recommendation.ts';
import type { Situation } from './situation.ts';

export { recommendationOf, recommendations } from './all.ts';
export { isCesUnasked, legQuestions } from './ces-questions.ts';
export type { Act, Ask, CardProblem, Contribution, Recorded } from './contribution.ts';
export { cardProblems } from './contribution.ts';
export { dangerSigns } from './danger-signs.ts';
export {
  covers,
  draftedFor,
  inHand,
  isAsked,
  isDone,
  isMeasured,
  isRecorded,
  isSpineScan,
  isTooSlow,
  jointStudy,
} from './done.ts';
export { draftSaid } from './draft-orders.ts';
export { barredSaid, isBarred } from './needle.ts';
export { labelOf } from './on-record.ts';
export type { CardRule, Recommendation, RecommendationId } from './recommendation.ts';
export { scopeSentences } from './recommendations/population.ts';
export { barely, problemOf, raisedOf, redFlagName, redFlagPart, redFlagRule } from './red-flag-card.ts';
export { type Situation, withoutFlags } from './situation.ts';
export { orderName } from './suggestion.ts';
export { spinalDiseases } from './terms.ts';

/** A recommendation that applies, with what its wording needs. */
export interface Fired {
  readonly id: RecommendationId | RedFlagId;
  readonly recommendation: CardRule;
  readonly situation: Situation;
}

interface Trigger {
  readonly recommendation: Recommendation;
  readonly when: Holds;
  readonly unless: Holds | undefined;
}

const triggers: readonly Trigger[] = recommendations.map((recommendation) => ({
  recommendation,
  when: establish(recommendation.when),
  unless: recommendation.unless && establish(recommendation.unless),
}));

/**
 * The recommendations that apply, in the order of display. Those that attach to another one's card are among them.
 *
 * @param fault told of a recommendation that could not be evaluated: it takes no other with it.
 */
export const recommend = (situation: Situation, fault: (id: RecommendationId) => void): readonly Fired[] => {
  const { context, chart } = situation;
  const { midline } = context.legs;
  const fired: Fired[] = [];
  for (const { recommendation, when, unless } of triggers) {
    const { id, hooks } = recommendation;
    if (!hooks.includes(chart.hook)) continue;
    try {
      if (!when(context, midline) || unless?.(context, midline)) continue;
      fired.push({ id, recommendation, situation });
    } catch {
      fault(id);
    }
  }
  return fired;
};

/** Whether it is an entry of the assessment: what only rides on another card is not. */
export const standsAlone = ({ recommendation }: Fired): boolean => recommendation.attachesTo === undefined;

/** Whether the rule says this red flag. */
export const saysRedFlag = ({ recommendation, situation }: Fired, id: string): boolean =>
  [...(recommendation.redFlags ?? []), ...(recommendation.alsoSays?.(situation) ?? [])].some(
    (one) => one === id,
  );

export const contributionsOf = ({ recommendation, situation }: Fired): readonly Contribution[] =>
  recommendation.contributes(situation);

export const basisOf = ({ recommendation, situation }: Fired): readonly string[] =>
  recommendation.basis(situation);
