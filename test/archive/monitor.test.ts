import { beforeEach, describe, expect, test } from 'vitest';
import { type Archive, putEntries } from '../../functions/audit/archive/archive.ts';
import { bodyOf } from '../../functions/audit/chain.ts';
import { revealWith } from '../../functions/audit/monitor/monitor.ts';
import type { CallRecord } from '../../functions/audit/record.ts';
import type { Measurement } from '../../functions/base/metrics.ts';
import type { DriftLine } from '../../functions/base/service-log.ts';
import { makeMonitor } from '../../functions/monitor.ts';
import { aCall, pseudonyms } from '../audit/support/records.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday. */
const start = Date.UTC(2026, 10, 2);
const VISITS_AN_HOUR = 4;

const withoutCritical = { cards: [], rules: [] };

describe('the monitor', () => {
  let objects: Map<string, string>;
  let logged: DriftLine[];
  let measured: Measurement[];
  let now: number;
  let seq: number;
  let failing: string | undefined;
  let unreadable: string | undefined;
  /** Milliseconds that reading an object takes. */
  let slow: number;
  let reading: number;
  let mostAtOnce: number;

  const archive: Archive = {
    put: async (key, text) => {
      if (objects.has(key)) throw new Error('there already');
      if (failing !== undefined && key.includes(failing)) throw new Error('away');
      objects.set(key, String(text));
    },
    replace: async (key, text) => {
      objects.set(key, text);
    },
    read: async (key) => Buffer.from(objects.get(key) ?? ''),
    list: async function* (prefix, after = '') {
      yield* [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    },
    lines: async function* (key) {
      if (unreadable !== undefined && key.startsWith(unreadable)) throw new Error('away');
      reading += 1;
      mostAtOnce = Math.max(mostAtOnce, reading);
      await Promise.resolve();
      now += slow;
      yield* (objects.get(key) ?? '').split('\n').filter(Boolean);
      reading -= 1;
    },
  };
  const run = () =>
    makeMonitor({
      archive,
      reveal: revealWith(pseudonyms),
      now: () => now,
      log: (line) => void logged.push(line),
      measure: (measurement) => void measured.push(measurement),
    })();

  /** What the hour before now leaves: a few visits, as long as people work. */
  const anHour = async (hour: number, row: Partial<CallRecord> = {}) => {
    if (hour % 24 >= 8 && hour % 24 < 18) {
      const bodies: string[] = [];
      for (let n = 0; n < VISITS_AN_HOUR; n += 1) {
        const number = hour * VISITS_AN_HOUR + n;
        const at = new Date(start + hour * HOUR + n * 60_000).toISOString();
        const call = await aCall({ n: number, at, row: { ...row, knowledgeVersion: '1.0.0' } });
        bodies.push(bodyOf(call, { chain: 'c1', seq: seq++, prev: '0'.repeat(64) }));
      }
      const archived = new Date(start + hour * HOUR + 5 * 60_000).toISOString();
      await putEntries(archive, bodies, { now: archived, id: `h${hour}` });
    }
    now = start + (hour + 1) * HOUR + 35 * 60_000;
  };
  const hours = async (from: number, to: number, row?: Partial<CallRecord>) => {
    for (let hour = from; hour < to; hour += 1) await anHour(hour, row);
  };
  /** Until nothing is left to count. */
  const caughtUp = async () => {
    while ((await run()).hours > 0);
  };

  beforeEach(() => {
    objects = new Map();
    logged = [];
    measured = [];
    seq = 0;
    failing = undefined;
    unreadable = undefined;
    slow = 0;
    reading = 0;
    mostAtOnce = 0;
    now = start;
  });

  test('has nothing to count of an empty archive', async () => {
    expect(await run()).toEqual({ hours: 0, drifts: 0 });
    expect(objects.size).toBe(0);
  });

  test('counts each hour once, with an empty object for one without rows', async () => {
    await hours(0, 12);
    expect(await run()).toEqual({ hours: 4, drifts: 0 });
    expect(await run()).toEqual({ hours: 0, drifts: 0 });
    await hours(12, 13);
    await hours(18, 20);
    expect(await run()).toEqual({ hours: 8, drifts: 0 });
    expect(objects.get('monitor/2026/11/02/19.ndjson')).toBe('');
    expect(JSON.parse(objects.get('monitor/2026/11/02/08.ndjson')!)).toMatchObject({
      hour: '2026-11-02T08',
      of: { visit: VISITS_AN_HOUR },
    });
  });

  test('makes up for a run that failed', async () => {
    await hours(0, 12);
    failing = 'monitor/2026/11/02/10';
    await expect(run()).rejects.toThrow('away');
    failing = undefined;
    expect(await run()).toEqual({ hours: 2, drifts: 0 });
  });

  test('keeps what it counted of more than it has time for, and goes on in the next run', async () => {
    await hours(0, 12);
    slow = 70_000;
    expect(await run()).toEqual({ hours: 2, drifts: 0 });
    expect(await run()).toEqual({ hours: 2, drifts: 0 });
    expect(await run()).toEqual({ hours: 0, drifts: 0 });
  });

  test('reads the objects of an hour several at a time', async () => {
    await anHour(8);
    const [key = '', text = ''] = [...objects].at(0) ?? [];
    for (let n = 0; n < 40; n += 1) objects.set(key.replace('-h8', `-h8-${n}`), text);
    await run();
    expect(mostAtOnce).toBe(32);
  });

  test('says a change although the run that counted it failed', async () => {
    await hours(0, 21 * 24);
    await caughtUp();
    for (let hour = 21 * 24; hour < 24 * 24; hour += 1) {
      await anHour(hour, withoutCritical);
      unreadable = 'monitor/';
      await expect(run()).rejects.toThrow('away');
      unreadable = undefined;
      await run();
      if (logged.length > 0) break;
    }
    expect(logged).toMatchObject([{ cause: 'change-rule' }]);
  });

  test('counts the rows beside one that cannot be read', async () => {
    await hours(0, 9);
    const [key = ''] = [...objects.keys()];
    objects.set(key, `${objects.get(key)!.replace('"record":{', '"record":{,')}`);
    expect((await run()).hours).toBe(1);
    expect(JSON.parse(objects.get('monitor/2026/11/02/08.ndjson')!)).toMatchObject({
      of: { visit: VISITS_AN_HOUR - 1 },
    });
  });

  test('keeps counts that name nobody', async () => {
    await hours(0, 9);
    await run();
    const kept = objects.get('monitor/2026/11/02/08.ndjson')!;
    expect(kept).not.toMatch(/p\.k1\.|d\.k1\.|sealed|[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  test('says once what has changed, with the likely cause, where to read on and what moved', async () => {
    await hours(0, 21 * 24);
    await caughtUp();
    expect([logged, measured]).toEqual([[], []]);
    for (let hour = 21 * 24; hour < 24 * 24; hour += 1) {
      await anHour(hour, withoutCritical);
      await run();
    }
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({
      notice: 'client.changed',
      client: 'st-elsewhere',
      cause: 'change-rule',
    });
    expect(logged[0]!.sentence).toMatch(/docs\/operate\.md#change-rule$/);
    expect(logged[0]!.noticed < new Date(start + 22 * DAY).toISOString()).toBe(true);
    expect(logged[0]!.moved).toContainEqual(expect.objectContaining({ rate: 'card none', now: 1 }));
    expect(measured).toEqual([{ of: 'drift', cause: 'change-rule' }]);
  });
});
