/**
 * What a chart gave the rules, as names without values: for the monitor, which counts how often each is understood.
 * Pure; a name is an id of our own vocabulary with a word before it.
 */
import type { Extraction } from '../../rules/extract/index.ts';

/** Kinds of name, as the monitor reads them. */
export const foundIn = ({
  input: { facts, cond, meds, age },
  leftOut,
}: Pick<Extraction, 'input' | 'leftOut'>): readonly string[] => [
  ...facts.map(({ id }) => `finding ${id}`),
  ...facts.flatMap(({ side }) => (side === undefined ? [] : `side ${side}`)),
  ...cond.map((id) => `condition ${id}`),
  ...meds.map((id) => `medication ${id}`),
  ...leftOut.map(({ code }) => `left-out ${code}`),
  ...(age === undefined ? [] : ['finding age']),
];
