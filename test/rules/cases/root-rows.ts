/**
 * The table of section 4.2 as printed: what one sign on the left leg gives L2, L3, L4, L5, S1. Motor rows
 * are at grade 4; `severe` is the root that gains one more at grade 3, and loses one at grade 5.
 */

import type { Given } from '../../../rules/engine/rule.ts';
import type { Root } from '../../../rules/engine/types.ts';

export type Points = readonly [L2: number, L3: number, L4: number, L5: number, S1: number];

export interface RootRow {
  readonly title: string;
  readonly findings: readonly Given[];
  readonly points: Points;
}

const motor: readonly (readonly [Given[0], Points, severe: Root])[] = [
  ['mrc-hip-flexion', [3, 1, 0, 0, 0], 'L2'],
  ['mrc-hip-adduction', [1, 2, 1, 0, 0], 'L3'],
  ['mrc-knee-extension', [0, 3, 2, 0, 0], 'L3'],
  ['mrc-ankle-dorsiflexion', [0, 0, 2, 3, 0], 'L5'],
  ['mrc-great-toe-extension', [0, 0, 0, 3, 0], 'L5'],
  ['mrc-hip-abduction', [0, 0, 0, 3, 0], 'L5'],
  ['mrc-ankle-inversion', [0, 0, 1, 2, 0], 'L5'],
  ['mrc-ankle-eversion', [0, 0, 0, 1, 2], 'S1'],
  ['mrc-ankle-plantarflexion', [0, 0, 0, 0, 3], 'S1'],
  ['mrc-knee-flexion', [0, 0, 0, 1, 2], 'S1'],
  ['mrc-hip-extension', [0, 0, 0, 0, 2], 'S1'],
];
const reflexes: readonly (readonly [Given[0], Points, principal: Root])[] = [
  ['reflex-patellar', [0, 2, 3, 0, 0], 'L4'],
  ['reflex-achilles', [0, 0, 0, 0, 3], 'S1'],
  ['reflex-medial-hamstring', [0, 0, 0, 2, 0], 'L5'],
];
const keyPoints: readonly (readonly [Given[0], Points])[] = [
  ['sens-anterior-thigh', [2, 1, 0, 0, 0]],
  ['sens-medial-knee', [0, 2, 0, 0, 0]],
  ['sens-medial-ankle', [0, 0, 2, 0, 0]],
  ['sens-lateral-leg', [0, 0, 0, 1, 0]],
  ['sens-dorsal-foot', [0, 0, 0, 2, 0]],
  ['sens-lateral-foot', [0, 0, 0, 0, 2]],
  ['sens-posterior-calf', [0, 0, 0, 0, 1]],
];
const regions: readonly (readonly [string, Points])[] = [
  ['groin', [1, 0, 0, 0, 0]],
  ['anterior-thigh', [1, 1, 0, 0, 0]],
  ['medial-knee', [0, 1, 0, 0, 0]],
  ['medial-leg', [0, 0, 1, 0, 0]],
  // not printed: the key point of L4 (ISNCSCI)
  ['medial-ankle', [0, 0, 1, 0, 0]],
  ['lateral-thigh', [0, 0, 0, 1, 0]],
  ['lateral-leg', [0, 0, 0, 1, 0]],
  ['dorsal-foot', [0, 0, 0, 1, 0]],
  ['great-toe', [0, 0, 0, 1, 0]],
  ['posterior-thigh', [0, 0, 0, 0, 1]],
  ['posterior-calf', [0, 0, 0, 0, 1]],
  ['heel', [0, 0, 0, 0, 1]],
  ['lateral-foot', [0, 0, 0, 0, 1]],
  ['sole', [0, 0, 0, 0, 1]],
  ['low-back', [0, 0, 0, 0, 0]],
  ['buttock', [0, 0, 0, 0, 0]],
  ['lateral-hip', [0, 0, 0, 0, 0]],
];
const tension: readonly (readonly [Given[0], Points])[] = [
  ['femoral-stretch', [1, 1, 1, 0, 0]],
  ['crossed-femoral-stretch', [1, 1, 1, 0, 0]],
  ['slr', [0, 0, 0, 1, 1]],
  ['crossed-slr', [0, 0, 0, 1, 1]],
  ['slump', [0, 0, 0, 1, 1]],
];

const ROOTS = ['L2', 'L3', 'L4', 'L5', 'S1'] as const;
const NONE: Points = [0, 0, 0, 0, 0];
const changed = (points: Points, root: Root, by: number) =>
  points.map((own, n) => (ROOTS[n] === root ? own + by : own)) as unknown as Points;

const one = (title: string, finding: Given, points: Points): RootRow => ({
  title,
  findings: [finding],
  points,
});

/** Weights of each sign as printed, in the table's order: motor, reflex, sensory, pain, symptom region, tension. */
export const printedWeights: readonly Points[] = [
  ...motor.map(([, points]) => points),
  // a foot drop without a grade stands for dorsiflexion
  [0, 0, 2, 3, 0],
  ...reflexes.map(([, points]) => points),
  ...keyPoints.map(([, points]) => points),
  ...[...regions, ...regions].map(([, points]) => points).filter((points) => points.some((own) => own > 0)),
  ...tension.map(([, points]) => points),
];

export const printedCaps = { motor: 6, reflex: 3, sensory: 2, pain: 1, paraesthesia: 1, tension: 1 };

export const rootRows: readonly RootRow[] = [
  ...motor.flatMap(([id, points, root]) => [
    one(`${id} 4`, [id, 4, 'L'], points),
    one(`${id} 3`, [id, 3, 'L'], changed(points, root, 1)),
    one(`${id} 5`, [id, 5, 'L'], changed(NONE, root, -1)),
    one(`${id} 4 on the other leg`, [id, 4, 'R'], NONE),
  ]),
  ...reflexes.flatMap(([id, points, root]) => [
    one(`${id} reduced`, [id, 'reduced', 'L'], points),
    one(`${id} absent`, [id, 'absent', 'L'], points),
    one(`${id} normal`, [id, 'normal', 'L'], changed(NONE, root, -1)),
    one(`${id} increased`, [id, 'increased', 'L'], NONE),
    one(`${id} reduced on both`, [id, 'reduced', 'B'], NONE),
  ]),
  ...keyPoints.flatMap(([id, points]) => [
    one(`${id} reduced`, [id, 'reduced', 'L'], points),
    one(`${id} absent`, [id, 'absent', 'L'], points),
    one(`${id} normal`, [id, 'normal', 'L'], NONE),
    one(`${id} absent on both`, [id, 'absent', 'B'], NONE),
  ]),
  ...regions.flatMap(([region, points]) => [
    one(`pain in ${region}`, ['pain-path', [region], 'L'], points),
    one(`numb in ${region}`, ['sensory-region', [region], 'L'], points),
    {
      title: `numb in ${region} only for moments`,
      findings: [
        ['sensory-region', [region], 'L'],
        ['numbness-temporal', 'transient', 'L'],
      ] as const,
      points: NONE,
    },
  ]),
  ...tension.flatMap(([id, points]) => [
    one(`${id} positive`, [id, true, 'L'], points),
    one(`${id} negative`, [id, false, 'L'], NONE),
  ]),
  one('foot drop', ['foot-drop', true, 'L'], [0, 0, 2, 4, 0]),
  one('cannot heel-walk', ['heel-walk-unable', true, 'L'], [0, 0, 2, 4, 0]),
  {
    title: 'foot drop with a recorded grade',
    findings: [
      ['foot-drop', true, 'L'],
      ['mrc-ankle-dorsiflexion', 4, 'L'],
    ],
    points: [0, 0, 2, 3, 0],
  },
  {
    title: 'motor points are capped at 6',
    findings: [
      ['mrc-great-toe-extension', 3, 'L'],
      ['mrc-hip-abduction', 3, 'L'],
    ],
    points: [0, 0, 0, 6, 0],
  },
  {
    title: 'two lost reflexes count as the stronger one',
    findings: [
      ['reflex-patellar', 'absent', 'L'],
      ['reflex-medial-hamstring', 'absent', 'L'],
      ['reflex-achilles', 'absent', 'L'],
    ],
    points: [0, 2, 3, 2, 3],
  },
  {
    title: 'two key points of one root count as the stronger one',
    findings: [
      ['sens-lateral-leg', 'absent', 'L'],
      ['sens-dorsal-foot', 'absent', 'L'],
    ],
    points: [0, 0, 0, 2, 0],
  },
  {
    title: 'two regions and two tension tests count once each',
    findings: [
      ['pain-path', ['lateral-leg', 'great-toe'], 'L'],
      ['slr', true, 'L'],
      ['slump', true, 'L'],
    ],
    points: [0, 0, 0, 2, 1],
  },
  {
    title: 'normal findings take at most 2',
    findings: [
      ['mrc-great-toe-extension', 5, 'L'],
      ['mrc-hip-abduction', 5, 'L'],
      ['mrc-ankle-inversion', 5, 'L'],
    ],
    points: [0, 0, 0, -2, 0],
  },
];
