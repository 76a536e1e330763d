/** REC-14: ankle-brachial index before spine imaging. */
import { all, any, dx, eitherLeg, grade, is, recorded, term, unlessKnown } from '../../engine/criterion.ts';
import { exertional, legSymptoms } from '../../terms/leg.ts';
import { abiAbnormal, abiNormalTo, hundredths } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import type { Act } from '../contribution.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft, task } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { say } from '../wording/say.ts';

/** A resting index in the normal or borderline range misses disease that shows on exertion. */
const exerciseIndex = term(
  'pain on walking with a resting index that does not explain it',
  all(
    exertional,
    grade('abi', '>', abiAbnormal),
    grade('abi', '<=', abiNormalTo),
    any(dx('PAD'), unlessKnown(is('pulses', 'normal'))),
  ),
);

const stiffVessels = term(
  'an index of vessels that cannot be compressed',
  all(any(exertional, dx('PAD')), grade('abi', '>', abiNormalTo)),
);

type Test = 'resting' | 'exercise' | 'toe';

/** The highest index on record decides: a leg without one needs a resting index first. */
const testOf = (s: Situation): Test => {
  const values = readings(s, 'abi').flatMap(({ value }) => (typeof value === 'number' ? value : []));
  if (values.some((value) => value > abiNormalTo.value)) return 'toe';
  return values.some((value) => value > abiAbnormal.value) ? 'exercise' : 'resting';
};

const acts: Readonly<Record<Test, Act>> = {
  resting: {
    summary: say('vessel.act'),
    line: say('vessel.line', { abnormal: hundredths(abiAbnormal) }),
    orders: 1,
  },
  exercise: { summary: say('vessel.exercise.act'), line: say('vessel.exercise.line'), orders: 1 },
  toe: {
    summary: say('vessel.toe.act'),
    line: say('vessel.toe.line', { above: hundredths(abiNormalTo) }),
  },
};

const offers: Readonly<Record<Test, SuggestionDraft>> = {
  resting: order('abi', { for: say('reason.vessel') }),
  exercise: order('abi-exercise', { for: say('reason.vessel') }),
  toe: task('perform-exam', say('button.toe'), say('button.toe')),
};

export const ankleBrachialIndex: Recommendation = {
  id: 'REC-14',
  version: '1.3.0',
  title: 'Measure ankle-brachial index',
  hooks: VISIT,
  when: any(
    all(dx('PAD'), eitherLeg(all(legSymptoms, unlessKnown(recorded('abi'))))),
    eitherLeg(all(legSymptoms, any(exerciseIndex, stiffVessels))),
  ),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-06'],
  evidence: [
    {
      cite: 'acc-aha-pad-2024',
      says: 'Resting ABI, class 1: 0.90 or less abnormal, 0.91–0.99 borderline, over 1.40 non-compressible; exercise ABI or toe-brachial index next',
      strength: 'guideline',
    },
    {
      cite: 'khan-2006',
      says: 'Pulses, bruit and cool skin raise the likelihood',
      strength: 'systematic review',
    },
    {
      cite: 'nadeau-2013',
      says: 'Relief on standing still points to the vessels',
      strength: 'diagnostic study',
    },
  ],
  basis: diagnosisBasis('PAD'),
  contributes: (s) => {
    const test = testOf(s);
    return [
      {
        problem: 'leg',
        indicator: 'info',
        causes: ['PAD'],
        act: acts[test],
        aside: say(test === 'resting' ? 'vessel.aside' : `vessel.${test}.aside`),
        reasons: [...supporting(s, 'PAD'), ...(test === 'resting' ? [] : onRecord(s, ['abi']))],
        next: [
          { records: ['pulses'], said: { nameOf: 'pulses' } },
          { records: ['femoral-bruit'], said: { nameOf: 'femoral-bruit' } },
        ],
        caveats: [say('vessel.but')],
        buttons: [offers[test]],
      },
    ];
  },
  vignettes: {
    fires: [
      {
        title: 'calf pain on walking that stops on standing still, weak pulses',
        given: {
          age: 67,
          closed: true,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'the same calf, resting index 1.05: exercise index',
        given: {
          age: 67,
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['abi', 1.05, 'L'],
          ],
        },
        expect: 'info',
      },
      {
        title: 'pain on walking, index 1.52: toe pressure',
        given: {
          age: 67,
          history: ['diabetes'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['abi', 1.52, 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'the same with an index on record',
        given: {
          age: 67,
          closed: true,
          history: ['smoker'],
          findings: [
            ['leg-pain', true, 'L'],
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
            ['pulses', 'diminished', 'L'],
            ['abi', 0.8, 'L'],
          ],
        },
        expect: null,
      },
    ],
  },
};
