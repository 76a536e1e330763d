/**
 * What a checkpoint added to the tlog: an object of the archive beside the tiles. It says in which objects the records
 * are, in the order of the tlog: record `first` is the first line of the first object. Nothing signs it, and nothing has
 * to: the lines in this order lead to the root of its checkpoint, or not.
 */
import { type Archive, hourOf } from '../archive/archive.ts';
import { jsonOf, Malformed } from '../malformed.ts';
import { type NotedCheckpoint, parseCheckpoint } from './checkpoint.ts';

export interface LogBatch {
  readonly v: 1;
  /** Place of its first record in the tlog, from 0. */
  readonly first: number;
  /** ISO instant. */
  readonly made: string;
  readonly objects: readonly string[];
  /** The signed note, to the byte. */
  readonly checkpoint: string;
}

export interface ReadBatch extends Omit<LogBatch, 'checkpoint'> {
  readonly noted: NotedCheckpoint;
}

/** `batches/2026/11/22/08/0000000000000123.json`: 123 records with it. */
export const batchKey = (made: string, size: number): string =>
  `batches/${hourOf(made)}/${String(size).padStart(16, '0')}.json`;

/** @throws Malformed */
export const parseBatch = (text: string): LogBatch & ReadBatch => {
  const what = 'a batch of the tlog';
  const batch = (jsonOf(text, what) ?? {}) as Partial<LogBatch>;
  const { v, first, made, objects, checkpoint } = batch;
  const fits =
    v === 1 &&
    Number.isSafeInteger(first) &&
    !Number.isNaN(Date.parse(made ?? '')) &&
    Array.isArray(objects) &&
    objects.every((key) => typeof key === 'string');
  if (!fits || typeof checkpoint !== 'string') throw new Malformed(what);
  return { ...(batch as LogBatch), noted: parseCheckpoint(checkpoint) };
};

export interface KeptBatch {
  readonly key: string;
  /** Absent when what is there is no batch. */
  readonly batch?: ReadBatch;
}

/** How many are fetched at once. */
const ahead = 32;

/** The batches, oldest first; with an instant, those made in its hour or later. */
export async function* batchesIn(archive: Archive, since?: string): AsyncGenerator<KeptBatch> {
  const keys = await Array.fromAsync(archive.list('batches/', since && `batches/${hourOf(since)}`));
  const read = async (key: string): Promise<KeptBatch> => {
    const text = String(await archive.read(key));
    try {
      return { key, batch: parseBatch(text) };
    } catch {
      return { key };
    }
  };
  while (keys.length > 0) yield* await Promise.all(keys.splice(0, ahead).map(read));
}
