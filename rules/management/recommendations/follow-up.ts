/** REC-27: when to come back. Rides on REC-12 or REC-23. */
import { compile } from '../../engine/compile.ts';
import { all, condition, unlessKnown } from '../../engine/criterion.ts';
import { bilateralPain } from '../../terms/leg.ts';
import { isWeak } from '../diagnosis-names.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { readings, type Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { rootOrStenosis, routineOff } from '../terms.ts';

/** MRC 4, severe pain or broken sleep. */
const soonReview = (s: Situation): boolean =>
  isWeak(s) ||
  readings(s, 'pain-nrs').some(({ value }) => typeof value === 'number' && value >= 7) ||
  readings(s, 'sleep-disturbed').some(({ value }) => value === true);

const painInBoth = compile(bilateralPain);

/** Pain in each: a leg may have entries of its own, such as a normal reflex, and not hurt. */
const hurtsInBothLegs = ({ context }: Situation): boolean =>
  context.legs.each.some((leg) => painInBoth(context, leg) === true);

export const followUp: Recommendation = {
  id: 'REC-27',
  version: '1.0.0',
  title: 'Follow-up interval',
  hooks: VISIT,
  attachesTo: ['REC-12', 'REC-23'],
  when: all(rootOrStenosis, unlessKnown(condition('follow-up-booked'))),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-01'],
  evidence: [
    { cite: 'expert', says: 'Intervals', strength: 'expert consensus' },
    { cite: 'nice-ng59', says: 'Review and change of plan when symptoms persist', strength: 'guideline' },
  ],
  basis: (s) => [soonReview(s) ? 'review:2w' : 'review:6w'],
  content: (s) => {
    const soon = soonReview(s);
    const asked = ['saddle-sensory-change', 'urinary-retention'] as const;
    const denied = onRecord(s, asked, { which: 'normal' }).length > 0 && hurtsInBothLegs(s);
    return {
      indicator: 'info',
      summary: 'Review: 2 weeks if any weakness or severe pain, else 4-6 weeks; sooner if red flags appear',
      lead: soon
        ? 'Review in 2 weeks: weakness, severe pain or broken sleep is on record.'
        : 'Review in 4–6 weeks, sooner when anything gets worse.',
      because: onRecord(s, ['pain-nrs', 'sleep-disturbed']),
      advice: [
        soon
          ? 'Review in 2 weeks: weakness, severe pain or broken sleep is on record.'
          : 'Review in 4–6 weeks, sooner when anything gets worse.',
        ...(denied
          ? [
              'Both legs: telephone review within 24–72 hours once cauda equina compression has been excluded.',
            ]
          : []),
      ],
      suggestions: [
        task(
          'complete-history',
          'Book review',
          soon
            ? 'Review leg symptoms, neurology and function in 2 weeks'
            : 'Review leg symptoms, neurology and function in 4-6 weeks',
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
