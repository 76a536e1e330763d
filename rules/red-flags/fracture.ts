/**
 * RF-FRACTURE: fracture of a vertebra (§3), and the insufficiency fractures of sacrum and hip that imitate
 * sciatica. Fragile bone needs no fall.
 */
import {
  age,
  all,
  any,
  condition,
  eitherLeg,
  onThisLeg,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { groinPain, jointSign } from '../terms/hip.ts';
import { backPain, newDeficit, pain } from '../terms/leg.ts';
import { newAsRecorded, newOrUnknown } from '../terms/onset.ts';
import { fragileAge, hipFractureAge, percussionAge } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { someCaudaEquinaFeature } from './terms.ts';

const fragile = any(condition('osteoporosis'), condition('chronic-steroids'));
const buttockPain = eitherLeg(present('buttock-pain'));

const groinOrHipPain = any(groinPain, present('hip-pain'));

/** On the leg in scope: a film of the hip today. A fracture of the hip needs neither a fall nor known osteoporosis. */
export const hipInDanger = term(
  'hip that may be broken',
  any(
    all(fragile, newAsRecorded, groinOrHipPain, jointSign),
    all(age('>=', hipFractureAge), newOrUnknown, groinOrHipPain, present('weight-bearing-refused')),
  ),
);

/** It reads the leg in scope. A fracture on record that hurts nobody is being looked after. */
export const hipBroken = term(
  'documented fracture of hip, pelvis or femur, with pain of that leg or unable to bear weight',
  all(onThisLeg('hip-fracture'), any(pain, present('hip-pain'), present('weight-bearing-refused'))),
);

export const newPelvicPain = term(
  'new buttock or groin pain, fragile bone',
  all(fragile, newAsRecorded, any(buttockPain, eitherLeg(groinPain))),
);

/** No fall is asked for; an unknown onset is not new here. */
const withoutFall = any(
  all(fragile, backPain, newAsRecorded),
  all(
    age('>=', percussionAge),
    backPain,
    newAsRecorded,
    any(present('spinal-percussion-tender'), present('step-off')),
  ),
);

const spineInDanger = any(
  present('major-trauma'),
  all(present('contusion'), backPain),
  all(present('minor-trauma'), backPain, any(age('>=', fragileAge), fragile)),
  all(condition('chronic-steroids'), backPain, any(age('>=', fragileAge), condition('osteoporosis'))),
  withoutFall,
);

const fires = any(spineInDanger, newPelvicPain);

const hip = eitherLeg(any(hipInDanger, hipBroken));

/** A study of the lumbar spine does not show it. */
export const hipAlone = term(
  'hip that is or may be broken, no sign of a fracture of the spine',
  all(hip, unlessKnown(spineInDanger)),
);

export const fracture: RedFlagRule = {
  id: 'RF-FRACTURE',
  version: '2.2.0',
  title: 'Fracture of spine, sacrum or hip',
  concludes: 'possible fracture of spine, sacrum or hip',
  levels: [
    { urgency: 'emergent', when: all(fires, someCaudaEquinaFeature) },
    {
      urgency: 'urgent',
      when: any(all(fires, any(present('major-trauma'), newDeficit)), hip),
    },
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
    {
      cite: 'tins-2014',
      says: 'Insufficiency fractures of sacrum and hip need no fall; films show them only after 2–3 weeks, MRI shows them best.',
      strength: 'systematic review',
    },
    {
      cite: 'schindler-2007',
      says: 'A sacral insufficiency fracture imitates sciatica, with weakness or retention.',
      strength: 'observational',
    },
    {
      cite: 'nice-cg124',
      says: 'A painful hip whose film is normal: MRI, or CT where MRI is not to be had within 24 hours. Whoever is suspected of a hip fracture goes to hospital at once; it is operated on that day or the next.',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'That no fall is asked for; the ages, that of a hip that bears no weight too; what counts as new, also of a fracture on record.',
      strength: 'expert consensus',
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
      {
        title: 'osteoporosis and back pain for three weeks, no fall',
        given: {
          age: 66,
          history: ['osteoporosis'],
          findings: [
            ['low-back-pain', true],
            ['pain-onset-days', 21],
          ],
        },
        expect: 'soon',
      },
      {
        title: 'long-term steroids and buttock pain for ten days',
        given: {
          age: 67,
          history: ['chronic-steroids'],
          findings: [
            ['buttock-pain', true, 'R'],
            ['pain-onset-days', 10],
          ],
        },
        expect: 'soon',
      },
      {
        title: 'osteoporosis, new groin pain, cannot bear weight',
        given: {
          age: 80,
          history: ['osteoporosis'],
          findings: [
            ['groin-pain', true, 'R'],
            ['weight-bearing-refused', true, 'R'],
            ['pain-onset-days', 2],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'hip pain at 82, cannot bear weight, nobody asked since when',
        given: {
          age: 82,
          findings: [
            ['hip-pain', true, 'L'],
            ['weight-bearing-refused', true, 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'fracture of the left hip coded ten days ago, pain in that leg',
        given: { age: 71, history: [['hip-fracture', 10, 'L']], findings: [['leg-pain', true, 'L']] },
        expect: 'urgent',
      },
      {
        title: 'age 78, new back pain, spine tender to percussion, no fall',
        given: {
          age: 78,
          findings: [
            ['low-back-pain', true],
            ['spinal-percussion-tender', true],
            ['pain-onset-days', 5],
          ],
        },
        expect: 'soon',
      },
    ],
    doesNot: [
      {
        title: 'hip pain at 82 that bears weight',
        given: {
          age: 82,
          findings: [
            ['hip-pain', true, 'L'],
            ['weight-bearing-refused', false, 'L'],
          ],
        },
        expect: null,
      },
      {
        title: 'fracture of the left hip coded ten days ago, pain in the other leg',
        given: { age: 71, history: [['hip-fracture', 10, 'L']], findings: [['leg-pain', true, 'R']] },
        expect: null,
      },
      {
        title: 'age 78 and new back pain, nothing else',
        given: {
          age: 78,
          findings: [
            ['low-back-pain', true],
            ['pain-onset-days', 5],
          ],
        },
        expect: null,
      },
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
        title: 'osteoporosis and back pain, nobody asked since when, no fall and no steroids',
        given: { age: 66, history: ['osteoporosis'], findings: [['low-back-pain', true]] },
        expect: null,
      },
    ],
  },
};
