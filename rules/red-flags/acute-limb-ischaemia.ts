/** RF-ALI: acute limb ischaemia (§3), on one leg. Pulses that nobody felt never reassure. */
import { all, any, atLeast, eitherLeg, is, present, term, unlessKnown } from '../engine/criterion.ts';
import { weakness } from '../terms/leg.ts';
import type { RedFlagRule } from './red-flag.ts';

const skinSign = any(present('limb-cold'), present('limb-pallor'));
const signs = [present('limb-cold'), present('limb-pallor'), weakness, present('numbness')] as const;
const pulsesNotNormal = term('pulses not documented normal', unlessKnown(is('pulses', 'normal')));
const sudden = present('acute-limb-onset');

export const acuteLimbIschaemia: RedFlagRule = {
  id: 'RF-ALI',
  version: '1.0.0',
  title: 'Acute limb ischaemia',
  concludes: 'possible acute limb ischaemia',
  levels: [
    {
      urgency: 'emergent',
      when: eitherLeg(
        all(
          sudden,
          any(
            all(is('pulses', 'absent'), any(...signs)),
            all(pulsesNotNormal, skinSign, atLeast(2, ...signs)),
          ),
        ),
      ),
    },
    { urgency: 'urgent', when: eitherLeg(all(sudden, pulsesNotNormal, skinSign)) },
  ],
  action: 'Emergency vascular team now; Doppler check when the pulses are unknown.',
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Acute limb ischaemia threatens the limb within hours and is an emergency.',
      strength: 'guideline',
    },
    { cite: 'expert', says: 'The combination of signs.', strength: 'expert consensus' },
  ],
  vignettes: {
    fires: [
      {
        title: 'sudden cold leg without pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'sudden cold, pale leg, nobody felt the pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['limb-pallor', true, 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'sudden cold leg, nobody felt the pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
          ],
        },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'sudden cold leg with normal pulses',
        given: {
          age: 70,
          findings: [
            ['acute-limb-onset', true, 'L'],
            ['limb-cold', true, 'L'],
            ['pulses', 'normal', 'L'],
          ],
        },
        expect: null,
      },
      {
        title: 'cold leg for months',
        given: {
          age: 70,
          findings: [
            ['limb-cold', true, 'L'],
            ['pulses', 'absent', 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
