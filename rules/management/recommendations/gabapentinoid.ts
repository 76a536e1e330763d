/** REC-18: gabapentinoid for sciatica. */
import { all, any, condition, ordersForPain, unlessKnown } from '../../engine/criterion.ts';
import { reported } from '../../terms/thresholds.ts';
import { draftsOnRecord, removable } from '../draft-orders.ts';
import { alternatives, painContext, rootPainOnRecord } from '../drug-orders.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { painDraftsFor } from '../situation.ts';
import { order, removals } from '../suggestion.ts';
import { child, rootPain } from '../terms.ts';

export const gabapentinoid: Recommendation = {
  id: 'REC-18',
  version: '1.1.0',
  title: 'Gabapentinoid for sciatica',
  hooks: ORDERING,
  when: all(
    ordersForPain('gabapentinoid'),
    rootPain,
    unlessKnown(
      any(
        condition('epilepsy'),
        condition('postherpetic-neuralgia'),
        condition('diabetic-neuropathy'),
        condition('fibromyalgia'),
        condition('spinal-cord-injury-pain'),
      ),
    ),
  ),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: [
    'alternative-dx',
    'clinical-judgement',
    'patient-declines',
    'not-applicable',
    'recipient-disagrees-evidence',
  ],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Sciatica: do not offer gabapentinoids', strength: 'guideline' },
    {
      cite: 'mathieson-2017',
      says: 'Pregabalin: leg pain at week 8 3.7, placebo 3.1; adjusted difference 0.5 (95% CI −0.2 to 1.2); adverse events 227 and 124',
      strength: 'trial',
    },
    { cite: 'nass-ldh-2012', says: 'Insufficient evidence for gabapentin', strength: 'guideline' },
  ],
  basis: (s) => ['drug:gabapentinoid', painContext(s)],
  content: (s) => ({
    indicator: 'warning',
    summary:
      'Pregabalin did not beat placebo in sciatica and caused more adverse events; NICE: do not offer gabapentinoids',
    lead: 'Consider another option: gabapentinoids are not advised for sciatica.',
    because: [...draftsOnRecord(s, painDraftsFor(s, 'gabapentinoid')), ...rootPainOnRecord(s)],
    missing: ['another indication (epilepsy, postherpetic neuralgia, diabetic neuropathy, fibromyalgia)'],
    advice: [
      alternatives(s),
      'Already established on it: do not stop abruptly; discuss tapering.',
      reported(
        ['mathieson-2017'],
        'PRECISE (pregabalin; gabapentin has only smaller trials): leg pain at week 8 was 3.7 with pregabalin and 3.1 with placebo, adjusted difference 0.5 (95% CI −0.2 to 1.2); adverse events 227 and 124.',
      ),
      'Another documented neuropathic indication silences this card.',
    ],
    suggestions: [
      ...removals('Remove gabapentinoid order', removable(s, painDraftsFor(s, 'gabapentinoid'))),
      order('physiotherapy', { why: 'radicular leg pain' }),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'gabapentin for sciatica on the problem list',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'gabapentinoid' },
          history: ['sciatica'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'the same patient has diabetic neuropathy',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'gabapentinoid' },
          history: ['sciatica', 'diabetic-neuropathy'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};
