/** A chart with entries that contradict each other or were made in error. */
import { hypertension, ibuprofen, icd, lisinopril, reflux } from '../codes.ts';
import { found, left, type Story, said } from '../story.ts';

export const chartingError: Story = {
  id: 'charting-error',
  teaches:
    'Saddle numbness charted today on the wrong patient and taken back, and an old one from four months ago: no emergency, but ask again.',
  given: 'Colin',
  family: 'Frazer',
  gender: 'male',
  age: 47,
  visit: { reason: 'Left leg pain, follow-up', place: 'AMB', clinician: 'novak', earlier: [41, 120, 260] },
  usual: { systolic: 136, kilograms: 90, centimetres: 180 },
  smoking: 'former',
  charted: [
    said('leg-pain', left(true)),
    said('pain-onset-days', 60),
    said('saddle-sensory-change', true, {
      status: 'entered-in-error',
      by: 'brandt',
      note: 'Wrong chart: belongs to the patient in room 4.',
    }),
    said('saddle-sensory-change', true, { daysAgo: 120, by: 'haddad' }),
    said('leg-pain', left(true), { daysAgo: 41 }),
    found('slr', left(false), { daysAgo: 41, by: 'novak' }),
  ],
  problems: [
    { code: icd('M54.30', 'Sciatica, unspecified side'), daysAgo: 41 },
    { code: hypertension, daysAgo: 1900 },
    { code: reflux, daysAgo: 1000 },
    {
      code: icd('Z85.3', 'Personal history of malignant neoplasm of breast'),
      daysAgo: 41,
      state: 'entered-in-error',
    },
  ],
  prescriptions: [
    { code: lisinopril, dose: '10 mg once daily', daysAgo: 1800 },
    { code: ibuprofen, dose: '400 mg when needed', daysAgo: 41 },
  ],
};
