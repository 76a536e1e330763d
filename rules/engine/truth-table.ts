/**
 * The truth of every criterion of the knowledge on a chart: a row for each that is written differently, however many
 * rules share it. All rows are filled in one pass at the first question, parts before what they are part of, for all
 * legs at once (`lanes.ts`); each question after that is one access.
 *
 * What reads an earlier stage's conclusion is late: while the stages conclude it is worked out when asked, and once
 * they are done those rows are filled in a second pass.
 *
 * Cost: about 400 combinations of bits early and 200 late, and the leaves about what the chart has on record: all others
 * are as on an empty chart. To find out which combinations matter would cost more than all of them. Where two charts
 * differ by one finding it pays: `fillAfter` works out only what reads it.
 */
import { findingIds } from '../findings/index.ts';
import type { Chart, LegChart, Legs, Truths, Value } from './chart.ts';
import { type Combinations, combinations, type Readers, readersOf } from './combinations.ts';
import { compileConclusion, type OfConclusions } from './compile-conclusion.ts';
import { compileFinding, type OfValue } from './compile-finding.ts';
import { compilePatient, type OfChart } from './compile-patient.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import {
  type Composite,
  combine,
  established,
  everywhere,
  isTrueOn,
  type Lanes,
  NOT_EVALUATED,
  type Operator,
  onLanes,
  type RecordedLegs,
  type Truth,
  truthOn,
  UNKNOWN,
} from './lanes.ts';
import { compileRecent, type IsRecent } from './recent.ts';
import { distinctViews, isSameOn, pairsOf, type SharedValues, viewsOf } from './views.ts';
import { aboutOf, partsOf } from './walk.ts';

/** A compiled criterion, alone or inside another one. */
export interface Part {
  readonly criterion: Criterion;
  /** Those of `partsOf(criterion)`, in the same order. */
  readonly parts: readonly Part[];
  readonly row: number;
  /** It reads what an earlier stage concluded. */
  readonly isLate: boolean;
  /** What a leaf that is such a conclusion says. */
  readonly ofConclusions: OfConclusions | undefined;
}

/** The row of each criterion by its spelling. */
const rows = new Map<string, number>();
/** Each row as it is on an empty chart, with nothing combined. */
const empty: Lanes[] = [];

/** The rows that read the value of a finding, by its ordinal. */
const ofFinding: { readonly row: number; readonly says: OfValue }[][] = findingIds.map(() => []);
interface ChartLeaf {
  readonly row: number;
  readonly ofChart: OfChart;
}
/** The rows that read a condition or a drug, by its id; those that read how findings were recorded; all others. */
const ofId = new Map<string, ChartLeaf[]>();
const ofRecord: ChartLeaf[] = [];
const ofOthers: ChartLeaf[] = [];
/** The rows that read a conclusion. */
const ofConclusion: { readonly row: number; readonly ofConclusions: OfConclusions }[] = [];

const early = combinations();
const late = combinations();

/** Who reads the early rows: found again where criteria were added. */
let readers: Readers | undefined;

/** The check that `notOlder` adds, by its row. */
const recents = new Map<number, IsRecent>();

const newRow = (onEmptyChart: Lanes): number => empty.push(onEmptyChart) - 1;

const combinationOf = (
  operator: Operator,
  of: readonly number[],
  least: number,
  to: Combinations,
): number => {
  const row = newRow(UNKNOWN);
  to.operators.push(operator);
  to.least.push(least);
  to.rows.push(row);
  to.parts.push(...of);
  to.ends.push(to.parts.length);
  return row;
};

/** The row of a criterion without parts: it reads findings, what else a chart has, or a conclusion. */
const leafOf = (criterion: Criterion): number => {
  const ofConclusions = compileConclusion(criterion);
  if (ofConclusions !== undefined) {
    const row = newRow(UNKNOWN);
    ofConclusion.push({ row, ofConclusions });
    return row;
  }
  const ofChart = compilePatient(criterion);
  if (ofChart !== undefined) {
    const row = newRow(UNKNOWN);
    const id = READS_LISTS.has(criterion.op) ? aboutOf(criterion) : undefined;
    const others = READS_RECORD.has(criterion.op) ? ofRecord : ofOthers;
    const about = id === undefined ? others : (ofId.get(id) ?? []);
    if (id !== undefined) ofId.set(id, about);
    about.push({ row, ofChart });
    return row;
  }
  const own = compileFinding(criterion).map(({ finding, says }) => {
    const row = newRow(everywhere(says(undefined)));
    ofFinding[finding]?.push({ row, says });
    return row;
  });
  const [only] = own;
  if (only === undefined) throw new TypeError(`No meaning for the criterion ${criterion.op}`);
  return own.length === 1 ? only : combinationOf('anyUnlessRefuted', own, 0, early);
};

/** Leaves that say nothing where the id that they are about is on no list of the chart. */
const READS_LISTS: ReadonlySet<Criterion['op']> = new Set([
  'condition',
  'onThisLeg',
  'occurred',
  'medication',
]);

/** Leaves that findings have a part in without being asked for: one is old, contradicts, or is there at all. */
const READS_RECORD: ReadonlySet<Criterion['op']> = new Set(['stale', 'conflict', 'freetextOnly']);

const isComposite = (criterion: Criterion): criterion is Composite => partsOf(criterion).length > 0;

/** How many parts it needs, where it counts them. */
const leastOf = (criterion: Criterion): number => (criterion.op === 'atLeast' ? criterion.count : 0);

const makeRow = (criterion: Criterion, of: readonly number[], isLate: boolean): number => {
  if (!isComposite(criterion)) return leafOf(criterion);
  const row = combinationOf(criterion.op, of, leastOf(criterion), isLate ? late : early);
  if (criterion.op === 'notOlder') recents.set(row, compileRecent(criterion));
  return row;
};

/** The same for criteria that mean the same: of what is made of parts the operator and the rows of its parts. */
const spellingOf = (criterion: Criterion, of: readonly number[]): string =>
  of.length === 0 || criterion.op === 'notOlder'
    ? JSON.stringify(criterion)
    : `${criterion.op} ${leastOf(criterion)} ${of.join(' ')}`;

const rowOf = (criterion: Criterion, of: readonly number[], isLate: boolean): number => {
  // a term is what it stands for
  if (criterion.op === 'term') return of[0] as number;
  const spelling = spellingOf(criterion, of);
  const row = rows.get(spelling) ?? makeRow(criterion, of, isLate);
  rows.set(spelling, row);
  return row;
};

export const makePart = (criterion: Criterion, parts: readonly Part[]): Part => {
  const ofConclusions = compileConclusion(criterion);
  const of = parts.map(({ row }) => row);
  while (inOrder.length < of.length) inOrder.push(inOrder.length);
  const isLate = ofConclusions !== undefined || parts.some((part) => part.isLate);
  return { criterion, parts, row: rowOf(criterion, of, isLate), isLate, ofConclusions };
};

/** What the leaf says on each leg. */
const lanesOfLeaf = (says: OfValue, views: readonly SharedValues[], n: number): Lanes => {
  let truths = UNKNOWN;
  let last: Value | undefined;
  let truth = says(undefined);
  for (let k = 0; k < views.length; k++) {
    const { values, lanes } = views[k] as SharedValues;
    const value = values[n];
    if (value !== last) truth = says(value);
    last = value;
    truths |= onLanes(truth, lanes);
  }
  return truths;
};

/** Fills the rows that read findings: only those of what is recorded differ from an empty chart. */
const fillFindings = (chart: Chart, truths: Lanes[], from: number): void => {
  const views = distinctViews(chart);
  for (const n of chart.recorded) {
    for (const { row, says } of ofFinding[n] ?? [])
      if (row >= from) truths[row] = lanesOfLeaf(says, views, n);
  }
};

const lanesOfChart = (ofChart: OfChart, chart: Chart): Lanes => {
  try {
    return ofChart(chart);
  } catch {
    return NOT_EVALUATED;
  }
};

/** Fills the rows that read the patient, the lists and the orders. */
const fillOthers = (chart: Chart, truths: Lanes[], from: number): void => {
  const { conditions, occurrences, medications } = chart;
  const fillAll = (about: readonly ChartLeaf[]) => {
    for (const { row, ofChart } of about) if (row >= from) truths[row] = lanesOfChart(ofChart, chart);
  };
  fillAll(ofRecord);
  fillAll(ofOthers);
  for (const id of conditions) fillAll(ofId.get(id) ?? []);
  for (const { id } of occurrences) fillAll(ofId.get(id) ?? []);
  for (const id of medications) fillAll(ofId.get(id) ?? []);
};

/** The lanes on which the reassurance is recent enough; on the others it says nothing. */
const onlyRecent = (lanes: Lanes, isRecent: IsRecent, chart: Chart): Lanes => {
  if (lanes === NOT_EVALUATED) return lanes;
  if (established(lanes) === 0) return UNKNOWN;
  return viewsOf(chart).reduce(
    (counts, leg) => (isRecent(leg) ? counts | (established(lanes) & (1 << leg.lane)) : counts),
    UNKNOWN,
  );
};

const lanesOfEach = ({ each }: Legs): number => {
  let lanes = 0;
  for (const { lane } of each) lanes |= 1 << lane;
  return lanes;
};

const recordedLegs = ({ legs, safety }: Chart): RecordedLegs => ({
  plain: lanesOfEach(legs),
  safety: lanesOfEach(safety),
});

/** The truth of the nth row that is made of others. */
const combinationOn = (
  chart: Chart,
  truths: readonly Lanes[],
  legs: RecordedLegs,
  { operators, least, rows, ends, parts }: Combinations,
  n: number,
): Lanes => {
  const operator = operators[n] as Operator;
  const first = n === 0 ? 0 : (ends[n - 1] as number);
  const lanes = combine(operator, least[n] as number, truths, parts, first, ends[n] as number, legs);
  if (operator !== 'notOlder') return lanes;
  return onlyRecent(lanes, recents.get(rows[n] as number) as IsRecent, chart);
};

/** Fills rows that are made of others. */
const fillCombinations = (chart: Chart, truths: Lanes[], from: number, those: Combinations): void => {
  const legs = recordedLegs(chart);
  for (let n = 0; n < those.operators.length; n++) {
    const row = those.rows[n] as number;
    if (row >= from) truths[row] = combinationOn(chart, truths, legs, those, n);
  }
};

/** Adds the early rows that a chart does not have yet: all of them at its first question. */
const earlyRows = (chart: Chart): readonly Lanes[] => {
  const { truths } = chart;
  const from = truths.lanes.length;
  if (from === empty.length) return truths.lanes;
  const lanes = from === 0 ? empty.slice() : [...truths.lanes, ...empty.slice(from)];
  truths.lanes = lanes;
  fillFindings(chart, lanes, from);
  fillOthers(chart, lanes, from);
  fillCombinations(chart, lanes, from, early);
  return lanes;
};

/** The late rows beside the early ones, once nothing more is concluded. */
const lateRows = ({ chart, concluded }: Context, settled: Truths): readonly Lanes[] => {
  if (settled.lanes.length === empty.length) return settled.lanes;
  const lanes = earlyRows(chart).slice();
  settled.lanes = lanes;
  for (const { row, ofConclusions } of ofConclusion) lanes[row] = ofConclusions(concluded);
  fillCombinations(chart, lanes, 0, late);
  return lanes;
};

const differing = (before: readonly Lanes[], after: readonly Lanes[]): readonly number[] =>
  after.flatMap((lanes, row) => (lanes === before[row] ? [] : [row]));

/** The rows of a chart that another's are turned into. */
interface Turning {
  readonly lanes: Lanes[];
  readonly changed: number[];
  readonly readers: Readers;
  /** The combinations of which a part changed. */
  readonly isRead: Uint8Array;
}

const turn = ({ lanes, changed, readers, isRead }: Turning, row: number, truth: Lanes): void => {
  if (lanes[row] === truth) return;
  lanes[row] = truth;
  changed.push(row);
  const of = readers.ofRow[row];
  if (of !== undefined) for (let k = 0; k < of.length; k++) isRead[of[k] as number] = 1;
};

const refillFindings = (before: Chart, chart: Chart, to: Turning): void => {
  const pairs = pairsOf(before, chart);
  const views = distinctViews(chart);
  const [was, is] = [new Set(before.recorded), new Set(chart.recorded)];
  for (const n of is) {
    if (was.has(n) && isSameOn(pairs, n)) continue;
    for (const { row, says } of ofFinding[n] ?? []) turn(to, row, lanesOfLeaf(says, views, n));
  }
  for (const n of was)
    if (!is.has(n)) for (const { row } of ofFinding[n] ?? []) turn(to, row, empty[row] as Lanes);
};

/** Those of which a part changed, and `notOlder`, which reads dates: parts come before what they are part of. */
const refillCombinations = (chart: Chart, to: Turning, legs: RecordedLegs): void => {
  const { rows } = early;
  const { readers, isRead } = to;
  for (const n of readers.ofDates) isRead[n] = 1;
  for (let n = isRead.indexOf(1); n >= 0; n = isRead.indexOf(1, n + 1))
    turn(to, rows[n] as number, combinationOn(chart, to.lanes, legs, early, n));
};

/**
 * Fills the early rows of a chart that differs from another in its facts alone: only what reads a finding that differs
 * is worked out.
 * @returns the rows that differ
 */
export const fillAfter = (before: Chart, chart: Chart): readonly number[] => {
  const old = earlyRows(before);
  const [was, legs] = [recordedLegs(before), recordedLegs(chart)];
  if (was.plain !== legs.plain || was.safety !== legs.safety) return differing(old, earlyRows(chart));
  if (readers?.count !== early.rows.length) readers = readersOf(early);
  const lanes = old.slice();
  const to: Turning = { lanes, changed: [], readers, isRead: new Uint8Array(readers.count) };
  refillFindings(before, chart, to);
  for (const { row, ofChart } of ofRecord) turn(to, row, lanesOfChart(ofChart, chart));
  refillCombinations(chart, to, legs);
  chart.truths.lanes = lanes;
  return to.changed;
};

/** The early rows that a criterion rests on: the rest of it is what is concluded from others. */
export const earlyRowsOf = (part: Part): readonly number[] =>
  part.isLate ? part.parts.flatMap(earlyRowsOf) : [part.row];

/** The truth of a criterion on each leg. */
export const lanesOf = (part: Part, context: Context): Lanes => {
  if (!part.isLate) return earlyRows(context.chart)[part.row] as Lanes;
  if (context.settled === undefined) return workedOut(part, context);
  return lateRows(context, context.settled)[part.row] as Lanes;
};

/** Positions of parts that stand in a list by themselves: as many as any criterion has. */
const inOrder: number[] = [];

/** While the stages conclude. */
const workedOut = ({ criterion, parts, ofConclusions }: Part, context: Context): Lanes => {
  if (ofConclusions !== undefined) return ofConclusions(context.concluded);
  const of: Lanes[] = [];
  for (const part of parts) of.push(lanesOf(part, context));
  const { op } = criterion as Composite;
  return combine(op, leastOf(criterion), of, inOrder, 0, of.length, recordedLegs(context.chart));
};

/** One row as it is on another chart. */
export interface Supposed {
  readonly row: number;
  readonly lanes: Lanes;
  /** The chart that has it so: the legs that have findings are those of this one. */
  readonly as: Chart;
}

/**
 * The truth of a criterion, were one row of the table as supposed: what the criterion owes to that row. For whoever
 * studies the rules; a call never asks it.
 */
export const lanesIf = (part: Part, context: Context, supposed: Supposed): Lanes => {
  if (part.row === supposed.row) return supposed.lanes;
  if (part.parts.length === 0) return lanesOf(part, context);
  const { criterion, parts } = part;
  const of = parts.map((one) => lanesIf(one, context, supposed));
  const { op } = criterion as Composite;
  const whole = combine(op, leastOf(criterion), of, inOrder, 0, of.length, recordedLegs(supposed.as));
  return op === 'notOlder' ? onlyRecent(whole, recents.get(part.row) as IsRecent, context.chart) : whole;
};

export const truthOf = (part: Part, context: Context, { lane }: LegChart): Truth =>
  truthOn(lanesOf(part, context), lane);

export const holds = (part: Part, context: Context, { lane }: LegChart): boolean =>
  isTrueOn(lanesOf(part, context), lane);
