/** Calf pain on walking that is vascular. */
import {
  aspirin,
  atorvastatin,
  diabetes,
  hyperlipidemia,
  hypertension,
  lisinopril,
  metformin,
} from '../codes.ts';
import { found, left, right, type Story, said } from '../story.ts';

export const vascularLeg: Story = {
  id: 'vascular-leg',
  teaches:
    'Calf cramp on walking that stops on standing still, weak pulses, smoker with diabetes: the arteries, not the back.',
  given: 'Stanisław',
  family: 'Kowal',
  gender: 'male',
  age: 67,
  visit: {
    reason: 'Cramp in the left calf when walking uphill',
    place: 'AMB',
    clinician: 'haddad',
    earlier: [62, 154, 250, 340],
  },
  usual: { systolic: 151, kilograms: 86, centimetres: 174, laboratory: { '2345-7': 163, '2093-3': 188 } },
  smoking: 'current',
  charted: [
    said('leg-pain', left(true)),
    said('low-back-pain', false),
    said('pain-path', left(['posterior-calf'])),
    said('pain-quality', left(['cramping', '*'])),
    said('pain-aggravating', left(['walking', 'stairs', '*'])),
    said('pain-relieving', left(['standing-still', '*'])),
    said('pain-temporal', 'intermittent'),
    said('pain-onset-speed', 'gradual'),
    said('pain-onset-days', 120),
    said('walking-limited', true),
    found('pulses', left('diminished'), { by: 'haddad' }),
    found('pulses', right('normal'), { by: 'haddad' }),
  ],
  problems: [
    { code: diabetes, daysAgo: 4200 },
    { code: hypertension, daysAgo: 5100 },
    { code: hyperlipidemia, daysAgo: 4200 },
  ],
  prescriptions: [
    { code: metformin, dose: '1000 mg twice daily', daysAgo: 4000 },
    { code: lisinopril, dose: '20 mg once daily', daysAgo: 4000 },
    { code: atorvastatin, dose: '40 mg at night', daysAgo: 3900 },
    { code: aspirin, dose: '81 mg once daily', daysAgo: 3900 },
  ],
};
