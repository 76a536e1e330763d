/** The proof of one record: its place in the tlog, found from the time at which it was made, and its path to a checkpoint. */
import { type Archive, ifThere } from '../archive/archive.ts';
import { batchesIn, type ReadBatch } from './batch.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { checkpointKey, storedLeaves, storedTiles } from './stored-tiles.ts';
import { hashBytes, tiledTree } from './tiles.ts';
import { type TlogProof, writeTlogProof } from './tlog-proof.ts';

export class NotInLogYet extends Error {
  override readonly name = 'NotInLogYet';
}

const placeIn = (leaves: Buffer, leaf: Buffer): number | undefined => {
  for (let at = leaves.indexOf(leaf); at >= 0; at = leaves.indexOf(leaf, at + 1))
    if (at % hashBytes === 0) return at / hashBytes;
  return undefined;
};

export interface RecordToProve {
  /** Hash of its body. */
  readonly leaf: Buffer;
  /** When it was made, ISO instant: no batch of an earlier hour has it. */
  readonly at: string;
}

/** @throws NotInLogYet when no batch up to that size has the record */
const indexOf = async (archive: Archive, { leaf, at }: RecordToProve, size: number): Promise<number> => {
  const isWithin = ({ noted }: ReadBatch) => noted.size <= size;
  for await (const { batch } of batchesIn(archive, at)) {
    if (batch === undefined || !isWithin(batch)) continue;
    const leaves = await storedLeaves(archive, size, [batch.first, batch.noted.size]);
    const place = placeIn(leaves, leaf);
    if (place !== undefined) return batch.first + place;
  }
  throw new NotInLogYet('no checkpoint signs for this record yet');
};

/** The newest checkpoint of the archive, a signed note. @throws NotInLogYet when there is none */
export const newestCheckpoint = async (archive: Archive): Promise<string> => {
  const note = await ifThere(archive.read(checkpointKey));
  if (note === undefined) throw new NotInLogYet('the archive has no checkpoint yet');
  return String(note);
};

/**
 * @param checkpoint a signed note, cosigned by witnesses or not; the newest of the archive when absent
 * @returns the text of a `.tlog-proof`
 */
export const proveRecord = async (
  archive: Archive,
  record: RecordToProve,
  checkpoint?: string,
): Promise<string> => {
  const note = checkpoint ?? (await newestCheckpoint(archive));
  const { size } = parseCheckpoint(note);
  const index = await indexOf(archive, record, size);
  const path = await tiledTree(size, storedTiles(archive)).inclusion(index);
  const proof: TlogProof = { index, path, checkpoint: note };
  return writeTlogProof(proof);
};
