/** HIPOA: pain from an arthritic hip (§5.2). */
import { age, all, any, condition, has, present, recorded, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { deficitBeyondTheHip } from '../terms/deficit.ts';
import { painBelowKnee, sensorySymptom } from '../terms/leg.ts';
import { hipArthritisAge } from '../terms/thresholds.ts';

const hipExamined = term(
  'a hip test recorded, or documented hip osteoarthritis',
  any(
    recorded('hip-ir-painful'),
    recorded('hip-adduction-limited'),
    recorded('hip-groin-pain-passive'),
    condition('hip-oa'),
  ),
);

export const hipoa: ScoredTable = {
  id: 'HIPOA',
  version: '1.2.0',
  title: 'Hip osteoarthritis',
  concludes: 'hip osteoarthritis',
  minimumClusters: 2,
  soft: ['age'],
  required: { likely: hipExamined, lessLikely: hipExamined },
  atLeastPossible: term(
    'documented hip osteoarthritis with pain in the groin or the hip joint',
    all(condition('hip-oa'), any(present('groin-pain'), present('hip-pain'), has('pain-path', 'groin'))),
  ),
  items: [
    {
      item: 'groin pain',
      when: present('groin-pain'),
      present: 1,
      absent: 0,
      cluster: 'site',
      basis: ['expert'],
    },
    {
      item: 'groin pain on passive abduction/adduction',
      when: present('hip-groin-pain-passive'),
      present: 4,
      absent: 0,
      cluster: 'exam',
      basis: [['metcalfe-2019', 'LR+ 5.7']],
    },
    {
      item: 'decreased passive hip adduction',
      when: present('hip-adduction-limited'),
      present: 3,
      absent: -3,
      cluster: 'exam2',
      basis: [['metcalfe-2019', 'LR+ 4.2 / LR− 0.25']],
      saysNot: 'passive hip adduction not limited',
    },
    {
      item: 'hip internal rotation limited/painful',
      when: present('hip-ir-painful'),
      present: 2,
      absent: -1,
      cluster: 'exam3',
      basis: [['metcalfe-2019', 'LR+ about 3.2']],
      says: 'hip internal rotation limited or painful',
      saysNot: 'hip internal rotation free and painless',
    },
    {
      item: `age >=${hipArthritisAge.value}`,
      when: age('>=', hipArthritisAge),
      present: 1,
      absent: 0,
      cluster: 'age',
      basis: ['metcalfe-2019'],
      says: `age ${hipArthritisAge.value} or older`,
      ask: false,
    },
    {
      item: `age <${hipArthritisAge.value}`,
      when: age('<', hipArthritisAge),
      present: -2,
      absent: 0,
      cluster: 'age',
      basis: [['metcalfe-2019', 'LR− 0.11 (capped)']],
      says: `age under ${hipArthritisAge.value}`,
      ask: false,
    },
    {
      item: 'pain below knee with sensory symptoms',
      when: all(painBelowKnee, sensorySymptom),
      present: -2,
      absent: 0,
      cluster: 'neuro',
      basis: ['expert'],
      says: 'pain below the knee with numbness or tingling',
      ask: 'does the pain pass the knee, with numbness or tingling',
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
    {
      item: 'documented hip OA',
      when: condition('hip-oa'),
      present: 4,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      says: 'documented hip osteoarthritis',
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'metcalfe-2019',
      says: 'Groin pain on passive abduction or adduction, decreased adduction and internal rotation raise the likelihood of hip osteoarthritis; age under 60 lowers it.',
      strength: 'systematic review',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'woman of 69 with groin pain and all hip tests positive',
        given: {
          age: 69,
          findings: [
            ['groin-pain', true, 'L'],
            ['hip-ir-painful', true, 'L'],
            ['hip-adduction-limited', true, 'L'],
            ['hip-groin-pain-passive', true, 'L'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'documented hip osteoarthritis and groin pain, whatever the calf says',
        given: {
          age: 58,
          history: ['hip-oa'],
          findings: [
            ['groin-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['numbness', true, 'L'],
            ['slr', true, 'L'],
            ['reflex-achilles', 'absent', 'L'],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'the same groin pain with a free hip',
        given: {
          age: 69,
          findings: [
            ['groin-pain', true, 'L'],
            ['hip-ir-painful', false, 'L'],
            ['hip-adduction-limited', false, 'L'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
