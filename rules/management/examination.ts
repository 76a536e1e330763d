/** REC-01: examine the low back. REC-32: targeted examination of what imitates root pain. */
import { compile } from '../engine/compile.ts';
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

interface Targeted {
  readonly id: DiagnosisId;
  /** Each test with what a summary calls it. */
  readonly tests: readonly (readonly [FindingId, string])[];
}

/** What to examine when the pattern points elsewhere than a root. Facet pain has the hip as its rival. */
const targeted: readonly Targeted[] = [
  { id: 'SIJ', tests: sacroiliacTests.map((id) => [id, 'five sacroiliac provocation tests'] as const) },
  {
    id: 'PIRI',
    tests: [
      ['fair', 'FAIR'],
      ['sciatic-notch-tender', 'sciatic notch'],
    ],
  },
  {
    id: 'FACET',
    tests: [
      ['extension-rotation', 'extension-rotation'],
      ['hip-ir-painful', 'hip rotation'],
    ],
  },
  {
    id: 'HIPOA',
    tests: [
      ['hip-ir-painful', 'hip rotation'],
      ['hip-adduction-limited', 'hip adduction'],
      ['hip-groin-pain-passive', 'passive hip movement'],
    ],
  },
  {
    id: 'GTPS',
    tests: [
      ['gt-tender', 'trochanter palpation'],
      ['single-leg-stance-pain', '30-s stance'],
    ],
  },
  { id: 'MERALGIA', tests: [['pelvic-compression', 'pelvic compression']] },
];

const pointed = (s: Situation) => targeted.filter(({ id }) => isAtLeastPossible(s, id));

const openTests = (s: Situation) =>
  pointed(s).flatMap(({ tests }) => tests.filter(([id]) => readings(s, id).length === 0));

const targetedSummary = (s: Situation): string => {
  const names = listed(
    pointed(s)
      .slice(0, 2)
      .map(({ id }) => shortName(s, id)),
    'or',
  );
  const open = [...new Set(openTests(s).map(([, short]) => short))];
  return open.length === 0
    ? `Pattern may be ${names} rather than root: the specific tests are recorded`
    : summary((list) => `Pattern may be ${names} rather than root: do ${list}`, open);
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
      missing: [...new Set(openTests(s).map(([id]) => findings[id].label))],
      advice: [
        ...(ids.includes('SIJ')
          ? [
              'Sacroiliac: thigh thrust, distraction, compression, sacral thrust, Gaenslen; three or more positive count.',
            ]
          : []),
        ...(ids.includes('PIRI') ? ['Piriformis: FAIR and tenderness over the sciatic notch.'] : []),
        ...(ids.includes('FACET')
          ? [
              'No clinical test confirms facet pain: it stays “possible”; hip osteoarthritis is its main rival.',
            ]
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
                `Targeted examination: ${[...new Set(openTests(s).map(([id]) => findings[id].label))].join(', ')}`,
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
