/**
 * Which card is it? What shows the same of the same rules, to the same user about the same patient, is the same card
 * in whichever call: so an EHR that calls again with nothing new gets the card that it has, not another one to
 * interrupt with, and feedback counts once. New words, or a new version of a rule, are a new card.
 */
import { suggestionId } from '../audit/call-ids.ts';
import type { IssuedCard } from './check.ts';
import type { Composition } from './index.ts';

/**
 * What a card shows, and which drafts its buttons take back: a button of a card that an EHR kept must not take back
 * another draft. Not in it: ids that differ from call to call (of suggestions, of the call that a link leads back to)
 * and the resources that buttons create, which carry the instant.
 */
const shownBy = (card: IssuedCard, rules: readonly string[]): string =>
  JSON.stringify([
    rules,
    card.source.topic?.code,
    card.indicator,
    card.summary,
    card.detail,
    card.source.label,
    card.suggestions?.map(({ label, isRecommended, actions }) => [
      label,
      isRecommended,
      actions?.map((action) => ('resourceId' in action ? action.resourceId : action.type)),
    ]),
    card.links?.map(({ label }) => label),
  ]);

/** Adds a uuid to those that are taken. @returns whether it was free */
const isNewOf = (taken: Set<string>, uuid: string): boolean => taken.size < taken.add(uuid).size;

/**
 * The same answer, its cards under uuids of their own in place of those they were composed under.
 * @param cardId from what a card shows, and for whom
 */
export const identified = (
  { cards, assessment, rules, redFlags, violations }: Composition,
  cardId: (shown: string) => string,
): Composition => {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const card of cards) {
    const on = rules.filter(({ cardUuid }) => cardUuid === card.uuid);
    const shown = shownBy(
      card,
      on.map(({ id, version }) => `${id}@${version}`),
    );
    let uuid = cardId(shown);
    for (let n = 2; !isNewOf(taken, uuid); n++) uuid = cardId(`${shown}\n${n}`);
    names.set(card.uuid, uuid);
  }
  const named = <T extends { readonly cardUuid?: string }>(one: T): T => {
    const cardUuid = one.cardUuid === undefined ? undefined : names.get(one.cardUuid);
    return cardUuid === undefined ? one : { ...one, cardUuid };
  };
  return {
    cards: cards.map((card) => {
      const uuid = names.get(card.uuid) ?? card.uuid;
      const suggestions = card.suggestions?.map((one, n) => ({ ...one, uuid: suggestionId(uuid, n + 1) }));
      return { ...card, uuid, ...(suggestions && { suggestions }) };
    }),
    assessment: { ...assessment, recommendations: assessment.recommendations.map(named) },
    rules: rules.map(named),
    redFlags: redFlags.map(named),
    violations,
  };
};
