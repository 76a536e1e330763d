/** PIRI: the sciatic nerve irritated by the piriformis (§5.2). */
import { has, not, present, recorded, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { motorOrReflexLoss } from '../terms/deficit.ts';
import { coughWorsensLegPain } from '../terms/leg.ts';

const fairRecorded = term('FAIR test recorded', recorded('fair'));

export const piri: ScoredTable = {
  id: 'PIRI',
  version: '1.0.0',
  title: 'Piriformis syndrome',
  concludes: 'piriformis syndrome',
  minimumClusters: 3,
  soft: ['back'],
  required: { likely: fairRecorded, lessLikely: fairRecorded },
  items: [
    {
      item: 'buttock pain',
      when: present('buttock-pain'),
      present: 1,
      absent: -2,
      cluster: 'q1',
      basis: [['hopayian-2018', 'quartet']],
      saysNot: 'no buttock pain',
    },
    {
      item: 'worse sitting',
      when: has('pain-aggravating', 'sitting'),
      present: 1,
      absent: -1,
      cluster: 'q2',
      basis: [['hopayian-2018', 'quartet']],
      saysNot: 'not worse sitting',
    },
    {
      item: 'tender over greater sciatic notch',
      when: present('sciatic-notch-tender'),
      present: 2,
      absent: -1,
      cluster: 'q3',
      basis: [['hopayian-2018', 'quartet']],
      saysNot: 'not tender over the greater sciatic notch',
    },
    {
      item: 'FAIR / piriformis-tension manoeuvre positive',
      when: present('fair'),
      present: 3,
      absent: -2,
      cluster: 'q4',
      basis: [['fishman-2002', 'sensitivity 0.88, specificity 0.83 (bias)']],
      says: 'FAIR test positive',
      saysNot: 'FAIR test negative',
      ask: 'FAIR test',
    },
    {
      item: 'motor or reflex deficit',
      when: motorOrReflexLoss,
      present: -3,
      absent: 0,
      cluster: 'deficit',
      basis: ['expert'],
      ask: 'strength and reflexes',
    },
    {
      item: 'no low back pain',
      when: not(present('low-back-pain')),
      present: 1,
      absent: 0,
      cluster: 'back',
      basis: ['expert'],
      ask: 'is there low back pain',
    },
    {
      item: 'cough/sneeze/strain worsens LEG pain',
      when: coughWorsensLegPain,
      present: -1,
      absent: 0,
      cluster: 'provocation',
      basis: ['expert'],
      says: 'coughing or straining worsens the leg pain',
      ask: 'does coughing or straining worsen the leg pain',
    },
  ],
  evidence: [
    {
      cite: 'hopayian-2018',
      says: 'Buttock pain, pain on sitting, sciatic notch tenderness and pain on a piriformis manoeuvre recur together across case series.',
      strength: 'systematic review',
    },
    {
      cite: 'fishman-2002',
      says: 'FAIR test: sensitivity 0.88, specificity 0.83, with a biased reference.',
      strength: 'diagnostic study',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'the quartet, without weakness or back pain',
        given: {
          age: 29,
          findings: [
            ['buttock-pain', true, 'R'],
            ['low-back-pain', false],
            ['pain-aggravating', ['sitting'], 'R'],
            ['sciatic-notch-tender', true, 'R'],
            ['fair', true, 'R'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'the same with FAIR and notch negative',
        given: {
          age: 29,
          findings: [
            ['buttock-pain', true, 'R'],
            ['low-back-pain', false],
            ['pain-aggravating', ['sitting'], 'R'],
            ['sciatic-notch-tender', false, 'R'],
            ['fair', false, 'R'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
