/** RF-AAA: symptomatic abdominal aortic aneurysm (§3). A normal blood pressure excludes nothing. */
import {
  age,
  all,
  any,
  condition,
  eitherLeg,
  grade,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { groinPain } from '../terms/hip.ts';
import { backPain } from '../terms/leg.ts';
import { aneurysmAge, aneurysmFrom, aneurysmPainDays } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { hypotension, legOrBack } from './terms.ts';

const flank = present('abdominal-flank-pain');
const collapse = present('syncope-hypotension');
const mass = present('pulsatile-abdominal-mass');
const known = term(
  'known abdominal aortic aneurysm',
  any(condition('aaa'), grade('aortic-diameter-cm', '>=', aneurysmFrom)),
);
const backOrGroin = any(backPain, eitherLeg(groinPain));

export const aorticAneurysm: RedFlagRule = {
  id: 'RF-AAA',
  version: '2.0.0',
  title: 'Symptomatic abdominal aortic aneurysm',
  concludes: 'possible symptomatic aortic aneurysm',
  levels: [
    {
      urgency: 'emergent',
      when: any(
        condition('aaa-ruptured'),
        all(mass, any(legOrBack, flank)),
        all(known, any(flank, collapse)),
        all(known, hypotension, any(backOrGroin, legOrBack)),
        all(age('>=', aneurysmAge), any(backPain, flank), collapse),
      ),
    },
    {
      urgency: 'urgent',
      when: any(
        all(known, backOrGroin, unlessKnown(grade('pain-onset-days', '>', aneurysmPainDays))),
        all(mass, unlessKnown(known)),
      ),
    },
  ],
  action:
    'Vascular team now, bedside aortic ultrasound or CT angiography; emergency department when emergent; no outpatient ultrasound when symptomatic.',
  evidence: [
    {
      cite: 'nice-ng156',
      says: 'New abdominal or back pain, or collapse: think of rupture.',
      strength: 'guideline',
    },
    {
      cite: 'acc-aha-aorta-2022',
      says: 'Pain with a known aneurysm is symptomatic until shown otherwise, and an emergency; not re-verified.',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'Criteria, the age, the days of a new pain (unknown counts as new) and the systolic pressure.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'pulsatile abdominal mass with back pain',
        given: {
          age: 70,
          findings: [
            ['low-back-pain', true],
            ['pulsatile-abdominal-mass', true],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'known aneurysm and flank pain',
        given: { age: 70, history: ['aaa'], findings: [['abdominal-flank-pain', true]] },
        expect: 'emergent',
      },
      {
        title: 'man of 66 with back pain who collapsed',
        given: {
          age: 66,
          findings: [
            ['low-back-pain', true],
            ['syncope-hypotension', true],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'known small aneurysm, back pain for 2 days',
        given: {
          age: 73,
          history: ['aaa'],
          findings: [
            ['low-back-pain', true],
            ['pain-onset-days', 2],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'known aneurysm, back pain, nobody asked since when',
        given: { age: 75, history: ['aaa'], findings: [['low-back-pain', true]] },
        expect: 'urgent',
      },
      {
        title: 'aorta of 4.1 cm, new groin pain and a systolic pressure of 88',
        given: {
          age: 75,
          findings: [
            ['aortic-diameter-cm', 4.1, undefined, 200],
            ['groin-pain', true, 'L'],
            ['sbp-mmhg', 88],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'ruptured aneurysm on the problem list',
        given: { age: 75, history: ['aaa-ruptured'], findings: [] },
        expect: 'emergent',
      },
      {
        title: 'pulsatile abdominal mass and nothing else',
        given: { age: 75, findings: [['pulsatile-abdominal-mass', true]] },
        expect: 'urgent',
      },
      {
        title: 'pulsatile abdominal mass, sciatica on the problem list',
        given: { age: 75, history: ['sciatica'], findings: [['pulsatile-abdominal-mass', true]] },
        expect: 'emergent',
      },
    ],
    doesNot: [
      {
        title: 'known aneurysm, a systolic pressure of 96 and no pain',
        given: { age: 75, history: ['aaa'], findings: [['sbp-mmhg', 96]] },
        expect: null,
      },
      {
        title: 'pulsation of an aneurysm that is known, no pain',
        given: { age: 75, history: ['aaa'], findings: [['pulsatile-abdominal-mass', true]] },
        expect: null,
      },
      {
        title: 'known aneurysm, back pain for a year',
        given: {
          age: 73,
          history: ['aaa'],
          findings: [
            ['low-back-pain', true],
            ['pain-onset-days', 365],
          ],
        },
        expect: null,
      },
      {
        title: 'man of 50 with back pain who fainted',
        given: {
          age: 50,
          findings: [
            ['low-back-pain', true],
            ['syncope-hypotension', true],
          ],
        },
        expect: null,
      },
    ],
  },
};
