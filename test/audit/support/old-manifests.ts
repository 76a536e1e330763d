/** Writes manifests, and proofs with them, as the service did before its archive was a log: what is still verified. */
import { type Archive, hourOf, linkOf, manifestsIn } from '../../../functions/audit/archive/archive.ts';
import {
  type ChainRun,
  inOrder,
  type Manifest,
  manifestHash,
  type SignedManifest,
} from '../../../functions/audit/archive/manifest.ts';
import { rootOf, split } from '../../../functions/audit/archive/merkle.ts';
import type { Proof } from '../../../functions/audit/archive/proof.ts';
import type { Signer } from '../../../functions/audit/archive/signer.ts';
import { canonicalJson } from '../../../functions/audit/canonical-json.ts';
import { hashOf, noRecord } from '../../../functions/audit/chain.ts';

export interface OldLeaf {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

const bytes = (hash: string) => Buffer.from(hash, 'hex');

/** @param leaves in order, each once */
const runsOf = (leaves: readonly OldLeaf[]): ChainRun[] => {
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

export const manifestOf = (
  leaves: readonly OldLeaf[],
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

export const signManifest = async (manifest: Manifest, signer: Signer): Promise<SignedManifest> => ({
  manifest,
  signature: {
    kid: signer.kid,
    alg: signer.alg,
    value: (await signer.sign(canonicalJson(manifest))).toString('base64url'),
  },
});

const leavesIn = async (archive: Archive, objects: readonly string[]): Promise<OldLeaf[]> => {
  const leaves = new Map<string, OldLeaf>();
  for (const key of objects) {
    for await (const body of archive.lines(key)) {
      const { chain, seq } = linkOf(body)!;
      leaves.set(`${chain} ${seq}`, { chain, seq, hash: hashOf(body) });
    }
  }
  return [...leaves.values()];
};

const manifestsOf = async (archive: Archive): Promise<SignedManifest[]> =>
  (await Array.fromAsync(manifestsIn(archive))).flatMap(({ signed }) => signed ?? []);

/** Signs for the objects that no manifest signs for. */
export const addManifest = async (archive: Archive, signer: Signer, { now }: { now: string }) => {
  const previous = (await manifestsOf(archive)).at(-1);
  const objects = await Array.fromAsync(archive.list('entries/', previous?.manifest.objects.at(-1)));
  const leaves = await leavesIn(archive, objects);
  const signed = await signManifest(manifestOf(leaves, { previous, made: now, objects }), signer);
  const { made, number } = signed.manifest;
  const key = `manifests/${hourOf(made)}/${String(number).padStart(8, '0')}.json`;
  await archive.put(key, `${JSON.stringify(signed)}\n`);
  return signed;
};

/** Sibling hashes from the leaf up, by the letter of RFC 6962 §2.1.1. */
export const pathTo = (index: number, leaves: readonly Uint8Array[]): Buffer[] => {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...pathTo(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...pathTo(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))];
};

/** The proof of a record that a manifest signs for. */
export const oldProof = async (archive: Archive, body: string): Promise<Proof> => {
  const { chain, seq } = linkOf(body)!;
  const signed = (await manifestsOf(archive)).find(({ manifest }) =>
    manifest.runs.some((run) => run.chain === chain && run.first <= seq && seq <= run.last),
  )!;
  const leaves = (await leavesIn(archive, signed.manifest.objects)).sort(inOrder);
  const index = leaves.findIndex((leaf) => leaf.hash === hashOf(body));
  const path = pathTo(
    index,
    leaves.map(({ hash }) => bytes(hash)),
  );
  return { v: 1, body, index, path: path.map((sibling) => sibling.toString('hex')), signed };
};
