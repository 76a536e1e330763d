/**
 * The anchor outside the table: what had been recorded when, signed. A manifest lists runs of each chain
 * with the hash of the last record of the run, and a Merkle root over all of its records in that order; it
 * carries the hash of the manifest before it. With a saved manifest a cut, an exchanged or a rewritten
 * record shows even to one who does not trust whoever runs the table.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import { noRecord } from '../chain.ts';
import { rootOf } from './merkle.ts';
import { isSignedBy, type SignatureAlgorithm, type Signer } from './signer.ts';

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

/** A record's place and hash, all that a manifest is made from. */
export interface Leaf {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

export const inOrder = (a: Omit<Leaf, 'hash'>, b: Omit<Leaf, 'hash'>): number =>
  a.chain === b.chain ? a.seq - b.seq : a.chain < b.chain ? -1 : 1;

/** @param leaves in order, each once */
const runsOf = (leaves: readonly Leaf[]): ChainRun[] => {
  const runs: { chain: string; first: number; last: number; head: string }[] = [];
  for (const { chain, seq, hash } of leaves) {
    const run = runs.at(-1);
    if (run?.chain === chain && run.last + 1 === seq) {
      run.last = seq;
      run.head = hash;
    } else {
      runs.push({ chain, first: seq, last: seq, head: hash });
    }
  }
  return runs;
};

const bytes = (hash: string) => Buffer.from(hash, 'hex');

export const manifestOf = (
  leaves: readonly Leaf[],
  {
    previous,
    made,
    objects,
  }: { previous: SignedManifest | undefined; made: string; objects: readonly string[] },
): Manifest => {
  const ordered = [...leaves].sort(inOrder);
  return {
    v: 1,
    number: (previous?.manifest.number ?? 0) + 1,
    previous: previous === undefined ? noRecord : manifestHash(previous.manifest),
    made,
    count: ordered.length,
    root: rootOf(ordered.map(({ hash }) => bytes(hash))).toString('hex'),
    runs: runsOf(ordered),
    objects,
  };
};

export const manifestHash = (manifest: Manifest): string =>
  createHash('sha256').update(canonicalJson(manifest)).digest('hex');

export const signManifest = async (manifest: Manifest, signer: Signer): Promise<SignedManifest> => ({
  manifest,
  signature: {
    kid: signer.kid,
    alg: signer.alg,
    value: (await signer.sign(canonicalJson(manifest))).toString('base64url'),
  },
});

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
  const { manifest, signature } = (JSON.parse(text) ?? {}) as Partial<SignedManifest>;
  if (!isManifest(manifest) || !isSignature(signature))
    throw new Error('not a signed manifest of the audit log');
  return { manifest, signature };
};
