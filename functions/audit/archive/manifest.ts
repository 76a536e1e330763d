/**
 * Manifests: what signed for the archive before it was a tlog (`../tlog`), once an hour. None is made any more; those that
 * were stay true. A manifest lists runs of each chain with the hash of the last record of the run, and a Merkle root over
 * all of its records in that order; it carries the hash of the manifest before it.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import { jsonOf, Malformed } from '../malformed.ts';
import type { ChainLink } from '../record.ts';
import { isSignedBy, type SignatureAlgorithm } from './signer.ts';

/** Records first…last of a chain, without a gap. */
export interface ChainRun {
  readonly chain: string;
  readonly first: number;
  readonly last: number;
  /** Hash of the last one. */
  readonly head: string;
}

export interface Manifest {
  readonly v: 1;
  /** 1, 2, 3, … */
  readonly number: number;
  /** Hash of the manifest before it; 64 zeros for the first. */
  readonly previous: string;
  /** ISO instant. */
  readonly made: string;
  readonly count: number;
  /** Over the records in the order of `runs`, hex. */
  readonly root: string;
  /** The runs of records, ordered by chain and place. */
  readonly runs: readonly ChainRun[];
  /** Archive objects that hold the records. */
  readonly objects: readonly string[];
}

export interface SignedManifest {
  readonly manifest: Manifest;
  readonly signature: { readonly kid: string; readonly alg: SignatureAlgorithm; readonly value: string };
}

/** By chain and place: the order of the records of a manifest, and of the lines of an object. */
export const inOrder = (a: Pick<ChainLink, 'chain' | 'seq'>, b: Pick<ChainLink, 'chain' | 'seq'>): number =>
  a.chain === b.chain ? a.seq - b.seq : a.chain < b.chain ? -1 : 1;

export const manifestHash = (manifest: Manifest): string =>
  createHash('sha256').update(canonicalJson(manifest)).digest('hex');

export const isGenuine = ({ manifest, signature }: SignedManifest, keys: readonly KeyObject[]): boolean =>
  keys.some((key) =>
    isSignedBy(key, signature.alg, canonicalJson(manifest), Buffer.from(signature.value, 'base64url')),
  );

const isRun = (run: Partial<ChainRun> | null): boolean =>
  typeof run?.chain === 'string' &&
  typeof run.head === 'string' &&
  Number.isSafeInteger(run.first) &&
  Number.isSafeInteger(run.last);

const isManifest = (manifest: Partial<Manifest> | null | undefined): manifest is Manifest =>
  typeof manifest?.number === 'number' &&
  typeof manifest.count === 'number' &&
  typeof manifest.previous === 'string' &&
  typeof manifest.made === 'string' &&
  typeof manifest.root === 'string' &&
  Array.isArray(manifest.objects) &&
  manifest.objects.every((key) => typeof key === 'string') &&
  Array.isArray(manifest.runs) &&
  manifest.runs.every(isRun);

const isSignature = (
  signature: Partial<SignedManifest['signature']> | null | undefined,
): signature is SignedManifest['signature'] =>
  typeof signature?.kid === 'string' &&
  typeof signature.alg === 'string' &&
  typeof signature.value === 'string';

/**
 * Its shape alone: whether what it says is so is for `verify` to find.
 * @throws Error that says the file is not a manifest
 */
export const parseManifest = (text: string): SignedManifest => {
  const what = 'a signed manifest of the audit log';
  const { manifest, signature } = (jsonOf(text, what) ?? {}) as Partial<SignedManifest>;
  if (!isManifest(manifest) || !isSignature(signature)) throw new Malformed(what);
  return { manifest, signature };
};
