/**
 * The way of rows to a signed checkpoint on a clock of its own: the archive and checkpoint functions as they are, a
 * stream, a bucket, wake-ups and a key service that take the time they are said to take. Nothing waits in real time.
 */
import { generateKeyPairSync } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { type Archive, entriesKey, NoSuchObject } from '../../../functions/audit/archive/archive.ts';
import { localLogSigner } from '../../../functions/audit/tlog/log-signer.ts';
import type { LogState, LogStateStore } from '../../../functions/audit/tlog/log-state.ts';
import { makeCheckpointer } from '../../../functions/checkpoint.ts';
import { seededRandom } from '../../audit/support/seeded-random.ts';

export interface RowsArriving {
  readonly rowsPerSecond: number;
  /** Parts of the table, each with a stream of its own. */
  readonly shards: number;
  readonly seconds: number;
  readonly seed: number;
  /** Share of the wake-ups that never come. */
  readonly lostWakes?: number;
  /** Share of the runs of the checkpoint function that die on the way. */
  readonly deaths?: number;
}

export interface CheckpointFigures {
  readonly rows: number;
  readonly objects: number;
  readonly checkpoints: number;
  /** Milliseconds from the row's writing until a checkpoint signs for it. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Rows that nothing signs for a minute after the last was written. */
  readonly unsigned: number;
  /** The largest item that says where the tlog stands, bytes. */
  readonly stateBytes: number;
  readonly requests: Readonly<Record<string, number>>;
}

/** Milliseconds, medians: what is assumed of AWS, each half as long or much longer at times. */
export const assumed = {
  /** Lambda looks at a stream four times a second, and collects for a second (`maxBatchingWindow`). */
  stream: 250,
  window: 1_000,
  archiving: 150,
  /** From the object to the start of the checkpoint function. */
  wake: 700,
  list: 60,
  read: 25,
  put: 35,
  state: 8,
  sign: 30,
} as const;

/** Of reserved executions of the checkpoint function. */
const atWork = 2;
const minute = 60_000;

const clockOf = () => {
  const queue: { at: number; go: () => void }[] = [];
  let now = Date.UTC(2026, 10, 23, 9);
  const add = (at: number, go: () => void): void => {
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((queue[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, { at, go });
  };
  return {
    now: () => now,
    at: add,
    wait: (milliseconds: number) => new Promise<void>((go) => add(now + milliseconds, go)),
    run: async (until: number): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        if (next.at > until) return;
        now = Math.max(now, next.at);
        next.go();
        await turn();
      }
    },
  };
};

type SimulatedClock = ReturnType<typeof clockOf>;

/** Keys in order, and what is below them; each request takes its time. */
const clockedArchive = (
  request: (kind: keyof typeof assumed) => Promise<void>,
): Archive & { add(key: string, text: string): void } => {
  const objects = new Map<string, Buffer>();
  const keys: string[] = [];
  const place = (key: string): number => {
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] ?? '') <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const add = (key: string, content: string | Uint8Array) => {
    if (!objects.has(key)) keys.splice(place(key), 0, key);
    objects.set(key, Buffer.from(content));
  };
  const there = (key: string): Buffer => {
    const object = objects.get(key);
    if (object === undefined) throw new NoSuchObject(key);
    return object;
  };
  return {
    add,
    put: async (key, content) => {
      await request('put');
      if (objects.has(key)) throw new Error(`${key} is there already`);
      add(key, content);
    },
    replace: async (key, text) => {
      await request('put');
      add(key, text);
    },
    read: async (key) => {
      await request('read');
      return there(key);
    },
    list: async function* (prefix, after = prefix) {
      let last = after;
      for (;;) {
        await request('list');
        const page = keys.slice(place(last), place(last) + 1_000).filter((key) => key.startsWith(prefix));
        yield* page;
        last = page.at(-1) ?? '';
        if (page.length < 1_000) return;
      }
    },
    lines: async function* (key) {
      await request('read');
      yield* there(key).toString().trimEnd().split('\n');
    },
  };
};

const quantile = (figures: Float64Array, q: number): number =>
  figures[Math.min(figures.length - 1, Math.floor(q * figures.length))] ?? Number.NaN;

/** Each shard collects the rows of its window into one object. */
const arrive = (
  { rowsPerSecond, shards, seconds }: RowsArriving,
  clock: SimulatedClock,
  random: () => number,
  archived: (written: readonly number[]) => void,
): number => {
  const start = clock.now();
  const open = new Map<number, number[]>();
  let rows = 0;
  for (let after = 0; ; rows += 1) {
    after += (-Math.log(1 - random()) * 1_000) / rowsPerSecond;
    if (after >= seconds * 1_000) return rows;
    const at = start + after;
    const shard = Math.floor(random() * shards);
    clock.at(at, () => {
      const waiting = open.get(shard);
      if (waiting !== undefined) {
        waiting.push(at);
        return;
      }
      const rowsOf = [at];
      open.set(shard, rowsOf);
      clock.at(at + random() * assumed.stream + assumed.window, () => {
        open.delete(shard);
        archived(rowsOf);
      });
    });
  }
};

export const clockedCheckpoints = async (load: RowsArriving): Promise<CheckpointFigures> => {
  const random = seededRandom(load.seed);
  const clock = clockOf();
  const requests: Record<string, number> = {};
  const longer = (median: number) => median * (0.5 + 0.72 * -Math.log(1 - random()));
  /** Requests until a run dies. */
  let left = Number.POSITIVE_INFINITY;
  const request = async (kind: keyof typeof assumed): Promise<void> => {
    requests[kind] = (requests[kind] ?? 0) + 1;
    left -= 1;
    await clock.wait(longer(assumed[kind]));
    if (left === 0) throw new Error('killed');
  };
  const archive = clockedArchive(request);
  const written = new Map<string, readonly number[]>();
  const waited: number[] = [];
  let state: LogState | undefined;
  let stateBytes = 0;
  let checkpoints = 0;
  const store: LogStateStore = {
    read: async () => {
      await request('state');
      return state;
    },
    swap: async (next) => {
      await request('state');
      if ((state?.version ?? 0) !== next.version - 1) return false;
      stateBytes = Math.max(stateBytes, JSON.stringify(next).length);
      if (next.pending === undefined && state?.pending !== undefined) {
        checkpoints += 1;
        for (const key of state.pending.objects)
          for (const at of written.get(key) ?? []) waited.push(clock.now() - at);
      }
      state = next;
      return true;
    },
  };
  const key = localLogSigner(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
    'example.com/log',
  );
  const signer = {
    ...key,
    sign: async (text: string) => {
      await request('sign');
      return key.sign(text);
    },
  };
  const check = makeCheckpointer({
    log: { archive, state: store, signer, now: clock.now },
    measure: () => undefined,
  });
  let busy = 0;
  const wake = async (): Promise<void> => {
    if (busy >= atWork) return;
    busy += 1;
    if (random() < (load.deaths ?? 0)) left = 1 + Math.floor(random() * 20);
    await check().catch(() => undefined);
    busy -= 1;
  };

  const start = clock.now();
  let ids = 0;
  const rows = arrive(load, clock, random, (times) => {
    clock.at(clock.now() + longer(assumed.archiving), () => {
      ids += 1;
      const object = entriesKey(
        new Date(clock.now()).toISOString(),
        `${String(ids).padStart(8, '0')}-0000-4000-8000-000000000000`,
      );
      archive.add(object, times.map((at, n) => `${ids} ${n} ${at}\n`).join(''));
      written.set(object, times);
      if (random() >= (load.lostWakes ?? 0)) clock.at(clock.now() + longer(assumed.wake), () => void wake());
    });
  });
  const end = start + load.seconds * 1_000 + minute;
  for (let at = start; at < end; at += minute) clock.at(at + minute / 2, () => void wake());
  await clock.run(end);

  const sorted = Float64Array.from(waited).sort();
  return {
    rows,
    objects: ids,
    checkpoints,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    longest: sorted.at(-1) ?? Number.NaN,
    unsigned: rows - sorted.length,
    stateBytes,
    requests,
  };
};
