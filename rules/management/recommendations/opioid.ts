/** REC-19: opioid for leg or back pain. */
import { all, any, condition, ordersForPain, unlessKnown } from '../../engine/criterion.ts';
import { someLegSymptoms } from '../../terms/leg.ts';
import { painDraftsFor, removal } from '../draft-orders.ts';
import { painContext, rootPainOnRecord } from '../drug-orders.ts';
import { onRecord } from '../on-record.ts';
import { ORDERING, type Recommendation } from '../recommendation.ts';
import { child, rootPain } from '../terms.ts';
import { say } from '../wording/say.ts';

export const opioid: Recommendation = {
  id: 'REC-19',
  version: '1.3.0',
  title: 'Opioid for leg or back pain',
  hooks: ORDERING,
  when: all(
    ordersForPain('opioid'),
    any(rootPain, someLegSymptoms),
    unlessKnown(
      any(
        condition('active-cancer'),
        // a cancer on the problem list may be the source of this pain: efficacy in sciatica is no argument then
        condition('cancer-history'),
        condition('palliative-care'),
        condition('sickle-cell'),
      ),
    ),
  ),
  unless: child,
  selectionBehavior: 'any',
  overrideReasons: [
    'clinical-judgement',
    'alternative-dx',
    'goals-of-care',
    'already-done',
    'recipient-disagrees-evidence',
  ],
  seed: [],
  evidence: [
    { cite: 'nice-ng59', says: 'Do not offer opioids for chronic sciatica', strength: 'guideline' },
    {
      cite: 'cdc-2022',
      says: 'Maximise non-opioid therapy; lowest effective dose; naloxone with risk factors',
      strength: 'guideline',
    },
    {
      cite: 'opal-2023',
      says: 'Acute back or neck pain: pain at 6 weeks not better than placebo; risk of misuse higher at 52 weeks',
      strength: 'trial',
    },
    { cite: 'acp-2017', says: 'Non-drug care first', strength: 'guideline' },
  ],
  basis: (s) => ['drug:opioid', painContext(s)],
  contributes: (s) =>
    painDraftsFor(s, 'opioid').map((draft) => ({
      problem: 'draft',
      draft,
      indicator: 'warning',
      name: say('opioid.hazard'),
      act: { summary: say('drug.reconsider'), line: say('opioid.line') },
      reasons: [...rootPainOnRecord(s), ...onRecord(s, ['leg-pain', 'pain-nrs'])],
      caveats: [say('opioid.naloxone'), say('opioid.other')],
      buttons: removal(s, draft),
    })),
  vignettes: {
    fires: [
      {
        title: 'oxycodone for leg pain',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'opioid' },
          findings: [['leg-pain', true, 'L']],
        },
        expect: 'warning',
      },
    ],
    doesNot: [
      {
        title: 'the same with a cancer on the problem list',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'opioid' },
          history: ['cancer-history'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
      {
        title: 'the same in palliative care',
        given: {
          age: 50,
          hook: 'order-sign',
          order: { drug: 'opioid' },
          history: ['palliative-care'],
          findings: [['leg-pain', true, 'L']],
        },
        expect: null,
      },
    ],
  },
};
