/**
 * What a patient answered, by finding. "Not sure" is an answer: the question is not asked again, and nothing is
 * known by it. A leg that is not named was asked and is free of it.
 */
import type { FindingId } from '../../rules/findings/index.ts';
import type { ChartedValue } from '../encoding/encode-finding.ts';

export type PatientSaid =
  | { readonly is: 'not-sure' }
  | { readonly is: 'one'; readonly value: ChartedValue }
  /** Of a finding of a leg: what was said of each. */
  | { readonly is: 'legs'; readonly left?: ChartedValue; readonly right?: ChartedValue };

export type IntakeAnswers = ReadonlyMap<FindingId, PatientSaid>;

export const noAnswers: IntakeAnswers = new Map();

export const NOT_SURE: PatientSaid = { is: 'not-sure' };

/** With the answers to a page; `undefined` takes one back. */
export const withAnswers = (
  answers: IntakeAnswers,
  more: readonly (readonly [FindingId, PatientSaid | undefined])[],
): IntakeAnswers => {
  const next = new Map(answers);
  for (const [id, said] of more) {
    next.delete(id);
    if (said !== undefined) next.set(id, said);
  }
  return next;
};

const isYesValue = (value: ChartedValue | undefined): boolean => value === true;

/** A question that was answered with yes, of whichever leg. */
export const isYes = (said: PatientSaid | undefined): boolean =>
  said !== undefined &&
  said.is !== 'not-sure' &&
  (said.is === 'one' ? isYesValue(said.value) : isYesValue(said.left) || isYesValue(said.right));
