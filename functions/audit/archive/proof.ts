/**
 * Proof that one record was in the audit log when a manifest was signed: the record itself, its path to the
 * manifest's Merkle root, and the manifest. Checked offline with the public key alone.
 */
import type { KeyObject } from 'node:crypto';
import { hashOf } from '../chain.ts';
import type { ChainLink } from '../record.ts';
import { type Archive, leavesIn, linkOf } from './archive.ts';
import { inOrder, isGenuine, parseManifest, type SignedManifest } from './manifest.ts';
import { pathTo, rootFrom } from './merkle.ts';

export interface Proof {
  readonly v: 1;
  /** The record and its place, exactly as hashed. */
  readonly body: string;
  /** Its place among the manifest's records, from 0. */
  readonly index: number;
  /** Sibling hashes from the record up, hex. */
  readonly path: readonly string[];
  readonly signed: SignedManifest;
}

export class NotSignedYet extends Error {
  override readonly name = 'NotSignedYet';
}

const covers =
  ({ chain, seq }: ChainLink) =>
  ({ manifest }: SignedManifest): boolean =>
    manifest.runs.some((run) => run.chain === chain && run.first <= seq && seq <= run.last);

/** @throws NotSignedYet when no manifest covers the record; Error when the archive does not have it */
export const prove = async (
  archive: Archive,
  manifests: readonly SignedManifest[],
  body: string,
): Promise<Proof> => {
  const link = linkOf(body);
  const signed = link && manifests.find(covers(link));
  if (signed === undefined) throw new NotSignedYet('no manifest signs for this record yet');
  const leaves = (await leavesIn(archive, signed.manifest.objects)).sort(inOrder);
  const hash = hashOf(body);
  const index = leaves.findIndex((leaf) => leaf.hash === hash);
  if (index < 0) throw new Error('the archive does not have this record as the table has it: run verify');
  const path = pathTo(
    index,
    leaves.map((leaf) => Buffer.from(leaf.hash, 'hex')),
  );
  return { v: 1, body, index, path: path.map((sibling) => sibling.toString('hex')), signed };
};

export type ProofFlaw = 'signature' | 'path';

/** @returns what does not hold; nothing when the proof stands */
export const flawsIn = ({ body, index, path, signed }: Proof, keys: readonly KeyObject[]): ProofFlaw[] => {
  const root = rootFrom(Buffer.from(hashOf(body), 'hex'), {
    index,
    size: signed.manifest.count,
    path: path.map((sibling) => Buffer.from(sibling, 'hex')),
  });
  return [
    ...(isGenuine(signed, keys) ? [] : (['signature'] as const)),
    ...(root?.toString('hex') === signed.manifest.root ? [] : (['path'] as const)),
  ];
};

/** @throws Error that says the text is not a proof */
export const parseProof = (text: string): Proof => {
  const { v, body, index, path, signed } = (JSON.parse(text) ?? {}) as Partial<Proof>;
  if (v !== 1 || typeof body !== 'string' || typeof index !== 'number' || !Array.isArray(path)) {
    throw new Error('not a proof of an audit record');
  }
  return { v, body, index, path, signed: parseManifest(JSON.stringify(signed)) };
};
