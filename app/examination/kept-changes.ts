/**
 * Changes of a form that outlive it: a reload, another view, a sign-in after the session has ended. In the session
 * storage, so in this tab alone; of one patient of one server, for the same author on the same day, until they are
 * saved or undone.
 */
import type { Visit } from '../chart/port.ts';
import { answered, type Draft } from '../encoding/draft.ts';
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

const nameOf = (base: string, patientId: string): string => `radix-examination:${base} ${patientId}`;

const forgetChanges = (tab: Tab, { base, visit }: Owner): void =>
  tab.removeItem(nameOf(base, visit.patientId));

/** @param now ISO instant */
export const keepChanges = (tab: Tab, owner: Owner, form: Form, now: string): void => {
  if (!isChanged(form)) {
    forgetChanges(tab, owner);
    return;
  }
  const { added, withdrawn } = changesOf(form);
  const { base, visit } = owner;
  tab.setItem(
    nameOf(base, visit.patientId),
    JSON.stringify({
      now,
      author: visit.author.reference,
      added: [...added],
      withdrawn,
      filled: [...form.filled],
    }),
  );
};

export const hasKeptChanges = (tab: Tab, base: string, patientId: string): boolean =>
  tab.getItem(nameOf(base, patientId)) !== null;

const keysIn = (list: unknown): readonly Key[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === 'string' && isKey(one)) : [];

/** The form with the changes that were kept of it, as one step that can be undone; without them where there are none. */
export const withKeptChanges = (tab: Tab, owner: Owner, saved: Draft, now: string): Form => {
  const form = formOf(saved);
  try {
    const stored: unknown = JSON.parse(tab.getItem(nameOf(owner.base, owner.visit.patientId)) ?? 'null');
    const { now: then, author, added, withdrawn, filled } = stored as Record<string, unknown>;
    if (String(then).slice(0, 10) !== now.slice(0, 10) || author !== owner.visit.author.reference)
      return form;
    let draft = saved;
    for (const key of keysIn(withdrawn)) draft = answered(draft, key, undefined);
    for (const [key, value] of Array.isArray(added) ? added : [])
      if (isKey(String(key))) draft = answered(draft, key, value as ChartedValue);
    return { saved, draft, filled: new Set(keysIn(filled)), before: [form] };
  } catch {
    return form;
  }
};
