/** REC-31: radiographs for spondylolisthesis. REC-33: work-up of polyneuropathy. */
import { all, any, condition, dx, pregnant, unlessKnown } from '../engine/criterion.ts';
import { diagnosisBasis } from './basis.ts';
import { conditionsOnRecord } from './on-record.ts';
import { ADVICE } from './override-reasons.ts';
import { open, opposing, supporting } from './reasons.ts';
import { type Recommendation, VISIT } from './recommendation.ts';
import { hasCondition } from './situation.ts';
import { order } from './suggestion.ts';
import { routineOff } from './terms.ts';

export const slipRadiographs: Recommendation = {
  id: 'REC-31',
  version: '1.0.0',
  title: 'Radiographs for spondylolisthesis',
  hooks: VISIT,
  when: all(dx('SPONDY'), unlessKnown(condition('xr-lumbar-12mo'))),
  unless: any(routineOff, pregnant),
  selectionBehavior: 'at-most-one',
  overrideReasons: ADVICE,
  seed: ['S-47'],
  evidence: [
    {
      cite: 'nass-spondylolisthesis-2014',
      says: 'The lateral radiograph, standing, is the most appropriate noninvasive test',
      strength: 'guideline',
    },
    { cite: 'petersen-2017', says: 'Step-off and instability signs', strength: 'systematic review' },
  ],
  basis: diagnosisBasis('SPONDY'),
  content: (s) => ({
    indicator: 'info',
    summary:
      'Possible spondylolisthesis: standing lateral lumbar radiograph shows slip better than supine MRI',
    lead: 'Consider a standing lateral radiograph: a slip shows under load and can be missed lying down.',
    because: supporting(s, 'SPONDY').slice(0, 5),
    against: opposing(s, 'SPONDY').slice(0, 3),
    missing: open(s, 'SPONDY').slice(0, 4),
    advice: ['Flexion–extension views only if they change management.', 'Not in pregnancy.'],
    suggestions: [
      order('radiographs', {
        label: 'Standing lumbar radiographs',
        why: 'AP and standing lateral, possible slip',
      }),
      order('flexion-extension', { label: 'Flexion-extension radiographs' }),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'step-off, leg gives way, worse with extension',
        given: {
          age: 55,
          findings: [
            ['leg-pain', true, 'L'],
            ['low-back-pain', true],
            ['step-off', true],
            ['giving-way', true, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with a radiograph of this year',
        given: {
          age: 55,
          history: ['xr-lumbar-12mo'],
          findings: [
            ['leg-pain', true, 'L'],
            ['low-back-pain', true],
            ['step-off', true],
            ['giving-way', true, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};

export const polyneuropathy: Recommendation = {
  id: 'REC-33',
  version: '1.0.0',
  title: 'Polyneuropathy work-up',
  hooks: VISIT,
  when: dx('POLYNEURO'),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-06'],
  evidence: [
    { cite: 'ada', says: 'Yearly foot examination in diabetes', strength: 'guideline' },
    { cite: 'expert', says: 'First laboratory tests', strength: 'expert consensus' },
  ],
  basis: diagnosisBasis('POLYNEURO'),
  content: (s) => ({
    indicator: 'info',
    summary: 'Symmetric stocking symptoms suggest polyneuropathy: foot exam, HbA1c, B12; NCS if atypical',
    lead: 'Examine the feet and check HbA1c and B12: the pattern suggests polyneuropathy, which may coexist with a root.',
    because: [
      ...supporting(s, 'POLYNEURO').slice(0, 5),
      ...(supporting(s, 'POLYNEURO').some(({ fact }) => fact === undefined)
        ? []
        : conditionsOnRecord(s, ['diabetes', 'alcohol-use-disorder', 'b12-deficiency', 'chemotherapy'])),
    ],
    against: opposing(s, 'POLYNEURO').slice(0, 3),
    missing: open(s, 'POLYNEURO').slice(0, 4),
    advice: [
      ...(hasCondition(s, 'diabetes') ? ['Diabetes: yearly foot examination.'] : []),
      'Asymmetric, painful proximal weakness suggests diabetic radiculoplexus neuropathy: refer.',
      'Nerve conduction studies when asymmetric, motor, rapid or otherwise atypical.',
    ],
    suggestions: [
      order('hba1c', { label: 'HbA1c', why: 'stocking sensory symptoms' }),
      order('b12', { label: 'Vitamin B12', why: 'stocking sensory symptoms' }),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'diabetes, both soles numb and burning, monofilament and ankle reflexes lost on both sides',
        given: {
          age: 64,
          closed: true,
          history: ['diabetes'],
          findings: [
            ['numbness', 'moderate', 'B'],
            ['sensory-region', ['sole', 'great-toe'], 'B'],
            ['pain-quality', ['burning'], 'B'],
            ['monofilament-abnormal', true, 'B'],
            ['vibration-reduced', true, 'B'],
            ['reflex-achilles', 'absent', 'B'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'one sole numb',
        given: {
          age: 64,
          findings: [
            ['numbness', 'moderate', 'L'],
            ['sensory-region', ['lateral-foot'], 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
