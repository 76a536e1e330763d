/** Notions that several red flags share (§3), at chart level. */
import {
  age,
  all,
  any,
  bothLegs,
  condition,
  context,
  each,
  eitherLeg,
  grade,
  not,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { backPain, someLegSymptoms, weakness } from '../terms/leg.ts';
import { adulthood, dryFrom, highResidual, lowPressure } from '../terms/thresholds.ts';

/** Symptoms of bladder or bowel that can also be long-standing (N10). */
export const sphincterSymptoms = [
  'urinary-retention',
  'urinary-incontinence',
  'bladder-sensation-altered',
  'fecal-incontinence',
  'rectal-fullness-loss',
] as const;

/**
 * Those that a long-standing symptom on the problem list lowers (N10). A changed feeling of the bladder or of the
 * rectum is neither stress nor urge: a baseline never explains it.
 */
export const baselineSymptoms = ['urinary-retention', 'urinary-incontinence', 'fecal-incontinence'] as const;

/** They fire without any pain: painless cauda equina syndrome must not be missed. */
export const sacralSigns = [
  'saddle-sensory-change',
  'perianal-pinprick-reduced',
  'anal-tone-reduced',
] as const;

/**
 * A child that is not yet dry by day loses nothing that it had. Where nobody said so, a child is taken to be dry
 * from the age of five; retention and loss of saddle feeling count at any age.
 */
const notYetDry = term(
  'a child not yet dry by day',
  any(
    all(age('<', adulthood), not(present('dry-by-day'))),
    all(age('<', dryFrom), unlessKnown(present('dry-by-day'))),
  ),
);
const incontinence = (id: 'urinary-incontinence' | 'fecal-incontinence') =>
  all(present(id), unlessKnown(notYetDry));

export const caudaEquinaFeatures = [
  ...each(sacralSigns, present),
  present('urinary-retention'),
  incontinence('urinary-incontinence'),
  present('bladder-sensation-altered'),
  incontinence('fecal-incontinence'),
  present('rectal-fullness-loss'),
  present('sexual-dysfunction-new'),
  grade('pvr-ml', '>=', highResidual),
] as const;

export const someCaudaEquinaFeature = term('a cauda equina feature', any(...caudaEquinaFeatures));

export const weakBothLegs = term('weakness in both legs', bothLegs(weakness));

export const progressing = term('progressive weakness', eitherLeg(present('progressive-weakness')));

/** Weakness of both legs that is documented as long-standing: alone it lowers what it explains, and silences nothing. */
export const knownBilateralWeakness = term(
  'long-standing weakness of both legs, not progressing, no cauda equina feature',
  all(condition('known-bilateral-deficit'), unlessKnown(progressing), unlessKnown(someCaudaEquinaFeature)),
);

export const hypotension = term(
  'collapse or low blood pressure, told or measured',
  any(present('syncope-hypotension'), grade('sbp-mmhg', '<', lowPressure)),
);

/** The symptom contexts `leg` and `back`, as somebody recorded them today. */
export const legOrBackToday = context('leg symptoms or back pain', any(someLegSymptoms, backPain));

/** A diagnosis that names the root has said where the symptom is, even where no pain was coded. */
export const legContext = context(
  'leg symptoms, or sciatica on the problem list',
  any(someLegSymptoms, condition('sciatica')),
);
export const legOrBack = context(
  'leg symptoms, back pain, or sciatica on the problem list',
  any(legContext, backPain),
);
