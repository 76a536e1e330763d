/** Examination findings (§2.4): what the clinician finds. Look-back 30 days. */

import {
  compressionSeconds,
  fullStrength,
  monofilamentGrams,
  severeWeakness,
  slrDegreesFrom,
  slrDegreesTo,
  stanceSeconds,
} from '../terms/thresholds.ts';
import { room, YES_NO } from './finding.ts';
import { asks, family, icd, left, localOnly, right, snomed } from './finding-code.ts';
import { reflexNote, signNote, strengthNote, touchNote, yesNoNote } from './finding-note.ts';

const mrc = { type: 'number', unit: '1', min: 0, max: fullStrength.value, integer: true } as const;
/** NINDS 0 = absent, 1+ = reduced, 2+ = normal, 3+ = increased, 4+ = clonus. */
export const REFLEX_GRADES = ['absent', 'reduced', 'normal', 'increased', 'clonus'] as const;
const reflex = { type: 'one-of', values: REFLEX_GRADES, normal: 'normal' } as const;
const touch = {
  type: 'one-of',
  values: ['normal', 'reduced', 'absent', 'increased'],
  normal: 'normal',
} as const;

/** Strength of one movement, MRC grade 0–5; 5− counts as 5, 4+ and 4− as 4. */
const strength = <const L extends string>(movement: L) =>
  ({
    value: mrc,
    sided: true,
    safety: true,
    lowIsWorse: true,
    positive: { upTo: severeWeakness },
    label: `${movement} strength`,
    present: `${movement} MRC`,
    ask: `Strength of ${movement}, MRC 0–${fullStrength.value}`,
  }) as const;

const jerk = <const L extends string>(name: L) =>
  ({
    value: reflex,
    sided: true,
    safety: true,
    label: `${name} reflex`,
    present: `${name} reflex`,
    ask: `${name} reflex, compared with the other side`,
  }) as const;

const keyPoint = <const L extends string>(region: L) =>
  ({
    value: touch,
    sided: true,
    label: `sensation, ${region}`,
    present: `sensation at the ${region}`,
    ask: `Light touch or pinprick at the ${region}, compared with the other side`,
  }) as const;

/** A test that is positive or negative. */
const test = <const L extends string>(name: L, ask: string, sided: boolean = true) =>
  ({
    value: YES_NO,
    sided,
    label: name,
    present: `${name} positive`,
    absent: `${name} negative`,
    ask,
  }) as const;

const STANCE = `${stanceSeconds.value}-s stance`;

export const examination = room('exam', {
  slr: {
    ...test(
      'straight leg raise',
      `Straight leg raise: leg pain below the buttock at ${slrDegreesFrom.value}–${slrDegreesTo.value}°?`,
    ),
    note: signNote('SLR'),
    codes: localOnly,
  },
  'crossed-slr': {
    ...test(
      'crossed straight leg raise',
      'Raise the other leg: is the pain in the symptomatic leg reproduced?',
    ),
    note: signNote('crossed SLR'),
    codes: localOnly,
  },
  slump: {
    ...test('slump test', 'Slump test: leg pain that changes with neck extension?'),
    note: signNote('slump'),
    codes: localOnly,
  },
  'femoral-stretch': {
    ...test('femoral stretch test', 'Femoral stretch: anterior thigh pain on prone knee bend?'),
    note: signNote('femoral stretch'),
    codes: localOnly,
  },
  'crossed-femoral-stretch': {
    ...test(
      'crossed femoral stretch test',
      'Femoral stretch of the other leg: anterior thigh pain in the symptomatic leg?',
    ),
    note: signNote('crossed femoral stretch'),
    codes: localOnly,
  },

  'reflex-patellar': {
    ...jerk('knee'),
    note: reflexNote('knee'),
    codes: [asks('32392-3'), snomed('349006', { says: { word: 'absent' }, at: 'knee' })],
  },
  'reflex-achilles': {
    ...jerk('ankle'),
    note: reflexNote('ankle'),
    codes: [asks('32389-9'), snomed('349006', { says: { word: 'absent' }, at: 'ankle' })],
  },
  'reflex-medial-hamstring': {
    ...jerk('medial hamstring'),
    note: reflexNote('hamstring'),
    codes: localOnly,
  },

  'mrc-hip-flexion': {
    ...strength('hip flexion'),
    note: strengthNote('hip flexion'),
    codes: localOnly,
  },
  'mrc-hip-adduction': {
    ...strength('hip adduction'),
    note: strengthNote('hip adduction'),
    codes: localOnly,
  },
  'mrc-knee-extension': {
    ...strength('knee extension'),
    note: strengthNote('knee extension'),
    codes: localOnly,
  },
  'mrc-ankle-dorsiflexion': {
    ...strength('ankle dorsiflexion'),
    note: strengthNote('dorsiflexion'),
    codes: localOnly,
  },
  'mrc-great-toe-extension': {
    ...strength('great-toe extension'),
    note: strengthNote('great toe'),
    codes: localOnly,
  },
  'mrc-hip-abduction': {
    ...strength('hip abduction'),
    note: strengthNote('hip abduction'),
    codes: localOnly,
  },
  'mrc-ankle-inversion': {
    ...strength('ankle inversion'),
    note: strengthNote('inversion'),
    codes: localOnly,
  },
  'mrc-ankle-eversion': {
    ...strength('ankle eversion'),
    note: strengthNote('eversion'),
    codes: localOnly,
  },
  'mrc-ankle-plantarflexion': {
    ...strength('ankle plantarflexion'),
    note: strengthNote('plantarflexion'),
    codes: localOnly,
  },
  'mrc-knee-flexion': {
    ...strength('knee flexion'),
    note: strengthNote('knee flexion'),
    codes: localOnly,
  },
  'mrc-hip-extension': {
    ...strength('hip extension'),
    note: strengthNote('hip extension'),
    codes: localOnly,
  },

  'sens-anterior-thigh': {
    ...keyPoint('anterior thigh'),
    note: touchNote('anterior thigh'),
    codes: localOnly,
  },
  'sens-medial-knee': {
    ...keyPoint('medial knee'),
    note: touchNote('medial knee'),
    codes: localOnly,
  },
  'sens-medial-ankle': {
    ...keyPoint('medial ankle'),
    note: touchNote('medial ankle'),
    codes: localOnly,
  },
  'sens-lateral-leg': {
    ...keyPoint('lateral leg'),
    note: touchNote('lateral leg'),
    codes: localOnly,
  },
  'sens-dorsal-foot': {
    ...keyPoint('dorsum of the foot'),
    note: touchNote('dorsal foot'),
    codes: localOnly,
  },
  'sens-lateral-foot': {
    ...keyPoint('lateral foot'),
    note: touchNote('lateral foot'),
    codes: localOnly,
  },
  'sens-posterior-calf': {
    ...keyPoint('posterior calf'),
    note: touchNote('posterior calf'),
    codes: [snomed('398026008', { says: { word: 'reduced' }, at: 'calf' })],
  },

  gait: {
    value: {
      type: 'one-of',
      values: ['normal', 'antalgic', 'trendelenburg', 'steppage', 'wide-based', 'spastic'],
      normal: 'normal',
    },
    sided: false,
    atWorst: true,
    label: 'gait',
    present: 'gait',
    ask: 'Gait: normal, antalgic, steppage, wide-based, spastic or Trendelenburg?',
    note: { value: '{value} gait', name: 'gait' },
    codes: [
      asks('32433-5'),
      snomed('67141003', { says: { word: 'antalgic' } }),
      snomed('163689006', { says: { word: 'steppage' } }),
    ],
  },
  babinski: {
    ...test('Babinski sign', 'Plantar response: Babinski sign?'),
    safety: true,
    note: { present: 'Babinski', absent: 'no Babinski', name: 'Babinski' },
    codes: [asks('32385-7')],
  },
  clonus: {
    value: YES_NO,
    sided: true,
    safety: true,
    label: 'clonus',
    present: 'clonus',
    absent: 'no clonus',
    ask: 'Ankle clonus?',
    note: { name: 'clonus' },
    codes: localOnly,
  },
  hyperreflexia: {
    value: YES_NO,
    sided: true,
    safety: true,
    label: 'hyperreflexia',
    present: 'hyperreflexia',
    absent: 'no hyperreflexia',
    ask: 'Are the leg reflexes pathologically brisk?',
    codes: [snomed('86854008')],
  },
  romberg: {
    value: YES_NO,
    sided: false,
    label: 'Romberg test',
    present: 'abnormal Romberg test',
    absent: 'normal Romberg test',
    ask: 'Romberg test: abnormal?',
    note: yesNoNote('Romberg abnormal', 'Romberg normal', 'Romberg'),
    codes: localOnly,
  },
  centralization: {
    value: YES_NO,
    sided: false,
    label: 'centralisation on repeated movements',
    present: 'pain centralises with repeated movements',
    absent: 'pain does not centralise with repeated movements',
    ask: 'Repeated movements: does the distal pain retreat towards the back?',
    note: yesNoNote('pain centralises', 'pain does not centralise', 'centralisation'),
    codes: localOnly,
  },
  pulses: {
    value: { type: 'one-of', values: ['normal', 'diminished', 'absent'], normal: 'normal' },
    sided: true,
    safety: true,
    positive: { word: 'absent' },
    label: 'pedal pulses',
    present: 'pedal pulses',
    ask: 'Pedal pulses: dorsalis pedis and posterior tibial',
    note: { value: 'pulses {value}', name: 'pulses' },
    codes: [asks('8909-4', left), asks('8908-6', right)],
  },
  abi: {
    value: { type: 'number', unit: '1', min: 0, max: 3 },
    sided: true,
    atWorst: true,
    lowIsWorse: true,
    label: 'ankle-brachial index',
    present: 'ankle-brachial index',
    ask: 'Resting ankle-brachial index',
    note: { value: 'ABI {value}', name: 'ABI' },
    codes: [asks('77194-9')],
  },
  'femoral-bruit': {
    value: YES_NO,
    sided: true,
    label: 'leg artery bruit',
    present: 'iliac, femoral or popliteal bruit',
    absent: 'no iliac, femoral or popliteal bruit',
    ask: 'Iliac, femoral or popliteal bruit?',
    note: yesNoNote('arterial bruit', 'no arterial bruit'),
    codes: localOnly,
  },

  faber: {
    ...test('FABER test', 'FABER: familiar buttock pain?'),
    note: signNote('FABER'),
    codes: localOnly,
  },
  'thigh-thrust': {
    ...test('thigh thrust', 'Thigh thrust: familiar buttock pain?'),
    note: signNote('thigh thrust'),
    codes: localOnly,
  },
  'sij-distraction': {
    ...test('sacroiliac distraction', 'Sacroiliac distraction: familiar buttock pain?'),
    note: signNote('sacroiliac distraction'),
    codes: localOnly,
  },
  'sij-compression': {
    ...test('sacroiliac compression', 'Sacroiliac compression: familiar buttock pain?'),
    note: signNote('sacroiliac compression'),
    codes: localOnly,
  },
  'sacral-thrust': {
    ...test('sacral thrust', 'Sacral thrust: familiar buttock pain?'),
    note: signNote('sacral thrust'),
    codes: localOnly,
  },
  gaenslen: {
    ...test('Gaenslen test', 'Gaenslen: familiar buttock pain?'),
    note: signNote('Gaenslen'),
    codes: localOnly,
  },
  fair: {
    ...test('FAIR test', 'FAIR (flexion, adduction, internal rotation): familiar pain?'),
    note: signNote('FAIR'),
    codes: localOnly,
  },
  'sciatic-notch-tender': {
    value: YES_NO,
    sided: true,
    label: 'sciatic notch tenderness',
    present: 'tender over the greater sciatic notch',
    absent: 'not tender over the greater sciatic notch',
    ask: 'Tender over the greater sciatic notch?',
    note: yesNoNote('sciatic notch tender', 'sciatic notch not tender', 'sciatic notch'),
    codes: localOnly,
  },
  'extension-rotation': {
    ...test('lumbar extension-rotation', 'Lumbar extension-rotation: is the familiar pain reproduced?'),
    note: signNote('extension-rotation'),
    codes: localOnly,
  },
  'step-off': {
    value: YES_NO,
    sided: false,
    atWorst: true,
    label: 'step-off of the spinous processes',
    present: 'palpable or visible step-off',
    absent: 'no step-off',
    ask: 'Palpable or visible step-off of the spinous processes?',
    note: yesNoNote('step-off', 'no step-off'),
    codes: localOnly,
  },
  'spinal-percussion-tender': {
    value: YES_NO,
    sided: false,
    safety: true,
    label: 'spinal percussion tenderness',
    present: 'spine tender to percussion',
    absent: 'spine not tender to percussion',
    ask: 'Is the spine tender to percussion?',
    note: yesNoNote('percussion tender', 'percussion not tender', 'spinal percussion'),
    codes: localOnly,
  },
  'hip-ir-painful': {
    value: YES_NO,
    sided: true,
    atWorst: true,
    label: 'hip internal rotation',
    present: 'hip internal rotation limited or painful',
    absent: 'hip internal rotation free and painless',
    ask: 'Hip internal rotation: limited or painful?',
    note: yesNoNote('hip rotation painful', 'hip rotation free', 'hip rotation'),
    codes: localOnly,
  },
  'hip-adduction-limited': {
    value: YES_NO,
    sided: true,
    label: 'passive hip adduction',
    present: 'passive hip adduction limited',
    absent: 'passive hip adduction not limited',
    ask: 'Passive hip adduction: limited?',
    note: yesNoNote('hip adduction limited', 'hip adduction free', 'hip adduction'),
    codes: localOnly,
  },
  'hip-groin-pain-passive': {
    value: YES_NO,
    sided: true,
    atWorst: true,
    label: 'groin pain on passive hip movement',
    present: 'groin pain on passive abduction or adduction',
    absent: 'no groin pain on passive abduction or adduction',
    ask: 'Groin pain on passive hip abduction or adduction?',
    note: yesNoNote('groin pain on hip movement', 'hip movement painless'),
    codes: localOnly,
  },
  'gt-tender': {
    value: YES_NO,
    sided: true,
    label: 'greater trochanter tenderness',
    present: 'greater trochanter tender',
    absent: 'greater trochanter not tender',
    ask: 'Is the greater trochanter tender?',
    note: yesNoNote('trochanter tender', 'trochanter not tender', 'trochanter'),
    codes: localOnly,
  },
  'single-leg-stance-pain': {
    value: YES_NO,
    sided: true,
    label: 'single-leg stance',
    present: `${stanceSeconds.value}-second single-leg stance reproduces the pain`,
    absent: `${stanceSeconds.value}-second single-leg stance painless`,
    ask: `Does a ${stanceSeconds.value}-second single-leg stance reproduce the pain?`,
    note: yesNoNote(`painful ${STANCE}`, `${STANCE} painless`, STANCE),
    codes: localOnly,
  },
  'pelvic-compression': {
    value: YES_NO,
    sided: true,
    label: 'pelvic compression test',
    present: 'relieved by lateral pelvic compression',
    absent: 'not relieved by lateral pelvic compression',
    ask: `Pelvic compression for ${compressionSeconds.value} seconds: are the symptoms relieved?`,
    note: yesNoNote('eased by pelvic compression', 'not eased by pelvic compression', 'pelvic compression'),
    codes: localOnly,
  },
  'tinel-fibular': {
    value: YES_NO,
    sided: true,
    label: 'Tinel sign at the fibular neck',
    present: 'Tinel sign at the fibular neck',
    absent: 'no Tinel sign at the fibular neck',
    ask: 'Tapping the fibular neck: tingling?',
    note: yesNoNote('Tinel at the fibular neck', 'no fibular Tinel', 'fibular Tinel'),
    codes: localOnly,
  },
  'tinel-tarsal': {
    value: YES_NO,
    sided: true,
    label: 'Tinel sign behind the medial malleolus',
    present: 'Tinel sign behind the medial malleolus',
    absent: 'no Tinel sign behind the medial malleolus',
    ask: 'Tapping behind the medial malleolus: tingling in the sole?',
    note: yesNoNote('Tinel at the ankle', 'no Tinel at the ankle'),
    codes: localOnly,
  },
  fasciculation: {
    value: YES_NO,
    sided: true,
    label: 'fasciculation',
    present: 'fasciculation',
    absent: 'no fasciculation',
    ask: 'Fasciculation of the leg muscles at rest?',
    codes: localOnly,
  },
  'dermatomal-rash': {
    value: YES_NO,
    sided: true,
    label: 'rash in a dermatome',
    present: 'blistering rash in a dermatome of the leg or buttock',
    absent: 'no rash on leg or buttock',
    ask: 'Skin of leg and buttock: a blistering rash in a dermatome?',
    note: yesNoNote('rash in a dermatome', 'no rash', 'rash'),
    form: 'Do you have a rash with blisters on your leg or buttock?',
    codes: localOnly,
  },
  'foot-ulcer': {
    value: YES_NO,
    sided: true,
    safety: true,
    passes: true,
    label: 'foot ulcer or gangrene',
    present: 'ulcer or gangrene of the foot',
    absent: 'no ulcer or gangrene of the foot',
    ask: 'Ulcer or gangrene of the foot?',
    note: yesNoNote('foot ulcer or gangrene', 'no foot ulcer'),
    form: 'Do you have an open sore or a black spot on your foot?',
    codes: [
      ...['L97.4', 'L97.5', 'I70.26'].map((code) => family(code, { sided: true })),
      ...['I70.233', 'I70.234', 'I70.235'].map((code) => icd(code, right)),
      ...['I70.243', 'I70.244', 'I70.245'].map((code) => icd(code, left)),
      ...['E08.621', 'E09.621', 'E10.621', 'E11.621', 'E13.621'].map((code) => icd(code)),
    ],
  },
  'monofilament-abnormal': {
    value: YES_NO,
    sided: true,
    label: `${monofilamentGrams.value}-g monofilament`,
    present: `${monofilamentGrams.value}-g monofilament abnormal`,
    absent: `${monofilamentGrams.value}-g monofilament normal`,
    ask: `${monofilamentGrams.value}-g monofilament on the foot: abnormal?`,
    note: yesNoNote('monofilament abnormal', 'monofilament normal', 'monofilament'),
    // a foot without feeling is a positive test: Present and Absent are ambiguous here, see value-codes.ts
    codes: [{ system: 'snomed', code: '134388005', says: 'asks' }],
  },
  'vibration-reduced': {
    value: YES_NO,
    sided: true,
    label: 'vibration sense of the foot',
    present: 'vibration sense reduced',
    absent: 'vibration sense normal',
    ask: 'Vibration sense of the foot: reduced?',
    note: yesNoNote('vibration reduced', 'vibration normal', 'vibration'),
    codes: localOnly,
  },
  'lumbar-exam-done': {
    value: YES_NO,
    sided: false,
    askable: false,
    label: 'complete low-back examination',
    present: 'complete low-back examination recorded',
    absent: 'low-back examination recorded as not done',
    ask: 'Was the low back examined completely?',
    note: yesNoNote('low-back examination done', 'low-back examination not done'),
    codes: localOnly,
  },
});
