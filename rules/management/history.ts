/** REC-02: the five descriptors of the pain that are missing. */

import { isSet, itemsOf } from '../engine/chart.ts';
import {
  all,
  any,
  type Criterion,
  eitherLeg,
  freetextOnly,
  has,
  not,
  recorded,
  term,
  unlessKnown,
  urgency,
} from '../engine/criterion.ts';
import type { Leg } from '../engine/types.ts';
import { type FindingId, findings } from '../findings/index.ts';
import { legSymptoms } from '../terms/leg.ts';
import { onRecord } from './on-record.ts';
import { ADVICE } from './override-reasons.ts';
import { type Recommendation, VISIT } from './recommendation.ts';
import { readings, type Situation } from './situation.ts';
import { task } from './suggestion.ts';
import { routineOff } from './terms.ts';
import { summary } from './words.ts';

const worsePositions = [
  'sitting',
  'flexion',
  'standing',
  'walking',
  'stairs',
  'extension',
  'twisting',
  'lying',
  'lying-on-side',
  'sit-to-stand',
] as const;
const betterPositions = [
  'sitting',
  'leaning-forward',
  'flexion',
  'lying',
  'standing-still',
  'walking',
  'extension',
  'changing-position',
] as const;

const position = any(has('pain-aggravating', ...worsePositions), has('pain-relieving', ...betterPositions));
/** Established either way: a whole list that names no position has answered too. */
const answered = (of: Criterion): Criterion => any(of, not(of));

export const descriptorsComplete = term(
  'path, body position, sensation, frequency, better and worse recorded',
  all(
    recorded('pain-path'),
    answered(position),
    recorded('pain-quality'),
    any(recorded('pain-temporal'), recorded('pain-trend')),
    recorded('pain-aggravating'),
    recorded('pain-relieving'),
  ),
);

interface Descriptor {
  readonly short: string;
  readonly name: string;
  readonly why: string;
  readonly missing: (s: Situation, leg: Leg) => boolean;
}

const on = (s: Situation, id: FindingId, leg: Leg) =>
  readings(s, id).filter((one) => !findings[id].sided || one.leg === leg);
const lacks = (s: Situation, id: FindingId, leg: Leg): boolean => on(s, id, leg).length === 0;

const names = (
  s: Situation,
  id: 'pain-aggravating' | 'pain-relieving',
  leg: Leg,
  items: readonly string[],
): boolean =>
  on(s, id, leg).some(
    ({ value }) =>
      isSet(value) &&
      (itemsOf(id, value.present).some((item) => items.includes(item)) ||
        items.every((item) => itemsOf(id, value.absent).includes(item))),
  );

const descriptors: readonly Descriptor[] = [
  {
    short: 'path',
    name: 'path of the pain',
    why: 'Path: pain below the knee favours a root; groin or front of the thigh an upper root or the hip.',
    missing: (s, leg) => lacks(s, 'pain-path', leg),
  },
  {
    short: 'body position',
    name: 'body position in which it occurs',
    why: 'Position: sitting points to a disc, standing and walking to stenosis.',
    missing: (s, leg) =>
      !names(s, 'pain-aggravating', leg, worsePositions) && !names(s, 'pain-relieving', leg, betterPositions),
  },
  {
    short: 'sensation',
    name: 'type of sensation',
    why: 'Sensation: electric or burning suggests nerve pain, a dull ache referred pain.',
    missing: (s, leg) => lacks(s, 'pain-quality', leg),
  },
  {
    short: 'frequency',
    name: 'frequency or trend',
    why: 'Frequency and trend: decide when to review and whether imaging is due.',
    missing: (s, leg) => lacks(s, 'pain-temporal', leg) && lacks(s, 'pain-trend', leg),
  },
  {
    short: 'better/worse',
    name: 'what makes it better and worse',
    why: 'Better and worse: leaning forward helps in stenosis; coughing worsens leg pain from a disc.',
    missing: (s, leg) => lacks(s, 'pain-aggravating', leg) || lacks(s, 'pain-relieving', leg),
  },
];

const missingDescriptors = (s: Situation): readonly Descriptor[] => {
  const legs = s.chart.legs.each.map(({ leg }) => leg);
  return descriptors.filter(({ missing }) => legs.some((leg) => missing(s, leg)));
};

const FORM =
  'Complete the leg symptom questionnaire (path, body position, sensation, frequency, better/worse)';

export const missingHistory: Recommendation = {
  id: 'REC-02',
  version: '1.0.0',
  title: 'Missing history descriptors',
  hooks: VISIT,
  when: any(eitherLeg(all(legSymptoms, unlessKnown(descriptorsComplete))), freetextOnly),
  unless: any(urgency('urgent'), routineOff),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-03', 'S-55', 'S-56a', 'S-56b', 'S-56c', 'S-56d', 'S-56e'],
  evidence: [
    {
      cite: 'founding-document',
      says: 'S-56: five descriptors make a correct cause more likely',
      strength: 'expert consensus',
    },
    {
      cite: 'stynes-2018',
      says: 'Which items of the history separate sciatica',
      strength: 'diagnostic study',
    },
    { cite: 'suri-2010', says: 'Posture and relief in stenosis', strength: 'systematic review' },
  ],
  basis: (s) => missingDescriptors(s).map(({ short }) => `missing:${short}`),
  content: (s) => {
    const missing = missingDescriptors(s);
    const narrative = s.chart.legs.each.length === 0;
    return {
      indicator: 'info',
      summary: narrative
        ? 'Only free-text observations found, and free text is not read: complete the 5-item leg symptom form'
        : summary(
            (list) => `Leg-pain history is missing: ${list}. Complete the 5-item leg symptom form`,
            missing.map(({ short }) => short),
          ),
      lead: narrative
        ? 'Record the leg symptoms as coded findings: what is written as free text was not read.'
        : 'Complete the leg symptom form: five answers make the cause of leg pain clearer.',
      because: onRecord(s, [
        'leg-pain',
        'foot-pain',
        'buttock-pain',
        'numbness',
        'tingling',
        'weakness-subjective',
      ]),
      missing: missing.map(({ name }) => name),
      advice: [
        ...missing.map(({ why }) => why),
        ...(s.chart.freetext > 0 && !narrative
          ? [
              `${s.chart.freetext} free-text observation${s.chart.freetext === 1 ? ' was' : 's were'} not read.`,
            ]
          : []),
      ],
      suggestions: [
        task('complete-history', 'Send the leg symptom questionnaire', FORM, 'leg-symptom-intake'),
      ],
    };
  },
  vignettes: {
    fires: [
      { title: 'only leg pain is coded', given: { findings: [['leg-pain', true, 'R']] }, expect: 'info' },
      { title: 'nothing but free text', given: { freetext: 3, findings: [] }, expect: 'info' },
    ],
    doesNot: [
      {
        title: 'all five descriptors recorded',
        given: {
          findings: [
            ['leg-pain', true, 'R'],
            ['pain-path', ['posterior-thigh'], 'R'],
            ['pain-quality', ['aching'], 'R'],
            ['pain-temporal', 'constant'],
            ['pain-aggravating', ['sitting'], 'R'],
            ['pain-relieving', ['walking'], 'R'],
          ],
        },
        expect: null,
      },
    ],
  },
};
