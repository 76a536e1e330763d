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

/** Milliseconds that a record of a tool may be archived after it was made. */
const toolTolerance = 3_600_000;

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
  return {
    add: (record) => {
      const { link, at, archived, where } = record;
      if (at > archived + tolerance) {
        const sentence = 'the record says it was made after it was archived';
        ahead.push({ code: 'time', chain: link.chain, seq: link.seq, where, sentence });
      }
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
      for (const [chain, { link, at, archived, where }] of oldest) {
        if (!isTool(chain) || archived - at <= toolTolerance) continue;
        const sentence =
          'the record of a tool was archived long after the time that it gives: it was dated back';
        found.push({ code: 'time', chain, seq: link.seq, where, sentence });
      }
      return found;
    },
  };
};
