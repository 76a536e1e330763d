/**
 * FEMORAL: the femoral nerve, from the psoas to the groin. Scored only on a leg with a sign of its muscles. Hip
 * adduction (obturator nerve) separates it from the roots L2 to L4 and the plexus.
 */
import {
  any,
  condition,
  either,
  grade,
  medication,
  not,
  present,
  recorded,
  term,
} from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { reflexLost, sensationLost } from '../terms/deficit.ts';
import { fullStrength } from '../terms/thresholds.ts';

const femoralSign = term(
  'knee extension or hip flexion weak, or the knee reflex lost on this side',
  either(
    grade('mrc-knee-extension', '<', fullStrength),
    grade('mrc-hip-flexion', '<', fullStrength),
    reflexLost('reflex-patellar'),
  ),
);

const adductionExamined = term(
  'hip adduction recorded, or documented disease',
  any(recorded('mrc-hip-adduction'), condition('femoral-neuropathy')),
);

export const femoral: ScoredTable = {
  id: 'FEMORAL',
  version: '1.0.0',
  title: 'Femoral neuropathy',
  concludes: 'femoral neuropathy',
  minimumClusters: 3,
  soft: ['back', 'risk'],
  onlyWhen: femoralSign,
  required: { likely: adductionExamined, lessLikely: adductionExamined },
  atLeastPossible: condition('femoral-neuropathy'),
  items: [
    {
      item: 'knee extension weak',
      when: grade('mrc-knee-extension', '<', fullStrength),
      present: 2,
      absent: -4,
      cluster: 'quadriceps',
      basis: ['femoral-pacs', 'bowley-2019'],
      saysNot: 'knee extension strong',
      ask: 'knee extension strength',
    },
    {
      item: 'hip adduction normal',
      when: grade('mrc-hip-adduction', '>=', fullStrength),
      present: 3,
      absent: -5,
      cluster: 'adduction',
      basis: ['expert', 'bowley-2019'],
      saysNot: 'hip adduction weak',
      ask: 'hip adduction strength',
    },
    {
      item: 'knee reflex reduced/absent on this side',
      when: reflexLost('reflex-patellar'),
      present: 1,
      absent: -1,
      cluster: 'reflex',
      basis: ['femoral-pacs'],
      says: 'knee reflex reduced or absent on this side',
      saysNot: 'knee reflex not lost on this side',
      ask: 'knee and ankle reflexes',
    },
    {
      item: 'sensory loss of front thigh or inner leg',
      when: either(
        sensationLost('sens-anterior-thigh'),
        sensationLost('sens-medial-knee'),
        sensationLost('sens-medial-ankle'),
      ),
      present: 1,
      absent: -1,
      cluster: 'sensory',
      basis: ['femoral-pacs'],
      saysNot: 'front thigh and inner leg not numb on this side',
      ask: 'sensation of the front thigh and inner leg',
    },
    {
      item: 'weakness outside the femoral nerve',
      when: either(
        grade('mrc-hip-abduction', '<', fullStrength),
        grade('mrc-knee-flexion', '<', fullStrength),
        grade('mrc-ankle-dorsiflexion', '<', fullStrength),
        grade('mrc-ankle-plantarflexion', '<', fullStrength),
      ),
      present: -4,
      absent: 0,
      cluster: 'elsewhere',
      basis: ['expert'],
      ask: 'strength of hip abduction, knee flexion and ankle',
    },
    {
      item: 'no low back pain',
      when: not(present('low-back-pain')),
      present: 1,
      absent: -1,
      cluster: 'back',
      basis: ['expert'],
      saysNot: 'low back pain',
      ask: 'is there low back pain',
    },
    {
      item: 'anticoagulant',
      when: any(medication('anticoagulant'), condition('anticoagulant-bleeding')),
      present: 2,
      absent: 0,
      cluster: 'risk',
      basis: ['femoral-pacs', 'bowley-2019'],
      says: 'an anticoagulant',
      ask: false,
    },
    {
      item: 'documented femoral nerve lesion',
      when: condition('femoral-neuropathy'),
      present: 5,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'femoral-pacs',
      says: 'Weak hip flexion and knee extension, lost knee reflex, numb front thigh and inner leg; pelvic surgery and retroperitoneal haematoma on an anticoagulant are causes.',
      strength: 'expert consensus',
    },
    {
      cite: 'bowley-2019',
      says: 'The femoral nerve is compressed by a retroperitoneal haemorrhage; examination separates it from a root.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'knee extension weak, knee reflex lost, hip adduction strong, no back pain',
        given: {
          age: 58,
          findings: [
            ['weakness-subjective', true, 'L'],
            ['mrc-knee-extension', 4, 'L'],
            ['mrc-hip-adduction', 5, 'L'],
            ['reflex-patellar', 'absent', 'L'],
            ['low-back-pain', false],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'groin pain and a weak knee on warfarin, adduction not examined: possible',
        given: {
          age: 84,
          drugs: ['anticoagulant'],
          findings: [
            ['groin-pain', true, 'L'],
            ['mrc-knee-extension', 4, 'L'],
            ['sens-anterior-thigh', 'reduced', 'L'],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'knee extension and hip adduction both weak: think of L3, L4 or the plexus',
        given: {
          age: 58,
          findings: [
            ['mrc-knee-extension', 4, 'L'],
            ['mrc-hip-adduction', 4, 'L'],
            ['reflex-patellar', 'absent', 'L'],
            ['low-back-pain', true],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'no sign of its muscles, so the nerve is not in question',
        given: {
          age: 58,
          findings: [
            ['leg-pain', true, 'L'],
            ['mrc-knee-extension', 5, 'L'],
          ],
        },
        expect: 'not scored',
      },
    ],
  },
};
