/**
 * Merkle trees as RFC 6962 §2.1 defines them: a root that stands for a list of hashes, and a path that
 * proves one of them is in it. Leaves are `hashOf` a record's body. Hashes are 32-byte buffers.
 */
import { hash } from 'node:crypto';

/** One buffer for every node: a new one each would cost more than the hash. */
const node = Buffer.alloc(65);
node[0] = 1;

/** 0.8 µs. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  node.set(left, 1);
  node.set(right, 33);
  return hash('sha256', node, 'buffer');
};

export const noLeaves: Uint8Array = hash('sha256', Buffer.alloc(0), 'buffer');

/** Folds leaves as they come, keeping one hash per level: constant memory, one hash a leaf on average. */
export const rootOf = (leaves: Iterable<Uint8Array>): Buffer => {
  const peaks: { size: number; hash: Uint8Array }[] = [];
  const joinLast = () => {
    const right = peaks.pop();
    const left = peaks.pop();
    if (left && right) peaks.push({ size: left.size + right.size, hash: nodeHash(left.hash, right.hash) });
  };
  for (const leaf of leaves) {
    peaks.push({ size: 1, hash: leaf });
    while (peaks.length > 1 && peaks.at(-1)?.size === peaks.at(-2)?.size) joinLast();
  }
  while (peaks.length > 1) joinLast();
  return Buffer.from(peaks[0]?.hash ?? noLeaves);
};

/** Largest power of two below n. */
export const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** The root that a leaf and its path lead to (RFC 9162 §2.1.3.2), or undefined when the path cannot be one. */
export const rootFrom = (
  leaf: Uint8Array,
  { index, size, path }: { index: number; size: number; path: readonly Uint8Array[] },
): Buffer | undefined => {
  if (!Number.isInteger(index) || !Number.isInteger(size) || index < 0 || index >= size) return undefined;
  let [at, last] = [index, size - 1];
  let root: Buffer = Buffer.from(leaf);
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeHash(sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      root = nodeHash(root, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
};
