/** Leg pain in pregnancy. */
import { acetaminophen, icd, rhinitis } from '../codes.ts';
import { found, left, type Story, said } from '../story.ts';

export const pregnant: Story = {
  id: 'pregnant',
  teaches:
    'Sciatica at 27 weeks of pregnancy: the cauda equina questions stay the same, drugs and imaging do not.',
  given: 'Amina',
  family: 'Yusuf',
  gender: 'female',
  age: 29,
  visit: {
    reason: 'Pain from the back into the left leg, 27 weeks pregnant',
    place: 'AMB',
    clinician: 'haddad',
    earlier: [21, 56, 110],
  },
  usual: { systolic: 112, kilograms: 71, centimetres: 166 },
  smoking: 'never',
  charted: [
    said('low-back-pain', true),
    said('leg-pain', left(true)),
    said('pain-path', left(['buttock', 'posterior-thigh'])),
    said('pain-quality', left(['aching', 'shooting', '*'])),
    said('pain-aggravating', left(['standing', 'walking', '*'])),
    said('pain-relieving', left(['lying', '*'])),
    said('pain-temporal', 'intermittent'),
    said('pain-trend', 'stable'),
    said('saddle-sensory-change', false, { by: 'haddad' }),
    said('urinary-retention', false, { by: 'haddad' }),
    said('urinary-incontinence', false, { by: 'haddad' }),
    found('slr', left(false), { by: 'haddad' }),
    found('mrc-great-toe-extension', left(5), { by: 'haddad' }),
    found('mrc-ankle-plantarflexion', left(5), { by: 'haddad' }),
    found('reflex-achilles', left('normal'), { by: 'haddad' }),
    found('reflex-patellar', left('normal'), { by: 'haddad' }),
  ],
  pregnancyWeeks: 27,
  problems: [
    { code: icd('Z33.1', 'Pregnant state, incidental'), daysAgo: 110 },
    { code: rhinitis, daysAgo: 3300 },
  ],
  prescriptions: [{ code: acetaminophen, dose: '500 mg when needed', daysAgo: 21 }],
};
