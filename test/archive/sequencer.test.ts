/** The tlog that is kept of the archive: it grows by all that is archived, once, whoever stops where. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Archive, entriesKey } from '../../functions/audit/archive/archive.ts';
import { rootFrom, rootOf } from '../../functions/audit/archive/merkle.ts';
import { hashOf } from '../../functions/audit/chain.ts';
import { batchesIn, type ReadBatch } from '../../functions/audit/tlog/batch.ts';
import { type LogSigner, parseCheckpoint } from '../../functions/audit/tlog/checkpoint.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import {
  dynamoLogState,
  folderLogState,
  type LogState,
  type LogStateStore,
  newLogState,
} from '../../functions/audit/tlog/log-state.ts';
import { checkpointFlaws, policyOf } from '../../functions/audit/tlog/policy.ts';
import { advance, type Sequencer, waitingSince } from '../../functions/audit/tlog/sequencer.ts';
import { tiledTree, tilePath, tilesOf } from '../../functions/audit/tlog/tiles.ts';
import type { Measurement } from '../../functions/base/metrics.ts';
import { makeCheckpointer } from '../../functions/checkpoint.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { seededRandom } from '../audit/support/seeded-random.ts';
import { holds } from '../support/property.ts';
import { memoryArchive, memoryLogState } from './support/memory-log.ts';

const start = Date.UTC(2026, 10, 22, 8, 5);
const privateKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const signer: LogSigner = localLogSigner(privateKey, 'example.com/log');
const policy = policyOf([signer.key]);

const newLog = () => {
  const archive = memoryArchive();
  const clock = { now: start };
  const log: Sequencer = { archive, state: memoryLogState(), signer, now: () => clock.now };
  let ids = 0;
  return {
    ...log,
    log,
    archive,
    clock,
    /** An object of so many records, archived so many milliseconds ago. */
    arrive: async (lines: number, ago = 0): Promise<string> => {
      ids += 1;
      const key = entriesKey(new Date(clock.now - ago).toISOString(), `id${ids}`);
      await archive.put(key, Array.from({ length: lines }, (_, n) => `record ${n} of ${key}\n`).join(''));
      return key;
    },
  };
};

const batchesOf = async (archive: Archive): Promise<ReadBatch[]> =>
  (await Array.fromAsync(batchesIn(archive)))
    .flatMap(({ batch }) => batch ?? [])
    .toSorted((a, b) => a.first - b.first);

const all = async (log: Sequencer): Promise<void> => {
  while ((await advance(log)) !== undefined);
};

/** Every record in the order of the tlog, as the batches tell. */
const recordsIn = async (archive: Archive): Promise<string[]> => {
  const lines: string[] = [];
  for (const { objects } of await batchesOf(archive))
    for (const key of objects) lines.push(...(await Array.fromAsync(archive.lines(key))));
  return lines;
};

/** What must hold of a log, however it came about. */
const expectWhole = async (archive: Archive, state: LogStateStore) => {
  const batches = await batchesOf(archive);
  const lines = await recordsIn(archive);
  const leaves = lines.map((line) => Buffer.from(hashOf(line), 'hex'));
  let size = 0;
  for (const { first, noted } of batches) {
    expect(first).toBe(size);
    expect(checkpointFlaws(policy, noted)).toEqual([]);
    expect(noted.root).toEqual(rootOf(leaves.slice(0, noted.size)));
    size = noted.size;
  }
  expect(lines).toHaveLength(size);
  const { checkpoint } = (await state.read()) ?? newLogState;
  expect(parseCheckpoint(checkpoint).size).toBe(size);
  const read = (place: Parameters<typeof tilePath>[0]) => archive.read(`tlog/${tilePath(place)}`);
  for (const tile of tilesOf(size)) expect(await read(tile)).toHaveLength(tile.width * 32);
  const [first] = leaves;
  if (first !== undefined) {
    const path = await tiledTree(size, read).inclusion(0);
    expect(rootFrom(first, { index: 0, size, path })).toEqual(rootOf(leaves));
  }
  return lines;
};

describe('the tlog', () => {
  test('grows by every line of every object, in the order of their keys', async () => {
    const { log, archive, state, arrive } = newLog();
    const second = await arrive(3);
    const first = await arrive(2, 1_000);
    expect(await advance(log)).toEqual({ records: 5, since: '2026-11-22T08:04:59.000Z', size: 5 });
    expect(await advance(log)).toBeUndefined();
    expect((await batchesOf(archive)).map(({ objects }) => objects)).toEqual([[first, second]]);
    await expectWhole(archive, state);
    expect(parseCheckpoint((await archive.read('tlog/checkpoint')).toString())).toMatchObject({ size: 5 });
  });

  test('takes what was archived a little earlier and came later', async () => {
    const { log, archive, state, clock, arrive } = newLog();
    await arrive(1);
    await all(log);
    clock.now += 60_000;
    await arrive(1, 61_000);
    await all(log);
    expect(await expectWhole(archive, state)).toHaveLength(2);
  });

  test('leaves out what says it was archived long ago, or will be: somebody else put it there', async () => {
    const { log, archive, state, clock, arrive } = newLog();
    await arrive(1);
    clock.now += 600_000;
    await arrive(1);
    await all(log);
    await arrive(1, 400_000);
    await arrive(1, -400_000);
    await archive.put('entries/2026/11/22/08/slipped-in.txt', 'x\n');
    await all(log);
    expect(await expectWhole(archive, state)).toHaveLength(2);
  });

  test('takes an archive of former years in goes, and none of it twice', async () => {
    const { log, archive, state, arrive } = newLog();
    for (let n = 0; n < 2_250; n += 1) await arrive(2, 86_400_000 * 400 + (2_250 - n) * 60_000);
    const sizes: number[] = [];
    for (;;) {
      const advanced = await advance(log);
      if (advanced === undefined) break;
      sizes.push(advanced.records);
    }
    expect(sizes).toEqual([2_000, 2_000, 500]);
    expect(new Set(await expectWhole(archive, state)).size).toBe(4_500);
  });

  test('knows the first object that waits', async () => {
    const { log, arrive } = newLog();
    expect(await waitingSince(log)).toBeUndefined();
    await arrive(1, 9_000);
    await arrive(1);
    expect(await waitingSince(log)).toBe('2026-11-22T08:04:51.000Z');
    await all(log);
    expect(await waitingSince(log)).toBeUndefined();
  });

  test('passes over an object without a line', async () => {
    const { log, archive, state, arrive } = newLog();
    await arrive(0);
    await all(log);
    await arrive(2);
    await all(log);
    expect(await expectWhole(archive, state)).toHaveLength(2);
  });

  test('does not go on over a tile that somebody else put in its way', async () => {
    const { log, archive, state, arrive } = newLog();
    await arrive(2);
    await archive.put('tlog/tile/0/000.p/2', 'other');
    await expect(advance(log)).rejects.toThrow('tlog/tile/0/000.p/2 holds something else than the tlog');
    expect((await state.read())?.checkpoint).toBe('');
  });
});

/** The same archive and state, for a process that is killed before or after its n-th step, and does no more then. */
const killedAt = ({ log }: ReturnType<typeof newLog>, steps: number) => {
  let left = steps;
  const pass = () => {
    left -= 1;
    if (left <= 0) throw new Error('killed');
  };
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    pass();
    const done = await work();
    pass();
    return done;
  };
  const { archive, state } = log;
  const mortal: Sequencer = {
    ...log,
    archive: {
      ...archive,
      put: (key, content) => step(() => archive.put(key, content)),
      replace: (key, text) => step(() => archive.replace(key, text)),
      read: (key) => step(() => archive.read(key)),
    },
    state: { read: () => step(() => state.read()), swap: (next) => step(() => state.swap(next)) },
    signer: { ...signer, sign: (text) => step(() => signer.sign(text)) },
  };
  return { mortal, isKilled: () => left <= 0 };
};

describe('T167: whoever stops where', () => {
  test('killed at 200 places, it has every record once, and no two checkpoints contradict each other', async () => {
    const made = newLog();
    const random = seededRandom(7);
    let records = 0;
    for (let kill = 0; kill < 200; kill += 1) {
      const lines = 1 + Math.floor(random() * 4);
      records += lines;
      await made.arrive(lines);
      made.clock.now += Math.floor(random() * 5_000);
      const { mortal, isKilled } = killedAt(made, 1 + Math.floor(random() * 24));
      await advance(mortal).catch((error: unknown) => {
        if (!isKilled()) throw error;
      });
    }
    await all(made.log);
    expect(new Set(await expectWhole(made.archive, made.state)).size).toBe(records);
  });

  test('of several at once, in whatever order their steps come, each record is there once', async () => {
    await holds(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const made = newLog();
        const { archive, state } = made.log;
        for (const lines of [3, 1, 2]) await made.arrive(lines);
        const raced: Sequencer = {
          ...made.log,
          archive: {
            ...archive,
            put: scheduler.scheduleFunction(archive.put),
            read: scheduler.scheduleFunction(archive.read),
          },
          state: {
            read: scheduler.scheduleFunction(state.read),
            swap: scheduler.scheduleFunction(state.swap),
          },
        };
        const later = scheduler.schedule(Promise.resolve()).then(() => made.arrive(2));
        const runs = [all(raced), all(raced), all(raced), later];
        await scheduler.waitFor(Promise.all(runs));
        await all(made.log);
        expect(new Set(await expectWhole(archive, state)).size).toBe(8);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the checkpoint that readers find', () => {
  const published = async ({ archive }: Sequencer) =>
    parseCheckpoint(String(await archive.read('tlog/checkpoint'))).size;

  test('is put there by the next run when it could not be put at once, though nothing new has come', async () => {
    const { log, archive, arrive } = newLog();
    await arrive(3);
    const away = { ...log, archive: { ...archive, replace: () => Promise.reject(new Error('away')) } };
    await expect(advance(away)).rejects.toThrow('away');
    expect(await advance(log)).toBeUndefined();
    expect(await published(log)).toBe(3);
  });

  test('is the newest, though an older run puts its own there later', async () => {
    const { log, archive, arrive } = newLog();
    await arrive(3);
    let isFirst = true;
    const late = async (key: string, text: string) => {
      if (isFirst) {
        isFirst = false;
        await arrive(2);
        await all(log);
      }
      await archive.replace(key, text);
    };
    await advance({ ...log, archive: { ...archive, replace: late } });
    expect(await published(log)).toBe(5);
  });

  test('comes back when somebody took it away', async () => {
    const { log, archive, arrive } = newLog();
    await arrive(3);
    await all(log);
    archive.objects.delete('tlog/checkpoint');
    await all(log);
    expect(await published(log)).toBe(3);
  });
});

describe('the checkpoint function', () => {
  const measuring = () => {
    const measured: Measurement[] = [];
    return { measured, measure: (measurement: Measurement) => void measured.push(measurement) };
  };

  test('signs for all that is there, and says how long the first record waited', async () => {
    const { log, arrive } = newLog();
    const { measured, measure } = measuring();
    await arrive(3, 2_000);
    expect(await makeCheckpointer({ log, measure })()).toEqual({ records: 3 });
    expect(measured).toEqual([
      { of: 'checkpoint', records: 3, milliseconds: 2_000 },
      { of: 'unsigned', milliseconds: 0 },
    ]);
  });

  test('says how long the first record waits when it cannot sign', async () => {
    const { log, arrive } = newLog();
    const { measured, measure } = measuring();
    await arrive(3, 31_000);
    const failing = { ...log, signer: { ...signer, sign: () => Promise.reject(new Error('no key')) } };
    await expect(makeCheckpointer({ log: failing, measure })()).rejects.toThrow('no key');
    expect(measured).toEqual([{ of: 'unsigned', milliseconds: 31_000 }]);
  });

  test('ends in time when there is more than it can do', async () => {
    const { log, clock, arrive } = newLog();
    const { measured, measure } = measuring();
    for (let n = 0; n < 2_250; n += 1) await arrive(1, 3_600_000);
    const slow = {
      ...log,
      signer: {
        ...signer,
        sign: (text: string) => {
          clock.now += 20_000;
          return signer.sign(text);
        },
      },
    };
    expect(await makeCheckpointer({ log: slow, measure })()).toEqual({ records: 2_000 });
    expect(measured.at(-1)).toMatchObject({ of: 'unsigned', milliseconds: 3_640_000 });
  });
});

describe('where the tlog stands', () => {
  let dynamo: Awaited<ReturnType<typeof startDynalite>>;
  let folder: string;
  const stores: Record<string, () => Promise<LogStateStore>> = {
    'in DynamoDB': async () => {
      const { client, name } = await createTable(dynamo.endpoint);
      return dynamoLogState(client, name, 'example.com/log');
    },
    'in a folder': async () => folderLogState(join(folder, 'state')),
  };
  beforeAll(async () => {
    dynamo = await startDynalite();
    folder = await mkdtemp(join(tmpdir(), 'log-state-'));
  });
  afterAll(async () => {
    await dynamo.stop();
    await rm(folder, { recursive: true });
  });

  test('of an earlier release is understood, and its objects are not taken twice', async () => {
    const { batches: _, empty: __, ...state } = { ...newLogState, version: 1 };
    const earlier = join(folder, 'earlier');
    await mkdir(earlier);
    await writeFile(join(earlier, '0000000001.json'), JSON.stringify({ ...state, recent: ['entries/a'] }));
    expect(await folderLogState(earlier).read()).toEqual({ ...state, batches: [], empty: ['entries/a'] });
  });

  test.each(Object.keys(stores))('%s: only one of those who saw the same may change it', async (kind) => {
    const store = await stores[kind]!();
    const state = (version: number, checkpoint: string): LogState => ({
      ...newLogState,
      version,
      checkpoint,
    });
    expect(await store.read()).toBeUndefined();
    expect(await store.swap(state(1, 'a'))).toBe(true);
    expect(await store.swap(state(1, 'b'))).toBe(false);
    const both = await Promise.all([store.swap(state(2, 'c')), store.swap(state(2, 'd'))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await store.swap(state(2, 'e'))).toBe(false);
    expect(await store.read()).toMatchObject({ version: 2, checkpoint: both[0] ? 'c' : 'd' });
  });
});
