/** Leaves that read a finding of the leg in scope: one array access and a comparison. */
import { bitsOf, isSet, ordinal, type SetValue, type Value } from './chart.ts';
import type { Comparison, Criterion } from './criterion.ts';
import type { Compiled, Truth } from './truth.ts';

export const compare = (value: number, cmp: Comparison, threshold: number): boolean => {
  switch (cmp) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '>':
      return value > threshold;
    case '>=':
      return value >= threshold;
  }
};

/** `none` is the only word of a symptom's degree that says it is absent. */
const presence = (value: Value | undefined): Truth => {
  if (value === undefined) return null;
  return typeof value === 'string' ? value !== 'none' : value === true;
};

const listed = (value: Value | undefined, bits: number): Truth => {
  if (!isSet(value)) return null;
  if (value.present & bits) return true;
  return (value.absent & bits) === bits ? false : null;
};

const touched = (value: Value | undefined, bits: number): Truth => {
  if (!isSet(value)) return null;
  if (value.present & bits) return true;
  return value.present !== 0 || (value.absent & bits) === bits ? false : null;
};

/** Undefined where the criterion is not about a finding. */
export const compileFinding = (criterion: Criterion): Compiled | undefined => {
  switch (criterion.op) {
    case 'present': {
      const n = ordinal(criterion.finding);
      return (_, leg) => presence(leg.values[n]);
    }
    case 'grade': {
      const n = ordinal(criterion.finding);
      const {
        cmp,
        bound: { value },
      } = criterion;
      return (_, leg) => {
        const own = leg.values[n];
        return typeof own === 'number' ? compare(own, cmp, value) : null;
      };
    }
    case 'is': {
      const n = ordinal(criterion.finding);
      const { words } = criterion;
      return (_, leg) => {
        const own = leg.values[n];
        return typeof own === 'string' ? words.includes(own) : null;
      };
    }
    case 'has': {
      const n = ordinal(criterion.finding);
      const bits = bitsOf(criterion.finding, criterion.items);
      return (_, leg) => listed(leg.values[n], bits);
    }
    case 'reaches': {
      const n = ordinal(criterion.finding);
      const bits = bitsOf(criterion.finding, criterion.items);
      return (_, leg) => touched(leg.values[n], bits);
    }
    case 'confined': {
      const where = criterion.findings.map((id) => [ordinal(id), bitsOf(id, criterion.items)] as const);
      return (_, leg) => {
        let truth: Truth = null;
        for (const [n, bits] of where) {
          const own = leg.values[n] as SetValue | undefined;
          if (!own?.present) continue;
          if (own.present & ~bits) return false;
          truth = true;
        }
        return truth;
      };
    }
    case 'recorded': {
      const n = ordinal(criterion.finding);
      return (_, leg) => leg.values[n] !== undefined;
    }
    default:
      return undefined;
  }
};
