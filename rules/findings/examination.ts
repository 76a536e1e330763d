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

export const examination = room('exam', {
  slr: test(
    'straight leg raise',
    `Straight leg raise: leg pain below the buttock at ${slrDegreesFrom.value}–${slrDegreesTo.value}°?`,
  ),
  'crossed-slr': test(
    'crossed straight leg raise',
    'Raise the other leg: is the pain in the symptomatic leg reproduced?',
  ),
  slump: test('slump test', 'Slump test: leg pain that changes with neck extension?'),
  'femoral-stretch': test('femoral stretch test', 'Femoral stretch: anterior thigh pain on prone knee bend?'),
  'crossed-femoral-stretch': test(
    'crossed femoral stretch test',
    'Femoral stretch of the other leg: anterior thigh pain in the symptomatic leg?',
  ),

  'reflex-patellar': jerk('knee'),
  'reflex-achilles': jerk('ankle'),
  'reflex-medial-hamstring': jerk('medial hamstring'),

  'mrc-hip-flexion': strength('hip flexion'),
  'mrc-hip-adduction': strength('hip adduction'),
  'mrc-knee-extension': strength('knee extension'),
  'mrc-ankle-dorsiflexion': strength('ankle dorsiflexion'),
  'mrc-great-toe-extension': strength('great-toe extension'),
  'mrc-hip-abduction': strength('hip abduction'),
  'mrc-ankle-inversion': strength('ankle inversion'),
  'mrc-ankle-eversion': strength('ankle eversion'),
  'mrc-ankle-plantarflexion': strength('ankle plantarflexion'),
  'mrc-knee-flexion': strength('knee flexion'),
  'mrc-hip-extension': strength('hip extension'),

  'sens-anterior-thigh': keyPoint('anterior thigh'),
  'sens-medial-knee': keyPoint('medial knee'),
  'sens-medial-ankle': keyPoint('medial ankle'),
  'sens-lateral-leg': keyPoint('lateral leg'),
  'sens-dorsal-foot': keyPoint('dorsum of the foot'),
  'sens-lateral-foot': keyPoint('lateral foot'),
  'sens-posterior-calf': keyPoint('posterior calf'),

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
  },
  babinski: {
    ...test('Babinski sign', 'Plantar response: Babinski sign?'),
    safety: true,
  },
  clonus: {
    value: YES_NO,
    sided: true,
    safety: true,
    label: 'clonus',
    present: 'clonus',
    absent: 'no clonus',
    ask: 'Ankle clonus?',
  },
  hyperreflexia: {
    value: YES_NO,
    sided: true,
    safety: true,
    label: 'hyperreflexia',
    present: 'hyperreflexia',
    absent: 'no hyperreflexia',
    ask: 'Are the leg reflexes pathologically brisk?',
  },
  romberg: {
    value: YES_NO,
    sided: false,
    label: 'Romberg test',
    present: 'abnormal Romberg test',
    absent: 'normal Romberg test',
    ask: 'Romberg test: abnormal?',
  },
  centralization: {
    value: YES_NO,
    sided: false,
    label: 'centralisation on repeated movements',
    present: 'pain centralises with repeated movements',
    absent: 'pain does not centralise with repeated movements',
    ask: 'Repeated movements: does the distal pain retreat towards the back?',
  },
  pulses: {
    value: { type: 'one-of', values: ['normal', 'diminished', 'absent'], normal: 'normal' },
    sided: true,
    safety: true,
    positive: { word: 'absent' },
    label: 'pedal pulses',
    present: 'pedal pulses',
    ask: 'Pedal pulses: dorsalis pedis and posterior tibial',
  },
  abi: {
    value: { type: 'number', unit: '1', min: 0, max: 3 },
    sided: true,
    atWorst: true,
    lowIsWorse: true,
    label: 'ankle-brachial index',
    present: 'ankle-brachial index',
    ask: 'Resting ankle-brachial index',
  },
  'femoral-bruit': {
    value: YES_NO,
    sided: true,
    label: 'leg artery bruit',
    present: 'iliac, femoral or popliteal bruit',
    absent: 'no iliac, femoral or popliteal bruit',
    ask: 'Iliac, femoral or popliteal bruit?',
  },

  faber: test('FABER test', 'FABER: familiar buttock pain?'),
  'thigh-thrust': test('thigh thrust', 'Thigh thrust: familiar buttock pain?'),
  'sij-distraction': test('sacroiliac distraction', 'Sacroiliac distraction: familiar buttock pain?'),
  'sij-compression': test('sacroiliac compression', 'Sacroiliac compression: familiar buttock pain?'),
  'sacral-thrust': test('sacral thrust', 'Sacral thrust: familiar buttock pain?'),
  gaenslen: test('Gaenslen test', 'Gaenslen: familiar buttock pain?'),
  fair: test('FAIR test', 'FAIR (flexion, adduction, internal rotation): familiar pain?'),
  'sciatic-notch-tender': {
    value: YES_NO,
    sided: true,
    label: 'sciatic notch tenderness',
    present: 'tender over the greater sciatic notch',
    absent: 'not tender over the greater sciatic notch',
    ask: 'Tender over the greater sciatic notch?',
  },
  'extension-rotation': test(
    'lumbar extension-rotation',
    'Lumbar extension-rotation: is the familiar pain reproduced?',
  ),
  'step-off': {
    value: YES_NO,
    sided: false,
    atWorst: true,
    label: 'step-off of the spinous processes',
    present: 'palpable or visible step-off',
    absent: 'no step-off',
    ask: 'Palpable or visible step-off of the spinous processes?',
  },
  'spinal-percussion-tender': {
    value: YES_NO,
    sided: false,
    safety: true,
    label: 'spinal percussion tenderness',
    present: 'spine tender to percussion',
    absent: 'spine not tender to percussion',
    ask: 'Is the spine tender to percussion?',
  },
  'hip-ir-painful': {
    value: YES_NO,
    sided: true,
    atWorst: true,
    label: 'hip internal rotation',
    present: 'hip internal rotation limited or painful',
    absent: 'hip internal rotation free and painless',
    ask: 'Hip internal rotation: limited or painful?',
  },
  'hip-adduction-limited': {
    value: YES_NO,
    sided: true,
    label: 'passive hip adduction',
    present: 'passive hip adduction limited',
    absent: 'passive hip adduction not limited',
    ask: 'Passive hip adduction: limited?',
  },
  'hip-groin-pain-passive': {
    value: YES_NO,
    sided: true,
    atWorst: true,
    label: 'groin pain on passive hip movement',
    present: 'groin pain on passive abduction or adduction',
    absent: 'no groin pain on passive abduction or adduction',
    ask: 'Groin pain on passive hip abduction or adduction?',
  },
  'gt-tender': {
    value: YES_NO,
    sided: true,
    label: 'greater trochanter tenderness',
    present: 'greater trochanter tender',
    absent: 'greater trochanter not tender',
    ask: 'Is the greater trochanter tender?',
  },
  'single-leg-stance-pain': {
    value: YES_NO,
    sided: true,
    label: 'single-leg stance',
    present: `${stanceSeconds.value}-second single-leg stance reproduces the pain`,
    absent: `${stanceSeconds.value}-second single-leg stance painless`,
    ask: `Does a ${stanceSeconds.value}-second single-leg stance reproduce the pain?`,
  },
  'pelvic-compression': {
    value: YES_NO,
    sided: true,
    label: 'pelvic compression test',
    present: 'relieved by lateral pelvic compression',
    absent: 'not relieved by lateral pelvic compression',
    ask: `Pelvic compression for ${compressionSeconds.value} seconds: are the symptoms relieved?`,
  },
  'tinel-fibular': {
    value: YES_NO,
    sided: true,
    label: 'Tinel sign at the fibular neck',
    present: 'Tinel sign at the fibular neck',
    absent: 'no Tinel sign at the fibular neck',
    ask: 'Tapping the fibular neck: tingling?',
  },
  'tinel-tarsal': {
    value: YES_NO,
    sided: true,
    label: 'Tinel sign behind the medial malleolus',
    present: 'Tinel sign behind the medial malleolus',
    absent: 'no Tinel sign behind the medial malleolus',
    ask: 'Tapping behind the medial malleolus: tingling in the sole?',
  },
  fasciculation: {
    value: YES_NO,
    sided: true,
    label: 'fasciculation',
    present: 'fasciculation',
    absent: 'no fasciculation',
    ask: 'Fasciculation of the leg muscles at rest?',
  },
  'dermatomal-rash': {
    value: YES_NO,
    sided: true,
    label: 'rash in a dermatome',
    present: 'blistering rash in a dermatome of the leg or buttock',
    absent: 'no rash on leg or buttock',
    ask: 'Skin of leg and buttock: a blistering rash in a dermatome?',
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
  },
  'monofilament-abnormal': {
    value: YES_NO,
    sided: true,
    label: `${monofilamentGrams.value}-g monofilament`,
    present: `${monofilamentGrams.value}-g monofilament abnormal`,
    absent: `${monofilamentGrams.value}-g monofilament normal`,
    ask: `${monofilamentGrams.value}-g monofilament on the foot: abnormal?`,
  },
  'vibration-reduced': {
    value: YES_NO,
    sided: true,
    label: 'vibration sense of the foot',
    present: 'vibration sense reduced',
    absent: 'vibration sense normal',
    ask: 'Vibration sense of the foot: reduced?',
  },
  'lumbar-exam-done': {
    value: YES_NO,
    sided: false,
    askable: false,
    label: 'complete low-back examination',
    present: 'complete low-back examination recorded',
    absent: 'low-back examination recorded as not done',
    ask: 'Was the low back examined completely?',
  },
});
