/** REC-14: ankle-brachial index before spine imaging. */
import { all, dx, eitherLeg, recorded, unlessKnown } from '../../engine/criterion.ts';
import { legSymptoms } from '../../terms/leg.ts';
import { abiAbnormal, abiNormalFrom, abiNormalTo, hundredths } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import { ADVICE } from '../override-reasons.ts';
import { open, opposing, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { itemsOn } from '../situation.ts';
import { order } from '../suggestion.ts';
import { routineOff } from '../terms.ts';

export const ankleBrachialIndex: Recommendation = {
  id: 'REC-14',
  version: '1.0.0',
  title: 'Measure ankle-brachial index',
  hooks: VISIT,
  when: all(dx('PAD'), eitherLeg(all(legSymptoms, unlessKnown(recorded('abi'))))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-06'],
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Resting ABI, class 1: 0.90 or less abnormal, 0.91–0.99 borderline, over 1.40 non-compressible; exercise ABI or toe-brachial index next',
      strength: 'guideline',
    },
    {
      cite: 'khan-2006',
      says: 'Pulses, bruit and cool skin raise the likelihood',
      strength: 'systematic review',
    },
    {
      cite: 'nadeau-2013',
      says: 'Relief on standing still points to the vessels',
      strength: 'diagnostic study',
    },
  ],
  basis: diagnosisBasis('PAD'),
  content: (s) => {
    const exertional = itemsOn(s, 'pain-aggravating').includes('walking');
    return {
      indicator: 'info',
      summary: `${exertional ? 'Exertional leg pain' : 'Leg symptoms'} with vascular features: measure ankle-brachial index before spine imaging`,
      lead: exertional
        ? 'Measure the ankle-brachial index before spine imaging: the pattern suggests vascular claudication.'
        : 'Measure the ankle-brachial index before spine imaging: what is recorded can be vascular.',
      because: supporting(s, 'PAD'),
      against: opposing(s, 'PAD').slice(0, 3),
      missing: open(s, 'PAD').slice(0, 4),
      advice: [
        `${hundredths(abiAbnormal)} or less: abnormal. ${hundredths(abiAbnormal, 1)}–${hundredths(abiNormalFrom, -1)} or symptoms despite a higher value: exercise ABI. Over ${hundredths(abiNormalTo)}: toe-brachial index.`,
        'Rest pain, ulcer or a suddenly cold leg: vascular referral today.',
      ],
      suggestions: [
        order('abi', {
          label: 'Ankle-brachial index',
          why: exertional ? 'exertional leg pain' : 'leg symptoms with vascular features',
        }),
      ],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'calf pain on walking that stops on standing still, weak pulses',
        given: {
          age: 67,
          closed: true,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with an index on record',
        given: {
          age: 67,
          closed: true,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
            ['abi', 0.8, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
