/**
 * Notions about one leg and the back that several rules share (§3, general rules; §5). Each is inside a
 * leg's scope unless its name says otherwise.
 */
import {
  all,
  any,
  bilateral,
  type Criterion,
  context,
  each,
  either,
  eitherLeg,
  grade,
  has,
  is,
  not,
  present,
  reaches,
  term,
  unilateral,
  unlessKnown,
} from '../engine/criterion.ts';
import { fullStrength, type Threshold } from './thresholds.ts';

const below = [
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
] as const;

/** Every region of the body chart that is not the back itself. */
const legRegions = [
  'buttock',
  'groin',
  'anterior-thigh',
  'medial-thigh',
  'lateral-hip',
  'lateral-thigh',
  'posterior-thigh',
  'anterior-knee',
  'medial-knee',
  'lateral-knee',
  'posterior-knee',
  ...below,
] as const;

export const movements = [
  'mrc-hip-flexion',
  'mrc-hip-adduction',
  'mrc-knee-extension',
  'mrc-ankle-dorsiflexion',
  'mrc-great-toe-extension',
  'mrc-hip-abduction',
  'mrc-ankle-inversion',
  'mrc-ankle-eversion',
  'mrc-ankle-plantarflexion',
  'mrc-knee-flexion',
  'mrc-hip-extension',
] as const;

/** Cannot lift the foot: named, or seen on heel walking. */
export const footDrop = term(
  'foot drop or cannot heel-walk',
  either(present('foot-drop'), present('heel-walk-unable')),
);

/** Some movement is weaker than the MRC grade (or as weak: `<=`). */
export const weakerThan = (cmp: '<' | '<=', bound: Threshold): Criterion =>
  any(...each(movements, (movement) => grade(movement, cmp, bound)));

/** The muscles of the hip and thigh, asked one by one. */
export const proximalWeakness = term(
  'hip flexion, hip adduction or knee extension weak',
  either(
    grade('mrc-hip-flexion', '<', fullStrength),
    grade('mrc-hip-adduction', '<', fullStrength),
    grade('mrc-knee-extension', '<', fullStrength),
  ),
);

/** Measured weakness, or foot drop. */
const measuredWeakness = term('weakness on examination', any(weakerThan('<', fullStrength), footDrop));

export const weakness = term(
  'weakness',
  any(present('weakness-subjective'), measuredWeakness, present('progressive-weakness')),
);

export const pain = term(
  'pain in the leg',
  any(
    present('leg-pain'),
    present('foot-pain'),
    present('buttock-pain'),
    present('groin-pain'),
    present('hip-lateral-pain'),
    has('pain-path', ...legRegions),
    present('pain-below-knee'),
  ),
);

/** The symptom context `leg` of the red flags, and what makes a leg worth assessing at all. */
export const legSymptoms = term(
  'leg symptoms',
  any(
    pain,
    present('numbness'),
    present('tingling'),
    has('sensory-region', ...legRegions),
    weakness,
    present('heaviness'),
    present('giving-way'),
    present('leg-drag'),
  ),
);

/** Symptoms in either leg, at chart level. */
export const someLegSymptoms = context('symptoms in either leg', eitherLeg(legSymptoms));

/** The symptom context `back`, at chart level. */
export const backPain = context(
  'low back pain',
  any(present('low-back-pain'), eitherLeg(has('pain-path', 'low-back'))),
);

/** The symptom context `newdef`, at chart level. */
export const newDeficit = term(
  `new deficit (MRC below ${fullStrength.value} or foot drop)`,
  eitherLeg(measuredWeakness),
);

/** Asked, or read off the described path. */
export const painBelowKnee = term(
  'pain below the knee',
  either(present('pain-below-knee'), reaches('pain-path', ...below)),
);

export const painAboveKnee = term('pain confined above the knee', not(painBelowKnee));

/** Numbness or tingling, at any degree. */
export const sensorySymptom = term(
  'numbness or tingling in the limb',
  either(present('numbness'), present('tingling'), has('sensory-region', ...legRegions)),
);

/** Only that, and no tingling: a limb that fell asleep in some position is no sign of a root. */
export const transientNumbness = term(
  'only transient numbness, no tingling',
  all(is('numbness-temporal', 'transient'), unlessKnown(present('tingling'))),
);

/**
 * The anterior pattern of the upper lumbar roots: pain below the knee and a positive straight leg raise
 * are not to be expected.
 */
export const upperLumbar = term(
  'upper-lumbar pattern',
  any(
    all(
      has('pain-path', 'anterior-thigh', 'groin', 'medial-knee'),
      not(
        reaches(
          'pain-path',
          'lateral-leg',
          'posterior-calf',
          'dorsal-foot',
          'great-toe',
          'heel',
          'lateral-foot',
          'sole',
        ),
      ),
    ),
    present('femoral-stretch'),
  ),
);

const inTheLeg = either(present('leg-pain'), present('buttock-pain'), has('pain-path', ...legRegions));

export const bilateralPain = term('bilateral buttock or leg pain', bilateral(inTheLeg));

export const unilateralButtockPain = term('unilateral buttock pain', unilateral(present('buttock-pain')));

/** Bending forward helps, asked in any of the usual ways. */
export const easedByBending = term(
  'improves bending or leaning forward',
  either(has('pain-relieving', 'leaning-forward', 'flexion'), present('shopping-cart')),
);

export const easedBySitting = term('relieved by sitting', has('pain-relieving', 'sitting'));

export const claudication = term(
  'walking provokes, sitting or bending relieves',
  all(has('pain-aggravating', 'walking'), either(easedBySitting, easedByBending)),
);

/** What stops on standing still came with walking, whether or not somebody ticked that. */
export const calfPainEasedByStanding = term(
  'calf pain relieved by standing still',
  all(has('pain-path', 'posterior-calf'), has('pain-relieving', 'standing-still')),
);

export const exertional = term(
  'pain on walking',
  any(has('pain-aggravating', 'walking'), calfPainEasedByStanding),
);

const stenosisRegions = [
  'buttock',
  'anterior-thigh',
  'medial-thigh',
  'lateral-thigh',
  'posterior-thigh',
  'anterior-leg',
  'medial-leg',
  'lateral-leg',
  'posterior-calf',
] as const;

/** A leg that hurts, is numb or heavy counts as a whole only while nobody has shown where. */
export const placeOfStenosis = term(
  'pain, numbness or heaviness in buttock, thigh or calf',
  any(
    present('buttock-pain'),
    has('pain-path', ...stenosisRegions),
    has('sensory-region', ...stenosisRegions),
    present('heaviness'),
    all(
      any(present('leg-pain'), present('numbness'), present('tingling')),
      unlessKnown(any(has('pain-path', ...legRegions), has('sensory-region', ...legRegions))),
    ),
  ),
);

export const coughWorsensLegPain = term(
  'coughing, sneezing or straining worsens the leg pain',
  has('pain-aggravating', 'cough-sneeze-strain-leg'),
);
