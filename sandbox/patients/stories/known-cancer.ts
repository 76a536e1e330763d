/** Back pain with a history of cancer. */
import { acetaminophen, hypothyroidism, icd, levothyroxine, sister } from '../codes.ts';
import { found, right, type Story, said } from '../story.ts';

export const knownCancer: Story = {
  id: 'known-cancer',
  teaches:
    'New back and leg pain with weight loss after breast cancer: spinal metastasis must be looked for.',
  given: 'Helen',
  family: 'Adeyemi',
  gender: 'female',
  age: 62,
  visit: {
    reason: 'Back pain for three weeks, now into the leg',
    place: 'AMB',
    clinician: 'lee',
    earlier: [75, 168, 350],
  },
  usual: { systolic: 128, kilograms: 61, centimetres: 164 },
  smoking: 'never',
  charted: [
    said('low-back-pain', true),
    said('leg-pain', right(true)),
    said('weight-loss-unexplained', true, { by: 'lee' }),
    said('night-pain-unremitting', true, { by: 'lee' }),
    said('pain-onset-days', 22),
    said('pain-trend', 'worsening'),
    said('saddle-sensory-change', false, { by: 'lee' }),
    said('urinary-retention', false, { by: 'lee' }),
    said('fecal-incontinence', false, { by: 'lee' }),
    found('spinal-percussion-tender', true, { by: 'lee' }),
    found('mrc-knee-extension', right(5), { by: 'lee' }),
    found('reflex-patellar', right('normal'), { by: 'lee' }),
  ],
  problems: [
    { code: icd('Z85.3', 'Personal history of malignant neoplasm of breast'), daysAgo: 2300 },
    { code: hypothyroidism, daysAgo: 1600 },
    { code: icd('M54.50', 'Low back pain, unspecified'), daysAgo: 20 },
  ],
  prescriptions: [
    { code: levothyroxine, dose: '88 mcg once daily', daysAgo: 1500 },
    { code: acetaminophen, dose: '1000 mg three times daily', daysAgo: 20 },
  ],
  familyHistory: [
    {
      relation: sister,
      disease: icd('M81.0', 'Age-related osteoporosis without current pathological fracture'),
    },
  ],
};
