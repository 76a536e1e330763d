/** LDH: a herniated disc pressing on the root (§5.2). Scored only where RADIC is at least possible. */
import { age, all, condition, either, has, present } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { sensoryLoss } from '../terms/deficit.ts';
import { coughWorsensLegPain, easedByBending, sensorySymptom } from '../terms/leg.ts';
import { legWorse } from '../terms/quality.ts';
import { herniationAgeFrom, herniationAgeOver, herniationAgeTo } from '../terms/thresholds.ts';

export const ldh: ScoredTable = {
  id: 'LDH',
  version: '1.0.0',
  title: 'Lumbar disc herniation with root involvement',
  concludes: 'lumbar disc herniation',
  minimumClusters: 3,
  soft: ['age'],
  within: 'RADIC',
  items: [
    {
      item: 'cough/sneeze/strain worsens LEG pain',
      when: coughWorsensLegPain,
      present: 2,
      absent: -1,
      cluster: 'provocation',
      basis: [['verwoerd-2016', 'DOR 2.50'], 'expert'],
      says: 'coughing or straining worsens the leg pain',
      saysNot: 'coughing or straining does not worsen the leg pain',
      ask: 'does coughing or straining worsen the leg pain',
    },
    {
      item: 'crossed SLR positive',
      when: present('crossed-slr'),
      present: 2,
      absent: 0,
      cluster: 'tension',
      basis: [['van-der-windt-2010', 'LR+ 2.8']],
      says: 'crossed straight leg raise positive',
      ask: 'crossed straight leg raise',
      askWhen: present('slr'),
    },
    {
      item: 'SLR positive',
      when: present('slr'),
      present: 1,
      absent: -2,
      cluster: 'tension',
      basis: ['van-der-windt-2010'],
      says: 'straight leg raise positive',
      saysNot: 'straight leg raise negative',
      ask: 'straight leg raise',
    },
    {
      item: `age ${herniationAgeFrom.value}-${herniationAgeTo.value}`,
      when: all(age('>=', herniationAgeFrom), age('<=', herniationAgeTo)),
      present: 1,
      absent: 0,
      cluster: 'age',
      basis: ['expert'],
      ask: false,
    },
    {
      item: `age >=${herniationAgeOver.value}`,
      when: age('>=', herniationAgeOver),
      present: -1,
      absent: 0,
      cluster: 'age',
      basis: ['expert'],
      says: `age ${herniationAgeOver.value} or older`,
      ask: false,
    },
    {
      item: 'worse sitting/flexion',
      when: has('pain-aggravating', 'sitting', 'flexion'),
      present: 1,
      absent: 0,
      cluster: 'position',
      basis: ['expert'],
      says: 'worse sitting or bending',
    },
    {
      item: 'leg pain worse than back pain',
      when: legWorse,
      present: 1,
      absent: 0,
      cluster: 'distribution',
      basis: ['verwoerd-2014'],
    },
    {
      item: 'sensory symptom or loss',
      when: either(sensorySymptom, sensoryLoss),
      present: 1,
      absent: 0,
      cluster: 'sensory',
      basis: ['verwoerd-2014'],
      says: 'numbness, tingling or sensory loss',
    },
    {
      item: 'relieved by leaning forward',
      when: easedByBending,
      present: -2,
      absent: 0,
      cluster: 'position',
      basis: ['expert'],
      ask: 'does leaning forward help',
    },
    {
      item: 'documented lumbar disc herniation',
      when: condition('lumbar-disc-herniation'),
      present: 4,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'verwoerd-2016',
      says: 'Leg pain that worsens on coughing, sneezing or straining is associated with nerve-root compression and herniation on MRI (DOR 2.28 and 2.50).',
      strength: 'diagnostic study',
    },
    {
      cite: 'nass-ldh-2012',
      says: 'Manual muscle testing, sensory testing, supine and crossed straight leg raise are recommended in the diagnosis.',
      strength: 'guideline',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'crossed straight leg raise and pain on coughing in a man of 35',
        given: {
          age: 35,
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'R'],
            ['pain-dominance', 'leg'],
            ['pain-aggravating', ['cough-sneeze-strain-leg', 'sitting'], 'R'],
            ['slr', true, 'R'],
            ['crossed-slr', true, 'R'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'root pain eased by leaning forward, straight leg raise negative',
        given: {
          age: 70,
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-path', ['posterior-thigh', 'lateral-leg'], 'R'],
            ['pain-dominance', 'leg'],
            ['numbness', 'moderate', 'R'],
            ['pain-relieving', ['leaning-forward'], 'R'],
            ['mrc-great-toe-extension', 4, 'R'],
            ['slr', false, 'R'],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'no root syndrome, so its cause is not scored',
        given: { age: 35, findings: [['leg-pain', true, 'R']] },
        expect: 'not scored',
      },
    ],
  },
};
