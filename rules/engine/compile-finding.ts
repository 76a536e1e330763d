/** Leaves that read a finding: what its value on a leg says. */
import type { FindingId, SetFinding } from '../findings/index.ts';
import { bitsOf, isSet, ordinal, type Value } from './chart.ts';
import type { Comparison, Criterion } from './criterion.ts';
import type { Truth } from './lanes.ts';
import { findingsOf } from './walk.ts';

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

/** Everything described lies within the items. */
const within = (value: Value | undefined, bits: number): Truth => {
  if (!isSet(value) || value.present === 0) return null;
  return (value.present & ~bits) === 0;
};

/** What a value of a finding says; undefined = the finding was not recorded. */
export type OfValue = (value: Value | undefined) => Truth;

const ofValue = (criterion: Criterion, finding: FindingId): OfValue | undefined => {
  switch (criterion.op) {
    case 'present':
      return presence;
    case 'grade': {
      const {
        cmp,
        bound: { value },
      } = criterion;
      return (own) => (typeof own === 'number' ? compare(own, cmp, value) : null);
    }
    case 'is': {
      const { words } = criterion;
      return (own) => (typeof own === 'string' ? words.includes(own) : null);
    }
    case 'has': {
      const bits = bitsOf(criterion.finding, criterion.items);
      return (own) => listed(own, bits);
    }
    case 'reaches': {
      const bits = bitsOf(criterion.finding, criterion.items);
      return (own) => touched(own, bits);
    }
    case 'confined': {
      const bits = bitsOf(finding as SetFinding, criterion.items);
      return (own) => within(own, bits);
    }
    case 'recorded':
      return (own) => own !== undefined;
    default:
      return undefined;
  }
};

/** A finding that a leaf reads, and what its value says. */
export interface FindingTest {
  readonly finding: number;
  readonly says: OfValue;
}

/** One for each finding that the criterion is about; none where it is about something else. */
export const compileFinding = (criterion: Criterion): readonly FindingTest[] =>
  findingsOf(criterion).flatMap((id) => {
    const says = ofValue(criterion, id);
    return says === undefined ? [] : [{ finding: ordinal(id), says }];
  });
