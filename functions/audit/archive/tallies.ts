/**
 * What the monitor has counted of the archive: an object for each hour of archiving under `monitor/`, written once,
 * a line for each client and hour of calls. An hour without rows leaves an empty object, so that it is known to have
 * been counted.
 */
import { inParallel } from '../../base/limits.ts';
import { entryOf } from '../item.ts';
import { hourNamed } from '../monitor/history.ts';
import { DAYS_BEFORE } from '../monitor/monitor.ts';
import { type HourTally, merged, type Reveal, tallier } from '../monitor/tally.ts';
import type { AuditRecord } from '../record.ts';
import { type Archive, hourOf, linkOf } from './archive.ts';

export type { Archive } from './archive.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Hours that one run counts at most: after a month away the next runs catch up. */
const MOST_HOURS = 72;
const READ_AT_ONCE = 32;

const tallyKey = (hour: string): string => `monitor/${hourOf(hour)}.ndjson`;
const hourOfKey = (key: string): string => key.slice('monitor/'.length, -'.ndjson'.length);

const keysSince = (archive: Archive, now: string, days: number): Promise<string[]> => {
  const since = hourOf(hourNamed(Date.parse(now) - days * DAY));
  return Array.fromAsync(archive.list('monitor/', `monitor/${since}`));
};

/** The first hour of the month in which something was archived, as milliseconds; undefined when nothing was. */
const firstHour = async (archive: Archive, now: string): Promise<number | undefined> => {
  const since = hourOf(hourNamed(Date.parse(now) - DAYS_BEFORE * DAY));
  for await (const key of archive.list('entries/', `entries/${since}`)) {
    const [, year, month, day, hour] = key.split('/');
    return Date.parse(`${year}-${month}-${day}T${hour}:00:00.000Z`);
  }
  return undefined;
};

/** Hours of archiving that are over and were not counted, the oldest first. @param now ISO instant */
export const hoursToCount = async (archive: Archive, now: string): Promise<string[]> => {
  const first = await firstHour(archive, now);
  if (first === undefined) return [];
  const counted = new Set((await keysSince(archive, now, DAYS_BEFORE)).map(hourOfKey));
  const length = Math.max(0, Math.floor((Date.parse(now) - first) / HOUR));
  return Array.from({ length }, (_, n) => hourNamed(first + n * HOUR))
    .filter((hour) => !counted.has(hourOf(hour)))
    .slice(0, MOST_HOURS);
};

/** Each row once: a stream may deliver one twice. A row that cannot be read is for `verify` to find. */
async function* recordsOf(archive: Archive, hour: string): AsyncGenerator<AuditRecord> {
  const seen = new Set<string>();
  const keys = await Array.fromAsync(archive.list(`entries/${hourOf(hour)}/`));
  while (keys.length > 0) {
    const some = keys.splice(0, READ_AT_ONCE);
    const objects = await inParallel(READ_AT_ONCE, some, (key) => Array.fromAsync(archive.lines(key)));
    for (const body of objects.flat()) {
      const link = linkOf(body);
      const name = `${link?.chain} ${link?.seq}`;
      if (link === undefined || seen.has(name)) continue;
      seen.add(name);
      const record = readable(body);
      if (record !== undefined) yield record;
    }
  }
}

const readable = (body: string): AuditRecord | undefined => {
  try {
    return entryOf({ body }).record;
  } catch {
    return undefined;
  }
};

/** Counts one hour of archiving. @param hour `2026-12-01T05` */
export const tallyHour = async (
  archive: Archive,
  hour: string,
  reveal: Reveal,
): Promise<readonly HourTally[]> => {
  const counts = tallier(reveal);
  const calls = new Set<string>();
  for await (const record of recordsOf(archive, hour)) {
    const name = `${record.client.id} ${record.callId}`;
    const isAgain = record.kind === 'call' && calls.has(name);
    if (record.kind === 'call') calls.add(name);
    await counts.add(record, isAgain);
  }
  return counts.tallies();
};

/** The hour counts as counted from now on. */
export const keepTally = async (
  archive: Archive,
  hour: string,
  tallies: readonly HourTally[],
): Promise<void> => {
  const lines = tallies.map((tally) => `${JSON.stringify(tally)}\n`);
  await archive.put(tallyKey(hour), lines.join(''));
};

/** All that was counted in the month before and since, in order of time. @param fresh not kept yet */
export const talliesOf = async (
  archive: Archive,
  now: string,
  fresh: readonly HourTally[] = [],
): Promise<HourTally[]> => {
  const keys = await keysSince(archive, now, DAYS_BEFORE);
  const lists = await inParallel(READ_AT_ONCE, keys, (key) => Array.fromAsync(archive.lines(key)));
  return merged([...lists.flat().map((line) => JSON.parse(line) as HourTally), ...fresh]);
};
