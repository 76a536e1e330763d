/** Decision tables as comma-separated values (RFC 4180), both ways: what is read back is the rule. */
import type { Criterion } from '../../engine/criterion.ts';
import { type Cells, criterionOfRow, type DecisionMeaning, laid, rowIn } from './cells.ts';
import { UnreadableTable } from './leaves.ts';
import type { TableReading, TableRow } from './rows.ts';
import { type DecisionTable, type HitPolicy, TERM } from './tables.ts';

/** By the letters of DMN (Decision Model and Notation), and in words. */
export const HIT_POLICIES: Readonly<Record<HitPolicy, string>> = {
  first: 'F (first): the first row that hits says the output; where none hits nothing is concluded',
  any: 'A (any): yes where a row hits, no where each row has a cell that is established not to be, else not known',
  either:
    'A (any), one notion asked in several ways: yes where a row hits, no where none does and one is established not to, else not known',
  count: 'C# (collect, count): how many rows hit; the table that asks says how many are enough',
};

/** What stands behind a row, for whoever checks it. */
export interface RowExamples {
  readonly hit: string;
  readonly nearMiss: string;
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const line = (cells: readonly string[]): string => cells.map(quoted).join(',');

/** A cell that its row does not ask. */
export const NOT_ASKED = '-';
const INPUT = 'Input';
const OUTPUT = 'Output';
const BEHIND = [OUTPUT, 'Action', 'Annotation', 'Reference', 'Chart that hits', 'Near miss'] as const;

const headingOf = ({ id, title, trigger, hitPolicy, annotations }: DecisionTable): readonly string[][] => [
  ['Decision ID', id],
  ['Business rule', title],
  ['Trigger', trigger],
  ['Hit policy', HIT_POLICIES[hitPolicy]],
  ...annotations.map((one) => ['Annotation', one]),
];

/** One table: its heading, a line of kinds, of names, of ids, then the rows. */
const csvOf = (
  decision: DecisionTable,
  wordsOf: (decision: string) => string,
  examplesOf: (decision: DecisionTable, row: number) => RowExamples,
): string => {
  const { columns, rows } = laid(
    decision.rows.map(({ row }) => row),
    wordsOf,
  );
  const lines = decision.rows.map(({ output, action, annotation, references }, n) => {
    const { hit, nearMiss } = examplesOf(decision, n);
    return [
      `${n + 1}`,
      ...columns.map(({ id }) => (rows[n] as Cells).get(id) ?? NOT_ASKED),
      output,
      action,
      annotation,
      references.join('; '),
      hit,
      nearMiss,
    ];
  });
  return [
    ...headingOf(decision),
    ['Kind', ...columns.map(() => INPUT), ...BEHIND],
    ['Name', ...columns.map(({ words }) => words), ...BEHIND.map(() => '')],
    ['Id', ...columns.map(({ id }) => id), ...BEHIND.map(() => '')],
    ...lines,
  ]
    .map(line)
    .join('\r\n');
};

/** The tables of a rule in one file, an empty line between them. */
export const asCsv = (
  decisions: readonly DecisionTable[],
  wordsOf: (decision: string) => string,
  examplesOf: (decision: DecisionTable, row: number) => RowExamples = () => ({ hit: '', nearMiss: '' }),
): string => `${decisions.map((one) => csvOf(one, wordsOf, examplesOf)).join('\r\n\r\n')}\r\n`;

const CELL = /"((?:[^"]|"")*)"|([^,\r\n"]*)/y;

/** The cells by line. */
const cellsIn = (csv: string): readonly (readonly string[])[] => {
  const lines: string[][] = [[]];
  for (let at = 0; at < csv.length; ) {
    CELL.lastIndex = at;
    const [whole, inQuotes, plain = ''] = CELL.exec(csv) as RegExpExecArray;
    lines.at(-1)?.push(inQuotes === undefined ? plain : inQuotes.replaceAll('""', '"'));
    at += whole.length;
    if (csv.startsWith('\r\n', at)) {
      lines.push([]);
      at += 2;
    } else if (csv[at] === ',') at += 1;
    else if (at < csv.length)
      throw new UnreadableTable(`a quote that does not close near “${csv.slice(at, at + 30)}”`);
  }
  return lines;
};

/** A table as it was read. */
interface ReadTable {
  readonly id: string;
  readonly hitPolicy: HitPolicy;
  readonly rows: readonly { readonly output: string; readonly row: TableRow }[];
}

const named = (table: string, row: string | undefined, error: unknown): unknown =>
  error instanceof UnreadableTable ? new UnreadableTable(`${table}, row ${row}: ${error.message}`) : error;

const tableIn = (lines: readonly (readonly string[])[]): ReadTable => {
  const value = (key: string): string => {
    const found = lines.find(([first]) => first === key)?.[1];
    if (found === undefined) throw new UnreadableTable(`a table without ${key}`);
    return found;
  };
  const id = value('Decision ID');
  const said = value('Hit policy');
  const hitPolicy = (Object.keys(HIT_POLICIES) as HitPolicy[]).find((one) => HIT_POLICIES[one] === said);
  if (hitPolicy === undefined) throw new UnreadableTable(`${id}: “${said}” is no hit policy`);
  const at = lines.findIndex(([first]) => first === 'Id');
  const kinds = lines.find(([first]) => first === 'Kind') ?? [];
  const columns = lines[at] ?? [];
  const rows = lines.slice(at + 1).map((cells) => {
    const asked = cells.flatMap((cell, n) =>
      kinds[n] === INPUT && cell !== NOT_ASKED ? [[columns[n] ?? '', cell] as const] : [],
    );
    try {
      if (asked.length === 0) throw new UnreadableTable('nothing is asked');
      return { output: cells[kinds.indexOf(OUTPUT)] ?? '', row: rowIn(new Map(asked)) };
    } catch (error) {
      throw named(id, cells[0], error);
    }
  });
  return { id, hitPolicy, rows };
};

/** The decisions that files of tables say, as criteria. */
export interface ReadTables {
  /** Of a decision, what each output rests on. */
  readonly criteriaOf: (decision: string) => ReadonlyMap<string, Criterion>;
  /** Of a decision, each row by itself. */
  readonly rowsOf: (decision: string) => readonly Criterion[];
  /** The ids, in order. */
  readonly ids: readonly string[];
}

const READ_AS: Readonly<Record<HitPolicy, Exclude<TableReading, 'count'>>> = {
  first: 'any',
  any: 'any',
  either: 'either',
  count: 'any',
};

/**
 * Reads the files back.
 * @throws Unreadable naming the table, the row and what is not understood
 */
export const readTables = (files: readonly string[]): ReadTables => {
  const tables = new Map(
    files.flatMap((csv) =>
      csv
        .split(/(?:\r\n){2}/)
        .filter((block) => block.trim() !== '')
        .map((block) => tableIn(cellsIn(block.trimEnd())))
        .map((table) => [table.id, table] as const),
    ),
  );
  const tableOf = (id: string): ReadTable => {
    const table = tables.get(id);
    if (table === undefined) throw new UnreadableTable(`no table ${id}`);
    return table;
  };
  const joined = (op: 'any' | 'either', of: readonly Criterion[]): Criterion =>
    of.length === 1 ? (of[0] as Criterion) : { op, of };

  const known = new Map<string, Criterion>();
  const meant = (id: string, least: number | undefined): Criterion => {
    const { hitPolicy, rows } = tableOf(id);
    if ((hitPolicy === 'count') !== (least !== undefined))
      throw new UnreadableTable(
        `${id} ${least === undefined ? 'counts: say how many are enough' : 'does not count'}`,
      );
    const of = rows.map(({ row }) => criterionOfRow(row, meaning));
    if (least !== undefined) return { op: 'atLeast', count: least, of };
    const inside = joined(READ_AS[hitPolicy], of);
    return id.startsWith(TERM) ? { op: 'term', title: id.slice(TERM.length), of: inside } : inside;
  };
  const meaning: DecisionMeaning = (id, least) => {
    const key = `${id} ${least}`;
    const criterion = known.get(key) ?? meant(id, least);
    known.set(key, criterion);
    return criterion;
  };

  const rowsOf = (id: string): readonly Criterion[] =>
    tableOf(id).rows.map(({ row }) => criterionOfRow(row, meaning));
  return {
    ids: [...tables.keys()],
    rowsOf,
    criteriaOf: (id) => {
      const { hitPolicy, rows } = tableOf(id);
      const own = rowsOf(id);
      const outputs = [...new Set(rows.map(({ output }) => output))];
      return new Map(
        outputs.map((output) => [
          output,
          joined(
            READ_AS[hitPolicy],
            own.filter((_, n) => rows[n]?.output === output),
          ),
        ]),
      );
    },
  };
};
