/** HIPBONE: osteonecrosis or fracture of the hip, by a fall, stress or fragile bone. Only imaging tells them apart. */
import { all, any, condition, either, has, onThisLeg, present, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { deficitBeyondTheHip } from '../terms/deficit.ts';

const hipPain = term('pain in groin or hip joint', either(present('groin-pain'), present('hip-pain')));

const documented = any(condition('hip-osteonecrosis'), onThisLeg('hip-fracture'));

export const hipBone: ScoredTable = {
  id: 'HIPBONE',
  version: '1.2.0',
  title: 'Osteonecrosis or fracture of the hip',
  concludes: 'osteonecrosis or fracture of the hip',
  minimumClusters: 2,
  soft: ['risk', 'bone'],
  onlyWhen: term(
    'pain in groin or hip joint, unable to bear weight, or documented osteonecrosis or fracture',
    any(hipPain, has('pain-path', 'groin'), present('weight-bearing-refused'), documented),
  ),
  required: { likely: documented },
  atLeastPossible: term(
    'documented osteonecrosis or fracture of the hip with pain of groin, hip, buttock or thigh',
    all(
      documented,
      any(
        hipPain,
        present('buttock-pain'),
        has('pain-path', 'groin', 'buttock', 'lateral-hip', 'anterior-thigh'),
      ),
    ),
  ),
  items: [
    {
      item: 'groin or hip joint pain',
      when: hipPain,
      present: 1,
      absent: 0,
      cluster: 'site',
      basis: ['amboss-osteonecrosis'],
      says: 'pain in groin or hip joint',
      ask: 'is there groin pain',
    },
    {
      item: 'hip internal rotation limited/painful',
      when: present('hip-ir-painful'),
      present: 1,
      absent: -2,
      cluster: 'rotation',
      basis: ['amboss-osteonecrosis'],
      says: 'hip internal rotation limited or painful',
      saysNot: 'hip internal rotation free and painless',
    },
    {
      item: 'unable to bear weight',
      when: present('weight-bearing-refused'),
      present: 3,
      absent: -1,
      cluster: 'weight',
      basis: ['expert'],
      says: 'cannot bear weight',
      saysNot: 'bears weight',
      ask: 'weight bearing on the leg',
    },
    {
      item: 'long-term steroids, alcohol or sickle cell disease',
      when: any(condition('chronic-steroids'), condition('alcohol-use-disorder'), condition('sickle-cell')),
      present: 2,
      absent: 0,
      cluster: 'risk',
      basis: ['amboss-osteonecrosis'],
      ask: false,
    },
    {
      item: 'osteoporosis',
      when: condition('osteoporosis'),
      present: 1,
      absent: 0,
      cluster: 'bone',
      basis: ['expert'],
      ask: false,
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
      item: 'documented osteonecrosis of the hip',
      when: condition('hip-osteonecrosis'),
      present: 5,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
    {
      item: 'documented fracture of the hip, pelvis or femur',
      when: onThisLeg('hip-fracture'),
      present: 5,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'amboss-osteonecrosis',
      says: 'Groin pain, also of buttock or knee, with limited rotation on steroids or alcohol.',
      strength: 'expert consensus',
    },
    {
      cite: 'osteonecrosis-imaging-2015',
      says: 'Radiographs miss early osteonecrosis; MRI finds it.',
      strength: 'systematic review',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'groin pain and painful rotation after months of prednisolone',
        given: {
          age: 41,
          history: ['chronic-steroids'],
          findings: [
            ['groin-pain', true, 'L'],
            ['hip-ir-painful', true, 'L'],
          ],
        },
        expect: 'possible',
      },
      {
        title: 'documented osteonecrosis of the hip, groin pain',
        given: {
          age: 41,
          history: ['hip-osteonecrosis'],
          findings: [
            ['groin-pain', true, 'L'],
            ['hip-ir-painful', true, 'L'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'documented fracture of the hip, groin pain and painful rotation',
        given: {
          age: 71,
          history: [['hip-fracture', 10, 'L']],
          findings: [
            ['groin-pain', true, 'L'],
            ['hip-ir-painful', true, 'L'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'groin pain, a fracture of the other hip',
        given: { age: 71, history: [['hip-fracture', 10, 'R']], findings: [['groin-pain', true, 'L']] },
        expect: 'insufficient',
      },
      {
        title: 'pain of the outer hip, rotation free',
        given: {
          age: 62,
          findings: [
            ['hip-lateral-pain', true, 'R'],
            ['hip-ir-painful', false, 'R'],
            ['gt-tender', true, 'R'],
          ],
        },
        expect: 'not scored',
      },
    ],
  },
};
