/**
 * The monitor: one pass over the audit log, then how each rule fares by week, what has changed at each client and why,
 * and how often each finding is understood against the month before. The table, the JSON and the page of
 * `npm run audit -- monitor`, the answer of the audit API and the sandbox's page are renderings of it.
 *
 * Linear in the rows; memory grows with clients, hours and rates, and not with rows.
 */
import type { KnownFile } from '../audit-log.ts';
import type { Pseudonymiser } from '../keys/pseudonym.ts';
import { type Drift, driftsOf } from './drift.ts';
import { type RecordedShare, recordedIn } from './recorded.ts';
import { type RuleWeek, ruleWeeks } from './rule-weeks.ts';
import { type HourTally, type Reveal, tallier } from './tally.ts';

export interface MonitorReport {
  /** ISO instants; `to` exclusive. */
  readonly from: string;
  readonly to: string;
  readonly calls: number;
  readonly rules: readonly RuleWeek[];
  /** Those that were noticed in the period. */
  readonly drifts: readonly Drift[];
  readonly recorded: readonly RecordedShare[];
}

export interface MonitorPeriod {
  /** Rules and drifts from then on; what is read before it is what they are compared with. */
  readonly from: string;
  readonly to: string;
}

/** Days of the audit log that are read before a period, to compare with: 28, and the 16 of the longest window. */
export const DAYS_BEFORE = 45;

const DAY = 86_400_000;

/** What must be read for a period. */
export const readFrom = (from: string): string =>
  new Date(Date.parse(from) - DAYS_BEFORE * DAY).toISOString();

/** With the keys of the clients, as the auditor and the monitor's function have them. */
export const revealWith =
  (pseudonyms: Pick<Pseudonymiser, 'of'>): Reveal =>
  async ({ client, found, callId }) =>
    found === undefined ? undefined : (await pseudonyms.of(client.id)).reveal(found, callId);

const lastHour = (to: string, tallies: readonly HourTally[]): string | undefined => {
  const until = new Date(Date.parse(to) - 1).toISOString().slice(0, 13);
  const last = tallies.at(-1)?.hour;
  return last === undefined || last > until ? until : last;
};

/** The report of a period. @param files since `readFrom` of the period, in any order */
export const monitor = async (
  files: AsyncIterable<KnownFile>,
  { from, to }: MonitorPeriod,
  reveal: Reveal,
): Promise<MonitorReport> => {
  const counts = tallier(reveal);
  const rules = ruleWeeks();
  let calls = 0;
  for await (const file of files) {
    const { record } = file.call;
    await counts.add(record);
    for (const { record: said } of file.feedback) await counts.add(said);
    for (const { record: again } of file.repeats) await counts.add(again, true);
    if (record.at < from || record.kind !== 'call') continue;
    calls += 1;
    rules.add(file);
  }
  const tallies = counts.tallies();
  const until = lastHour(to, tallies);
  return {
    from,
    to,
    calls,
    rules: rules.weeks(),
    drifts: driftsOf(tallies, { from: from.slice(0, 13), ...(until !== undefined && { until }) }),
    recorded: recordedIn(tallies, { from, to }),
  };
};
