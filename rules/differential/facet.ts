/**
 * FACET: ache from the facet joints (§5.2). No clinical test confirms it, so the answer is never more
 * than possible.
 */
import { age, all, either, has, present, reaches, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { objectiveDeficit } from '../terms/deficit.ts';
import { painAboveKnee, painBelowKnee } from '../terms/leg.ts';
import { facetAge } from '../terms/thresholds.ts';

const upperAche = term(
  'groin, hip or upper-thigh ache, above the knee',
  all(
    either(
      present('groin-pain'),
      present('hip-lateral-pain'),
      reaches('pain-path', 'groin', 'lateral-hip', 'anterior-thigh', 'lateral-thigh'),
    ),
    painAboveKnee,
  ),
);

export const facet: ScoredTable = {
  id: 'FACET',
  version: '1.0.0',
  title: 'Facet-related groin/hip/leg ache',
  concludes: 'facet-related ache',
  minimumClusters: 3,
  soft: ['age'],
  ceiling: 'possible',
  items: [
    {
      item: 'twisting aggravates',
      when: has('pain-aggravating', 'twisting'),
      present: 2,
      absent: 0,
      cluster: 'twist',
      basis: ['founding-document'],
      says: 'twisting aggravates it',
    },
    {
      item: 'extension aggravates',
      when: has('pain-aggravating', 'extension'),
      present: 1,
      absent: 0,
      cluster: 'ext',
      basis: ['expert'],
      says: 'bending back aggravates it',
    },
    {
      item: 'extension-rotation test positive',
      when: present('extension-rotation'),
      present: 1,
      absent: -3,
      cluster: 'exam',
      basis: [['laslett-2006', 'sensitive, not specific']],
      says: 'lumbar extension-rotation positive',
      saysNot: 'lumbar extension-rotation negative',
      ask: 'lumbar extension-rotation',
    },
    {
      item: 'groin/hip/upper-thigh ache, above knee',
      when: upperAche,
      present: 1,
      absent: 0,
      cluster: 'distribution',
      basis: ['founding-document'],
      says: 'groin, hip or upper-thigh ache above the knee',
    },
    {
      item: 'aching quality',
      when: has('pain-quality', 'aching'),
      present: 1,
      absent: 0,
      cluster: 'quality',
      basis: ['founding-document'],
      says: 'aching pain',
    },
    {
      item: `age >=${facetAge.value}`,
      when: age('>=', facetAge),
      present: 1,
      absent: 0,
      cluster: 'age',
      basis: ['expert'],
      says: `age ${facetAge.value} or older`,
      ask: false,
    },
    {
      item: 'objective neurological deficit',
      when: objectiveDeficit,
      present: -3,
      absent: 0,
      cluster: 'deficit',
      basis: ['expert'],
      ask: 'strength, reflexes and sensation',
    },
    {
      item: 'pain below knee',
      when: painBelowKnee,
      present: -2,
      absent: 0,
      cluster: 'distribution2',
      basis: ['expert'],
      says: 'pain passes the knee',
      ask: 'does the pain pass the knee',
    },
    {
      item: 'centralisation',
      when: present('centralization'),
      present: -2,
      absent: 0,
      cluster: 'exam2',
      basis: ['laslett-2006'],
      says: 'pain centralises with repeated movements',
      ask: 'centralisation on repeated movements',
    },
  ],
  evidence: [
    {
      cite: 'petersen-2017',
      says: 'No clinical test rule for facet pain was found: the category is capped at possible.',
      strength: 'systematic review',
    },
    {
      cite: 'laslett-2006',
      says: 'Extension-rotation is sensitive and not specific; centralisation speaks against facet pain.',
      strength: 'diagnostic study',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'golfer of 58 with groin and hip ache on twisting: never more than possible',
        given: {
          age: 58,
          findings: [
            ['groin-pain', true, 'R'],
            ['pain-path', ['groin', 'lateral-thigh'], 'R'],
            ['pain-quality', ['aching'], 'R'],
            ['pain-aggravating', ['twisting', 'extension'], 'R'],
            ['extension-rotation', true, 'R'],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'the same ache, but extension-rotation is painless and the knee is weak',
        given: {
          age: 58,
          findings: [
            ['groin-pain', true, 'R'],
            ['pain-path', ['groin', 'lateral-thigh'], 'R'],
            ['pain-quality', ['aching'], 'R'],
            ['extension-rotation', false, 'R'],
            ['mrc-knee-extension', 4, 'R'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
