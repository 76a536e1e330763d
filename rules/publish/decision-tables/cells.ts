/** Rows as columns and cells, both ways. A column that says of which legs, or how recent, begins with that. */
import type { Criterion } from '../../engine/criterion.ts';
import { type FindingId, findings } from '../../findings/index.ts';
import { columnOf, type InputColumn, leafOf, testOf, UnreadableTable } from './leaves.ts';
import { type Certainty, certainties, type RowScope, type RowStatement, type TableRow } from './rows.ts';

/** What stands in the cells of a row, by the column's id. */
export type Cells = ReadonlyMap<string, string>;

const YES = 'yes';
const NO = 'no';
const AND = ' and ';
const INTO = ' > ';
const TERM = 'term:';
const DECISION = 'decision:';

const SCOPES: Readonly<Record<Exclude<RowScope['op'], 'notOlder'>, string>> = {
  eitherLeg: 'on one leg',
  bothLegs: 'on both legs',
  bilateral: 'on this leg and on the other',
  symmetric: 'on both legs, both documented',
  unilateral: 'on this leg and not known on the other',
};

const said = (certainty: Certainty, test: string): string => {
  if (certainty === '') return test;
  const [last, ...before] = certainty.split(' ').toReversed();
  if (test === YES && last === 'not') return [before.toReversed().join(' '), NO].filter(Boolean).join(': ');
  return `${certainty}: ${test}`;
};

const saying = (cell: string): { readonly certainty: Certainty; readonly test: string } => {
  const certainty = certainties.toReversed().find((one) => one !== '' && cell.startsWith(`${one}: `)) ?? '';
  const test = certainty === '' ? cell : cell.slice(certainty.length + 2);
  if (test !== NO) return { certainty, test };
  return { certainty: `${certainty} not`.trim() as Certainty, test: YES };
};

const stepOf = (scope: RowScope): string =>
  scope.op === 'notOlder'
    ? `${scope.orOnset ? 'sinceOnset' : 'notOlder'}[${scope.than.join('+')}]`
    : scope.op;

const stepWords = (scope: RowScope): string => {
  if (scope.op !== 'notOlder') return SCOPES[scope.op];
  const signs = scope.than.map((id) => findings[id].label).join(AND);
  return `recorded no earlier than ${signs}${scope.orOnset ? ', or since the onset' : ''}`;
};

const scopeIn = (step: string): RowScope => {
  if (Object.hasOwn(SCOPES, step)) return { op: step as keyof typeof SCOPES };
  const [, op, than = ''] = /^(notOlder|sinceOnset)\[(.+)\]$/.exec(step) ?? [];
  if (op === undefined) throw new UnreadableTable(`${step} says of no leg and no time`);
  const ids = than.split('+').map((id): FindingId => {
    if (!Object.hasOwn(findings, id)) throw new UnreadableTable(`${id} is no finding`);
    return id as FindingId;
  });
  return { op: 'notOlder', than: ids, ...(op === 'sinceOnset' && { orOnset: true }) };
};

type StatedDecision = Extract<RowStatement, { decision: string }>;
type StatedScope = Extract<RowStatement, { scope: RowScope }>;

interface PlacedCell {
  readonly column: InputColumn;
  readonly cell: string;
}

type WordsOf = (decision: string) => string;

const decisionCell = ({ certainty, decision, least }: StatedDecision, wordsOf: WordsOf): PlacedCell => {
  const id = decision.startsWith(TERM) ? decision : `${DECISION}${decision}`;
  const test = least === undefined ? YES : `≥ ${least}`;
  return { column: { id, words: wordsOf(decision) }, cell: said(certainty, test) };
};

/** @param n how many of the row have said the same of a leg so far, this one included */
const scopedCells = (
  { certainty, scope, of }: StatedScope,
  n: number,
  wordsOf: WordsOf,
): readonly PlacedCell[] => {
  const doubt = certainty === '' ? '' : `${certainty}: `;
  const [mark, number] = n > 1 ? [`#${n}`, ` (${n})`] : ['', ''];
  return placed(of, wordsOf).map(({ column, cell }) => ({
    column: {
      id: `${doubt}${stepOf(scope)}${mark}${INTO}${column.id}`,
      words: `${doubt}${stepWords(scope)}${number}: ${column.words}`,
    },
    cell,
  }));
};

/** The cells of a row; what is said of a leg twice is numbered, since it may be another leg. */
const placed = (row: TableRow, wordsOf: WordsOf): readonly PlacedCell[] => {
  const times = new Map<string, number>();
  return row.flatMap((one): readonly PlacedCell[] => {
    if ('leaf' in one) return [{ column: columnOf(one.leaf), cell: said(one.certainty, testOf(one.leaf)) }];
    if ('decision' in one) return [decisionCell(one, wordsOf)];
    const step = `${one.certainty} ${stepOf(one.scope)}`;
    const n = (times.get(step) ?? 0) + 1;
    times.set(step, n);
    return scopedCells(one, n, wordsOf);
  });
};

export interface Laid {
  readonly columns: readonly InputColumn[];
  readonly rows: readonly Cells[];
}

/** @param wordsOf what a decision is called that a row names */
export const laid = (rows: readonly TableRow[], wordsOf: WordsOf): Laid => {
  const all = rows.map((row) => placed(row, wordsOf));
  const columns = new Map(all.flat().map(({ column }) => [column.id, column]));
  const cellsOf = (row: readonly PlacedCell[]): Cells => {
    const cells = new Map<string, string>();
    for (const { column, cell } of row) {
      const before = cells.get(column.id);
      cells.set(column.id, before === undefined ? cell : `${before}${AND}${cell}`);
    }
    return cells;
  };
  return { columns: [...columns.values()], rows: all.map(cellsOf) };
};

const statementsIn = (column: string, cell: string): readonly RowStatement[] =>
  cell.split(AND).map((one): RowStatement => {
    const { certainty, test } = saying(one);
    const isDecision = column.startsWith(DECISION);
    if (!isDecision && !column.startsWith(TERM)) return { certainty, leaf: leafOf(column, test) };
    const decision = isDecision ? column.slice(DECISION.length) : column;
    const [, least] = /^≥ (\d+)$/.exec(test) ?? [];
    if (least !== undefined) return { certainty, decision, least: Number(least) };
    if (test !== YES) throw new UnreadableTable(`“${test}” is nothing that ${column} can be asked`);
    return { certainty, decision };
  });

/**
 * The row that the cells say.
 * @throws Unreadable naming what is not understood
 */
export const rowIn = (cells: Cells): TableRow => {
  const own: RowStatement[] = [];
  const inside = new Map<string, Map<string, string>>();
  for (const [column, cell] of cells) {
    const at = column.indexOf(INTO);
    if (at < 0) own.push(...statementsIn(column, cell));
    else {
      const step = column.slice(0, at);
      const under = inside.get(step) ?? new Map<string, string>();
      inside.set(step, under.set(column.slice(at + INTO.length), cell));
    }
  }
  const scoped = [...inside].map(([step, under]): RowStatement => {
    const { certainty, test } = saying(step.replace(/#\d+$/, ''));
    return { certainty, scope: scopeIn(test), of: rowIn(under) };
  });
  return [...own, ...scoped];
};

const DOUBT: Readonly<Record<Certainty, (of: Criterion) => Criterion>> = {
  '': (of) => of,
  not: (of) => ({ op: 'not', of }),
  'not known': (of) => ({ op: 'unlessKnown', of }),
  'not known not': (of) => ({ op: 'unlessKnown', of: { op: 'not', of } }),
  known: (of) => ({ op: 'not', of: { op: 'unlessKnown', of } }),
  'known not': (of) => ({ op: 'not', of: { op: 'unlessKnown', of: { op: 'not', of } } }),
};

/** What a statement's decision means, which the statement may count. */
export type DecisionMeaning = (decision: string, least: number | undefined) => Criterion;

const all = (of: readonly Criterion[]): Criterion =>
  of.length === 1 ? (of[0] as Criterion) : { op: 'all', of };

/** A row as the criterion that it states. */
export const criterionOfRow = (row: TableRow, meaning: DecisionMeaning): Criterion =>
  all(row.map((statement) => criterionOf(statement, meaning)));

export const criterionOf = (statement: RowStatement, meaning: DecisionMeaning): Criterion => {
  const of = (): Criterion => {
    if ('leaf' in statement) return statement.leaf;
    if ('decision' in statement) return meaning(statement.decision, statement.least);
    return { ...statement.scope, of: criterionOfRow(statement.of, meaning) };
  };
  return DOUBT[statement.certainty](of());
};
