/** What to do about a fibular (peroneal) palsy: said by REC-04 where the foot drops, by REC-26 elsewhere. */
import { axonLossWeeksFrom, axonLossWeeksTo, nerveImageMonths } from '../terms/thresholds.ts';

export const FIBULAR_CARE: readonly string[] = [
  'Check for compression at the fibular head, cast, weight loss, leg crossing or an injury at the knee; avoid leg crossing; ankle-foot orthosis and physiotherapy.',
  `Conduction finds a block at the knee at once; lost axons show after ${axonLossWeeksFrom.value}–${axonLossWeeksTo.value} weeks, so repeat a normal early study.`,
  `No cause found, or no recovery at ${nerveImageMonths.value} months: image the nerve.`,
];
