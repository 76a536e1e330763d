/** Whether a criterion looks at one leg. */
import { findings } from '../findings/index.ts';
import type { Criterion } from './criterion.ts';
import { findingsOf, partsOf } from './parts.ts';

const OPENS_LEGS: ReadonlySet<Criterion['op']> = new Set(['eitherLeg', 'bothLegs']);

/** Whether a criterion reads the leg in scope: then it belongs inside one. */
export const readsLeg = (criterion: Criterion): boolean =>
  findingsOf(criterion).some((id) => findings[id].sided) ||
  (!OPENS_LEGS.has(criterion.op) && partsOf(criterion).some(readsLeg));
