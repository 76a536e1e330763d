/** TARSAL: the tibial nerve behind the medial malleolus. */
import {
  any,
  bilateral,
  condition,
  confined,
  either,
  has,
  present,
  reaches,
  recorded,
  term,
} from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { motorOrReflexLoss } from '../terms/deficit.ts';
import { sensorySymptom } from '../terms/leg.ts';

const sole = ['sole', 'heel', 'great-toe'] as const;
/** The tunnel itself, and where its nerve ends. */
const course = ['medial-ankle', ...sole] as const;

const nerveExamined = term(
  'Tinel sign behind the medial malleolus recorded, or documented disease',
  any(recorded('tinel-tarsal'), condition('tarsal-tunnel')),
);

const nerveSymptom = term(
  'numbness, tingling or burning',
  either(sensorySymptom, has('pain-quality', 'burning', 'electric', 'tingling', 'pins-needles')),
);

export const tarsal: ScoredTable = {
  id: 'TARSAL',
  version: '1.1.0',
  title: 'Tarsal tunnel syndrome',
  concludes: 'tarsal tunnel syndrome',
  minimumClusters: 3,
  soft: ['back'],
  onlyWhen: term(
    'symptoms in inner ankle, sole, heel or great toe, a Tinel sign looked for, or documented disease',
    any(
      has('pain-path', ...course),
      has('sensory-region', ...course),
      present('foot-pain'),
      recorded('tinel-tarsal'),
      condition('tarsal-tunnel'),
    ),
  ),
  required: { likely: nerveExamined, lessLikely: nerveExamined },
  // a heel that hurts and is not numb is plantar fasciitis first
  supportNeeds: term(
    'a nerve symptom of the foot, a Tinel sign, or documented disease',
    any(nerveSymptom, present('tinel-tarsal'), condition('tarsal-tunnel')),
  ),
  atLeastPossible: condition('tarsal-tunnel'),
  items: [
    {
      item: 'symptoms confined to inner ankle, sole, heel or great toe',
      when: confined(['pain-path', 'sensory-region'], ...course),
      present: 3,
      absent: -3,
      cluster: 'pattern',
      basis: ['amboss-tarsal', 'pomeroy-2015', 'expert'],
      saysNot: 'symptoms not confined to inner ankle, sole, heel or great toe',
      ask: 'where are the symptoms',
    },
    {
      item: 'Tinel behind the medial malleolus',
      when: present('tinel-tarsal'),
      present: 4,
      absent: -1,
      cluster: 'tinel',
      basis: ['amboss-tarsal', 'expert'],
      says: 'Tinel sign behind the medial malleolus',
      saysNot: 'no Tinel sign behind the medial malleolus',
      ask: 'Tinel test behind the medial malleolus',
    },
    {
      item: 'numbness, tingling or burning',
      when: nerveSymptom,
      present: 1,
      absent: -2,
      cluster: 'sensory',
      basis: ['amboss-tarsal'],
      ask: 'is there numbness or tingling',
    },
    {
      item: 'worse standing or walking',
      when: has('pain-aggravating', 'standing', 'walking'),
      present: 1,
      absent: 0,
      cluster: 'provocation',
      basis: ['amboss-tarsal'],
      ask: 'is it worse standing or walking',
    },
    {
      item: 'both feet',
      when: bilateral(reaches('sensory-region', ...sole)),
      present: -5,
      absent: 0,
      cluster: 'both',
      basis: ['expert'],
      says: 'numb or tingling in both feet',
      ask: 'are both feet numb or tingling',
    },
    {
      item: 'SLR or slump positive',
      when: either(present('slr'), present('slump')),
      present: -3,
      absent: 1,
      cluster: 'tension',
      basis: ['expert'],
      says: 'straight leg raise or slump test positive',
      saysNot: 'straight leg raise or slump test negative',
      ask: 'straight leg raise',
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
      item: 'low back pain',
      when: present('low-back-pain'),
      present: -1,
      absent: 0,
      cluster: 'back',
      basis: ['expert'],
      ask: 'is there low back pain',
    },
    {
      item: 'documented tarsal tunnel syndrome',
      when: condition('tarsal-tunnel'),
      present: 5,
      absent: 0,
      cluster: 'known',
      basis: ['expert'],
      ask: false,
    },
  ],
  evidence: [
    {
      cite: 'amboss-tarsal',
      says: 'Pain, numbness or tingling of heel, sole and toes, worse standing and walking; Tinel sign behind the medial malleolus.',
      strength: 'expert consensus',
    },
    {
      cite: 'pomeroy-2015',
      says: 'The tibial nerve is caught where it passes behind the medial malleolus, or in its branches to heel and sole.',
      strength: 'expert consensus',
    },
    {
      cite: 'bowley-2019',
      says: 'A focused examination separates the entrapments of the leg from a root.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'numb, burning sole on one side, Tinel sign at the ankle',
        given: {
          age: 45,
          findings: [
            ['foot-pain', true, 'L'],
            ['numbness', true, 'L'],
            ['sensory-region', ['sole'], 'L'],
            ['tinel-tarsal', true, 'L'],
            ['slr', false, 'L'],
          ],
        },
        expect: 'likely',
      },
      {
        title: 'the same, ankle not tapped: possible',
        given: {
          age: 45,
          findings: [
            ['foot-pain', true, 'L'],
            ['numbness', true, 'L'],
            ['sensory-region', ['sole', 'heel'], 'L'],
            ['pain-aggravating', ['standing', 'walking'], 'L'],
          ],
        },
        expect: 'possible',
      },
      {
        title: 'tingling from the inner ankle into the ball of the foot, worse standing: possible',
        given: {
          age: 45,
          findings: [
            ['foot-pain', true, 'L'],
            ['tingling', true, 'L'],
            ['sensory-region', ['medial-ankle', 'ball-of-foot'], 'L'],
            ['pain-aggravating', ['standing'], 'L'],
          ],
        },
        expect: 'possible',
      },
    ],
    doesNot: [
      {
        title: 'the same with the shin beside the ankle: no place of the tibial nerve',
        given: {
          age: 45,
          findings: [
            ['foot-pain', true, 'L'],
            ['tingling', true, 'L'],
            ['sensory-region', ['medial-ankle', 'ball-of-foot', 'anterior-leg'], 'L'],
            ['pain-aggravating', ['standing'], 'L'],
          ],
        },
        expect: 'insufficient',
      },
      {
        title: 'heel that hurts and is not numb',
        given: {
          age: 45,
          findings: [
            ['foot-pain', true, 'L'],
            ['pain-path', ['heel'], 'L'],
            ['pain-aggravating', ['standing', 'walking'], 'L'],
            ['numbness', 'none', 'L'],
            ['tingling', 'none', 'L'],
          ],
        },
        expect: 'insufficient',
      },
      {
        title: 'numb sole, ankle reflex lost, straight leg raise positive: think of S1',
        given: {
          age: 45,
          findings: [
            ['numbness', true, 'L'],
            ['sensory-region', ['sole', 'lateral-foot'], 'L'],
            ['reflex-achilles', 'absent', 'L'],
            ['slr', true, 'L'],
            ['tinel-tarsal', false, 'L'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
