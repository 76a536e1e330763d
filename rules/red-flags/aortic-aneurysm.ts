/** RF-AAA: symptomatic abdominal aortic aneurysm (§3). */
import { age, all, any, condition, grade, present } from '../engine/criterion.ts';
import { backPain } from '../terms/leg.ts';
import { aneurysmAge, aneurysmPainDays } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { legOrBack } from './terms.ts';

const flank = present('abdominal-flank-pain');
const collapse = present('syncope-hypotension');
const known = condition('aaa');

export const aorticAneurysm: RedFlagRule = {
  id: 'RF-AAA',
  version: '1.0.0',
  title: 'Symptomatic abdominal aortic aneurysm',
  concludes: 'possible symptomatic aortic aneurysm',
  levels: [
    {
      urgency: 'emergent',
      when: any(
        all(present('pulsatile-abdominal-mass'), any(legOrBack, flank)),
        all(known, any(flank, collapse)),
        all(age('>=', aneurysmAge), any(backPain, flank), collapse),
      ),
    },
    { urgency: 'urgent', when: all(known, backPain, grade('pain-onset-days', '<=', aneurysmPainDays)) },
  ],
  action: 'Emergency department and vascular team now; no outpatient ultrasound when symptomatic.',
  evidence: [
    {
      cite: 'acc-aha-aorta-2022',
      says: 'A symptomatic aneurysm is an emergency; not re-verified.',
      strength: 'guideline',
    },
    {
      cite: 'expert',
      says: 'Criteria, the ages of 60 years and the 14 days.',
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
    ],
    doesNot: [
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
