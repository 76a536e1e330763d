/** A patient for whom studies and drugs are being ordered. */
import {
  amlodipine,
  apixaban,
  atorvastatin,
  hyperlipidemia,
  hypertension,
  icd,
  loincEgfr,
  oxycodone,
} from '../codes.ts';
import { found, left, type Story, said } from '../story.ts';

export const orderTime: Story = {
  id: 'order-time',
  teaches:
    'Sciatica in a woman of 68 on apixaban and oxycodone with reduced kidney function: what is ordered next can harm. Try naproxen, gabapentin and an MRI.',
  given: 'Rosa',
  family: 'Delgado',
  gender: 'female',
  age: 68,
  visit: {
    reason: 'Sciatica for ten days, asks for something stronger and a scan',
    place: 'AMB',
    clinician: 'haddad',
    earlier: [10, 92, 201, 370],
  },
  usual: { systolic: 148, kilograms: 68, centimetres: 158, laboratory: { '2160-0': 1.4, '3094-0': 31 } },
  smoking: 'never',
  charted: [
    said('leg-pain', left(true)),
    said('low-back-pain', true),
    said('pain-path', left(['posterior-thigh', 'posterior-calf'])),
    said('pain-dominance', 'leg'),
    said('pain-quality', left(['shooting'])),
    said('pain-onset-days', 10),
    said('pain-nrs', 8),
    said('sleep-disturbed', true),
    said('saddle-sensory-change', false, { by: 'haddad' }),
    said('urinary-retention', false, { by: 'haddad' }),
    said('fecal-incontinence', false, { by: 'haddad' }),
    found('slr', left(true), { by: 'haddad' }),
    found('mrc-ankle-plantarflexion', left(5), { by: 'haddad' }),
    found('mrc-great-toe-extension', left(5), { by: 'haddad' }),
    found('reflex-achilles', left('normal'), { by: 'haddad' }),
  ],
  labs: [{ code: loincEgfr, value: 38, unit: 'mL/min/{1.73_m2}', low: 60, daysAgo: 92 }],
  problems: [
    { code: icd('M54.32', 'Sciatica, left side'), daysAgo: 10 },
    { code: icd('N18.32', 'Chronic kidney disease, stage 3b'), daysAgo: 800 },
    { code: icd('I48.91', 'Unspecified atrial fibrillation'), daysAgo: 1400 },
    { code: hypertension, daysAgo: 4000 },
    { code: hyperlipidemia, daysAgo: 4000 },
  ],
  prescriptions: [
    { code: apixaban, dose: '2.5 mg twice daily', daysAgo: 1400 },
    { code: oxycodone, dose: '5 mg every six hours when needed', daysAgo: 10 },
    { code: amlodipine, dose: '5 mg once daily', daysAgo: 3000 },
    { code: atorvastatin, dose: '20 mg at night', daysAgo: 3000 },
  ],
};
