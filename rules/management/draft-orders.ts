/** Draft orders as a card names them, each by itself: a card is about one draft. */
import type { Order } from '../engine/types.ts';
import type { MedicationClass, OrderType } from '../findings/index.ts';
import { drugSaid } from './drug-name.ts';
import { draftsFor, draftsOf, painDraftsFor, type Situation } from './situation.ts';
import type { RemovalDraft } from './suggestion.ts';
import { lumbarImaging } from './terms.ts';
import { isSameSaid, type Said, say } from './wording/say.ts';

export const imagingDrafts = (s: Situation): readonly Order[] => draftsOf(s, ...lumbarImaging);

/** What the order is for: the study, or the ingredient. */
export const draftName = (s: Situation, { type, drug, draftRef }: Order): Said => {
  if (drug !== undefined) return drugSaid(s, drug as MedicationClass, draftRef);
  return type === undefined ? say('draft.generic') : { study: type as OrderType };
};

/** Those of the same name beside it: an id would say nothing to a clinician. */
export const draftSaid = (s: Situation, draft: Order): Said => {
  const name = draftName(s, draft);
  const ofThisName = s.chart.orders.filter((one) => isSameSaid(draftName(s, one), name));
  const refs = [...new Set(ofThisName.map(({ draftRef }) => draftRef))];
  if (refs.length < 2) return name;
  return say('draft.count', { draft: name, n: refs.indexOf(draft.draftRef) + 1, all: refs.length });
};

/** Takes the draft back; one without a reference cannot be. */
export const removal = (s: Situation, draft: Order): readonly RemovalDraft[] => {
  if (draft.draftRef === undefined) return [];
  const label = say('button.remove', { what: draftSaid(s, draft) });
  return [{ kind: 'removal', label, description: label, draftRef: draft.draftRef }];
};

export { draftsFor, draftsOf, painDraftsFor };

export const pregnancyLimits = (s: Situation): readonly Said[] =>
  s.chart.pregnant === true ? [say('imaging.pregnancy')] : [];
