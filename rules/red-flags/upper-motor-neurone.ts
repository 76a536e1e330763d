/** RF-UMN: signs that lumbar roots cannot produce (§3). */
import { all, any, condition, eitherLeg, is, present, term, unlessKnown } from '../engine/criterion.ts';
import type { RedFlagRule } from './red-flag.ts';
import { progressing, someCaudaEquinaFeature } from './terms.ts';

const signs = term(
  'upper motor neurone sign',
  any(
    eitherLeg(any(present('babinski'), present('clonus'), present('hyperreflexia'))),
    is('gait', 'spastic'),
    present('sensory-level'),
  ),
);

const escalates = term(
  'a cauda equina feature or progressive weakness',
  any(someCaudaEquinaFeature, progressing),
);

export const upperMotorNeurone: RedFlagRule = {
  id: 'RF-UMN',
  version: '1.1.0',
  title: 'Upper motor neurone signs',
  concludes: 'upper motor neurone signs',
  levels: [
    { urgency: 'emergent', when: all(signs, escalates) },
    { urgency: 'urgent', when: signs },
  ],
  unless: all(condition('known-umn-disease'), unlessKnown(escalates)),
  action: 'Image the cervical and thoracic cord, not only the lumbar spine.',
  evidence: [
    {
      cite: 'ifompt-2020',
      says: 'Upper motor neurone signs (Babinski, clonus, brisk reflexes, spastic gait, a sensory level) point to the cord or the brain.',
      strength: 'guideline',
    },
    { cite: 'expert', says: 'Levels of urgency.', strength: 'expert consensus' },
  ],
  vignettes: {
    fires: [
      {
        title: 'spastic gait with leg symptoms',
        given: {
          age: 63,
          findings: [
            ['leg-pain', true, 'L'],
            ['gait', 'spastic'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'sensory level on the trunk',
        given: { age: 63, findings: [['sensory-level', true]] },
        expect: 'urgent',
      },
      {
        title: 'Babinski sign with leg symptoms',
        given: {
          age: 63,
          findings: [
            ['leg-pain', true, 'L'],
            ['babinski', true, 'L'],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'clonus and new urinary retention',
        given: {
          age: 63,
          findings: [
            ['clonus', true, 'R'],
            ['urinary-retention', true],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'ankle reflex 3+ here, reduced on the other side',
        given: {
          age: 63,
          findings: [
            ['reflex-achilles', 'increased', 'R'],
            ['reflex-achilles', 'reduced', 'L'],
          ],
        },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'ankle reflexes 3+ on both sides',
        given: { age: 63, findings: [['reflex-achilles', 'increased', 'B']] },
        expect: null,
      },
      {
        title: 'Babinski sign in known multiple sclerosis, nothing new',
        given: {
          age: 63,
          history: ['known-umn-disease'],
          findings: [
            ['leg-pain', true, 'L'],
            ['babinski', true, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
