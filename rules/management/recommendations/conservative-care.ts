/** REC-23: conservative care first. */
import { any, dx, urgency } from '../../engine/criterion.ts';
import { reviewLateWeeks, reviewSoonWeeks, reviewWeeks } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import { dangerSigns } from '../danger-signs.ts';
import { nsaidAdvice } from '../nsaid-hazards.ts';
import { ADVICE } from '../override-reasons.ts';
import { open, opposing, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { advice, order, task } from '../suggestion.ts';
import { documentedDisease, routineOff } from '../terms.ts';
import { capitalised, summary } from '../words.ts';

const SELF_CARE =
  'Keep moving within comfort. Seek urgent help for bladder, bowel or saddle numbness, new leg weakness, or fever.';

/** When to look again: first, and at the latest. */
const FIRST = `${reviewSoonWeeks.value}-${reviewWeeks.value} weeks`;
const REVIEWS = `review at ${reviewSoonWeeks.value}-${reviewWeeks.value} and ${reviewLateWeeks.value} weeks`;

/** "None recorded" only where nothing is, and where everything could be looked at. */
const summaryOf = (s: Situation): string => {
  const care = `keep active, exercise/PT, ${REVIEWS}`;
  const signs = dangerSigns(s);
  if (s.redFlags.length > 0) return `Root pain pattern: see the red-flag card first; ${care}`;
  if (signs.length > 0)
    return summary((list) => `Root pain pattern, ${list || 'a danger sign'} recorded: ${care}`, signs);
  return s.notChecked.length > 0
    ? `Root pain pattern: ${care}`
    : `Root pain pattern, no current red-flag finding recorded: ${care}`;
};

export const conservativeCare: Recommendation = {
  id: 'REC-23',
  version: '1.2.0',
  title: 'Conservative care first',
  hooks: VISIT,
  when: dx('RADIC'),
  // exercise is no first advice with a known or suspected fracture, infection or cauda equina syndrome
  unless: any(urgency('urgent'), routineOff, documentedDisease),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-22', 'S-24', 'S-39', 'S-48', 'S-51'],
  evidence: [
    {
      cite: 'nice-ng59',
      says: 'Self-management, staying active, exercise; manual therapy only in a package',
      strength: 'guideline',
    },
    { cite: 'nass-ldh-2012', says: 'Most improve without surgery', strength: 'guideline' },
    {
      cite: 'peul-2007',
      says: 'Early surgery: faster relief, similar outcome at one year',
      strength: 'trial',
    },
  ],
  basis: diagnosisBasis('RADIC'),
  content: (s) => ({
    indicator: 'info',
    summary: summaryOf(s),
    lead: 'Keep active and exercise, with review dates: most root pain settles without surgery.',
    because: supporting(s, 'RADIC').slice(0, 4),
    against: opposing(s, 'RADIC').slice(0, 2),
    missing: open(s, 'RADIC').slice(0, 3),
    advice: [
      'Relative rest only in severe episodes, no prolonged bed rest; directional or stabilisation exercise; manual therapy only as part of a package.',
      `${capitalised(nsaidAdvice(s))}.`,
      'Early surgery gives faster relief and a similar outcome at one year.',
      'Give safety-net advice and review dates.',
    ],
    suggestions: [
      order('physiotherapy', { label: 'Physical therapy referral', why: 'radicular leg pain' }),
      advice('Send self-care and safety-net advice', SELF_CARE),
      task('complete-history', `Review in ${FIRST}`, `Review leg symptoms and neurology in ${FIRST}`),
    ],
  }),
  vignettes: {
    fires: [
      {
        title: 'shooting pain below the knee, straight leg raise positive',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'the same, and pain at night that nothing eases: the card names it',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
            ['night-pain-unremitting', true],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with dorsiflexion 3: an urgent matter first',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-thigh', 'posterior-calf'], 'L'],
            ['slr', true, 'L'],
            ['mrc-ankle-dorsiflexion', 3, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
