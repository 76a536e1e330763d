/**
 * RF-BLEEDING: retroperitoneal or psoas haematoma, and spinal epidural haematoma, in somebody whose blood does not
 * clot. A lumbar MRI alone excludes only the second.
 */
import {
  all,
  any,
  condition,
  each,
  eitherLeg,
  grade,
  medication,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { objectiveDeficit } from '../terms/deficit.ts';
import { groinPain } from '../terms/hip.ts';
import { backPain, weakness } from '../terms/leg.ts';
import { newOrUnknown } from '../terms/onset.ts';
import { bleedingOnsetDays, fullStrength, inrBleeding, severePain } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { hypotension, someCaudaEquinaFeature, weakBothLegs } from './terms.ts';

const anticoagulated = term(
  'anticoagulant, bleeding from one, or a high INR',
  any(medication('anticoagulant'), condition('anticoagulant-bleeding'), grade('inr', '>=', inrBleeding)),
);

/** What the psoas and the femoral nerve move. */
export const femoralMovements = ['mrc-hip-flexion', 'mrc-knee-extension'] as const;

/** Femoral nerve and psoas. */
const femoralWeakness = term(
  'new weakness of hip flexion or knee extension',
  all(newOrUnknown, eitherLeg(any(...each(femoralMovements, (id) => grade(id, '<', fullStrength))))),
);

const severeNewPain = term(
  'new severe groin, flank or back pain with weakness or numbness',
  all(
    grade('pain-nrs', '>=', severePain),
    grade('pain-onset-days', '<=', bleedingOnsetDays),
    any(eitherLeg(groinPain), present('abdominal-flank-pain'), backPain),
    eitherLeg(any(weakness, present('numbness'), objectiveDeficit)),
  ),
);

const suspected = any(femoralWeakness, severeNewPain);

/** Blood in the canal. */
const ofTheCanal = term(
  'both legs, a sensory level or a sphincter sign',
  any(weakBothLegs, present('sensory-level'), someCaudaEquinaFeature),
);
const newInTheBack = all(
  backPain,
  newOrUnknown,
  any(
    weakBothLegs,
    present('sensory-level'),
    all(someCaudaEquinaFeature, unlessKnown(condition('baseline-sphincter-symptom'))),
  ),
);

export const bleeding: RedFlagRule = {
  id: 'RF-BLEEDING',
  version: '1.1.0',
  title: 'Bleeding on an anticoagulant: retroperitoneal or spinal epidural haematoma',
  concludes: 'possible haematoma that presses on a nerve or the spine',
  levels: [
    {
      urgency: 'emergent',
      when: all(anticoagulated, any(all(suspected, any(ofTheCanal, hypotension)), newInTheBack)),
    },
    { urgency: 'urgent', when: all(anticoagulated, suspected) },
  ],
  action:
    'CT of abdomen and pelvis today, INR, haemoglobin, reversal as local protocol; both legs, a sensory level or a sphincter sign: MRI of the spine now.',
  evidence: [
    {
      cite: 'reinstein-1984',
      says: 'A retroperitoneal haematoma of an anticoagulated patient presents as femoral neuropathy.',
      strength: 'observational',
    },
    {
      cite: 'shin-2006',
      says: 'Spinal epidural haematoma: the best outcome when operated within 12 hours.',
      strength: 'observational',
    },
    {
      cite: 'expert',
      says: 'The INR, the pain score and the days; hypotension makes it an emergency.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'on an anticoagulant, knee extension newly 3/5',
        given: {
          age: 84,
          drugs: ['anticoagulant'],
          findings: [
            ['mrc-knee-extension', 3, 'L'],
            ['pain-onset-days', 4],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'INR of 5.2, new groin pain of 8 of 10 and a numb thigh',
        given: {
          age: 84,
          findings: [
            ['inr', 5.2],
            ['groin-pain', true, 'L'],
            ['pain-nrs', 8],
            ['pain-onset-days', 2],
            ['numbness', true, 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'on an anticoagulant, sudden back pain and weakness of both legs',
        given: {
          age: 70,
          drugs: ['anticoagulant'],
          findings: [
            ['low-back-pain', true],
            ['weakness-subjective', true, 'B'],
            ['pain-onset-days', 0],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'on an anticoagulant, new back pain and saddle numbness',
        given: {
          age: 70,
          drugs: ['anticoagulant'],
          findings: [
            ['low-back-pain', true],
            ['saddle-sensory-change', true],
            ['pain-onset-days', 1],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'on an anticoagulant, new flank pain of 9 of 10, knee reflex lost',
        given: {
          age: 78,
          drugs: ['anticoagulant'],
          findings: [
            ['abdominal-flank-pain', true],
            ['pain-nrs', 9],
            ['pain-onset-days', 2],
            ['reflex-patellar', 'absent', 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'on an anticoagulant, weak hip flexion and a systolic pressure of 84',
        given: {
          age: 84,
          drugs: ['anticoagulant'],
          findings: [
            ['mrc-hip-flexion', 2, 'L'],
            ['sbp-mmhg', 84],
          ],
        },
        expect: 'emergent',
      },
    ],
    doesNot: [
      {
        title: 'on an anticoagulant, new back pain, a bladder symptom that is long known',
        given: {
          age: 70,
          drugs: ['anticoagulant'],
          history: ['baseline-sphincter-symptom'],
          findings: [
            ['low-back-pain', true],
            ['urinary-incontinence', true],
            ['pain-onset-days', 2],
          ],
        },
        expect: null,
      },
      {
        title: 'on an anticoagulant, weak knee extension for a year',
        given: {
          age: 84,
          drugs: ['anticoagulant'],
          findings: [
            ['mrc-knee-extension', 4, 'L'],
            ['pain-onset-days', 365],
          ],
        },
        expect: null,
      },
      {
        title: 'no anticoagulant, knee extension newly 3/5',
        given: {
          age: 84,
          findings: [
            ['mrc-knee-extension', 3, 'L'],
            ['pain-onset-days', 4],
          ],
        },
        expect: null,
      },
      {
        title: 'on an anticoagulant, new sciatica of 8 of 10 without back pain or deficit',
        given: {
          age: 60,
          drugs: ['anticoagulant'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-nrs', 8],
            ['pain-onset-days', 2],
          ],
        },
        expect: null,
      },
    ],
  },
};
