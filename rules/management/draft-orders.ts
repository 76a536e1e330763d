/** Draft orders as a card names them, each by itself: a card is about one draft. */
import type { Order } from '../engine/types.ts';
import type { MedicationClass, OrderType } from '../findings/index.ts';
import { drugSaid } from './drug-name.ts';
import { remembered } from './remembered.ts';
import { draftsOf, type Situation } from './situation.ts';
import type { RemovalDraft } from './suggestion.ts';
import { lumbarImaging } from './terms.ts';
import { type Said, say } from './wording/say.ts';

export const imagingDrafts = (s: Situation): readonly Order[] => draftsOf(s, ...lumbarImaging);

/** Draft orders by drug class: the card of each of a thousand drafts asks which others stand beside it. */
const byDrug = remembered(({ chart }) => {
  const table = new Map<string, Order[]>();
  for (const order of chart.orders) {
    const same = order.drug === undefined ? undefined : table.get(order.drug);
    if (same !== undefined) same.push(order);
    else if (order.drug !== undefined) table.set(order.drug, [order]);
  }
  return table;
});

const noOrders: readonly Order[] = [];

export const draftsFor = (s: Situation, drug: MedicationClass): readonly Order[] =>
  byDrug(s).get(drug) ?? noOrders;

/** Those whose reason does not say that they are for something else. */
export const painDraftsFor = (s: Situation, drug: MedicationClass): readonly Order[] =>
  draftsFor(s, drug).filter(({ elsewhere }) => !elsewhere);

/** What the order is for: the study, or the ingredient. */
export const draftName = (s: Situation, { type, drug, draftRef }: Order): Said => {
  if (drug !== undefined) return drugSaid(s, drug as MedicationClass, draftRef);
  return type === undefined ? say('draft.generic') : { study: type as OrderType };
};

/** Drafts by what they are called: the place of each reference among those of its name, from 1. */
const namesakes = remembered((s) => {
  const all = new Map<string, Map<string | undefined, number>>();
  for (const order of s.chart.orders) {
    const name = JSON.stringify(draftName(s, order));
    const places = all.get(name) ?? new Map<string | undefined, number>();
    all.set(name, places);
    if (!places.has(order.draftRef)) places.set(order.draftRef, places.size + 1);
  }
  return all;
});

/** Those of the same name beside it: an id would say nothing to a clinician. */
export const draftSaid = (s: Situation, draft: Order): Said => {
  const name = draftName(s, draft);
  const places = namesakes(s).get(JSON.stringify(name));
  if (places === undefined || places.size < 2) return name;
  return say('draft.count', { draft: name, n: places.get(draft.draftRef) ?? 0, all: places.size });
};

/** Takes the draft back; one without a reference cannot be. */
export const removal = (s: Situation, draft: Order): readonly RemovalDraft[] => {
  if (draft.draftRef === undefined) return [];
  const label = say('button.remove', { what: draftSaid(s, draft) });
  return [{ kind: 'removal', label, description: label, draftRef: draft.draftRef }];
};

export { draftsOf };

export const pregnancyLimits = (s: Situation): readonly Said[] =>
  s.chart.pregnant === true ? [say('imaging.pregnancy')] : [];
