/**
 * Finds what shows that every criterion matters (masking MC/DC): for each criterion of each rule two charts that differ
 * in one thing, of which the rule says two different things, and for which that criterion alone is the reason: were it
 * on the first chart as it is on the second, the rule would say on the first what it says on the second.
 */
import type { Context } from '../../rules/engine/context.ts';
import { describe } from '../../rules/engine/describe.ts';
import { byLeg, everywhere, type Lanes } from '../../rules/engine/lanes.ts';
import { normalise } from '../../rules/engine/normalise.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { lanesOf, type Part } from '../../rules/engine/truth-table.ts';
import { everyRule } from '../../rules/publish/every-rule.ts';
import { changed } from './change.ts';
import { type CriterionPlace, type ShowingPair, type Start, spellingOf } from './pair.ts';
import { prepared } from './prepare.ts';
import { type CriteriaSubject, subjects } from './subject.ts';
import { trialsOf } from './trials.ts';

export const EMPTY: Start = { chart: { findings: [] }, vignettes: [] };

/** The charts of a rule's vignettes. */
export const startsOf = new Map(
  everyRule.map(({ id, fires, doesNot }) => [
    id,
    [...fires, ...doesNot].map(({ title, given }): Start => ({ chart: given, vignettes: [[id, title]] })),
  ]),
);
const everyStart = [...startsOf.values()].flat();

const LEFT_ALONE = [true, false, null].flatMap((left) =>
  [true, false, null].map((right) => byLeg({ left, right, unspecified: left, midline: left })),
);

/** A chart on which every leg has findings. */
const WHOLE = normalise(inputOf({ findings: [['leg-pain', true, 'B']] }));

/** Whether the criterion could matter on the chart at all: no change of it is tried where it cannot. */
const couldMatter = ({ conclusion }: CriteriaSubject, { row }: Part, context: Context): boolean => {
  const now = conclusion(context);
  return [...[true, false, null].map(everywhere), ...LEFT_ALONE].some(
    (lanes: Lanes) => conclusion(context, { row, lanes, as: WHOLE }) !== now,
  );
};

const pairFrom = (subject: CriteriaSubject, part: Part, start: Start): ShowingPair | undefined => {
  const { contextOf, conclusion } = subject;
  const context = contextOf(start.chart);
  if (!couldMatter(subject, part, context)) return undefined;
  const before = conclusion(context);
  const was = lanesOf(part, context);
  for (const change of trialsOf(start.chart, part.criterion)) {
    const other = contextOf(changed(start.chart, change));
    const lanes = lanesOf(part, other);
    if (lanes === was) continue;
    const after = conclusion(other);
    if (after === before || conclusion(context, { row: part.row, lanes, as: other.chart }) !== after)
      continue;
    const { vignettes, also } = start;
    return {
      ...placeOf(subject, part),
      vignettes,
      ...(also && { also }),
      change,
      before,
      after,
    };
  }
  return undefined;
};

/** The chart that a pair begins with; undefined where a vignette of it is gone. */
export const startOf = ({ vignettes, also }: Pick<ShowingPair, 'vignettes' | 'also'>): Start | undefined => {
  let chart = EMPTY.chart;
  for (const [id, title] of vignettes) {
    const found = startsOf.get(id)?.find((one) => one.vignettes[0]?.[1] === title);
    if (found === undefined) return undefined;
    chart = over(chart, found.chart);
  }
  return { chart: (also ?? []).reduce(changed, chart), vignettes, ...(also && { also }) };
};

/** Whether the pair shows what it says of the criterion, with the rules as they are. */
export const shows = (subject: CriteriaSubject, atom: Part, pair: ShowingPair): boolean => {
  const start = startOf(pair);
  if (start === undefined) return false;
  const { contextOf, conclusion } = subject;
  const context = contextOf(start.chart);
  const other = contextOf(changed(start.chart, pair.change));
  return (
    conclusion(context) === pair.before &&
    conclusion(other) === pair.after &&
    pair.before !== pair.after &&
    conclusion(context, { row: atom.row, lanes: lanesOf(atom, other), as: other.chart }) === pair.after
  );
};

const firstPair = (
  subject: CriteriaSubject,
  atom: Part,
  starts: Iterable<Start>,
): ShowingPair | undefined => {
  for (const start of starts) {
    const pair = pairFrom(subject, atom, start);
    if (pair) return pair;
  }
  return undefined;
};

/** Each start with another of the subject's criteria otherwise. */
function* altered(subject: CriteriaSubject, atom: Part, starts: Iterable<Start>): Generator<Start> {
  for (const start of starts)
    for (const other of subject.atoms) {
      if (other === atom) continue;
      for (const change of trialsOf(start.chart, other.criterion))
        yield { ...start, chart: changed(start.chart, change), also: [...(start.also ?? []), change] };
    }
}

/** Both charts in one: what the second says of a finding stands. */
const over = (first: VignetteChart, second: VignetteChart): VignetteChart => ({
  ...first,
  ...second,
  ...(first.hook && { hook: first.hook }),
  findings: [
    ...first.findings.filter(([id]) => !second.findings.some(([other]) => other === id)),
    ...second.findings,
  ],
  history: [...(first.history ?? []), ...(second.history ?? [])],
  drugs: [...(first.drugs ?? []), ...(second.drugs ?? [])],
});

/** The charts of the rule that makes a conclusion, laid over the subject's own. */
const overlaid = (own: readonly Start[], { criterion }: Part): readonly Start[] => {
  if (criterion.op !== 'dx' && criterion.op !== 'flag') return [];
  const theirs = startsOf.get(criterion.id) ?? [];
  return own.flatMap((start) =>
    theirs.flatMap((other) => [
      {
        chart: over(start.chart, other.chart),
        vignettes: [...start.vignettes, ...other.vignettes],
      },
    ]),
  );
};

const first = function* <T>(most: number, of: Iterable<T>): Generator<T> {
  let n = 0;
  for (const one of of) {
    if (n++ >= most) return;
    yield one;
  }
};

export interface CriteriaFound {
  readonly pairs: readonly ShowingPair[];
  readonly missing: readonly CriterionPlace[];
}

export const placeOf = ({ rule, item }: CriteriaSubject, { criterion }: Part): CriterionPlace => ({
  rule,
  ...(item !== undefined && { item }),
  criterion: describe(criterion),
});

/** How many altered charts are tried for a criterion at each step. */
const TRIED = 100;

/** Tries what is likeliest and cheapest first. */
const find = (subject: CriteriaSubject, atom: Part, own: readonly Start[]): ShowingPair | undefined => {
  const laidOver = overlaid(own, atom);
  const ways: readonly Iterable<Start>[] = [
    own,
    laidOver,
    first(TRIED, altered(subject, atom, own)),
    prepared(subject, atom, own),
    prepared(subject, atom, laidOver),
    everyStart,
    first(4 * TRIED, prepared(subject, atom, everyStart)),
    first(TRIED, altered(subject, atom, laidOver)),
    first(TRIED, altered(subject, atom, altered(subject, atom, own))),
  ];
  for (const starts of ways) {
    const pair = firstPair(subject, atom, starts);
    if (pair) return pair;
  }
  return undefined;
};

/** @param known pairs of an earlier search: those that still show it are kept */
export const search = (
  known: readonly ShowingPair[] = [],
  done: (subject: CriteriaSubject) => void = () => {},
): CriteriaFound => {
  const pairs: ShowingPair[] = [];
  const missing: CriterionPlace[] = [];
  const before = new Map(known.map((pair) => [spellingOf(pair), pair]));
  for (const subject of subjects) {
    const own = [...(startsOf.get(subject.rule) ?? []), EMPTY];
    for (const atom of subject.atoms) {
      const place = placeOf(subject, atom);
      const kept = before.get(spellingOf(place));
      const pair = kept && shows(subject, atom, kept) ? kept : find(subject, atom, own);
      if (pair) pairs.push(pair);
      else missing.push(place);
    }
    done(subject);
  }
  return { pairs, missing };
};
