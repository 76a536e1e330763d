/** REC-32: targeted examination of what imitates root pain. */
import { any, dx, each } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import type { Some } from '../../engine/rule.ts';
import { type FindingId, findings } from '../../findings/index.ts';
import { compressionSeconds, stanceSeconds } from '../../terms/thresholds.ts';
import { diagnosisBasis } from '../basis.ts';
import { shortName } from '../diagnosis-names.ts';
import { ADVICE } from '../override-reasons.ts';
import { opposing, supporting } from '../reasons.ts';
import { type Recommendation, VISIT } from '../recommendation.ts';
import { isAtLeastPossible, readings, type Situation } from '../situation.ts';
import { task } from '../suggestion.ts';
import { routineOff, sacroiliacTests } from '../terms.ts';
import { listed, summary } from '../words.ts';

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
      ['single-leg-stance-pain', `${stanceSeconds.value}-s stance`],
    ],
  },
  {
    id: 'HIPBONE',
    tests: [
      ['hip-ir-painful', 'hip rotation'],
      ['weight-bearing-refused', 'weight bearing'],
    ],
  },
  { id: 'ZOSTER', tests: [['dermatomal-rash', 'skin of leg and buttock']] },
  { id: 'TARSAL', tests: [['tinel-tarsal', 'Tinel test at the ankle']] },
  { id: 'FEMORAL', tests: [['mrc-hip-adduction', 'hip adduction']] },
  { id: 'MERALGIA', tests: [['pelvic-compression', 'pelvic compression']] },
];

const causes = targeted.map(({ id }) => id) as unknown as Some<DiagnosisId>;

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
  version: '1.1.0',
  title: 'Targeted examination of what imitates a root',
  hooks: VISIT,
  when: any(...each(causes, (id) => dx(id))),
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
  basis: diagnosisBasis(...causes),
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
        ...(ids.includes('GTPS')
          ? [`Trochanter: palpation and ${stanceSeconds.value}-second single-leg stance.`]
          : []),
        ...(ids.includes('MERALGIA')
          ? [
              `Lateral thigh: pelvic compression for ${compressionSeconds.value} seconds. Strength and knee reflex are normal in meralgia; if not, think of L2–L4, the femoral nerve, the plexus or the psoas.`,
            ]
          : []),
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
