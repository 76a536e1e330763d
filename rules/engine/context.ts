/**
 * What a criterion is evaluated against: the chart, and what earlier stages concluded. The order of the
 * stages is fixed: red flags, localisation, differential, management; a conclusion that its stage has not
 * reached yet reads as not documented.
 */
import type { Chart, Legs, Truths } from './chart.ts';
import type { FlagUrgency } from './criterion.ts';
import type { DiagnosisId, RedFlagId } from './ids.ts';
import type { Category, Leg, RootResult } from './types.ts';

/** What a stage concluded for each leg it looked at. */
export type ByLeg<T> = Readonly<Partial<Record<Leg, T>>>;

export interface Conclusions {
  readonly flags?: ReadonlyMap<RedFlagId, FlagUrgency>;
  readonly roots?: ByLeg<RootResult>;
  /** Categories by diagnosis and leg. */
  readonly diagnoses?: ReadonlyMap<DiagnosisId, ByLeg<Category>>;
}

export interface Context {
  readonly chart: Chart;
  /** The legs as this stage reads them: `chart.safety` for the red flags, else `chart.legs`. */
  readonly legs: Legs;
  readonly concluded: Conclusions;
  /** The truth of every criterion, once all stages have concluded; absent before. */
  readonly settled?: Truths;
}
