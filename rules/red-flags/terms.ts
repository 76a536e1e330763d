/** Notions that several red flags share (§3), at chart level. */
import {
  all,
  any,
  condition,
  context,
  each,
  eitherLeg,
  grade,
  present,
  term,
  unlessKnown,
} from '../engine/criterion.ts';
import { backPain, someLegSymptoms } from '../terms/leg.ts';
import { highResidual } from '../terms/thresholds.ts';

/** Symptoms of bladder or bowel that can also be long-standing (N10). */
export const sphincterSymptoms = [
  'urinary-retention',
  'urinary-incontinence',
  'bladder-sensation-altered',
  'fecal-incontinence',
  'rectal-fullness-loss',
] as const;

/** They fire without any pain: painless cauda equina syndrome must not be missed. */
export const sacralSigns = [
  'saddle-sensory-change',
  'perianal-pinprick-reduced',
  'anal-tone-reduced',
] as const;

export const caudaEquinaFeatures = [
  ...each(sacralSigns, present),
  ...each(sphincterSymptoms, present),
  present('sexual-dysfunction-new'),
  grade('pvr-ml', '>=', highResidual),
] as const;

export const someCaudaEquinaFeature = term('a cauda equina feature', any(...caudaEquinaFeatures));

export const progressing = term('progressive weakness', eitherLeg(present('progressive-weakness')));

/** Weakness of both legs that is documented as long-standing, and not getting worse. */
export const knownBilateralWeakness = term(
  'long-standing weakness of both legs, not progressing',
  all(condition('known-bilateral-deficit'), unlessKnown(progressing)),
);

/** The symptom contexts `leg` and `back`. */
export const legOrBack = context('leg symptoms or back pain', any(someLegSymptoms, backPain));
