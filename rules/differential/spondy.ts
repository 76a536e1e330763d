/** SPONDY: a vertebra slipped forward (§5.2). */
import { any, condition, either, has, present, recorded, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { easedByBending, easedBySitting } from '../terms/leg.ts';

const shown = term(
  'step-off examined, or a documented slip',
  any(recorded('step-off'), condition('spondylolisthesis')),
);

export const spondy: ScoredTable = {
  id: 'SPONDY',
  version: '1.0.0',
  title: 'Spondylolisthesis',
  concludes: 'spondylolisthesis',
  minimumClusters: 1,
  soft: [],
  required: { likely: shown, lessLikely: shown },
  supportNeeds: term(
    'step-off, documented slip or giving way',
    any(present('step-off'), condition('spondylolisthesis'), present('giving-way')),
  ),
  items: [
    {
      item: 'documented spondylolisthesis',
      when: condition('spondylolisthesis'),
      present: 4,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
    {
      item: 'palpable/visible step-off',
      when: present('step-off'),
      present: 4,
      absent: 0,
      cluster: 'exam',
      basis: ['petersen-2017'],
      says: 'palpable or visible step-off',
    },
    {
      item: 'extension aggravates',
      when: has('pain-aggravating', 'extension'),
      present: 1,
      absent: 0,
      cluster: 'position',
      basis: ['expert'],
      says: 'bending back aggravates it',
    },
    {
      item: 'giving way / catching',
      when: present('giving-way'),
      present: 1,
      absent: 0,
      cluster: 'instability',
      basis: [['founding-document', 'instability']],
      says: 'leg gives way',
    },
    {
      item: 'standing/walking aggravates',
      when: has('pain-aggravating', 'standing', 'walking'),
      present: 1,
      absent: 0,
      cluster: 'position2',
      basis: ['expert'],
      says: 'standing or walking aggravates it',
    },
    {
      item: 'relief sitting/flexion',
      when: either(easedBySitting, easedByBending),
      present: 1,
      absent: 0,
      cluster: 'relief',
      basis: ['expert'],
      says: 'relief when sitting or bending',
    },
  ],
  evidence: [
    {
      cite: 'petersen-2017',
      says: 'A palpable or visible step-off is the clinical sign of a slip.',
      strength: 'systematic review',
    },
    {
      cite: 'nass-spondylolisthesis-2014',
      says: 'The standing lateral radiograph is the test that shows it.',
      strength: 'guideline',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'step-off, worse standing, eased by sitting, the leg gives way',
        given: {
          age: 55,
          findings: [
            ['leg-pain', true, 'L'],
            ['step-off', true],
            ['giving-way', true, 'L'],
            ['pain-aggravating', ['standing', 'extension'], 'L'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'worse standing and bending back, but no step-off on examination',
        given: {
          age: 55,
          findings: [
            ['leg-pain', true, 'L'],
            ['step-off', false],
            ['pain-aggravating', ['standing', 'extension'], 'L'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
