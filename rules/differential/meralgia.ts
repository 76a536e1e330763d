/** MERALGIA: the lateral femoral cutaneous nerve at the groin (§5.2). */
import { all, condition, confined, either, has, pregnant, present, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { motorOrReflexLoss } from '../terms/deficit.ts';
import { painBelowKnee } from '../terms/leg.ts';

/** The front of the thigh alone is the femoral nerve's as well. */
const anterolateralThigh = term(
  'symptoms confined to the lateral, or the lateral and anterior thigh',
  all(
    confined(['pain-path', 'sensory-region'], 'lateral-thigh', 'anterior-thigh'),
    either(has('pain-path', 'lateral-thigh'), has('sensory-region', 'lateral-thigh')),
  ),
);

export const meralgia: ScoredTable = {
  id: 'MERALGIA',
  version: '1.1.0',
  title: 'Meralgia paresthetica',
  concludes: 'meralgia paresthetica',
  minimumClusters: 1,
  soft: ['risk'],
  items: [
    {
      item: 'symptoms confined to lateral thigh',
      when: anterolateralThigh,
      present: 3,
      absent: -3,
      cluster: 'pattern',
      basis: ['expert'],
      says: 'symptoms confined to the outer and front thigh',
      saysNot: 'symptoms not confined to the outer and front thigh',
    },
    {
      item: 'pelvic compression test positive',
      when: present('pelvic-compression'),
      present: 5,
      absent: -3,
      cluster: 'exam',
      basis: [['nouraei-2007', 'sensitivity 0.95, specificity 0.93']],
      saysNot: 'pelvic compression test negative',
    },
    {
      item: 'obesity, pregnancy, diabetes or tight belt',
      when: either(condition('obesity'), pregnant, condition('diabetes'), condition('tight-belt')),
      present: 1,
      absent: 0,
      cluster: 'risk',
      basis: ['expert'],
      ask: false,
    },
    {
      item: 'motor or reflex deficit',
      when: motorOrReflexLoss,
      present: -4,
      absent: 0,
      cluster: 'deficit',
      basis: ['expert'],
      ask: 'strength and reflexes',
    },
    {
      item: 'pain below knee',
      when: painBelowKnee,
      present: -3,
      absent: 0,
      cluster: 'distribution',
      basis: ['expert'],
      says: 'pain passes the knee',
      ask: 'does the pain pass the knee',
    },
  ],
  evidence: [
    {
      cite: 'nouraei-2007',
      says: 'Relief by lateral pelvic compression: sensitivity 0.95, specificity 0.93.',
      strength: 'diagnostic study',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'tingling of the lateral thigh alone, relieved by pelvic compression',
        given: {
          age: 45,
          history: ['obesity'],
          findings: [
            ['tingling', true, 'L'],
            ['sensory-region', ['lateral-thigh'], 'L'],
            ['pelvic-compression', true, 'L'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'outer and front thigh together, strength and knee reflex normal: the textbook place',
        given: {
          age: 64,
          findings: [
            ['numbness', true, 'R'],
            ['sensory-region', ['lateral-thigh', 'anterior-thigh'], 'R'],
            ['mrc-knee-extension', 5, 'R'],
            ['reflex-patellar', 'normal', 'R'],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'the front of the thigh alone, knee reflex lost: think of L3, the femoral nerve, the plexus',
        given: {
          age: 64,
          findings: [
            ['numbness', true, 'R'],
            ['sensory-region', ['anterior-thigh'], 'R'],
            ['reflex-patellar', 'absent', 'R'],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'lateral thigh and below the knee',
        given: {
          age: 45,
          history: ['obesity'],
          findings: [
            ['tingling', true, 'L'],
            ['pain-path', ['lateral-thigh', 'lateral-leg'], 'L'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
