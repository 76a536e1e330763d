/** DDDREF: somatic pain referred from a degenerated disc, without a root (§5.2). */
import { all, condition, either, not, present, recorded, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import {
  examinedAndNormal,
  reflexesRecorded,
  sensationRecorded,
  strengthRecorded,
} from '../terms/deficit.ts';
import { painAboveKnee, sensorySymptom } from '../terms/leg.ts';
import { backWorse, dullPain, shootingPain } from '../terms/quality.ts';

const examined = term(
  'strength, reflexes and sensation examined, and back pain asked',
  all(strengthRecorded, reflexesRecorded, sensationRecorded, recorded('low-back-pain')),
);

export const dddref: ScoredTable = {
  id: 'DDDREF',
  version: '1.0.0',
  title: 'Lumbar degenerative disc disease with referred (somatic) leg pain',
  concludes: 'referred pain from the lumbar discs',
  minimumClusters: 4,
  soft: [],
  required: { likely: examined, lessLikely: examined },
  supportNeeds: present('low-back-pain'),
  items: [
    {
      item: 'low back pain present',
      when: present('low-back-pain'),
      present: 1,
      absent: -3,
      cluster: 'backpain',
      basis: [['founding-document', 'back pain is usually primary']],
      saysNot: 'no low back pain',
      ask: 'is there low back pain',
    },
    {
      item: 'dull/aching/poorly localised',
      when: dullPain,
      present: 2,
      absent: -1,
      cluster: 'quality',
      basis: ['founding-document', 'expert'],
      says: 'dull, aching or poorly localised pain',
      saysNot: 'pain is not dull, aching or poorly localised',
    },
    {
      item: 'shooting/electric quality',
      when: shootingPain,
      present: -2,
      absent: 0,
      cluster: 'quality',
      basis: ['founding-document'],
      says: 'shooting or electric pain',
    },
    {
      item: 'back pain worse than leg pain',
      when: backWorse,
      present: 2,
      absent: -1,
      cluster: 'distribution',
      basis: ['expert'],
      saysNot: 'back pain is not worse than leg pain',
    },
    {
      item: 'pain confined above knee',
      when: painAboveKnee,
      present: 2,
      absent: -2,
      cluster: 'distribution',
      basis: ['expert'],
      says: 'pain stays above the knee',
      saysNot: 'pain passes the knee',
      ask: 'does the pain pass the knee',
    },
    {
      item: 'documented lumbar DDD/spondylosis',
      when: either(condition('lumbar-ddd'), condition('lumbar-spondylosis')),
      present: 2,
      absent: 0,
      cluster: 'known',
      basis: ['founding-document'],
      says: 'documented lumbar disc degeneration or spondylosis',
      ask: false,
    },
    {
      item: 'no neurological deficit on full exam',
      when: examinedAndNormal,
      present: 1,
      absent: -3,
      cluster: 'deficit',
      basis: ['expert'],
      says: 'strength, reflexes and sensation examined and normal',
      saysNot: 'neurological deficit',
      ask: 'strength, reflexes and sensation',
    },
    {
      item: 'SLR negative',
      when: not(present('slr')),
      present: 1,
      absent: 0,
      cluster: 'tension',
      basis: ['expert'],
      says: 'straight leg raise negative',
      ask: 'straight leg raise',
    },
    {
      item: 'no numbness/tingling',
      when: not(sensorySymptom),
      present: 1,
      absent: -1,
      cluster: 'sensory',
      basis: ['expert'],
      says: 'no numbness or tingling',
      saysNot: 'numbness or tingling in the limb',
      ask: 'is there numbness or tingling',
    },
    {
      item: 'centralisation',
      when: present('centralization'),
      present: 2,
      absent: 0,
      cluster: 'exam',
      basis: [['petersen-2017', 'LR+ about 2.8 (disc)']],
      says: 'pain centralises with repeated movements',
      ask: 'centralisation on repeated movements',
    },
  ],
  evidence: [
    {
      cite: 'founding-document',
      says: 'Referred pain is dull, achy and poorly localised, and back pain usually comes first (S-31, S-32).',
      strength: 'expert consensus',
    },
    {
      cite: 'petersen-2017',
      says: 'Centralisation on repeated movements supports discogenic pain (LR+ about 2.8).',
      strength: 'systematic review',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'dull back-dominant pain to the thigh, examination normal',
        given: {
          age: 52,
          history: ['lumbar-ddd'],
          findings: [
            ['low-back-pain', true],
            ['leg-pain', true, 'R'],
            ['pain-path', ['buttock', 'posterior-thigh'], 'R'],
            ['pain-quality', ['dull'], 'R'],
            ['pain-dominance', 'back'],
            ['slr', false, 'R'],
            ['mrc-great-toe-extension', 5, 'R'],
            ['reflex-achilles', 'normal', 'R'],
            ['sens-dorsal-foot', 'normal', 'R'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'the same without any back pain',
        given: {
          age: 52,
          findings: [
            ['low-back-pain', false],
            ['leg-pain', true, 'R'],
            ['pain-path', ['buttock', 'posterior-thigh'], 'R'],
            ['pain-quality', ['dull'], 'R'],
            ['slr', false, 'R'],
            ['mrc-great-toe-extension', 5, 'R'],
            ['reflex-achilles', 'normal', 'R'],
            ['sens-dorsal-foot', 'normal', 'R'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
