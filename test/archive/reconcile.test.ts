/** Table and archive, held against each other for rows that are some minutes old. */
import { beforeEach, describe, expect, test } from 'vitest';
import { archivedAt, linesIn, putEntries } from '../../functions/audit/archive/archive.ts';
import type { AuditLog } from '../../functions/audit/audit-log.ts';
import { newChain } from '../../functions/audit/chain.ts';
import { claimPlace } from '../../functions/audit/item.ts';
import { readRecord } from '../../functions/audit/reading-record.ts';
import { type MemoryTable, memoryTable } from '../../functions/audit/store/memory-table.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import type { Measurement } from '../../functions/base/metrics.ts';
import type { GapLine } from '../../functions/base/service-log.ts';
import { tokenName } from '../../functions/client/replay.ts';
import { makeReconciler } from '../../functions/reconcile.ts';
import {
  aCall,
  cardOf,
  feedbackFrom,
  overridden,
  pseudonyms,
  startOfDay,
  uuid,
} from '../audit/support/records.ts';
import { memoryArchive } from './support/memory-log.ts';

const minute = 60_000;
const client = 'st-elsewhere';
const at = (minutes: number) => new Date(startOfDay + minutes * minute).toISOString();

let table: MemoryTable;
let archive: ReturnType<typeof memoryArchive>;
let now: number;
let logged: GapLine[];
let measured: Measurement[];
let log: AuditLog;

beforeEach(() => {
  table = memoryTable();
  archive = memoryArchive();
  logged = [];
  measured = [];
  now = startOfDay + 20 * minute;
  log = tableAuditLog({
    table,
    pseudonyms,
    seal: async () => 'sealed',
    chain: newChain('c1'),
    spill: () => undefined,
    now: () => startOfDay,
  });
});

const append = (record: Parameters<AuditLog['append']>[0]) => log.append(record);

let ids = 0;
const run = () =>
  makeReconciler({
    archive,
    table,
    clients: async () => [client],
    tokenName,
    now: () => now,
    newId: () => `id${++ids}`,
    log: (line) => void logged.push(line),
    measure: (measurement) => void measured.push(measurement),
  })();

const bodies = () =>
  [...table.items.values()].filter(({ pk }) => pk.startsWith('C#')).map(({ body }) => body);
/** What the stream brings. */
const archived = (some: readonly string[], minutes: number) =>
  putEntries(archive, some, { now: at(minutes), id: `s${++ids}` });
const inArchive = async () => (await Array.fromAsync(linesIn(archive))).map(({ body }) => body).sort();

/** A token that a hook call showed. */
const claim = (jti: string, minutes: number) => {
  const pk = tokenName({ client, jti });
  return table.put({ pk, sk: 'JTI', body: '', ...claimPlace(client, at(minutes), pk) });
};

describe('what the stream did not bring', () => {
  beforeEach(async () => {
    const call = await aCall({ n: 1, at: at(5) });
    await append(call);
    await log.appendFeedback(
      [overridden(cardOf(call, 1), 'known-baseline', at(6))],
      feedbackFrom(client, at(6)),
    );
    await append(readRecord({ by: 'auditor', via: 'tool' }, { id: uuid(7), at: at(7) }, 'patient', {}));
  });

  test('is archived from the table: calls, feedback and readings', async () => {
    expect(await run()).toEqual({ rows: 3, mended: 3, gaps: 0 });
    expect(await inArchive()).toEqual(bodies().sort());
    expect(archivedAt([...archive.objects.keys()][0]!)).toBe(new Date(now).toISOString());
    expect(measured).toEqual([{ of: 'reconcile', rows: 3, mended: 3, gaps: 0 }]);
  });

  test('is archived once', async () => {
    await run();
    now += 5 * minute;
    expect(await run()).toEqual({ rows: 3, mended: 0, gaps: 0 });
  });

  test('is archived beside what it did bring', async () => {
    await archived(bodies().slice(0, 2), 7);
    expect(await run()).toEqual({ rows: 3, mended: 1, gaps: 0 });
    expect(await inArchive()).toEqual(bodies().sort());
  });

  test('is left to it for three minutes', async () => {
    now = startOfDay + 7.5 * minute;
    expect(await run()).toEqual({ rows: 0, mended: 0, gaps: 0 });
    expect(archive.objects.size).toBe(0);
  });

  test('is looked for over the turn of an hour', async () => {
    await append(await aCall({ n: 2, at: at(58) }));
    await append(await aCall({ n: 3, at: at(61) }));
    now = startOfDay + 70 * minute;
    expect(await run()).toEqual({ rows: 2, mended: 2, gaps: 0 });
  });
});

test('a record whose row is gone is named', async () => {
  const call = await aCall({ n: 1, at: at(5) });
  await append(call);
  const key = await archived(bodies(), 5);
  table = memoryTable();
  const gap = { client, callId: call.callId, where: `${key}:1` };
  expect((await run()).gaps).toBe(1);
  expect(logged).toMatchObject([{ notice: 'audit.gap', ...gap }]);
  expect(measured).toMatchObject([{ gaps: 1 }]);
});

test('a line of the archive that is no whole record is left to verify', async () => {
  await append(await aCall({ n: 1, at: at(5) }));
  const link = { chain: 'c9', prev: '0'.repeat(64), seq: 0 };
  const cut = JSON.stringify({ link, record: { kind: 'call' } });
  await archived([cut, ...bodies()], 5);
  expect(await run()).toEqual({ rows: 1, mended: 0, gaps: 0 });
});

describe('a call that showed its token', () => {
  const withToken = async (jti: string) => aCall({ n: 1, at: at(5), row: { client: { id: client, jti } } });

  test('and ended before its row is named by client and instant', async () => {
    await claim('t-1', 5);
    expect((await run()).gaps).toBe(1);
    expect(logged).toMatchObject([{ notice: 'audit.gap', client, where: at(5) }]);
    expect(JSON.stringify(logged)).not.toContain('t-1');
  });

  test('is counted among all, of which the first hundred are named', async () => {
    for (let n = 0; n < 101; n += 1) await claim(`t-${n}`, 5);
    expect((await run()).gaps).toBe(101);
    expect([measured, logged.length]).toEqual([[{ of: 'reconcile', rows: 0, mended: 0, gaps: 101 }], 100]);
  });

  test('and has its row is no gap', async () => {
    await claim('t-1', 5);
    await append(await withToken('t-1'));
    await archived(bodies(), 5);
    expect((await run()).gaps).toBe(0);
  });

  test('and has a row that the stream did not bring is no gap', async () => {
    await claim('t-1', 5);
    await append(await withToken('t-1'));
    expect(await run()).toEqual({ rows: 1, mended: 1, gaps: 0 });
  });

  test('a moment ago may still be under way', async () => {
    await claim('t-1', 18);
    expect((await run()).gaps).toBe(0);
  });
});
