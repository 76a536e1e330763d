/** POLYNEURO: symmetric distal neuropathy, diabetic or other (§5.2). */
import { bilateral, condition, either, is, present, reaches, symmetric, term } from '../engine/criterion.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { monofilamentGrams } from '../terms/thresholds.ts';

const footRegion = reaches('sensory-region', 'dorsal-foot', 'great-toe', 'heel', 'lateral-foot', 'sole');
const jerkLost = is('reflex-achilles', 'reduced', 'absent');
const stocking = term('numb or tingling in both feet', bilateral(footRegion));

export const polyneuro: ScoredTable = {
  id: 'POLYNEURO',
  version: '1.1.0',
  title: 'Diabetic / other peripheral polyneuropathy',
  concludes: 'peripheral polyneuropathy',
  minimumClusters: 2,
  soft: ['risk', 'risk2'],
  items: [
    {
      item: 'bilateral distal (stocking) sensory symptoms',
      when: stocking,
      present: 3,
      absent: -3,
      cluster: 'pattern',
      basis: ['expert'],
      says: 'numbness or tingling in both feet',
      saysNot: 'sensory symptoms not in both feet',
    },
    {
      item: 'diabetes',
      when: condition('diabetes'),
      present: 2,
      absent: 0,
      cluster: 'risk',
      basis: ['ada'],
      ask: false,
    },
    {
      item: 'alcohol, chemotherapy or B12 deficiency',
      when: either(condition('alcohol-use-disorder'), condition('chemotherapy'), condition('b12-deficiency')),
      present: 1,
      absent: 0,
      cluster: 'risk2',
      basis: ['expert'],
      ask: false,
    },
    {
      item: `${monofilamentGrams.value}-g monofilament abnormal bilaterally`,
      when: symmetric(present('monofilament-abnormal')),
      present: 3,
      absent: -1,
      cluster: 'mono',
      basis: ['ada'],
      says: `${monofilamentGrams.value}-g monofilament abnormal on both feet`,
      saysNot: `${monofilamentGrams.value}-g monofilament not abnormal on both feet`,
    },
    {
      item: 'vibration reduced bilaterally',
      when: symmetric(present('vibration-reduced')),
      present: 2,
      absent: -1,
      cluster: 'vib',
      basis: ['ada'],
      says: 'vibration sense reduced on both feet',
      saysNot: 'vibration sense not reduced on both feet',
    },
    {
      item: 'Achilles reflexes reduced bilaterally',
      when: symmetric(jerkLost),
      present: 1,
      absent: 0,
      cluster: 'ach',
      basis: ['expert'],
      says: 'both ankle reflexes reduced',
      ask: 'knee and ankle reflexes',
    },
    {
      item: 'SLR positive',
      when: present('slr'),
      present: -2,
      absent: 0,
      cluster: 'tension',
      basis: ['expert'],
      says: 'straight leg raise positive',
      ask: 'straight leg raise',
    },
  ],
  evidence: [
    {
      cite: 'ada',
      says: 'Monofilament and vibration testing screen for diabetic neuropathy.',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'Symmetric distal symptoms and lost ankle reflexes on both sides point away from one root.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'diabetic with numb soles and no monofilament feeling on either foot',
        given: {
          age: 64,
          history: ['diabetes'],
          findings: [
            ['numbness', 'moderate', 'B'],
            ['sensory-region', ['sole'], 'B'],
            ['monofilament-abnormal', true, 'B'],
          ],
        },
        expect: 'likely',
      },
    ],
    doesNot: [
      {
        title: 'diabetic with a numb lateral foot on one side, the other foot asked for and not numb',
        given: {
          age: 64,
          history: ['diabetes'],
          findings: [
            ['numbness', 'moderate', 'L'],
            ['sensory-region', ['lateral-foot'], 'L'],
            ['sensory-region', ['!dorsal-foot', '!great-toe', '!heel', '!lateral-foot', '!sole'], 'R'],
            ['monofilament-abnormal', false, 'B'],
          ],
        },
        expect: 'less-likely',
      },
    ],
  },
};
