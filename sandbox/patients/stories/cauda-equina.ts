/** Cauda equina syndrome since yesterday. */
import {
  acetaminophen,
  depression,
  hypertension,
  icd,
  lisinopril,
  migraine,
  mother,
  rhinitis,
  snomed,
} from '../codes.ts';
import { both, found, type Story, said } from '../story.ts';

export const caudaEquina: Story = {
  id: 'cauda-equina',
  teaches:
    'Saddle numbness and urinary retention since yesterday with pain in both legs: cauda equina syndrome.',
  given: 'Denise',
  family: 'Okafor',
  gender: 'female',
  age: 41,
  visit: {
    reason: 'Back pain, now both legs; has not passed urine since last night',
    place: 'EMER',
    clinician: 'lee',
    earlier: [26, 148, 390],
  },
  usual: { systolic: 138, kilograms: 82, centimetres: 168 },
  smoking: 'never',
  charted: [
    said('low-back-pain', true),
    said('leg-pain', both(true)),
    said('pain-path', both(['buttock', 'posterior-thigh', 'posterior-calf'])),
    said('pain-quality', both(['shooting', 'burning'])),
    said('pain-onset-days', 5),
    said('pain-nrs', 9),
    said('pain-trend', 'worsening'),
    said('saddle-sensory-change', true, { by: 'lee' }),
    said('urinary-retention', true, { by: 'lee' }),
    said('ces-onset-days', 1, { by: 'lee' }),
    said('fecal-incontinence', false, { by: 'lee' }),
    said('fever', false),
    found('pvr-ml', 420, { by: 'brandt' }),
    found('perianal-pinprick-reduced', true, { by: 'lee' }),
    found('mrc-ankle-plantarflexion', both(4), { by: 'lee' }),
    found('reflex-achilles', both('absent'), { by: 'lee' }),
    // Her first visit with this back: one leg, and the questions were asked.
    said('leg-pain', { side: 'left', value: true }, { daysAgo: 26 }),
    said('saddle-sensory-change', false, { daysAgo: 26 }),
    said('urinary-retention', false, { daysAgo: 26 }),
    found('slr', { side: 'left', value: true }, { daysAgo: 26, by: 'haddad' }),
  ],
  problems: [
    { code: icd('M54.50', 'Low back pain, unspecified'), daysAgo: 26 },
    { code: hypertension, daysAgo: 900 },
    { code: migraine, daysAgo: 2400 },
    { code: depression, daysAgo: 1500, state: 'resolved' },
    { code: rhinitis, daysAgo: 3000 },
  ],
  prescriptions: [
    { code: lisinopril, dose: '10 mg once daily', daysAgo: 900 },
    { code: acetaminophen, dose: '1000 mg up to three times daily', daysAgo: 26 },
  ],
  allergies: [snomed('91936005', 'Allergy to penicillin')],
  familyHistory: [
    {
      relation: mother,
      disease: icd('C50.919', 'Malignant neoplasm of unspecified site of unspecified female breast'),
    },
  ],
};
