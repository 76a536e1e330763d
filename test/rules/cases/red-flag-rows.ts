/** Section 3, leaf by leaf and threshold by threshold: which level each chart reaches, or none. */
import type { FlagUrgency } from '../../../rules/engine/criterion.ts';
import type { RedFlagId } from '../../../rules/engine/ids.ts';
import type { Given, VignetteChart } from '../../../rules/engine/rule.ts';
import { MOVEMENTS } from './movements.ts';

export interface FlagRow {
  readonly flag: RedFlagId;
  readonly title: string;
  readonly given: VignetteChart;
  readonly level: FlagUrgency | null;
}

type History = NonNullable<VignetteChart['history']>;
interface Background {
  readonly age?: number;
  readonly history?: History;
  readonly drugs?: VignetteChart['drugs'];
  readonly pregnant?: boolean;
}

const row = (
  flag: RedFlagId,
  level: FlagUrgency | null,
  title: string,
  findings: readonly Given[],
  { age = 45, history = [], drugs = [], ...more }: Background = {},
): FlagRow => ({ flag, title, given: { age, history, drugs, ...more, findings }, level });

const HIP: Given = ['mrc-hip-flexion', 4, 'L'];
const ARM: Given = ['arms-face-or-breathing-weak', true];
const LEG: Given = ['leg-pain', true, 'L'];
/** The left leg was examined, and has no symptom. */
const EXAMINED: Given = ['slr', false, 'L'];
const BACK: Given = ['low-back-pain', true];
const SPHINCTER = [
  'urinary-retention',
  'urinary-incontinence',
  'bladder-sensation-altered',
  'fecal-incontinence',
  'rectal-fullness-loss',
] as const;
const SACRAL = ['saddle-sensory-change', 'perianal-pinprick-reduced', 'anal-tone-reduced'] as const;
const OTHER_FEATURES: readonly Given[] = [
  ['sexual-dysfunction-new', true],
  ['pvr-ml', 200],
];
const ONLY_WITH_CONTEXT: readonly Given[] = [...SPHINCTER.map((id): Given => [id, true]), ...OTHER_FEATURES];
const FEATURES: readonly Given[] = [...SACRAL.map((id): Given => [id, true]), ...ONLY_WITH_CONTEXT];

/** Each of these alone is the symptom context `leg`. */
const LEG_CONTEXTS: readonly Given[] = [
  ['leg-pain', true, 'L'],
  ['foot-pain', true, 'L'],
  ['buttock-pain', true, 'L'],
  ['groin-pain', true, 'L'],
  ['hip-lateral-pain', true, 'R'],
  ['numbness', 'slight', 'L'],
  ['numbness', true, 'L'],
  ['tingling', 'moderate', 'L'],
  ['weakness-subjective', true, 'L'],
  ['heaviness', true, 'L'],
  ['giving-way', true, 'L'],
  ['leg-drag', true, 'L'],
  ['pain-below-knee', true, 'L'],
  ['progressive-weakness', true, 'L'],
  ['foot-drop', true, 'L'],
  ['heel-walk-unable', true, 'L'],
  ['leg-pain', true],
  ...MOVEMENTS.map((id): Given => [id, 4, 'L']),
  ...[
    'buttock',
    'groin',
    'anterior-thigh',
    'lateral-hip',
    'lateral-thigh',
    'posterior-thigh',
    'medial-knee',
    'medial-leg',
    'lateral-leg',
    'posterior-calf',
    'dorsal-foot',
    'great-toe',
    'heel',
    'lateral-foot',
    'sole',
  ].flatMap((region): Given[] => [
    ['pain-path', [region], 'L'],
    ['sensory-region', [region], 'L'],
  ]),
];
const NO_CONTEXT: readonly Given[] = [
  ['leg-pain', false, 'L'],
  ['numbness', 'none', 'L'],
  ...MOVEMENTS.map((id): Given => [id, 5, 'L']),
  ['progressive-weakness', false, 'L'],
  ['heaviness', false, 'L'],
  ['slr', true, 'L'],
  ['sensory-region', ['low-back'], 'L'],
];

const since = (days: number): Given => ['pain-onset-days', days];
const leak: Given = ['urinary-incontinence', true];
const baseline = { history: ['baseline-sphincter-symptom'] as const };
const bothWeak: Given = ['mrc-hip-flexion', 4, 'B'];

const caudaEquina: FlagRow[] = [
  ...SACRAL.map((id) => row('RF-CES', 'emergent', `${id} alone`, [[id, true]])),
  ...ONLY_WITH_CONTEXT.flatMap((feature) => [
    row('RF-CES', null, `${feature[0]} alone`, [feature]),
    row('RF-CES', 'emergent', `${feature[0]} with leg pain`, [feature, LEG]),
    row('RF-CES', 'emergent', `${feature[0]} with back pain`, [feature, BACK]),
  ]),
  ...ONLY_WITH_CONTEXT.slice(1).map((feature, n) =>
    row('RF-CES', 'emergent', `${feature[0]} with ${ONLY_WITH_CONTEXT[n]?.[0]}`, [
      feature,
      ONLY_WITH_CONTEXT[n] as Given,
    ]),
  ),
  ...LEG_CONTEXTS.map((context) => row('RF-CES', 'emergent', `a leak with ${context}`, [leak, context])),
  ...NO_CONTEXT.map((context) => row('RF-CES', null, `a leak with ${context}`, [leak, context])),
  row('RF-CES', 'emergent', 'a leak with a path that includes the back', [
    leak,
    ['pain-path', ['low-back'], 'L'],
  ]),
  row('RF-CES', null, 'a residual of 199 mL', [LEG, ['pvr-ml', 199]]),
  row('RF-CES', 'emergent', 'onset 14 days ago', [LEG, leak, ['ces-onset-days', 14]]),
  row('RF-CES', 'urgent', 'onset 15 days ago', [LEG, leak, ['ces-onset-days', 15]]),
  row('RF-CES', 'urgent', 'saddle numbness since 15 days', [
    ['saddle-sensory-change', true],
    ['ces-onset-days', 15],
  ]),
  row('RF-CES', 'emergent', 'onset 15 days ago, weakness progresses', [
    LEG,
    leak,
    ['ces-onset-days', 15],
    ['progressive-weakness', true, 'R'],
  ]),
  ...(['urinary-retention', 'urinary-incontinence', 'fecal-incontinence'] as const).map((id) =>
    row('RF-CES', 'urgent', `${id}, long-standing`, [LEG, [id, true]], baseline),
  ),
  ...(['bladder-sensation-altered', 'rectal-fullness-loss'] as const).map((id) =>
    row('RF-CES', 'emergent', `${id}, which no baseline lowers`, [LEG, [id, true]], baseline),
  ),
  ...(['urinary-incontinence', 'fecal-incontinence'] as const).flatMap((id) => [
    row('RF-CES', null, `${id} at 4, nothing said of dryness`, [LEG, [id, true]], { age: 4 }),
    row('RF-CES', 'emergent', `${id} at 5, nothing said of dryness`, [LEG, [id, true]], { age: 5 }),
    row('RF-CES', 'emergent', `${id} at 3, dry before`, [LEG, [id, true], ['dry-by-day', true]], { age: 3 }),
    row('RF-CES', null, `${id} at 7, never dry`, [LEG, [id, true], ['dry-by-day', false]], { age: 7 }),
    row('RF-CES', null, `${id} at 17, never dry`, [LEG, [id, true], ['dry-by-day', false]], { age: 17 }),
    row('RF-CES', 'emergent', `${id} at 18`, [LEG, [id, true], ['dry-by-day', false]], { age: 18 }),
    row('RF-CES', 'emergent', `${id} of an adult`, [LEG, [id, true], ['dry-by-day', false]], { age: 45 }),
  ]),
  row('RF-CES', 'emergent', 'retention at 2', [LEG, ['urinary-retention', true]], { age: 2 }),
  row('RF-CES', 'emergent', 'saddle numbness at 2', [['saddle-sensory-change', true]], { age: 2 }),
  row('RF-CES', 'emergent', 'both legs weak for 20 days, all reflexes lost', [
    bothWeak,
    since(20),
    ['reflex-achilles', 'absent', 'B'],
    ['reflex-patellar', 'absent', 'B'],
  ]),
  row('RF-CES', null, 'the same for 60 days', [bothWeak, since(60), ['areflexia-legs', true]]),
  row('RF-CES', 'emergent', 'both legs weak, face weak, reflexes kept', [
    bothWeak,
    ['arms-face-or-breathing-weak', true],
  ]),
  ...([28, 29] as const).flatMap((days) => {
    const level = days === 28 ? 'emergent' : null;
    return [
      row('RF-CES', level, `both legs weak for ${days} days, face weak`, [
        bothWeak,
        since(days),
        ['arms-face-or-breathing-weak', true],
      ]),
      row('RF-CES', level, `both legs weak for ${days} days, reflexes lost`, [
        bothWeak,
        since(days),
        ['areflexia-legs', true],
      ]),
    ];
  }),
  row('RF-CES', null, 'both legs weak for 20 days, ankle reflexes lost', [
    bothWeak,
    since(20),
    ['reflex-achilles', 'absent', 'B'],
    ['reflex-patellar', 'normal', 'B'],
  ]),
  row('RF-CES', null, 'both legs weak for 20 days, knee reflexes lost', [
    bothWeak,
    since(20),
    ['reflex-achilles', 'normal', 'B'],
    ['reflex-patellar', 'absent', 'B'],
  ]),
  row('RF-CES', null, 'both legs weak for 20 days, the reflexes of one leg lost', [
    bothWeak,
    since(20),
    ['reflex-achilles', 'absent', 'L'],
    ['reflex-patellar', 'absent', 'L'],
    ['reflex-achilles', 'normal', 'R'],
    ['reflex-patellar', 'normal', 'R'],
  ]),
  row('RF-CES', 'emergent', 'a leak, cauda equina syndrome on record', [leak], {
    history: ['cauda-equina-syndrome'],
  }),
  row('RF-CES', 'urgent', 'both legs weak for 14 days beside a documented deficit', [bothWeak, since(14)], {
    history: ['known-bilateral-deficit'],
  }),
  row('RF-CES', null, 'new leg pain without weakness beside a documented deficit', [LEG, since(5)], {
    history: ['known-bilateral-deficit'],
  }),
  row(
    'RF-CES',
    'emergent',
    'weak for 5 days, retention for 20, beside a documented deficit',
    [bothWeak, since(5), ['urinary-retention', true], ['ces-onset-days', 20]],
    { history: ['known-bilateral-deficit'] },
  ),
  row('RF-CES', 'emergent', 'both legs weak, Guillain-Barré on record', [bothWeak, since(40)], {
    history: ['guillain-barre'],
  }),
  row('RF-CES', 'urgent', 'both legs weak for 5 days beside a documented deficit', [bothWeak, since(5)], {
    history: ['known-bilateral-deficit'],
  }),
  row('RF-CES', null, 'both legs weak for 15 days beside a documented deficit', [bothWeak, since(15)], {
    history: ['known-bilateral-deficit'],
  }),
  row(
    'RF-CES',
    'emergent',
    'weak for 5 days and numb in the saddle beside a documented deficit',
    [bothWeak, since(5), ['saddle-sensory-change', true]],
    { history: ['known-bilateral-deficit'] },
  ),
  ...OTHER_FEATURES.map((feature) =>
    row('RF-CES', 'emergent', `${feature[0]} is no baseline symptom`, [LEG, feature], baseline),
  ),
  ...SACRAL.map((id) => row('RF-CES', 'emergent', `${id} is no baseline symptom`, [[id, true]], baseline)),
  ...FEATURES.filter(([id]) => id !== 'urinary-incontinence').map((feature) =>
    row('RF-CES', 'emergent', `the baseline with ${feature[0]}`, [LEG, leak, feature], baseline),
  ),
  row(
    'RF-CES',
    'emergent',
    'the baseline with onset 14 days ago',
    [LEG, leak, ['ces-onset-days', 14]],
    baseline,
  ),
  row(
    'RF-CES',
    'emergent',
    'the baseline with progressive weakness',
    [LEG, leak, ['progressive-weakness', true, 'L']],
    baseline,
  ),
  row('RF-CES', null, 'both legs weak at 4/5, onset unknown', [bothWeak]),
  row('RF-CES', 'emergent', 'both legs weak at 4/5 since 14 days', [bothWeak, ['pain-onset-days', 14]]),
  row('RF-CES', null, 'both legs weak at 4/5 since 15 days', [bothWeak, ['pain-onset-days', 15]]),
  row('RF-CES', 'emergent', 'both legs weak at 4/5 and getting worse', [
    bothWeak,
    ['pain-onset-days', 60],
    ['progressive-weakness', true, 'L'],
  ]),
  row('RF-CES', 'emergent', 'both legs feel weak since a week', [
    ['weakness-subjective', true, 'B'],
    ['pain-onset-days', 7],
  ]),
  row('RF-CES', null, 'one leg weak since a week', [
    ['weakness-subjective', true, 'L'],
    ['weakness-subjective', false, 'R'],
    ['pain-onset-days', 7],
  ]),
  row('RF-CES', 'emergent', 'different movements at 3/5 on both legs', [
    ['mrc-hip-flexion', 3, 'L'],
    ['mrc-knee-extension', 3, 'R'],
  ]),
  row('RF-CES', null, '3/5 on one leg, 4/5 on the other', [
    ['mrc-hip-flexion', 3, 'L'],
    ['mrc-hip-flexion', 4, 'R'],
  ]),
  ...MOVEMENTS.flatMap((id) => [
    row('RF-CES', 'emergent', `${id} 3 on both legs`, [[id, 3, 'B']]),
    row('RF-CES', null, `${id} 4 on both legs`, [[id, 4, 'B']]),
  ]),
  row('RF-CES', 'emergent', 'foot drop on both legs', [['foot-drop', true, 'B']]),
  row('RF-CES', 'emergent', '3/5 on one leg, cannot heel-walk on the other', [
    ['mrc-hip-flexion', 3, 'L'],
    ['heel-walk-unable', true, 'R'],
  ]),
  row(
    'RF-CES',
    'urgent',
    '3/5 on both legs beside a documented deficit, onset unknown',
    [['mrc-hip-flexion', 3, 'B']],
    {
      history: ['known-bilateral-deficit'],
    },
  ),
  row(
    'RF-CES',
    'emergent',
    '3/5 on both legs, long-standing and now worse',
    [
      ['mrc-hip-flexion', 3, 'B'],
      ['progressive-weakness', true, 'R'],
    ],
    { history: ['known-bilateral-deficit'] },
  ),
];

const LIMB_PATHS = [
  'anterior-thigh',
  'lateral-thigh',
  'posterior-thigh',
  'medial-knee',
  'medial-leg',
  'lateral-leg',
  'posterior-calf',
  'dorsal-foot',
  'great-toe',
  'heel',
  'lateral-foot',
  'sole',
];
const caudaEquinaEarly: FlagRow[] = [
  row('RF-CES-EARLY', 'urgent', 'spread to the other leg', [['progressed-to-bilateral', true]]),
  row('RF-CES-EARLY', null, 'did not spread', [['progressed-to-bilateral', false]]),
  row('RF-CES-EARLY', 'urgent', 'both legs hurt since 14 days', [['leg-pain', true, 'B'], since(14)]),
  row('RF-CES-EARLY', null, 'both legs hurt since 15 days', [['leg-pain', true, 'B'], since(15)]),
  row('RF-CES-EARLY', null, 'both legs hurt, onset unknown', [['leg-pain', true, 'B']]),
  row('RF-CES-EARLY', 'urgent', 'both calves hurt since a week', [['pain-below-knee', true, 'B'], since(7)]),
  ...LIMB_PATHS.map((region) =>
    row('RF-CES-EARLY', 'urgent', `both legs hurt in ${region}`, [['pain-path', [region], 'B'], since(7)]),
  ),
  ...['buttock', 'groin', 'lateral-hip', 'low-back'].map((region) =>
    row('RF-CES-EARLY', null, `both sides hurt in ${region} only`, [['pain-path', [region], 'B'], since(7)]),
  ),
  row('RF-CES-EARLY', 'urgent', 'different pains in both legs', [
    ['leg-pain', true, 'L'],
    ['pain-below-knee', true, 'R'],
    since(7),
  ]),
  ...(
    [
      ['pain-relieving', ['sitting'], 'B'],
      ['pain-relieving', ['sitting'], 'L'],
      ['pain-relieving', ['leaning-forward'], 'L'],
      ['shopping-cart', true],
    ] as const
  ).map((eased) => row('RF-CES-EARLY', null, `eased: ${eased}`, [['leg-pain', true, 'B'], since(7), eased])),
  row('RF-CES-EARLY', 'urgent', 'relief by bending alone is no claudication', [
    ['leg-pain', true, 'B'],
    since(7),
    ['pain-relieving', ['flexion'], 'R'],
  ]),
  row('RF-CES-EARLY', null, 'relief by bending of what walking provokes', [
    ['leg-pain', true, 'B'],
    since(7),
    ['pain-relieving', ['flexion'], 'R'],
    ['pain-aggravating', ['walking'], 'R'],
  ]),
  row('RF-CES-EARLY', null, 'relief by bending of what standing provokes', [
    ['leg-pain', true, 'B'],
    since(7),
    ['pain-relieving', ['flexion'], 'R'],
    ['pain-aggravating', ['standing'], 'R'],
  ]),
  row('RF-CES-EARLY', 'urgent', 'walking provokes, nothing relieves', [
    ['leg-pain', true, 'B'],
    since(7),
    ['pain-aggravating', ['walking'], 'R'],
  ]),
  row('RF-CES-EARLY', 'urgent', 'sitting and a cart do not help', [
    ['leg-pain', true, 'B'],
    since(7),
    ['pain-relieving', ['!sitting', '!leaning-forward'], 'B'],
    ['shopping-cart', false],
  ]),
  row('RF-CES-EARLY', 'urgent', 'eased by lying', [
    ['leg-pain', true, 'B'],
    since(7),
    ['pain-relieving', ['lying'], 'B'],
  ]),
  row('RF-CES-EARLY', 'urgent', 'both legs weak, onset unknown', [bothWeak]),
  row('RF-CES-EARLY', null, 'both legs weak since 30 days', [bothWeak, since(30)]),
  row('RF-CES-EARLY', null, 'both legs weak, long-standing', [bothWeak], {
    history: ['known-bilateral-deficit'],
  }),
  row(
    'RF-CES-EARLY',
    'urgent',
    'both legs weak, long-standing and worse',
    [bothWeak, ['progressive-weakness', true, 'L']],
    {
      history: ['known-bilateral-deficit'],
    },
  ),
  row('RF-CES-EARLY', null, 'one leg weak, onset unknown', [['mrc-hip-flexion', 4, 'L']]),
];

const FIBULAR = ['mrc-ankle-dorsiflexion', 'mrc-great-toe-extension', 'mrc-ankle-eversion'] as const;
const ABOVE_THE_ANKLE = [
  'mrc-hip-flexion',
  'mrc-hip-adduction',
  'mrc-knee-extension',
  'mrc-hip-abduction',
  'mrc-knee-flexion',
  'mrc-hip-extension',
] as const;
const RISK = { history: ['peroneal-risk'] as const };
const STRONG: readonly Given[] = [
  ['mrc-ankle-inversion', 5, 'L'],
  ['mrc-hip-abduction', 5, 'L'],
];
const NO_BACK_PAIN: Given = ['low-back-pain', false];
const dropped: Given = ['mrc-ankle-dorsiflexion', 3, 'L'];

/** The foot that drops from the fibular nerve, and each sign that says a root instead. */
const fibular: FlagRow[] = [
  ...FIBULAR.flatMap((id) => [
    row('RF-MOTOR', 'emergent', `fibular pattern, ${id} 2, no cause`, [
      ...STRONG,
      NO_BACK_PAIN,
      [id, 2, 'L'],
    ]),
    row('RF-MOTOR', 'soon', `fibular pattern, ${id} 3, no cause`, [...STRONG, NO_BACK_PAIN, [id, 3, 'L']]),
    row('RF-MOTOR', null, `fibular pattern, ${id} 4`, [...STRONG, NO_BACK_PAIN, [id, 4, 'L']]),
    row(
      'RF-MOTOR',
      'soon',
      `fibular pattern, ${id} 2, leg crossing`,
      [...STRONG, NO_BACK_PAIN, [id, 2, 'L']],
      RISK,
    ),
    row(
      'RF-MOTOR',
      'urgent',
      `fibular pattern, ${id} 3, 4 on the other leg`,
      [...STRONG, NO_BACK_PAIN, [id, 3, 'L'], [id, 4, 'R']],
      RISK,
    ),
    row(
      'RF-MOTOR',
      'soon',
      `fibular pattern, ${id} 3, full on the other leg`,
      [...STRONG, NO_BACK_PAIN, [id, 3, 'L'], [id, 5, 'R']],
      RISK,
    ),
  ]),
  ...(['foot-drop', 'heel-walk-unable'] as const).flatMap((id) => [
    row('RF-MOTOR', 'soon', `fibular pattern, ${id}`, [...STRONG, NO_BACK_PAIN, [id, true, 'L']], RISK),
    row(
      'RF-MOTOR',
      'urgent',
      `fibular pattern, ${id} of both legs`,
      [...STRONG, NO_BACK_PAIN, [id, true, 'B']],
      RISK,
    ),
  ]),
  ...(
    ['mrc-ankle-plantarflexion', ...ABOVE_THE_ANKLE.filter((id) => id !== 'mrc-hip-abduction')] as const
  ).flatMap((id) => [
    row(
      'RF-MOTOR',
      'urgent',
      `fibular pattern, ${id} 4`,
      [...STRONG, NO_BACK_PAIN, dropped, [id, 4, 'L']],
      RISK,
    ),
    row(
      'RF-MOTOR',
      'soon',
      `fibular pattern, ${id} 5`,
      [...STRONG, NO_BACK_PAIN, dropped, [id, 5, 'L']],
      RISK,
    ),
  ]),
  ...STRONG.flatMap(([id], n) => [
    row(
      'RF-MOTOR',
      'urgent',
      `foot drops, ${id} 4`,
      [...STRONG.filter((_, m) => m !== n), [id, 4, 'L'], NO_BACK_PAIN, dropped],
      RISK,
    ),
    row(
      'RF-MOTOR',
      'urgent',
      `foot drops, ${id} not examined`,
      [...STRONG.filter((_, m) => m !== n), NO_BACK_PAIN, dropped],
      RISK,
    ),
  ]),
  ...(
    [
      ['slr', true, 'L'],
      ['slump', true, 'L'],
      ['crossed-slr', true, 'L'],
      ['femoral-stretch', true, 'L'],
      ['crossed-femoral-stretch', true, 'L'],
      ['reflex-achilles', 'reduced', 'L'],
      ['reflex-patellar', 'absent', 'L'],
      ['reflex-medial-hamstring', 'reduced', 'L'],
    ] as const
  ).map((sign) =>
    row(
      'RF-MOTOR',
      'urgent',
      `fibular pattern, ${sign[0]} of a root`,
      [...STRONG, NO_BACK_PAIN, dropped, sign],
      RISK,
    ),
  ),
  ...([NO_BACK_PAIN, ['slr', false, 'L'], ['slump', false, 'L']] as const).map((negative) =>
    row('RF-MOTOR', 'soon', `fibular pattern, ${negative[0]} denied`, [...STRONG, dropped, negative], RISK),
  ),
  row(
    'RF-MOTOR',
    'urgent',
    'fibular pattern, no negative tension test, back pain not asked',
    [...STRONG, dropped],
    RISK,
  ),
  row('RF-MOTOR', 'emergent', 'hip flexion 4, weak arm, today', [HIP, ARM, ['pain-onset-days', 0]]),
  row('RF-MOTOR', 'emergent', 'hip flexion 4, weak arm, onset unknown', [HIP, ARM]),
  row('RF-MOTOR', 'emergent', 'hip flexion 4, weak arm, 7 days', [HIP, ARM, ['pain-onset-days', 7]]),
  row('RF-MOTOR', null, 'hip flexion 4, weak arm, 8 days', [HIP, ARM, ['pain-onset-days', 8]]),
  row('RF-MOTOR', null, 'hip flexion 4, weak arm, gradual', [HIP, ARM, ['pain-onset-speed', 'gradual']]),
  row('RF-MOTOR', 'emergent', 'hip flexion 4, weak arm, sudden beside an old pain', [
    HIP,
    ARM,
    ['pain-onset-days', 400],
    ['acute-limb-onset', true, 'L'],
  ]),
  row('RF-MOTOR', 'emergent', 'hip flexion 4, weak arm, sudden, pain that began gradually', [
    HIP,
    ARM,
    ['pain-onset-speed', 'gradual'],
    ['acute-limb-onset', true, 'L'],
  ]),
  row('RF-MOTOR', null, 'hip flexion 4, arms strong, today', [
    HIP,
    ['arms-face-or-breathing-weak', false],
    ['pain-onset-days', 0],
  ]),
  row('RF-MOTOR', null, 'both hips 4, weak arms, today', [
    ['mrc-hip-flexion', 4, 'B'],
    ARM,
    ['pain-onset-days', 0],
  ]),
  row('RF-MOTOR', 'urgent', 'fibular pattern, back pain, negative tension test, no cause', [
    ...STRONG,
    dropped,
    BACK,
    ['slr', false, 'L'],
  ]),
  row(
    'RF-MOTOR',
    'soon',
    'fibular pattern, back pain, negative tension test, leg crossing',
    [...STRONG, dropped, BACK, ['slr', false, 'L']],
    RISK,
  ),
  row('RF-MOTOR', 'soon', 'fibular pattern, 2/5, a Tinel sign at the fibular neck', [
    ...STRONG,
    NO_BACK_PAIN,
    ['mrc-ankle-dorsiflexion', 2, 'L'],
    ['tinel-fibular', true, 'L'],
  ]),
  row(
    'RF-MOTOR',
    'emergent',
    'fibular pattern, 3/5 and getting worse',
    [...STRONG, NO_BACK_PAIN, dropped, ['progressive-weakness', true, 'L']],
    RISK,
  ),
];

const motor: FlagRow[] = [
  ...fibular,
  ...ABOVE_THE_ANKLE.flatMap((id) => {
    const injury = { history: [['leg-injury-6w', 10, 'L']] as const };
    const local: Given = ['mrc-ankle-dorsiflexion', 2, 'L'];
    return [
      row('RF-MOTOR', 'emergent', `ankle 2/5, lower leg injured, ${id} 4`, [local, [id, 4, 'L']], injury),
      row('RF-MOTOR', null, `ankle 2/5, lower leg injured, ${id} 5`, [local, [id, 5, 'L']], injury),
    ];
  }),
  ...MOVEMENTS.flatMap((id) => [
    row('RF-MOTOR', 'emergent', `${id} 2`, [[id, 2, 'L']]),
    row('RF-MOTOR', 'urgent', `${id} 3`, [[id, 3, 'R']]),
    row('RF-MOTOR', 'emergent', `${id} 3, progressive`, [
      [id, 3, 'R'],
      ['progressive-weakness', true, 'R'],
    ]),
    row('RF-MOTOR', null, `${id} 4`, [[id, 4, 'L']]),
  ]),
  row('RF-MOTOR', 'urgent', 'progressive alone', [['progressive-weakness', true, 'L']]),
  row('RF-MOTOR', 'urgent', 'progressive without a side', [['progressive-weakness', true]]),
  row('RF-MOTOR', 'urgent', 'foot drop', [['foot-drop', true, 'R']]),
  row('RF-MOTOR', 'urgent', 'cannot heel-walk', [['heel-walk-unable', true, 'R']]),
  row('RF-MOTOR', null, 'feels weak', [['weakness-subjective', true, 'R']]),
  row('RF-MOTOR', 'emergent', '2/5 without a side', [['mrc-hip-flexion', 2]]),
  ...(
    [
      ['mrc-ankle-dorsiflexion', 2, 'L'],
      ['foot-drop', true, 'L'],
      ['progressive-weakness', true, 'L'],
    ] as const
  ).flatMap((weak) => {
    const injury = { history: [['leg-injury-6w', 10, 'L']] as const };
    return [
      row('RF-MOTOR', null, `${weak[0]} of the injured leg`, [weak], injury),
      row('RF-MOTOR', weak[1] === 2 ? 'emergent' : 'urgent', `${weak[0]}, the other leg injured`, [weak], {
        history: [['leg-injury-6w', 10, 'R']],
      }),
      row(
        'RF-MOTOR',
        weak[1] === 2 ? 'emergent' : 'urgent',
        `${weak[0]}, injured, knee weak too`,
        [weak, ['mrc-knee-flexion', 4, 'L']],
        injury,
      ),
      row(
        'RF-MOTOR',
        weak[1] === 2 ? 'emergent' : 'urgent',
        `${weak[0]}, injured, the other leg weak`,
        [weak, ['weakness-subjective', true, 'R']],
        injury,
      ),
      row(
        'RF-MOTOR',
        weak[1] === 2 ? 'emergent' : 'urgent',
        `${weak[0]}, injured, retention`,
        [weak, ['urinary-retention', true]],
        injury,
      ),
    ];
  }),
  ...([BACK, LEG] as const).flatMap((pain) => [
    row('RF-MOTOR', 'urgent', `${pain[0]} and a limp at 9`, [pain, ['gait', 'antalgic']], { age: 9 }),
    row('RF-MOTOR', 'urgent', `${pain[0]} and 4/5 at 9`, [pain, ['mrc-hip-flexion', 4, 'R']], { age: 9 }),
    row('RF-MOTOR', null, `${pain[0]} and a limp at 10`, [pain, ['gait', 'antalgic']], { age: 10 }),
    row('RF-MOTOR', null, `${pain[0]} alone at 9`, [pain], { age: 9 }),
    ...['trendelenburg', 'steppage', 'wide-based', 'spastic'].map((gait) =>
      row('RF-MOTOR', 'urgent', `${pain[0]} and a ${gait} gait at 9`, [pain, ['gait', gait]], { age: 9 }),
    ),
    ...(['leg-drag', 'giving-way', 'weakness-subjective'] as const).map((id) =>
      row('RF-MOTOR', 'urgent', `${pain[0]} and ${id} at 9`, [pain, [id, true, 'R']], { age: 9 }),
    ),
    row('RF-MOTOR', null, `${pain[0]} and a normal gait at 9`, [pain, ['gait', 'normal']], { age: 9 }),
  ]),
];

const smallChild: FlagRow[] = [
  row('RF-MOTOR', null, 'a limp without pain at 9', [['gait', 'antalgic']], { age: 9 }),
  row('RF-MOTOR', null, '4/5 without pain at 9', [['mrc-hip-flexion', 4, 'R']], { age: 9 }),
];

const upperMotorNeurone: FlagRow[] = [
  ...(['babinski', 'clonus', 'hyperreflexia'] as const).flatMap((id) => {
    const sign: Given = [id, true, 'R'];
    const known = { history: ['known-umn-disease'] as const };
    return [
      row('RF-UMN', 'urgent', id, [sign]),
      row('RF-UMN', null, `no ${id}`, [[id, false, 'R']]),
      row('RF-UMN', 'emergent', `${id}, progressive`, [sign, ['progressive-weakness', true, 'L']]),
      ...FEATURES.map((feature) => row('RF-UMN', 'emergent', `${id} with ${feature[0]}`, [sign, feature])),
      row('RF-UMN', null, `${id}, disease known`, [sign], known),
      row(
        'RF-UMN',
        'emergent',
        `${id}, disease known, ${FEATURES[0]?.[0]}`,
        [sign, FEATURES[0] as Given],
        known,
      ),
      row(
        'RF-UMN',
        'emergent',
        `${id}, disease known, progressive`,
        [sign, ['progressive-weakness', true, 'L']],
        known,
      ),
    ];
  }),
  row('RF-UMN', 'urgent', 'spastic gait', [['gait', 'spastic']]),
  row('RF-UMN', null, 'wide-based gait', [['gait', 'wide-based']]),
  row('RF-UMN', 'urgent', 'sensory level', [['sensory-level', true]]),
  row('RF-UMN', null, 'increased on both sides alone', [['reflex-achilles', 'increased', 'B']]),
];

const FEVERS: readonly Given[] = [
  ['fever', true],
  ['temp-c', 38],
];
const RISKS: readonly History[number][] = [
  'ivdu',
  'immunosuppressed',
  'hiv',
  'dialysis',
  'recent-spinal-procedure',
  'endocarditis',
];
const WEAK: Given = ['mrc-hip-flexion', 4, 'L'];
const BACTERAEMIA: Given = ['recent-bacteremia', true];
const RAISED: Given = ['crp-esr-raised', true];
const infection: FlagRow[] = [
  ...FEVERS.flatMap((fever) => [
    row('RF-INFECTION', 'urgent', `${fever} with back pain`, [fever, BACK]),
    row('RF-INFECTION', null, `${fever} alone`, [fever]),
    row('RF-INFECTION', null, `${fever} with leg pain`, [fever, LEG]),
    ...RISKS.map((risk) =>
      row('RF-INFECTION', 'urgent', `${fever} with leg pain and ${risk}`, [fever, LEG], { history: [risk] }),
    ),
    ...(['transplant', 'chemotherapy'] as const).map((risk) =>
      row('RF-INFECTION', 'urgent', `${fever} with leg pain and ${risk}`, [fever, LEG], { history: [risk] }),
    ),
    row('RF-INFECTION', 'urgent', `${fever} with leg pain and bacteraemia`, [fever, LEG, BACTERAEMIA]),
    row('RF-INFECTION', 'emergent', `${fever} with leg pain and weakness`, [fever, LEG, WEAK]),
    row('RF-INFECTION', 'emergent', `${fever} with leg pain and foot drop`, [
      fever,
      ['foot-drop', true, 'L'],
    ]),
  ]),
  ...RISKS.flatMap((risk) => [
    row('RF-INFECTION', null, `fever and ${risk}, no leg or back symptom`, [['fever', true]], {
      history: [risk],
    }),
    row('RF-INFECTION', null, `raised CRP, ${risk} and leg pain`, [RAISED, LEG], { history: [risk] }),
  ]),
  row('RF-INFECTION', null, '37.9 °C with back pain', [['temp-c', 37.9], BACK]),
  ...RISKS.map((risk) => row('RF-INFECTION', null, `${risk} with leg pain`, [LEG], { history: [risk] })),
  ...RISKS.filter((risk) => risk !== 'endocarditis').flatMap((risk) => [
    row('RF-INFECTION', risk === 'hiv' ? null : 'soon', `${risk} with back pain`, [BACK], {
      history: [risk],
    }),
    row('RF-INFECTION', 'urgent', `${risk}, back pain, night sweats`, [BACK, ['night-sweats', true]], {
      history: [risk],
    }),
    row(
      'RF-INFECTION',
      'urgent',
      `${risk}, back pain, percussion`,
      [BACK, ['spinal-percussion-tender', true]],
      { history: [risk] },
    ),
    row('RF-INFECTION', 'urgent', `${risk}, back pain, raised CRP`, [BACK, RAISED], { history: [risk] }),
    row('RF-INFECTION', null, `${risk}, leg pain, night sweats`, [LEG, ['night-sweats', true]], {
      history: [risk],
    }),
  ]),
  ...(
    ['ivdu', 'dialysis', 'immunosuppressed', 'transplant', 'chemotherapy', 'recent-spinal-procedure'] as const
  ).flatMap((risk) => [
    ...(
      [
        BACK,
        ['groin-pain', true, 'L'],
        ['pain-path', ['groin'], 'L'],
        ['abdominal-flank-pain', true],
      ] as const
    ).map((pain) =>
      row('RF-INFECTION', 'soon', `${risk}, ${pain.slice(0, 2)} for 42 days`, [pain, since(42)], {
        history: [risk],
      }),
    ),
    row('RF-INFECTION', null, `${risk}, back pain for 43 days`, [BACK, since(43)], { history: [risk] }),
  ]),
  row('RF-INFECTION', null, 'diabetes with back pain', [BACK], { history: ['diabetes'] }),
  ...FEVERS.flatMap((fever) => {
    const flu = { history: [['febrile-illness', 0]] as const };
    return [
      row('RF-INFECTION', 'soon', `${fever} with back pain and its own cause today`, [fever, BACK], flu),
      row('RF-INFECTION', 'urgent', `${fever} with back pain and its own cause, undated`, [fever, BACK], {
        history: ['febrile-illness'],
      }),
      row('RF-INFECTION', 'soon', `${fever} with back pain, the cause 3 days ago`, [fever, BACK], {
        history: [['febrile-illness', 3]],
      }),
      row('RF-INFECTION', 'urgent', `${fever} with back pain, the cause 4 days ago`, [fever, BACK], {
        history: [['febrile-illness', 4]],
      }),
      ...(
        [
          ['spinal-percussion-tender', true],
          ['crp-esr-raised-long', true],
          ['pain-trend', 'worsening'],
          BACTERAEMIA,
        ] as const
      ).map((sign) =>
        row(
          'RF-INFECTION',
          'urgent',
          `${fever}, back pain, its own cause, ${sign[0]}`,
          [fever, BACK, sign],
          flu,
        ),
      ),
      ...FEATURES.map((feature) =>
        row(
          'RF-INFECTION',
          'emergent',
          `${fever}, back pain, its own cause, ${feature[0]}`,
          [fever, BACK, feature],
          flu,
        ),
      ),
      row('RF-INFECTION', 'urgent', `${fever}, back pain, its own cause, dialysis`, [fever, BACK], {
        history: [['febrile-illness', 0], 'dialysis'],
      }),
      row(
        'RF-INFECTION',
        'emergent',
        `${fever}, back pain, its own cause, weakness`,
        [fever, BACK, WEAK],
        flu,
      ),
    ];
  }),
  row('RF-INFECTION', null, 'a fever that was told of 4 days ago, back pain', [
    BACK,
    ['fever', true, undefined, 4],
  ]),
  row('RF-INFECTION', 'soon', 'CRP of 11 without a range, back pain', [BACK, ['crp-mg-l', 11]]),
  row('RF-INFECTION', null, 'CRP of 10 without a range, back pain', [BACK, ['crp-mg-l', 10]]),
  row('RF-INFECTION', null, 'CRP of 11 within the range, back pain', [
    BACK,
    ['crp-mg-l', 11],
    ['crp-esr-raised', false],
  ]),
  row('RF-INFECTION', 'urgent', 'fever, sciatica on the list, dialysis', [['fever', true]], {
    history: ['sciatica', 'dialysis'],
  }),
  row('RF-INFECTION', 'urgent', 'endocarditis with back pain', [BACK], { history: ['endocarditis'] }),
  row('RF-INFECTION', 'urgent', 'bacteraemia with back pain', [BACK, BACTERAEMIA]),
  row('RF-INFECTION', null, 'bacteraemia with leg pain', [LEG, BACTERAEMIA]),
  row('RF-INFECTION', 'soon', 'raised CRP with back pain', [BACK, RAISED]),
  row('RF-INFECTION', null, 'raised CRP with leg pain', [LEG, RAISED]),
  row('RF-INFECTION', 'emergent', 'raised CRP, back pain, weakness', [BACK, RAISED, WEAK]),
  row('RF-INFECTION', null, 'night sweats with back pain', [BACK, ['night-sweats', true]]),
  ...FEATURES.flatMap((feature) => [
    row('RF-INFECTION', 'emergent', `fever, back pain, ${feature[0]}`, [BACK, ['fever', true], feature]),
    row('RF-INFECTION', 'emergent', `raised CRP, back pain, ${feature[0]}`, [BACK, RAISED, feature]),
  ]),
];

const cancer = { history: ['cancer-history'] as const };
const malignancy: FlagRow[] = [
  ...(['cancer-history', 'active-cancer'] as const).flatMap((id) => [
    row('RF-MALIGNANCY', 'soon', `${id} with back pain`, [BACK], { history: [id] }),
    row('RF-MALIGNANCY', 'soon', `${id} with leg pain`, [LEG], { history: [id] }),
    row('RF-MALIGNANCY', 'urgent', `${id} with weakness`, [LEG, WEAK], { history: [id] }),
    row('RF-MALIGNANCY', null, `${id} alone`, [], { history: [id] }),
  ]),
  row('RF-MALIGNANCY', 'soon', 'with sciatica on the list', [], { history: ['cancer-history', 'sciatica'] }),
  row('RF-MALIGNANCY', 'urgent', 'with weight loss', [BACK, ['weight-loss-unexplained', true]], cancer),
  row('RF-MALIGNANCY', 'urgent', 'with night pain', [BACK, ['night-pain-unremitting', true]], cancer),
  row('RF-MALIGNANCY', 'urgent', 'with foot drop', [['foot-drop', true, 'L']], cancer),
  row('RF-MALIGNANCY', 'emergent', 'with a Babinski sign', [BACK, ['babinski', true, 'L']], cancer),
  row('RF-MALIGNANCY', 'emergent', 'with saddle numbness', [BACK, ['saddle-sensory-change', true]], cancer),
  row(
    'RF-MALIGNANCY',
    'emergent',
    'with an incontinence of 30 days',
    [BACK, leak, ['ces-onset-days', 30]],
    cancer,
  ),
  row(
    'RF-MALIGNANCY',
    'soon',
    'with an early warning of cauda equina',
    [LEG, ['progressed-to-bilateral', true]],
    cancer,
  ),
  row('RF-MALIGNANCY', 'soon', 'weight loss at 50', [BACK, ['weight-loss-unexplained', true]], { age: 50 }),
  row('RF-MALIGNANCY', 'soon', 'weight loss at 50, leg pain', [LEG, ['weight-loss-unexplained', true]], {
    age: 50,
  }),
  row('RF-MALIGNANCY', null, 'weight loss at 49', [BACK, ['weight-loss-unexplained', true]], { age: 49 }),
  row('RF-MALIGNANCY', null, 'weight loss without pain', [['weight-loss-unexplained', true]], { age: 60 }),
  row('RF-MALIGNANCY', null, 'night pain without cancer', [BACK, ['night-pain-unremitting', true]], {
    age: 60,
  }),
];

const fall: Given = ['minor-trauma', true];
const percussion: readonly Given[] = [BACK, since(5), ['spinal-percussion-tender', true]];
const bruise: Given = ['contusion', true];
const fracture: FlagRow[] = [
  row('RF-FRACTURE', 'soon', 'percussion tenderness at 75', percussion, { age: 75 }),
  row('RF-FRACTURE', null, 'percussion tenderness at 74', percussion, { age: 74 }),
  row('RF-FRACTURE', 'soon', 'a step at 75', [BACK, since(5), ['step-off', true]], { age: 75 }),
  row('RF-FRACTURE', null, 'new back pain at 75', [BACK, since(5)], { age: 75 }),
  row('RF-FRACTURE', 'urgent', 'major trauma', [['major-trauma', true]]),
  row('RF-FRACTURE', 'soon', 'a bruise with back pain', [bruise, BACK]),
  row('RF-FRACTURE', null, 'a bruise alone', [bruise]),
  row('RF-FRACTURE', null, 'a fall with back pain', [fall, BACK], { age: 69 }),
  row('RF-FRACTURE', 'soon', 'a fall with back pain at 70', [fall, BACK], { age: 70 }),
  row('RF-FRACTURE', null, 'a fall at 70 without back pain', [fall], { age: 70 }),
  ...(['buttock-pain', 'groin-pain'] as const).map((pain) =>
    row('RF-FRACTURE', null, `new ${pain}, strong bone`, [[pain, true, 'L'], since(5)]),
  ),
  ...(['osteoporosis', 'chronic-steroids'] as const).flatMap((id) => [
    row('RF-FRACTURE', 'soon', `a fall, back pain, ${id}`, [fall, BACK], { history: [id] }),
    row('RF-FRACTURE', null, `back pain, ${id}`, [BACK], { history: [id] }),
    row('RF-FRACTURE', null, `a fall, ${id}`, [fall], { history: [id] }),
    row('RF-FRACTURE', 'soon', `back pain for 42 days, ${id}`, [BACK, since(42)], { history: [id] }),
    row('RF-FRACTURE', null, `back pain for 43 days, ${id}`, [BACK, since(43)], { history: [id] }),
    ...(['buttock-pain', 'groin-pain'] as const).flatMap((pain) => [
      row('RF-FRACTURE', 'soon', `new ${pain}, ${id}`, [[pain, true, 'L'], since(5)], { history: [id] }),
      row('RF-FRACTURE', null, `${pain} of unknown onset, ${id}`, [[pain, true, 'L']], { history: [id] }),
    ]),
    ...(['hip-ir-painful', 'weight-bearing-refused'] as const).flatMap((sign) => [
      row(
        'RF-FRACTURE',
        'urgent',
        `new groin pain, ${sign}, ${id}`,
        [['groin-pain', true, 'L'], [sign, true, 'L'], since(5)],
        { history: [id] },
      ),
      row(
        'RF-FRACTURE',
        'soon',
        `new groin pain, ${sign} of the other hip, ${id}`,
        [['groin-pain', true, 'L'], [sign, true, 'R'], since(5)],
        { history: [id] },
      ),
    ]),
  ]),
  ...(['osteoporosis', 'chronic-steroids'] as const).flatMap((id) => [
    row('RF-FRACTURE', null, `new leg pain, ${id}`, [LEG, since(5)], { history: [id] }),
    ...(['hip-ir-painful', 'weight-bearing-refused'] as const).map((sign) =>
      row(
        'RF-FRACTURE',
        null,
        `groin pain of unknown onset, ${sign}, ${id}`,
        [
          ['groin-pain', true, 'L'],
          [sign, true, 'L'],
        ],
        { history: [id] },
      ),
    ),
  ]),
  row('RF-FRACTURE', null, 'new groin pain, painful rotation, strong bone', [
    ['groin-pain', true, 'L'],
    ['hip-ir-painful', true, 'L'],
    since(5),
  ]),
  row(
    'RF-FRACTURE',
    null,
    'percussion tenderness at 75, onset unknown',
    [BACK, ['spinal-percussion-tender', true]],
    {
      age: 75,
    },
  ),
  row(
    'RF-FRACTURE',
    null,
    'percussion tenderness at 75, for 43 days',
    [BACK, since(43), ['step-off', true]],
    {
      age: 75,
    },
  ),
  row(
    'RF-FRACTURE',
    null,
    'percussion tenderness at 75, leg pain',
    [LEG, since(5), ['spinal-percussion-tender', true]],
    {
      age: 75,
    },
  ),
  ...(
    [
      ['leg-pain', true, 'L'],
      ['groin-pain', true, 'L'],
      ['hip-pain', true, 'L'],
      ['buttock-pain', true, 'L'],
      ['pain-path', ['anterior-thigh'], 'L'],
      ['weight-bearing-refused', true, 'L'],
    ] as const
  ).flatMap((sign) => [
    row('RF-FRACTURE', 'urgent', `hip broken, ${sign[0]}`, [sign], { history: [['hip-fracture', 42, 'L']] }),
    row('RF-FRACTURE', 'urgent', `a hip broken, side not said, ${sign[0]}`, [sign], {
      history: [['hip-fracture', 42]],
    }),
    row('RF-FRACTURE', null, `the other hip broken, ${sign[0]}`, [sign], {
      history: [['hip-fracture', 42, 'R']],
    }),
  ]),
  ...[BACK, EXAMINED, WEAK].map((sign) =>
    row('RF-FRACTURE', null, `hip broken, ${sign[0]}`, [sign], { history: [['hip-fracture', 42, 'L']] }),
  ),
  row('RF-FRACTURE', 'soon', 'steroids and back pain at 70', [BACK], {
    age: 70,
    history: ['chronic-steroids'],
  }),
  row('RF-FRACTURE', null, 'steroids and back pain at 69', [BACK], {
    age: 69,
    history: ['chronic-steroids'],
  }),
  row('RF-FRACTURE', null, 'steroids at 70 without back pain', [], {
    age: 70,
    history: ['chronic-steroids'],
  }),
  row('RF-FRACTURE', 'soon', 'steroids, osteoporosis and back pain', [BACK], {
    history: ['chronic-steroids', 'osteoporosis'],
  }),
  row('RF-FRACTURE', null, 'osteoporosis and back pain at 70', [BACK], {
    age: 70,
    history: ['osteoporosis'],
  }),
  row('RF-FRACTURE', 'urgent', 'a bruise, back pain, weakness', [bruise, BACK, WEAK]),
  row('RF-FRACTURE', 'urgent', 'a bruise, back pain, foot drop', [bruise, BACK, ['foot-drop', true, 'L']]),
  ...FEATURES.map((feature) =>
    row('RF-FRACTURE', 'emergent', `a bruise, back pain, ${feature[0]}`, [bruise, BACK, feature]),
  ),
];

const mass: Given = ['pulsatile-abdominal-mass', true];
const flank: Given = ['abdominal-flank-pain', true];
const collapse: Given = ['syncope-hypotension', true];
const aaa = { history: ['aaa'] as const };
const aorta: FlagRow[] = [
  row('RF-AAA', 'urgent', 'a mass alone', [mass]),
  row('RF-AAA', null, 'a mass of a known aneurysm', [mass], aaa),
  row('RF-AAA', 'emergent', 'a mass, sciatica on the list', [mass], { history: ['sciatica'] }),
  row('RF-AAA', 'emergent', 'ruptured, by code', [], { history: ['aaa-ruptured'] }),
  row('RF-AAA', 'urgent', '3.0 cm, back pain', [['aortic-diameter-cm', 3, undefined, 400], BACK]),
  row('RF-AAA', null, '2.9 cm, back pain', [['aortic-diameter-cm', 2.9], BACK]),
  row('RF-AAA', 'urgent', 'known, groin pain', [['groin-pain', true, 'L']], aaa),
  row(
    'RF-AAA',
    'emergent',
    'known, back pain for a year, systolic 99',
    [BACK, since(365), ['sbp-mmhg', 99]],
    aaa,
  ),
  row('RF-AAA', 'urgent', 'known, back pain, systolic 100', [BACK, ['sbp-mmhg', 100]], aaa),
  row(
    'RF-AAA',
    'emergent',
    'known, back pain, 130 and 95 on one day',
    [BACK, ['sbp-mmhg', 130], ['sbp-mmhg', 95]],
    aaa,
  ),
  row('RF-AAA', 'emergent', 'known, leg pain, systolic 99', [LEG, ['sbp-mmhg', 99]], aaa),
  row('RF-AAA', null, 'known, leg pain, systolic 100', [LEG, ['sbp-mmhg', 100]], aaa),
  row('RF-AAA', null, 'known, systolic 99 alone', [['sbp-mmhg', 99]], aaa),
  ...[BACK, LEG, flank].map((pain) => row('RF-AAA', 'emergent', `a mass with ${pain}`, [mass, pain])),
  row('RF-AAA', 'emergent', 'known, flank pain', [flank], aaa),
  row('RF-AAA', 'emergent', 'known, collapse', [collapse], aaa),
  row('RF-AAA', 'urgent', 'known, back pain, onset unknown', [BACK], aaa),
  row('RF-AAA', null, 'known, leg pain since 2 days', [LEG, since(2)], aaa),
  row('RF-AAA', 'urgent', 'known, back pain since 14 days', [BACK, since(14)], aaa),
  row('RF-AAA', null, 'known, back pain since 15 days', [BACK, since(15)], aaa),
  row('RF-AAA', null, 'back pain since 2 days', [BACK, since(2)]),
  row('RF-AAA', 'emergent', 'collapse with back pain at 60', [BACK, collapse], { age: 60 }),
  row('RF-AAA', 'emergent', 'collapse with flank pain at 60', [flank, collapse], { age: 60 }),
  row('RF-AAA', null, 'collapse with back pain at 59', [BACK, collapse], { age: 59 }),
  row('RF-AAA', null, 'collapse with leg pain at 60', [LEG, collapse], { age: 60 }),
  row('RF-AAA', null, 'collapse alone at 60', [collapse], { age: 60 }),
  row('RF-AAA', null, 'flank pain at 60', [flank, BACK], { age: 60 }),
];

const sudden: Given = ['acute-limb-onset', true, 'L'];
const cold: Given = ['limb-cold', true, 'L'];
const pale: Given = ['limb-pallor', true, 'L'];
const numb: Given = ['numbness', 'slight', 'L'];
const weak: Given = ['weakness-subjective', true, 'L'];
const pulses = (value: string): Given => ['pulses', value, 'L'];
const limb: FlagRow[] = [
  row('RF-ALI', null, 'sudden onset alone', [sudden]),
  row('RF-ALI', null, 'cold and pale, not sudden', [cold, pale]),
  row('RF-ALI', null, 'absent pulses, sudden onset denied', [
    cold,
    pulses('absent'),
    ['acute-limb-onset', false, 'L'],
  ]),
  ...[cold, pale, numb, weak, WEAK].map((sign) =>
    row('RF-ALI', 'emergent', `pulses absent, ${sign[0]}, onset unknown`, [pulses('absent'), sign]),
  ),
  ...[cold, pale].map((sign) =>
    row('RF-ALI', 'urgent', `pulses diminished, ${sign[0]}, onset unknown`, [pulses('diminished'), sign]),
  ),
  row('RF-ALI', 'emergent', 'for 14 days, pulses absent, cold', [since(14), pulses('absent'), cold]),
  row('RF-ALI', null, 'for 15 days, pulses absent, cold', [since(15), pulses('absent'), cold]),
  row('RF-ALI', 'emergent', 'sudden by its own field, pulses absent, numb', [
    ['pain-onset-speed', 'sudden'],
    pulses('absent'),
    numb,
  ]),
  row('RF-ALI', 'urgent', 'sudden by its own field, cold, nobody felt the pulses', [
    ['pain-onset-speed', 'sudden'],
    cold,
  ]),
  row('RF-ALI', null, 'gradual by its own field, cold, nobody felt the pulses', [
    ['pain-onset-speed', 'gradual'],
    cold,
  ]),
  row('RF-ALI', null, 'sudden 15 days ago, cold, nobody felt the pulses', [
    ['pain-onset-speed', 'sudden'],
    since(15),
    cold,
  ]),
  row('RF-ALI', 'urgent', 'sudden pain 14 days ago, pulses absent, no other sign', [
    ['pain-onset-speed', 'sudden'],
    since(14),
    LEG,
    pulses('absent'),
  ]),
  row('RF-ALI', null, 'sudden pain, nobody felt the pulses, no other sign', [sudden, LEG]),
  row('RF-ALI', null, 'pain for months, pulses absent, no other sign', [since(90), LEG, pulses('absent')]),
  row('RF-ALI', 'emergent', 'known arterial disease, pulses absent, numb', [pulses('absent'), cold, numb], {
    history: ['pad'],
  }),
  row('RF-ALI', 'urgent', 'index of 0.39 and leg pain for 5 days', [LEG, ['abi', 0.39, 'L'], since(5)]),
  ...([0, 60] as const).map((days) =>
    row('RF-ALI', null, `occlusion coded ${days} days ago, examined, no symptom`, [EXAMINED], {
      history: [['arterial-occlusion-leg', days]],
    }),
  ),
  ...(['rest-pain', 'foot-ulcer'] as const).map((sign) =>
    row('RF-ALI', 'urgent', `${sign}, occlusion coded 60 days ago`, [[sign, true, 'L']], {
      history: [['arterial-occlusion-leg', 60]],
    }),
  ),
  row(
    'RF-ALI',
    null,
    'injured leg without pain, the other leg hurts at 7',
    [EXAMINED, ['leg-pain', true, 'R'], ['pain-nrs', 7]],
    { history: [['leg-injury-6w', 3, 'L']] },
  ),
  row('RF-ALI', 'urgent', 'sudden pain, pulses absent, no other sign', [sudden, LEG, pulses('absent')]),
  row(
    'RF-ALI',
    'urgent',
    'known arterial disease, pulses absent, cold, onset unknown',
    [pulses('absent'), cold],
    {
      history: ['pad'],
    },
  ),
  row('RF-ALI', 'emergent', 'the same and weak', [pulses('absent'), cold, weak], { history: ['pad'] }),
  row('RF-ALI', 'emergent', 'the same and sudden', [sudden, pulses('absent'), cold], { history: ['pad'] }),
  row('RF-ALI', 'urgent', 'an older index of 0.8, pulses absent, cold', [
    ['abi', 0.8, 'L', 20],
    pulses('absent'),
    cold,
  ]),
  row('RF-ALI', 'urgent', 'index of 0.39 and leg pain', [LEG, ['abi', 0.39, 'L']]),
  row('RF-ALI', null, 'index of 0.4 and leg pain', [LEG, ['abi', 0.4, 'L']]),
  row('RF-ALI', null, 'index of 0.39 and leg pain for months', [LEG, ['abi', 0.39, 'L'], since(90)]),
  row('RF-ALI', 'urgent', 'index of 0.53 and 0.32 on one day', [LEG, ['abi', 0.53, 'L'], ['abi', 0.32, 'L']]),
  row('RF-ALI', null, 'index of 0.39 without a symptom', [['abi', 0.39, 'L']]),
  ...([0, 14, undefined] as const).map((days) =>
    row('RF-ALI', 'emergent', `occlusion coded, ${days} days, leg pain`, [LEG], {
      history: [['arterial-occlusion-leg', days]],
    }),
  ),
  row('RF-ALI', 'emergent', 'occlusion coded without a record of when', [LEG], {
    history: ['arterial-occlusion-leg'],
  }),
  row('RF-ALI', 'emergent', 'occlusion coded 14 days and a year ago, leg pain', [LEG], {
    history: [
      ['arterial-occlusion-leg', 14],
      ['arterial-occlusion-leg', 365],
    ],
  }),
  row('RF-ALI', 'urgent', 'occlusion coded 15 days and a year ago, leg pain', [LEG], {
    history: [
      ['arterial-occlusion-leg', 15],
      ['arterial-occlusion-leg', 365],
    ],
  }),
  ...[cold, pale].map((sign) =>
    row('RF-ALI', 'urgent', `${sign[0]} since 14 days, pulses normal 20 days ago`, [
      sign,
      since(14),
      ['pulses', 'normal', 'L', 20],
    ]),
  ),
  row('RF-ALI', 'urgent', 'sudden today, cold 2 days ago, pulses normal yesterday', [
    sudden,
    ['limb-cold', true, 'L', 2],
    ['pulses', 'normal', 'L', 1],
  ]),
  row('RF-ALI', 'urgent', 'occlusion coded 15 days ago, leg pain', [LEG], {
    history: [['arterial-occlusion-leg', 15]],
  }),
  row('RF-ALI', null, 'occlusion coded of the other leg', [LEG], {
    history: [['arterial-occlusion-leg', 0, 'R']],
  }),
  row('RF-ALI', null, 'occlusion coded, no symptom', [], { history: [['arterial-occlusion-leg', 0]] }),
  ...(['rest-pain', 'foot-ulcer'] as const).flatMap((sign) => [
    row('RF-ALI', 'urgent', `${sign} and weak pulses for months`, [
      [sign, true, 'L'],
      pulses('diminished'),
      since(90),
    ]),
    row('RF-ALI', 'urgent', `${sign} and an index of 0.9`, [[sign, true, 'L'], ['abi', 0.9, 'L'], since(90)]),
    row('RF-ALI', null, `${sign} and an index of 0.91`, [[sign, true, 'L'], ['abi', 0.91, 'L'], since(90)]),
    row('RF-ALI', 'urgent', `${sign} and known arterial disease`, [[sign, true, 'L']], { history: ['pad'] }),
    row('RF-ALI', null, `${sign} alone`, [[sign, true, 'L']]),
  ]),
  ...(
    [[LEG, ['pain-nrs', 7]], [numb], [['progressive-weakness', true, 'L']], [pulses('absent')]] as const
  ).flatMap((signs) => [
    row('RF-ALI', 'urgent', `injured leg, ${signs}`, signs, { history: [['leg-injury-6w', 3, 'L']] }),
    row('RF-ALI', null, `the other leg injured, ${signs}`, signs, { history: [['leg-injury-6w', 3, 'R']] }),
  ]),
  row('RF-ALI', null, 'injured leg, pain of 6', [LEG, ['pain-nrs', 6]], {
    history: [['leg-injury-6w', 3, 'L']],
  }),
  row('RF-ALI', 'urgent', 'cold since today, pulses normal 29 days ago', [
    sudden,
    cold,
    ['pulses', 'normal', 'L', 29],
  ]),
  row(
    'RF-ALI',
    'emergent',
    'back pain for 60 days, pulses felt 20 days ago, cold and pale leg suddenly today',
    [
      BACK,
      ['pain-onset-days', 60],
      ['acute-limb-onset', true, 'L'],
      ['limb-cold', true, 'L'],
      ['limb-pallor', true, 'L'],
      ['pulses', 'normal', 'L', 20],
    ],
  ),
  row('RF-ALI', null, 'the same, pulses felt today', [
    BACK,
    ['pain-onset-days', 60],
    ['acute-limb-onset', true, 'L'],
    ['limb-cold', true, 'L'],
    ['limb-pallor', true, 'L'],
    ['pulses', 'normal', 'L'],
  ]),
  row('RF-ALI', null, 'cold since 5 days, pulses normal 3 days ago', [
    cold,
    since(5),
    ['pulses', 'normal', 'L', 3],
  ]),
  ...[cold, pale].flatMap((sign) => [
    row('RF-ALI', 'urgent', `sudden with ${sign[0]}`, [sudden, sign]),
    row('RF-ALI', 'urgent', `sudden with ${sign[0]}, pulses weak`, [sudden, sign, pulses('diminished')]),
    row('RF-ALI', null, `sudden with ${sign[0]}, pulses normal`, [sudden, sign, pulses('normal')]),
    ...[numb, weak, WEAK].map((other) =>
      row('RF-ALI', 'emergent', `sudden with ${sign[0]} and ${other[0]}`, [sudden, sign, other]),
    ),
  ]),
  row('RF-ALI', 'emergent', 'sudden, cold and pale', [sudden, cold, pale]),
  row('RF-ALI', null, 'sudden, cold and pale, pulses normal', [sudden, cold, pale, pulses('normal')]),
  row('RF-ALI', null, 'sudden, numb and weak', [sudden, numb, weak]),
  ...[cold, pale, numb, weak, WEAK].map((sign) =>
    row('RF-ALI', 'emergent', `sudden, pulses absent, ${sign[0]}`, [sudden, pulses('absent'), sign]),
  ),
  row('RF-ALI', null, 'sudden, pulses absent, no other sign', [sudden, pulses('absent')]),
  row('RF-ALI', null, 'the signs are on the other leg', [sudden, ['limb-cold', true, 'R']]),
];

const vein: FlagRow[] = [
  row('RF-DVT', 'urgent', 'Wells 2', [['wells-score', 2, 'L']]),
  row('RF-DVT', null, 'Wells 1', [['wells-score', 1, 'R']]),
  row('RF-DVT', 'urgent', 'Wells 3 without a side', [['wells-score', 3]]),
  row('RF-DVT', 'urgent', 'on the problem list', [], { history: ['dvt-current'] }),
  ...(
    [
      ['leg-swollen', true, 'L'],
      ['calf-swollen-3cm', true, 'L'],
      ['pitting-oedema', true, 'L'],
      ['deep-vein-tender', true, 'L'],
      ['collateral-veins', true, 'L'],
    ] as const
  ).flatMap((item) => [
    row('RF-DVT', 'soon', `${item[0]} alone`, [item]),
    row('RF-DVT', 'urgent', `${item[0]} and active cancer`, [item], { history: ['active-cancer'] }),
    row('RF-DVT', 'urgent', `${item[0]} and a cancer of three months`, [item], {
      history: ['cancer-history', ['recent-cancer', 90]],
    }),
    row('RF-DVT', 'soon', `${item[0]} and a cancer of years ago`, [item], { history: ['cancer-history'] }),
    row('RF-DVT', 'urgent', `${item[0]} and cancer in palliative care`, [item], {
      history: ['cancer-history', 'palliative-care'],
    }),
    row('RF-DVT', 'urgent', `${item[0]} and an earlier thrombosis`, [item], { history: ['previous-dvt'] }),
    row('RF-DVT', 'urgent', `${item[0]} and 3/5`, [item, ['mrc-hip-flexion', 3, 'L']]),
    row('RF-DVT', 'soon', `${item[0]} and 4/5`, [item, ['mrc-hip-flexion', 4, 'L']]),
    row('RF-DVT', 'urgent', `${item[0]} and immobilised`, [item, ['immobilised', true]]),
    row('RF-DVT', null, `${item[0]}, total of 1 on the same day`, [item, ['wells-score', 1, 'L']]),
    row('RF-DVT', 'soon', `${item[0]}, total of 1 the day before`, [item, ['wells-score', 1, 'L', 1]]),
    row('RF-DVT', 'soon', `${item[0]}, 3/5 on the other leg`, [item, ['mrc-hip-flexion', 3, 'R']]),
  ]),
  ...MOVEMENTS.flatMap((id) => [
    row('RF-DVT', 'urgent', `whole leg swollen, ${id} 3`, [
      ['leg-swollen', true, 'L'],
      [id, 3, 'L'],
    ]),
    row('RF-DVT', 'soon', `whole leg swollen, ${id} 4`, [
      ['leg-swollen', true, 'L'],
      [id, 4, 'L'],
    ]),
  ]),
  ...(['cancer-history', 'palliative-care'] as const).map((id) =>
    row('RF-DVT', 'soon', `whole leg swollen, ${id} alone`, [['leg-swollen', true, 'L']], { history: [id] }),
  ),
  row(
    'RF-DVT',
    null,
    'whole leg swollen after an earlier thrombosis, total of 1 on the same day',
    [
      ['leg-swollen', true, 'L'],
      ['wells-score', 1, 'L'],
    ],
    { history: ['previous-dvt'] },
  ),
  row('RF-DVT', null, 'both legs swollen', [['leg-swollen', true, 'B']]),
  row('RF-DVT', 'soon', 'veins tender here, oedema of both legs', [
    ['deep-vein-tender', true, 'L'],
    ['pitting-oedema', true, 'B'],
  ]),
  row(
    'RF-DVT',
    null,
    'oedema of both legs after an earlier thrombosis and an operation',
    [['pitting-oedema', true, 'B']],
    {
      history: ['previous-dvt', 'major-surgery-12w'],
    },
  ),
  row('RF-DVT', null, 'pregnant with leg pain', [LEG], { pregnant: true }),
  row('RF-DVT', 'urgent', 'pregnant with a tender vein', [['deep-vein-tender', true, 'L']], {
    pregnant: true,
  }),
  row('RF-DVT', 'soon', 'leg pain with active cancer and an earlier thrombosis', [LEG], {
    history: ['active-cancer', 'previous-dvt'],
  }),
  row('RF-DVT', null, 'no symptom, operation and an earlier thrombosis', [EXAMINED], {
    history: ['major-surgery-12w', 'previous-dvt'],
  }),
  row('RF-DVT', 'soon', 'swollen calf, not measured', [['calf-swollen', true, 'L']]),
  row('RF-DVT', 'soon', 'swollen calf, total of 1 the day before', [
    ['calf-swollen', true, 'L'],
    ['wells-score', 1, 'L', 1],
  ]),
  row('RF-DVT', null, 'swollen calf, total of 1 on the same day', [
    ['calf-swollen', true, 'L'],
    ['wells-score', 1, 'L'],
  ]),
  row('RF-DVT', null, 'both calves swollen', [['calf-swollen', true, 'B']]),
  row('RF-DVT', 'soon', 'leg pain after surgery with an earlier thrombosis', [LEG], {
    history: ['major-surgery-12w', 'previous-dvt'],
  }),
  row('RF-DVT', null, 'leg pain after surgery', [LEG], { history: ['major-surgery-12w'] }),
];

const hipPain: Given = ['hip-pain', true, 'L'];
const septicJoint: FlagRow[] = [
  ...(
    [
      hipPain,
      ['groin-pain', true, 'L'],
      ['pain-path', ['groin'], 'L'],
      ['hip-ir-painful', true, 'L'],
      ['hip-groin-pain-passive', true, 'L'],
      ['weight-bearing-refused', true, 'L'],
    ] as const
  ).flatMap((sign) => [
    ...FEVERS.map((fever) => row('RF-SEPTIC-JOINT', 'urgent', `${fever} with ${sign[0]}`, [fever, sign])),
    row('RF-SEPTIC-JOINT', 'urgent', `CRP 21 with ${sign[0]}`, [['crp-mg-l', 21], sign]),
    row('RF-SEPTIC-JOINT', null, `CRP 20 with ${sign[0]}`, [
      ['crp-mg-l', 20],
      ['crp-esr-raised', true],
      sign,
    ]),
    row('RF-SEPTIC-JOINT', null, `${sign[0]} alone`, [sign]),
  ]),
  row('RF-SEPTIC-JOINT', null, 'fever with pain over the outer hip', [
    ['fever', true],
    ['hip-lateral-pain', true, 'L'],
  ]),
  row('RF-SEPTIC-JOINT', null, 'raised CRP without its figure, hip pain', [RAISED, hipPain]),
  row('RF-SEPTIC-JOINT', 'urgent', 'raised CRP without its figure, painful rotation', [
    RAISED,
    ['hip-ir-painful', true, 'L'],
  ]),
  row('RF-SEPTIC-JOINT', 'urgent', 'raised CRP without its figure, does not stand', [
    RAISED,
    ['weight-bearing-refused', true, 'L'],
  ]),
  row('RF-SEPTIC-JOINT', 'urgent', 'ESR 40, painful rotation', [
    ['esr-mm-h', 40],
    ['hip-ir-painful', true, 'L'],
  ]),
  row('RF-SEPTIC-JOINT', null, 'ESR 39, painful rotation', [
    ['esr-mm-h', 39],
    ['hip-ir-painful', true, 'L'],
  ]),
];

const bleeding: FlagRow[] = [
  ...(
    [
      [{ drugs: ['anticoagulant'] }, []],
      [{ history: ['anticoagulant-bleeding'] }, []],
      [{}, [['inr', 4]]],
    ] as const
  ).flatMap(([patient, more]) => {
    const on = (level: FlagRow['level'], title: string, findings: readonly Given[]) =>
      row('RF-BLEEDING', level, `${title} (${JSON.stringify(patient)})`, [...more, ...findings], patient);
    const severe: readonly Given[] = [['pain-nrs', 7], since(14), ['numbness', true, 'L']];
    return [
      on('urgent', 'hip flexion 4/5', [['mrc-hip-flexion', 4, 'L']]),
      on('urgent', 'knee extension 4/5 for 42 days', [['mrc-knee-extension', 4, 'L'], since(42)]),
      on(null, 'knee extension 4/5 for 43 days', [['mrc-knee-extension', 4, 'L'], since(43)]),
      on(null, 'hip flexion 5/5', [['mrc-hip-flexion', 5, 'L']]),
      on(null, 'knee extension 5/5', [['mrc-knee-extension', 5, 'L']]),
      on(null, 'leg pain, systolic 99', [LEG, ['sbp-mmhg', 99]]),
      on(null, 'both legs feel weak, no back pain', [['weakness-subjective', true, 'B']]),
      on(null, 'back pain, one leg feels weak', [BACK, ['weakness-subjective', true, 'L']]),
      on(null, 'back pain for 43 days, both legs feel weak', [
        BACK,
        since(43),
        ['weakness-subjective', true, 'B'],
      ]),
      on('urgent', 'severe new back pain, one leg feels weak', [
        BACK,
        ['pain-nrs', 7],
        since(14),
        ['weakness-subjective', true, 'L'],
      ]),
      on(null, 'ankle 4/5', [['mrc-ankle-dorsiflexion', 4, 'L']]),
      on('urgent', 'severe new back pain, numb', [BACK, ...severe]),
      on('urgent', 'severe new groin pain, numb', [['groin-pain', true, 'L'], ...severe]),
      on('urgent', 'severe new flank pain, numb', [['abdominal-flank-pain', true], ...severe]),
      on(null, 'severe new leg pain, numb', [LEG, ...severe]),
      on(null, 'new back pain of 6, numb', [BACK, ['pain-nrs', 6], since(14), ['numbness', true, 'L']]),
      on(null, 'severe back pain for 15 days, numb', [
        BACK,
        ['pain-nrs', 7],
        since(15),
        ['numbness', true, 'L'],
      ]),
      on(null, 'severe new back pain, no deficit', [BACK, ['pain-nrs', 7], since(14)]),
      on('emergent', 'hip flexion 4/5, both legs', [['mrc-hip-flexion', 4, 'B']]),
      on('emergent', 'hip flexion 4/5, sensory level', [
        ['mrc-hip-flexion', 4, 'L'],
        ['sensory-level', true],
      ]),
      on('emergent', 'hip flexion 4/5, retention', [
        ['mrc-hip-flexion', 4, 'L'],
        ['urinary-retention', true],
      ]),
      on('emergent', 'hip flexion 4/5, systolic 99', [
        ['mrc-hip-flexion', 4, 'L'],
        ['sbp-mmhg', 99],
      ]),
      on('emergent', 'hip flexion 4/5, collapse', [
        ['mrc-hip-flexion', 4, 'L'],
        ['syncope-hypotension', true],
      ]),
      on('emergent', 'back pain, both legs feel weak', [BACK, ['weakness-subjective', true, 'B']]),
      on('emergent', 'back pain, sensory level', [BACK, ['sensory-level', true]]),
      on('emergent', 'back pain, saddle numbness', [BACK, ['saddle-sensory-change', true]]),
      on(null, 'back pain for 43 days, saddle numbness', [BACK, ['saddle-sensory-change', true], since(43)]),
      on('urgent', 'severe new flank pain, feeling of the front of the thigh lost', [
        ['abdominal-flank-pain', true],
        ['pain-nrs', 9],
        since(2),
        ['sens-anterior-thigh', 'reduced', 'L'],
      ]),
      on('urgent', 'severe new flank pain, knee reflex lost', [
        ['abdominal-flank-pain', true],
        ['pain-nrs', 9],
        since(2),
        ['reflex-patellar', 'absent', 'L'],
      ]),
    ];
  }),
  row('RF-BLEEDING', null, 'INR 3.9, hip flexion 4/5', [
    ['inr', 3.9],
    ['mrc-hip-flexion', 4, 'L'],
  ]),
  row('RF-BLEEDING', null, 'no anticoagulant, back pain, both legs feel weak', [
    BACK,
    ['weakness-subjective', true, 'B'],
  ]),
  row('RF-BLEEDING', null, 'no anticoagulant, hip flexion 4/5', [['mrc-hip-flexion', 4, 'L']]),
];

export const flagRows: readonly FlagRow[] = [
  ...caudaEquina,
  ...caudaEquinaEarly,
  ...motor,
  ...smallChild,
  ...upperMotorNeurone,
  ...infection,
  ...malignancy,
  ...fracture,
  ...aorta,
  ...limb,
  ...vein,
  ...septicJoint,
  ...bleeding,
];
