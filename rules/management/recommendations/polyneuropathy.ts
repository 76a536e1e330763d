/** REC-33: first tests for polyneuropathy. */
import { dx } from '../../engine/criterion.ts';
import { diagnosisBasis } from '../basis.ts';
import { conditionsOnRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { open, opposing, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { hasCondition } from '../situation.ts';
import { order } from '../suggestion.ts';
import { routineOff } from '../terms.ts';

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
