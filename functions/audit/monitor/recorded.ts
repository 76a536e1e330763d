/** How often each finding, condition and drug class is understood at a client, against the month before. Pure. */
import { type Interval, wilson } from './statistics.ts';
import { type HourTally, kindOf } from './tally.ts';

export interface RecordedShare {
  readonly client: string;
  /** `finding crp`, `condition cancer-history`, `medication anticoagulant`, `side L`. */
  readonly what: string;
  /** Visits of the period in which it was understood, and visits whose findings could be read. */
  readonly count: number;
  readonly of: number;
  readonly share: number;
  readonly interval: Interval | undefined;
  /** Share in the 28 days before the period; undefined without such visits. */
  readonly before: number | undefined;
}

const MONTH = 28 * 86_400_000;
const SHOWN = ['finding', 'condition', 'medication', 'side'];

interface Visits {
  /** Visits whose findings could be read. */
  readonly of: number;
  readonly counts: ReadonlyMap<string, number>;
}

const visitsIn = (tallies: readonly HourTally[]): Visits => {
  const counts = new Map<string, number>();
  let of = 0;
  for (const tally of tallies) {
    of += tally.of.found ?? 0;
    for (const [rate, n] of Object.entries(tally.counts))
      if (SHOWN.includes(kindOf(rate))) counts.set(rate, (counts.get(rate) ?? 0) + n);
  }
  return { of, counts };
};

const ofClient = (client: string, now: Visits, before: Visits): RecordedShare[] =>
  now.of === 0
    ? []
    : [...new Set([...now.counts.keys(), ...before.counts.keys()])].map((what): RecordedShare => {
        const count = now.counts.get(what) ?? 0;
        return {
          client,
          what,
          count,
          of: now.of,
          share: count / now.of,
          interval: wilson(count, now.of),
          before: before.of === 0 ? undefined : (before.counts.get(what) ?? 0) / before.of,
        };
      });

const change = ({ share, before }: RecordedShare): number =>
  before === undefined ? 0 : Math.abs(share - before);

/** Those whose share differs most come first. */
export const recordedIn = (
  tallies: readonly HourTally[],
  { from, to }: { readonly from: string; readonly to: string },
): RecordedShare[] => {
  const [first, last] = [from.slice(0, 13), to.slice(0, 13)];
  const month = new Date(Date.parse(from) - MONTH).toISOString().slice(0, 13);
  return [...Map.groupBy(tallies, ({ client }) => client)]
    .flatMap(([client, own]) =>
      ofClient(
        client,
        visitsIn(own.filter(({ hour }) => hour >= first && hour <= last)),
        visitsIn(own.filter(({ hour }) => hour >= month && hour < first)),
      ),
    )
    .sort((a, b) => change(b) - change(a) || b.count - a.count || a.what.localeCompare(b.what));
};
