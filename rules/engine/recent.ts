/** How old what reassures is, against what it would exclude: `notOlder` of the language of triggers. */
import type { FindingId } from '../findings/index.ts';
import { type LegChart, ordinal } from './chart.ts';
import type { Criterion } from './criterion.ts';
import type { Fact } from './types.ts';
import { findingsOf, nodesOf } from './walk.ts';

/** Days since the newest fact behind any of `findings` on the leg. */
const newestOf = (
  { facts }: LegChart,
  findings: readonly number[],
  counts: (fact: Fact) => boolean = () => true,
) =>
  findings
    .flatMap((n) => (facts[n] ?? []).filter(counts))
    .reduce((least, { days }) => Math.min(least, days), Number.POSITIVE_INFINITY);

/** A patient cannot know it: pulses that were felt, a score that was worked out. */
const isExamined = ({ src }: Fact): boolean => src !== 'patient';

const ONSET = ordinal('pain-onset-days');

/** Days since the episode began, as far as somebody recorded it. */
const onsetOf = ({ values, facts }: LegChart): number => {
  const said = values[ONSET];
  const [fact] = facts[ONSET] ?? [];
  return typeof said === 'number' ? said + (fact?.days ?? 0) : Number.NEGATIVE_INFINITY;
};

const ordinalsOf = (ids: readonly FindingId[]): readonly number[] => ids.map(ordinal);

/** Whether the reassurance counts on a leg on which it is established. */
export type IsRecent = (leg: LegChart) => boolean;

export const compileRecent = ({ of, than, orOnset }: Extract<Criterion, { op: 'notOlder' }>): IsRecent => {
  const reads = nodesOf(of).flatMap((node) => ordinalsOf(findingsOf(node)));
  const signs = ordinalsOf(than);
  return (leg) => {
    const sign = newestOf(leg, signs);
    const since = orOnset ? Math.max(sign, onsetOf(leg)) : sign;
    const examined = newestOf(leg, reads, isExamined);
    return Number.isFinite(examined) && examined <= since;
  };
};
