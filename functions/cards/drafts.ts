/** Which orders of the context a card may offer to take back: drafts, by `Type/id` (R-151, E-25). */
import type { HookContext } from '../cds-hooks/wire.ts';

interface DraftLike {
  readonly resourceType?: unknown;
  readonly id?: unknown;
  readonly status?: unknown;
}

export const removable = (context: HookContext): ReadonlySet<string> => {
  if (!('draftOrders' in context)) return new Set();
  return new Set(
    (context.draftOrders.entry ?? []).flatMap(({ resource }) => {
      const { resourceType, id, status }: DraftLike = resource ?? {};
      return typeof resourceType === 'string' && typeof id === 'string' && status === 'draft'
        ? [`${resourceType}/${id}`]
        : [];
    }),
  );
};
