/** The triggers of the recommendations part by part: each alternative alone, and the chart that lacks one part. */
import type { Given } from '../../../rules/engine/rule.ts';
import { onlyLikely, onlyPossible } from './lone-diagnoses.ts';
import { MOVEMENTS } from './movements.ts';
import { type RecommendationRow, single } from './recommendation-row.ts';

const LEG: Given = ['leg-pain', true, 'L'];
const BACK: Given = ['low-back-pain', true];
const since = (days: number): Given => ['pain-onset-days', days];

/** The left leg was examined, and has no symptom. */
const EXAMINED: Given = ['slr', false, 'L'];

const WEAK_BOTH: Given = ['mrc-hip-flexion', 3, 'B'];
const BABINSKI: Given = ['babinski', true, 'L'];
const cauda = single('REC-03', { age: 45 }, []);

/** The cord says it where nothing but weakness of both legs speaks for the cauda equina. */
const caudaRows: readonly RecommendationRow[] = [
  cauda(true, 'both legs 3/5 for 5 days', [WEAK_BOTH, since(5)]),
  cauda(true, 'both legs feel weak, onset unknown', [['weakness-subjective', true, 'B']]),
  cauda(true, 'long-standing incontinence, leg pain', [LEG, ['urinary-incontinence', true]], {
    history: ['baseline-sphincter-symptom'],
  }),
  cauda(false, 'both legs 3/5 for 5 days, Babinski sign', [WEAK_BOTH, since(5), BABINSKI]),
  cauda(false, 'both legs feel weak, onset unknown, Babinski sign', [
    ['weakness-subjective', true, 'B'],
    BABINSKI,
  ]),
  cauda(true, 'the same with retention', [WEAK_BOTH, BABINSKI, ['urinary-retention', true]]),
  cauda(true, 'the same, spread from one leg to both', [
    WEAK_BOTH,
    BABINSKI,
    ['progressed-to-bilateral', true],
  ]),
  cauda(true, 'the same with pain in both legs', [WEAK_BOTH, BABINSKI, ['leg-pain', true, 'B']]),
  cauda(false, 'the same with pain in one leg', [WEAK_BOTH, BABINSKI, LEG]),
  cauda(true, 'the same, cauda equina syndrome on record', [WEAK_BOTH, BABINSKI], {
    history: ['cauda-equina-syndrome'],
  }),
];

const COLD: readonly Given[] = [
  ['limb-cold', true, 'L'],
  ['pulses', 'absent', 'L'],
];
const weak = single('REC-04', { age: 45 }, []);
/** Acute: cold and without pulses since yesterday. */
const ischaemic = single('REC-04', { age: 45 }, [...COLD, since(1)]);
/** Rest pain for months, and the foot cannot be lifted. */
const chronic = single('REC-04', { age: 45 }, [
  ['rest-pain', true, 'L'],
  ['pulses', 'absent', 'L'],
  ['mrc-ankle-dorsiflexion', 2, 'L'],
  since(90),
]);
const FOOT: Given = ['mrc-ankle-dorsiflexion', 2, 'L'];

/** The weak leg that is ischaemic is a vascular card; weakness of the other leg, and the cord, are not. */
const weaknessRows: readonly RecommendationRow[] = [
  weak(true, 'child of 6 with back pain and a limp', [BACK, ['gait', 'antalgic']], { age: 6 }),
  ischaemic(false, 'weak in the ischaemic leg', [FOOT]),
  ischaemic(false, 'weak in the ischaemic leg, pain in the other', [FOOT, ['leg-pain', true, 'R']]),
  ischaemic(true, 'weak in the ischaemic leg, pain spread from one leg to both', [
    FOOT,
    ['progressed-to-bilateral', true],
  ]),
  ischaemic(true, 'weak in the ischaemic leg, Babinski sign', [FOOT, ['babinski', true, 'R']]),
  ischaemic(
    true,
    'weak in the ischaemic leg, long-standing incontinence',
    [FOOT, ['urinary-incontinence', true]],
    { history: ['baseline-sphincter-symptom'] },
  ),
  ischaemic(true, 'weak in the ischaemic leg, retention', [FOOT, ['urinary-retention', true]]),
  ischaemic(true, 'the other foot drops', [['foot-drop', true, 'R']]),
  ischaemic(true, 'the other leg gets weaker', [['progressive-weakness', true, 'R']]),
  ischaemic(true, 'the other foot drops from the fibular nerve', [
    ['mrc-ankle-dorsiflexion', 3, 'R'],
    ['mrc-ankle-inversion', 5, 'R'],
    ['mrc-hip-abduction', 5, 'R'],
    ['low-back-pain', false],
  ]),
  chronic(false, 'weak in the leg with rest pain', []),
  ...MOVEMENTS.flatMap((id) => [
    ischaemic(true, `${id} of the other leg 3`, [[id, 3, 'R']]),
    chronic(false, `weak in the leg with rest pain, ${id} of the other leg 4`, [[id, 4, 'R']]),
  ]),
];

const WALKING: Given = ['pain-aggravating', ['walking'], 'L'];
const PULSES_NORMAL: Given = ['pulses', 'normal', 'L'];
const index = (value: number): Given => ['abi', value, 'L'];
/** Vascular claudication stays possible whatever the pulses say. */
const CALF: readonly Given[] = [
  LEG,
  ['pain-path', ['posterior-calf'], 'L'],
  ['pain-relieving', ['standing-still'], 'L'],
];
const vascular = single('REC-08', { age: 67 }, []);
const ankle = single('REC-14', { age: 67 }, []);

const ankleRows: readonly RecommendationRow[] = [
  vascular(true, 'sudden cold leg, nobody felt the pulses', [
    ['acute-limb-onset', true, 'L'],
    ['limb-cold', true, 'L'],
  ]),
  vascular(true, 'aneurysm on record, back pain', [BACK], { history: ['aaa'] }),
  ankle(true, 'calf pain that stops on standing still, no index', CALF),
  ankle(false, 'the same with an index of 0.90', [...CALF, index(0.9)]),
  ankle(true, 'the same with an index of 0.91', [...CALF, index(0.91)]),
  ankle(false, 'the same with an index of 0.90, the other leg without symptom', [
    ...CALF,
    index(0.9),
    ['slr', false, 'R'],
  ]),
  ankle(true, 'the same with an index of 1.05 and normal pulses', [...CALF, index(1.05), PULSES_NORMAL]),
  ankle(false, 'pain on walking, index of 0.90', [LEG, WALKING, index(0.9)]),
  ankle(true, 'pain on walking, index of 0.91', [LEG, WALKING, index(0.91)]),
  ankle(true, 'pain on walking, index of 1.40', [LEG, WALKING, index(1.4)]),
  ankle(false, 'pain on walking, index of 1.40 and normal pulses', [LEG, WALKING, index(1.4), PULSES_NORMAL]),
  ankle(true, 'pain on walking, index of 1.41 and normal pulses', [LEG, WALKING, index(1.41), PULSES_NORMAL]),
  ankle(true, 'arterial disease on record, pain at rest, index of 1.50', [LEG, index(1.5)], {
    history: ['pad'],
  }),
  ankle(false, 'pain at rest, index of 1.05', [LEG, index(1.05)]),
  ankle(false, 'pain at rest, index of 1.50', [LEG, index(1.5)]),
  ankle(false, 'walking provokes back pain alone, index of 1.05', [BACK, WALKING, index(1.05)]),
];

const LOST: readonly Given[] = [
  ['reflex-achilles', 'absent', 'R'],
  ['sens-lateral-foot', 'reduced', 'R'],
];
/** A root can be named, and yet root pain is neither likely nor possible. */
const OPEN: readonly Given[] = [
  ['leg-pain', true, 'R'],
  ['reflex-achilles', 'absent', 'R'],
  ['slr', false, 'R'],
];
const root = single('REC-11', { age: 38 }, []);

const rootRows: readonly RecommendationRow[] = [
  root(true, 'left leg hurts, signs on the right', [LEG, ...LOST]),
  root(true, 'left leg numb, signs on the right', [['numbness', true, 'L'], ...LOST]),
  root(true, 'left leg tingles, signs on the right', [['tingling', 'moderate', 'L'], ...LOST]),
  root(true, 'left leg feels weak, signs on the right', [['weakness-subjective', true, 'L'], ...LOST]),
  root(false, 'left leg is heavy, signs on the right', [['heaviness', true, 'L'], ...LOST]),
  root(true, 'a root, root pain only possible', [
    ['leg-pain', true, 'R'],
    ['reflex-achilles', 'absent', 'R'],
  ]),
  root(false, 'signs on the right, no symptom', LOST),
  root(false, 'signs on the right, left leg examined and free', [EXAMINED, ...LOST]),
  root(false, 'left leg hurts with a positive straight leg raise, signs on the right', [
    LEG,
    ['slr', true, 'L'],
    ...LOST,
  ]),
  root(false, 'signs on both legs, no symptom', [['slr', true, 'L'], ...LOST]),
  root(false, 'right leg hurts and has a sign, root pain left open', OPEN),
  root(false, 'the same, left leg examined and free', [EXAMINED, ...OPEN]),
  root(false, 'the same, left leg hurts too', [LEG, ...OPEN]),
  root(false, 'left leg hurts and is numb along a root, right straight leg raise positive', [
    LEG,
    ['pain-path', ['dorsal-foot'], 'L'],
    ['sensory-region', ['dorsal-foot'], 'L'],
    ['slr', true, 'R'],
  ]),
];

const slip = single('REC-31', { age: 45, history: ['spondylolisthesis'] }, [
  LEG,
  ['pain-aggravating', ['extension'], 'L'],
]);
const exercise = single('REC-23', { age: 45 }, [['mrc-knee-flexion', 4, 'L']]);

const careRows: readonly RecommendationRow[] = [
  slip(true, 'a slip on record', []),
  slip(false, 'a slip, a radiograph of this year', [], { history: ['spondylolisthesis', 'xr-lumbar-12mo'] }),
  slip(false, 'a slip in pregnancy', [], { pregnant: true }),
  slip(false, 'a slip of a child', [], { age: 17 }),
  slip(false, 'a slip in an emergency', [['saddle-sensory-change', true]]),
  exercise(true, 'a root', []),
  exercise(false, 'a root of a child', [], { age: 17 }),
  ...(['REC-27', 'REC-28'] as const).flatMap((id) => {
    const ride = single(id, { age: 45 }, []);
    const [, root = []] = onlyPossible.find(([of]) => of === 'RADIC') ?? [];
    const [, stenosis = []] = onlyPossible.find(([of]) => of === 'LSS') ?? [];
    return [
      ride(true, 'a root', root),
      ride(true, 'a stenosis', stenosis),
      ride(false, 'leg pain alone', [LEG]),
      ride(false, 'a root of a child', root, { age: 17 }),
      ride(false, 'a root in an emergency', [...root, ['saddle-sensory-change', true]]),
    ];
  }),
];

const opioid = single('REC-19', { age: 45, hook: 'order-sign', order: { drug: 'opioid' } }, []);
const ROOT: readonly Given[] = [
  LEG,
  ['pain-path', ['posterior-calf'], 'L'],
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['sens-lateral-foot', 'reduced', 'L'],
];

const orderRows: readonly RecommendationRow[] = [
  ...(
    [
      ['REC-18', 'gabapentinoid'],
      ['REC-20', 'benzodiazepine'],
      ['REC-21', 'oral-steroid'],
    ] as const
  ).map(([of, drug]) =>
    single(of, { age: 45, hook: 'order-sign', order: { drug } }, ROOT)(
      true,
      `${drug}, a root that was found`,
      [],
    ),
  ),
  ...(
    [
      ['REC-18', 'gabapentinoid'],
      ['REC-20', 'benzodiazepine'],
      ['REC-21', 'oral-steroid'],
    ] as const
  ).map(([of, drug]) =>
    single(of, { age: 45, hook: 'order-sign', order: { drug } }, [['mrc-knee-flexion', 4, 'L']])(
      true,
      `${drug}, a root that is only possible`,
      [],
    ),
  ),
  opioid(true, 'opioid, sciatica on the list, nothing coded today', [], { history: ['sciatica'] }),
  opioid(true, 'opioid, leg pain', [LEG]),
  opioid(false, 'opioid, back pain alone', [BACK]),
  opioid(false, 'opioid, nothing on record', []),
  ...(['anticoagulant', 'antiplatelet'] as const).map((drug) =>
    single('REC-22', { age: 45, hook: 'order-sign', orders: [{ drug: 'nsaid' }, { drug }] }, [LEG])(
      true,
      `NSAID drafted beside an ${drug}`,
      [],
    ),
  ),
  single('REC-22', { age: 45, egfr: 29, hook: 'order-sign', order: { drug: 'gabapentinoid' } }, [LEG])(
    false,
    'eGFR 29, no NSAID drafted',
    [],
  ),
  ...(
    [
      [true, 'gabapentinoid', 'opioid'],
      [true, 'gabapentinoid', 'opioid-treatment'],
      [true, 'gabapentinoid', 'benzodiazepine'],
      [true, 'opioid', 'benzodiazepine'],
      [true, 'benzodiazepine', 'opioid-treatment'],
      [false, 'gabapentinoid', 'nsaid'],
      [false, 'opioid', 'opioid-treatment'],
    ] as const
  ).map(([fires, drug, beside]) =>
    single('REC-30', { age: 45, hook: 'order-sign', orders: [{ drug }, { drug: beside }] }, [LEG])(
      fires,
      `${drug} drafted beside ${beside}`,
      [],
    ),
  ),
  single(
    'REC-16',
    { age: 45, hook: 'order-sign', order: { type: 'ESI' }, history: ['mri-contraindicated'] },
    [LEG],
  )(false, 'a pacemaker, no MRI drafted', []),
  ...(
    [
      ['urinary-retention', true],
      ['saddle-sensory-change', true],
      ['pvr-ml', 200],
    ] as const
  ).map((sign) =>
    single(
      'REC-17',
      { age: 45, hook: 'order-sign', order: { type: 'MRI-L-WO' }, history: ['mri-lumbar-12mo'] },
      [],
    )(false, `an MRI on record, ${sign[0]} and no pain coded`, [sign]),
  ),
];

/** The small tables of imitators: which of them are examined for, and which are studied electrically. */
const EXAMINED_FOR: readonly string[] = [
  'SIJ',
  'PIRI',
  'FACET',
  'HIPOA',
  'GTPS',
  'HIPBONE',
  'ZOSTER',
  'TARSAL',
  'MERALGIA',
  'FEMORAL',
];
/** Possible is enough for the fibular nerve and for a documented disease of the plexus. */
const STUDIED_WHEN_POSSIBLE: readonly string[] = ['PERONEAL', 'LRPN'];
const STUDIED_WHEN_LIKELY: readonly string[] = [...STUDIED_WHEN_POSSIBLE, 'FEMORAL'];

/** Of the proximal leg: a radiculoplexus neuropathy is possible, and needs a second hint to be studied. */
const plexus = single('REC-26', { age: 45 }, [LEG, ['mrc-hip-flexion', 4, 'L']]);
const nerves = single('REC-26', { age: 45 }, [LEG]);

const electricRows: readonly RecommendationRow[] = [
  plexus(false, 'weak hip', []),
  plexus(true, 'weak hip and diabetes', [], { history: ['diabetes'] }),
  plexus(true, 'weak hip and weight loss', [['weight-loss-unexplained', true]]),
  plexus(true, 'weak hip and adductors, groin pain', [
    ['mrc-hip-adduction', 4, 'L'],
    ['groin-pain', true, 'L'],
  ]),
  nerves(true, 'signs of L4 and of S1', [
    ['reflex-patellar', 'absent', 'L'],
    ['sens-medial-ankle', 'absent', 'L'],
    ['reflex-achilles', 'absent', 'L'],
    ['sens-lateral-foot', 'absent', 'L'],
  ]),
  nerves(false, 'signs of S1', [
    ['reflex-achilles', 'absent', 'L'],
    ['sens-lateral-foot', 'absent', 'L'],
  ]),
  nerves(false, 'diabetes alone', [], { history: ['diabetes'] }),
  nerves(false, 'leg pain and weight loss', [['weight-loss-unexplained', true]]),
];

const diagnosisRows: readonly RecommendationRow[] = [
  ...onlyPossible.flatMap(([of, findings, more = {}]) => [
    single('REC-26', { age: 45, ...more }, findings)(
      STUDIED_WHEN_POSSIBLE.includes(of),
      `only ${of} is possible`,
      [],
    ),
    single('REC-12', { age: 45, ...more }, findings)(true, `only ${of} is possible`, []),
    single('REC-29', { age: 45, ...more, history: [...(more.history ?? []), 'unspecified-code'] }, findings)(
      false,
      `only ${of} is possible`,
      [],
    ),
    single('REC-33', { age: 45, ...more }, findings)(of === 'POLYNEURO', `only ${of} is possible`, []),
    single('REC-32', { age: 45, ...more }, findings)(EXAMINED_FOR.includes(of), `only ${of} is possible`, []),
  ]),
  ...onlyLikely.flatMap(([of, findings, more = {}]) => [
    single('REC-26', { age: 45, ...more }, findings)(
      STUDIED_WHEN_LIKELY.includes(of),
      `only ${of} is likely`,
      [],
    ),
    single('REC-12', { age: 45, ...more }, findings)(true, `only ${of} is likely`, []),
    single('REC-29', { age: 45, ...more, history: [...(more.history ?? []), 'unspecified-code'] }, findings)(
      true,
      `only ${of} is likely`,
      [],
    ),
    single('REC-29', { age: 45, ...more }, findings)(false, `only ${of} is likely, the code is specific`, []),
  ]),
  single('REC-12', { age: 45 }, [LEG])(false, 'leg pain alone', []),
];

const HAEMATOMA: readonly Given[] = [
  ['groin-pain', true, 'L'],
  ['pain-nrs', 8, 'L'],
  since(2),
  ['progressive-weakness', true, 'L'],
];
const bled = single('REC-04', { age: 70, drugs: ['anticoagulant'] }, HAEMATOMA);
const FEMORAL = ['mrc-hip-flexion', 'mrc-knee-extension'] as const;
const HIP_FLEXION: Given = ['mrc-hip-flexion', 4, 'L'];

/** Where a haematoma explains the weakness REC-37 says it, and a scan of the lumbar spine comes after the CT. */
const bleedingRows: readonly RecommendationRow[] = [
  ...FEMORAL.flatMap((id) => [
    bled(false, `${id} 4/5, getting weaker, on an anticoagulant`, [[id, 4, 'L']]),
    bled(true, `${id} 5/5, getting weaker, on an anticoagulant`, [
      [id, 5, 'L'],
      ['weakness-subjective', true, 'L'],
    ]),
  ]),
  bled(true, 'hip flexion 4/5 with a foot drop', [HIP_FLEXION, ['foot-drop', true, 'L']]),
  ...MOVEMENTS.filter((id) => !(FEMORAL as readonly string[]).includes(id)).flatMap((id) => [
    bled(true, `hip flexion 4/5 with ${id} 4/5`, [HIP_FLEXION, [id, 4, 'L']]),
    bled(false, `hip flexion 4/5 with ${id} 5/5`, [HIP_FLEXION, [id, 5, 'L']]),
  ]),
  bled(true, 'hip flexion 4/5 with saddle numbness', [HIP_FLEXION, ['saddle-sensory-change', true]]),
  bled(
    true,
    'hip flexion 4/5 with long-standing incontinence',
    [HIP_FLEXION, ['urinary-incontinence', true]],
    { history: ['baseline-sphincter-symptom'] },
  ),
  bled(true, 'hip flexion 4/5, now both legs', [HIP_FLEXION, ['progressed-to-bilateral', true]]),
  bled(true, 'hip flexion 4/5 with a Babinski sign', [HIP_FLEXION, BABINSKI]),
  bled(true, 'hip flexion 4/5 with a weak arm', [HIP_FLEXION, ['arms-face-or-breathing-weak', true]]),
];

export const partRows: readonly RecommendationRow[] = [
  ...caudaRows,
  ...weaknessRows,
  ...ankleRows,
  ...rootRows,
  ...careRows,
  ...orderRows,
  ...electricRows,
  ...diagnosisRows,
  ...bleedingRows,
];
