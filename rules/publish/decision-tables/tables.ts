/**
 * Every rule as decision tables, after those of WHO's SMART Guidelines: inputs, output, action, annotation, reference;
 * a row is one combination that is enough. What rows cannot say is a table of its own, whose answer is an input of
 * others: so are the defined terms.
 */
import { tables as scored } from '../../differential/index.ts';
import type { Criterion } from '../../engine/criterion.ts';
import type { DiagnosisId, RedFlagId } from '../../engine/ids.ts';
import { nodesOf } from '../../engine/walk.ts';
import { recommendations } from '../../management/index.ts';
import { EVERY_HOOK } from '../../management/recommendation.ts';
import { redFlags } from '../../red-flags/index.ts';
import type { Threshold } from '../../terms/thresholds.ts';
import { UNIT_WORDS } from '../../terms/units.ts';
import { type AnyRule, everyRule, type RulePart } from '../every-rule.ts';
import { signed } from '../markdown.ts';
import { briefly } from '../sufficient.ts';
import { type Decide, rowsOf, type TableReading, type TableRow } from './rows.ts';

/** How the rows of a table answer: by the first that hits, or all of them as `TableReading` says. */
export type HitPolicy = 'first' | TableReading;

export interface DecisionRow {
  /** What is concluded: a level of a flag, `fires`, `silent`; `yes` of a decision that others name. */
  readonly output: string;
  readonly row: TableRow;
  readonly action: string;
  readonly annotation: string;
  readonly references: readonly string[];
}

export interface DecisionTable {
  /** Stable: `RF-CES`, `RADIC: SLR positive`, `term:a sacral sign`; `RF-CES/1` of a part that needs a table. */
  readonly id: string;
  /** What it decides, in a sentence or a name. */
  readonly title: string;
  readonly trigger: string;
  readonly hitPolicy: HitPolicy;
  /** Whether it is read on one leg. */
  readonly onLeg: boolean;
  readonly annotations: readonly string[];
  readonly rows: readonly DecisionRow[];
}

/** The tables of a rule; of all defined terms together under `TERMS`. */
export interface TablesOf {
  readonly id: string;
  readonly title: string;
  readonly decisions: readonly DecisionTable[];
}

/** The id of a defined term's table begins with it; its title follows. */
export const TERM = 'term:';

export const TERMS = 'TERMS';

const ON_EACH_LEG = 'on each leg that has findings, at every hook';

const boundsIn = (criteria: readonly Criterion[]): readonly Threshold[] => [
  ...new Set(criteria.flatMap(nodesOf).flatMap((node) => ('bound' in node ? [node.bound] : []))),
];

/** The criteria without parts of a row, those in its scopes too; not those of the decisions that it names. */
const leavesOf = (row: TableRow): readonly Criterion[] =>
  row.flatMap((one) => ('leaf' in one ? [one.leaf] : 'scope' in one ? leavesOf(one.of) : []));

const numbers = (bounds: readonly Threshold[]): string =>
  bounds.map(({ value, unit, means }) => `${value}${UNIT_WORDS[unit]}: ${means}`).join('; ');

/** What is the same of all rows that come of a part. */
interface AboutRows {
  readonly action: string;
  readonly references: readonly string[];
}

const rowsFor = (
  output: string,
  rows: readonly TableRow[],
  { action, references }: AboutRows,
): readonly DecisionRow[] =>
  rows.map((row) => {
    const bounds = boundsIn(leavesOf(row));
    return {
      output,
      row,
      action,
      annotation: numbers(bounds),
      references: [...new Set([...references, ...bounds.map(({ source }) => source)])],
    };
  });

const termId = (title: string): string => `${TERM}${title}`;

interface MadeDecision {
  readonly id: string;
  readonly criterion: Criterion;
  readonly reading: TableReading;
  readonly onLeg: boolean;
}

/** The table of what others ask, or of a part: each row says yes. */
const tableOf = (
  { id, criterion, reading, onLeg }: MadeDecision,
  { title, trigger }: Pick<DecisionTable, 'title' | 'trigger'>,
  decide: Decide,
  about: AboutRows,
): DecisionTable => ({
  id,
  title,
  trigger,
  hitPolicy: reading,
  onLeg,
  annotations: [],
  rows: rowsFor('yes', readRows(criterion, reading, decide, onLeg), about),
});

/** Longer than this a criterion is no title any more: its table says it. */
const LONGEST_TITLE = 120;

const titleOf = ({ id, criterion, reading }: MadeDecision): string => {
  const said =
    reading === 'count' && 'of' in criterion && Array.isArray(criterion.of)
      ? `how many of (${(criterion.of as readonly Criterion[]).map(briefly).join(', ')})`
      : briefly(criterion);
  if (said.length <= LONGEST_TITLE) return said;
  return reading === 'count' ? `how many rows of table ${id} hit` : `what table ${id} says`;
};

/** Tables that a rule's rows name, found as its rows are written. */
const deciding = (owner: string) => {
  const made = new Map<string, MadeDecision>();
  const decide: Decide = (criterion, reading, onLeg) => {
    if (criterion.op === 'term') return termId(criterion.title);
    const key = `${reading} ${onLeg} ${JSON.stringify(criterion)}`;
    const known = made.get(key) ?? { id: `${owner}/${made.size + 1}`, criterion, reading, onLeg };
    made.set(key, known);
    return known.id;
  };
  /** Those that were named, and those that they name. */
  const named = (about: AboutRows): readonly DecisionTable[] => {
    const decisions: DecisionTable[] = [];
    for (const one of made.values()) {
      const said = { title: titleOf(one), trigger: `a table of ${owner} asks for it` };
      decisions.push(tableOf(one, said, decide, { ...about, action: '' }));
    }
    return decisions;
  };
  return { decide, named };
};

/** Rows that are counted or compared with each other are one a part: a part that needs more is decided by itself. */
const readRows = (
  criterion: Criterion,
  reading: TableReading,
  decide: Decide,
  onLeg: boolean,
): readonly TableRow[] => {
  if (reading === 'any' || !('of' in criterion) || !Array.isArray(criterion.of))
    return rowsOf(criterion, decide, onLeg);
  return (criterion.of as readonly Criterion[]).map((part): TableRow => {
    const rows = rowsOf(part, decide, onLeg);
    const [only] = rows;
    return rows.length === 1 && only !== undefined
      ? only
      : [{ certainty: '', decision: decide(part, 'any', onLeg) }];
  });
};

/** A part is a notion that may be asked in several ways as a whole. */
const readingOf = ({ op }: Criterion): TableReading => (op === 'either' ? 'either' : 'any');

const evidenceOf = ({ evidence }: AnyRule): readonly string[] =>
  evidence.map(({ cite, says }) => `${cite}: ${says}`);

const citesOf = ({ evidence }: AnyRule): readonly string[] => evidence.map(({ cite }) => cite);

/** What a part of a red flag or of a recommendation concludes. */
export const outputOf = ({ part }: Pick<RulePart, 'part'>): string => {
  if (part === 'unless') return 'silent';
  return part === 'when' ? 'fires' : part;
};

/** `silent` first; then the levels, the most urgent first. */
const chartTable = (rule: AnyRule, trigger: string, actionOf: (output: string) => string): TablesOf => {
  const { decide, named } = deciding(rule.id);
  const references = citesOf(rule);
  const inOrder = [...rule.parts].sort((a, b) => Number(b.part === 'unless') - Number(a.part === 'unless'));
  const rows = inOrder.flatMap(({ part, criterion }) => {
    const output = outputOf({ part });
    return rowsFor(output, rowsOf(criterion, decide, false), { action: actionOf(output), references });
  });
  const main: DecisionTable = {
    id: rule.id,
    title: rule.title,
    trigger,
    hitPolicy: 'first',
    onLeg: false,
    annotations: evidenceOf(rule),
    rows,
  };
  return { id: rule.id, title: rule.title, decisions: [main, ...named({ action: '', references })] };
};

const flagTable = (rule: AnyRule): TablesOf => {
  const { concludes, action } = redFlags[rule.id as RedFlagId];
  return chartTable(rule, EVERY_HOOK.join(', '), (output) =>
    output === 'silent' ? 'nothing is said' : `${concludes}. ${action}`,
  );
};

const recommendationTable = (rule: AnyRule): TablesOf => {
  const hooks = recommendations.find(({ id }) => id === rule.id)?.hooks ?? [];
  return chartTable(rule, hooks.join(', '), (output) =>
    output === 'silent' ? 'nothing is said' : rule.title,
  );
};

/** Each part by itself: an item, what the diagnosis needs. */
const legTables = (rule: AnyRule): TablesOf => {
  const { decide, named } = deciding(rule.id);
  const references = citesOf(rule);
  const main = rule.parts.map((part): DecisionTable => {
    const { criterion } = part;
    const { action, references: own } = aboutPart(rule, part);
    return tableOf(
      { id: partId(rule, part), criterion, reading: readingOf(criterion), onLeg: true },
      { title: part.part, trigger: ON_EACH_LEG },
      decide,
      { action, references: own.length > 0 ? own : references },
    );
  });
  return { id: rule.id, title: rule.title, decisions: [...main, ...named({ action: '', references })] };
};

/** Parts of one name are numbered. */
export const partId = ({ id, parts }: AnyRule, part: RulePart): string => {
  const same = parts.filter((one) => one.part === part.part);
  const n = same.indexOf(part);
  return `${id}: ${part.part}${n > 0 ? ` (${n + 1})` : ''}`;
};

const aboutPart = ({ id }: AnyRule, { part, criterion }: RulePart): AboutRows => {
  const item = Object.hasOwn(scored, id)
    ? scored[id as DiagnosisId].items.find((one) => one.item === part && one.when === criterion)
    : undefined;
  if (item === undefined) return { action: part, references: [] };
  const { present, absent, cluster, basis } = item;
  return {
    action: `${signed(present)} points, ${signed(absent)} where established not to be; cluster ${cluster}`,
    references: basis.map((one) => (typeof one === 'string' ? one : one[0])),
  };
};

const termTables = (): TablesOf => {
  const terms = new Map<string, Criterion & { op: 'term' }>();
  for (const { parts } of everyRule)
    for (const { criterion } of parts)
      for (const node of nodesOf(criterion)) if (node.op === 'term') terms.set(node.title, node);
  const all = [...terms.values()].sort((a, b) => (a.title < b.title ? -1 : 1));
  const { decide, named } = deciding(TERMS);
  const about: AboutRows = { action: '', references: [] };
  const main = all.map(({ title, of }) =>
    tableOf(
      { id: termId(title), criterion: of, reading: readingOf(of), onLeg: true },
      { title, trigger: 'a table asks for it' },
      decide,
      about,
    ),
  );
  return { id: TERMS, title: 'Defined terms', decisions: [...main, ...named(about)] };
};

let every: readonly TablesOf[] | undefined;

/** A table a red flag and a recommendation, one a part of a leg's rule, one a term. */
export const everyTable = (): readonly TablesOf[] =>
  (every ??= [
    ...everyRule.map((rule) => {
      if (rule.id.startsWith('RF-')) return flagTable(rule);
      return rule.id.startsWith('REC-') ? recommendationTable(rule) : legTables(rule);
    }),
    termTables(),
  ]);

/** What a decision is called in the head of a column. */
export const decisionWords = (): ((id: string) => string) => {
  const titles = new Map(
    everyTable().flatMap(({ decisions }) => decisions.map(({ id, title }) => [id, title])),
  );
  return (id) => titles.get(id) ?? id;
};
