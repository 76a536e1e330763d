/** SIJ: pain from the sacroiliac joint, by the cluster of provocation tests (§5.2). */
import {
  all,
  any,
  atLeast,
  condition,
  each,
  either,
  has,
  not,
  pregnant,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { objectiveDeficit } from '../terms/deficit.ts';
import { painBelowKnee, unilateralButtockPain } from '../terms/leg.ts';
import { sacroiliacDone, sacroiliacPositive } from '../terms/thresholds.ts';

const tests = [
  'thigh-thrust',
  'sij-distraction',
  'sij-compression',
  'sacral-thrust',
  'gaenslen',
  'faber',
] as const;

/** True once the test is recorded either way, else open. */
const done = (test: (typeof tests)[number]) => any(present(test), not(present(test)));

const enoughDone = term(
  `at least ${sacroiliacDone.value} sacroiliac provocation tests recorded`,
  atLeast(sacroiliacDone.value, ...each(tests, done)),
);
const somePositive = any(...each(tests, present));
const enoughPositive = atLeast(sacroiliacPositive.value, ...each(tests, present));

export const sij: ScoredTable = {
  id: 'SIJ',
  version: '1.0.0',
  title: 'Sacroiliac joint dysfunction',
  concludes: 'sacroiliac joint pain',
  minimumClusters: 2,
  soft: ['context'],
  required: { likely: enoughDone, lessLikely: enoughDone },
  items: [
    {
      item: `>=${sacroiliacPositive.value} provocation tests positive of >=${sacroiliacDone.value} done`,
      when: all(enoughDone, enoughPositive),
      present: 3,
      absent: 0,
      cluster: 'cluster',
      basis: [
        ['laslett-2003', 'LR+ 4.2'],
        ['laslett-2005', 'LR+ 4.2'],
      ],
      says: `at least ${sacroiliacPositive.value} sacroiliac provocation tests positive`,
      ask: 'five sacroiliac provocation tests',
    },
    {
      item: `0 positive of >=${sacroiliacDone.value} done`,
      // stays open, hence worth asking, until every test is recorded (vignette V14)
      when: any(all(enoughDone, unlessKnown(somePositive)), not(all(...each(tests, done)))),
      present: -5,
      absent: 0,
      cluster: 'cluster',
      basis: [
        ['laslett-2003', 'LR− 0.08–0.12'],
        ['laslett-2005', 'LR− 0.08–0.12'],
      ],
      says: 'no sacroiliac provocation test positive',
      ask: 'five sacroiliac provocation tests',
    },
    {
      item: `no centralisation (with >=${sacroiliacPositive.value} positive)`,
      when: all(enoughDone, enoughPositive, not(present('centralization'))),
      present: 1,
      absent: 0,
      cluster: 'cluster2',
      basis: [['laslett-2003', 'LR+ 6.97 with the cluster']],
      says: 'pain does not centralise',
      ask: 'centralisation on repeated movements',
    },
    {
      item: 'unilateral buttock pain',
      when: unilateralButtockPain,
      present: 1,
      absent: 0,
      cluster: 'distribution',
      basis: ['expert'],
      says: 'buttock pain on one side',
      ask: 'buttock pain',
    },
    {
      item: 'groin pain',
      when: present('groin-pain'),
      present: 1,
      absent: 0,
      cluster: 'distribution2',
      basis: ['expert'],
    },
    {
      item: 'worse sit-to-stand',
      when: has('pain-aggravating', 'sit-to-stand'),
      present: 1,
      absent: 0,
      cluster: 'position',
      basis: ['expert'],
      says: 'worse on rising from sitting',
    },
    {
      item: 'pregnant or postpartum',
      when: either(pregnant, condition('postpartum')),
      present: 1,
      absent: 0,
      cluster: 'context',
      basis: ['expert'],
      ask: false,
    },
    {
      item: 'objective neurological deficit',
      when: objectiveDeficit,
      present: -2,
      absent: 0,
      cluster: 'deficit',
      basis: ['expert'],
      ask: 'strength, reflexes and sensation',
    },
    {
      item: 'pain below knee',
      when: painBelowKnee,
      present: -1,
      absent: 0,
      cluster: 'distribution3',
      basis: ['expert'],
      says: 'pain passes the knee',
      ask: 'does the pain pass the knee',
    },
  ],
  evidence: [
    {
      cite: 'laslett-2003',
      says: 'Three or more positive provocation tests raise the likelihood of sacroiliac pain (LR+ 4.2; 6.97 without centralisation).',
      strength: 'diagnostic study',
    },
    {
      cite: 'laslett-2005',
      says: 'No positive provocation test makes sacroiliac pain unlikely (LR− 0.08–0.12).',
      strength: 'diagnostic study',
    },
    {
      cite: 'van-der-wurff-2006',
      says: 'Composites of provocation tests are more useful than any single test.',
      strength: 'diagnostic study',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'four of five provocation tests reproduce one-sided buttock pain that does not centralise',
        given: {
          age: 31,
          findings: [
            ['buttock-pain', true, 'L'],
            ['groin-pain', true, 'L'],
            ['thigh-thrust', true, 'L'],
            ['sij-distraction', true, 'L'],
            ['sij-compression', true, 'L'],
            ['gaenslen', true, 'L'],
            ['sacral-thrust', false, 'L'],
            ['centralization', false],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'the same pain, none of five tests positive',
        given: {
          age: 31,
          findings: [
            ['buttock-pain', true, 'L'],
            ['groin-pain', true, 'L'],
            ['thigh-thrust', false, 'L'],
            ['sij-distraction', false, 'L'],
            ['sij-compression', false, 'L'],
            ['gaenslen', false, 'L'],
            ['sacral-thrust', false, 'L'],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'two tests are not a cluster',
        given: {
          age: 31,
          findings: [
            ['buttock-pain', true, 'L'],
            ['thigh-thrust', true, 'L'],
            ['sij-distraction', true, 'L'],
          ],
        },
        expect: 'insufficient',
      },
    ],
  },
};
