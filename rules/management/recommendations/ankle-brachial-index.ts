/** REC-14: ankle-brachial index before spine imaging. */
import { all, any, dx, eitherLeg, grade, is, recorded, term, unlessKnown } from '../../engine/criterion.ts';
import { exertional, legSymptoms } from '../../terms/leg.ts';
import { abiAbnormal, abiNormalTo, hundredths } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { open, opposing, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { itemsOn, readings, type Situation } from '../situation.ts';
import { order, type SuggestionDraft, task } from '../suggestion.ts';
import { routineOff } from '../terms.ts';

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

interface Wording {
  readonly summary: (exertional: boolean) => string;
  readonly lead: (exertional: boolean) => string;
  readonly offer: (why: string) => SuggestionDraft;
}

const wordings: Readonly<Record<Test, Wording>> = {
  resting: {
    summary: (onWalking) =>
      `${onWalking ? 'Exertional leg pain' : 'Leg symptoms'} with vascular features: measure ankle-brachial index before spine imaging`,
    lead: (onWalking) =>
      onWalking
        ? 'Measure the ankle-brachial index before spine imaging: the pattern suggests vascular claudication.'
        : 'Measure the ankle-brachial index before spine imaging: what is recorded can be vascular.',
    offer: (why) => order('abi', { label: 'Ankle-brachial index', why }),
  },
  exercise: {
    summary: () =>
      'Pain on walking, resting ankle-brachial index not low: vascular claudication stays open, exercise index',
    lead: () =>
      'Measure the ankle-brachial index after exercise: a resting index that is not low does not exclude vascular claudication.',
    offer: (why) => order('abi-exercise', { label: 'Exercise ankle-brachial index', why }),
  },
  toe: {
    summary: () =>
      `Ankle-brachial index above ${hundredths(abiNormalTo)}: vessels not compressible, measure the toe pressure`,
    lead: () =>
      'Measure the toe pressure or toe-brachial index: the ankle vessels cannot be compressed, so the index says nothing.',
    offer: (why) =>
      task('perform-exam', 'Record the toe pressure', `Toe pressure or toe-brachial index: ${why}`),
  },
};

export const ankleBrachialIndex: Recommendation = {
  id: 'REC-14',
  version: '1.1.0',
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
  content: (s) => {
    const onWalking = itemsOn(s, 'pain-aggravating').includes('walking');
    const { summary, lead, offer } = wordings[testOf(s)];
    return {
      indicator: 'info',
      summary: summary(onWalking),
      lead: lead(onWalking),
      because: [...supporting(s, 'PAD'), ...(testOf(s) === 'resting' ? [] : onRecord(s, ['abi']))],
      against: opposing(s, 'PAD').slice(0, 3),
      missing: open(s, 'PAD').slice(0, 4),
      advice: [
        `${hundredths(abiAbnormal)} or less: abnormal. Higher, with pain on walking: exercise index. Over ${hundredths(abiNormalTo)}: toe-brachial index. Neither of the two excludes the arteries.`,
        'Rest pain, ulcer or a suddenly cold leg: vascular referral today.',
      ],
      suggestions: [offer(onWalking ? 'exertional leg pain' : 'leg symptoms with vascular features')],
    };
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
