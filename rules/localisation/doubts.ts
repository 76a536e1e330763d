/**
 * §4.4: what makes every root of a leg less certain, in the words that say so. The confidence goes down a step
 * for these, and the card of the root names the same.
 */
import type { Chart } from '../engine/chart.ts';
import type { Conclusions } from '../engine/context.ts';
import type { Leg } from '../engine/types.ts';

export const doubts = (
  { conditions }: Chart,
  diagnoses: Conclusions['diagnoses'],
  leg: Leg,
): readonly string[] => [
  ...(conditions.has('prior-lumbar-surgery') || conditions.has('lumbar-surgery-6w')
    ? ['previous lumbar surgery']
    : []),
  ...(conditions.has('diabetic-neuropathy') || diagnoses?.get('POLYNEURO')?.[leg] === 'likely'
    ? ['polyneuropathy']
    : []),
  ...(conditions.has('known-umn-disease') || conditions.has('known-bilateral-deficit')
    ? ['earlier neurological disease']
    : []),
];
