/** Notions that several red flags share (§3), at chart level. */
import { any, type Criterion, context, each, eitherLeg, grade, present, term } from '../engine/criterion.ts';
import { backPain, someLegSymptoms } from '../terms/leg.ts';

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

export const highResidual: Criterion = grade('pvr-ml', '>=', 200);

export const caudaEquinaFeatures = [
  ...each(sacralSigns, present),
  ...each(sphincterSymptoms, present),
  present('sexual-dysfunction-new'),
  highResidual,
] as const;

export const someCaudaEquinaFeature = term('a cauda equina feature', any(...caudaEquinaFeatures));

export const progressing = term('progressive weakness', eitherLeg(present('progressive-weakness')));

/** The symptom contexts `leg` and `back`. */
export const legOrBack = context('leg symptoms or back pain', any(someLegSymptoms, backPain));
