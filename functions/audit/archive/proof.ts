/**
 * Proof, of the days of manifests, that one record was in the audit log when a manifest was signed: the record itself, its
 * path to the manifest's Merkle root, and the manifest. None is made any more; those that were given out stay true, and
 * are checked offline with the public key alone.
 */
import type { KeyObject } from 'node:crypto';
import { hashOf } from '../chain.ts';
import { jsonOf, Malformed } from '../malformed.ts';
import { isGenuine, parseManifest, type SignedManifest } from './manifest.ts';
import { rootFrom } from './merkle.ts';

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

/** @throws Malformed */
export const parseProof = (text: string): Proof => {
  const what = 'a proof of an audit record';
  const { v, body, index, path, signed } = (jsonOf(text, what) ?? {}) as Partial<Proof>;
  if (v !== 1 || typeof body !== 'string' || typeof index !== 'number' || !Array.isArray(path)) {
    throw new Malformed(what);
  }
  return { v, body, index, path, signed: parseManifest(JSON.stringify(signed)) };
};
