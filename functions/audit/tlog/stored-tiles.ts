/** The tiles of the tlog where the archive keeps them. */
import type { Archive } from '../archive/archive.ts';
import { Malformed } from '../malformed.ts';
import {
  edgeOf,
  hashBytes,
  type ReadTile,
  type Tile,
  type TilePlace,
  tileHashes,
  tilePath,
} from './tiles.ts';

/** Below it everything has the names that `tlog-tiles` gives. */
export const logPrefix = 'tlog/';
/** The newest checkpoint. */
export const checkpointKey = `${logPrefix}checkpoint`;

export const tileKey = (place: TilePlace): string => logPrefix + tilePath(place);

export const storedTiles =
  (archive: Archive): ReadTile =>
  (place) =>
    archive.read(tileKey(place));

/** What a tree of so many records grows from. @throws NoSuchObject, or Malformed for what is no tile of its width */
export const storedEdge = (archive: Archive, size: number): Promise<Tile[]> =>
  Promise.all(
    edgeOf(size).map(async (place) => {
      const key = tileKey(place);
      const bytes = await archive.read(key);
      if (bytes.length !== place.width * hashBytes)
        throw new Malformed(`a tile of ${place.width} hashes: ${key}`);
      return { ...place, bytes };
    }),
  );

/** How many are fetched at once. */
const ahead = 32;

/** Leaf hashes from…to-1 of a log of `size` records. Rejects when a tile is gone. */
export const storedLeaves = async (
  archive: Archive,
  size: number,
  [from, to]: readonly [from: number, to: number],
): Promise<Buffer> => {
  const first = Math.floor(from / tileHashes);
  const places: TilePlace[] = [];
  for (let index = first; index * tileHashes < to; index += 1)
    places.push({ level: 0, index, width: Math.min(tileHashes, size - index * tileHashes) });
  const parts: Buffer[] = [];
  for (let n = 0; n < places.length; n += ahead)
    parts.push(...(await Promise.all(places.slice(n, n + ahead).map(storedTiles(archive)))));
  const start = first * tileHashes;
  return Buffer.concat(parts).subarray((from - start) * hashBytes, (to - start) * hashBytes);
};
