/** A patient under 18. */
import { albuterol, asthma, rhinitis } from '../codes.ts';
import { found, right, type Story, said } from '../story.ts';

export const teenager: Story = {
  id: 'teenager',
  teaches: 'A gymnast of 14 with back and leg pain: adult rules are off, red flags are still looked for.',
  given: 'Maja',
  family: 'Sørensen',
  gender: 'female',
  age: 14,
  visit: {
    reason: 'Back and right leg pain since the competition',
    place: 'AMB',
    clinician: 'haddad',
    earlier: [130, 300, 480],
  },
  usual: { systolic: 106, kilograms: 48, centimetres: 160 },
  smoking: 'never',
  charted: [
    said('low-back-pain', true),
    said('leg-pain', right(true)),
    said('pain-aggravating', right(['extension', 'standing', '*'])),
    said('pain-relieving', right(['lying', '*'])),
    said('pain-onset-days', 24),
    said('fever', false),
    said('saddle-sensory-change', false, { by: 'haddad' }),
    said('urinary-retention', false, { by: 'haddad' }),
    found('slr', right(false), { by: 'haddad' }),
    found('reflex-achilles', right('normal'), { by: 'haddad' }),
    found('mrc-great-toe-extension', right(5), { by: 'haddad' }),
    found('step-off', false, { by: 'haddad' }),
  ],
  problems: [
    { code: asthma, daysAgo: 2900 },
    { code: rhinitis, daysAgo: 2900 },
  ],
  prescriptions: [{ code: albuterol, dose: '2 puffs before sport', daysAgo: 900 }],
};
