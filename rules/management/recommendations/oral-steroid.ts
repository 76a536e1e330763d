/** REC-21: oral steroid for sciatica. */
import { all, condition, ordersForPain, unlessKnown } from '../../engine/criterion.ts';
import { painDraftsFor, removal } from '../draft-orders.ts';
import { instead, painContext, rootPainOnRecord } from '../drug-orders.ts';
import { conditionsOnRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { child, rootPain } from '../terms.ts';
import { say } from '../wording/say.ts';

export const oralSteroid: Recommendation = {
  id: 'REC-21',
  version: '1.2.0',
  title: 'Oral steroid for sciatica',
  hooks: ORDERING,
  when: all(ordersForPain('oral-steroid'), rootPain, unlessKnown(condition('other-steroid-indication'))),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: [
    'alternative-dx',
    'clinical-judgement',
    'patient-declines',
    'recipient-disagrees-evidence',
  ],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Sciatica: do not offer oral corticosteroids', strength: 'guideline' },
    {
      cite: 'goldberg-2015',
      says: 'n = 269: ODI 6.4 points better at 3 weeks; leg pain 0.3 (95% CI −0.4 to 1.0)',
      strength: 'trial',
    },
    {
      cite: 'acp-2017',
      says: 'Systemic steroids not shown to help, also with radicular symptoms',
      strength: 'guideline',
    },
  ],
  basis: (s) => ['drug:oral-steroid', painContext(s)],
  contributes: (s) =>
    painDraftsFor(s, 'oral-steroid').map((draft) => ({
      problem: 'draft',
      draft,
      indicator: 'warning',
      name: say('steroid.hazard'),
      act: { summary: say('drug.reconsider'), line: say('steroid.line', { instead: instead(s) }) },
      reasons: [
        ...rootPainOnRecord(s),
        ...conditionsOnRecord(s, ['diabetes', 'osteoporosis', 'peptic-ulcer']),
      ],
      caveats: [say('steroid.check')],
      buttons: removal(s, draft),
    })),
  vignettes: {
    fires: [
      {
        title: 'prednisone for sciatica',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'oral-steroid' },
          history: ['sciatica'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'prednisone with another indication',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'oral-steroid' },
          history: ['sciatica', 'other-steroid-indication'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};
