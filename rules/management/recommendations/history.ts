/** REC-02: the five descriptors of the pain that are missing. */
import { compile } from '../../engine/compile.ts';
import { all, any, eitherLeg, freetextOnly, unlessKnown, urgency } from '../../engine/criterion.ts';
import { descriptors, descriptorsComplete } from '../../terms/documentation.ts';
import { legSymptoms } from '../../terms/leg.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import type { Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { routineOff } from '../terms.ts';
import { summary } from '../words.ts';

interface Descriptor {
  readonly short: string;
  readonly name: string;
  readonly why: string;
}

/** By the ids of `terms/documentation.ts`; the fifth descriptor has two halves. */
const betterWorse: Descriptor = {
  short: 'better/worse',
  name: 'what makes it better and worse',
  why: 'Better and worse: leaning forward helps in stenosis; coughing worsens leg pain from a disc.',
};

const words: Readonly<Record<string, Descriptor>> = {
  'pain-path': {
    short: 'path',
    name: 'path of the pain',
    why: 'Path: pain below the knee favours a root; groin or front of the thigh an upper root or the hip.',
  },
  'body-position': {
    short: 'body position',
    name: 'body position in which it occurs',
    why: 'Position: sitting points to a disc, standing and walking to stenosis.',
  },
  'pain-quality': {
    short: 'sensation',
    name: 'type of sensation',
    why: 'Sensation: electric or burning suggests nerve pain, a dull ache referred pain.',
  },
  'pain-temporal': {
    short: 'frequency',
    name: 'frequency or trend',
    why: 'Frequency and trend: decide when to review and whether imaging is due.',
  },
  'pain-aggravating': betterWorse,
  'pain-relieving': betterWorse,
};

const parts = descriptors.map(({ id, recorded }) => ({ id, recorded: compile(recorded) }));

const symptomatic = compile(legSymptoms);

const missingDescriptors = ({ context }: Situation): readonly Descriptor[] => {
  const legs = context.legs.each.filter((leg) => symptomatic(context, leg) === true);
  const open = parts.filter(({ recorded }) => legs.some((leg) => recorded(context, leg) !== true));
  return [...new Set(open.flatMap(({ id }) => words[id] ?? []))];
};

const FORM =
  'Complete the leg symptom questionnaire (path, body position, sensation, frequency, better/worse)';

const FORM_NAME = '5-item leg symptom form';

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
        ? `Only free-text observations found, and free text is not read: complete the ${FORM_NAME}`
        : summary(
            (list) => `Leg-pain history is missing: ${list}. Complete the ${FORM_NAME}`,
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
