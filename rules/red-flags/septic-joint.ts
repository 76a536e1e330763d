/** RF-SEPTIC-JOINT: septic arthritis of the hip, and the psoas abscess that imitates it. Any age. */
import { all, any, eitherLeg, grade, recorded, term, unlessKnown } from '../engine/criterion.ts';
import { hipSign, jointSign } from '../terms/hip.ts';
import { fever, markerRaised } from '../terms/inflammation.ts';
import { crpSeptic, kocherEsr } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';

/** A marker without its figure says too little for a pain alone. */
const markerOnly = all(markerRaised, unlessKnown(recorded('crp-mg-l')));

const septic = term(
  'painful hip with fever or raised CRP',
  any(
    all(hipSign, any(fever, grade('crp-mg-l', '>', crpSeptic))),
    all(jointSign, any(markerOnly, grade('esr-mm-h', '>=', kocherEsr))),
  ),
);

export const septicJoint: RedFlagRule = {
  id: 'RF-SEPTIC-JOINT',
  version: '1.0.0',
  title: 'Septic arthritis of the hip, psoas abscess',
  concludes: 'possible septic hip joint or psoas abscess',
  levels: [{ urgency: 'urgent', when: eitherLeg(septic) }],
  action:
    'Same-day assessment of the hip: examination, CRP, ultrasound or aspiration; joint clear: CT or MRI for a psoas abscess.',
  evidence: [
    {
      cite: 'kocher-1999',
      says: 'In a child: temperature above 38.5 °C, not weight bearing, ESR of 40 mm/h or more, white cells above 12 × 10⁹/L make septic arthritis more likely. None of them present does not exclude it.',
      strength: 'diagnostic study',
    },
    {
      cite: 'caird-2006',
      says: 'CRP adds to these criteria; not re-verified.',
      strength: 'diagnostic study',
    },
    {
      cite: 'iliopsoas-2019',
      says: 'An iliopsoas abscess imitates it; fever, flank pain and a stiff hip stand together in only 30 %.',
      strength: 'observational',
    },
    {
      cite: 'expert',
      says: 'The CRP from which it counts without fever; a raised marker without its figure counts with a sign of the joint.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'child of 5 with fever that refuses to stand on the left leg',
        given: {
          age: 5,
          findings: [
            ['temp-c', 38.9],
            ['weight-bearing-refused', true, 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'groin pain and a CRP of 117 mg/L, no fever',
        given: {
          age: 60,
          findings: [
            ['groin-pain', true, 'R'],
            ['crp-mg-l', 117],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'painful hip rotation and a raised CRP without its figure',
        given: {
          age: 60,
          findings: [
            ['hip-ir-painful', true, 'R'],
            ['crp-esr-raised', true],
          ],
        },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'groin pain and a raised CRP without its figure',
        given: {
          age: 60,
          findings: [
            ['groin-pain', true, 'R'],
            ['crp-esr-raised', true],
          ],
        },
        expect: null,
      },
      {
        title: 'groin pain and a CRP of 14 mg/L',
        given: {
          age: 60,
          findings: [
            ['groin-pain', true, 'R'],
            ['crp-mg-l', 14],
          ],
        },
        expect: null,
      },
      {
        title: 'fever and pain over the outer hip alone',
        given: {
          age: 60,
          findings: [
            ['hip-lateral-pain', true, 'R'],
            ['temp-c', 38.4],
          ],
        },
        expect: null,
      },
    ],
  },
};
