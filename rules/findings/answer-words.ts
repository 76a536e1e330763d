/**
 * How a form says each answer, in plain words. The intake form prints them; extraction reads an answer that
 * comes back as words.
 */
import type { FindingId, Region } from './index.ts';

/** Our codes of the answers to any question. */
export const NOT_SURE = 'not-sure';
export const NONE_OF_THESE = 'none-of-these';

export const plainAnswers = {
  yes: 'Yes',
  no: 'No',
  [NOT_SURE]: 'I am not sure',
  [NONE_OF_THESE]: 'None of these',
} as const;

const regions: Readonly<Record<Region, string>> = {
  'low-back': 'Low back',
  buttock: 'Buttock',
  groin: 'Groin',
  'anterior-thigh': 'Front of the thigh',
  'medial-thigh': 'Inner side of the thigh',
  'lateral-hip': 'Outer side of the hip',
  'lateral-thigh': 'Outer side of the thigh',
  'posterior-thigh': 'Back of the thigh',
  'anterior-knee': 'Front of the knee',
  'medial-knee': 'Inner side of the knee',
  'lateral-knee': 'Outer side of the knee',
  'posterior-knee': 'Back of the knee',
  'anterior-leg': 'Shin',
  'medial-leg': 'Inner side of the lower leg',
  'lateral-leg': 'Outer side of the lower leg',
  'posterior-calf': 'Calf',
  'medial-ankle': 'Inner side of the ankle',
  'dorsal-foot': 'Top of the foot',
  'great-toe': 'Big toe',
  heel: 'Heel',
  'lateral-foot': 'Outer edge of the foot',
  sole: 'Sole of the foot',
};

const degrees = {
  none: 'Not at all',
  slight: 'A little',
  moderate: 'Quite a bit',
  severe: 'Very much',
  complete: 'I feel nothing there',
};

/** The words and items of a finding. */
export const answerWords = {
  'pain-path': regions,
  'sensory-region': regions,
  'pain-quality': {
    aching: 'Aching',
    dull: 'Dull',
    'poorly-localised': 'Hard to say just where',
    throbbing: 'Throbbing',
    cramping: 'Cramping',
    burning: 'Burning',
    searing: 'Searing, like a hot iron',
    shooting: 'Shooting',
    electric: 'Like an electric shock',
    lancinating: 'Sudden sharp jolts',
    stabbing: 'Stabbing',
    tingling: 'Tingling',
    'pins-needles': 'Pins and needles',
    cold: 'Ice cold',
    heavy: 'Heavy',
  },
  'pain-aggravating': {
    sitting: 'Sitting',
    driving: 'Driving',
    flexion: 'Bending forward',
    standing: 'Standing',
    walking: 'Walking',
    stairs: 'Stairs',
    extension: 'Bending back',
    twisting: 'Twisting, as in a golf swing',
    lying: 'Lying down',
    'lying-on-side': 'Lying on that side',
    'sit-to-stand': 'Getting up from a chair',
    'cough-sneeze-strain-leg': 'A cough, a sneeze or straining: it hurts in the leg',
    'cough-sneeze-strain-back': 'A cough, a sneeze or straining: it hurts in the back',
  },
  'pain-relieving': {
    sitting: 'Sitting',
    'leaning-forward': 'Leaning forward',
    flexion: 'Bending forward',
    lying: 'Lying down',
    'standing-still': 'Standing still',
    walking: 'Walking',
    stretching: 'Stretching',
    'gentle-movement': 'Gentle movement',
    extension: 'Bending back',
    'changing-position': 'Changing position',
  },
  'pain-dominance': { leg: 'The leg', back: 'The back', equal: 'Both the same' },
  'pain-temporal': { constant: 'Yes, all the time', intermittent: 'No, it comes and goes' },
  'pain-trend': { improving: 'Better', stable: 'The same', worsening: 'Worse', new: 'It is new' },
  'pain-onset-speed': { sudden: 'All at once', gradual: 'Bit by bit' },
  numbness: degrees,
  tingling: degrees,
  'numbness-temporal': {
    transient: 'A short time, like a limb that fell asleep',
    continuous: 'All or most of the time',
  },
  'weakness-pattern': { persistent: 'All the time', episodic: 'It comes and goes' },
} as const satisfies Readonly<Partial<Record<FindingId, Readonly<Record<string, string>>>>>;
