/** REC-18: gabapentinoid for sciatica. */
import { all, any, condition, ordersForPain, unlessKnown } from '../../engine/criterion.ts';
import { painDraftsFor, removal } from '../draft-orders.ts';
import { instead, painContext, rootPainOnRecord } from '../drug-orders.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { takes } from '../situation.ts';
import { child, rootPain } from '../terms.ts';
import { say } from '../wording/say.ts';

export const gabapentinoid: Recommendation = {
  id: 'REC-18',
  version: '1.3.0',
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
  contributes: (s) =>
    painDraftsFor(s, 'gabapentinoid').map((draft) => ({
      problem: 'draft',
      draft,
      indicator: 'warning',
      name: say('gabapentinoid.hazard'),
      act: { summary: say('drug.reconsider'), line: say('gabapentinoid.line', { instead: instead(s) }) },
      reasons: rootPainOnRecord(s),
      // a first prescription is stopped by not starting it
      but: takes(s, 'gabapentinoid') ? [say('gabapentinoid.abrupt')] : [],
      caveats: [say('gabapentinoid.other')],
      buttons: removal(s, draft),
    })),
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
