/**
 * A criterion as rows of a decision table: it is established where all statements of a row are. The rows mean the same
 * as the criterion in all three truths, so that the criterion can be read back from them.
 *
 * What rows cannot say is a decision of its own, which a row names: a defined term; one notion asked in several ways; a
 * number of many; what would be too many rows.
 */
import type { Criterion } from '../../engine/criterion.ts';
import { partsOf } from '../../engine/walk.ts';
import type { FindingId } from '../../findings/index.ts';

/**
 * What is stated of a criterion. `not`: it is established not to be. `not known`: it is not established. `not known
 * not`: it is not established not to be. `known` is said of what may be read as a doubt: a doubt of a doubt.
 */
export const certainties = ['', 'not', 'not known', 'not known not', 'known', 'known not'] as const;
export type Certainty = (typeof certainties)[number];

/** What a criterion says of other legs than the one in scope, or of how old a record may be. */
export type RowScope =
  | { readonly op: 'eitherLeg' | 'bothLegs' | 'symmetric' | 'bilateral' | 'unilateral' }
  | { readonly op: 'notOlder'; readonly than: readonly FindingId[]; readonly orOnset?: true };

export type RowStatement = { readonly certainty: Certainty } & (
  | { readonly leaf: Criterion }
  /** Of a decision that counts its rows: how many must hold. */
  | { readonly decision: string; readonly least?: number }
  | { readonly scope: RowScope; readonly of: TableRow }
);

/** Statements that hold together. */
export type TableRow = readonly RowStatement[];

/** How a decision's rows make its truth; of `count` a statement says how many. */
export type TableReading = 'any' | 'either' | 'count';

/** Makes a decision of its own, and says its id. */
export type Decide = (criterion: Criterion, reading: TableReading, onLeg: boolean) => string;

/** More rows than this are split into decisions. */
const MOST_ROWS = 12;
/** As many ways to choose are written out; of more, a decision counts. */
const MOST_CHOICES = 6;

const NEGATED: Readonly<Record<Certainty, Certainty>> = {
  '': 'not',
  not: '',
  known: 'known not',
  'known not': 'known',
  'not known': 'not known not',
  'not known not': 'not known',
};

/** Of `unlessKnown(x)`, what is stated of x. */
const DOUBTED: Readonly<Record<Certainty, Certainty>> = {
  '': 'not known',
  known: 'not known',
  'not known not': 'not known',
  not: 'known',
  'not known': 'known',
  'known not': 'known',
};

/** Whether "all of" stays so; else it is turned into "any of" (De Morgan). */
const isUpright = (certainty: Certainty): boolean =>
  certainty === '' || certainty === 'known' || certainty === 'not known not';

/** Whether it asks no more than whether something is established. */
const isOfKnown = (certainty: Certainty): boolean => certainty === 'known' || certainty === 'not known';

export const keyOf = (statement: RowStatement): string => JSON.stringify(statement);

const isWithin = (small: readonly string[], large: ReadonlySet<string>): boolean =>
  small.length <= large.size && small.every((one) => large.has(one));

/** Without statements that a row says twice, and rows that another row covers. */
const minimal = (rows: readonly TableRow[]): readonly TableRow[] => {
  const said = rows.map((row) => [...new Map(row.map((one) => [keyOf(one), one])).entries()]);
  const keys = said.map((row) => new Set(row.map(([key]) => key)));
  const isCovered = (own: ReadonlySet<string>, n: number) =>
    keys.some((other, m) => m !== n && isWithin([...other], own) && (other.size < own.size || m < n));
  return said.flatMap((row, n) =>
    isCovered(keys[n] as Set<string>, n) ? [] : [row.map(([, statement]) => statement)],
  );
};

const choose = <T>(count: number, of: readonly T[]): readonly (readonly T[])[] => {
  if (count === 0) return [[]];
  return of.flatMap((one, n) => choose(count - 1, of.slice(n + 1)).map((rest) => [one, ...rest]));
};

/** All of several, each given by its rows. */
const product = (parts: readonly (readonly TableRow[])[]): readonly TableRow[] =>
  minimal(
    parts.reduce<readonly TableRow[]>(
      (rows, part) => rows.flatMap((row) => part.map((more) => [...row, ...more])),
      [[]],
    ),
  );

/** How many parts must hold, so that what is stated of the whole does. */
const neededOf = (criterion: Criterion & { op: 'atLeast' }, certainty: Certainty): number =>
  isUpright(certainty) ? criterion.count : criterion.of.length - criterion.count + 1;

const ways = (of: number, count: number): number => choose(count, Array.from({ length: of })).length;

const scopeOf = (criterion: Criterion): RowScope | undefined => {
  switch (criterion.op) {
    case 'eitherLeg':
    case 'bothLegs':
    case 'symmetric':
    case 'bilateral':
    case 'unilateral':
      return { op: criterion.op };
    case 'notOlder': {
      const { than, orOnset } = criterion;
      return { op: 'notOlder', than, ...(orOnset && { orOnset }) };
    }
    default:
      return undefined;
  }
};

/** @param onLeg whether the criterion is read on one leg */
export const rowsOf = (criterion: Criterion, decide: Decide, onLeg: boolean): readonly TableRow[] => {
  const decided = (
    part: Criterion,
    certainty: Certainty,
    leg: boolean,
    reading: TableReading = 'any',
  ): TableRow => [{ certainty, decision: decide(part, reading, leg) }];

  const every = (parts: readonly Criterion[], certainty: Certainty, leg: boolean): readonly TableRow[] => {
    const rows = parts.map((part) => said(part, certainty, leg));
    const size = () => rows.reduce((all, { length }) => all * length, 1);
    while (size() > MOST_ROWS) {
      const largest = rows.reduce(
        (n, { length }, m) => (length > (rows[n] as readonly TableRow[]).length ? m : n),
        0,
      );
      rows[largest] = [decided(parts[largest] as Criterion, certainty, leg)];
    }
    return product(rows);
  };

  const some = (parts: readonly Criterion[], certainty: Certainty, leg: boolean): readonly TableRow[] =>
    minimal(parts.flatMap((part) => said(part, certainty, leg)));

  const atLeast = (
    of: Criterion & { op: 'atLeast' },
    certainty: Certainty,
    leg: boolean,
  ): readonly TableRow[] => {
    const needed = neededOf(of, certainty);
    if (ways(of.of.length, needed) <= MOST_CHOICES)
      return minimal(choose(needed, of.of).flatMap((parts) => every(parts, certainty, leg)));
    return [[{ certainty, decision: decide(of, 'count', leg), least: of.count }]];
  };

  /** "On one leg" of several rows is one of them on one leg; any other scope takes one row, or a decision. */
  const scoped = (
    scope: RowScope,
    of: Criterion,
    certainty: Certainty,
    leg: boolean,
  ): readonly TableRow[] => {
    const isLeg = scope.op !== 'notOlder' || leg;
    const rows = said(of, '', isLeg);
    const inside = rows.length === 1 || scope.op === 'eitherLeg' ? rows : [decided(of, '', isLeg)];
    const statements = inside.map((row): RowStatement => ({ certainty, scope, of: row }));
    return isUpright(certainty) ? statements.map((one) => [one]) : [statements];
  };

  const said = (part: Criterion, certainty: Certainty, leg: boolean): readonly TableRow[] => {
    const scope = scopeOf(part);
    if (scope !== undefined) return scoped(scope, partsOf(part)[0] as Criterion, certainty, leg);
    const [upright, turned] = isUpright(certainty) ? [every, some] : [some, every];
    switch (part.op) {
      case 'all':
        return upright(part.of, certainty, leg);
      case 'any':
        return turned(part.of, certainty, leg);
      case 'either':
        return isOfKnown(certainty)
          ? turned(part.of, certainty, leg)
          : [decided(part, certainty, leg, 'either')];
      case 'atLeast':
        return atLeast(part, certainty, leg);
      case 'not':
        return said(part.of, NEGATED[certainty], leg);
      case 'unlessKnown':
        return said(part.of, DOUBTED[certainty], leg);
      case 'term':
        return [decided(part, certainty, leg)];
      default:
        return [[{ certainty, leaf: part }]];
    }
  };

  return said(criterion, '', onLeg);
};
