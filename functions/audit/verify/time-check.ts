/**
 * Does time run back? A process numbers its records as it makes them, so their times grow with their places, but for
 * calls that overlap; and a tool, whose rows never wait in a service log, writes what happens now. A record that somebody
 * dated back, or ahead, is found, though its hash and its place are right.
 */
import type { ChainLink } from '../record.ts';
import type { VerifyFinding } from './finding.ts';
import type { Ledger } from './ledger.ts';

/** Milliseconds: a call may last seconds, and clocks are set. */
const tolerance = 60_000;

/**
 * Milliseconds by which a record of a tool may be older than one that was archived before it. That it was archived
 * late says nothing: a folder is filled when somebody does it, and a stream may have stood still.
 */
const toolTolerance = 3_600_000;

/** @returns when the newest record was made that was archived before an instant; all in milliseconds since 1970 */
const newestBefore = (newest: ReadonlyMap<number, number>): ((archived: number) => number) => {
  const instants: number[] = [];
  const upTo: number[] = [];
  for (const [instant, at] of [...newest].sort(([a], [b]) => a - b)) {
    upTo.push(Math.max(at, upTo.at(-1) ?? at));
    instants.push(instant);
  }
  return (archived) => {
    let [low, high] = [0, instants.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((instants[middle] as number) < archived) low = middle + 1;
      else high = middle;
    }
    return upTo[low - 1] ?? Number.NEGATIVE_INFINITY;
  };
};

/** The first place of a chain whose record is dated before one that was made earlier. */
const runsBackAt = (ledger: Ledger, chain: string): number | undefined => {
  const times = [...ledger.descending(chain)].map(({ seq, placed }) => ({
    seq,
    at: placed[0]?.at ?? Number.NaN,
  }));
  let latest = Number.NEGATIVE_INFINITY;
  for (const { seq, at } of times.reverse()) {
    if (at < latest - tolerance) return seq;
    if (at > latest) latest = at;
  }
  return undefined;
};

export interface Archived {
  readonly link: ChainLink;
  /** When the record says that it was made, and when its object was archived; milliseconds since 1970. */
  readonly at: number;
  readonly archived: number;
  readonly where: string;
}

export interface TimeCheck {
  /** For records that come with the time of their archiving. */
  add(record: Archived): void;
  findings(ledger: Ledger, isTool: (chain: string) => boolean): VerifyFinding[];
}

export const timeCheck = (): TimeCheck => {
  const ahead: VerifyFinding[] = [];
  /** The oldest record of each chain when it was archived. */
  const oldest = new Map<string, Archived>();
  /** By the time of archiving, when the newest record of it was made. */
  const newest = new Map<number, number>();
  return {
    add: (record) => {
      const { link, at, archived, where } = record;
      if (at > archived + tolerance) {
        const sentence = 'the record says it was made after it was archived';
        ahead.push({ code: 'time', chain: link.chain, seq: link.seq, where, sentence });
      }
      newest.set(archived, Math.max(at, newest.get(archived) ?? at));
      const known = oldest.get(link.chain);
      if (known === undefined || archived - at > known.archived - known.at) oldest.set(link.chain, record);
    },
    findings: (ledger, isTool) => {
      const found = [...ahead];
      for (const chain of ledger.chains) {
        const seq = runsBackAt(ledger, chain);
        if (seq === undefined) continue;
        const sentence = `record ${seq} of chain ${chain} is dated before records that were made earlier`;
        found.push({ code: 'time', chain, seq, sentence });
      }
      const before = newestBefore(newest);
      for (const [chain, { link, at, archived, where }] of oldest) {
        if (!isTool(chain) || before(archived) - at <= toolTolerance) continue;
        const sentence =
          'the record of a tool is older than records that were archived before it: it was dated back';
        found.push({ code: 'time', chain, seq: link.seq, where, sentence });
      }
      return found;
    },
  };
};
