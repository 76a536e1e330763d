/** A proof that a record is in the tlog, as a file (C2SP `tlog-proof`): checked offline, with a policy alone. */
import { rootFrom } from '../archive/merkle.ts';
import { Malformed } from '../malformed.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { type CheckpointFlaw, checkpointFlaws, type LogPolicy } from './policy.ts';
import { hashBytes } from './tiles.ts';

export interface TlogProof {
  /** Place of the record in the tlog, from 0. */
  readonly index: number;
  /** Sibling hashes from the record up. */
  readonly path: readonly Buffer[];
  /** The signed note, to the byte. */
  readonly checkpoint: string;
}

const header = 'c2sp.org/tlog-proof@v1';

export const writeTlogProof = ({ index, path, checkpoint }: TlogProof): string =>
  `${[header, `index ${index}`, ...path.map((hash) => hash.toString('base64'))].join('\n')}\n\n${checkpoint}`;

/** @throws Malformed */
export const parseTlogProof = (text: string): TlogProof => {
  const end = text.indexOf('\n\n');
  const [first, ...rest] = text.slice(0, Math.max(end, 0)).split('\n');
  // extra data is for applications that need some
  const [place = '', ...hashes] = rest[0]?.startsWith('extra ') ? rest.slice(1) : rest;
  const index = /^index (0|[1-9]\d{0,15})$/.exec(place)?.[1];
  const path = hashes.map((hash) => Buffer.from(hash, 'base64'));
  const fits = first === header && index !== undefined && path.every(({ length }) => length === hashBytes);
  if (!fits) throw new Malformed('a proof of a record in a log');
  const checkpoint = text.slice(end + 2);
  parseCheckpoint(checkpoint);
  return { index: Number(index), path, checkpoint };
};

export type TlogProofFlaw = CheckpointFlaw | 'path';

/**
 * @param leaf hash of the record as a leaf
 * @returns what does not hold; nothing when the proof stands
 */
export const tlogProofFlaws = (
  { index, path, checkpoint }: TlogProof,
  leaf: Uint8Array,
  policy: LogPolicy,
): TlogProofFlaw[] => {
  const noted = parseCheckpoint(checkpoint);
  const root = rootFrom(leaf, { index, size: noted.size, path });
  return [...checkpointFlaws(policy, noted), ...(root?.equals(noted.root) ? [] : (['path'] as const))];
};
