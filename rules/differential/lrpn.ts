/**
 * LRPN: lumbosacral radiculoplexus neuropathy, in diabetes "diabetic amyotrophy": severe thigh or hip pain of one
 * leg, then proximal weakness and weight loss. Scored only where one of these or diabetes points to it. It imitates an upper lumbar root and takes no MRI away.
 */
import { all, any, condition, either, grade, present, reaches, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { reflexLost } from '../terms/deficit.ts';
import { proximalWeakness } from '../terms/leg.ts';
import { fullStrength, severePain } from '../terms/thresholds.ts';

const beyondOneNerve = term(
  'weakness beyond one nerve or root',
  all(
    either(grade('mrc-hip-flexion', '<', fullStrength), grade('mrc-knee-extension', '<', fullStrength)),
    either(
      grade('mrc-hip-adduction', '<', fullStrength),
      grade('mrc-hip-abduction', '<', fullStrength),
      grade('mrc-ankle-dorsiflexion', '<', fullStrength),
      grade('mrc-ankle-plantarflexion', '<', fullStrength),
    ),
  ),
);

export const lrpn: ScoredTable = {
  id: 'LRPN',
  version: '1.1.0',
  title: 'Lumbosacral radiculoplexus neuropathy (diabetic amyotrophy)',
  concludes: 'lumbosacral radiculoplexus neuropathy',
  minimumClusters: 3,
  soft: ['risk'],
  required: {
    likely: term(
      'weakness beyond one nerve or root, weight loss, or a documented disease',
      any(beyondOneNerve, present('weight-loss-unexplained'), condition('diabetic-amyotrophy')),
    ),
  },
  onlyWhen: term(
    'proximal weakness, weight loss with diabetes, or a documented disease',
    any(
      proximalWeakness,
      all(present('weight-loss-unexplained'), condition('diabetes')),
      condition('diabetic-amyotrophy'),
    ),
  ),
  atLeastPossible: condition('diabetic-amyotrophy'),
  items: [
    {
      item: 'hip flexion, hip adduction or knee extension weak',
      when: proximalWeakness,
      present: 3,
      absent: -3,
      cluster: 'proximal',
      basis: ['practical-neurology-2016', 'expert'],
      says: 'proximal weakness of the leg',
      saysNot: 'hip flexion, hip adduction and knee extension strong',
      ask: 'hip flexion, hip adduction and knee extension strength',
    },
    {
      item: 'weakness beyond one nerve or root',
      when: beyondOneNerve,
      present: 2,
      absent: 0,
      cluster: 'extent',
      basis: ['expert'],
      ask: 'strength of hip adduction, hip abduction and ankle',
    },
    {
      item: 'pain in thigh, groin, hip or buttock',
      when: either(
        reaches(
          'pain-path',
          'anterior-thigh',
          'medial-thigh',
          'lateral-thigh',
          'posterior-thigh',
          'groin',
          'buttock',
        ),
        present('groin-pain'),
        present('hip-pain'),
        present('buttock-pain'),
      ),
      present: 1,
      absent: -2,
      cluster: 'pain',
      basis: ['practical-neurology-2016'],
      ask: 'is there pain in thigh, groin or hip',
    },
    {
      item: 'leg pain',
      when: present('leg-pain'),
      present: 0,
      absent: -3,
      cluster: 'pain',
      basis: ['practical-neurology-2016', 'expert'],
      saysNot: 'no leg pain',
      ask: 'is there leg pain',
    },
    {
      item: 'severe pain',
      when: grade('pain-nrs', '>=', severePain),
      present: 1,
      absent: 0,
      cluster: 'pain',
      basis: ['practical-neurology-2016'],
      ask: 'how severe is the pain',
    },
    {
      item: 'unexplained weight loss',
      when: present('weight-loss-unexplained'),
      present: 2,
      absent: 0,
      cluster: 'weight',
      basis: ['expert'],
      ask: 'is there weight loss',
    },
    {
      item: 'knee reflex reduced/absent on this side',
      when: reflexLost('reflex-patellar'),
      present: 1,
      absent: -1,
      cluster: 'reflex',
      basis: ['expert'],
      says: 'knee reflex reduced or absent on this side',
      saysNot: 'knee reflex not lost on this side',
      ask: 'knee and ankle reflexes',
    },
    {
      item: 'spread to the other leg',
      when: present('progressed-to-bilateral'),
      present: 2,
      absent: 0,
      cluster: 'spread',
      basis: [['practical-neurology-2016', 'more than a third of cases become bilateral']],
      says: 'began in one leg and reached the other',
      ask: 'did it begin in one leg and reach the other',
    },
    {
      item: 'SLR positive',
      when: present('slr'),
      present: -1,
      absent: 0,
      cluster: 'tension',
      basis: ['expert'],
      says: 'straight leg raise positive',
      ask: 'straight leg raise',
    },
    {
      item: 'diabetes',
      when: condition('diabetes'),
      present: 2,
      absent: 0,
      cluster: 'risk',
      basis: [['practical-neurology-2016', 'mostly diabetes, often well controlled']],
      ask: false,
    },
    {
      item: 'documented diabetic amyotrophy',
      when: condition('diabetic-amyotrophy'),
      present: 6,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'practical-neurology-2016',
      says: 'Severe pain of pelvis, hip or thigh, then proximal weakness, mostly in well-controlled diabetes; more than a third become bilateral. L3 radiculopathy, muscle infarction and meralgia are the rivals.',
      strength: 'expert consensus',
    },
    {
      cite: 'expert',
      says: 'The weights; that the disease takes no MRI away.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'diabetic of 66, severe thigh pain, then weak hip and knee, 8 kg lost',
        given: {
          age: 66,
          history: ['diabetes'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['groin', 'anterior-thigh'], 'L'],
            ['pain-nrs', 9],
            ['weight-loss-unexplained', true],
            ['mrc-hip-flexion', 4, 'L'],
            ['mrc-knee-extension', 4, 'L'],
            ['reflex-patellar', 'absent', 'L'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'the same without diabetes and without weight loss: possible',
        given: {
          age: 66,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['groin', 'anterior-thigh'], 'L'],
            ['mrc-hip-flexion', 4, 'L'],
            ['mrc-knee-extension', 4, 'L'],
            ['reflex-patellar', 'absent', 'L'],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'painless weak knee with a lost knee reflex: think of L4',
        given: {
          age: 46,
          findings: [
            ['leg-pain', false, 'L'],
            ['mrc-knee-extension', 4, 'L'],
            ['reflex-patellar', 'reduced', 'L'],
          ],
        },
        expect: 'less-likely',
      },
      {
        title: 'diabetic with thigh pain and full strength',
        given: {
          age: 66,
          history: ['diabetes'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['anterior-thigh'], 'L'],
            ['mrc-hip-flexion', 5, 'L'],
            ['mrc-hip-adduction', 5, 'L'],
            ['mrc-knee-extension', 5, 'L'],
            ['reflex-patellar', 'normal', 'L'],
          ],
        },
        expect: 'not scored',
      },
    ],
  },
};
