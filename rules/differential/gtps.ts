/** GTPS: pain over the greater trochanter (§5.2). */
import { has, present, recorded, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { deficitBeyondTheHip } from '../terms/deficit.ts';
import { stanceSeconds } from '../terms/thresholds.ts';

const palpated = term('trochanter palpation recorded', recorded('gt-tender'));

export const gtps: ScoredTable = {
  id: 'GTPS',
  version: '1.1.0',
  title: 'Greater trochanteric pain syndrome',
  concludes: 'greater trochanteric pain',
  minimumClusters: 2,
  soft: [],
  required: { likely: palpated, lessLikely: palpated },
  items: [
    {
      item: 'lateral hip pain',
      when: present('hip-lateral-pain'),
      present: 1,
      absent: -2,
      cluster: 'site',
      basis: ['expert'],
      saysNot: 'no lateral hip pain',
    },
    {
      item: 'greater trochanter tender',
      when: present('gt-tender'),
      present: 3,
      absent: -3,
      cluster: 'exam',
      basis: ['expert', 'grimaldi-2017'],
      saysNot: 'greater trochanter not tender',
    },
    {
      item: `${stanceSeconds.value}-s single-leg stance reproduces`,
      when: present('single-leg-stance-pain'),
      present: 3,
      absent: 0,
      cluster: 'exam2',
      basis: ['expert', 'lequesne-2008'],
      says: `${stanceSeconds.value}-second single-leg stance reproduces the pain`,
    },
    {
      item: 'worse lying on side',
      when: has('pain-aggravating', 'lying-on-side'),
      present: 1,
      absent: 0,
      cluster: 'position',
      basis: ['expert'],
      says: 'worse lying on the side',
    },
    {
      item: 'objective neurological deficit beyond hip abduction',
      when: deficitBeyondTheHip,
      present: -3,
      absent: 0,
      cluster: 'deficit',
      basis: ['expert'],
      ask: 'strength, reflexes and sensation',
    },
  ],
  evidence: [
    {
      cite: 'grimaldi-2017',
      says: 'Trochanter palpation and single-leg stance are the tests commonly used; weights are consensus.',
      strength: 'diagnostic study',
    },
    {
      cite: 'expert',
      says: 'Weak hip abduction belongs to the painful hip and does not count against it',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'tender trochanter, painful stance, hip abduction weak from the pain',
        given: {
          age: 58,
          findings: [
            ['hip-lateral-pain', true, 'L'],
            ['gt-tender', true, 'L'],
            ['single-leg-stance-pain', true, 'L'],
            ['mrc-hip-abduction', 4, 'L'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'lateral hip pain, tender trochanter, stance reproduces it',
        given: {
          age: 55,
          findings: [
            ['hip-lateral-pain', true, 'R'],
            ['gt-tender', true, 'R'],
            ['single-leg-stance-pain', true, 'R'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'lateral hip pain, tender trochanter, great toe weak',
        given: {
          age: 58,
          findings: [
            ['hip-lateral-pain', true, 'L'],
            ['gt-tender', true, 'L'],
            ['mrc-great-toe-extension', 4, 'L'],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'lateral hip pain, trochanter not tender',
        given: {
          age: 55,
          findings: [
            ['hip-lateral-pain', true, 'R'],
            ['gt-tender', false, 'R'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
