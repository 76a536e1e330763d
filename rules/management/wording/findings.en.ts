/**
 * Findings as a clinician writes them in a note: short, by value. Where none stand, the vocabulary's words serve.
 * The labels of `rules/findings` are the words of a form, for asking and charting.
 */
import type { FindingId, OrderType } from '../../findings/index.ts';
import { calfCentimetres, stanceSeconds } from '../../terms/thresholds.ts';

export interface FindingWords {
  readonly present?: string;
  readonly absent?: string;
  /** Around a number, a grade or a list. */
  readonly value?: string;
  /** Around how long ago, for a count of days. */
  readonly since?: string;
  readonly values?: Readonly<Record<string, string>>;
  /** The name in a list of what is to be asked or examined. */
  readonly name?: string;
}

const STANCE = `${stanceSeconds.value}-s stance`;

const strength = (movement: string): FindingWords => ({
  value: `${movement} {value}/5`,
  name: `${movement} strength`,
});
const jerk = (name: string): FindingWords => ({ value: `${name} reflex {value}`, name: `${name} reflex` });
const touch = (place: string): FindingWords => ({
  value: `${place} sensation {value}`,
  values: { reduced: `${place} numb`, absent: `${place} without feeling` },
  name: `${place} sensation`,
});
const sign = (name: string): FindingWords => ({
  present: `${name} positive`,
  absent: `${name} negative`,
  name,
});
const named = (present: string, absent: string, name = present): FindingWords => ({ present, absent, name });

export const findingWords: Readonly<Partial<Record<FindingId, FindingWords>>> = {
  slr: sign('SLR'),
  'crossed-slr': sign('crossed SLR'),
  slump: sign('slump'),
  'femoral-stretch': sign('femoral stretch'),
  'crossed-femoral-stretch': sign('crossed femoral stretch'),
  'reflex-patellar': jerk('knee'),
  'reflex-achilles': jerk('ankle'),
  'reflex-medial-hamstring': jerk('hamstring'),
  'mrc-hip-flexion': strength('hip flexion'),
  'mrc-hip-adduction': strength('hip adduction'),
  'mrc-knee-extension': strength('knee extension'),
  'mrc-ankle-dorsiflexion': strength('dorsiflexion'),
  'mrc-great-toe-extension': strength('great toe'),
  'mrc-hip-abduction': strength('hip abduction'),
  'mrc-ankle-inversion': strength('inversion'),
  'mrc-ankle-eversion': strength('eversion'),
  'mrc-ankle-plantarflexion': strength('plantarflexion'),
  'mrc-knee-flexion': strength('knee flexion'),
  'mrc-hip-extension': strength('hip extension'),
  'sens-anterior-thigh': touch('anterior thigh'),
  'sens-medial-knee': touch('medial knee'),
  'sens-medial-ankle': touch('medial ankle'),
  'sens-lateral-leg': touch('lateral leg'),
  'sens-dorsal-foot': touch('dorsal foot'),
  'sens-lateral-foot': touch('lateral foot'),
  'sens-posterior-calf': touch('posterior calf'),
  gait: { value: '{value} gait', name: 'gait' },
  babinski: { present: 'Babinski', absent: 'no Babinski', name: 'Babinski' },
  clonus: { name: 'clonus' },
  romberg: named('Romberg abnormal', 'Romberg normal', 'Romberg'),
  centralization: named('pain centralises', 'pain does not centralise', 'centralisation'),
  pulses: { value: 'pulses {value}', name: 'pulses' },
  abi: { value: 'ABI {value}', name: 'ABI' },
  'femoral-bruit': named('arterial bruit', 'no arterial bruit'),
  faber: sign('FABER'),
  'thigh-thrust': sign('thigh thrust'),
  'sij-distraction': sign('sacroiliac distraction'),
  'sij-compression': sign('sacroiliac compression'),
  'sacral-thrust': sign('sacral thrust'),
  gaenslen: sign('Gaenslen'),
  fair: sign('FAIR'),
  'sciatic-notch-tender': named('sciatic notch tender', 'sciatic notch not tender', 'sciatic notch'),
  'extension-rotation': sign('extension-rotation'),
  'step-off': named('step-off', 'no step-off'),
  'spinal-percussion-tender': named('percussion tender', 'percussion not tender', 'spinal percussion'),
  'hip-ir-painful': named('hip rotation painful', 'hip rotation free', 'hip rotation'),
  'hip-adduction-limited': named('hip adduction limited', 'hip adduction free', 'hip adduction'),
  'hip-groin-pain-passive': named('groin pain on hip movement', 'hip movement painless'),
  'gt-tender': named('trochanter tender', 'trochanter not tender', 'trochanter'),
  'single-leg-stance-pain': named(`painful ${STANCE}`, `${STANCE} painless`, STANCE),
  'pelvic-compression': named(
    'eased by pelvic compression',
    'not eased by pelvic compression',
    'pelvic compression',
  ),
  'tinel-fibular': named('Tinel at the fibular neck', 'no fibular Tinel', 'fibular Tinel'),
  'monofilament-abnormal': named('monofilament abnormal', 'monofilament normal', 'monofilament'),
  'vibration-reduced': named('vibration reduced', 'vibration normal', 'vibration'),
  'lumbar-exam-done': named('low-back examination done', 'low-back examination not done'),

  'hip-lateral-pain': named('outer hip pain', 'no outer hip pain'),
  'low-back-pain': named('back pain', 'no back pain'),
  'pain-path': { value: 'pain: {value}', name: 'path of the pain' },
  'pain-below-knee': named('pain below the knee', 'pain above the knee', 'does the pain pass the knee'),
  'pain-dominance': {
    values: { leg: 'leg worse than back', back: 'back worse than leg', equal: 'leg and back alike' },
    name: 'leg or back worse',
  },
  'pain-quality': { value: '{value} pain', name: 'what it feels like' },
  'pain-temporal': { value: '{value} pain', name: 'constant or not' },
  'pain-trend': {
    values: { improving: 'improving', stable: 'not improving', worsening: 'worsening', new: 'new' },
    name: 'course',
  },
  'pain-onset-speed': { value: '{value} onset', name: 'sudden or gradual' },
  'pain-onset-days': { since: 'began {value}', name: 'onset' },
  'pain-nrs': { value: 'pain {value}/10', name: 'pain score' },
  'pain-aggravating': { value: 'worse {value}', name: 'what worsens it' },
  'pain-relieving': { value: 'eased by {value}', name: 'what eases it' },
  'shopping-cart': named('eased by a cart', 'not eased by a cart', 'relief on a cart'),
  numbness: { present: 'numbness', absent: 'no numbness', name: 'numbness' },
  tingling: { present: 'tingling', absent: 'no tingling', name: 'tingling' },
  'numbness-temporal': { value: '{value} numbness' },
  'sensory-region': { value: 'numb: {value}', name: 'where it is numb' },
  'weakness-subjective': named('leg feels weak', 'leg does not feel weak', 'weakness'),
  'stairs-difficulty': named('stairs difficult', 'stairs not difficult'),
  'walking-limited': named('walking limited', 'walking not limited'),
  'sleep-disturbed': named('sleep broken', 'sleep not broken'),
  'conservative-weeks': { value: '{value} weeks of care', name: 'weeks of care' },

  'urinary-retention': named('urinary retention', 'no retention', 'retention'),
  'urinary-incontinence': named('urinary incontinence', 'no incontinence', 'incontinence'),
  'bladder-sensation-altered': named(
    'bladder sensation altered',
    'bladder sensation normal',
    'bladder sensation',
  ),
  'fecal-incontinence': named('bowel incontinence', 'no bowel incontinence', 'bowel control'),
  'rectal-fullness-loss': named('rectal sensation lost', 'rectal sensation kept', 'rectal sensation'),
  'saddle-sensory-change': named('saddle numbness', 'no saddle numbness', 'saddle sensation'),
  'sexual-dysfunction-new': named('new sexual dysfunction', 'no sexual dysfunction', 'sexual function'),
  'anal-tone-reduced': named('anal tone reduced', 'anal tone normal', 'anal tone'),
  'perianal-pinprick-reduced': named(
    'perianal pinprick reduced',
    'perianal pinprick normal',
    'perianal pinprick',
  ),
  'pvr-ml': { value: 'residual {value} mL', name: 'residual' },
  'ces-onset-days': { since: 'first symptom {value}', name: 'time of onset' },
  'progressed-to-bilateral': named('one leg, now both', 'has not spread'),
  'progressive-weakness': named('weakness worsening', 'weakness not worsening'),
  'foot-drop': { name: 'foot drop' },
  'heel-walk-unable': named('cannot heel-walk', 'can heel-walk', 'heel walking'),
  'night-pain-unremitting': named('unremitting night pain', 'no night pain', 'night pain'),
  'recent-bacteremia': named('recent bacteraemia', 'no bacteraemia', 'bacteraemia'),
  'crp-esr-raised': named('CRP or ESR raised', 'CRP or ESR not raised', 'CRP and ESR'),
  'major-trauma': named('major trauma', 'no major trauma'),
  contusion: named('bruise over the spine', 'no bruise over the spine', 'bruise over the spine'),
  'limb-cold': named('cold leg', 'leg not cold', 'skin temperature'),
  'limb-pallor': named('pale leg', 'leg not pale', 'pallor'),
  'acute-limb-onset': named('sudden onset', 'no sudden onset', 'sudden or not'),
  'syncope-hypotension': named('collapse or low pressure', 'no collapse'),
  'wells-score': { value: 'Wells {value}', name: 'Wells score' },
  'crp-mg-l': { value: 'CRP {value}', name: 'CRP' },
  'esr-mm-h': { value: 'ESR {value}', name: 'ESR' },
  'wbc-g-l': { value: 'white cells {value}', name: 'white cells' },
  inr: { value: 'INR {value}', name: 'INR' },
  'sbp-mmhg': { value: 'systolic {value} mmHg', name: 'blood pressure' },
  'aortic-diameter-cm': { value: 'aorta {value} cm', name: 'aortic diameter' },
  'crp-esr-raised-long': named('CRP/ESR raised for weeks', 'CRP/ESR not raised for weeks'),
  'sensory-level': named('sensory level', 'no sensory level'),
  'areflexia-legs': named('leg reflexes lost', 'leg reflexes kept', 'leg reflexes'),
  'arms-face-or-breathing-weak': named(
    'weak arms, face or breathing',
    'arms, face, breathing strong',
    'arms, face, breathing',
  ),
  'weight-bearing-refused': named('cannot bear weight', 'bears weight', 'weight bearing'),
  'dry-by-day': named('was dry by day', 'not yet dry by day', 'dry by day'),
  'calf-swollen': named('calf swollen', 'calf not swollen', 'calf swelling'),
  'calf-swollen-3cm': named(`calf ${calfCentimetres.value} cm larger`, 'calves alike', 'calf girth'),
  'deep-vein-tender': named('deep veins tender', 'deep veins not tender', 'deep vein tenderness'),
  'collateral-veins': named('collateral veins', 'no collateral veins'),
  immobilised: named('immobilised', 'not immobilised', 'immobilisation'),
  'hip-pain': named('hip pain', 'no hip pain'),
  'rest-pain': named('pain at rest', 'no pain at rest'),
  'foot-ulcer': named('foot ulcer or gangrene', 'no foot ulcer'),
  'dermatomal-rash': named('rash in a dermatome', 'no rash', 'rash'),
  'tinel-tarsal': named('Tinel at the ankle', 'no Tinel at the ankle'),
  'temp-c': { value: '{value} °C', name: 'temperature' },
};

/** Items of a list where their ids read badly. */
export const itemWords: Readonly<Record<string, string>> = {
  'cough-sneeze-strain-leg': 'coughing',
  'cough-sneeze-strain-back': 'coughing (back)',
  'pins-needles': 'pins and needles',
  'dorsal-foot': 'dorsum of the foot',
  'sit-to-stand': 'rising from sitting',
  'poorly-localised': 'poorly localised',
};

/** Studies as a clinician calls them. */
export const studyWords: Readonly<Partial<Record<OrderType, string>>> = {
  'MRI-L-WO': 'MRI lumbar spine',
  'MRI-L-WWO': 'MRI lumbar spine with contrast',
  'CT-L': 'CT lumbar spine',
  'XR-L': 'lumbar radiographs',
  'CT-MYELO': 'CT myelography',
  EMG: 'EMG/NCS',
  ESI: 'epidural steroid injection',
};
