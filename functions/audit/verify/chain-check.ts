/**
 * Walks one chain from its end to its start. Each record says what the one before it hashed to, and a
 * manifest says what the last one did, so trust runs backwards: the record whose hash is not the expected
 * one is the one that was changed.
 */
import { noRecord } from '../chain.ts';
import type { Ledger, Placed } from './ledger.ts';

/** What the manifests say of a chain. */
export interface Anchors {
  /** Hash of the record at a place, for the last of each run. */
  readonly heads: ReadonlyMap<number, string>;
  /** Lowest and highest place that a manifest signs for; -1 for none. */
  readonly first: number;
  readonly upTo: number;
  /** When that was, milliseconds since 1970. */
  readonly made: number;
}

export type ChainFinding =
  | { readonly code: 'changed'; readonly seq: number; readonly expected: string }
  | { readonly code: 'inserted'; readonly seq: number; readonly hash: string }
  | { readonly code: 'missing'; readonly first: number; readonly last: number };

export interface ChainCheck {
  readonly findings: readonly ChainFinding[];
  /** Copies of a record, equal to the byte. */
  readonly copies: number;
  /** Records 0…n-1 that are gone because their time was over. */
  readonly expired: number;
}

/** What the record above, or a manifest, says that the next record down hashes to. */
interface Expected {
  readonly hash: Buffer;
  /** The hash is vouched for by a record that is in order, or by a manifest. */
  readonly trusted: boolean;
}

type Verdict = 'in order' | 'changed' | 'suspect';

/** Which of the records at one place is the one that belongs there, and what is to be thought of it. */
const resolve = (placed: readonly Placed[], expected: Expected | undefined) => {
  const distinct = placed.filter((a, i) => placed.findIndex((b) => b.hash.equals(a.hash)) === i);
  const genuine = expected && distinct.find(({ hash }) => hash.equals(expected.hash));
  const here = genuine ?? distinct[0];
  const fits = expected === undefined || genuine !== undefined;
  const verdict: Verdict = fits ? 'in order' : expected.trusted ? 'changed' : 'suspect';
  return {
    here,
    verdict,
    others: distinct.filter((record) => record !== here),
    copies: placed.length - distinct.length,
  };
};

const hex = (hash: Buffer): string => hash.toString('hex');

interface ChainPlace {
  readonly seq: number;
  readonly at: number;
  readonly verdict: Verdict;
}

const findingsAt = (
  seq: number,
  { verdict, others }: ReturnType<typeof resolve>,
  expected: Expected | undefined,
  above: ChainPlace | undefined,
): ChainFinding[] => {
  // the one above fits neither what is over it nor what is under it
  const neither = above?.verdict === 'suspect' && verdict !== 'in order';
  return [
    ...(neither ? [{ code: 'changed', seq: above.seq, expected: '' } as const] : []),
    ...(verdict === 'changed' && expected
      ? [{ code: 'changed', seq, expected: hex(expected.hash) } as const]
      : []),
    ...others.map(({ hash }) => ({ code: 'inserted', seq, hash: hex(hash) }) as const),
  ];
};

/**
 * Why the beginning of a chain may not be there: its time was over (its first record left is older than this,
 * in milliseconds), or only what was signed for from some time on is looked at.
 */
export type MayBeginLate =
  | { readonly because: 'expired'; readonly before: number }
  | { readonly because: 'partial' }
  | { readonly because: 'never' };

export const checkChain = (
  ledger: Ledger,
  chain: string,
  anchors: Anchors,
  late: MayBeginLate,
): ChainCheck => {
  const findings: ChainFinding[] = [];
  let copies = 0;
  let expected: Expected | undefined;
  /** The place above. */
  let above: ChainPlace | undefined;

  for (const { seq, placed } of ledger.descending(chain)) {
    const end = above?.seq ?? Math.max(anchors.upTo, seq) + 1;
    if (end > seq + 1) {
      findings.push({ code: 'missing', first: seq + 1, last: end - 1 });
      expected = undefined;
    }
    const head = anchors.heads.get(seq);
    if (head !== undefined) expected = { hash: Buffer.from(head, 'hex'), trusted: true };

    const resolved = resolve(placed, expected);
    const { here, verdict } = resolved;
    if (here === undefined) continue;
    copies += resolved.copies;
    findings.push(...findingsAt(seq, resolved, expected, above));
    expected = { hash: here.prev, trusted: verdict === 'in order' };
    above = { seq, at: here.at, verdict };
  }
  const start = checkStart(above, expected, anchors, late);
  return { findings: [...start.findings, ...findings.reverse()], copies, expired: start.expired };
};

const begins = (findings: ChainFinding[], expired = 0) => ({ findings, expired });

const absent = (first: number, last: number): ChainFinding[] =>
  first <= last ? [{ code: 'missing', first, last }] : [];

/** A chain starts at 0 with no record before it, unless it may begin late. */
const checkStart = (
  lowest: ChainPlace | undefined,
  expected: Expected | undefined,
  { first, upTo, made }: Anchors,
  late: MayBeginLate,
): { findings: ChainFinding[]; expired: number } => {
  const { seq, at } = lowest ?? { seq: upTo + 1, at: made };
  if (late.because === 'partial') return begins(first < 0 ? [] : absent(first, seq - 1));
  if (late.because === 'expired' && seq > 0 && at < late.before) return begins([], seq);
  if (seq > 0) return begins(absent(0, seq - 1));
  if (lowest === undefined || expected === undefined || hex(expected.hash) === noRecord) return begins([]);
  return begins(lowest.verdict === 'changed' ? [] : [{ code: 'changed', seq: 0, expected: '' }]);
};
