/**
 * Readings that are the likeliest false alarms. Each stands behind one constant, so that the clinical owner can
 * switch it off in one place after a second reading; the rule book lists them.
 */
import type { Criterion } from '../engine/criterion.ts';

export interface SecondReading {
  /** What is read as a danger sign, in a clinician's words. */
  readonly reads: string;
  readonly counts: boolean;
}

export const weakBothLegsUnknownOnset: SecondReading = {
  reads: 'both legs feel weak and nobody recorded since when: a warning sign for cauda equina syndrome',
  counts: true,
};
export const newPainBothLegsWithoutPath: SecondReading = {
  reads: 'pain in both legs of recent onset without a drawn path: a warning sign for cauda equina syndrome',
  counts: true,
};
export const sphincterSymptomWithListedSciatica: SecondReading = {
  reads: 'one bladder or bowel symptom with sciatica on the problem list alone: cauda equina syndrome',
  counts: true,
};

export const secondReadings: readonly SecondReading[] = [
  weakBothLegsUnknownOnset,
  newPainBothLegsWithoutPath,
  sphincterSymptomWithListedSciatica,
];

/** The criterion while the reading counts; without it, what is never established. */
export const awaitingSecondReading = ({ counts }: SecondReading, of: Criterion): Criterion =>
  counts ? of : { op: 'any', of: [] };
