/**
 * What surrounds the items of each table (§5.1): clusters, caps, the soft ones, the ceiling, and charts
 * on which its conditions hold and do not hold. The left leg is read.
 */
import type { DiagnosisId } from '../../../rules/engine/ids.ts';
import type { Given, VignetteChart } from '../../../rules/engine/rule.ts';
import { MOVEMENTS } from './movements.ts';

interface Sides {
  readonly yes: readonly VignetteChart[];
  readonly no: readonly VignetteChart[];
}

export interface FrameCase {
  readonly table: DiagnosisId;
  readonly minimumClusters: number;
  readonly soft: readonly string[];
  readonly caps?: Readonly<Record<string, readonly [number, number]>>;
  readonly ceiling?: 'possible';
  readonly within?: DiagnosisId;
  readonly likely?: Sides;
  readonly lessLikely?: Sides;
  readonly toLowerAtAll?: Sides;
  readonly supportNeeds?: Sides;
  readonly atLeastPossible?: Sides;
  readonly onlyWhen?: Sides;
  readonly exemption?: Sides;
}

const on = (...findings: Given[]): VignetteChart => ({ findings });
const known = (...history: NonNullable<VignetteChart['history']>): VignetteChart => ({
  history,
  findings: [],
});
const empty = on();
/** Recording any of these, either way, is enough. */
const recording = (...rows: Given[]): Sides => ({ yes: rows.map((row) => on(row)), no: [empty] });

const STRENGTH: readonly Given[] = [
  ...MOVEMENTS.map((id): Given => [id, 5, 'L']),
  ['foot-drop', false, 'L'],
  ['heel-walk-unable', false, 'L'],
];
const REFLEXES: readonly Given[] = [
  ['reflex-patellar', 'normal', 'L'],
  ['reflex-achilles', 'normal', 'L'],
  ['reflex-medial-hamstring', 'normal', 'L'],
];
const KEY_POINTS: readonly Given[] = [
  ['sens-anterior-thigh', 'normal', 'L'],
  ['sens-medial-knee', 'normal', 'L'],
  ['sens-medial-ankle', 'normal', 'L'],
  ['sens-lateral-leg', 'normal', 'L'],
  ['sens-dorsal-foot', 'normal', 'L'],
  ['sens-lateral-foot', 'normal', 'L'],
  ['sens-posterior-calf', 'normal', 'L'],
];
const TENSION: readonly Given[] = [
  ['slr', false, 'L'],
  ['slump', false, 'L'],
  ['femoral-stretch', false, 'L'],
];
const SENSATION: readonly Given[] = [
  ...KEY_POINTS,
  ['numbness', 'none', 'L'],
  ['tingling', 'none', 'L'],
  ['sensory-region', ['heel'], 'L'],
  ['pain-quality', ['tingling'], 'L'],
  ['pain-quality', ['pins-needles'], 'L'],
];

/** One of each group, every member in turn; and every chart that lacks one group. */
const oneOfEach = (...groups: readonly (readonly Given[])[]): Sides => {
  const firsts = groups.map(([first]) => first as Given);
  const others = (n: number) => firsts.filter((_, m) => m !== n);
  return {
    yes: groups.flatMap((group, n) => group.map((one) => on(one, ...others(n)))),
    no: [empty, ...groups.map((_, n) => on(...others(n)))],
  };
};

const LIKELY_EVIDENCE: readonly Given[] = [
  ['slr', true, 'L'],
  ['crossed-slr', true, 'L'],
  ['slump', true, 'L'],
  ['femoral-stretch', true, 'L'],
  ['crossed-femoral-stretch', true, 'L'],
  ['mrc-hip-flexion', 4, 'L'],
  ['foot-drop', true, 'L'],
  ['reflex-achilles', 'reduced', 'L'],
  ['sens-dorsal-foot', 'reduced', 'L'],
];

const SIJ_TESTS = [
  'thigh-thrust',
  'sij-distraction',
  'sij-compression',
  'sacral-thrust',
  'gaenslen',
  'faber',
] as const;
const fourTests: Sides = {
  yes: SIJ_TESTS.map((_, n) =>
    on(
      ...[...SIJ_TESTS.slice(n), ...SIJ_TESTS.slice(0, n)]
        .slice(0, 4)
        .map((id, m): Given => [id, m % 2 === 0, 'L']),
    ),
  ),
  no: [empty, on(...SIJ_TESTS.slice(0, 3).map((id): Given => [id, true, 'L']))],
};

const examinedWithBack = oneOfEach(STRENGTH, REFLEXES, KEY_POINTS, [['low-back-pain', false]]);
const shown: Sides = {
  yes: [on(['step-off', false]), on(['step-off', true]), known('spondylolisthesis')],
  no: [empty],
};
const vascular: Sides = {
  yes: [
    on(['abi', 1.1, 'L']),
    on(['pulses', 'normal', 'L']),
    on(['pain-relieving', ['!standing-still'], 'L']),
    on(
      ['pain-path', ['posterior-calf'], 'L'],
      ['pain-aggravating', ['walking'], 'L'],
      ['pain-relieving', ['standing-still'], 'L'],
    ),
    known('pad'),
  ],
  no: [empty, on(['pain-relieving', ['standing-still'], 'L'])],
};
/** An index alone is not enough to call the arteries less likely. */
const byHand: Sides = { yes: vascular.yes.slice(1), no: [...vascular.no, on(['abi', 1.1, 'L'])] };
const CALF: Given = ['pain-path', ['posterior-calf'], 'L'];
const stenosisPlace: Sides = {
  yes: [
    on(['buttock-pain', true, 'L']),
    on(['heaviness', true, 'L']),
    ...['leg-pain', 'numbness', 'tingling'].map((id) => on([id as Given[0], true, 'L'])),
    on(['leg-pain', true, 'L'], ['pain-path', ['low-back'], 'L']),
    ...(['pain-path', 'sensory-region'] as const).flatMap((id) =>
      [
        'buttock',
        'anterior-thigh',
        'lateral-thigh',
        'posterior-thigh',
        'medial-leg',
        'lateral-leg',
        'posterior-calf',
      ].map((region) => on([id, [region, 'heel'], 'L'])),
    ),
  ],
  no: [
    empty,
    on(['foot-pain', true, 'L']),
    ...[
      'medial-knee',
      'heel',
      'sole',
      'groin',
      'lateral-hip',
      'dorsal-foot',
      'great-toe',
      'lateral-foot',
    ].flatMap((region) => [
      on(['leg-pain', true, 'L'], ['pain-path', [region], 'L']),
      on(['numbness', true, 'L'], ['sensory-region', [region], 'L']),
    ]),
  ],
};
const hip: Sides = {
  yes: [
    on(['hip-ir-painful', false, 'L']),
    on(['hip-adduction-limited', false, 'L']),
    on(['hip-groin-pain-passive', false, 'L']),
    known('hip-oa'),
  ],
  no: [empty],
};

/** Strong in a lesion of the fibular nerve, weak in one of the L5 root. */
const KEPT: readonly Given[] = [
  ['mrc-ankle-inversion', 5, 'L'],
  ['mrc-hip-abduction', 5, 'L'],
];

const UPPER = ['anterior-thigh', 'groin', 'medial-knee'];
const LOWER = ['lateral-leg', 'posterior-calf', 'dorsal-foot', 'great-toe', 'heel', 'lateral-foot', 'sole'];

export const frameCases: readonly FrameCase[] = [
  {
    table: 'RADIC',
    minimumClusters: 3,
    soft: [],
    caps: { distribution: [-3, 4], quality: [-2, 3], deficit: [-2, 6], tension: [-3, 5] },
    likely: { yes: LIKELY_EVIDENCE.map((row) => on(row)), no: [empty, on(['slr', false, 'L'])] },
    lessLikely: oneOfEach(TENSION, STRENGTH, REFLEXES, SENSATION),
    toLowerAtAll: oneOfEach(REFLEXES, SENSATION),
    exemption: {
      yes: [
        ...UPPER.map((region) => on(['pain-path', [region], 'L'])),
        on(['pain-path', ['groin', 'medial-leg'], 'L']),
        on(['femoral-stretch', true, 'L']),
        on(['femoral-stretch', true, 'L'], ['pain-path', ['heel'], 'L']),
      ],
      no: [
        empty,
        on(['pain-path', ['buttock'], 'L']),
        on(['femoral-stretch', false, 'L']),
        ...LOWER.map((region) => on(['pain-path', ['groin', region], 'L'])),
      ],
    },
  },
  { table: 'LDH', minimumClusters: 3, soft: ['age'], within: 'RADIC' },
  { table: 'FORAM', minimumClusters: 3, soft: ['age', 'onset'], within: 'RADIC' },
  {
    table: 'DDDREF',
    minimumClusters: 4,
    soft: [],
    likely: examinedWithBack,
    lessLikely: examinedWithBack,
    supportNeeds: { yes: [on(['low-back-pain', true])], no: [empty, on(['low-back-pain', false])] },
  },
  {
    table: 'LSS',
    minimumClusters: 4,
    soft: ['age', 'onset'],
    lessLikely: stenosisPlace,
    supportNeeds: {
      yes: [
        on(CALF, ['pain-relieving', ['sitting'], 'L']),
        on(CALF, ['pain-relieving', ['leaning-forward'], 'L']),
        on(CALF, ['pain-relieving', ['flexion'], 'L']),
        on(CALF, ['shopping-cart', true]),
        on(CALF, ['pain-aggravating', ['standing'], 'L']),
        { history: ['lumbar-stenosis'], findings: [CALF] },
        ...stenosisPlace.yes.map(({ findings }) => on(...findings, ['pain-aggravating', ['standing'], 'L'])),
      ],
      no: [
        empty,
        on(CALF, ['pain-aggravating', ['walking'], 'L']),
        on(['leg-pain', true, 'B']),
        ...stenosisPlace.no.map(({ findings }) => on(...findings, ['pain-aggravating', ['standing'], 'L'])),
      ],
    },
  },
  {
    table: 'SPONDY',
    minimumClusters: 1,
    soft: [],
    likely: shown,
    lessLikely: shown,
    supportNeeds: {
      yes: [on(['step-off', true]), known('spondylolisthesis'), on(['giving-way', true, 'L'])],
      no: [empty, on(['step-off', false]), on(['pain-aggravating', ['extension'], 'L'])],
    },
  },
  { table: 'SIJ', minimumClusters: 2, soft: ['context'], likely: fourTests, lessLikely: fourTests },
  {
    table: 'PIRI',
    minimumClusters: 3,
    soft: ['back'],
    likely: recording(['fair', false, 'L']),
    lessLikely: recording(['fair', false, 'L']),
  },
  { table: 'FACET', minimumClusters: 3, soft: ['age'], ceiling: 'possible' },
  {
    table: 'PAD',
    minimumClusters: 2,
    soft: ['risk', 'risk2'],
    likely: vascular,
    lessLikely: byHand,
    atLeastPossible: {
      yes: [
        on(['pulses', 'diminished', 'L']),
        on(['pulses', 'absent', 'L']),
        on(['abi', 0.9, 'L']),
        on(CALF, ['pain-relieving', ['standing-still'], 'L']),
        on(['pain-aggravating', ['walking'], 'L'], ['abi', 1.41, 'L']),
      ],
      no: [
        empty,
        known('pad'),
        on(['pulses', 'normal', 'L']),
        on(['abi', 0.91, 'L']),
        on(['abi', 1.41, 'L']),
        on(['pain-aggravating', ['walking'], 'L'], ['abi', 1.4, 'L']),
        on(CALF),
      ],
    },
  },
  {
    table: 'HIPOA',
    minimumClusters: 2,
    soft: ['age'],
    likely: hip,
    lessLikely: hip,
    atLeastPossible: {
      yes: [
        { history: ['hip-oa'], findings: [['groin-pain', true, 'L']] },
        { history: ['hip-oa'], findings: [['hip-pain', true, 'L']] },
        { history: ['hip-oa'], findings: [['pain-path', ['groin', 'posterior-calf'], 'L']] },
      ],
      no: [
        empty,
        known('hip-oa'),
        on(['groin-pain', true, 'L']),
        { history: ['hip-oa'], findings: [['hip-lateral-pain', true, 'L']] },
      ],
    },
  },
  {
    table: 'PERONEAL',
    minimumClusters: 3,
    soft: ['back'],
    likely: {
      yes: [
        on(...KEPT, ['low-back-pain', false]),
        on(...KEPT, ['low-back-pain', true], ['slr', false, 'L']),
        on(...KEPT, ['slump', false, 'L']),
        on(
          ...KEPT,
          ['low-back-pain', false],
          ['mrc-ankle-eversion', 3, 'L'],
          ['mrc-ankle-plantarflexion', 5, 'L'],
        ),
        on(...KEPT, ['low-back-pain', false], ['foot-drop', true, 'L'], ['foot-drop', false, 'R']),
      ],
      no: [
        empty,
        on(...KEPT),
        on(...KEPT, ['low-back-pain', true]),
        on(...KEPT.slice(1), ['low-back-pain', false]),
        on(...KEPT.slice(0, 1), ['low-back-pain', false]),
        on(...KEPT, ['low-back-pain', false], ['slr', true, 'L']),
        on(...KEPT, ['low-back-pain', false], ['reflex-achilles', 'absent', 'L']),
        on(...KEPT, ['low-back-pain', false], ['foot-drop', true, 'B']),
        on(...KEPT, ['low-back-pain', false], ['mrc-ankle-dorsiflexion', 4, 'B']),
        ...[
          'mrc-ankle-plantarflexion',
          'mrc-knee-flexion',
          'mrc-knee-extension',
          'mrc-hip-flexion',
          'mrc-hip-adduction',
          'mrc-hip-extension',
        ].map((id) => on(...KEPT, ['low-back-pain', false], [id as Given[0], 4, 'L'])),
      ],
    },
    lessLikely: recording(['mrc-ankle-inversion', 5, 'L'], ['tinel-fibular', false, 'L']),
    onlyWhen: {
      yes: [
        on(['mrc-ankle-dorsiflexion', 4, 'L']),
        on(['foot-drop', true, 'L']),
        on(['heel-walk-unable', true, 'L']),
      ],
      no: [
        empty,
        on(['mrc-ankle-dorsiflexion', 5, 'L']),
        on(['mrc-ankle-eversion', 3, 'L']),
        on(['foot-drop', true, 'B']),
        on(['mrc-ankle-dorsiflexion', 4, 'B']),
        on(['mrc-ankle-dorsiflexion', 4, 'L'], ['mrc-great-toe-extension', 4, 'R']),
      ],
    },
  },
  { table: 'POLYNEURO', minimumClusters: 2, soft: ['risk', 'risk2'] },
  { table: 'MERALGIA', minimumClusters: 1, soft: ['risk'] },
  {
    table: 'GTPS',
    minimumClusters: 2,
    soft: [],
    likely: recording(['gt-tender', false, 'L']),
    lessLikely: recording(['gt-tender', false, 'L']),
  },
  {
    table: 'LRPN',
    minimumClusters: 3,
    soft: ['risk'],
    likely: {
      yes: [
        on(['mrc-hip-flexion', 4, 'L'], ['mrc-ankle-dorsiflexion', 4, 'L']),
        on(['weight-loss-unexplained', true]),
        known('diabetic-amyotrophy'),
      ],
      no: [empty, on(['mrc-hip-flexion', 4, 'L']), known('diabetes')],
    },
    onlyWhen: {
      yes: [
        on(['mrc-hip-flexion', 4, 'L']),
        on(['mrc-hip-adduction', 4, 'L']),
        on(['mrc-knee-extension', 4, 'L']),
        { history: ['diabetes'], findings: [['weight-loss-unexplained', true]] },
        known('diabetic-amyotrophy'),
      ],
      no: [
        empty,
        known('diabetes'),
        on(['weight-loss-unexplained', true]),
        on(['mrc-knee-extension', 5, 'L']),
        on(['mrc-ankle-dorsiflexion', 3, 'L']),
      ],
    },
    atLeastPossible: { yes: [known('diabetic-amyotrophy')], no: [empty, known('diabetes')] },
  },
  {
    table: 'ZOSTER',
    minimumClusters: 1,
    soft: ['risk'],
    likely: { yes: [on(['dermatomal-rash', true, 'L'])], no: [empty, known('zoster')] },
    lessLikely: recording(['dermatomal-rash', false, 'L'], ['dermatomal-rash', true, 'L']),
    onlyWhen: {
      yes: [on(['dermatomal-rash', false, 'L']), known('zoster')],
      no: [empty, known('postherpetic-neuralgia')],
    },
    atLeastPossible: { yes: [known('zoster')], no: [empty, on(['dermatomal-rash', false, 'L'])] },
  },
  {
    table: 'TARSAL',
    minimumClusters: 3,
    soft: ['back'],
    likely: { yes: [on(['tinel-tarsal', false, 'L']), known('tarsal-tunnel')], no: [empty] },
    lessLikely: { yes: [on(['tinel-tarsal', false, 'L']), known('tarsal-tunnel')], no: [empty] },
    supportNeeds: {
      yes: [
        on(['numbness', true, 'L']),
        on(['pain-quality', ['burning'], 'L']),
        on(['tinel-tarsal', true, 'L']),
        known('tarsal-tunnel'),
      ],
      no: [empty, on(['pain-path', ['heel'], 'L']), on(['tinel-tarsal', false, 'L'])],
    },
    onlyWhen: {
      yes: [
        ...['sole', 'heel', 'great-toe'].flatMap((region) => [
          on(['pain-path', [region], 'L']),
          on(['sensory-region', [region], 'L']),
        ]),
        on(['foot-pain', true, 'L']),
        on(['tinel-tarsal', false, 'L']),
        known('tarsal-tunnel'),
      ],
      no: [empty, on(['pain-path', ['lateral-foot'], 'L']), on(['leg-pain', true, 'L'])],
    },
    atLeastPossible: { yes: [known('tarsal-tunnel')], no: [empty, on(['tinel-tarsal', true, 'L'])] },
  },
  {
    table: 'FEMORAL',
    minimumClusters: 3,
    soft: ['back', 'risk'],
    likely: { yes: [on(['mrc-hip-adduction', 5, 'L']), known('femoral-neuropathy')], no: [empty] },
    lessLikely: { yes: [on(['mrc-hip-adduction', 5, 'L']), known('femoral-neuropathy')], no: [empty] },
    onlyWhen: {
      yes: [
        on(['mrc-knee-extension', 4, 'L']),
        on(['mrc-hip-flexion', 4, 'L']),
        on(['reflex-patellar', 'reduced', 'L']),
        on(['reflex-patellar', 'absent', 'L']),
      ],
      no: [
        empty,
        on(['mrc-knee-extension', 5, 'L']),
        on(['mrc-hip-flexion', 5, 'L']),
        on(['reflex-patellar', 'absent', 'B']),
        on(['mrc-hip-adduction', 3, 'L']),
      ],
    },
    atLeastPossible: {
      yes: [known('femoral-neuropathy')],
      no: [empty, on(['mrc-knee-extension', 4, 'L'])],
    },
  },
  {
    table: 'HIPBONE',
    minimumClusters: 2,
    soft: ['risk', 'bone'],
    likely: {
      yes: [known('hip-osteonecrosis'), known(['hip-fracture', 10, 'L'])],
      no: [empty, known('chronic-steroids'), known(['hip-fracture', 10, 'R'])],
    },
    onlyWhen: {
      yes: [
        on(['groin-pain', true, 'L']),
        on(['hip-pain', true, 'L']),
        on(['pain-path', ['groin'], 'L']),
        on(['weight-bearing-refused', true, 'L']),
        known('hip-osteonecrosis'),
        known(['hip-fracture', 10, 'L']),
      ],
      no: [
        empty,
        known(['hip-fracture', 10, 'R']),
        on(['hip-lateral-pain', true, 'L']),
        on(['pain-path', ['lateral-hip'], 'L']),
      ],
    },
    atLeastPossible: {
      yes: [
        { history: [['hip-fracture', 10, 'L']], findings: [['groin-pain', true, 'L']] },
        { history: ['hip-osteonecrosis'], findings: [['groin-pain', true, 'L']] },
        { history: ['hip-osteonecrosis'], findings: [['hip-pain', true, 'L']] },
        { history: ['hip-osteonecrosis'], findings: [['buttock-pain', true, 'L']] },
        ...['groin', 'buttock', 'lateral-hip', 'anterior-thigh'].map(
          (region): VignetteChart => ({
            history: ['hip-osteonecrosis'],
            findings: [['pain-path', [region], 'L']],
          }),
        ),
      ],
      no: [
        empty,
        known('hip-osteonecrosis'),
        on(['groin-pain', true, 'L']),
        { history: ['hip-osteonecrosis'], findings: [['pain-path', ['heel'], 'L']] },
      ],
    },
  },
];
