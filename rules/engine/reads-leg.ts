import { findings } from '../findings/index.ts';
import type { Criterion } from './criterion.ts';

/** Whether a criterion reads the leg in scope: then it belongs inside one. */
export const readsLeg = (criterion: Criterion): boolean => {
  switch (criterion.op) {
    case 'present':
    case 'grade':
    case 'is':
    case 'has':
    case 'reaches':
    case 'recorded':
      return findings[criterion.finding].sided;
    case 'confined':
      return criterion.findings.some((id) => findings[id].sided);
    case 'all':
    case 'any':
    case 'either':
    case 'atLeast':
      return criterion.of.some(readsLeg);
    case 'not':
    case 'unlessKnown':
    case 'term':
    case 'symmetric':
    case 'bilateral':
    case 'unilateral':
      return readsLeg(criterion.of);
    default:
      return false;
  }
};
