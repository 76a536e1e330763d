/** PAD: leg pain from the arteries, vascular claudication (§5.2). */
import {
  all,
  any,
  condition,
  either,
  grade,
  has,
  is,
  not,
  present,
  recorded,
  term,
} from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { calfPainEasedByStanding, easedByBending, exertional } from '../terms/leg.ts';
import { abiAbnormal, abiNormalFrom, abiNormalTo, hundredths } from '../terms/thresholds.ts';

const pulsesAbnormal = is('pulses', 'diminished', 'absent');

/** An index alone does not exclude the arteries as the cause of pain on walking. */
const examinedByHand = [
  recorded('pulses'),
  calfPainEasedByStanding,
  not(calfPainEasedByStanding),
  condition('pad'),
] as const;

const vascularChecked = term(
  'ankle-brachial index, pulses, relief by standing still, or documented disease',
  any(recorded('abi'), ...examinedByHand),
);

const vascularSign = term(
  'abnormal pulses, a low index, calf pain relieved by standing still, or pain on walking with vessels that cannot be compressed',
  either(
    pulsesAbnormal,
    grade('abi', '<=', abiAbnormal),
    calfPainEasedByStanding,
    all(exertional, grade('abi', '>', abiNormalTo)),
  ),
);

export const pad: ScoredTable = {
  id: 'PAD',
  version: '1.1.0',
  title: 'Peripheral arterial disease (vascular claudication)',
  concludes: 'peripheral arterial disease',
  minimumClusters: 2,
  soft: ['risk', 'risk2'],
  required: {
    likely: vascularChecked,
    lessLikely: term('pulses, relief by standing still, or documented disease', any(...examinedByHand)),
  },
  atLeastPossible: vascularSign,
  items: [
    {
      item: `ABI <=${hundredths(abiAbnormal)}`,
      when: grade('abi', '<=', abiAbnormal),
      present: 6,
      absent: 0,
      cluster: 'abi',
      basis: [['acc-aha-pad-2024', 'diagnostic threshold']],
      says: `ankle-brachial index ${hundredths(abiAbnormal)} or less`,
      ask: 'ankle-brachial index',
    },
    {
      item: `ABI ${hundredths(abiNormalFrom)}-${hundredths(abiNormalTo)}`,
      when: all(grade('abi', '>=', abiNormalFrom), grade('abi', '<=', abiNormalTo)),
      // a resting index misses a part of what shows on exertion: it lowers, it does not exclude
      present: -3,
      absent: 0,
      cluster: 'abi',
      basis: ['acc-aha-pad-2024'],
      says: `ankle-brachial index ${hundredths(abiNormalFrom)}–${hundredths(abiNormalTo)}`,
      ask: 'ankle-brachial index',
    },
    {
      item: 'pedal pulses abnormal',
      when: pulsesAbnormal,
      present: 3,
      absent: -2,
      cluster: 'pulse',
      basis: [['khan-2006', 'LR+ 4.7 / LR− 0.38, symptomatic']],
      says: 'pedal pulses diminished or absent',
      saysNot: 'pedal pulses normal',
      ask: 'pedal pulses',
    },
    {
      item: 'iliac/femoral/popliteal bruit',
      when: present('femoral-bruit'),
      present: 4,
      absent: -1,
      cluster: 'bruit',
      basis: [['khan-2006', 'LR+ 5.6 / LR− 0.39, symptomatic']],
      says: 'leg artery bruit',
      saysNot: 'no leg artery bruit',
      ask: 'leg artery bruit',
    },
    {
      item: 'skin of affected leg cool',
      when: present('limb-cold'),
      present: 4,
      absent: 0,
      cluster: 'cool',
      basis: [['khan-2006', 'LR+ 5.9, symptomatic']],
      says: 'skin of the leg is cool',
    },
    {
      item: 'calf pain relieved by standing still',
      when: calfPainEasedByStanding,
      present: 4,
      absent: 0,
      cluster: 'claud',
      basis: [['nadeau-2013', 'LR+ 20, n = 53 (capped)']],
      ask: 'is calf pain on walking relieved by standing still',
    },
    {
      item: 'standing alone provokes',
      when: has('pain-aggravating', 'standing'),
      present: -2,
      absent: 0,
      cluster: 'stand',
      basis: ['nadeau-2013'],
      ask: 'does standing bring it on',
    },
    {
      item: 'leaning forward relieves',
      when: easedByBending,
      present: -2,
      absent: 0,
      cluster: 'flex',
      basis: ['expert'],
      ask: 'does leaning forward help',
    },
    {
      item: 'smoker',
      when: condition('smoker'),
      present: 1,
      absent: 0,
      cluster: 'risk',
      basis: ['expert'],
      ask: false,
    },
    {
      item: 'diabetes',
      when: condition('diabetes'),
      present: 1,
      absent: 0,
      cluster: 'risk2',
      basis: ['expert'],
      ask: false,
    },
    {
      item: 'documented PAD',
      when: condition('pad'),
      present: 4,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      says: 'documented peripheral arterial disease',
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Resting ABI 0.90 or less is abnormal, 0.91–0.99 borderline, 1.00–1.40 normal, above 1.40 non-compressible.',
      strength: 'guideline',
    },
    {
      cite: 'acc-aha-pad-2024',
      says: 'Exertional leg symptoms with an index of 0.91 to 1.40: exercise index; above 1.40: toe-brachial index. Neither excludes the disease.',
      strength: 'guideline',
    },
    {
      cite: 'khan-2006',
      says: 'In symptomatic legs cool skin, a bruit and an abnormal pulse raise the likelihood of peripheral arterial disease.',
      strength: 'systematic review',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'smoker with calf pain on walking that stops on standing still, weak pulses',
        given: {
          age: 67,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'known stenosis, eased by bending, and weak pulses: possible, and never silenced',
        given: {
          age: 71,
          history: ['lumbar-stenosis'],
          findings: [
            ['leg-pain', true, 'B'],
            ['pain-path', ['buttock', 'posterior-thigh'], 'B'],
            ['pain-aggravating', ['walking', 'standing'], 'B'],
            ['pain-relieving', ['sitting', 'leaning-forward'], 'B'],
            ['pulses', 'diminished', 'B'],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'an index of 1.05 alone is neither for nor against',
        given: {
          age: 67,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['abi', 1.05, 'L'],
          ],
        },
        expect: 'insufficient',
      },
      {
        title: 'the same smoker with normal pulses, normal ABI and relief only on leaning forward',
        given: {
          age: 67,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['leaning-forward'], 'L'],
            ['pulses', 'normal', 'L'],
            ['abi', 1.1, 'L'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
