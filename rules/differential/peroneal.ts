/**
 * PERONEAL: the common peroneal nerve at the fibular neck (§5.2). Scored only on a leg with weak ankle
 * dorsiflexion; when likely, no root is named on that leg (§4.2).
 */
import {
  all,
  any,
  condition,
  either,
  grade,
  not,
  present,
  recorded,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { bothFeet, fibularPattern } from '../terms/fibular.ts';
import { footDrop } from '../terms/leg.ts';
import { fullStrength } from '../terms/thresholds.ts';

const dorsiflexionWeak = term(
  'ankle dorsiflexion weak or foot drop',
  either(grade('mrc-ankle-dorsiflexion', '<', fullStrength), footDrop),
);

const localised = term(
  'inversion or Tinel sign recorded',
  any(recorded('mrc-ankle-inversion'), recorded('tinel-fibular')),
);

export const peroneal: ScoredTable = {
  id: 'PERONEAL',
  version: '1.2.0',
  title: 'Common peroneal (fibular) neuropathy',
  concludes: 'common peroneal (fibular) neuropathy',
  minimumClusters: 3,
  soft: ['back'],
  onlyWhen: all(dorsiflexionWeak, unlessKnown(bothFeet)),
  required: { likely: fibularPattern, lessLikely: localised },
  items: [
    {
      item: 'ankle dorsiflexion weak / foot drop',
      when: dorsiflexionWeak,
      present: 1,
      absent: -6,
      cluster: 'gate',
      basis: ['founding-document', 'expert'],
      says: 'ankle dorsiflexion weak or foot drop',
    },
    {
      item: 'ankle inversion normal',
      when: grade('mrc-ankle-inversion', '>=', fullStrength),
      present: 3,
      absent: -5,
      cluster: 'inversion',
      basis: ['bowley-2019', 'expert'],
      saysNot: 'ankle inversion weak',
      ask: 'ankle inversion strength',
    },
    {
      item: 'hip abduction normal',
      when: grade('mrc-hip-abduction', '>=', fullStrength),
      present: 1,
      absent: -4,
      cluster: 'abduction',
      basis: ['expert', ['suri-2011', 'hip abduction is the best single test of L5']],
      saysNot: 'hip abduction weak',
      ask: 'hip abduction strength',
    },
    {
      item: 'Tinel at fibular neck',
      when: present('tinel-fibular'),
      present: 3,
      absent: 0,
      cluster: 'tinel',
      basis: ['expert'],
      says: 'Tinel sign at the fibular neck',
    },
    {
      item: 'no low back pain',
      when: not(present('low-back-pain')),
      present: 1,
      absent: -1,
      cluster: 'back',
      basis: ['expert'],
      saysNot: 'low back pain',
      ask: 'is there low back pain',
    },
    {
      item: 'SLR positive',
      when: present('slr'),
      present: -2,
      absent: 0,
      cluster: 'tension',
      basis: ['expert'],
      says: 'straight leg raise positive',
      ask: 'straight leg raise',
    },
    {
      item: 'knee/leg compression, cast, weight loss or leg-crossing history',
      when: condition('peroneal-risk'),
      present: 2,
      absent: 0,
      cluster: 'history',
      basis: ['expert'],
      says: 'leg crossing, cast, weight loss or pressure at the knee',
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'bowley-2019',
      says: 'Ankle inversion is spared by a peroneal lesion and weak in an L5 root lesion.',
      strength: 'expert consensus',
    },
    {
      cite: 'suri-2011',
      says: 'Hip abduction was the best single test of the L5 root (n = 54).',
      strength: 'diagnostic study',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'foot drop after leg crossing, inversion and hip abduction strong',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 3, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['mrc-hip-abduction', 5, 'R'],
            ['low-back-pain', false],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'the same foot drop, hip abduction not examined: possible',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 3, 'R'],
            ['mrc-ankle-inversion', 5, 'R'],
            ['tinel-fibular', true, 'R'],
            ['low-back-pain', false],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'both feet drop: polyneuropathy, cord or motor neurone before this nerve',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 3, 'B'],
            ['mrc-ankle-inversion', 5, 'B'],
            ['mrc-hip-abduction', 5, 'B'],
            ['low-back-pain', false],
          ],
        },
        expect: 'not scored',
      },
      {
        title: 'the same foot drop with weak inversion and weak hip abduction: think L5',
        given: {
          age: 33,
          history: ['peroneal-risk'],
          findings: [
            ['mrc-ankle-dorsiflexion', 3, 'R'],
            ['mrc-ankle-inversion', 4, 'R'],
            ['mrc-hip-abduction', 4, 'R'],
            ['low-back-pain', true],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'dorsiflexion is strong, so the nerve is not in question',
        given: {
          age: 33,
          findings: [
            ['leg-pain', true, 'R'],
            ['mrc-ankle-dorsiflexion', 5, 'R'],
          ],
        },
        expect: 'not scored',
      },
    ],
  },
};
