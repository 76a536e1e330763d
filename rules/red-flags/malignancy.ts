/** RF-MALIGNANCY: spinal metastasis (§3). Non-melanoma skin cancer alone is no history of cancer. */
import { age, all, any, condition, flag, present } from '../engine/criterion.ts';
import { newDeficit } from '../terms/leg.ts';
import { weightLossAge } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { legOrBack } from './terms.ts';

const afterCancer = all(any(condition('cancer-history'), condition('active-cancer')), legOrBack);

export const malignancy: RedFlagRule = {
  id: 'RF-MALIGNANCY',
  version: '1.1.1',
  title: 'Spinal malignancy',
  concludes: 'possible spinal metastasis',
  levels: [
    { urgency: 'emergent', when: all(afterCancer, any(flag('RF-UMN'), flag('RF-CES'))) },
    {
      urgency: 'urgent',
      when: all(
        afterCancer,
        any(newDeficit, present('weight-loss-unexplained'), present('night-pain-unremitting')),
      ),
    },
    {
      urgency: 'soon',
      when: any(afterCancer, all(present('weight-loss-unexplained'), legOrBack, age('>=', weightLossAge))),
    },
  ],
  action: 'Whole-spine MRI: as an emergency with cord or cauda equina signs.',
  evidence: [
    {
      cite: 'downie-2013',
      says: 'A history of cancer is the only single item with a useful post-test probability; the others are weak alone.',
      strength: 'systematic review',
    },
    {
      cite: 'ifompt-2020',
      says: 'Combination of history and symptoms guides the level of concern.',
      strength: 'guideline',
    },
    {
      cite: 'nice-ng234',
      says: 'MRI of the whole spine within 24 hours with neurological signs, within a week without.',
      strength: 'guideline',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'breast cancer in the history, new back pain, unexplained weight loss',
        given: {
          age: 62,
          history: ['cancer-history'],
          findings: [
            ['low-back-pain', true],
            ['weight-loss-unexplained', true],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'cancer in the history and saddle numbness',
        given: {
          age: 62,
          history: ['cancer-history'],
          findings: [
            ['low-back-pain', true],
            ['saddle-sensory-change', true],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'cancer in the history and leg pain',
        given: { age: 62, history: ['cancer-history'], findings: [['leg-pain', true, 'R']] },
        expect: 'soon',
      },
      {
        title: 'no cancer known, aged 55, back pain and unexplained weight loss',
        given: {
          age: 55,
          findings: [
            ['low-back-pain', true],
            ['weight-loss-unexplained', true],
          ],
        },
        expect: 'soon',
      },
    ],
    doesNot: [
      {
        title: 'the same at 45',
        given: {
          age: 45,
          findings: [
            ['low-back-pain', true],
            ['weight-loss-unexplained', true],
          ],
        },
        expect: null,
      },
      {
        title: 'basal-cell carcinoma only',
        given: { age: 62, history: ['nonmelanoma-skin-only'], findings: [['low-back-pain', true]] },
        expect: null,
      },
      {
        title: 'cancer in the history, no back or leg symptom',
        given: { age: 62, history: ['cancer-history'], findings: [] },
        expect: null,
      },
    ],
  },
};
