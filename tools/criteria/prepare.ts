/**
 * Charts on which one criterion decides, made from the rule itself: what stands beside it in an "all of" is made true,
 * what stands beside it in an "any of" is not.
 */
import type { Context } from '../../rules/engine/context.ts';
import type { Criterion } from '../../rules/engine/criterion.ts';
import { truthOn } from '../../rules/engine/lanes.ts';
import { lanesOf, type Part } from '../../rules/engine/truth-table.ts';
import { changed } from './change.ts';
import type { Start } from './pair.ts';
import type { CriteriaSubject } from './subject.ts';
import { trialsOf } from './trials.ts';

const isEstablished = (part: Part, context: Context): boolean =>
  truthOn(lanesOf(part, context), context.legs.left.lane) === true;

const holds = (part: Part, atom: Part): boolean =>
  part.row === atom.row || part.parts.some((one) => holds(one, atom));

/** Leaves under a criterion, also those of the terms in it. */
export const leavesUnder = (part: Part): readonly Criterion[] =>
  part.parts.length === 0 ? [part.criterion] : part.parts.flatMap(leavesUnder);

/** The start with the criterion established, or not; as it is where no way is found. */
const made = ({ contextOf }: CriteriaSubject, start: Start, part: Part, wanted: boolean): Start => {
  if (isEstablished(part, contextOf(start.chart)) === wanted) return start;
  for (const leaf of leavesUnder(part))
    for (const change of trialsOf(start.chart, leaf)) {
      const chart = changed(start.chart, change);
      if (isEstablished(part, contextOf(chart)) === wanted)
        return { ...start, chart, also: [...(start.also ?? []), change] };
    }
  return start;
};

const allMade = (subject: CriteriaSubject, start: Start, parts: readonly Part[], wanted: boolean): Start =>
  parts.reduce(
    (so, part) =>
      wanted && part.criterion.op === 'all'
        ? allMade(subject, so, part.parts, true)
        : made(subject, so, part, wanted),
    start,
  );

/** The start on which nothing beside the criterion decides what it stands in. */
const decisive = (subject: CriteriaSubject, start: Start, part: Part, atom: Part): Start => {
  const child = part.parts.find((one) => holds(one, atom));
  if (part.row === atom.row || child === undefined) return start;
  const beside = part.parts.filter((one) => one !== child);
  const needed = neededOf(part.criterion, beside.length);
  const met = allMade(subject, start, beside.slice(0, needed), true);
  const alone = allMade(subject, met, beside.slice(needed), false);
  return decisive(subject, alone, child, atom);
};

/** How many of those beside it must hold, that it decides. */
const neededOf = (criterion: Criterion, beside: number): number => {
  if (criterion.op === 'all') return beside;
  return criterion.op === 'atLeast' ? criterion.count - 1 : 0;
};

/** A start for each of the subject's parts in which the criterion stands. */
export function* prepared(subject: CriteriaSubject, atom: Part, starts: Iterable<Start>): Generator<Start> {
  for (const start of starts)
    for (const part of subject.parts.filter((one) => holds(one, atom))) {
      const others = subject.parts.filter((one) => one !== part && !holds(one, atom));
      yield decisive(subject, start, part, atom);
      yield decisive(subject, allMade(subject, start, others, false), part, atom);
    }
}
