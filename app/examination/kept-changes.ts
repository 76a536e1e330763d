/**
 * Changes of a form that outlive it: a reload, another view, a sign-in after the session has ended. In the session
 * storage, so in this tab alone; of one patient of one server, for the same author, for twelve hours, until they are
 * saved or undone.
 */
import type { Visit } from '../chart/port.ts';
import { answered, type Draft, sameValue } from '../encoding/draft.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';
import { isKey, type Key } from '../encoding/key.ts';
import type { Tab } from '../tab-storage.ts';
import { changesOf, type Form, formOf, isChanged } from './form.ts';

/** The author, and whose chart it is. */
export interface Owner {
  /** Base of the FHIR server. */
  readonly base: string;
  readonly visit: Pick<Visit, 'patientId' | 'author'>;
}

const nameOf = ({ base, visit }: Owner): string =>
  `radix-examination:${base} ${visit.patientId} ${visit.author.reference}`;

/**
 * Older changes are not kept where newer ones cannot be.
 *
 * @param now ISO instant
 */
export const keepChanges = (tab: Tab, owner: Owner, form: Form, now: string): void => {
  const name = nameOf(owner);
  if (!isChanged(form)) {
    tab.removeItem(name);
    return;
  }
  const { added, withdrawn } = changesOf(form);
  const kept = {
    now,
    added: [...added],
    withdrawn: withdrawn.map((key) => [key, form.saved.get(key)]),
    filled: [...form.filled],
  };
  try {
    tab.setItem(name, JSON.stringify(kept));
  } catch {
    tab.removeItem(name);
  }
};

const keysIn = (list: unknown): readonly Key[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string' && isKey(one)) : [];

const answersIn = (list: unknown): readonly (readonly [Key, ChartedValue])[] =>
  Array.isArray(list)
    ? list.filter((one) => Array.isArray(one) && typeof one[0] === 'string' && isKey(one[0]))
    : [];

interface KeptChanges {
  readonly added: readonly (readonly [Key, ChartedValue])[];
  /** With the answers that were taken back. */
  readonly withdrawn: readonly (readonly [Key, ChartedValue])[];
  readonly filled: readonly Key[];
}

const keptFor = 12 * 60 * 60_000;

const keptIn = (tab: Tab, owner: Owner, now: string): KeptChanges | undefined => {
  try {
    const stored: unknown = JSON.parse(tab.getItem(nameOf(owner)) ?? 'null');
    const { now: then, added, withdrawn, filled } = stored as Record<string, unknown>;
    const age = Date.parse(now) - Date.parse(String(then));
    if (!(age < keptFor)) return undefined;
    return { added: answersIn(added), withdrawn: answersIn(withdrawn), filled: keysIn(filled) };
  } catch {
    return undefined;
  }
};

/** Whether there are changes to go on with. */
export const hasKeptChanges = (tab: Tab, owner: Owner, now: string): boolean =>
  keptIn(tab, owner, now) !== undefined;

/** The form with the changes that were kept of it, as one step that can be undone; without them where there are none. */
export const withKeptChanges = (tab: Tab, owner: Owner, saved: Draft, now: string): Form => {
  const form = formOf(saved);
  const kept = keptIn(tab, owner, now);
  if (kept === undefined) return form;
  let draft = saved;
  // what was saved since has not been seen by who took the old answer back
  for (const [key, value] of kept.withdrawn)
    if (sameValue(saved.get(key), value)) draft = answered(draft, key, undefined);
  for (const [key, value] of kept.added) draft = answered(draft, key, value);
  return { saved, draft, filled: new Set(kept.filled), before: [form] };
};
