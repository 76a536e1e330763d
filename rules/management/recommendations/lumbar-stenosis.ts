/** REC-13: pattern of lumbar spinal stenosis. */
import { dx } from '../../engine/criterion.ts';
import { diagnosisBasis } from '../basis.ts';
import { ADVICE } from '../override-reasons.ts';
import { supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { hasCondition, readings, type Situation } from '../situation.ts';
import { order } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

const vascularRisk = (s: Situation): boolean =>
  hasCondition(s, 'smoker') || hasCondition(s, 'diabetes') || hasCondition(s, 'pad');

const pulsesOpen = (s: Situation): boolean =>
  readings(s, 'pulses').length === 0 || readings(s, 'pulses').some(({ value }) => value !== 'normal');

const vessel = (s: Situation): boolean => pulsesOpen(s) && vascularRisk(s) && readings(s, 'abi').length === 0;

export const lumbarStenosis: Recommendation = {
  id: 'REC-13',
  version: '1.1.0',
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
  contributes: (s) => [
    {
      problem: 'leg',
      indicator: 'info',
      causes: ['LSS'],
      act: { summary: say('stenosis.act'), line: say('stenosis.line') },
      reasons: supporting(s, 'LSS').slice(0, 4),
      but: vessel(s) ? [say('stenosis.vessel')] : [],
      buttons: [
        order('physiotherapy', { for: say('reason.stenosis') }),
        ...(vessel(s) ? [order('abi', { for: say('reason.vessel') })] : []),
      ],
    },
  ],
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
