/** REC-27: when to come back. Rides on REC-12 or REC-23. */
import { all, any, condition, flag, unlessKnown, urgency } from '../../engine/criterion.ts';
import { reviewLateWeeks, reviewSoonWeeks, telephoneHoursTo } from '../../terms/thresholds.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { isReviewedSoon, reviewWhen } from '../review.ts';
import type { Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { rootOrStenosis, routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

/** What is urgent has its own date; only the early warning is followed up once it has been excluded. */
const isUrgent = (s: Situation): boolean => s.redFlags.some(({ urgency }) => urgency !== 'soon');

export const followUp: Recommendation = {
  id: 'REC-27',
  version: '1.1.0',
  title: 'Follow-up interval',
  hooks: VISIT,
  attachesTo: ['REC-12', 'REC-23'],
  when: all(rootOrStenosis, unlessKnown(condition('follow-up-booked'))),
  unless: any(routineOff, all(urgency('urgent'), unlessKnown(flag('RF-CES-EARLY')))),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-01'],
  evidence: [
    { cite: 'expert', says: 'Intervals', strength: 'expert consensus' },
    { cite: 'nice-ng59', says: 'Review and change of plan when symptoms persist', strength: 'guideline' },
  ],
  basis: (s) => [
    isUrgent(s)
      ? `review:${telephoneHoursTo.value}h`
      : `review:${isReviewedSoon(s) ? reviewSoonWeeks.value : reviewLateWeeks.value}w`,
  ],
  contributes: (s) => {
    if (isUrgent(s))
      return [{ problem: 'spine', indicator: 'info', aside: say('review.both-legs'), reasons: [] }];
    const when = reviewWhen(s);
    return [
      {
        problem: 'leg',
        indicator: 'info',
        reasons: [],
        buttons: [
          task('complete-history', say('button.review', { when }), say('button.review.what', { when })),
        ],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'possible root pain, no appointment on record',
        given: {
          age: 40,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same, appointment booked',
        given: {
          age: 40,
          history: ['follow-up-booked'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['slr', true, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
