/** Back pain with fever after a spinal procedure. */
import {
  acetaminophen,
  diabetes,
  hypertension,
  icd,
  lisinopril,
  loincCrp,
  loincEsr,
  snomed,
} from '../codes.ts';
import { found, left, type Story, said } from '../story.ts';

export const spinalInfection: Story = {
  id: 'spinal-infection',
  teaches:
    'Back pain with fever, raised CRP and a line infection three weeks ago in a man on dialysis: vertebral infection until shown otherwise.',
  given: 'Raymond',
  family: 'Tuiasosopo',
  gender: 'male',
  age: 58,
  visit: {
    reason: 'Back pain that keeps him awake, shivers',
    place: 'EMER',
    clinician: 'lee',
    earlier: [22, 85, 176, 290],
  },
  usual: {
    systolic: 139,
    kilograms: 97,
    centimetres: 181,
    laboratory: { '2160-0': 6.8, '3094-0': 48, '718-7': 10.4, '2345-7': 152 },
  },
  temperature: 38.7,
  smoking: 'former',
  charted: [
    said('low-back-pain', true),
    said('leg-pain', left(true)),
    said('pain-temporal', 'constant'),
    said('pain-trend', 'worsening'),
    said('pain-onset-days', 9),
    said('night-pain-unremitting', true),
    said('night-sweats', true),
    said('recent-bacteremia', true, { by: 'lee' }),
    said('saddle-sensory-change', false, { by: 'lee' }),
    said('urinary-retention', false, { by: 'lee' }),
    found('spinal-percussion-tender', true, { by: 'lee' }),
    found('mrc-ankle-dorsiflexion', left(5), { by: 'lee' }),
    found('mrc-knee-extension', left(5), { by: 'lee' }),
  ],
  labs: [
    { code: loincCrp, value: 148, unit: 'mg/L', high: 5, daysAgo: 0 },
    { code: loincEsr, value: 92, unit: 'mm/h', high: 20, daysAgo: 0 },
    { code: loincCrp, value: 3.1, unit: 'mg/L', high: 5, daysAgo: 290 },
  ],
  problems: [
    { code: icd('Z99.2', 'Dependence on renal dialysis'), daysAgo: 600 },
    { code: icd('N18.6', 'End stage renal disease'), daysAgo: 640 },
    { code: diabetes, daysAgo: 5200 },
    { code: hypertension, daysAgo: 5200 },
  ],
  prescriptions: [
    { code: lisinopril, dose: '5 mg once daily', daysAgo: 500 },
    { code: acetaminophen, dose: '650 mg when needed', daysAgo: 8 },
  ],
  allergies: [snomed('91936005', 'Allergy to penicillin')],
};
