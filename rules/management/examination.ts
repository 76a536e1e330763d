/** REC-01: examine the low back. REC-32: targeted examination of what imitates root pain. */
import { all, any, dx, eitherLeg, not, present, unlessKnown } from '../engine/criterion.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import type { Leg } from '../engine/types.ts';
import { type FindingId, findings } from '../findings/index.ts';
import { keyPoints } from '../terms/deficit.ts';
import { legSymptoms, movements } from '../terms/leg.ts';
import { diagnosisBasis } from './basis.ts';
import { unansweredCesQuestions } from './cauda-equina.ts';
import { shortName } from './diagnosis-names.ts';
import { onRecord } from './on-record.ts';
import { ADVICE } from './override-reasons.ts';
import { opposing, supporting } from './reasons.ts';
import { type Recommendation, VISIT } from './recommendation.ts';
import { isAtLeastPossible, itemsOn, readings, type Situation } from './situation.ts';
import { task } from './suggestion.ts';
import { examined, routineOff, sacroiliacTests, vascularOrVenous } from './terms.ts';
import { listed, summary } from './words.ts';

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

const symptomaticLegs = (s: Situation): readonly Leg[] => [
  ...new Set(complaints.flatMap((id) => onRecord(s, [id]).flatMap(({ side }) => side ?? []))),
];

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
    ...missingParts(s).map(({ short }) => `missing:${short}`),
  ],
  content: (s) => ({
    indicator: 'info',
    summary: summaryOf(s),
    lead: 'Examine the low back and record it: a leg symptom can come from the back.',
    because: onRecord(s, complaints),
    missing: missingParts(s).map(({ name }) => name),
    advice: [
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

/** What to examine when the pattern points elsewhere than a root. */
const targeted: readonly {
  readonly id: DiagnosisId;
  readonly tests: readonly FindingId[];
  readonly ask: string;
}[] = [
  { id: 'SIJ', tests: sacroiliacTests, ask: 'five sacroiliac provocation tests' },
  { id: 'PIRI', tests: ['fair', 'sciatic-notch-tender'], ask: 'FAIR, sciatic notch' },
  { id: 'FACET', tests: ['extension-rotation'], ask: 'extension-rotation' },
  {
    id: 'HIPOA',
    tests: ['hip-ir-painful', 'hip-adduction-limited', 'hip-groin-pain-passive'],
    ask: 'hip rotation and adduction',
  },
  { id: 'GTPS', tests: ['gt-tender', 'single-leg-stance-pain'], ask: 'trochanter, 30-s stance' },
  { id: 'MERALGIA', tests: ['pelvic-compression'], ask: 'pelvic compression' },
];

const pointed = (s: Situation) => targeted.filter(({ id }) => isAtLeastPossible(s, id));

const openTests = (s: Situation): readonly FindingId[] =>
  pointed(s).flatMap(({ tests }) => tests.filter((id) => readings(s, id).length === 0));

const targetedSummary = (s: Situation): string => {
  const names = pointed(s).map(({ id }) => shortName(s, id));
  const open = pointed(s).filter(({ tests }) => tests.some((id) => readings(s, id).length === 0));
  const action =
    open.length > 0 ? `do ${open.map(({ ask }) => ask).join('; ')}` : 'specific tests are recorded';
  return summary(
    (list) => `Pattern may be ${listed(names.slice(0, 2), 'or')} rather than root: ${list}`,
    [action],
  );
};

export const targetedExamination: Recommendation = {
  id: 'REC-32',
  version: '1.0.0',
  title: 'Targeted SIJ, piriformis, facet and hip examination',
  hooks: VISIT,
  when: any(dx('SIJ'), dx('PIRI'), dx('FACET'), dx('HIPOA'), dx('GTPS'), dx('MERALGIA')),
  unless: routineOff,
  selectionBehavior: 'any',
  overrideReasons: ADVICE,
  seed: ['S-19', 'S-26', 'S-54'],
  evidence: [
    {
      cite: 'laslett-2005',
      says: 'Three or more positive sacroiliac provocation tests',
      strength: 'diagnostic study',
    },
    { cite: 'laslett-2003', says: 'No centralisation', strength: 'diagnostic study' },
    {
      cite: 'hopayian-2018',
      says: 'Piriformis: buttock pain, sciatic notch, sitting, FAIR',
      strength: 'systematic review',
    },
    { cite: 'metcalfe-2019', says: 'Hip tests', strength: 'systematic review' },
    { cite: 'nouraei-2007', says: 'Pelvic compression', strength: 'diagnostic study' },
  ],
  basis: diagnosisBasis('SIJ', 'PIRI', 'FACET', 'HIPOA', 'GTPS', 'MERALGIA'),
  content: (s) => {
    const ids = pointed(s).map(({ id }) => id);
    return {
      indicator: 'info',
      summary: targetedSummary(s),
      lead: `Examine for ${listed(ids.map((id) => shortName(s, id)))}: the pattern can imitate root pain.`,
      because: ids.flatMap((id) => supporting(s, id).slice(0, 3)),
      against: ids.flatMap((id) => opposing(s, id).slice(0, 2)),
      missing: openTests(s).map((id) => findings[id].label),
      advice: [
        ...(ids.includes('SIJ')
          ? [
              'Sacroiliac: thigh thrust, distraction, compression, sacral thrust, Gaenslen; three or more positive count.',
            ]
          : []),
        ...(ids.includes('PIRI') ? ['Piriformis: FAIR and tenderness over the sciatic notch.'] : []),
        ...(ids.includes('FACET')
          ? ['No clinical test confirms facet pain: it stays “possible”; consider the hip.']
          : []),
        ...(ids.includes('HIPOA')
          ? ['Hip: internal rotation, adduction, groin pain on passive movement.']
          : []),
        ...(ids.includes('GTPS') ? ['Trochanter: palpation and 30-second single-leg stance.'] : []),
        ...(ids.includes('MERALGIA') ? ['Lateral thigh: pelvic compression for 45 seconds.'] : []),
      ],
      suggestions:
        openTests(s).length > 0
          ? [
              task(
                'perform-exam',
                'Record targeted exam',
                `Targeted examination: ${openTests(s)
                  .map((id) => findings[id].label)
                  .join(', ')}`,
              ),
            ]
          : [],
    };
  },
  vignettes: {
    fires: [
      {
        title: 'buttock pain, tender sciatic notch, FAIR positive, worse sitting, neurology normal',
        given: {
          age: 29,
          closed: true,
          findings: [
            ['buttock-pain', true, 'R'],
            ['leg-pain', true, 'R'],
            ['pain-path', ['buttock', 'posterior-thigh'], 'R'],
            ['pain-aggravating', ['sitting'], 'R'],
            ['low-back-pain', false],
            ['sciatic-notch-tender', true, 'R'],
            ['fair', true, 'R'],
            ['slr', false, 'R'],
          ],
        },
        expect: 'info',
      },
    ],
    doesNot: [
      {
        title: 'leg pain alone points nowhere yet',
        given: { age: 29, findings: [['leg-pain', true, 'R']] },
        expect: null,
      },
    ],
  },
};
