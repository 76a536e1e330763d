/**
 * Every row of the tables of section 5.2: its weights and cluster as the specification prints them, a
 * chart that makes it present and one that makes it absent. `null`: it is never absent (a problem list
 * never says so) or never present by itself. The left leg is read.
 */
import type { DiagnosisId } from '../../../rules/engine/ids.ts';
import type { Given, VignetteChart } from '../../../rules/engine/rule.ts';
import { MOVEMENTS } from './movements.ts';

export interface ItemCase {
  readonly table: DiagnosisId;
  readonly item: string;
  readonly present: number;
  readonly absent: number;
  readonly cluster: string;
  /** Each of these makes it present. */
  readonly yes: readonly VignetteChart[];
  /** Each of these makes it absent. */
  readonly no: readonly VignetteChart[];
  /** Each of these leaves it open, although something nearby is documented. */
  readonly open: readonly VignetteChart[];
}

const on = (...findings: Given[]): VignetteChart => ({ findings });
const aged = (age: number): VignetteChart => ({ age, findings: [] });
const known = (...history: NonNullable<VignetteChart['history']>): VignetteChart => ({
  history,
  findings: [],
});

const yesNo = (id: Given[0], side: 'L' | undefined = 'L') => ({
  yes: [on([id, true, side])],
  no: [on([id, false, side])],
});
const listed = (id: Given[0], ...items: string[]) => ({
  yes: items.map((item) => on([id, [item], 'L'])),
  no: [on([id, items.map((item) => `!${item}`), 'L'])],
  open: [on([id, [id === 'pain-quality' ? 'heavy' : 'lying'], 'L'])],
});
const documented = (...ids: NonNullable<VignetteChart['history']>) => ({
  yes: ids.map((id) => known(id)),
  no: [],
});
const from = (years: number) => ({ yes: [aged(years)], no: [aged(years - 1)] });
const under = (years: number) => ({ yes: [aged(years - 1)], no: [aged(years)] });

const BELOW = [
  'anterior-leg',
  'medial-leg',
  'lateral-leg',
  'posterior-calf',
  'medial-ankle',
  'dorsal-foot',
  'great-toe',
  'heel',
  'lateral-foot',
  'sole',
];
const LEG_REGIONS = [
  'buttock',
  'groin',
  'anterior-thigh',
  'lateral-hip',
  'lateral-thigh',
  'posterior-thigh',
  'medial-knee',
  ...BELOW,
];
const belowKnee = {
  yes: [on(['pain-below-knee', true, 'L']), ...BELOW.map((region) => on(['pain-path', [region], 'L']))],
  no: [
    on(['pain-below-knee', false, 'L']),
    on(['pain-path', ['buttock'], 'L']),
    on(['pain-path', BELOW.map((region) => `!${region}`), 'L']),
  ],
  open: [on(['pain-path', ['!heel'], 'L']), on(['leg-pain', true, 'L'])],
};
const swapped = ({ yes, no, ...rest }: { yes: readonly VignetteChart[]; no: readonly VignetteChart[] }) => ({
  ...rest,
  yes: no,
  no: yes,
});
const cough = {
  ...listed('pain-aggravating', 'cough-sneeze-strain-leg'),
  open: [on(['pain-aggravating', ['cough-sneeze-strain-back'], 'L'])],
};
const shooting = listed('pain-quality', 'shooting', 'electric');
const leaning = {
  yes: [
    on(['pain-relieving', ['leaning-forward'], 'L']),
    on(['pain-relieving', ['flexion'], 'L']),
    on(['shopping-cart', true]),
  ],
  no: [on(['pain-relieving', ['!leaning-forward', '!flexion'], 'L']), on(['shopping-cart', false])],
  open: [on(['pain-relieving', ['sitting'], 'L'])],
};
const sittingOrLeaning = {
  yes: [on(['pain-relieving', ['sitting'], 'L']), ...leaning.yes],
  no: [on(['pain-relieving', ['!sitting'], 'L']), ...leaning.no],
};
const sensory = {
  yes: [
    on(['numbness', 'slight', 'L']),
    on(['numbness', true, 'L']),
    on(['tingling', 'severe', 'L']),
    ...LEG_REGIONS.map((region) => on(['sensory-region', [region], 'L'])),
  ],
  no: [on(['numbness', 'none', 'L']), on(['tingling', false, 'L'])],
  open: [on(['pain-quality', ['tingling'], 'L'])],
};

const REFLEXES = ['reflex-patellar', 'reflex-achilles', 'reflex-medial-hamstring'] as const;
const KEY_POINTS = [
  'sens-anterior-thigh',
  'sens-medial-knee',
  'sens-medial-ankle',
  'sens-lateral-leg',
  'sens-dorsal-foot',
  'sens-lateral-foot',
  'sens-posterior-calf',
] as const;

const motor = {
  yes: [
    ...MOVEMENTS.map((id) => on([id, 4, 'L'])),
    on(['foot-drop', true, 'L']),
    on(['heel-walk-unable', true, 'L']),
  ],
  no: [
    ...MOVEMENTS.map((id) => on([id, 5, 'L'])),
    on(['foot-drop', false, 'L']),
    on(['heel-walk-unable', false, 'L']),
  ],
  open: [on(['mrc-hip-flexion', 4, 'R']), on(['weakness-subjective', true, 'L'])],
};
const reflex = {
  yes: REFLEXES.flatMap((id) => [on([id, 'reduced', 'L']), on([id, 'absent', 'L'], [id, 'normal', 'R'])]),
  no: REFLEXES.flatMap((id) => [
    on([id, 'normal', 'L']),
    on([id, 'increased', 'L']),
    on([id, 'reduced', 'L'], [id, 'absent', 'R']),
  ]),
  open: [on(['reflex-achilles', 'reduced', 'R'])],
};
const touch = {
  yes: KEY_POINTS.flatMap((id) => [on([id, 'reduced', 'L']), on([id, 'absent', 'L'])]),
  no: KEY_POINTS.flatMap((id) => [
    on([id, 'normal', 'L']),
    on([id, 'increased', 'L']),
    on([id, 'reduced', 'B']),
  ]),
  open: [on(['numbness', 'severe', 'L'])],
};
const motorOrReflex = {
  yes: [...motor.yes, ...reflex.yes],
  no: [on(['mrc-hip-flexion', 5, 'L']), on(['reflex-achilles', 'normal', 'L'])],
  open: [on(['sens-dorsal-foot', 'reduced', 'L'])],
};
const deficit = {
  yes: [...motor.yes, ...reflex.yes, ...touch.yes],
  no: [
    on(['mrc-hip-flexion', 5, 'L']),
    on(['reflex-achilles', 'normal', 'L']),
    on(['sens-dorsal-foot', 'normal', 'L']),
  ],
  open: [on(['slr', true, 'L'])],
};
const ofHipAbduction = ({ findings }: VignetteChart): boolean =>
  findings.some(([id]) => id === 'mrc-hip-abduction');
/** Weak hip abduction belongs to a painful hip, and says nothing either way. */
const deficitBeyondHip = {
  yes: deficit.yes.filter((chart) => !ofHipAbduction(chart)),
  no: deficit.no,
  open: [...deficit.open, ...deficit.yes.filter(ofHipAbduction)],
};
const allNormal: Given[] = [
  ['mrc-hip-flexion', 5, 'L'],
  ['reflex-achilles', 'normal', 'L'],
  ['sens-dorsal-foot', 'normal', 'L'],
];
const examined = {
  yes: [on(...allNormal)],
  no: [
    on(['mrc-hip-flexion', 4, 'L']),
    on(['reflex-achilles', 'absent', 'L']),
    on(['sens-dorsal-foot', 'absent', 'L']),
  ],
  open: [
    on(...allNormal.slice(1)),
    on(...allNormal.slice(0, 2)),
    on(allNormal[0] as Given, allNormal[2] as Given),
  ],
};
const bilateral = {
  yes: [
    on(['leg-pain', true, 'B']),
    on(['buttock-pain', true, 'B']),
    ...LEG_REGIONS.map((region) => on(['pain-path', [region], 'B'])),
    on(['leg-pain', true, 'L'], ['buttock-pain', true, 'R']),
  ],
  no: [on(['leg-pain', true, 'L'], ['leg-pain', false, 'R']), on(['leg-pain', false, 'L'])],
  open: [on(['foot-pain', true, 'B']), on(['leg-pain', true, 'L']), on(['leg-pain', true, 'R'])],
};
const footDrop = {
  yes: [
    on(['mrc-ankle-dorsiflexion', 4, 'L']),
    on(['foot-drop', true, 'L']),
    on(['heel-walk-unable', true, 'L']),
  ],
  no: [on(['mrc-ankle-dorsiflexion', 5, 'L'])],
};
const feet = ['dorsal-foot', 'great-toe', 'heel', 'lateral-foot', 'sole'];

const QUALITIES = [
  'throbbing',
  'cramping',
  'burning',
  'searing',
  'shooting',
  'electric',
  'lancinating',
  'stabbing',
  'tingling',
  'pins-needles',
  'cold',
  'heavy',
];
const closedOn = (...items: string[]): VignetteChart => ({
  closed: true,
  findings: [['pain-quality', items, 'L']],
});

const SIJ_TESTS = [
  'thigh-thrust',
  'sij-distraction',
  'sij-compression',
  'sacral-thrust',
  'gaenslen',
  'faber',
];
/** The first `positive` of `done` sacroiliac tests are positive. */
const sij = (positive: number, done: number, ...more: Given[]): VignetteChart =>
  on(...SIJ_TESTS.slice(0, done).map((id, n): Given => [id as Given[0], n < positive, 'L']), ...more);
/** Each test in turn is the one that is missing or negative. */
const rotated = (make: (tests: string[]) => Given[]) =>
  SIJ_TESTS.map((_, n) => on(...make([...SIJ_TESTS.slice(n), ...SIJ_TESTS.slice(0, n)])));

const weakness = (...ids: readonly Given[0][]) => ({
  yes: ids.map((id) => on([id, 4, 'L'])),
  no: ids.map((id) => on([id, 5, 'L'])),
  open: [on(['weakness-subjective', true, 'L'])],
});
const PROXIMAL = ['mrc-hip-flexion', 'mrc-hip-adduction', 'mrc-knee-extension'] as const;
const SOLE = ['sole', 'heel', 'great-toe'] as const;
const FEMORAL_POINTS = ['sens-anterior-thigh', 'sens-medial-knee', 'sens-medial-ankle'] as const;
const kneeReflex = {
  yes: [
    on(['reflex-patellar', 'reduced', 'L']),
    on(['reflex-patellar', 'absent', 'L'], ['reflex-patellar', 'normal', 'R']),
  ],
  no: [on(['reflex-patellar', 'normal', 'L']), on(['reflex-patellar', 'absent', 'B'])],
  open: [on(['reflex-patellar', 'reduced', 'R'])],
};

const rows: Readonly<
  Partial<
    Record<
      DiagnosisId,
      readonly (readonly [
        item: string,
        present: number,
        absent: number,
        cluster: string,
        cases: Partial<Pick<ItemCase, 'yes' | 'no' | 'open'>>,
      ])[]
    >
  >
> = {
  RADIC: [
    ['pain below knee', 2, -2, 'distribution', belowKnee],
    [
      'leg pain worse than back pain',
      2,
      -1,
      'distribution',
      {
        yes: [on(['pain-dominance', 'leg'])],
        no: [on(['pain-dominance', 'back']), on(['pain-dominance', 'equal'])],
      },
    ],
    [
      'shooting/electric/lancinating/searing quality',
      2,
      0,
      'quality',
      listed('pain-quality', 'shooting', 'electric', 'lancinating', 'searing'),
    ],
    ['burning quality', 1, 0, 'quality', listed('pain-quality', 'burning')],
    [
      'only dull/aching/poorly localised',
      -2,
      0,
      'quality',
      {
        yes: ['dull', 'aching', 'poorly-localised'].map((item) => closedOn(item)),
        no: QUALITIES.map((item) => closedOn('aching', item)),
        open: [
          on(['pain-quality', ['aching'], 'L']),
          on(['pain-quality', QUALITIES.map((item) => `!${item}`), 'L']),
        ],
      },
    ],
    [
      'neuropathic screen positive (DN4>=4 or painDETECT>=19 or S-LANSS>=12)',
      2,
      -1,
      'quality',
      {
        yes: [on(['DN4', 4]), on(['painDETECT', 19]), on(['S-LANSS', 12])],
        no: [on(['DN4', 3]), on(['painDETECT', 18]), on(['S-LANSS', 11])],
      },
    ],
    ['cough/sneeze/strain worsens LEG pain', 2, -1, 'provocation', cough],
    ['numbness or tingling in the limb', 2, -1, 'sensory-symptom', sensory],
    [
      'numbness only transient, like a limb that fell asleep',
      -2,
      0,
      'sensory-symptom',
      {
        yes: [
          on(['numbness', true, 'L'], ['numbness-temporal', 'transient', 'L']),
          on(['numbness', 'slight', 'L'], ['numbness-temporal', 'transient', 'L'], ['tingling', false, 'L']),
          on(['sensory-region', ['sole'], 'L'], ['numbness-temporal', 'transient', 'L']),
        ],
        no: [
          on(['numbness-temporal', 'continuous', 'L']),
          on(['numbness', true, 'L'], ['numbness-temporal', 'transient', 'L'], ['tingling', true, 'L']),
        ],
        open: [on(['numbness', true, 'L']), on(['numbness-temporal', 'transient', 'L'])],
      },
    ],
    ['myotomal weakness (MRC<5) or foot drop', 3, 0, 'deficit', motor],
    ['ipsilateral reflex reduced/absent', 3, 0, 'deficit', reflex],
    ['dermatomal sensory loss', 2, 0, 'deficit', touch],
    ['motor, reflex and sensory all examined and normal', -2, 0, 'deficit', examined],
    [
      'unilateral buttock pain eased by walking/stretching/gentle movement',
      1,
      0,
      'relief',
      {
        yes: ['walking', 'stretching', 'gentle-movement'].map((item) =>
          on(['buttock-pain', true, 'L'], ['pain-relieving', [item], 'L']),
        ),
        no: [
          on(['buttock-pain', true, 'B'], ['pain-relieving', ['walking'], 'L']),
          on(['buttock-pain', false, 'L'], ['pain-relieving', ['walking'], 'L']),
        ],
        open: [on(['buttock-pain', true, 'L'])],
      },
    ],
    ['SLR positive', 2, -2, 'tension', yesNo('slr')],
    ['crossed SLR positive', 2, 0, 'tension', yesNo('crossed-slr')],
    ['slump positive', 3, -2, 'tension', yesNo('slump')],
    [
      'femoral stretch positive',
      3,
      0,
      'tension',
      {
        yes: [on(['femoral-stretch', true, 'L'])],
        no: [on(['femoral-stretch', false, 'L'])],
        open: [on(['crossed-femoral-stretch', false, 'L'])],
      },
    ],
    ['crossed femoral stretch positive', 3, 0, 'tension', yesNo('crossed-femoral-stretch')],
  ],
  LDH: [
    ['cough/sneeze/strain worsens LEG pain', 2, -1, 'provocation', cough],
    ['crossed SLR positive', 2, 0, 'tension', yesNo('crossed-slr')],
    ['SLR positive', 1, -2, 'tension', yesNo('slr')],
    ['age 18-50', 1, 0, 'age', { yes: [aged(18), aged(50)], no: [aged(17), aged(51)] }],
    ['age >=65', -1, 0, 'age', from(65)],
    ['worse sitting/flexion', 1, 0, 'position', listed('pain-aggravating', 'sitting', 'flexion')],
    [
      'leg pain worse than back pain',
      1,
      0,
      'distribution',
      { yes: [on(['pain-dominance', 'leg'])], no: [on(['pain-dominance', 'back'])] },
    ],
    [
      'sensory symptom or loss',
      1,
      0,
      'sensory',
      {
        yes: [...sensory.yes, ...touch.yes],
        no: [on(['numbness', 'none', 'L']), on(['sens-dorsal-foot', 'normal', 'L'])],
      },
    ],
    ['relieved by leaning forward', -2, 0, 'position', leaning],
    ['documented lumbar disc herniation', 4, 0, 'known', documented('lumbar-disc-herniation')],
  ],
  FORAM: [
    ['age >=50', 2, 0, 'age', from(50)],
    ['age <40', -2, 0, 'age', under(40)],
    ['documented lumbar DDD/spondylosis', 2, 0, 'known', documented('lumbar-ddd', 'lumbar-spondylosis')],
    ['shooting/electric quality', 1, 0, 'quality', shooting],
    [
      'worse standing/walking/extension',
      2,
      0,
      'position',
      listed('pain-aggravating', 'standing', 'walking', 'extension'),
    ],
    ['relieved sitting/leaning forward', 1, 0, 'relief', sittingOrLeaning],
    [
      'gradual onset',
      1,
      0,
      'onset',
      { yes: [on(['pain-onset-speed', 'gradual'])], no: [on(['pain-onset-speed', 'sudden'])] },
    ],
    ['SLR negative', 1, 0, 'tension', swapped(yesNo('slr'))],
    ['crossed SLR positive', -2, 0, 'tension', yesNo('crossed-slr')],
    ['extension-rotation reproduces leg pain', 1, 0, 'exam', yesNo('extension-rotation')],
    ['bilateral leg pain', -1, 0, 'distribution', bilateral],
  ],
  DDDREF: [
    ['low back pain present', 1, -3, 'backpain', yesNo('low-back-pain')],
    [
      'dull/aching/poorly localised',
      2,
      -1,
      'quality',
      listed('pain-quality', 'dull', 'aching', 'poorly-localised'),
    ],
    ['shooting/electric quality', -2, 0, 'quality', shooting],
    [
      'back pain worse than leg pain',
      2,
      -1,
      'distribution',
      { yes: [on(['pain-dominance', 'back'])], no: [on(['pain-dominance', 'leg'])] },
    ],
    ['pain confined above knee', 2, -2, 'distribution', swapped(belowKnee)],
    ['documented lumbar DDD/spondylosis', 2, 0, 'known', documented('lumbar-ddd', 'lumbar-spondylosis')],
    ['no neurological deficit on full exam', 1, -3, 'deficit', examined],
    ['SLR negative', 1, 0, 'tension', swapped(yesNo('slr'))],
    ['no numbness/tingling', 1, -1, 'sensory', swapped(sensory)],
    ['centralisation', 2, 0, 'exam', yesNo('centralization', undefined)],
  ],
  LSS: [
    ['age >=65', 2, 0, 'age', from(65)],
    ['age <60', -2, 0, 'age', under(60)],
    ['no pain when seated / relief sitting', 3, -1, 'seated', listed('pain-relieving', 'sitting')],
    ['improves bending/leaning forward', 4, -1, 'flexion', leaning],
    ['bilateral buttock or leg pain', 4, -1, 'bilateral', bilateral],
    [
      'neurogenic claudication pattern (walking provokes, sitting/flexion relieves)',
      3,
      -3,
      'claudication',
      {
        yes: sittingOrLeaning.yes.map(({ findings }) =>
          on(...findings, ['pain-aggravating', ['walking'], 'L']),
        ),
        no: [
          on(['pain-aggravating', ['!walking'], 'L']),
          on(['pain-aggravating', ['walking'], 'L'], ['pain-relieving', ['!sitting'], 'L']),
          on(['pain-aggravating', ['walking'], 'L'], ['shopping-cart', false]),
        ],
        open: [on(['pain-aggravating', ['walking'], 'L']), on(['pain-relieving', ['sitting'], 'L'])],
      },
    ],
    ['standing provokes', 2, -2, 'standing', listed('pain-aggravating', 'standing')],
    [
      'wide-based gait',
      4,
      0,
      'gait',
      { yes: [on(['gait', 'wide-based'])], no: [on(['gait', 'normal']), on(['gait', 'steppage'])] },
    ],
    ['abnormal Romberg', 3, 0, 'gait', yesNo('romberg', undefined)],
    ['SLR positive', -1, 0, 'tension', yesNo('slr')],
    ['walking relieves', -3, 0, 'walkrelief', listed('pain-relieving', 'walking')],
    [
      'calf pain relieved by standing still',
      -4,
      0,
      'vascular',
      {
        yes: [
          on(['pain-path', ['posterior-calf'], 'L'], ['pain-relieving', ['standing-still'], 'L']),
          on(
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['!walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
          ),
        ],
        no: [on(['pain-relieving', ['!standing-still'], 'L']), on(['pain-path', ['!posterior-calf'], 'L'])],
        open: [on(['pain-aggravating', ['walking'], 'L'], ['pain-relieving', ['standing-still'], 'L'])],
      },
    ],
    [
      'ABI <=0.90 or pulses abnormal',
      -2,
      0,
      'vascular',
      {
        yes: [on(['abi', 0.9, 'L']), on(['pulses', 'diminished', 'L']), on(['pulses', 'absent', 'L'])],
        no: [on(['abi', 0.91, 'L']), on(['pulses', 'normal', 'L'])],
      },
    ],
    [
      'gradual onset',
      1,
      0,
      'onset',
      { yes: [on(['pain-onset-speed', 'gradual'])], no: [on(['pain-onset-speed', 'sudden'])] },
    ],
    ['documented lumbar spinal stenosis', 4, 0, 'known', documented('lumbar-stenosis')],
  ],
  SPONDY: [
    ['documented spondylolisthesis', 4, 0, 'known', documented('spondylolisthesis')],
    ['palpable/visible step-off', 4, 0, 'exam', yesNo('step-off', undefined)],
    ['extension aggravates', 1, 0, 'position', listed('pain-aggravating', 'extension')],
    ['giving way / catching', 1, 0, 'instability', yesNo('giving-way')],
    ['standing/walking aggravates', 1, 0, 'position2', listed('pain-aggravating', 'standing', 'walking')],
    ['relief sitting/flexion', 1, 0, 'relief', sittingOrLeaning],
  ],
  SIJ: [
    [
      '>=3 provocation tests positive of >=4 done',
      3,
      0,
      'cluster',
      {
        yes: [
          sij(3, 4),
          sij(5, 5),
          ...rotated(([a, b, c, d]) => [
            [a as Given[0], true, 'L'],
            [b as Given[0], true, 'L'],
            [c as Given[0], true, 'L'],
            [d as Given[0], false, 'L'],
          ]),
        ],
        no: [sij(2, 6), sij(0, 4)],
        open: [sij(3, 3), sij(2, 4)],
      },
    ],
    [
      '0 positive of >=4 done',
      -5,
      0,
      'cluster',
      {
        yes: [
          sij(0, 4),
          sij(0, 6),
          ...rotated((tests) => tests.slice(0, 4).map((id): Given => [id as Given[0], false, 'L'])),
        ],
        no: [
          sij(1, 6),
          ...rotated(([first, ...rest]) => [
            [first as Given[0], true, 'L'],
            ...rest.map((id): Given => [id as Given[0], false, 'L']),
          ]),
        ],
        open: [
          sij(0, 3),
          ...rotated(([first, ...rest]) => [
            [first as Given[0], true, 'L'],
            ...rest.slice(1).map((id): Given => [id as Given[0], false, 'L']),
          ]),
        ],
      },
    ],
    [
      'no centralisation (with >=3 positive)',
      1,
      0,
      'cluster2',
      {
        yes: [sij(3, 4, ['centralization', false])],
        no: [sij(3, 4, ['centralization', true]), sij(2, 6, ['centralization', false])],
        open: [sij(3, 3, ['centralization', false]), sij(3, 4)],
      },
    ],
    [
      'unilateral buttock pain',
      1,
      0,
      'distribution',
      {
        yes: [on(['buttock-pain', true, 'L'])],
        no: [on(['buttock-pain', true, 'B']), on(['buttock-pain', false, 'L'])],
        open: [on(['buttock-pain', true, 'R'])],
      },
    ],
    [
      'groin pain',
      1,
      0,
      'distribution2',
      { ...yesNo('groin-pain'), open: [on(['pain-path', ['groin'], 'L'])] },
    ],
    ['worse sit-to-stand', 1, 0, 'position', listed('pain-aggravating', 'sit-to-stand')],
    [
      'pregnant or postpartum',
      1,
      0,
      'context',
      {
        yes: [{ pregnant: true, findings: [] }, known('postpartum')],
        no: [{ pregnant: false, findings: [] }],
      },
    ],
    ['objective neurological deficit', -2, 0, 'deficit', deficit],
    ['pain below knee', -1, 0, 'distribution3', belowKnee],
  ],
  PIRI: [
    ['buttock pain', 1, -2, 'q1', { ...yesNo('buttock-pain'), open: [on(['pain-path', ['buttock'], 'L'])] }],
    ['worse sitting', 1, -1, 'q2', listed('pain-aggravating', 'sitting')],
    ['tender over greater sciatic notch', 2, -1, 'q3', yesNo('sciatic-notch-tender')],
    ['FAIR / piriformis-tension manoeuvre positive', 3, -2, 'q4', yesNo('fair')],
    ['motor or reflex deficit', -3, 0, 'deficit', motorOrReflex],
    ['no low back pain', 1, 0, 'back', swapped(yesNo('low-back-pain'))],
    ['cough/sneeze/strain worsens LEG pain', -1, 0, 'provocation', cough],
  ],
  FACET: [
    ['twisting aggravates', 2, 0, 'twist', listed('pain-aggravating', 'twisting')],
    ['extension aggravates', 1, 0, 'ext', listed('pain-aggravating', 'extension')],
    ['extension-rotation test positive', 1, -3, 'exam', yesNo('extension-rotation')],
    [
      'groin/hip/upper-thigh ache, above knee',
      1,
      0,
      'distribution',
      {
        yes: [
          on(['groin-pain', true, 'L'], ['pain-below-knee', false, 'L']),
          on(['hip-lateral-pain', true, 'L'], ['pain-below-knee', false, 'L']),
          ...['groin', 'lateral-hip', 'anterior-thigh', 'lateral-thigh'].map((region) =>
            on(['pain-path', [region], 'L']),
          ),
        ],
        no: [
          on(['pain-path', ['buttock'], 'L']),
          on(['pain-path', ['groin', 'medial-leg'], 'L']),
          on(['groin-pain', false, 'L']),
          on(['groin-pain', true, 'L'], ['pain-below-knee', true, 'L']),
        ],
        open: [on(['groin-pain', true, 'L'])],
      },
    ],
    ['aching quality', 1, 0, 'quality', listed('pain-quality', 'aching')],
    ['age >=50', 1, 0, 'age', from(50)],
    ['objective neurological deficit', -3, 0, 'deficit', deficit],
    ['pain below knee', -2, 0, 'distribution2', belowKnee],
    ['centralisation', -2, 0, 'exam2', yesNo('centralization', undefined)],
  ],
  PAD: [
    ['ABI <=0.90', 6, 0, 'abi', { yes: [on(['abi', 0.9, 'L'])], no: [on(['abi', 0.91, 'L'])] }],
    [
      'ABI 1.00-1.40',
      -3,
      0,
      'abi',
      {
        yes: [on(['abi', 1, 'L']), on(['abi', 1.4, 'L'])],
        no: [on(['abi', 0.99, 'L']), on(['abi', 1.41, 'L'])],
      },
    ],
    [
      'pedal pulses abnormal',
      3,
      -2,
      'pulse',
      {
        yes: [on(['pulses', 'diminished', 'L']), on(['pulses', 'absent', 'L'])],
        no: [on(['pulses', 'normal', 'L'])],
      },
    ],
    ['iliac/femoral/popliteal bruit', 4, -1, 'bruit', yesNo('femoral-bruit')],
    ['skin of affected leg cool', 4, 0, 'cool', yesNo('limb-cold')],
    [
      'calf pain relieved by standing still',
      4,
      0,
      'claud',
      {
        yes: [
          on(['pain-path', ['posterior-calf'], 'L'], ['pain-relieving', ['standing-still'], 'L']),
          on(
            ['pain-path', ['posterior-calf'], 'L'],
            ['pain-aggravating', ['walking'], 'L'],
            ['pain-relieving', ['standing-still'], 'L'],
          ),
        ],
        no: [on(['pain-relieving', ['!standing-still'], 'L'])],
        open: [
          on(['pain-relieving', ['standing-still'], 'L']),
          on(['pain-path', ['posterior-calf'], 'L'], ['pain-aggravating', ['walking'], 'L']),
        ],
      },
    ],
    ['standing alone provokes', -2, 0, 'stand', listed('pain-aggravating', 'standing')],
    ['leaning forward relieves', -2, 0, 'flex', leaning],
    ['smoker', 1, 0, 'risk', documented('smoker')],
    ['diabetes', 1, 0, 'risk2', documented('diabetes')],
    ['documented PAD', 4, 0, 'known', documented('pad')],
  ],
  HIPOA: [
    ['groin pain', 1, 0, 'site', { ...yesNo('groin-pain'), open: [on(['pain-path', ['groin'], 'L'])] }],
    ['groin pain on passive abduction/adduction', 4, 0, 'exam', yesNo('hip-groin-pain-passive')],
    ['decreased passive hip adduction', 3, -3, 'exam2', yesNo('hip-adduction-limited')],
    ['hip internal rotation limited/painful', 2, -1, 'exam3', yesNo('hip-ir-painful')],
    ['age >=60', 1, 0, 'age', from(60)],
    ['age <60', -2, 0, 'age', under(60)],
    [
      'pain below knee with sensory symptoms',
      -2,
      0,
      'neuro',
      {
        yes: [on(['pain-below-knee', true, 'L'], ['numbness', 'slight', 'L'])],
        no: [on(['pain-below-knee', false, 'L']), on(['numbness', 'none', 'L'])],
        open: [on(['pain-below-knee', true, 'L']), on(['numbness', 'slight', 'L'])],
      },
    ],
    ['objective neurological deficit beyond hip abduction', -3, 0, 'deficit', deficitBeyondHip],
    ['documented hip OA', 4, 0, 'known', documented('hip-oa')],
  ],
  PERONEAL: [
    ['ankle dorsiflexion weak / foot drop', 1, -6, 'gate', footDrop],
    [
      'ankle inversion normal',
      3,
      -5,
      'inversion',
      { yes: [on(['mrc-ankle-inversion', 5, 'L'])], no: [on(['mrc-ankle-inversion', 4, 'L'])] },
    ],
    [
      'hip abduction normal',
      1,
      -4,
      'abduction',
      { yes: [on(['mrc-hip-abduction', 5, 'L'])], no: [on(['mrc-hip-abduction', 4, 'L'])] },
    ],
    ['Tinel at fibular neck', 3, 0, 'tinel', yesNo('tinel-fibular')],
    ['no low back pain', 1, -1, 'back', swapped(yesNo('low-back-pain'))],
    ['SLR positive', -2, 0, 'tension', yesNo('slr')],
    [
      'knee/leg compression, cast, weight loss or leg-crossing history',
      2,
      0,
      'history',
      documented('peroneal-risk'),
    ],
  ],
  POLYNEURO: [
    [
      'bilateral distal (stocking) sensory symptoms',
      3,
      -3,
      'pattern',
      {
        yes: feet.map((region) => on(['sensory-region', [region], 'B'])),
        no: [
          on(['sensory-region', ['lateral-leg'], 'B']),
          on(['sensory-region', ['sole'], 'L'], ['sensory-region', ['lateral-leg'], 'R']),
        ],
        open: [
          on(['numbness', 'severe', 'B']),
          on(['sensory-region', ['sole'], 'L']),
          on(['sensory-region', ['sole'], 'R']),
        ],
      },
    ],
    ['diabetes', 2, 0, 'risk', documented('diabetes')],
    [
      'alcohol, chemotherapy or B12 deficiency',
      1,
      0,
      'risk2',
      documented('alcohol-use-disorder', 'chemotherapy', 'b12-deficiency'),
    ],
    ...(
      [
        ['10-g monofilament abnormal bilaterally', 3, -1, 'mono', 'monofilament-abnormal'],
        ['vibration reduced bilaterally', 2, -1, 'vib', 'vibration-reduced'],
      ] as const
    ).map(
      ([item, present, absent, cluster, id]) =>
        [
          item,
          present,
          absent,
          cluster,
          {
            yes: [on([id, true, 'B'])],
            no: [
              on([id, false, 'B']),
              on([id, true, 'L'], [id, false, 'R']),
              on([id, false, 'L'], [id, true, 'R']),
            ],
            open: [on([id, true, 'L']), on([id, true, 'R'])],
          },
        ] as const,
    ),
    [
      'Achilles reflexes reduced bilaterally',
      1,
      0,
      'ach',
      {
        yes: [on(['reflex-achilles', 'reduced', 'B']), on(['reflex-achilles', 'absent', 'B'])],
        no: [
          on(['reflex-achilles', 'normal', 'B']),
          on(['reflex-achilles', 'absent', 'L'], ['reflex-achilles', 'normal', 'R']),
        ],
        open: [on(['reflex-achilles', 'reduced', 'L'])],
      },
    ],
    ['SLR positive', -2, 0, 'tension', yesNo('slr')],
  ],
  MERALGIA: [
    [
      'symptoms confined to lateral thigh',
      3,
      -3,
      'pattern',
      {
        yes: [
          on(['pain-path', ['lateral-thigh'], 'L']),
          on(['sensory-region', ['lateral-thigh'], 'L']),
          on(['pain-path', ['lateral-thigh', 'anterior-thigh'], 'L']),
          on(['pain-path', ['anterior-thigh'], 'L'], ['sensory-region', ['lateral-thigh'], 'L']),
        ],
        no: [
          on(['pain-path', ['lateral-thigh', 'heel'], 'L']),
          on(['pain-path', ['lateral-thigh'], 'L'], ['sensory-region', ['heel'], 'L']),
          on(['pain-path', ['heel'], 'L'], ['sensory-region', ['lateral-thigh'], 'L']),
        ],
        open: [on(['pain-path', ['!heel'], 'L']), on(['pain-path', ['anterior-thigh'], 'L'])],
      },
    ],
    ['pelvic compression test positive', 5, -3, 'exam', yesNo('pelvic-compression')],
    [
      'obesity, pregnancy, diabetes or tight belt',
      1,
      0,
      'risk',
      {
        yes: [known('obesity'), known('diabetes'), known('tight-belt'), { pregnant: true, findings: [] }],
        no: [{ pregnant: false, findings: [] }],
      },
    ],
    ['motor or reflex deficit', -4, 0, 'deficit', motorOrReflex],
    ['pain below knee', -3, 0, 'distribution', belowKnee],
  ],
  GTPS: [
    ['lateral hip pain', 1, -2, 'site', yesNo('hip-lateral-pain')],
    ['greater trochanter tender', 3, -3, 'exam', yesNo('gt-tender')],
    ['30-s single-leg stance reproduces', 3, 0, 'exam2', yesNo('single-leg-stance-pain')],
    ['worse lying on side', 1, 0, 'position', listed('pain-aggravating', 'lying-on-side')],
    ['objective neurological deficit beyond hip abduction', -3, 0, 'deficit', deficitBeyondHip],
  ],
  LRPN: [
    ['hip flexion, hip adduction or knee extension weak', 3, -3, 'proximal', weakness(...PROXIMAL)],
    [
      'weakness beyond one nerve or root',
      2,
      0,
      'extent',
      {
        yes: ['mrc-hip-flexion', 'mrc-knee-extension'].flatMap((thigh) =>
          [
            'mrc-hip-adduction',
            'mrc-hip-abduction',
            'mrc-ankle-dorsiflexion',
            'mrc-ankle-plantarflexion',
          ].map((other) => on([thigh as Given[0], 4, 'L'], [other as Given[0], 4, 'L'])),
        ),
        no: [
          'mrc-hip-flexion',
          'mrc-knee-extension',
          'mrc-hip-adduction',
          'mrc-hip-abduction',
          'mrc-ankle-dorsiflexion',
          'mrc-ankle-plantarflexion',
        ].map((id) => on([id as Given[0], 5, 'L'])),
        open: [on(['mrc-hip-flexion', 4, 'L']), on(['mrc-hip-adduction', 4, 'L'])],
      },
    ],
    [
      'pain in thigh, groin, hip or buttock',
      1,
      -2,
      'pain',
      {
        yes: [
          ...['anterior-thigh', 'lateral-thigh', 'posterior-thigh', 'groin', 'buttock'].map((region) =>
            on(['pain-path', [region, 'heel'], 'L']),
          ),
          on(['groin-pain', true, 'L']),
          on(['hip-pain', true, 'L']),
          on(['buttock-pain', true, 'L']),
        ],
        no: [on(['pain-path', ['heel'], 'L']), on(['groin-pain', false, 'L'])],
        open: [on(['leg-pain', true, 'L'])],
      },
    ],
    ['leg pain', 0, -3, 'pain', yesNo('leg-pain')],
    ['severe pain', 1, 0, 'pain', { yes: [on(['pain-nrs', 7])], no: [on(['pain-nrs', 6])] }],
    ['unexplained weight loss', 2, 0, 'weight', yesNo('weight-loss-unexplained', undefined)],
    ['knee reflex reduced/absent on this side', 1, -1, 'reflex', kneeReflex],
    ['spread to the other leg', 2, 0, 'spread', yesNo('progressed-to-bilateral', undefined)],
    ['SLR positive', -1, 0, 'tension', yesNo('slr')],
    ['diabetes', 2, 0, 'risk', documented('diabetes')],
    ['documented diabetic amyotrophy', 6, 0, 'known', documented('diabetic-amyotrophy')],
  ],
  ZOSTER: [
    ['rash in a dermatome of leg or buttock', 6, -4, 'rash', yesNo('dermatomal-rash')],
    ['documented herpes zoster within a month', 3, 0, 'known', documented('zoster')],
    [
      'burning, electric or stabbing pain',
      1,
      0,
      'quality',
      listed('pain-quality', 'burning', 'electric', 'stabbing'),
    ],
    [
      'immunosuppression',
      1,
      0,
      'risk',
      documented('immunosuppressed', 'hiv', 'transplant', 'chemotherapy', 'chronic-steroids'),
    ],
  ],
  TARSAL: [
    [
      'symptoms confined to inner ankle, sole, heel or great toe',
      3,
      -3,
      'pattern',
      {
        yes: (['pain-path', 'sensory-region'] as const).flatMap((id) =>
          SOLE.map((region) => on([id, [region], 'L'])),
        ),
        no: [
          on(['pain-path', ['sole', 'posterior-calf'], 'L']),
          on(['pain-path', ['sole'], 'L'], ['sensory-region', ['lateral-foot'], 'L']),
        ],
        open: [on(['pain-path', ['!heel'], 'L'])],
      },
    ],
    ['Tinel behind the medial malleolus', 4, -1, 'tinel', yesNo('tinel-tarsal')],
    [
      'numbness, tingling or burning',
      1,
      -2,
      'sensory',
      {
        yes: [
          ...sensory.yes,
          ...['burning', 'electric', 'tingling', 'pins-needles'].map((word) =>
            on(['pain-quality', [word], 'L']),
          ),
        ],
        no: sensory.no,
        open: [on(['pain-quality', ['dull'], 'L'])],
      },
    ],
    ['worse standing or walking', 1, 0, 'provocation', listed('pain-aggravating', 'standing', 'walking')],
    [
      'both feet',
      -5,
      0,
      'both',
      {
        yes: SOLE.map((region) => on(['sensory-region', [region], 'B'])),
        no: [on(['sensory-region', ['lateral-leg'], 'B'])],
        open: [on(['sensory-region', ['sole'], 'L'])],
      },
    ],
    [
      'SLR or slump positive',
      -3,
      1,
      'tension',
      {
        yes: [on(['slr', true, 'L']), on(['slump', true, 'L'])],
        no: [on(['slr', false, 'L']), on(['slump', false, 'L'])],
      },
    ],
    ['motor or reflex deficit', -3, 0, 'deficit', motorOrReflex],
    ['low back pain', -1, 0, 'back', yesNo('low-back-pain', undefined)],
    ['documented tarsal tunnel syndrome', 5, 0, 'known', documented('tarsal-tunnel')],
  ],
  FEMORAL: [
    ['knee extension weak', 2, -4, 'quadriceps', weakness('mrc-knee-extension')],
    [
      'hip adduction normal',
      3,
      -5,
      'adduction',
      { yes: [on(['mrc-hip-adduction', 5, 'L'])], no: [on(['mrc-hip-adduction', 4, 'L'])] },
    ],
    ['knee reflex reduced/absent on this side', 1, -1, 'reflex', kneeReflex],
    [
      'sensory loss of front thigh or inner leg',
      1,
      -1,
      'sensory',
      {
        yes: FEMORAL_POINTS.flatMap((id) => [on([id, 'reduced', 'L']), on([id, 'absent', 'L'])]),
        no: FEMORAL_POINTS.flatMap((id) => [on([id, 'normal', 'L']), on([id, 'reduced', 'B'])]),
        open: [on(['sens-dorsal-foot', 'reduced', 'L'])],
      },
    ],
    [
      'weakness outside the femoral nerve',
      -4,
      0,
      'elsewhere',
      weakness('mrc-hip-abduction', 'mrc-knee-flexion', 'mrc-ankle-dorsiflexion', 'mrc-ankle-plantarflexion'),
    ],
    ['no low back pain', 1, -1, 'back', swapped(yesNo('low-back-pain', undefined))],
    [
      'anticoagulant',
      2,
      0,
      'risk',
      { yes: [{ drugs: ['anticoagulant'], findings: [] }, known('anticoagulant-bleeding')], no: [] },
    ],
    ['documented femoral nerve lesion', 5, 0, 'known', documented('femoral-neuropathy')],
  ],
  HIPBONE: [
    [
      'groin or hip joint pain',
      1,
      0,
      'site',
      {
        yes: [on(['groin-pain', true, 'L']), on(['hip-pain', true, 'L'])],
        no: [on(['groin-pain', false, 'L']), on(['hip-pain', false, 'L'])],
        open: [on(['hip-lateral-pain', true, 'L'])],
      },
    ],
    ['hip internal rotation limited/painful', 1, -2, 'rotation', yesNo('hip-ir-painful')],
    ['unable to bear weight', 3, -1, 'weight', yesNo('weight-bearing-refused')],
    [
      'long-term steroids, alcohol or sickle cell disease',
      2,
      0,
      'risk',
      documented('chronic-steroids', 'alcohol-use-disorder', 'sickle-cell'),
    ],
    ['osteoporosis', 1, 0, 'bone', documented('osteoporosis')],
    ['objective neurological deficit beyond hip abduction', -3, 0, 'deficit', deficitBeyondHip],
    ['documented osteonecrosis of the hip', 5, 0, 'known', documented('hip-osteonecrosis')],
    [
      'documented fracture of the hip, pelvis or femur',
      5,
      0,
      'known',
      {
        yes: [known(['hip-fracture', 10, 'L']), known(['hip-fracture', 10])],
        no: [],
        open: [known(['hip-fracture', 10, 'R'])],
      },
    ],
  ],
};

export const itemCases: readonly ItemCase[] = Object.entries(rows).flatMap(([table, items]) =>
  (items ?? []).map(([item, present, absent, cluster, cases]) => ({
    table: table as DiagnosisId,
    item,
    present,
    absent,
    cluster,
    yes: cases.yes ?? [],
    no: cases.no ?? [],
    open: cases.open ?? [],
  })),
);
