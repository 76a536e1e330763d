/** REC-20: benzodiazepine for sciatica. */
import { all, ordersForPain } from '../../engine/criterion.ts';
import { painDraftsFor, removal } from '../draft-orders.ts';
import { instead, painContext, rootPainOnRecord } from '../drug-orders.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { takes } from '../situation.ts';
import { child, rootPain } from '../terms.ts';
import { say } from '../wording/say.ts';

export const benzodiazepine: Recommendation = {
  id: 'REC-20',
  version: '1.3.0',
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
  contributes: (s) =>
    painDraftsFor(s, 'benzodiazepine').map((draft) => ({
      problem: 'draft',
      draft,
      indicator: 'warning',
      name: say('benzodiazepine.hazard'),
      act: { summary: say('drug.reconsider'), line: say('benzodiazepine.line', { instead: instead(s) }) },
      reasons: rootPainOnRecord(s),
      but: takes(s, 'opioid') || takes(s, 'opioid-treatment') ? [say('sedation.boxed')] : [],
      buttons: removal(s, draft),
    })),
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
