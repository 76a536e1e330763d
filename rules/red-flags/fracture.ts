/** RF-FRACTURE: vertebral fracture (§3). */
import { age, all, any, condition, present } from '../engine/criterion.ts';
import { backPain, newDeficit } from '../terms/leg.ts';
import { fragileAge } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { someCaudaEquinaFeature } from './terms.ts';

const fires = any(
  present('major-trauma'),
  all(present('contusion'), backPain),
  all(
    present('minor-trauma'),
    backPain,
    any(age('>=', fragileAge), condition('osteoporosis'), condition('chronic-steroids')),
  ),
  all(condition('chronic-steroids'), backPain, any(age('>=', fragileAge), condition('osteoporosis'))),
);

export const fracture: RedFlagRule = {
  id: 'RF-FRACTURE',
  version: '1.0.0',
  title: 'Vertebral fracture',
  concludes: 'possible vertebral fracture',
  levels: [
    { urgency: 'emergent', when: all(fires, someCaudaEquinaFeature) },
    { urgency: 'urgent', when: all(fires, any(present('major-trauma'), newDeficit)) },
    { urgency: 'soon', when: fires },
  ],
  action: 'Radiographs or CT; CT after major trauma; check the neurology.',
  evidence: [
    {
      cite: 'downie-2013',
      says: 'Post-test probability of fracture: older age 9%, corticosteroid 33%, severe trauma 11%, contusion 62%, several together 90%.',
      strength: 'systematic review',
    },
    {
      cite: 'acr-2021',
      says: 'Radiographs, CT or MRI after low-energy trauma, with osteoporosis, older age or chronic steroids (variant 6).',
      strength: 'guideline',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'woman of 78 with back pain after a fall at home',
        given: {
          age: 78,
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
          ],
        },
        expect: 'soon',
      },
      {
        title: 'fall from a roof',
        given: { age: 30, findings: [['major-trauma', true]] },
        expect: 'urgent',
      },
      {
        title: 'fall, osteoporosis, back pain and new urinary retention',
        given: {
          age: 66,
          history: ['osteoporosis'],
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
            ['urinary-retention', true],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'long-term steroids, osteoporosis and back pain, no fall recalled',
        given: {
          age: 66,
          history: ['osteoporosis', 'chronic-steroids'],
          findings: [['low-back-pain', true]],
        },
        expect: 'soon',
      },
      {
        title: 'bruise over the spine with back pain',
        given: {
          age: 40,
          findings: [
            ['low-back-pain', true],
            ['contusion', true],
          ],
        },
        expect: 'soon',
      },
    ],
    doesNot: [
      {
        title: 'man of 40 with back pain after a fall at home',
        given: {
          age: 40,
          findings: [
            ['low-back-pain', true],
            ['minor-trauma', true],
          ],
        },
        expect: null,
      },
      {
        title: 'osteoporosis and back pain, no fall and no steroids',
        given: { age: 66, history: ['osteoporosis'], findings: [['low-back-pain', true]] },
        expect: null,
      },
    ],
  },
};
