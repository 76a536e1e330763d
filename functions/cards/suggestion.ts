/**
 * Suggestion drafts on the wire, one action each, so that a client that allows one action a suggestion
 * loses nothing. Suggestion uuids hash from the card's.
 */
import type { SuggestionDraft } from '../../rules/management/suggestion.ts';
import { suggestionId } from '../audit/identifiers.ts';
import type { Action, Suggestion } from '../cds-hooks/types.ts';
import { type ResourceContext, resource } from './resource.ts';

const action = (draft: SuggestionDraft, context: ResourceContext): Action =>
  draft.kind === 'removal'
    ? { type: 'delete', description: draft.description, resourceId: draft.draftRef }
    : { type: 'create', description: draft.description, resource: resource(draft, context) };

export const suggestion = (
  draft: SuggestionDraft,
  card: string,
  n: number,
  context: ResourceContext,
): Suggestion => ({
  label: draft.label,
  uuid: suggestionId(card, n),
  ...(draft.recommended && { isRecommended: true }),
  actions: [action(draft, context)],
});
