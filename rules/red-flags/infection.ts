/** RF-INFECTION: vertebral osteomyelitis, discitis, epidural abscess (§3). */
import {
  all,
  any,
  condition,
  eitherLeg,
  is,
  occurred,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { groinPain } from '../terms/hip.ts';
import { fever, markerRaised } from '../terms/inflammation.ts';
import { backPain, newDeficit } from '../terms/leg.ts';
import { newOrUnknown } from '../terms/onset.ts';
import { feverDays } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { legContext, someCaudaEquinaFeature } from './terms.ts';

const bloodstream = any(present('recent-bacteremia'), condition('endocarditis'));
const suppressed = any(condition('immunosuppressed'), condition('transplant'), condition('chemotherapy'));
/** Who gets an infection of the spine. Diabetes is named on the card, and triggers nothing. */
const likelyHost = term(
  'dialysis, injection drug use, immunosuppression or a recent spinal procedure',
  any(condition('ivdu'), condition('dialysis'), condition('recent-spinal-procedure'), suppressed),
);
const risk = term('risk of infection', any(likelyHost, condition('hiv'), bloodstream));

/**
 * A fever with a cause of its own, coded with it. What cannot be the cause alone restores the level; so does a
 * fever that goes on, for then the cause was coded before the days that a fever counts.
 */
export const feverExplained = term(
  'another cause of the fever on record, nothing that points to the spine',
  all(
    occurred('febrile-illness', '<=', feverDays),
    unlessKnown(
      any(
        risk,
        newDeficit,
        someCaudaEquinaFeature,
        present('spinal-percussion-tender'),
        present('crp-esr-raised-long'),
        is('pain-trend', 'worsening'),
      ),
    ),
  ),
);

/**
 * Without fever and without a raised marker: the markers are the next step. The onset that is recorded is that of
 * the leg or the back; pain of the flank has none of its own, and a psoas abscess may take months.
 */
export const newPainInLikelyHost = term(
  'new back, flank or groin pain in somebody who gets spinal infections',
  all(
    likelyHost,
    any(present('abdominal-flank-pain'), all(any(backPain, eitherLeg(groinPain)), newOrUnknown)),
  ),
);

const fires = any(
  all(fever, backPain, unlessKnown(feverExplained)),
  all(fever, legContext, any(risk, newDeficit)),
  all(backPain, bloodstream),
  all(backPain, markerRaised, any(risk, newDeficit)),
  all(risk, backPain, any(present('night-sweats'), present('spinal-percussion-tender'))),
);
const markerAlone = all(backPain, markerRaised);

export const infection: RedFlagRule = {
  id: 'RF-INFECTION',
  version: '2.0.0',
  title: 'Spinal infection: vertebral osteomyelitis, discitis, epidural abscess',
  concludes: 'possible spinal infection',
  levels: [
    {
      urgency: 'emergent',
      when: all(any(fires, markerAlone), any(newDeficit, someCaudaEquinaFeature)),
    },
    { urgency: 'urgent', when: fires },
    { urgency: 'soon', when: any(markerAlone, newPainInLikelyHost, all(fever, backPain)) },
  ],
  action:
    'CRP, ESR and two sets of blood cultures before antibiotics (unless septic or neurologically compromised); MRI without and with contrast.',
  evidence: [
    {
      cite: 'idsa-2015',
      says: 'Suspect with new or worse back pain and fever, raised ESR or CRP, or bloodstream infection or endocarditis (strong recommendation, low evidence); fever with new neurological symptoms, with or without back pain (weak). Fever may be absent.',
      strength: 'guideline',
    },
    { cite: 'acr-2021', says: 'MRI without and with contrast (variant 7).', strength: 'guideline' },
    {
      cite: 'yusuf-2019',
      says: 'Who gets spinal infections: dialysis, injection drug use, immunosuppression, recent spinal procedures.',
      strength: 'observational',
    },
    {
      cite: 'expert',
      says: 'Levels of urgency; markers within the week where somebody at risk has new pain and no fever; a fever whose cause was coded with it is no emergency of the spine by itself.',
      strength: 'expert consensus',
    },
  ],
  vignettes: {
    fires: [
      {
        title: 'boy of 14 with back pain and 38.6 °C',
        given: {
          age: 14,
          findings: [
            ['low-back-pain', true],
            ['temp-c', 38.6],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'fever, leg weakness 4/5, no back pain recorded',
        given: {
          age: 55,
          findings: [
            ['fever', true],
            ['leg-pain', true, 'L'],
            ['mrc-hip-flexion', 4, 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'back pain and raised CRP, no fever, no risk',
        given: {
          age: 54,
          findings: [
            ['low-back-pain', true],
            ['crp-esr-raised', true],
            ['fever', false],
          ],
        },
        expect: 'soon',
      },
      {
        title: 'back pain with endocarditis',
        given: { age: 54, history: ['endocarditis'], findings: [['low-back-pain', true]] },
        expect: 'urgent',
      },
      {
        title: 'dialysis, back pain and a spine tender to percussion',
        given: {
          age: 70,
          history: ['dialysis'],
          findings: [
            ['low-back-pain', true],
            ['spinal-percussion-tender', true],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'injection drug use and back pain, no fever',
        given: { age: 35, history: ['ivdu'], findings: [['low-back-pain', true]] },
        expect: 'soon',
      },
      {
        title: 'immunosuppression and new groin pain: the psoas, too',
        given: {
          age: 60,
          history: ['immunosuppressed'],
          findings: [
            ['groin-pain', true, 'L'],
            ['pain-onset-days', 20],
          ],
        },
        expect: 'soon',
      },
      {
        title: 'influenza today, 38.6 °C and back pain',
        given: {
          age: 30,
          history: [['febrile-illness', 0]],
          findings: [
            ['low-back-pain', true],
            ['temp-c', 38.6],
          ],
        },
        expect: 'soon',
      },
      {
        title: 'influenza five days ago, still 38.6 °C, and back pain',
        given: {
          age: 30,
          history: [['febrile-illness', 5]],
          findings: [
            ['low-back-pain', true],
            ['temp-c', 38.6],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'pneumonia today, 38.6 °C, and a spine tender to percussion',
        given: {
          age: 30,
          history: [['febrile-illness', 0]],
          findings: [
            ['low-back-pain', true],
            ['temp-c', 38.6],
            ['spinal-percussion-tender', true],
          ],
        },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'dialysis and back pain for a year',
        given: {
          age: 60,
          history: ['dialysis'],
          findings: [
            ['low-back-pain', true],
            ['pain-onset-days', 365],
          ],
        },
        expect: null,
      },
      {
        title: 'diabetes and new back pain',
        given: {
          age: 60,
          history: ['diabetes'],
          findings: [
            ['low-back-pain', true],
            ['pain-onset-days', 10],
          ],
        },
        expect: null,
      },
      {
        title: 'fever and leg pain, no back pain, no risk, no deficit',
        given: {
          age: 30,
          findings: [
            ['fever', true],
            ['leg-pain', true, 'L'],
          ],
        },
        expect: null,
      },
      {
        title: 'back pain at 37.9 °C',
        given: {
          age: 30,
          findings: [
            ['low-back-pain', true],
            ['temp-c', 37.9],
          ],
        },
        expect: null,
      },
    ],
  },
};
