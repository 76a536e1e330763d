/**
 * Once an hour: counts what was archived in the hours that are over, keeps the counts, and says what has changed at a
 * client against the month before: a line of the service log with the likely cause, and a metric that an alarm waits
 * for. Reads the archive alone. Counts name nobody; an hour is counted once, and a run that failed is made up for. Where
 * more hours wait than one run has time for, the next goes on.
 */

import { bucketArchive } from './audit/archive/s3-archive.ts';
import { type Archive, hoursToCount, keepTally, talliesOf, tallyHour } from './audit/archive/tallies.ts';
import { kmsKeyRing, openKms, ringArns } from './audit/keys/kms.ts';
import { pseudonymiser } from './audit/keys/pseudonym.ts';
import { newDrifts } from './audit/monitor/drift.ts';
import { revealWith } from './audit/monitor/monitor.ts';
import type { HourTally, Reveal } from './audit/monitor/tally.ts';
import { type Measurement, metricLine } from './base/metrics.ts';
import type { DriftLine } from './base/service-log.ts';
import { required, stackSets } from './base/settings.ts';

export interface MonitorWorld {
  readonly archive: Archive;
  readonly reveal: Reveal;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: (line: DriftLine) => void;
  readonly measure: (measurement: Measurement) => void;
}

export interface MonitorRun {
  /** Hours of the archive that were counted now. */
  readonly hours: number;
  /** Changes that were noticed in them. */
  readonly drifts: number;
}

/** Milliseconds after which no further hour is begun: the function is stopped after 300 s, and what it counted must be kept. */
const BUDGET = 120_000;

/** The strongest rates say what moved; all of them are in `npm run audit -- monitor`. */
const MOST_MOVED = 6;

export const makeMonitor =
  ({ archive, reveal, now, log, measure }: MonitorWorld) =>
  async (): Promise<MonitorRun> => {
    const began = now();
    const at = new Date(began).toISOString();
    const counted = new Map<string, readonly HourTally[]>();
    for (const hour of await hoursToCount(archive, at)) {
      counted.set(hour, await tallyHour(archive, hour, reveal));
      if (now() - began > BUDGET) break;
    }
    const hours = [...counted.keys()];
    const [first, last] = [hours[0], hours.at(-1)];
    if (first === undefined || last === undefined) return { hours: 0, drifts: 0 };
    const fresh = [...counted.values()].flat();
    const drifts = newDrifts(await talliesOf(archive, at, fresh), { from: first, until: last });
    for (const { client, since, noticed, cause, says, moved } of drifts) {
      log({
        at,
        level: 'warn',
        notice: 'client.changed',
        client,
        since,
        noticed,
        cause,
        sentence: `${says} What to do: docs/operate.md#${cause}`,
        moved: moved
          .slice(0, MOST_MOVED)
          .map(({ rate, before, now: is, count, of }) => ({ rate, before, now: is, count, of })),
      });
      measure({ of: 'drift', cause });
    }
    // last: a run that fails before is made up for whole, and may say a change twice but never not at all
    for (const [hour, tallies] of counted) await keepTally(archive, hour, tallies);
    return { hours: hours.length, drifts: drifts.length };
  };

export const handler = async (): Promise<MonitorRun> => {
  const env = process.env;
  const namespace = env['METRICS_NAMESPACE'] ?? 'RadixCDS';
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  return makeMonitor({
    archive: bucketArchive(required(env, 'ARCHIVE_BUCKET', stackSets)),
    reveal: revealWith(
      pseudonymiser(kmsKeyRing(ringArns(required(env, 'PSEUDONYM_KEY_ARNS', stackSets)), openKms())),
    ),
    now: Date.now,
    log: (line) => write(JSON.stringify(line)),
    measure: (measurement) => write(metricLine(measurement, namespace, Date.now())),
  })();
};
