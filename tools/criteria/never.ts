/** Criteria for which no pair of charts can exist, each with the reason. */
import type { CriterionPlace } from './pair.ts';

export const never: readonly (CriterionPlace & { readonly why: string })[] = [
  {
    rule: 'REC-29',
    criterion: 'LDH likely',
    why: 'LDH is never more likely than RADIC, which the recommendation reads beside it',
  },
  {
    rule: 'REC-29',
    criterion: 'FACET likely',
    why: 'FACET is never more than possible',
  },
  {
    rule: 'RF-CES-EARLY',
    criterion: 'path of the pain recorded',
    why: 'while a pain without a drawn path counts (awaiting a second reading), it fires with a path and without',
  },
  {
    rule: 'TERM',
    item: 'severe or progressive weakness of the leg',
    criterion:
      'fits the fibular nerve, not progressing, with a cause found or neither profound nor beside back pain',
    why: 'the weakness that it takes from the root is a foot that drops from the fibular nerve, which stands beside it',
  },
  {
    rule: 'TERM',
    item: 'ischaemic leg',
    criterion: 'known arterial disease, onset unknown, no numbness, tingling or weakness',
    why: 'it makes an emergent leg an urgent one, and the term asks for either',
  },
];
