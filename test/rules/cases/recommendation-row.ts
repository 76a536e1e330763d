/** A row of a recommendation: a chart, and which recommendations it gets. */
import type { Given, VignetteChart } from '../../../rules/engine/rule.ts';
import type { RecommendationId } from '../../../rules/management/index.ts';

export type Patient = Omit<VignetteChart, 'findings'>;

export interface RecommendationRow {
  readonly title: string;
  readonly given: VignetteChart;
  readonly fires: readonly RecommendationId[];
  /** The only recommendation that the row asks about. Absent: the row asks about every one. */
  readonly of?: RecommendationId;
}

/** Rows of one recommendation, of a patient with what all of them share. */
export const single =
  (of: RecommendationId, patient: Patient, common: readonly Given[]) =>
  (fires: boolean, title: string, findings: readonly Given[], more: Patient = {}): RecommendationRow => ({
    title,
    given: { ...patient, ...more, findings: [...common, ...findings] },
    of,
    fires: fires ? [of] : [],
  });
