/** REC-21: oral steroid for sciatica. */
import { all, condition, ordersForPain, unlessKnown } from '../../engine/criterion.ts';
import { reported } from '../../terms/thresholds.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { alternatives, painContext, rootPainOnRecord } from '../drug-orders.ts';
import { conditionsOnRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { painDraftsFor } from '../situation.ts';
import { removals } from '../suggestion.ts';
import { child, rootPain } from '../terms.ts';

export const oralSteroid: Recommendation = {
  id: 'REC-21',
  version: '1.1.0',
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
  content: (s) => ({
    indicator: 'warning',
    summary: 'Oral steroids: small functional gain, no pain benefit, more adverse events; NICE: do not offer',
    lead: 'Consider another option: oral steroids are not advised for sciatica.',
    because: [
      ...draftsOnRecord(s, painDraftsFor(s, 'oral-steroid')),
      ...rootPainOnRecord(s),
      ...conditionsOnRecord(s, ['diabetes', 'osteoporosis', 'peptic-ulcer']),
    ],
    missing: ['another indication for the steroid'],
    advice: [
      'Check diabetes, infection, osteoporosis and peptic ulcer before any use.',
      alternatives(s),
      reported(
        ['goldberg-2015'],
        'Goldberg 2015 (n = 269): ODI 6.4 points better at 3 weeks; leg pain 0.3 points (95% CI −0.4 to 1.0).',
      ),
      reported(
        ['acp-2017'],
        'ACP 2017: systemic steroids were not shown to help, also with radicular symptoms.',
      ),
    ],
    suggestions: removals('Remove steroid order', removable(s, painDraftsFor(s, 'oral-steroid'))),
  }),
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
