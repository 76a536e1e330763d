/** REC-20: benzodiazepine for sciatica. */
import { all, ordersForPain } from '../../engine/criterion.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { alternatives, painContext, rootPainOnRecord } from '../drug-orders.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { painDraftsFor, takes } from '../situation.ts';
import { removals } from '../suggestion.ts';
import { child, rootPain } from '../terms.ts';

export const benzodiazepine: Recommendation = {
  id: 'REC-20',
  version: '1.1.0',
  title: 'Benzodiazepine for sciatica',
  hooks: ORDERING,
  when: all(ordersForPain('benzodiazepine'), rootPain),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: ['alternative-dx', 'clinical-judgement', 'not-applicable', 'recipient-disagrees-evidence'],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Sciatica: do not offer benzodiazepines', strength: 'guideline' },
    {
      cite: 'cdc-2022',
      says: 'Particular caution with opioids and benzodiazepines together',
      strength: 'guideline',
    },
    {
      cite: 'fda-opioid-benzodiazepine-2016',
      says: 'Boxed warning on the combination',
      strength: 'guideline',
    },
  ],
  basis: (s) => ['drug:benzodiazepine', painContext(s)],
  content: (s) => ({
    indicator: 'warning',
    summary: 'Benzodiazepines are not recommended for sciatica (no benefit, sedation, dependence)',
    lead: 'Consider another option: benzodiazepines are not advised for sciatica.',
    because: [...draftsOnRecord(s, painDraftsFor(s, 'benzodiazepine')), ...rootPainOnRecord(s)],
    advice: [
      alternatives(s),
      ...(takes(s, 'opioid') || takes(s, 'opioid-treatment')
        ? ['An opioid is on the active list: the combination carries a boxed warning.']
        : []),
      'NICE NG59 advises against them in sciatica.',
    ],
    suggestions: removals('Remove benzodiazepine order', removable(s, painDraftsFor(s, 'benzodiazepine'))),
  }),
  vignettes: {
    fires: [
      {
        title: 'diazepam for sciatica',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'benzodiazepine' },
          history: ['sciatica'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'diazepam, and nothing on record says sciatica',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'benzodiazepine' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};
