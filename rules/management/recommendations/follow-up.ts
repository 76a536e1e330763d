/** REC-27: when to come back. Rides on REC-12 or REC-23. */
import { all, any, condition, flag, unlessKnown, urgency } from '../../engine/criterion.ts';
import {
  reviewLateWeeks,
  reviewSoonWeeks,
  reviewWeeks,
  severePain,
  telephoneHoursFrom,
  telephoneHoursTo,
} from '../../terms/thresholds.ts';
import { isWeak } from '../diagnosis-names.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { readings, type Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { rootOrStenosis, routineOff } from '../terms.ts';

/** Weakness, severe pain or broken sleep. */
const soonReview = (s: Situation): boolean =>
  isWeak(s) ||
  readings(s, 'pain-nrs').some(({ value }) => typeof value === 'number' && value >= severePain.value) ||
  readings(s, 'sleep-disturbed').some(({ value }) => value === true);

const SOON = `${reviewSoonWeeks.value} weeks`;
const LATER = `${reviewWeeks.value}-${reviewLateWeeks.value} weeks`;

const BOTH_LEGS = `Both legs: telephone review within ${telephoneHoursFrom.value}–${telephoneHoursTo.value} hours once cauda equina compression has been excluded.`;

/** What is urgent has its own date; only the early warning is followed up once it has been excluded. */
const isUrgent = (s: Situation): boolean => s.redFlags.some(({ urgency }) => urgency !== 'soon');

export const followUp: Recommendation = {
  id: 'REC-27',
  version: '1.0.0',
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
      : `review:${soonReview(s) ? reviewSoonWeeks.value : reviewLateWeeks.value}w`,
  ],
  content: (s) => {
    const soon = soonReview(s);
    const interval = soon
      ? `Review in ${SOON}: weakness, severe pain or broken sleep is on record.`
      : `Review in ${reviewWeeks.value}–${reviewLateWeeks.value} weeks, sooner when anything gets worse.`;
    return {
      indicator: 'info',
      summary: `Review: ${SOON} if any weakness or severe pain, else ${LATER}; sooner if red flags appear`,
      lead: isUrgent(s) ? BOTH_LEGS : interval,
      because: onRecord(s, ['pain-nrs', 'sleep-disturbed']),
      advice: [isUrgent(s) ? BOTH_LEGS : interval],
      suggestions: isUrgent(s)
        ? []
        : [
            task(
              'complete-history',
              'Book review',
              `Review leg symptoms, neurology and function in ${soon ? SOON : LATER}`,
            ),
          ],
    };
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
