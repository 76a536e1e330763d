/**
 * The decision tables of a rule for its page, folded, and as a file of comma-separated values: the same rows, with a chart
 * that hits each and a near miss.
 */
import { type CitationId, citations } from '../../rules/citations.ts';
import type { VignetteChart } from '../../rules/engine/rule.ts';
import { laid } from '../../rules/publish/decision-tables/cells.ts';
import { asCsv, HIT_POLICIES, NOT_ASKED, type RowExamples } from '../../rules/publish/decision-tables/csv.ts';
import kept from '../../rules/publish/decision-tables/row-charts.json' with { type: 'json' };
import {
  type DecisionTable,
  decisionWords,
  everyTable,
  type TablesOf,
  TERM,
} from '../../rules/publish/decision-tables/tables.ts';
import { sayChart } from '../../rules/publish/say.ts';
import { UNIT_WORDS } from '../../rules/terms/units.ts';
import { chartsAt, type RowPlaces } from '../criteria/row-charts.ts';
import { escaped } from './html.ts';

const places = kept as unknown as RowPlaces;

const NOTHING = sayChart({ findings: [] });

const said = (chart: VignetteChart): readonly string[] => sayChart(chart).split('; ');

/** What is otherwise on the second chart. */
const difference = (one: VignetteChart, other: VignetteChart): string => {
  const [was, is] = [said(one), said(other)];
  if (is[0] === NOTHING) return NOTHING;
  const gone = was.filter((words) => !is.includes(words));
  const come = is.filter((words) => !was.includes(words));
  return [
    ...(come.length > 0 ? [`with ${come.join('; ')}`] : []),
    ...(gone.length > 0 ? [`without ${gone.join('; ')}`] : []),
  ].join(', ');
};

const examplesOf = ({ id }: DecisionTable, n: number): RowExamples => {
  const place = places[id]?.[n];
  const charts = chartsAt(id, place);
  if (charts !== undefined)
    return { hit: sayChart(charts.hit), nearMiss: difference(charts.hit, charts.nearMiss) };
  const why = typeof place === 'string' ? `none can be: ${place}` : 'none was found; run npm run criteria';
  return { hit: why, nearMiss: '' };
};

/** `≤ 14 d` as a clinician reads it. */
const inWords = (cell: string): string =>
  cell.replace(/([<≤>≥] -?[\d.]+) (\S+)/g, (whole, number: string, unit: string) =>
    Object.hasOwn(UNIT_WORDS, unit) ? `${number}${UNIT_WORDS[unit as keyof typeof UNIT_WORDS]}` : whole,
  );

const anchor = (file: string, n: number): string => `table-${file}-${n + 1}`;

/** Where each table stands. */
const addresses = (): ReadonlyMap<string, string> =>
  new Map(
    everyTable().flatMap(({ id: file, decisions }) =>
      decisions.map(({ id }, n) => [id, `${pageOf(file)}#${anchor(file, n)}`] as const),
    ),
  );

const pageOf = (file: string): string => (file === 'TERMS' ? 'terms.html' : `${file}.html`);

/** The table that a column asks, where it asks one. */
const askedBy = (column: string): string | undefined => {
  const [, term, decision] = /(?:^|> )(?:(term:.*)|decision:(.*))$/.exec(column) ?? [];
  return term ?? decision;
};

const heads = (cells: readonly string[]): string =>
  `<thead><tr>${cells.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>`;

const line = ([first = '', ...others]: readonly string[]): string =>
  `<tr><th scope="row">${first}</th>${others.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

const sources = (ids: readonly string[]): string =>
  ids
    .map((id) => `<abbr title="${escaped(citations[id as CitationId].label)}">${escaped(id)}</abbr>`)
    .join('; ');

/** A column behind the inputs. */
interface Behind {
  readonly name: string;
  readonly cells: readonly string[];
  /** It stands in the table although all rows say the same. */
  readonly isPlain?: true;
}

/** What is the same of every row is said once, above the table. */
const behindOf = (decision: DecisionTable): readonly Behind[] => {
  const { rows } = decision;
  const examples = rows.map((_, n) => examplesOf(decision, n));
  return [
    { name: 'Output', cells: rows.map(({ output }) => `<b>${escaped(output)}</b>`), isPlain: true },
    { name: 'Action', cells: rows.map(({ action }) => escaped(action)) },
    { name: 'Annotation', cells: rows.map(({ annotation }) => escaped(annotation)) },
    { name: 'Reference', cells: rows.map(({ references }) => sources(references)) },
    { name: 'Chart that hits', cells: examples.map(({ hit }) => escaped(hit)), isPlain: true },
    { name: 'Near miss', cells: examples.map(({ nearMiss }) => escaped(nearMiss)), isPlain: true },
  ];
};

interface Book {
  readonly wordsOf: (decision: string) => string;
  readonly addressOf: ReadonlyMap<string, string>;
}

const tableOf = (decision: DecisionTable, id: string, { wordsOf, addressOf }: Book): string => {
  const { columns, rows } = laid(
    decision.rows.map((one) => one.row),
    wordsOf,
  );
  const asked = columns.map(({ id: column, words }) => {
    const table = askedBy(column);
    const address = table === undefined ? undefined : addressOf.get(table);
    return address === undefined ? escaped(words) : `<a href="${address}">${escaped(words)}</a>`;
  });
  const behind = behindOf(decision);
  const isOnce = ({ cells }: Behind) => new Set(cells).size === 1;
  const shown = behind.filter((one) => !isOnce(one) || one.isPlain);
  const once = behind.filter((one) => isOnce(one) && !one.isPlain && one.cells[0] !== '');
  const lines = rows.map((cells, n) =>
    line([
      `${n + 1}`,
      ...columns.map(({ id: column }) => escaped(inWords(cells.get(column) ?? NOT_ASKED))),
      ...shown.map((one) => one.cells[n] ?? ''),
    ]),
  );
  const { id: named, title } = decision;
  const name = named.startsWith(TERM) ? title : named.endsWith(title) ? named : `${named}: ${title}`;
  const notes = [
    `Asked: ${escaped(decision.trigger)}`,
    `Hit policy ${escaped(HIT_POLICIES[decision.hitPolicy])}`,
    ...once.map((one) => `${one.name}: ${one.cells[0]}`),
  ];
  return [
    `<section id="${id}"><h3>${escaped(name)}</h3>`,
    `<p class="note">${notes.map((note) => note.replace(/\.$/, '')).join('. ')}.</p>`,
    `<div class="wide"><table>${heads(['Row', ...asked, ...shown.map((one) => one.name)])}<tbody>${lines.join('')}</tbody></table></div></section>`,
  ].join('');
};

const folded = ({ id, decisions }: TablesOf, about: Book): string => {
  const rows = decisions.reduce((all, one) => all + one.rows.length, 0);
  return [
    `<details class="decisions"><summary>${decisions.length === 1 ? 'Decision table' : `${decisions.length} decision tables`}, ${rows} ${rows === 1 ? 'row' : 'rows'}</summary>`,
    `<p class="note">After the decision-support tables of <a href="https://smart.who.int/ig-starter-kit/l2_dak_authoring.html">WHO's SMART Guidelines</a>: a row is one combination that is enough; “${NOT_ASKED}” is not asked, “no” was established, “not known” also holds where nobody recorded it. <a href="${id}.csv">As CSV</a>, which a test reads back to the same rule.</p>`,
    ...decisions.map((one, n) => tableOf(one, anchor(id, n), about)),
    '</details>',
  ].join('\n');
};

export interface DecisionFiles {
  /** The tables, folded, for the page of the rule or of the terms; by the id of the file. */
  readonly html: ReadonlyMap<string, string>;
  /** The files by their path. */
  readonly csv: ReadonlyMap<string, string>;
}

export const decisionFiles = (): DecisionFiles => {
  const wordsOf = decisionWords();
  const about: Book = { wordsOf, addressOf: addresses() };
  const tables = everyTable();
  return {
    html: new Map(tables.map((one) => [one.id, folded(one, about)])),
    csv: new Map(tables.map(({ id, decisions }) => [`${id}.csv`, asCsv(decisions, wordsOf, examplesOf)])),
  };
};
