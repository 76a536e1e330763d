import type { Criterion } from './criterion.ts';
import { nodesOf } from './parts.ts';

const CONCLUSIONS: ReadonlySet<Criterion['op']> = new Set(['flag', 'urgency', 'dx', 'root']);

/** Whether a criterion reads what an earlier stage concluded: its truth may differ from stage to stage. */
export const readsConclusion = (criterion: Criterion): boolean =>
  nodesOf(criterion).some(({ op }) => CONCLUSIONS.has(op));
