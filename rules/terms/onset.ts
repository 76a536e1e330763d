/** How new the episode is, at chart level. What nobody recorded is neither new nor old. */
import { grade, recorded, term, unlessKnown } from '../engine/criterion.ts';
import { newPainDays } from './thresholds.ts';

export const onsetUnknown = unlessKnown(recorded('pain-onset-days'));

/** New as recorded. */
export const newAsRecorded = term(
  `began within ${newPainDays.value} days`,
  grade('pain-onset-days', '<=', newPainDays),
);

/** New, or nobody recorded since when. */
export const newOrUnknown = term(
  `not known to have begun more than ${newPainDays.value} days ago`,
  unlessKnown(grade('pain-onset-days', '>', newPainDays)),
);
