/** RF-INFECTION: vertebral osteomyelitis, discitis, epidural abscess (§3). */
import { all, any, condition, grade, present, term } from '../engine/criterion.ts';
import { backPain, newDeficit, someLegSymptoms } from '../terms/leg.ts';
import { feverFrom } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { someCaudaEquinaFeature } from './terms.ts';

const fever = term('fever', any(present('fever'), grade('temp-c', '>=', feverFrom)));
const bloodstream = any(present('recent-bacteremia'), condition('endocarditis'));
const risk = term(
  'risk of infection',
  any(
    condition('ivdu'),
    condition('immunosuppressed'),
    condition('hiv'),
    condition('dialysis'),
    condition('recent-spinal-procedure'),
    bloodstream,
  ),
);
const raised = present('crp-esr-raised');

const fires = any(
  all(fever, backPain),
  all(fever, someLegSymptoms, any(risk, newDeficit)),
  all(backPain, bloodstream),
  all(backPain, raised, any(risk, newDeficit)),
  all(risk, backPain, any(present('night-sweats'), present('spinal-percussion-tender'))),
);
const markerAlone = all(backPain, raised);

export const infection: RedFlagRule = {
  id: 'RF-INFECTION',
  version: '1.0.0',
  title: 'Spinal infection: vertebral osteomyelitis, discitis, epidural abscess',
  concludes: 'possible spinal infection',
  levels: [
    {
      urgency: 'emergent',
      when: all(any(fires, markerAlone), any(newDeficit, someCaudaEquinaFeature)),
    },
    { urgency: 'urgent', when: fires },
    { urgency: 'soon', when: markerAlone },
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
    { cite: 'expert', says: 'Levels of urgency.', strength: 'expert consensus' },
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
    ],
    doesNot: [
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
