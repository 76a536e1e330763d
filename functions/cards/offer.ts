/**
 * What of a card's offers this client can show: alternatives, and orders in place of others, in the shape that
 * its profile allows. Nothing may change its meaning on the way: what cannot be one step is two that say so,
 * what cannot be a choice is words.
 */
import type { CardRule } from '../../rules/management/index.ts';
import type { OrderDraft, SuggestionDraft } from '../../rules/management/suggestion.ts';
import { type Said, say } from '../../rules/management/wording/say.ts';
import type { ClientProfile } from '../client/profile.ts';
import { REPLACED } from './suggestion.ts';

export interface Offered {
  readonly drafts: readonly SuggestionDraft[];
  readonly behaviour: 'any' | 'at-most-one';
  /** A sentence for what the client cannot offer as a choice. */
  readonly instead?: Said;
}

type Replacing = OrderDraft & { readonly replaces: NonNullable<OrderDraft['replaces']> };

const isReplacing = (draft: SuggestionDraft): draft is Replacing =>
  draft.kind === 'order' && draft.replaces !== undefined;

/**
 * A switch for a client that allows too few actions a suggestion: the order under its own name, and beside it
 * the removal, so that the clinician sees two steps and neither passes for both.
 */
const inSteps = (draft: Replacing): readonly SuggestionDraft[] => {
  const { replaces, ...alone } = draft;
  return [
    { ...alone, label: replaces.alone },
    ...replaces.drafts.map(
      (draftRef): SuggestionDraft => ({ kind: 'removal', label: REPLACED, description: REPLACED, draftRef }),
    ),
  ];
};

/** What the client can show of a switch. Where it can offer one choice alone, the second step is in words. */
const stepwise = (drafts: readonly SuggestionDraft[], profile: ClientProfile): Offered | undefined => {
  const [first, ...others] = drafts;
  const tooLong = (draft: SuggestionDraft) =>
    isReplacing(draft) && draft.replaces.drafts.length + 1 > profile.maxActionsPerSuggestion;
  if (first === undefined || !drafts.some(tooLong)) return undefined;
  const steps = isReplacing(first) ? inSteps(first) : [first];
  const instead = others.length > 0 ? insteadOf(others) : undefined;
  if (profile.selectionBehaviors.includes('any'))
    return { drafts: steps, behaviour: 'any', ...(instead !== undefined && { instead }) };
  const byHand = say('limit.by-hand');
  return {
    drafts: steps.slice(0, 1),
    behaviour: 'at-most-one',
    instead: instead === undefined ? byHand : say('limit.both', { one: byHand, other: instead }),
  };
};

const insteadOf = (others: readonly SuggestionDraft[]): Said =>
  say('limit.instead', { labels: others.map(({ label }) => label) });

/**
 * Alternatives for a client that cannot offer them as such (Epic): the first stays a suggestion, the others
 * become words. A client that knows nothing but one choice (1.0) still gets them all.
 */
export const offered = (
  drafts: readonly SuggestionDraft[],
  selectionBehavior: CardRule['selectionBehavior'],
  profile: ClientProfile,
): Offered => {
  const steps = stepwise(drafts, profile);
  if (steps) return steps;
  if (profile.selectionBehaviors.includes(selectionBehavior)) return { drafts, behaviour: selectionBehavior };
  if (selectionBehavior === 'any') return { drafts, behaviour: 'at-most-one' };
  const [first, ...others] = drafts;
  return {
    drafts: first === undefined ? [] : [first],
    behaviour: 'any',
    ...(others.length > 0 && { instead: insteadOf(others) }),
  };
};
