/** REC-01: examine the low back (S-09). */
import { compile } from '../../engine/compile.ts';
import { all, any, eitherLeg, not, present, unlessKnown } from '../../engine/criterion.ts';
import type { Leg } from '../../engine/types.ts';
import { type FindingId, findings } from '../../findings/index.ts';
import { keyPoints } from '../../terms/deficit.ts';
import { legSymptoms, movements } from '../../terms/leg.ts';
import { basisOf } from '../basis.ts';
import { unansweredCesQuestions } from '../ces-questions.ts';
import { legLines } from '../leg-lines.ts';
import { onRecord } from '../on-record.ts';
import { ADVICE } from '../override-reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { itemsOn, readings, type Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { examined, routineOff, vascularOrVenous } from '../terms.ts';
import { summary } from '../words.ts';

const complaints = [
  'leg-pain',
  'foot-pain',
  'buttock-pain',
  'groin-pain',
  'hip-lateral-pain',
  'pain-path',
  'numbness',
  'tingling',
  'sensory-region',
  'weakness-subjective',
  'foot-drop',
  'heel-walk-unable',
  'heaviness',
  'giving-way',
  'leg-drag',
] as const satisfies readonly FindingId[];

/** The five parts, with what counts as having done them. Gait is seen once, not per leg. */
const parts: readonly { readonly name: string; readonly short: string; readonly by: readonly FindingId[] }[] =
  [
    { name: 'tension test (SLR or slump)', short: 'SLR/slump', by: ['slr', 'slump'] },
    { name: 'strength L2–S1 with heel and toe walking', short: 'strength', by: movements },
    {
      name: 'knee and ankle reflexes',
      short: 'reflexes',
      by: ['reflex-patellar', 'reflex-achilles', 'reflex-medial-hamstring'],
    },
    { name: 'sensation', short: 'sensation', by: keyPoints },
    { name: 'gait', short: 'gait', by: ['gait'] },
  ];

const symptomatic = compile(legSymptoms);

const symptomaticLegs = ({ context }: Situation): readonly Leg[] =>
  context.legs.each.filter((leg) => symptomatic(context, leg) === true).map(({ leg }) => leg);

const isMissing = (s: Situation, by: readonly FindingId[]): boolean =>
  symptomaticLegs(s).some((leg) =>
    by.every((id) => !readings(s, id).some((one) => !findings[id].sided || one.leg === leg)),
  );

const missingParts = (s: Situation) => parts.filter(({ by }) => isMissing(s, by));

const summaryOf = (s: Situation): string => {
  const missing = missingParts(s);
  if (missing.length >= parts.length - 1)
    return 'Leg symptoms without a recorded low-back exam: check SLR/slump, strength, reflexes, sensation';
  return summary(
    (list) => `Leg symptoms, low-back exam incomplete: check ${list}`,
    missing.filter(({ short }) => short !== 'gait').map(({ short }) => short),
  );
};

const extras = (s: Situation): readonly string[] => {
  const path = itemsOn(s, 'pain-path');
  const worse = itemsOn(s, 'pain-aggravating');
  return [
    ...(path.includes('anterior-thigh') ? ['Pain in the anterior thigh: add the femoral stretch test.'] : []),
    ...(path.includes('posterior-calf') && worse.includes('walking')
      ? ['Calf pain on walking: feel the pedal pulses.']
      : []),
    ...(path.includes('groin') || onRecord(s, ['groin-pain']).length > 0
      ? ['Groin pain: test hip rotation.']
      : []),
  ];
};

const EXAM =
  'Low-back and lower-limb neurological examination: SLR/slump, femoral stretch, myotomes L2-S1, knee and ankle reflexes, sensation, gait';

export const examineLowBack: Recommendation = {
  id: 'REC-01',
  version: '1.0.0',
  title: 'Examine the low back',
  hooks: VISIT,
  when: all(eitherLeg(all(legSymptoms, not(examined))), unlessKnown(present('lumbar-exam-done'))),
  unless: any(routineOff, vascularOrVenous),
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-02', 'S-04', 'S-05', 'S-06', 'S-09', 'S-14', 'S-17', 'S-57'],
  evidence: [
    {
      cite: 'nass-ldh-2012',
      says: 'Manual muscle testing, sensory testing, supine SLR and crossed SLR: grade A',
      strength: 'guideline',
    },
    {
      cite: 'founding-document',
      says: 'S-09: any leg symptom, examine the back',
      strength: 'expert consensus',
    },
  ],
  basis: (s) => [
    ...symptomaticLegs(s).map((leg) => `leg:${leg}`),
    ...basisOf(s, complaints),
    ...missingParts(s).map(({ short }) => `missing:${short}`),
  ],
  content: (s) => ({
    indicator: 'info',
    summary: summaryOf(s),
    lead: 'Examine the low back and record it: a leg symptom can come from the back.',
    because: onRecord(s, complaints),
    missing: missingParts(s).map(({ name }) => name),
    advice: [
      ...legLines(s),
      ...extras(s),
      ...(unansweredCesQuestions(s).length > 0
        ? ['Ask the cauda equina questions once and record the negatives.']
        : []),
    ],
    suggestions: [task('perform-exam', 'Add low-back/neuro exam to this visit', EXAM)],
  }),
  vignettes: {
    fires: [
      { title: 'only leg pain is coded', given: { findings: [['leg-pain', true, 'R']] }, expect: 'info' },
      {
        title: 'the other leg was examined',
        given: {
          findings: [
            ['leg-pain', true, 'R'],
            ['slr', false, 'L'],
            ['mrc-great-toe-extension', 5, 'L'],
            ['reflex-achilles', 'normal', 'L'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'tension test, strength and reflex recorded on the painful leg',
        given: {
          findings: [
            ['leg-pain', true, 'R'],
            ['slr', false, 'R'],
            ['mrc-great-toe-extension', 5, 'R'],
            ['reflex-achilles', 'normal', 'R'],
          ],
        },
        expect: null,
      },
    ],
  },
};
