/**
 * FORAM: a degenerated disc or facet narrowing the root's own exit (§5.2). Scored only where RADIC is at
 * least possible.
 */
import { age, condition, either, has, is, not, present } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { bilateralPain, easedByBending, easedBySitting } from '../terms/leg.ts';
import { shootingPain } from '../terms/quality.ts';
import { foraminalAge, foraminalAgeUnder } from '../terms/thresholds.ts';

export const foram: ScoredTable = {
  id: 'FORAM',
  version: '1.0.0',
  title: 'Degenerative disc disease with root compression / foraminal (lateral) stenosis',
  concludes: 'foraminal stenosis',
  minimumClusters: 3,
  soft: ['age', 'onset'],
  within: 'RADIC',
  items: [
    {
      item: `age >=${foraminalAge.value}`,
      when: age('>=', foraminalAge),
      present: 2,
      absent: 0,
      cluster: 'age',
      basis: ['expert'],
      says: `age ${foraminalAge.value} or older`,
      ask: false,
    },
    {
      item: `age <${foraminalAgeUnder.value}`,
      when: age('<', foraminalAgeUnder),
      present: -2,
      absent: 0,
      cluster: 'age',
      basis: ['expert'],
      says: `age under ${foraminalAgeUnder.value}`,
      ask: false,
    },
    {
      item: 'documented lumbar DDD/spondylosis',
      when: either(condition('lumbar-ddd'), condition('lumbar-spondylosis')),
      present: 2,
      absent: 0,
      cluster: 'known',
      basis: ['expert', 'founding-document'],
      says: 'documented lumbar disc degeneration or spondylosis',
      ask: false,
    },
    {
      item: 'shooting/electric quality',
      when: shootingPain,
      present: 1,
      absent: 0,
      cluster: 'quality',
      basis: ['founding-document'],
      says: 'shooting or electric pain',
    },
    {
      item: 'worse standing/walking/extension',
      when: has('pain-aggravating', 'standing', 'walking', 'extension'),
      present: 2,
      absent: 0,
      cluster: 'position',
      basis: ['expert'],
      says: 'worse standing, walking or bending back',
    },
    {
      item: 'relieved sitting/leaning forward',
      when: either(easedBySitting, easedByBending),
      present: 1,
      absent: 0,
      cluster: 'relief',
      basis: ['expert'],
      says: 'relieved by sitting or leaning forward',
    },
    {
      item: 'gradual onset',
      when: is('pain-onset-speed', 'gradual'),
      present: 1,
      absent: 0,
      cluster: 'onset',
      basis: ['founding-document'],
    },
    {
      item: 'SLR negative',
      when: not(present('slr')),
      present: 1,
      absent: 0,
      cluster: 'tension',
      basis: ['expert'],
      says: 'straight leg raise negative',
      ask: 'straight leg raise',
    },
    {
      item: 'crossed SLR positive',
      when: present('crossed-slr'),
      present: -2,
      absent: 0,
      cluster: 'tension',
      basis: ['expert'],
      says: 'crossed straight leg raise positive',
      ask: 'crossed straight leg raise',
      askWhen: present('slr'),
    },
    {
      item: 'extension-rotation reproduces leg pain',
      when: present('extension-rotation'),
      present: 1,
      absent: 0,
      cluster: 'exam',
      basis: ['expert'],
      ask: 'lumbar extension-rotation',
    },
    {
      item: 'bilateral leg pain',
      when: bilateralPain,
      present: -1,
      absent: 0,
      cluster: 'distribution',
      basis: ['expert'],
      ask: 'is the pain in one leg or both',
    },
  ],
  evidence: [
    {
      cite: 'founding-document',
      says: 'A degenerated disc shrinks and shifts, narrows the root’s space and causes shooting, electric pain (S-34, S-35).',
      strength: 'expert consensus',
    },
    {
      cite: 'expert',
      says: 'Weights are consensus: no accuracy study of clinical findings for foraminal stenosis was found.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'woman of 62 with disc degeneration, root pain worse walking and eased by sitting',
        given: {
          age: 62,
          history: ['lumbar-ddd'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'lateral-leg'], 'L'],
            ['pain-dominance', 'leg'],
            ['numbness', 'moderate', 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['sitting'], 'L'],
            ['mrc-great-toe-extension', 4, 'L'],
            ['slr', false, 'L'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'man of 30 with the same root pain in one leg only and a positive straight leg raise',
        given: {
          age: 30,
          findings: [
            ['leg-pain', true, 'L'],
            ['leg-pain', false, 'R'],
            ['pain-path', ['posterior-thigh', 'lateral-leg'], 'L'],
            ['mrc-great-toe-extension', 4, 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
