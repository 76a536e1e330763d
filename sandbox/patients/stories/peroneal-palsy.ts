/** A foot drop of the fibular nerve. */
import { hypothyroidism, icd, levothyroxine } from '../codes.ts';
import { found, right, type Story, said } from '../story.ts';

export const peronealPalsy: Story = {
  id: 'peroneal-palsy',
  teaches:
    'Foot drop after weeks of leg crossing, no back pain, inversion and hip abduction strong: the peroneal nerve at the fibular head.',
  given: 'Ines',
  family: 'Carvalho',
  gender: 'female',
  age: 33,
  visit: {
    reason: 'Cannot lift the right foot since the weekend',
    place: 'AMB',
    clinician: 'lee',
    earlier: [140, 330, 505],
  },
  usual: { systolic: 110, kilograms: 54, centimetres: 170 },
  smoking: 'never',
  charted: [
    said('weakness-subjective', right(true)),
    said('low-back-pain', false),
    said('leg-pain', right(false)),
    said('tingling', right('moderate')),
    said('sensory-region', right(['lateral-leg', 'dorsal-foot'])),
    said('saddle-sensory-change', false, { by: 'lee' }),
    said('urinary-retention', false, { by: 'lee' }),
    found('foot-drop', right(true), { by: 'lee' }),
    found('mrc-ankle-dorsiflexion', right(3), { by: 'lee' }),
    found('mrc-great-toe-extension', right(3), { by: 'lee' }),
    found('mrc-ankle-eversion', right(3), { by: 'lee' }),
    found('mrc-ankle-inversion', right(5), { by: 'lee' }),
    found('mrc-hip-abduction', right(5), { by: 'lee' }),
    found('mrc-ankle-plantarflexion', right(5), { by: 'lee' }),
    found('reflex-achilles', right('normal'), { by: 'lee' }),
    found('reflex-patellar', right('normal'), { by: 'lee' }),
    found('sens-dorsal-foot', right('reduced'), { by: 'lee' }),
    found('sens-lateral-leg', right('reduced'), { by: 'lee' }),
    found('slr', right(false), { by: 'lee' }),
    found('tinel-fibular', right(true), { by: 'lee' }),
    found('gait', 'steppage', { by: 'lee' }),
  ],
  riskFlags: ['peroneal-risk'],
  problems: [
    { code: hypothyroidism, daysAgo: 1700 },
    { code: icd('R63.4', 'Abnormal weight loss'), daysAgo: 140 },
  ],
  prescriptions: [{ code: levothyroxine, dose: '50 mcg once daily', daysAgo: 1600 }],
};
