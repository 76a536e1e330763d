/** Which pairs are tried, and the chart of a pair. */
import { prefetchKeys } from '../../functions/cds-hooks/services.ts';
import type { Resource } from '../../functions/fhir/resource.ts';
import type { ChartHabit, Owes, ServerHabit, WrittenRedFlag } from './habits.ts';
import { otherTopics, redFlags } from './red-flags.ts';

export const listOf = <T>(written: T | readonly T[]): readonly T[] =>
  Array.isArray(written) ? written : [written as T];

/** An entry of another topic comes first, so that there is more than one page. */
export const chartOf = (flag: WrittenRedFlag, written: readonly Resource[]): readonly Resource[] => [
  ...otherTopics.filter(({ resourceType }) => resourceType === flag.hidden.resourceType).slice(0, 1),
  ...flag.beside,
  ...written,
];

/** An optional list that cannot be had refuses no answer. */
const owedFor = (flag: WrittenRedFlag, owes: Owes): Owes =>
  owes === 'refused' && !prefetchKeys[flag.key].required ? 'told' : owes;

export const serverOwes = ({ owes, hides }: ServerHabit, flag: WrittenRedFlag): Owes =>
  hides !== undefined && !hides.includes(flag.key) ? 'read' : owedFor(flag, owes);

export interface Pair {
  readonly chart: ChartHabit;
  readonly flag: WrittenRedFlag;
  readonly written: readonly Resource[];
}

/** Every flag that the habit of the chart can be tried on. */
export const writtenBy = (chart: ChartHabit): readonly Pair[] =>
  redFlags.flatMap((flag) => {
    const written = chart.write(flag.hidden);
    return written === undefined ? [] : [{ chart, flag, written: listOf(written) }];
  });

/**
 * All pairs of a server with the habits of charts: each with one red flag, another one for each server. With
 * `ZOO=all` in the environment every red flag is tried in each pair, which takes minutes.
 */
export const pairsOf = (server: number, charts: readonly ChartHabit[]): readonly Pair[] =>
  charts.flatMap((chart, n) => {
    const all = writtenBy(chart);
    return process.env['ZOO'] === 'all' ? all : all.slice((server + n) % all.length).slice(0, 1);
  });

/** Every fault of a list, so that one run shows them all. */
export const faults = async <T>(
  all: readonly T[],
  look: (one: T) => Promise<string | undefined>,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const one of all) {
    const fault = await look(one);
    if (fault !== undefined) found.push(fault);
  }
  return found;
};

/** For the running of many calls in one test; an idle machine needs a second. */
export const long = 600_000;
