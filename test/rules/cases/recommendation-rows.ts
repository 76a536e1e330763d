/**
 * Which recommendations a chart gets, row by row: for the tests of each group, and as judges of the mutants
 * (`test/mutation`).
 */

import type { Given, VignetteChart } from '../../../rules/engine/rule.ts';
import type { MedicationClass } from '../../../rules/findings/index.ts';
import type { RecommendationId } from '../../../rules/management/index.ts';
import { MOVEMENTS } from './movements.ts';
import { partRows } from './recommendation-parts.ts';
import { type Patient, type RecommendationRow, single } from './recommendation-row.ts';

type RowLevel = 'warning' | 'critical' | undefined;

const LEG: Given = ['leg-pain', true, 'L'];

/** An MRI about to be signed for leg pain: all that is said of it. */
export const imagingRows: readonly [string, Patient, readonly Given[], readonly RecommendationId[]][] = [
  ['nothing on record', {}, [], ['REC-15']],
  [
    'six weeks, stable',
    {},
    [
      ['conservative-weeks', 6],
      ['pain-trend', 'stable'],
    ],
    ['REC-16'],
  ],
  [
    'five weeks, worse',
    {},
    [
      ['conservative-weeks', 5],
      ['pain-trend', 'worsening'],
    ],
    ['REC-15'],
  ],
  ['six weeks, trend unknown', {}, [['conservative-weeks', 6]], ['REC-15']],
  [
    'six weeks, improving',
    {},
    [
      ['conservative-weeks', 6],
      ['pain-trend', 'improving'],
    ],
    ['REC-15'],
  ],
  ['worse after surgery', { history: ['prior-lumbar-surgery'] }, [['pain-trend', 'worsening']], ['REC-16']],
  ['old surgery, stable', { history: ['prior-lumbar-surgery'] }, [['pain-trend', 'stable']], ['REC-15']],
  ['osteoporosis', { history: ['osteoporosis'] }, [], ['REC-16']],
  ['long-term steroids', { history: ['chronic-steroids'] }, [], ['REC-16']],
  ['low-energy trauma', {}, [['minor-trauma', true]], ['REC-16']],
  [
    'new pain after an old operation',
    { history: ['prior-lumbar-surgery'] },
    [['pain-trend', 'new']],
    ['REC-16'],
  ],
  [
    'new pain after a recent operation',
    { history: ['lumbar-surgery-6w'] },
    [['pain-trend', 'new']],
    ['REC-16', 'REC-34'],
  ],
  ['a recent operation, trend not recorded', { history: ['lumbar-surgery-6w'] }, [], ['REC-16', 'REC-34']],
  [
    'a recent operation, symptoms improving since',
    { history: ['lumbar-surgery-6w'] },
    [['pain-trend', 'improving']],
    ['REC-15', 'REC-34'],
  ],
  [
    'a recent operation, symptoms stable since',
    { history: ['lumbar-surgery-6w'] },
    [['pain-trend', 'stable']],
    ['REC-15', 'REC-34'],
  ],
  ['age 17', { age: 17 }, [], ['REC-34']],
  ['age 18', { age: 18 }, [], ['REC-15']],
  ['age 70', { age: 70 }, [], ['REC-16']],
  ['age 69', { age: 69 }, [], ['REC-15']],
  ['a red flag', {}, [['babinski', true, 'L']], ['REC-10', 'REC-16']],
  [
    'new pain in both legs',
    {},
    [
      ['leg-pain', true, 'B'],
      ['pain-onset-days', 5],
    ],
    ['REC-03', 'REC-16'],
  ],
  ['a weak knee', {}, [['mrc-knee-extension', 3, 'L']], ['REC-04', 'REC-16']],
  [
    'fever and back pain',
    {},
    [
      ['low-back-pain', true],
      ['fever', true],
    ],
    ['REC-05', 'REC-16'],
  ],
  ['unexplained weight loss at 55', { age: 55 }, [['weight-loss-unexplained', true]], ['REC-06', 'REC-16']],
  ['major trauma', {}, [['major-trauma', true]], ['REC-07', 'REC-16']],
  ['a suspected thrombosis is no reason for it', {}, [['wells-score', 3, 'L']], ['REC-09']],
  [
    'a suspected thrombosis after six weeks of care',
    {},
    [
      ['wells-score', 3, 'L'],
      ['conservative-weeks', 6],
      ['pain-trend', 'stable'],
    ],
    ['REC-09', 'REC-16'],
  ],
  [
    'a suspected aneurysm at 70 is no reason for it',
    { age: 70 },
    [
      ['pulsatile-abdominal-mass', true],
      ['low-back-pain', true],
    ],
    ['REC-08'],
  ],
  [
    'acute limb ischaemia after six weeks of care is none either',
    {},
    [
      ['acute-limb-onset', true, 'L'],
      ['limb-cold', true, 'L'],
      ['limb-pallor', true, 'L'],
      ['conservative-weeks', 6],
      ['pain-trend', 'stable'],
    ],
    ['REC-08'],
  ],
  [
    'fever and back pain beside a suspected aneurysm',
    {},
    [
      ['pulsatile-abdominal-mass', true],
      ['low-back-pain', true],
      ['fever', true],
    ],
    ['REC-08', 'REC-05', 'REC-16'],
  ],
  [
    'cancer and back pain beside a suspected aneurysm',
    { history: ['cancer-history'] },
    [
      ['pulsatile-abdominal-mass', true],
      ['low-back-pain', true],
    ],
    ['REC-08', 'REC-06', 'REC-16'],
  ],
  [
    'saddle numbness beside a suspected aneurysm',
    {},
    [
      ['pulsatile-abdominal-mass', true],
      ['saddle-sensory-change', true],
    ],
    ['REC-03', 'REC-08', 'REC-16'],
  ],
  [
    'a bruise and back pain beside a suspected aneurysm',
    {},
    [
      ['pulsatile-abdominal-mass', true],
      ['low-back-pain', true],
      ['contusion', true],
    ],
    ['REC-08', 'REC-07', 'REC-16'],
  ],
  [
    'raised CRP and back pain beside a suspected aneurysm',
    {},
    [
      ['pulsatile-abdominal-mass', true],
      ['low-back-pain', true],
      ['crp-esr-raised', true],
    ],
    ['REC-08', 'REC-05', 'REC-16'],
  ],
  [
    'long-standing incontinence beside a suspected aneurysm',
    { history: ['baseline-sphincter-symptom'] },
    [
      ['pulsatile-abdominal-mass', true],
      ['urinary-incontinence', true],
    ],
    ['REC-03', 'REC-08', 'REC-16'],
  ],
  ['a swollen calf is no reason for it', {}, [['calf-swollen', true, 'L']], ['REC-09']],
  [
    'a foot that drops from the fibular nerve is no reason for it',
    { history: ['peroneal-risk'] },
    [
      ['mrc-ankle-dorsiflexion', 3, 'L'],
      ['mrc-ankle-inversion', 5, 'L'],
      ['mrc-hip-abduction', 5, 'L'],
      ['low-back-pain', false],
    ],
    ['REC-04', 'REC-26'],
  ],
  [
    'sudden cold leg after six weeks of care is no reason for it',
    {},
    [
      ['acute-limb-onset', true, 'L'],
      ['limb-cold', true, 'L'],
      ['conservative-weeks', 6],
      ['pain-trend', 'stable'],
    ],
    ['REC-08'],
  ],
  [
    'a painful broken hip is no reason for it',
    { history: [['hip-fracture', 5, 'L']] },
    [],
    ['REC-07', 'REC-15'],
  ],
  [
    'a hip that may be broken at 82 is none either',
    { age: 82 },
    [
      ['hip-pain', true, 'L'],
      ['weight-bearing-refused', true, 'L'],
    ],
    ['REC-07', 'REC-15'],
  ],
  [
    'a broken hip after a fall that hurt the back too',
    { age: 82, history: [['hip-fracture', 5, 'L']] },
    [
      ['minor-trauma', true],
      ['low-back-pain', true],
    ],
    ['REC-07', 'REC-16'],
  ],
  [
    'a broken hip beside cancer',
    { history: [['hip-fracture', 5, 'L'], 'cancer-history'] },
    [],
    ['REC-06', 'REC-07', 'REC-16'],
  ],
  ['HIV', { history: ['hiv'] }, [], ['REC-16']],
  ['injection drug use', { history: ['ivdu'] }, [], ['REC-16']],
  ['bacteraemia', {}, [['recent-bacteremia', true]], ['REC-16']],
  ['discitis on record', { history: ['spinal-infection'] }, [], ['REC-16']],
  ['cauda equina syndrome on record', { history: ['cauda-equina-syndrome'] }, [], ['REC-16']],
  ['lumbar fracture on record', { history: ['vertebral-fracture'] }, [], ['REC-16']],
  ['a control of discitis', { history: ['spinal-infection', 'mri-lumbar-12mo'] }, [], ['REC-16']],
  [
    'an MRI on record, new symptoms',
    { history: ['mri-lumbar-12mo'] },
    [['pain-trend', 'new']],
    ['REC-15', 'REC-17'],
  ],
  ['pacemaker, no indication', { history: ['mri-contraindicated'] }, [], ['REC-15', 'REC-16']],
  ['an MRI on record, trend unknown', { history: ['mri-lumbar-12mo'] }, [], ['REC-15', 'REC-17']],
  ['an MRI on record, worse', { history: ['mri-lumbar-12mo'] }, [['pain-trend', 'worsening']], ['REC-15']],
];

/** REC-22 on an NSAID about to be signed. */
export const nsaidRows: readonly [string, Patient, RowLevel][] = [
  ['none', {}, undefined],
  ['eGFR 60', { egfr: 60 }, undefined],
  ['eGFR 59', { egfr: 59 }, 'warning'],
  ['eGFR 30', { egfr: 30 }, 'warning'],
  ['eGFR 29', { egfr: 29 }, 'critical'],
  ['kidney disease on the list', { history: ['ckd'] }, 'warning'],
  ['anticoagulant', { drugs: ['anticoagulant'] }, 'warning'],
  ['antiplatelet', { drugs: ['antiplatelet'] }, 'warning'],
  ['pregnant, 19 weeks', { pregnant: true, weeks: 19 }, undefined],
  ['pregnant, 20 weeks', { pregnant: true, weeks: 20 }, 'warning'],
  ['pregnant, 30 weeks', { pregnant: true, weeks: 30 }, 'critical'],
  ['pregnant, in the first week', { pregnant: true, weeks: 0 }, undefined],
  ['pregnant, weeks unknown', { pregnant: true }, 'warning'],
  ['peptic ulcer', { history: ['peptic-ulcer'] }, 'warning'],
  ['gastrointestinal bleeding', { history: ['gi-bleed'] }, 'critical'],
  ['heart failure', { history: ['heart-failure'] }, 'warning'],
  ['allergy', { history: ['nsaid-allergy'] }, 'critical'],
  ['dialysis', { history: ['ckd', 'dialysis'] }, 'critical'],
];

/** REC-30 on a drug about to be signed. */
export const sedationRows: readonly [string, MedicationClass, Patient, RowLevel][] = [
  ['gabapentinoid alone at 64', 'gabapentinoid', { age: 64 }, undefined],
  ['gabapentinoid at 65', 'gabapentinoid', { age: 65 }, 'warning'],
  ['gabapentinoid with eGFR 59', 'gabapentinoid', { egfr: 59 }, 'warning'],
  ['gabapentinoid with opioid', 'gabapentinoid', { drugs: ['opioid'] }, 'warning'],
  ['gabapentinoid with COPD', 'gabapentinoid', { history: ['copd'] }, 'warning'],
  ['gabapentinoid with eGFR 60', 'gabapentinoid', { egfr: 60 }, undefined],
  ['gabapentinoid with benzodiazepine', 'gabapentinoid', { drugs: ['benzodiazepine'] }, 'warning'],
  ['gabapentinoid with sleep apnoea', 'gabapentinoid', { history: ['sleep-apnea'] }, 'warning'],
  ['opioid with COPD', 'opioid', { history: ['copd'] }, 'warning'],
  ['opioid with sleep apnoea', 'opioid', { history: ['sleep-apnea'] }, 'warning'],
  ['benzodiazepine with COPD', 'benzodiazepine', { history: ['copd'] }, 'warning'],
  ['opioid at 80 alone', 'opioid', { age: 80 }, undefined],
  ['opioid with gabapentinoid', 'opioid', { drugs: ['gabapentinoid'] }, 'warning'],
  ['opioid with benzodiazepine', 'opioid', { drugs: ['benzodiazepine'] }, 'warning'],
  ['the same with COPD', 'opioid', { drugs: ['benzodiazepine'], history: ['copd'] }, 'critical'],
  ['benzodiazepine with opioid', 'benzodiazepine', { drugs: ['opioid'] }, 'warning'],
  ['benzodiazepine with gabapentinoid', 'benzodiazepine', { drugs: ['gabapentinoid'] }, undefined],
  ['benzodiazepine with sleep apnoea', 'benzodiazepine', { history: ['sleep-apnea'] }, 'warning'],
  ['gabapentinoid with opioid treatment', 'gabapentinoid', { drugs: ['opioid-treatment'] }, 'warning'],
  ['benzodiazepine with opioid treatment', 'benzodiazepine', { drugs: ['opioid-treatment'] }, 'warning'],
  ['opioid treatment with COPD', 'opioid-treatment', { history: ['copd'] }, undefined],
];

const SCIATICA: Patient = { history: ['sciatica'] };
const sciaticaAnd = (...history: NonNullable<VignetteChart['history']>): Patient => ({
  history: ['sciatica', ...history],
});

const forSomethingElse = (drug: MedicationClass): Patient => ({
  ...SCIATICA,
  order: { drug, elsewhere: true },
});

/** A drug about to be signed: all that is said of whether it helps. */
export const efficacyRows: readonly [MedicationClass, string, Patient, readonly RecommendationId[]][] = [
  ['gabapentinoid', 'sciatica on the list', SCIATICA, ['REC-18']],
  ['opioid', 'sciatica on the list', SCIATICA, ['REC-19']],
  ['benzodiazepine', 'sciatica on the list', SCIATICA, ['REC-20']],
  ['oral-steroid', 'sciatica on the list', SCIATICA, ['REC-21']],
  ['gabapentinoid', 'and an indication to image', sciaticaAnd('osteoporosis'), ['REC-18']],
  ['opioid', 'only leg pain on record', {}, ['REC-19']],
  ['opioid', 'and a history of cancer', sciaticaAnd('cancer-history'), ['REC-06']],
  ['gabapentinoid', 'of a child', { ...SCIATICA, age: 17 }, ['REC-34']],
  ['gabapentinoid', 'and epilepsy', sciaticaAnd('epilepsy'), []],
  ['gabapentinoid', 'and postherpetic neuralgia', sciaticaAnd('postherpetic-neuralgia'), []],
  ['gabapentinoid', 'and diabetic neuropathy', sciaticaAnd('diabetic-neuropathy'), []],
  ['gabapentinoid', 'and fibromyalgia', sciaticaAnd('fibromyalgia'), []],
  ['gabapentinoid', 'and pain of the spinal cord', sciaticaAnd('spinal-cord-injury-pain'), []],
  ['opioid', 'and cancer', sciaticaAnd('active-cancer'), ['REC-06']],
  ['opioid', 'and palliative care', sciaticaAnd('palliative-care'), []],
  ['opioid', 'and sickle cell disease', sciaticaAnd('sickle-cell'), []],
  ['oral-steroid', 'and another indication', sciaticaAnd('other-steroid-indication'), []],
  ['gabapentinoid', 'for something else', forSomethingElse('gabapentinoid'), []],
  ['opioid', 'for something else', forSomethingElse('opioid'), []],
  ['benzodiazepine', 'for something else', forSomethingElse('benzodiazepine'), []],
  ['oral-steroid', 'for something else', forSomethingElse('oral-steroid'), []],
  [
    'gabapentinoid',
    'ordered for something else, at 70',
    { ...forSomethingElse('gabapentinoid'), age: 70 },
    ['REC-30'],
  ],
  ['gabapentinoid', 'no root pain on record', {}, []],
  ['benzodiazepine', 'no root pain on record', {}, []],
  ['oral-steroid', 'no root pain on record', {}, []],
];

export const imagingOrder = (given: Patient, findings: readonly Given[]): VignetteChart => ({
  age: 45,
  hook: 'order-sign',
  order: { type: 'MRI-L-WO' },
  ...given,
  findings: [LEG, ...findings],
});

export const drugOrder = (drug: MedicationClass, given: Patient): VignetteChart => ({
  age: 45,
  hook: 'order-sign',
  order: { drug },
  ...given,
  findings: [LEG],
});

/** On an MRI, no pain coded beside it: each of these is reason enough. */
export const signsToImage: readonly [title: string, sign: Given, words: RegExp][] = [
  [
    'retention',
    ['urinary-retention', true],
    /^bladder, bowel or saddle symptom: MRI without contrast is preferred$/,
  ],
  [
    'residual of 200 mL',
    ['pvr-ml', 200],
    /^bladder, bowel or saddle symptom: MRI without contrast is preferred$/,
  ],
  ['fever', ['fever', true], /^sign of infection or cancer: MRI without and with contrast is preferred$/],
  ['38.0 °C', ['temp-c', 38], /^sign of infection or cancer: MRI without and with contrast is preferred$/],
  [
    'raised CRP',
    ['crp-esr-raised', true],
    /^sign of infection or cancer: MRI without and with contrast is preferred$/,
  ],
  [
    'weight loss',
    ['weight-loss-unexplained', true],
    /^sign of infection or cancer: MRI without and with contrast is preferred$/,
  ],
];

/** The order itself is the complaint: on an MRI, nothing coded today, each of these is reason enough. */
export const reasonsToImage = [
  'cancer-history',
  'active-cancer',
  'immunosuppressed',
  'hiv',
  'ivdu',
  'dialysis',
  'endocarditis',
  'recent-spinal-procedure',
] as const satisfies NonNullable<VignetteChart['history']>;

const levelRow = (
  of: RecommendationId,
  title: string,
  given: VignetteChart,
  level: RowLevel,
): RecommendationRow => ({ title, given, of, fires: level === undefined ? [] : [of] });

const REFLEX: Given = ['reflex-achilles', 'normal', 'L'];
const STRENGTH: Given = ['mrc-great-toe-extension', 5, 'L'];
const TENSION: Given = ['slr', false, 'L'];
const exam = single('REC-01', { age: 45 }, [LEG]);

const examRows: readonly RecommendationRow[] = [
  exam(true, 'no tension test', [STRENGTH, REFLEX]),
  exam(true, 'no strength', [TENSION, REFLEX]),
  exam(true, 'no reflex', [TENSION, STRENGTH]),
  exam(false, 'slump for straight leg raise', [['slump', false, 'L'], STRENGTH, REFLEX]),
  exam(false, 'knee reflex', [TENSION, STRENGTH, ['reflex-patellar', 'normal', 'L']]),
  exam(false, 'hamstring reflex', [TENSION, STRENGTH, ['reflex-medial-hamstring', 'normal', 'L']]),
  ...MOVEMENTS.map((id) => exam(false, `${id} for strength`, [TENSION, [id, 5, 'L'], REFLEX])),
  exam(false, 'a complete examination is recorded', [['lumbar-exam-done', true]]),
  exam(true, 'a complete examination is denied', [['lumbar-exam-done', false]]),
  exam(false, 'an emergency', [['saddle-sensory-change', true]]),
  exam(false, 'a child', [], { age: 17 }),
  exam(true, 'of 18', [], { age: 18 }),
  exam(false, 'a probable thrombosis', [['wells-score', 2, 'L']]),
  exam(false, 'a swollen calf', [['calf-swollen', true, 'L']]),
  exam(false, 'a sudden cold leg', [
    ['acute-limb-onset', true, 'L'],
    ['limb-cold', true, 'L'],
  ]),
];

const WORSE: Given = ['pain-aggravating', ['cough-sneeze-strain-leg'], 'L'];
const BETTER: Given = ['pain-relieving', ['gentle-movement'], 'L'];
const PATH: Given = ['pain-path', ['posterior-calf'], 'L'];
const KIND: Given = ['pain-quality', ['aching'], 'L'];
const TIME: Given = ['pain-temporal', 'constant', 'L'];
const form = single('REC-02', { age: 45 }, [LEG]);
const positionsWorse = [
  'sitting',
  'flexion',
  'standing',
  'walking',
  'stairs',
  'extension',
  'twisting',
  'lying',
  'lying-on-side',
  'sit-to-stand',
];
const positionsBetter = [
  'sitting',
  'leaning-forward',
  'flexion',
  'lying',
  'standing-still',
  'walking',
  'extension',
  'changing-position',
];
const worse = (item: string): Given => ['pain-aggravating', [item], 'L'];
const better = (item: string): Given => ['pain-relieving', [item], 'L'];

/** Each of the five descriptors, and each body position that answers the second one. */
const formRows: readonly RecommendationRow[] = [
  form(false, 'the whole list was shown, and no position named', [PATH, KIND, TIME, WORSE, BETTER], {
    closed: true,
  }),
  form(true, 'no position said', [PATH, KIND, TIME, WORSE, BETTER]),
  form(true, 'no path', [KIND, TIME, worse('sitting'), BETTER]),
  form(true, 'no sensation', [PATH, TIME, worse('sitting'), BETTER]),
  form(true, 'no frequency', [PATH, KIND, worse('sitting'), BETTER]),
  form(true, 'nothing better', [PATH, KIND, TIME, worse('sitting')]),
  form(true, 'nothing worse', [PATH, KIND, TIME, better('sitting')]),
  form(false, 'a trend for the frequency', [PATH, KIND, ['pain-trend', 'stable'], worse('sitting'), BETTER]),
  ...positionsWorse.map((item) => form(false, `worse ${item}`, [PATH, KIND, TIME, worse(item), BETTER])),
  ...positionsBetter.map((item) => form(false, `better ${item}`, [PATH, KIND, TIME, WORSE, better(item)])),
  form(false, 'an urgent red flag', [['foot-drop', true, 'L']]),
  form(false, 'a child', [], { age: 17 }),
];

const ROOT: readonly Given[] = [
  LEG,
  PATH,
  ['pain-quality', ['shooting'], 'L'],
  ['slr', true, 'L'],
  ['sens-lateral-foot', 'reduced', 'L'],
];
const STENOSIS: readonly Given[] = [
  ['leg-pain', true, 'B'],
  ['pain-aggravating', ['walking', 'standing'], 'B'],
  ['pain-relieving', ['sitting', 'leaning-forward'], 'B'],
];
const SIX: Given = ['conservative-weeks', 6];
const STABLE: Given = ['pain-trend', 'stable'];
const SEVERE: Given = ['pain-nrs', 7];
const surgery = single('REC-25', { age: 45 }, []);
const slipped = single('REC-25', { age: 45, history: ['spondylolisthesis'] }, [['low-back-pain', true]]);
const TWELVE: Given = ['conservative-weeks', 12];

const referralRows: readonly RecommendationRow[] = [
  surgery(true, 'six weeks of root pain, stable, severe', [...ROOT, SIX, STABLE, SEVERE]),
  surgery(true, 'walking limited', [...ROOT, SIX, STABLE, ['walking-limited', true]]),
  surgery(false, 'pain of 6', [...ROOT, SIX, STABLE, ['pain-nrs', 6]]),
  surgery(false, 'severe, five weeks', [...ROOT, ['conservative-weeks', 5], STABLE, SEVERE]),
  surgery(false, 'six weeks, severe, a root that is only possible', [
    ['mrc-knee-flexion', 4, 'L'],
    SIX,
    STABLE,
    SEVERE,
  ]),
  surgery(false, 'six weeks, severe, a stenosis that is only possible', [
    LEG,
    ['pain-relieving', ['flexion'], 'L'],
    SIX,
    STABLE,
    SEVERE,
  ]),
  surgery(false, 'no cause that is likely', [LEG, SIX, STABLE, SEVERE]),
  surgery(true, 'stenosis', [...STENOSIS, SIX, STABLE, SEVERE], { age: 72 }),
  surgery(false, 'an emergency', [...ROOT, SIX, STABLE, SEVERE, ['saddle-sensory-change', true]]),
  slipped(true, 'a slip, twelve weeks, stable, severe', [TWELVE, STABLE, SEVERE]),
  slipped(true, 'a slip, worse', [TWELVE, ['pain-trend', 'worsening'], SEVERE]),
  slipped(false, 'a slip, improving', [TWELVE, ['pain-trend', 'improving'], SEVERE]),
  slipped(false, 'a slip, eleven weeks', [['conservative-weeks', 11], STABLE, SEVERE]),
  slipped(false, 'a slip, pain of 6', [TWELVE, STABLE, ['pain-nrs', 6]]),
  slipped(false, 'no slip on record', [TWELVE, STABLE, SEVERE], { history: [] }),
  slipped(false, 'a slip in a child', [TWELVE, STABLE, SEVERE], { age: 17 }),
];

const emg = single('REC-26', { age: 45, hook: 'order-sign', order: { type: 'EMG' } }, [LEG]);
const repeated = single(
  'REC-17',
  { age: 45, hook: 'order-sign', order: { type: 'MRI-L-WO' }, history: ['mri-lumbar-12mo'] },
  [LEG],
);
const doubtful = single('REC-35', { age: 45 }, [['fever', true, undefined, 60]]);
const scope = single('REC-34', { age: 45 }, []);
const review = single('REC-27', { age: 45 }, ROOT);

const otherRows: readonly RecommendationRow[] = [
  emg(true, 'day 40, INR of 3.1', [
    ['pain-onset-days', 40],
    ['inr', 3.1],
  ]),
  emg(false, 'day 40, INR of 3', [
    ['pain-onset-days', 40],
    ['inr', 3],
  ]),
  emg(true, 'on day 20', [['pain-onset-days', 20]]),
  emg(false, 'on day 21', [['pain-onset-days', 21]]),
  emg(false, 'in an emergency', [
    ['pain-onset-days', 5],
    ['saddle-sensory-change', true],
  ]),
  repeated(true, 'nothing new', []),
  repeated(false, 'a red flag', [['babinski', true, 'L']]),
  repeated(false, 'a bruise with back pain', [
    ['contusion', true],
    ['low-back-pain', true],
  ]),
  repeated(false, 'a swollen calf', [['calf-swollen', true, 'L']]),
  repeated(false, 'a fever', [['fever', true]]),
  repeated(false, 'a residual of 200 mL', [
    ['leg-pain', false, 'L'],
    ['pvr-ml', 200],
  ]),
  repeated(false, 'a known fracture', [], { history: ['mri-lumbar-12mo', 'vertebral-fracture'] }),
  repeated(false, 'of another kind', [], { order: { type: 'XR-L' } }),
  doubtful(true, 'an old fever, a leg symptom', [LEG]),
  doubtful(true, 'an old fever, back pain', [['low-back-pain', true]]),
  doubtful(true, 'an old fever, a red flag without symptom', [['babinski', true, 'L']]),
  doubtful(true, 'an old fever, a swollen calf', [['calf-swollen', true, 'L']]),
  doubtful(false, 'an old fever alone', []),
  scope(true, 'a child with a leg symptom', [LEG], { age: 17 }),
  scope(true, 'a child with back pain', [['low-back-pain', true]], { age: 17 }),
  scope(true, 'a child about to be imaged', [], {
    age: 17,
    hook: 'order-sign',
    order: { type: 'MRI-L-WO' },
  }),
  scope(true, 'a child with a swollen calf', [['calf-swollen', true, 'L']], { age: 17 }),
  scope(false, 'a child with nothing of this', [], { age: 17 }),
  scope(true, 'a child before an injection', [], { age: 17, hook: 'order-sign', order: { type: 'ESI' } }),
  scope(true, 'a child before electromyography', [], {
    age: 17,
    hook: 'order-sign',
    order: { type: 'EMG' },
  }),
  scope(true, 'pregnant with back pain', [['low-back-pain', true]], { pregnant: true }),
  scope(true, 'a recent operation and leg pain', [LEG], { history: ['lumbar-surgery-6w'] }),
  scope(false, 'pregnant with nothing of this', [], { pregnant: true }),
  review(true, 'root pain', []),
  review(false, 'a review is booked', [], { history: ['follow-up-booked'] }),
  review(true, 'beside a swollen calf', [['calf-swollen', true, 'L']]),
  review(false, 'beside an urgent card', [['foot-drop', true, 'L']]),
  review(true, 'beside an early warning of both legs', [
    ['leg-pain', true, 'R'],
    ['pain-onset-days', 6],
  ]),
  review(false, 'in an emergency', [['saddle-sensory-change', true]]),
];

/** What no table above has: one recommendation at a time, at its nearest charts. */
export const nearestRows: readonly RecommendationRow[] = [
  ...examRows,
  ...formRows,
  ...referralRows,
  ...otherRows,
  ...partRows,
];

export const recommendationRows: readonly RecommendationRow[] = [
  ...imagingRows.map(([title, given, findings, fires]) => ({
    title,
    given: imagingOrder(given, findings),
    fires,
  })),
  ...reasonsToImage.map((id) => ({
    title: id,
    given: { ...imagingOrder({ history: [id] }, []), findings: [] },
    fires: ['REC-16'] as const,
  })),
  ...signsToImage.map(([title, sign]) => ({
    title,
    given: { ...imagingOrder({}, []), findings: [sign] },
    fires: ['REC-16'] as const,
  })),
  {
    title: '37.9 °C and nothing else',
    given: { ...imagingOrder({}, []), findings: [['temp-c', 37.9]] },
    fires: ['REC-15'],
  },
  ...(['cauda-equina-syndrome', 'spinal-infection', 'vertebral-fracture'] as const).map((id) => ({
    title: `root pain, ${id} on record: no exercise first`,
    given: { age: 45, history: [id], findings: ROOT },
    fires: [],
    of: 'REC-23' as const,
  })),
  ...efficacyRows.map(([drug, title, given, fires]) => ({ title, given: drugOrder(drug, given), fires })),
  ...nsaidRows.map(([title, given, level]) => levelRow('REC-22', title, drugOrder('nsaid', given), level)),
  ...sedationRows.map(([title, drug, given, level]) =>
    levelRow('REC-30', title, drugOrder(drug, given), level),
  ),
  ...nearestRows,
];
