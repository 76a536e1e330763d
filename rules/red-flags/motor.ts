/** RF-MOTOR: severe or progressive weakness (§3). N9 sets a long-standing foot drop aside before. */
import { all, any, eitherLeg, present, term } from '../engine/criterion.ts';
import { footDrop, weakerThan } from '../terms/leg.ts';
import { profoundWeakness, severeWeakness, urgentHoursFrom, urgentHoursTo } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';
import { progressing } from './terms.ts';

const severe = term(
  `a movement at MRC ${severeWeakness.value} or less`,
  eitherLeg(weakerThan('<=', severeWeakness)),
);

export const motor: RedFlagRule = {
  id: 'RF-MOTOR',
  version: '1.0.0',
  title: 'Severe or progressive weakness',
  concludes: 'severe or progressive leg weakness',
  levels: [
    {
      urgency: 'emergent',
      when: any(
        term(
          `a movement at MRC ${profoundWeakness.value} or less`,
          eitherLeg(weakerThan('<=', profoundWeakness)),
        ),
        all(progressing, severe),
      ),
    },
    {
      urgency: 'urgent',
      when: any(severe, eitherLeg(footDrop), eitherLeg(present('progressive-weakness'))),
    },
  ],
  action: `Spine surgical discussion and MRI: today when emergent, within ${urgentHoursFrom.value}–${urgentHoursTo.value} hours when urgent.`,
  evidence: [
    {
      cite: 'petr-2019',
      says: 'Faster recovery with surgery within 48 hours for MRC 0–3.',
      strength: 'observational',
    },
    {
      cite: 'early-surgery-cohort',
      says: 'Benefit of surgery within 3 days (n = 390).',
      strength: 'observational',
    },
    { cite: 'balaji-2012', says: 'No difference by timing (contrary).', strength: 'observational' },
    {
      cite: 'nass-ldh-2012',
      says: 'Insufficient evidence on the timing of surgery for motor deficit.',
      strength: 'guideline',
    },
    { cite: 'expert', says: 'Thresholds of MRC 2 and 3.', strength: 'expert consensus' },
  ],
  vignettes: {
    fires: [
      {
        title: 'ankle dorsiflexion 2/5',
        given: { age: 33, findings: [['mrc-ankle-dorsiflexion', 2, 'R']] },
        expect: 'emergent',
      },
      {
        title: 'knee extension 3/5 and getting worse',
        given: {
          age: 50,
          findings: [
            ['mrc-knee-extension', 3, 'L'],
            ['progressive-weakness', true, 'L'],
          ],
        },
        expect: 'emergent',
      },
      {
        title: 'great-toe extension 5/5 ten days ago, 4/5 today: progressing',
        given: {
          age: 50,
          findings: [
            ['mrc-great-toe-extension', 5, 'L', 10],
            ['mrc-great-toe-extension', 4, 'L', 0],
          ],
        },
        expect: 'urgent',
      },
      {
        title: 'cannot walk on the left heel',
        given: { age: 50, findings: [['heel-walk-unable', true, 'L']] },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'stable 4/5: a review in two weeks, not a red flag',
        given: { age: 38, findings: [['mrc-great-toe-extension', 4, 'L']] },
        expect: null,
      },
      {
        title: 'foot drop documented for years, not progressing (N9)',
        given: {
          age: 60,
          history: ['chronic-foot-drop'],
          findings: [
            ['foot-drop', true, 'R'],
            ['mrc-ankle-dorsiflexion', 2, 'R'],
          ],
        },
        expect: null,
      },
    ],
  },
};
