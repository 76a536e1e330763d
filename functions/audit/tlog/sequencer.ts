/**
 * Lets the tlog grow by what the archive has and the tlog has not: chooses objects, writes down which (a compare-and-swap),
 * stores their tiles, signs the checkpoint, and swaps it in. Any number may run at once, and any may stop anywhere: what
 * was written down is finished by whoever comes next, to the same tiles and the same checkpoint. So no place of the tlog
 * is ever given twice, and no two checkpoints are signed that contradict each other.
 *
 * Every line of an object is a record of the tlog, whatever it says: what does not belong there is for `verify` to name.
 */
import { hash } from 'node:crypto';
import { inParallel } from '../../base/limits.ts';
import { type Archive, archivedAt, ifThere, keysFrom } from '../archive/archive.ts';
import { batchKey, type LogBatch, parseBatch } from './batch.ts';
import { type LogSigner, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { type LogState, type LogStateStore, newLogState, type PendingBatch } from './log-state.ts';
import { checkpointKey, storedEdge, tileKey } from './stored-tiles.ts';
import { grow, hashBytes } from './tiles.ts';

export interface Sequencer {
  readonly archive: Archive;
  readonly state: LogStateStore;
  readonly signer: LogSigner;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface LogAdvance {
  /** Records that were added. */
  readonly records: number;
  /** When the first of their objects was archived, ISO instant. */
  readonly since: string;
  readonly size: number;
}

/**
 * How long after the time in its key an object may come, milliseconds: the archive function, which takes that time when
 * it starts, is stopped after a minute. One that comes later never gets into the tlog, and `verify` names it.
 */
export const arrivalMilliseconds = 120_000;

/** Of a batch: a second's at a thousand parts of the table. Their keys fit into the item that says where the tlog stands. */
const mostObjects = 1_000;
const atOnce = 64;

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

const leaf = Buffer.of(0);

/** Leaf hashes of the lines of an object, one after the other. */
export const linesHashed = async (lines: AsyncIterable<string>): Promise<Buffer> => {
  const hashes: Buffer[] = [];
  for await (const line of lines)
    hashes.push(hash('sha256', Buffer.concat([leaf, Buffer.from(line)]), 'buffer'));
  return Buffer.concat(hashes);
};

interface Arrivals {
  readonly objects: readonly string[];
  /** When the first that is left for next time was archived. */
  readonly left: string | undefined;
}

/** What a process has read of batches, which never change. */
const batchObjects = new WeakMap<Archive, ReadonlyMap<string, readonly string[]>>();

/** Objects that are in the tlog, or have nothing for it, of those archived since the state's time. */
const knownObjects = async (archive: Archive, { batches, empty }: LogState): Promise<ReadonlySet<string>> => {
  const before = batchObjects.get(archive);
  const listed = await inParallel(atOnce, batches, async ({ made, size }) => {
    const key = batchKey(made, size);
    return [key, before?.get(key) ?? parseBatch(String(await archive.read(key))).objects] as const;
  });
  batchObjects.set(archive, new Map(listed));
  return new Set([...empty, ...listed.flatMap(([, objects]) => objects)]);
};

/** Keys of a page, as a bucket lists them. */
const page = 1_000;
const mostLists = 16;

/**
 * Keys archived since a state's time, in order. Where many are expected they are listed in several parts at once, each a
 * stretch of the time; a bucket gives a thousand a request, one request after the other.
 */
async function* keysSince(
  archive: Archive,
  from: string,
  to: string,
  expected: number,
): AsyncGenerator<string> {
  const parts = Math.min(mostLists, 1 + Math.floor(expected / page));
  if (from === '' || parts === 1) {
    yield* archive.list('entries/', from === '' ? undefined : keysFrom(from));
    return;
  }
  const first = Date.parse(from);
  const length = Math.max(0, Date.parse(to) - first) / parts;
  const startOf = (part: number) => keysFrom(instant(first + part * length));
  const listed = await inParallel(
    parts,
    Array.from({ length: parts }, (_, n) => n),
    async (part) => {
      const keys: string[] = [];
      for await (const key of archive.list('entries/', startOf(part))) {
        if (part < parts - 1 && key > startOf(part + 1)) break;
        keys.push(key);
      }
      return keys;
    },
  );
  yield* listed.flat();
}

/** Objects that are not in the tlog, in the order of their keys. */
const arrivals = async (
  { archive, now }: Pick<Sequencer, 'archive' | 'now'>,
  state: LogState,
): Promise<Arrivals> => {
  const known = await knownObjects(archive, state);
  const latest = instant(now() + arrivalMilliseconds);
  const objects: string[] = [];
  for await (const key of keysSince(archive, state.considered, instant(now()), known.size)) {
    const at = archivedAt(key);
    if (at === undefined || at > latest || known.has(key)) continue;
    if (objects.length === mostObjects) return { objects, left: at };
    objects.push(key);
  }
  return { objects, left: undefined };
};

/** Puts what must be there, and is content when the same is there already. */
const putSame = async (archive: Archive, key: string, content: Buffer): Promise<void> => {
  try {
    await archive.put(key, content);
  } catch (error) {
    const there = await archive.read(key).catch(() => undefined);
    if (there === undefined) throw error;
    if (!there.equals(content))
      throw new Error(`${key} holds something else than the tlog`, { cause: error });
  }
};

/** The batch as it was written, which is as somebody else wrote it where he was first. */
const putBatch = async (archive: Archive, batch: LogBatch, size: number): Promise<LogBatch> => {
  const key = batchKey(batch.made, size);
  try {
    await archive.put(key, `${JSON.stringify(batch)}\n`);
    return batch;
  } catch (error) {
    const there = await archive.read(key).catch(() => undefined);
    if (there === undefined) throw error;
    const kept = parseBatch(there.toString());
    const isSame =
      kept.first === batch.first &&
      kept.objects.join() === batch.objects.join() &&
      kept.noted.note.text === parseCheckpoint(batch.checkpoint).note.text;
    if (!isSame) throw new Error(`${key} holds something else than the tlog`, { cause: error });
    return kept;
  }
};

/** When all that was archived before is in the tlog or never will be. */
const settledAt = ({ considered }: LogState, now: number, left: string | undefined): string => {
  const arrived = instant(now - arrivalMilliseconds);
  const settled = left !== undefined && left < arrived ? left : arrived;
  return settled > considered ? settled : considered;
};

/** Stores, signs and swaps in what is pending. @returns undefined when somebody else did so meanwhile */
const finish = async (
  log: Sequencer,
  state: LogState & { readonly pending: PendingBatch },
  leaves: Buffer,
): Promise<LogState | undefined> => {
  const { archive, signer } = log;
  const { pending, ...settled } = state;
  const grown = grow(state.size, await storedEdge(archive, state.size), leaves);
  if (grown.size !== pending.size)
    throw new Error(
      `the objects of the batch hold ${grown.size - state.size} records, not those it was made for`,
    );
  await inParallel(atOnce, grown.tiles, (tile) => putSame(archive, tileKey(tile), tile.bytes));
  const { objects, made } = pending;
  const checkpoint = await signCheckpoint(grown, signer);
  const kept = await putBatch(archive, { v: 1, first: state.size, made, objects, checkpoint }, grown.size);
  const until = archivedAt(objects.at(-1) ?? '') ?? made;
  const next = {
    ...settled,
    version: state.version + 1,
    size: grown.size,
    checkpoint: kept.checkpoint,
    batches: [...state.batches, { made, size: grown.size, until }],
  };
  return (await log.state.swap(next)) ? next : undefined;
};

const leavesOf = ({ archive }: Sequencer, objects: readonly string[]): Promise<Buffer[]> =>
  inParallel(atOnce, objects, (key) => linesHashed(archive.lines(key)));

/**
 * Makes the newest checkpoint the one that readers find. Whoever wrote one looks again where the tlog stands: so the
 * last of several who write it at once leaves the newest, and a run that has nothing to add writes what another could not.
 */
const publish = async ({ archive, state }: Sequencer): Promise<void> => {
  for (;;) {
    const { checkpoint } = (await state.read()) ?? newLogState;
    const there = await ifThere(archive.read(checkpointKey));
    if (checkpoint === '' || (there !== undefined && String(there) === checkpoint)) return;
    await archive.replace(checkpointKey, checkpoint);
  }
};

const advanceOf = (before: LogState, after: LogState, objects: readonly string[]): LogAdvance => ({
  records: after.size - before.size,
  since: archivedAt(objects[0] ?? '') ?? '',
  size: after.size,
});

/**
 * One batch. @returns undefined when there was nothing to add; `records` is 0 when another was first: try again.
 * @throws Error when an object cannot be read or stored, or holds something else than the tlog
 */
export const advance = async (log: Sequencer): Promise<LogAdvance | undefined> => {
  const state = (await log.state.read()) ?? newLogState;
  const { pending } = state;
  if (pending !== undefined) {
    const leaves = Buffer.concat(await leavesOf(log, pending.objects));
    const next = await finish(log, { ...state, pending }, leaves);
    if (next !== undefined) await publish(log);
    return advanceOf(state, next ?? state, pending.objects);
  }

  const { objects, left } = await arrivals(log, state);
  if (objects.length === 0) {
    await publish(log);
    return undefined;
  }
  const now = log.now();
  const leaves = await leavesOf(log, objects);
  // an object without a line adds nothing
  const hasLine = (n: number) => (leaves[n]?.length ?? 0) > 0;
  const filled = objects.filter((_, n) => hasLine(n));
  const blank = objects.filter((_, n) => !hasLine(n));
  const packed = Buffer.concat(leaves);
  const considered = settledAt(state, now, left);
  const since = keysFrom(considered);
  const chosen: LogState = {
    ...state,
    version: state.version + 1,
    considered,
    batches: state.batches.filter(({ until }) => until >= considered),
    empty: [...state.empty, ...blank].filter((key) => key > since),
    ...(filled.length > 0 && {
      pending: { objects: filled, size: state.size + packed.length / hashBytes, made: instant(now) },
    }),
  };
  if (!(await log.state.swap(chosen))) return advanceOf(state, state, objects);
  if (chosen.pending === undefined) return advanceOf(state, state, objects);
  const next = await finish(log, { ...chosen, pending: chosen.pending }, packed);
  if (next !== undefined) await publish(log);
  return advanceOf(state, next ?? state, objects);
};

/** When the first object that is not in the tlog was archived, ISO instant; undefined when all are. */
export const waitingSince = async (log: Omit<Sequencer, 'signer'>): Promise<string | undefined> => {
  const state = (await log.state.read()) ?? newLogState;
  const { objects, left } = await arrivals(log, state);
  const [first] = [...(state.pending?.objects ?? []), ...objects];
  return first === undefined ? left : archivedAt(first);
};
