/**
 * What a criterion is evaluated against: the chart, and what earlier stages concluded. The order of the
 * stages is fixed: red flags, localisation, differential, management; a conclusion that its stage has not
 * reached yet reads as not documented.
 */
import type { Chart, Legs } from './chart.ts';
import type { FlagUrgency } from './criterion.ts';
import type { DiagnosisId, RedFlagId } from './ids.ts';
import type { Category, Leg, RootResult } from './types.ts';

export interface Conclusions {
  readonly flags?: ReadonlyMap<RedFlagId, FlagUrgency>;
  readonly roots?: ReadonlyMap<Leg, RootResult>;
  /** Categories by diagnosis and leg. */
  readonly diagnoses?: ReadonlyMap<DiagnosisId, ReadonlyMap<Leg, Category>>;
}

export interface Context {
  readonly chart: Chart;
  /** The legs as this stage reads them: `chart.safety` for the red flags, else `chart.legs`. */
  readonly legs: Legs;
  readonly concluded: Conclusions;
}
