/** Both feet numb, with diabetes. */
import { atorvastatin, diabetes, hyperlipidemia, icd, loincHba1c, metformin } from '../codes.ts';
import { both, found, type Story, said } from '../story.ts';

export const polyneuropathy: Story = {
  id: 'polyneuropathy',
  teaches:
    'Burning soles, stocking numbness and lost ankle jerks on both sides in long-standing diabetes: polyneuropathy, no single root.',
  given: 'Carol',
  family: 'Bianchi',
  gender: 'female',
  age: 64,
  visit: { reason: 'Feet burn at night', place: 'AMB', clinician: 'haddad', earlier: [88, 179, 270, 362] },
  usual: { systolic: 134, kilograms: 79, centimetres: 163, laboratory: { '2345-7': 181 } },
  smoking: 'former',
  charted: [
    said('numbness', both('moderate')),
    said('foot-pain', both(true)),
    said('low-back-pain', false),
    said('sensory-region', both(['sole', 'great-toe'])),
    said('pain-quality', both(['burning', '*'])),
    said('pain-temporal', 'constant'),
    said('night-burning-feet', true),
    said('pain-onset-days', 500),
    said('saddle-sensory-change', false, { by: 'haddad' }),
    said('urinary-retention', false, { by: 'haddad' }),
    found('monofilament-abnormal', both(true), { by: 'haddad' }),
    found('vibration-reduced', both(true), { by: 'haddad' }),
    found('slr', both(false), { by: 'haddad' }),
    found('reflex-achilles', both('absent'), { by: 'haddad' }),
    found('reflex-patellar', both('normal'), { by: 'haddad' }),
    found('mrc-ankle-plantarflexion', both(5), { by: 'haddad' }),
    found('mrc-great-toe-extension', both(5), { by: 'haddad' }),
    found('sens-dorsal-foot', both('reduced'), { by: 'haddad' }),
    found('pulses', both('normal'), { by: 'haddad' }),
  ],
  labs: [
    { code: loincHba1c, value: 8.4, unit: '%', high: 5.6, daysAgo: 88 },
    { code: loincHba1c, value: 7.9, unit: '%', high: 5.6, daysAgo: 362 },
  ],
  problems: [
    { code: diabetes, daysAgo: 5400 },
    { code: hyperlipidemia, daysAgo: 4000 },
    { code: icd('H25.9', 'Unspecified age-related cataract'), daysAgo: 400 },
  ],
  prescriptions: [
    { code: metformin, dose: '1000 mg twice daily', daysAgo: 5000 },
    { code: atorvastatin, dose: '20 mg at night', daysAgo: 4000 },
  ],
};
