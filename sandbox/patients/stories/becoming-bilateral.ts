/** Sciatica that reaches the other leg: the early warning of cauda equina syndrome. */
import { albuterol, asthma, icd, naproxen, rhinitis } from '../codes.ts';
import { both, found, left, type Story, said } from '../story.ts';

export const becomingBilateral: Story = {
  id: 'becoming-bilateral',
  teaches:
    'Sciatica of one leg that spread to the other within days, bladder and bowel still normal: an early warning of cauda equina syndrome.',
  given: 'Tom',
  family: 'Lindqvist',
  gender: 'male',
  age: 35,
  visit: {
    reason: 'Leg pain, since Friday in the other leg as well',
    place: 'AMB',
    clinician: 'haddad',
    earlier: [4, 210, 500],
  },
  usual: { systolic: 124, kilograms: 91, centimetres: 184 },
  smoking: 'former',
  charted: [
    said('leg-pain', both(true)),
    said('progressed-to-bilateral', true, { by: 'haddad' }),
    said('pain-path', both(['posterior-thigh', 'posterior-calf'])),
    said('pain-quality', both(['burning', 'shooting'])),
    said('pain-onset-days', 6),
    said('pain-nrs', 7),
    said('saddle-sensory-change', false, { by: 'haddad' }),
    said('urinary-retention', false, { by: 'haddad' }),
    said('urinary-incontinence', false, { by: 'haddad' }),
    said('fecal-incontinence', false, { by: 'haddad' }),
    said('leg-pain', left(true), { daysAgo: 4 }),
    said('pain-nrs', 6, { daysAgo: 4 }),
    found('slr', left(true), { daysAgo: 4, by: 'haddad' }),
  ],
  problems: [
    { code: icd('M54.32', 'Sciatica, left side'), daysAgo: 4 },
    { code: asthma, daysAgo: 5200 },
    { code: rhinitis, daysAgo: 5200 },
  ],
  prescriptions: [
    { code: naproxen, dose: '500 mg twice daily with food', daysAgo: 4 },
    { code: albuterol, dose: '2 puffs when needed', daysAgo: 800 },
  ],
};
