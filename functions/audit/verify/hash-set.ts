/** A set of hashes of 32 bytes, packed: 40 bytes each, where a `Set` of texts takes three times that. */
import { hashBytes } from '../tlog/tiles.ts';

export interface HashSet {
  readonly size: number;
  add(hash: Buffer): void;
  has(hash: Buffer): boolean;
}

export const newHashSet = (): HashSet => {
  let hashes = Buffer.alloc(1024 * hashBytes);
  let size = 0;
  /** Number of a hash plus one, at the place its first bytes say, or the next that was free; at most half are taken. */
  let slots = new Uint32Array(2048);

  const slotOf = (hash: Buffer): number => {
    let slot = hash.readUInt32LE(0) % slots.length;
    for (;;) {
      const known = slots[slot] ?? 0;
      if (known === 0 || hashes.compare(hash, 0, hashBytes, (known - 1) * hashBytes, known * hashBytes) === 0)
        return slot;
      slot = (slot + 1) % slots.length;
    }
  };
  const widen = () => {
    hashes = Buffer.concat([hashes], hashes.length * 2);
    slots = new Uint32Array(slots.length * 2);
    for (let n = 0; n < size; n += 1)
      slots[slotOf(hashes.subarray(n * hashBytes, (n + 1) * hashBytes))] = n + 1;
  };

  return {
    get size() {
      return size;
    },
    has: (hash) => slots[slotOf(hash)] !== 0,
    add: (hash) => {
      const slot = slotOf(hash);
      if (slots[slot] !== 0) return;
      hash.copy(hashes, size * hashBytes);
      size += 1;
      slots[slot] = size;
      if (size * hashBytes === hashes.length) widen();
    },
  };
};
