/** Rows of the truth table that are made of other rows (`truth-table.ts`), and who reads a row. */
import type { Operator } from './lanes.ts';

/**
 * Numbers in flat lists, which stay in the first cache, where as many objects would not. The parts of the nth end at
 * `ends[n]`.
 */
export interface Combinations {
  readonly operators: Operator[];
  readonly least: number[];
  readonly rows: number[];
  readonly ends: number[];
  readonly parts: number[];
}

export const combinations = (): Combinations => ({ operators: [], least: [], rows: [], ends: [], parts: [] });

export interface Readers {
  /** How many combinations there were. */
  readonly count: number;
  /** The combinations of which a row is a part. */
  readonly ofRow: readonly (readonly number[] | undefined)[];
  /** Those that read dates beside their parts. */
  readonly ofDates: readonly number[];
}

export const readersOf = ({ operators, ends, parts }: Combinations): Readers => {
  const ofRow: number[][] = [];
  let first = 0;
  for (const [n, end] of ends.entries()) {
    for (const row of parts.slice(first, end)) {
      ofRow[row] ??= [];
      ofRow[row].push(n);
    }
    first = end;
  }
  return {
    count: operators.length,
    ofRow,
    ofDates: [...operators.keys()].filter((n) => operators[n] === 'notOlder'),
  };
};
