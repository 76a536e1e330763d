/**
 * The minimal charts that establish a criterion: each row is a smallest set of statements that is enough.
 * Computed, so it cannot drift from the code. A defined term counts as one statement.
 */
import type { Criterion } from '../engine/criterion.ts';
import { describe } from '../engine/describe.ts';
import { partsOf } from '../engine/walk.ts';
import { findings } from '../findings/index.ts';

export type SufficientRow = readonly string[];

/** Beyond this many rows a table no longer helps a reader. */
const MOST = 24;

/** Beyond this many ways to choose, "at least 3 of" is shorter than all of them. */
const MOST_CHOICES = 6;

class TooMany extends Error {}

const bounded = (rows: readonly SufficientRow[]): readonly SufficientRow[] => {
  if (rows.length > MOST * 4) throw new TooMany();
  return rows;
};

const isWithin = (small: SufficientRow, large: SufficientRow) => small.every((one) => large.includes(one));

/** Without rows that another row already covers. */
const minimal = (rows: readonly SufficientRow[]): readonly SufficientRow[] =>
  rows.filter(
    (row, n) =>
      !rows.some((other, m) => m !== n && isWithin(other, row) && (other.length < row.length || m < n)),
  );

const product = (parts: readonly (readonly SufficientRow[])[]): readonly SufficientRow[] =>
  parts.reduce<readonly SufficientRow[]>(
    (rows, part) => bounded(rows.flatMap((row) => part.map((more) => [...new Set([...row, ...more])]))),
    [[]],
  );

const choose = <T>(count: number, of: readonly T[]): T[][] => {
  if (count === 0) return [[]];
  return of.flatMap((one, n) => choose(count - 1, of.slice(n + 1)).map((rest) => [one, ...rest]));
};

const JOINS = { any: ' or ', either: ' or ', all: ' and ', atLeast: ', ' } as const;

/** A criterion in one line with all its parts; a defined term by its name. */
export const briefly = (criterion: Criterion): string => {
  const parts = criterion.op === 'term' ? [] : partsOf(criterion);
  if (parts.length === 0) return describe(criterion);
  const said = parts.map(briefly);
  switch (criterion.op) {
    case 'any':
    case 'either':
    case 'all':
      return said.length === 1 ? `${said[0]}` : `(${said.join(JOINS[criterion.op])})`;
    case 'atLeast':
      return `at least ${criterion.count} of (${said.join(JOINS.atLeast)})`;
    default:
      return `${describe(criterion)}: ${said.join(', ')}`;
  }
};

const negated = (criterion: Criterion): string => {
  if (criterion.op === 'present') {
    const { absent, label } = findings[criterion.finding];
    return absent ?? `no ${label}`;
  }
  return `not: ${briefly(criterion)}`;
};

const joined = (prefix: string, rows: readonly SufficientRow[]): readonly SufficientRow[] =>
  minimal(rows).map((row) => [`${prefix}${row.join(' + ')}`]);

const rowsOf = (criterion: Criterion): readonly SufficientRow[] => {
  switch (criterion.op) {
    case 'all':
      return product(criterion.of.map(rowsOf));
    case 'any':
    case 'either':
      return bounded(criterion.of.flatMap(rowsOf));
    case 'atLeast': {
      const sets = choose(criterion.count, criterion.of.map(rowsOf));
      if (sets.length > MOST_CHOICES) return [[briefly(criterion)]];
      return bounded(sets.flatMap(product));
    }
    case 'not':
      return [[negated(criterion.of)]];
    case 'unlessKnown':
      return [[`not known: ${briefly(criterion.of)}`]];
    case 'eitherLeg':
      return joined('on one leg: ', rowsOf(criterion.of));
    case 'bothLegs':
      return joined('on both legs: ', rowsOf(criterion.of));
    case 'bilateral':
      return joined('on this leg and on the other: ', rowsOf(criterion.of));
    case 'symmetric':
      return joined('on both legs, both documented: ', rowsOf(criterion.of));
    case 'unilateral':
      return joined('on this leg and not known on the other: ', rowsOf(criterion.of));
    default:
      return [[describe(criterion)]];
  }
};

/** The rows, or undefined when there are too many to read. */
export const sufficient = (criterion: Criterion): readonly SufficientRow[] | undefined => {
  try {
    const inner = criterion.op === 'term' ? criterion.of : criterion;
    const rows = minimal(rowsOf(inner));
    return rows.length <= MOST ? rows : undefined;
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
};
