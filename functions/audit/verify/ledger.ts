/**
 * Where every record stands and what it hashes to, packed: 85 bytes a record, so that a few hundred thousand
 * fit beside everything else. What a record says is not kept; the rows are read again for the few that
 * a finding names.
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

export const newLedger = (): Ledger => {
  let capacity = 1024;
  let size = 0;
  let hashes = Buffer.alloc(capacity * width);
  let prevs = Buffer.alloc(capacity * width);
  let seqs = new Float64Array(capacity);
  let times = new Float64Array(capacity);
  /** Records of each chain, in the order they came. */
  const chains = new Map<string, number[]>();

  const grow = () => {
    capacity *= 2;
    const wider = (buffer: Buffer) => Buffer.concat([buffer], capacity * width);
    hashes = wider(hashes);
    prevs = wider(prevs);
    const longer = (numbers: Float64Array) => {
      const copy = new Float64Array(capacity);
      copy.set(numbers);
      return copy;
    };
    seqs = longer(seqs);
    times = longer(times);
  };

  const placed = (i: number): Placed => ({
    hash: hashes.subarray(i * width, (i + 1) * width),
    prev: prevs.subarray(i * width, (i + 1) * width),
    at: times[i] ?? Number.NaN,
  });

  const inPlace = new Map<string, Uint32Array>();
  const sorted = (chain: string): Uint32Array => {
    const known = inPlace.get(chain);
    const records = chains.get(chain) ?? [];
    if (known?.length === records.length) return known;
    const fresh = Uint32Array.from(records).sort((a, b) => (seqs[a] ?? 0) - (seqs[b] ?? 0));
    inPlace.set(chain, fresh);
    return fresh;
  };
  const seqOf = (records: Uint32Array, i: number): number => seqs[records[i] ?? 0] ?? 0;
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
      if (size === capacity) grow();
      hashes.write(hash, size * width, 'hex');
      prevs.write(prev, size * width, 'hex');
      seqs[size] = seq;
      times[size] = at;
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
