/**
 * The smallest charts on which one diagnosis stands alone: as the only one that is possible, or as the only one that
 * is likely. A disc herniation and a foraminal stenosis never stand without the root that they press on; a facet
 * joint is never likely.
 */
import type { DiagnosisId } from '../../../rules/engine/ids.ts';
import type { Given, VignetteChart } from '../../../rules/engine/rule.ts';

export type Lone = readonly [
  of: DiagnosisId,
  findings: readonly Given[],
  more?: Omit<VignetteChart, 'findings'>,
];

const LEG: Given = ['leg-pain', true, 'L'];
const BACK: Given = ['low-back-pain', true];
const GROIN: Given = ['groin-pain', true, 'L'];
const path = (...regions: string[]): Given => ['pain-path', regions, 'L'];
const numb = (region: string, side: 'L' | 'B' = 'L'): Given => ['sensory-region', [region], side];
const known = (...history: NonNullable<VignetteChart['history']>) => ({ history });

export const onlyPossible: readonly Lone[] = [
  ['RADIC', [['mrc-knee-flexion', 4, 'L']]],
  ['DDDREF', [BACK, path('buttock')]],
  ['LSS', [LEG, ['pain-relieving', ['flexion'], 'L']]],
  ['SPONDY', [LEG], known('spondylolisthesis')],
  ['SIJ', [['mrc-hip-flexion', 5, 'L'], GROIN, ['buttock-pain', true, 'L']]],
  ['PIRI', [LEG, ['fair', true, 'L']]],
  ['FACET', [path('anterior-thigh', 'lateral-hip'), ['extension-rotation', true, 'L']]],
  ['PAD', [LEG, ['abi', 0.9, 'L']]],
  ['HIPOA', [LEG, ['hip-groin-pain-passive', true, 'L']], { age: 60 }],
  [
    'PERONEAL',
    [
      ['mrc-ankle-dorsiflexion', 4, 'L'],
      ['mrc-hip-abduction', 5, 'L'],
      ['slr', false, 'L'],
    ],
  ],
  ['POLYNEURO', [numb('heel', 'B')]],
  ['MERALGIA', [path('lateral-thigh')]],
  ['GTPS', [LEG, ['single-leg-stance-pain', true, 'L']]],
  ['LRPN', [LEG], known('diabetic-amyotrophy')],
  ['ZOSTER', [LEG], known('zoster')],
  ['TARSAL', [numb('heel')]],
  ['FEMORAL', [LEG, ['reflex-patellar', 'absent', 'L'], ['slr', false, 'L']], known('femoral-neuropathy')],
  ['HIPBONE', [GROIN, ['hip-ir-painful', true, 'L']]],
];

export const onlyLikely: readonly Lone[] = [
  [
    'RADIC',
    [
      ['pain-quality', ['aching', 'searing', 'heavy'], 'L'],
      ['mrc-ankle-eversion', 4, 'L'],
      ['pain-below-knee', true, 'L'],
    ],
  ],
  [
    'DDDREF',
    [
      BACK,
      path('buttock'),
      ['pain-quality', ['aching'], 'L'],
      ['mrc-hip-flexion', 5, 'L'],
      ['reflex-achilles', 'normal', 'L'],
      ['sens-dorsal-foot', 'normal', 'L'],
    ],
  ],
  [
    'LSS',
    [
      ['pain-path', ['anterior-thigh', 'groin', 'dorsal-foot'], 'B'],
      ['pain-aggravating', ['walking'], 'L'],
      ['pain-relieving', ['sitting'], 'L'],
    ],
  ],
  [
    'SPONDY',
    [
      ['giving-way', true, 'L'],
      ['pain-aggravating', ['walking'], 'L'],
      ['step-off', true],
    ],
  ],
  [
    'SIJ',
    [
      LEG,
      GROIN,
      ['pain-aggravating', ['sit-to-stand'], 'L'],
      ['sij-distraction', true, 'L'],
      ['sij-compression', true, 'L'],
      ['sacral-thrust', true, 'L'],
      ['gaenslen', false, 'L'],
    ],
    known('postpartum'),
  ],
  [
    'PIRI',
    [
      ['fair', true, 'L'],
      ['buttock-pain', true, 'L'],
      ['sciatic-notch-tender', true, 'L'],
    ],
  ],
  ['PAD', [path('posterior-calf'), ['pain-relieving', ['standing-still'], 'L'], ['limb-cold', true, 'L']]],
  ['HIPOA', [GROIN], { age: 60, history: ['hip-oa'] }],
  [
    'PERONEAL',
    [
      ['mrc-ankle-dorsiflexion', 4, 'L'],
      ['low-back-pain', false],
      ['mrc-ankle-inversion', 5, 'L'],
      ['mrc-hip-abduction', 5, 'L'],
    ],
  ],
  ['POLYNEURO', [numb('great-toe', 'B'), ['monofilament-abnormal', true, 'B']]],
  ['MERALGIA', [numb('lateral-thigh'), ['pelvic-compression', true, 'L']]],
  ['GTPS', [LEG, ['gt-tender', true, 'L'], ['single-leg-stance-pain', true, 'L']]],
  [
    'LRPN',
    [
      ['mrc-hip-adduction', 4, 'L'],
      path('groin', 'heel', 'anterior-thigh'),
      ['weight-loss-unexplained', true],
    ],
  ],
  ['ZOSTER', [LEG, ['dermatomal-rash', true, 'L']]],
  ['TARSAL', [numb('sole')], known('tarsal-tunnel')],
  [
    'FEMORAL',
    [
      ['sens-medial-knee', 'absent', 'L'],
      ['mrc-hip-adduction', 5, 'L'],
      ['mrc-knee-extension', 4, 'L'],
    ],
  ],
  ['HIPBONE', [GROIN], known('hip-osteonecrosis')],
  ['HIPBONE', [GROIN], known(['hip-fracture', 10, 'L'])],
];
