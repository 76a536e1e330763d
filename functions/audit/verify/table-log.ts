/**
 * The table against the tlog: what the tlog has must be in the table for as long as rows are kept, and what the table has
 * must be in the tlog, but for the newest rows.
 */
import { ifThere, linkOf } from '../archive/archive.ts';
import { hotDays } from '../item.ts';
import type { ChainLink } from '../record.ts';
import { arrivalMilliseconds } from '../tlog/sequencer.ts';
import { storedLeaves } from '../tlog/stored-tiles.ts';
import { hashBytes } from '../tlog/tiles.ts';
import type { VerifyFinding } from './finding.ts';
import { type HashSet, newHashSet } from './hash-set.ts';
import type { Ledger, Placed } from './ledger.ts';
import { checkTree, type KnownBatch, type LogHeads, type LogSource } from './log-check.ts';
import { madeAt } from './origin-check.ts';

const day = 86_400_000;

/** Rows that may be written and archived while the table is read. */
const margin = arrivalMilliseconds + 10_000;

const mostNamed = 1_000;

const hashAt = (leaves: Buffer, n: number): Buffer => leaves.subarray(n * hashBytes, (n + 1) * hashBytes);

/** A record of the tlog that the table has not. */
interface Absent {
  readonly batch: KnownBatch;
  /** Places within the batch. */
  readonly places: Set<number>;
}

export interface TableLog {
  /** Before the table is read: then every record of the tlog was in the table when the reading began. */
  readonly leaves: HashSet;
  readonly findings: readonly VerifyFinding[];
  /** After the table was read. @param isNamed a finding has been made of the place */
  compare(
    ledger: Ledger,
    now: number,
    isNamed: (link: Pick<ChainLink, 'chain' | 'seq'>) => boolean,
  ): Promise<VerifyFinding[]>;
  /** Records of the table that should be in the tlog by now. */
  unlogged(ledger: Ledger): { chain: string; seq: number }[];
  /** Adds what was signed for meanwhile. */
  catchUp(heads: LogHeads): Promise<void>;
}

const isExpired = (body: string, now: number): boolean => madeAt(body) < now - (hotDays - 1) * day;

const absentFinding = ({ chain, seq }: ChainLink, where: string, ledger: Ledger): VerifyFinding => {
  const [other] = ledger.hashes(chain, seq, seq);
  return other === undefined
    ? { code: 'missing', chain, seq, where, sentence: 'the tlog has this record, the table has not' }
    : { code: 'changed', chain, seq, where, sentence: 'the tlog has another text of this record' };
};

const tableHashes = (ledger: Ledger): HashSet => {
  const hashes = newHashSet();
  for (const chain of ledger.chains)
    for (const { placed } of ledger.descending(chain)) for (const { hash } of placed) hashes.add(hash);
  return hashes;
};

export const tableLog = async (log: LogSource, heads: LogHeads): Promise<TableLog> => {
  const { archive, saved, since } = log;
  const leaves = newHashSet();
  const byBatch = new Map<KnownBatch, Buffer>();
  const size = heads.batches.at(-1)?.noted.size ?? 0;
  const keep = (batch: KnownBatch, some: Buffer) => {
    byBatch.set(batch, some);
    for (let n = 0; n < some.length / hashBytes; n += 1) leaves.add(hashAt(some, n));
  };
  const read = async (batch: KnownBatch, of: number): Promise<Buffer | undefined> =>
    ifThere(storedLeaves(archive, of, [batch.first, batch.noted.size]));
  const findings: VerifyFinding[] = [];
  const inTree = await checkTree({
    archive,
    batches: heads.batches,
    saved,
    leavesOf: async (batch) => {
      const some = await read(batch, size);
      if (some !== undefined) keep(batch, some);
      else findings.push({ code: 'missing', where: batch.key, sentence: 'tiles of the batch are gone' });
      return some;
    },
    nameDifference: async () => [],
    checkTiles: async () => undefined,
  });

  const absentIn = (known: HashSet, now: number): Absent[] =>
    [...byBatch]
      .filter(([{ made }]) => Date.parse(made) > now - (hotDays - 1) * day)
      .map(([batch, some]) => {
        const all = Array.from({ length: some.length / hashBytes }, (_, n) => n);
        return { batch, places: new Set(all.filter((n) => !known.has(hashAt(some, n)))) };
      })
      .filter(({ places }) => places.size > 0);

  /** The lines at these places, read from the objects of the batch. */
  const linesOf = async function* ({ batch, places }: Absent) {
    let place = 0;
    for (const object of batch.objects) {
      let number = 0;
      for await (const body of archive.lines(object)) {
        number += 1;
        if (places.has(place)) yield { body, where: `${object}:${number}` };
        place += 1;
      }
    }
  };

  return {
    leaves,
    findings: [...findings, ...inTree],
    compare: async (ledger, now, isNamed) => {
      const found: VerifyFinding[] = [];
      for (const absent of absentIn(tableHashes(ledger), now)) {
        for await (const line of linesOf(absent)) {
          const link = linkOf(line.body);
          // a line that is no record is for the verification of the archive
          if (link === undefined || isExpired(line.body, now) || isNamed(link)) continue;
          found.push(absentFinding(link, line.where, ledger));
          if (found.length === mostNamed) return found;
        }
      }
      return found;
    },
    unlogged: (ledger) => {
      const last = Date.parse(heads.batches.at(-1)?.made ?? '');
      const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
      const isDue = ({ hash, at }: Placed) => at >= from && at < last - margin && !leaves.has(hash);
      return [...ledger.chains].flatMap((chain) =>
        [...ledger.descending(chain)]
          .filter(({ placed }) => placed.some(isDue))
          .map(({ seq }) => ({ chain, seq })),
      );
    },
    catchUp: async ({ batches }) => {
      const now = batches.at(-1)?.noted.size ?? 0;
      for (const batch of batches.filter(({ first }) => first >= size)) {
        const some = await read(batch, now);
        if (some !== undefined)
          for (let n = 0; n < some.length / hashBytes; n += 1) leaves.add(hashAt(some, n));
      }
    },
  };
};
