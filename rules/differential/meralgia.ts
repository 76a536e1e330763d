/** MERALGIA: the lateral femoral cutaneous nerve at the groin (§5.2). */
import { condition, confined, either, pregnant, present } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { motorOrReflexLoss } from '../terms/deficit.ts';
import { painBelowKnee } from '../terms/leg.ts';

export const meralgia: ScoredTable = {
  id: 'MERALGIA',
  version: '1.0.0',
  title: 'Meralgia paresthetica',
  concludes: 'meralgia paresthetica',
  minimumClusters: 1,
  soft: ['risk'],
  items: [
    {
      item: 'symptoms confined to lateral thigh',
      when: confined(['pain-path', 'sensory-region'], 'lateral-thigh'),
      present: 3,
      absent: -3,
      cluster: 'pattern',
      basis: ['expert'],
      says: 'symptoms confined to the lateral thigh',
      saysNot: 'symptoms not confined to the lateral thigh',
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
    ],
    doesNot: [
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
