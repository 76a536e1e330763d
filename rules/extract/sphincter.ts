import type { FindingId } from '../findings/index.ts';

/** Bladder, bowel and sexual symptoms: new they are red flags, of long standing a baseline. */
export const sphincterFindings: ReadonlySet<FindingId> = new Set<FindingId>([
  'urinary-retention',
  'urinary-incontinence',
  'bladder-sensation-altered',
  'fecal-incontinence',
  'rectal-fullness-loss',
  'saddle-sensory-change',
  'sexual-dysfunction-new',
]);
