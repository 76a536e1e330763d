/** Whether a criterion looks at what an earlier stage concluded. */
import type { Criterion } from './criterion.ts';
import { partsOf } from './parts.ts';

export const CONCLUSIONS: ReadonlySet<Criterion['op']> = new Set(['flag', 'urgency', 'dx', 'root']);

/** Whether a criterion reads what an earlier stage concluded: its truth may differ from stage to stage. */
export const readsConclusion = (criterion: Criterion): boolean =>
  CONCLUSIONS.has(criterion.op) || partsOf(criterion).some(readsConclusion);
