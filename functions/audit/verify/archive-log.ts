/**
 * The archive against the tlog that is kept of it: every object is in a batch and every batch has its objects, their lines
 * lead to the signed roots, the tiles are those of the tree, and nothing else is in the archive.
 */
import { archivedAt, hourOf, ifThere } from '../archive/archive.ts';
import { arrivalMilliseconds, linesHashed } from '../tlog/sequencer.ts';
import { checkpointKey, logPrefix, storedLeaves, tileKey } from '../tlog/stored-tiles.ts';
import { edgeOf, hashBytes, type Tile, tilesOf } from '../tlog/tiles.ts';
import type { VerifyFinding } from './finding.ts';
import { checkTree, type KnownBatch, type LogHeads, type LogSource } from './log-check.ts';

/** Leaf hashes of the lines of each object that was read, one after the other. */
export type HashedObjects = ReadonlyMap<string, Buffer>;

/** Differing lines of a batch that are named. */
const mostNamed = 20;

const lineNames = (batch: KnownBatch, counts: readonly number[], at: readonly number[]): string[] => {
  const ends = counts.map((_, n) => counts.slice(0, n + 1).reduce((a, b) => a + b, 0));
  return at.map((place) => {
    const object = ends.findIndex((end) => place < end);
    return `${batch.objects[object]}:${place - (ends[object - 1] ?? 0) + 1}`;
  });
};

const isDifferent = (a: Buffer, b: Buffer, n: number): boolean =>
  a.compare(b, n * hashBytes, (n + 1) * hashBytes, n * hashBytes, (n + 1) * hashBytes) !== 0;

export const archiveLogFindings = async (
  log: LogSource,
  { batches }: LogHeads,
  read: HashedObjects,
): Promise<VerifyFinding[]> => {
  const { archive, saved } = log;
  const findings: VerifyFinding[] = [];
  const size = batches.at(-1)?.noted.size ?? 0;

  const hashesOf = async (object: string): Promise<Buffer | undefined> =>
    // an object of the hour before the first that was asked for
    read.get(object) ?? (await ifThere(linesHashed(archive.lines(object))));
  const parts = new Map<string, number>();
  const leavesOf = async (batch: KnownBatch): Promise<Buffer | undefined> => {
    const hashes = await Promise.all(batch.objects.map(hashesOf));
    for (const [n, object] of batch.objects.entries()) {
      const there = hashes[n];
      if (there !== undefined) parts.set(object, there.length / hashBytes);
      else
        findings.push({
          code: 'missing',
          where: object,
          sentence: `the object is gone; ${batch.key} has it`,
        });
    }
    const all = hashes.filter((one) => one !== undefined);
    return all.length === hashes.length ? Buffer.concat(all) : undefined;
  };
  const nameDifference = async (batch: KnownBatch, leaves: Buffer): Promise<VerifyFinding[]> => {
    const tiles = await ifThere(storedLeaves(archive, size, [batch.first, batch.noted.size]));
    if (tiles === undefined || tiles.length !== leaves.length) return [];
    const places = Array.from({ length: leaves.length / hashBytes }, (_, n) => n);
    const other = places.filter((n) => isDifferent(tiles, leaves, n)).slice(0, mostNamed);
    const counts = batch.objects.map((object) => parts.get(object) ?? 0);
    return lineNames(batch, counts, other).map((where) => ({
      code: 'changed',
      where,
      sentence: 'the line is not the one that was signed for',
    }));
  };
  const checkTiles = async (tiles: readonly Tile[]): Promise<void> => {
    await Promise.all(
      tiles.map(async (tile) => {
        const where = tileKey(tile);
        const there = await ifThere(archive.read(where));
        if (there === undefined) findings.push({ code: 'missing', where, sentence: 'the tile is gone' });
        else if (!there.equals(tile.bytes))
          findings.push({ code: 'root', where, sentence: 'the tile is not that of the records' });
      }),
    );
  };
  const inTree = await checkTree({ archive, batches, saved, leavesOf, nameDifference, checkTiles });
  return [...findings, ...inTree];
};

export interface StrayKeys {
  readonly findings: readonly VerifyFinding[];
  /** Objects of records that wait for the next checkpoint. */
  readonly waiting: number;
  /** Rows that somebody changed or deleted, and batches that were never archived: each raised an alarm. */
  readonly exhibits: number;
}

type KeyKind = 'ours' | 'waiting' | 'exhibit' | 'late' | 'nothing';

const keySentences = {
  late: 'no batch of the tlog has this object, which goes past its time: it was put there later',
  nothing: 'the service writes nothing under such a key',
} as const;

/** What is what, in an archive whose tlog has these batches. */
const keyKinds = (batches: readonly KnownBatch[], now: number) => {
  const inLog = new Set(batches.flatMap(({ objects }) => objects));
  const lastObject = [...inLog].reduce((last, key) => (key > last ? key : last), '');
  const passed = Date.parse(batches.at(-1)?.made ?? '') - arrivalMilliseconds;
  const places = [
    ...tilesOf(batches.at(-1)?.noted.size ?? 0),
    ...batches.flatMap(({ noted }) => edgeOf(noted.size)),
  ];
  const tiles = new Set([checkpointKey, ...places.map(tileKey)]);

  const ofRecords = (key: string): KeyKind => {
    if (inLog.has(key)) return 'ours';
    const at = archivedAt(key);
    if (at === undefined) return 'nothing';
    const isPassed = Date.parse(at) < passed && key < lastObject;
    return isPassed || Date.parse(at) > now + arrivalMilliseconds ? 'late' : 'waiting';
  };
  const prefixes: readonly (readonly [prefix: string, kindOf: (key: string) => KeyKind])[] = [
    ['entries/', ofRecords],
    [logPrefix, (key) => (tiles.has(key) ? 'ours' : 'nothing')],
    // counts of what is under entries/, made anew from it
    ['monitor/', () => 'ours'],
    ['tampering/', () => 'exhibit'],
    ['aws/lambda/', () => 'exhibit'],
  ];
  // whether it is a batch or a manifest is seen when it is read
  const signed = /^(?:batches|manifests)\/\d{4}\/\d\d\/\d\d\/\d\d\/\d+\.json$/;
  return (key: string): KeyKind => {
    const found = prefixes.find(([prefix]) => key.startsWith(prefix));
    if (found !== undefined) return found[1](key);
    return signed.test(key) ? 'ours' : 'nothing';
  };
};

/** Every key of the archive, or of the records of an hour on: does the service write such a key, and is the object in the tlog? @param now milliseconds */
export const strayKeys = async (
  { archive, since }: LogSource,
  { batches }: LogHeads,
  now: number,
): Promise<StrayKeys> => {
  const kindOf = keyKinds(batches, now);
  const findings: VerifyFinding[] = [];
  const counts = { waiting: 0, exhibit: 0, ours: 0 };
  const keys = since === undefined ? archive.list('') : archive.list('entries/', `entries/${hourOf(since)}`);
  for await (const key of keys) {
    const kind = kindOf(key);
    if (kind === 'late' || kind === 'nothing')
      findings.push({ code: 'inserted', where: key, sentence: keySentences[kind] });
    else counts[kind] += 1;
  }
  return { findings, waiting: counts.waiting, exhibits: counts.exhibit };
};
