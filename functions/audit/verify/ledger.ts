/**
 * Where every record stands and what it hashes to, packed: 90 bytes a record, 90 MB for a million. What a record says
 * is not kept; the rows are read again for the few that a finding names.
 */
import type { ChainLink } from '../record.ts';

export interface Placed {
  readonly hash: Buffer;
  readonly prev: Buffer;
  /** When the record was made, milliseconds since 1970; NaN when not known. */
  readonly at: number;
}

export interface Ledger {
  readonly size: number;
  readonly chains: Iterable<string>;
  add(link: ChainLink, hash: string, at: number): void;
  /** Records of a chain by place, highest first; several when more than one claims the place. */
  descending(chain: string): Generator<{ seq: number; placed: Placed[] }>;
  /** Hashes of places first…last in order; undefined where there is none. */
  hashes(chain: string, first: number, last: number): Generator<Buffer | undefined>;
}

const width = 32;
/** Records of one block: what is held grows by blocks, and is never copied. */
const perBlock = 32_768;

const newBlock = () => ({
  hashes: Buffer.alloc(perBlock * width),
  prevs: Buffer.alloc(perBlock * width),
  seqs: new Float64Array(perBlock),
  times: new Float64Array(perBlock),
});
type LedgerBlock = ReturnType<typeof newBlock>;

export const newLedger = (): Ledger => {
  let size = 0;
  const blocks: LedgerBlock[] = [];
  /** Records of each chain, in the order they came. */
  const chains = new Map<string, number[]>();

  const blockOf = (i: number): LedgerBlock => {
    const n = Math.floor(i / perBlock);
    const block = blocks[n] ?? newBlock();
    blocks[n] = block;
    return block;
  };
  const seqAt = (i: number): number => blockOf(i).seqs[i % perBlock] ?? 0;

  const placed = (i: number): Placed => {
    const { hashes, prevs, times } = blockOf(i);
    const n = i % perBlock;
    return {
      hash: hashes.subarray(n * width, (n + 1) * width),
      prev: prevs.subarray(n * width, (n + 1) * width),
      at: times[n] ?? Number.NaN,
    };
  };

  const inPlace = new Map<string, Uint32Array>();
  const sorted = (chain: string): Uint32Array => {
    const known = inPlace.get(chain);
    const records = chains.get(chain) ?? [];
    if (known?.length === records.length) return known;
    const fresh = Uint32Array.from(records).sort((a, b) => seqAt(a) - seqAt(b));
    inPlace.set(chain, fresh);
    return fresh;
  };
  const seqOf = (records: Uint32Array, i: number): number => seqAt(records[i] ?? 0);
  const firstAtOrAbove = (records: Uint32Array, seq: number): number => {
    let [low, high] = [0, records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (seqOf(records, middle) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    get size() {
      return size;
    },
    get chains() {
      return chains.keys();
    },
    add: ({ chain, seq, prev }, hash, at) => {
      const { hashes, prevs, seqs, times } = blockOf(size);
      const n = size % perBlock;
      hashes.write(hash, n * width, 'hex');
      prevs.write(prev, n * width, 'hex');
      seqs[n] = seq;
      times[n] = at;
      const records = chains.get(chain);
      if (records === undefined) chains.set(chain, [size]);
      else records.push(size);
      size += 1;
    },
    descending: function* (chain) {
      const records = sorted(chain);
      for (let i = records.length - 1; i >= 0; ) {
        const seq = seqOf(records, i);
        const here: Placed[] = [];
        for (; i >= 0 && seqOf(records, i) === seq; i -= 1) here.push(placed(records[i] ?? 0));
        yield { seq, placed: here };
      }
    },
    hashes: function* (chain, first, last) {
      const records = sorted(chain);
      let i = firstAtOrAbove(records, first);
      for (let seq = first; seq <= last; seq += 1) {
        while (i < records.length && seqOf(records, i) < seq) i += 1;
        yield i < records.length && seqOf(records, i) === seq ? placed(records[i] ?? 0).hash : undefined;
      }
    },
  };
};
