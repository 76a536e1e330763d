/** RF-DVT: deep vein thrombosis by the two-level Wells score, on one leg (§3). */
import { eitherLeg, grade } from '../engine/criterion.ts';
import { dvtLikely } from '../terms/thresholds.ts';
import type { RedFlagRule } from './red-flag.ts';

export const deepVeinThrombosis: RedFlagRule = {
  id: 'RF-DVT',
  version: '1.0.0',
  title: 'Deep vein thrombosis',
  concludes: 'possible deep vein thrombosis',
  levels: [{ urgency: 'urgent', when: eitherLeg(grade('wells-score', '>=', dvtLikely)) }],
  action: 'Duplex ultrasound of the leg veins.',
  evidence: [
    {
      cite: 'wells-2003',
      says: 'A two-level score of 2 or more makes deep vein thrombosis likely.',
      strength: 'diagnostic study',
    },
    { cite: 'nice-ng158', says: 'Pathway after the score.', strength: 'guideline' },
  ],
  vignettes: {
    fires: [
      {
        title: 'Wells score 2 on the right',
        given: { age: 55, findings: [['wells-score', 2, 'R']] },
        expect: 'urgent',
      },
    ],
    doesNot: [
      {
        title: 'Wells score 1 on the right',
        given: { age: 55, findings: [['wells-score', 1, 'R']] },
        expect: null,
      },
    ],
  },
};
