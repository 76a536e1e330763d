/**
 * A 2.0 answer as a 1.0 client knows it: strict old validators refuse members they do not know, so what 1.0
 * does not have is left out, and a `delete` names its resource where 1.0 looks for it.
 */
import type { Action, Card, Suggestion } from './wire.ts';

const action = (of: Action): Action =>
  of.type === 'delete' && 'resourceId' in of
    ? { type: 'delete', description: of.description, resource: of.resourceId }
    : of;

const suggestion = ({ label, uuid, actions }: Suggestion): Suggestion => ({
  label,
  ...(uuid !== undefined && { uuid }),
  ...(actions && { actions: actions.map(action) }),
});

export const cardFor10 = ({ summary, detail, indicator, source, suggestions, links }: Card): Card => {
  const { topic: _, ...knownSource } = source;
  return {
    summary,
    ...(detail !== undefined && { detail }),
    indicator,
    source: knownSource,
    ...(suggestions && { suggestions: suggestions.map(suggestion), selectionBehavior: 'at-most-one' }),
    ...(links && {
      links: links.map(
        ({
          autolaunchable: _autolaunchable,
          ...link
        }: (typeof links)[number] & { autolaunchable?: boolean }) => link,
      ),
    }),
  };
};
