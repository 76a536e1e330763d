/**
 * Suggestion drafts on the wire: one action each, except that an order in place of another takes the other
 * back in the same suggestion.
 */
import type { FhirResource } from 'fhir/r4';
import type { SuggestionDraft } from '../../rules/management/suggestion.ts';
import { say } from '../../rules/management/wording/say.ts';
import { numberedSuggestion } from '../audit/call-ids.ts';
import type { Action, HookContext, Suggestion } from '../cds-hooks/wire.ts';
import { type ResourceContext, resource } from './resource.ts';
import { plain } from './text.ts';

/** What is taken back when an order takes its place. */
export const REPLACED = say('button.replaced');

const removal = (resourceId: string, description: string): Action => ({
  type: 'delete',
  description,
  resourceId,
});

const actions = (draft: SuggestionDraft, context: ResourceContext): Action[] => {
  if (draft.kind === 'raise') {
    const received = context.drafts.get(draft.draftRef);
    if (received === undefined) return [];
    const resource = { ...received, priority: draft.priority } as FhirResource;
    return [{ type: 'update', description: plain(draft.description), resource }];
  }
  if (draft.kind === 'removal') return [removal(draft.draftRef, plain(draft.description))];
  const replaced = draft.kind === 'order' ? (draft.replaces?.drafts ?? []) : [];
  return [
    ...replaced.map((ref) => removal(ref, plain(REPLACED))),
    { type: 'create', description: plain(draft.description), resource: resource(draft, context) },
  ];
};

export const suggestion = (
  draft: SuggestionDraft,
  card: string,
  n: number,
  context: ResourceContext,
): Suggestion => {
  const label = plain(draft.label);
  const uuid = numberedSuggestion(card, n);
  return draft.recommended
    ? { label, uuid, isRecommended: true, actions: actions(draft, context) }
    : { label, uuid, actions: actions(draft, context) };
};

interface DraftLike {
  readonly resourceType?: unknown;
  readonly id?: unknown;
  readonly status?: unknown;
}

/** The drafts of the context as they were received, by `Type/id`. */
export type Drafts = ReadonlyMap<string, object>;

/** Which orders of the context a card may offer to take back or to raise (R-149, R-151, E-25). */
export const draftsIn = (context: HookContext): Drafts => {
  if (!('draftOrders' in context)) return new Map();
  return new Map(
    (context.draftOrders.entry ?? []).flatMap(({ resource = {} }): [string, object][] => {
      const { resourceType, id, status }: DraftLike = resource;
      return typeof resourceType === 'string' && typeof id === 'string' && status === 'draft'
        ? [[`${resourceType}/${id}`, resource]]
        : [];
    }),
  );
};
