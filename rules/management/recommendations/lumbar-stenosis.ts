/** REC-13: pattern of lumbar spinal stenosis. */
import { dx } from '../../engine/criterion.ts';
import { diagnosisBasis } from '../basis.ts';
import { ADVICE } from '../override-reasons.ts';
import { open, opposing, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { hasCondition, readings, type Situation } from '../situation.ts';
import { icd10, order, problem, snomed } from '../suggestion.ts';
import { routineOff } from '../terms.ts';

const vascularRisk = (s: Situation): boolean =>
  hasCondition(s, 'smoker') || hasCondition(s, 'diabetes') || hasCondition(s, 'pad');

const pulsesOpen = (s: Situation): boolean =>
  readings(s, 'pulses').length === 0 || readings(s, 'pulses').some(({ value }) => value !== 'normal');

export const lumbarStenosis: Recommendation = {
  id: 'REC-13',
  version: '1.0.0',
  title: 'Likely lumbar spinal stenosis',
  hooks: VISIT,
  when: dx('LSS', 'likely'),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-25', 'S-41', 'S-42', 'S-43', 'S-44', 'S-45', 'S-46'],
  evidence: [
    {
      cite: 'suri-2010',
      says: 'Seated relief, bending forward, wide-based gait',
      strength: 'systematic review',
    },
    { cite: 'nass-stenosis-2011', says: 'History grade C, MRI grade B', strength: 'guideline' },
    {
      cite: 'konno-2007',
      says: 'Support tool with ABI, posture and claudication',
      strength: 'diagnostic study',
    },
  ],
  basis: diagnosisBasis('LSS'),
  content: (s) => ({
    indicator: 'info',
    summary:
      'Pattern fits lumbar spinal stenosis (worse walking/standing, eased by sitting or bending forward)',
    lead: 'Start with education and flexion-based exercise: the pattern fits lumbar spinal stenosis.',
    because: supporting(s, 'LSS').slice(0, 5),
    against: opposing(s, 'LSS').slice(0, 3),
    missing: open(s, 'LSS').slice(0, 4),
    advice: [
      'First line: education, supervised flexion-based exercise or physical therapy, walking aid, cycling.',
      'MRI when an intervention is considered.',
      ...(pulsesOpen(s) && vascularRisk(s)
        ? [
            'Pulses are abnormal or not recorded and there is vascular risk: measure the ankle-brachial index.',
          ]
        : []),
    ],
    suggestions: [
      order('physiotherapy', { label: 'Physical therapy referral', why: 'lumbar stenosis programme' }),
      problem('Lumbar spinal stenosis with neurogenic claudication', icd10('M48.062'), snomed('18347007')),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'both legs, worse walking and standing, eased sitting and bending forward',
        given: {
          age: 72,
          closed: true,
          findings: [
            ['leg-pain', true, 'B'],
            ['buttock-pain', true, 'B'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'B'],
            ['pain-aggravating', ['walking', 'standing'], 'B'],
            ['pain-relieving', ['sitting', 'leaning-forward'], 'B'],
            ['shopping-cart', true],
            ['pain-onset-speed', 'gradual'],
            ['pain-onset-days', 400],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'calf pain on walking that stops on standing still',
        given: {
          age: 72,
          closed: true,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
