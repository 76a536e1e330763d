/**
 * For each row of a decision table a chart that hits it, and a near miss: the same chart with one thing otherwise, on
 * which the row does not hit, where it can be for one of its statements alone. The charts are those that show that the
 * criteria matter, vignettes, and what is made from them; `npm run criteria` finds them and keeps where they are.
 */
import { conclude } from '../../rules/conclude.ts';
import { partOf } from '../../rules/engine/compile.ts';
import type { Context } from '../../rules/engine/context.ts';
import type { Criterion } from '../../rules/engine/criterion.ts';
import { describe } from '../../rules/engine/describe.ts';
import { truthOn } from '../../rules/engine/lanes.ts';
import { normalise } from '../../rules/engine/normalise.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { lanesOf, type Part } from '../../rules/engine/truth-table.ts';
import { aboutOf } from '../../rules/engine/walk.ts';
import kept from '../../rules/publish/criteria-shown.json' with { type: 'json' };
import { asCsv, readTables } from '../../rules/publish/decision-tables/csv.ts';
import {
  type DecisionTable,
  decisionWords,
  everyTable,
  TERM,
} from '../../rules/publish/decision-tables/tables.ts';
import { type ChartChange, changed } from './change.ts';
import { never } from './never.ts';
import type { ShowingPair, Start } from './pair.ts';
import { leavesUnder } from './prepare.ts';
import { EMPTY, startOf, startsOf } from './search.ts';
import { trialsOf } from './trials.ts';

/** A row as it was read back from its table: what it states, together. */
export interface RowCriterion {
  readonly decision: Pick<DecisionTable, 'id' | 'onLeg'>;
  /** Its number in the table, from 0. */
  readonly n: number;
  readonly criterion: Criterion;
  /** Rows that answer before it with another output: it says nothing where one of them hits. */
  readonly before: readonly Criterion[];
}

export interface RowCharts {
  readonly hit: VignetteChart;
  readonly nearMiss: VignetteChart;
}

/**
 * Where the two charts of a row are: the nth pair of its rule, of which the second hits (`n`) or the first (`-1 - n`); or
 * a chart that hits, and what is otherwise on the near miss. A sentence: why there can be none. `null`: none was found.
 */
export type RowPlace = number | Pick<ShowingPair, 'vignettes' | 'also' | 'change'> | string | null;

/** By the table's id, in the order of its rows. */
export type RowPlaces = Readonly<Record<string, readonly RowPlace[]>>;

const pairs = kept.pairs as unknown as readonly ShowingPair[];

/** `RADIC: SLR positive`, `RF-CES/1` and `RF-CES` are of a rule. */
const ruleOf = (id: string): string => (id.startsWith(TERM) ? 'TERM' : (/^[A-Z0-9-]+/.exec(id)?.[0] ?? id));

const placeOf = ({ rule, item }: ShowingPair): string => {
  if (rule === 'TERM') return `${TERM}${item}`;
  return item === undefined ? rule : `${rule}: ${item}`;
};

interface ChartPair {
  readonly before: Start;
  readonly after: VignetteChart;
}

const pairsBy = (key: (pair: ShowingPair) => string): ReadonlyMap<string, readonly ChartPair[]> => {
  const made = new Map<string, ChartPair[]>();
  for (const pair of pairs) {
    const before = startOf(pair);
    if (before === undefined) continue;
    const list = made.get(key(pair)) ?? [];
    made.set(key(pair), [...list, { before, after: changed(before.chart, pair.change) }]);
  }
  return made;
};

const byPlace = pairsBy(placeOf);
const byRule = pairsBy(({ rule }) => rule);

const memo = <T>(make: (chart: VignetteChart) => T) => {
  const made = new WeakMap<VignetteChart, { readonly of: T }>();
  return (chart: VignetteChart): T => {
    const known = made.get(chart) ?? { of: make(chart) };
    made.set(chart, known);
    return known.of;
  };
};

/** Where nothing concluded is asked for, a chart need not be concluded. */
const charted = memo((chart) => normalise(inputOf(chart)));
const concluded = memo((chart) => conclude(inputOf(chart)));

/** How the row's decision reads a chart. */
const readerOf = ({ decision, criterion }: RowCriterion) => {
  const isFlag = decision.id.startsWith('RF-');
  const { isLate } = partOf(criterion);
  const contextOf = (chart: VignetteChart): Context => {
    if (isLate) return isFlag ? concluded(chart).safety : concluded(chart).context;
    const read = charted(chart);
    return { chart: read, legs: isFlag ? read.safety : read.legs, concluded: {} };
  };
  const isSo = (part: Part, context: Context): boolean => {
    const { left, midline } = context.legs;
    return truthOn(lanesOf(part, context), (decision.onLeg ? left : midline).lane) === true;
  };
  return { contextOf, isSo };
};

const statementsOf = (criterion: Criterion): readonly Part[] => {
  const part = partOf(criterion);
  return criterion.op === 'all' ? part.parts : [part];
};

/** How many of the row's statements do not hold on the chart. */
const failing = (row: RowCriterion, chart: VignetteChart): number => {
  const { contextOf, isSo } = readerOf(row);
  const context = contextOf(chart);
  return statementsOf(row.criterion).filter((part) => !isSo(part, context)).length;
};

/** Whether the row is what its table answers with on the chart. */
const answers = (row: RowCriterion, chart: VignetteChart): boolean => {
  if (failing(row, chart) > 0) return false;
  const { contextOf, isSo } = readerOf(row);
  const context = contextOf(chart);
  return !row.before.some((criterion) => isSo(partOf(criterion), context));
};

/** Changes that are tried of a leaf: the likeliest come first. */
const MOST_CHANGES = 40;

/** The start with one thing otherwise that the leaf asks. */
function* altered(start: Start, leaf: Criterion): Generator<Start> {
  for (const change of trialsOf(start.chart, leaf).slice(0, MOST_CHANGES))
    yield { ...start, chart: changed(start.chart, change), also: [...(start.also ?? []), change] };
}

/** Criteria of both legs: what is in them must hold on each. */
const OF_BOTH: ReadonlySet<Criterion['op']> = new Set(['bothLegs', 'bilateral', 'symmetric']);

/** Charts on which more of a row holds, made from one by changes of its leaves. */
const maker = (row: RowCriterion): ((start: Start) => Start) => {
  const { contextOf } = readerOf(row);
  const isSo = (part: Part, { chart }: Start, onBoth: boolean): boolean => {
    const context = contextOf(chart);
    const { left, right } = context.legs;
    return (onBoth ? [left, right] : [left]).every(
      ({ lane }) => truthOn(lanesOf(part, context), lane) === true,
    );
  };
  const byOneChange = (start: Start, part: Part, onBoth: boolean): Start | undefined => {
    for (const leaf of leavesUnder(part))
      for (const so of altered(start, leaf)) if (isSo(part, so, onBoth)) return so;
    return undefined;
  };
  const byEach = (start: Start, part: Part, onBoth: boolean, both: boolean): Start => {
    let so = start;
    for (const inner of part.parts) {
      if (part.criterion.op === 'atLeast' && isSo(part, so, onBoth)) return so;
      so = achieved(so, inner, both);
    }
    return so;
  };
  const byOne = (start: Start, part: Part, onBoth: boolean, both: boolean): Start => {
    for (const inner of part.parts) {
      const so = achieved(start, inner, both);
      if (isSo(part, so, onBoth)) return so;
    }
    return start;
  };
  const achieved = (start: Start, part: Part, onBoth = false): Start => {
    if (isSo(part, start, onBoth)) return start;
    const { op } = part.criterion;
    const both = onBoth || OF_BOTH.has(op);
    if (op === 'all') return byEach(start, part, onBoth, both);
    const one = byOneChange(start, part, onBoth);
    if (one !== undefined || op === 'not' || op === 'unlessKnown') return one ?? start;
    return (op === 'atLeast' ? byEach : byOne)(start, part, onBoth, both);
  };
  return (start) => statementsOf(row.criterion).reduce((so, part) => achieved(so, part), start);
};

/** Those that show that the criteria of the table matter, else those of its rule. */
const pairsOf = (id: string): readonly ChartPair[] => byPlace.get(id) ?? byRule.get(ruleOf(id)) ?? [];

/** Those of the rule first, then those of what the row says is concluded. */
const ownStarts = (row: RowCriterion): readonly Start[] => {
  const leaves = statementsOf(row.criterion).flatMap(leavesUnder);
  const named = leaves.flatMap((leaf) => startsOf.get(aboutOf(leaf) ?? '') ?? []);
  const rule = ruleOf(row.decision.id);
  const ofPairs = rule === 'TERM' ? (byPlace.get(row.decision.id) ?? []) : pairsOf(row.decision.id);
  return [...(startsOf.get(rule) ?? []), EMPTY, ...ofPairs.map(({ before }) => before), ...named];
};

/** The start with one thing of what answers before the row otherwise. */
function* silenced(row: RowCriterion, start: Start): Generator<Start> {
  if (row.before.length === 0 || failing(row, start.chart) > 0) return;
  const leaves = new Map(
    row.before.flatMap((criterion) => leavesUnder(partOf(criterion))).map((leaf) => [spelled(leaf), leaf]),
  );
  for (const leaf of leaves.values()) yield* altered(start, leaf);
}

function* startsFor(row: RowCriterion): Generator<Start> {
  const own = ownStarts(row);
  yield* own;
  for (const start of own) {
    const made = maker(row)(start);
    yield made;
    yield* silenced(row, made);
  }
  yield* [...startsOf.values()].flat();
}

function* changesOf(row: RowCriterion, hit: VignetteChart): Generator<ChartChange> {
  for (const part of statementsOf(row.criterion))
    for (const leaf of leavesUnder(part)) yield* trialsOf(hit, leaf).slice(0, MOST_CHANGES);
}

/** The charts at the place; whether they are what they are kept for `isShown` says. */
export const chartsAt = (decision: string, place: RowPlace | undefined): RowCharts | undefined => {
  if (place === null || place === undefined || typeof place === 'string') return undefined;
  if (typeof place === 'number') {
    const pair = pairsOf(decision)[place < 0 ? -1 - place : place];
    if (pair === undefined) return undefined;
    const { before, after } = pair;
    return place < 0 ? { hit: before.chart, nearMiss: after } : { hit: after, nearMiss: before.chart };
  }
  const hit = startOf(place)?.chart;
  return hit && { hit, nearMiss: changed(hit, place.change) };
};

/** Whether the row hits the one and not the other. */
export const isShown = (row: RowCriterion, { hit, nearMiss }: RowCharts): boolean =>
  answers(row, hit) && failing(row, nearMiss) > 0;

/** A pair is of the row where one chart hits and all but one statement hold on the other. */
const placeOfPair = (row: RowCriterion): RowPlace | undefined => {
  for (const [n, { before, after }] of pairsOf(row.decision.id).entries()) {
    const [was, is] = [failing(row, before.chart), failing(row, after)];
    if (was === 1 && is === 0 && answers(row, after)) return n;
    if (was === 0 && is === 1 && answers(row, before.chart)) return -1 - n;
  }
  return undefined;
};

/** More charts that hit are not looked at for a better near miss. */
const MOST_HITS = 20;

const searched = (row: RowCriterion): RowPlace => {
  const found: Start[] = [];
  const missedBy = (start: Start, isMiss: (statements: number) => boolean): RowPlace | undefined => {
    for (const change of changesOf(row, start.chart)) {
      const { vignettes, also } = start;
      if (isMiss(failing(row, changed(start.chart, change))))
        return { vignettes, ...(also && { also }), change };
    }
    return undefined;
  };
  for (const start of startsFor(row)) {
    if (!answers(row, start.chart)) continue;
    const place = missedBy(start, (statements) => statements === 1);
    if (place !== undefined) return place;
    if (found.push(start) > MOST_HITS) break;
  }
  for (const start of found) {
    const place = missedBy(start, (statements) => statements > 0);
    if (place !== undefined) return place;
  }
  return null;
};

/** @param known where it was before: it stays there as long as it shows what it should */
export const placeOfCharts = (row: RowCriterion, known: RowPlace | undefined): RowPlace => {
  if (contradictsItself(row)) return whyNone(row) ?? null;
  const before = chartsAt(row.decision.id, known);
  if (known !== undefined && before !== undefined && isShown(row, before)) return known;
  return placeOfPair(row) ?? searched(row) ?? whyNone(row) ?? (isOverruled(row) ? OVERRULED : null);
};

/** The rows before it are looked at alone: what is claimed of them a test proves. */
export const OVERRULED = 'wherever it hits a row before it hits, with another output';

const isOverruled = (row: RowCriterion): boolean =>
  row.before.length > 0 && searched({ ...row, before: [] }) !== null;

const spelled = (criterion: Criterion): string => JSON.stringify(criterion);

const statedBy = (criterion: Criterion): readonly Criterion[] =>
  criterion.op === 'all' ? criterion.of : [criterion];

export const contradictsItself = ({ criterion }: RowCriterion): boolean => {
  const stated = statedBy(criterion);
  const so = new Set(stated.map(spelled));
  return stated.some((one) => one.op === 'not' && so.has(spelled(one.of)));
};

export const CONTRADICTION =
  'it states of one thing that it is so and that it is not, and only keeps the answer open while that is not known';

/** Why no chart can hit a row for which none was found; undefined where one should be. */
const whyNone = (row: RowCriterion): string | undefined => {
  if (contradictsItself(row)) return CONTRADICTION;
  const rule = ruleOf(row.decision.id);
  const [only, ...others] = statedBy(row.criterion);
  if (only === undefined || others.length > 0) return undefined;
  return never.find((one) => one.rule === rule && one.criterion === describe(only))?.why;
};

/** Every row of every table, read back from what is written. */
export const rowsReadBack = (): readonly RowCriterion[] => {
  const tables = everyTable();
  const words = decisionWords();
  const read = readTables(tables.map(({ decisions }) => asCsv(decisions, words)));
  return tables.flatMap(({ decisions }) =>
    decisions.flatMap((decision) => {
      const criteria = read.rowsOf(decision.id);
      const isBefore = (m: number, n: number) =>
        decision.hitPolicy === 'first' && decision.rows[m]?.output !== decision.rows[n]?.output;
      return criteria.map((criterion, n): RowCriterion => {
        const before = criteria.filter((_, m) => m < n && isBefore(m, n));
        return { decision, n, criterion, before };
      });
    }),
  );
};
