/**
 * §4.4: what makes every root of a leg less certain, in the words that say so. The confidence goes down a step
 * for these, and the card of the root names the same.
 */
import type { Chart } from '../engine/chart.ts';
import type { Conclusions } from '../engine/context.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import type { Leg } from '../engine/types.ts';
import type { ConditionId } from '../findings/index.ts';

interface RootDoubt {
  readonly says: string;
  readonly conditions: readonly ConditionId[];
  /** Where it is likely on the leg. */
  readonly diagnosis?: DiagnosisId;
}

export const DOUBTS: readonly RootDoubt[] = [
  { says: 'previous lumbar surgery', conditions: ['prior-lumbar-surgery', 'lumbar-surgery-6w'] },
  { says: 'polyneuropathy', conditions: ['diabetic-neuropathy'], diagnosis: 'POLYNEURO' },
  {
    says: 'earlier neurological disease',
    conditions: ['known-umn-disease', 'known-bilateral-deficit'],
  },
];

/** §4.2 step 7: where it is likely on a leg, the foot drop belongs to it and no root is named. */
export const WITHHOLDS_ROOT: DiagnosisId = 'PERONEAL';

export const doubts = (
  { conditions }: Chart,
  diagnoses: Conclusions['diagnoses'],
  leg: Leg,
): readonly string[] =>
  DOUBTS.flatMap((doubt) => {
    const { says, diagnosis } = doubt;
    const isLikely = diagnosis !== undefined && diagnoses?.get(diagnosis)?.[leg] === 'likely';
    return isLikely || doubt.conditions.some((id) => conditions.has(id)) ? [says] : [];
  });
