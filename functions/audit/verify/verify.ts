/**
 * Is the audit log what it was? Reads every row of the table, or every line of the archive, once; holds the
 * manifests against it; and reads again only where something is missing, and to name what it found. About 25 µs and
 * 85 bytes a record.
 *
 * The audit log goes on while it is read, which takes a while: a later record of a chain may be seen whose
 * predecessor was put where the reading had passed. Nothing is called missing that a second reading, begun when all
 * that was under way in the first is done, finds.
 *
 * What it cannot see: that the newest records were rewritten or cut, hashes and all, before a manifest
 * signed for them. In the cloud the stream archives each row within seconds, so that is not for long.
 */

import type { KeyObject } from 'node:crypto';
import { type ArchivedManifest, linkOf } from '../archive/archive.ts';
import type { SignedManifest } from '../archive/manifest.ts';
import { hashOf } from '../chain.ts';
import { hotDays } from '../item.ts';
import type { ChainLink } from '../record.ts';
import type { TableItem } from '../table.ts';
import { checkChain, type MayBeginLate } from './chain-check.ts';
import type { ArchiveLine, VerifyFinding, VerifySource } from './finding.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { anchorsOf, checkManifests, checkRoots, nothingSigned, type Statement } from './manifest-check.ts';
import { nameFindings, type PlaceFinding } from './naming.ts';
import { type OriginCheck, originCheck } from './origin-check.ts';
import { checkRow, decisionCheck } from './row-check.ts';

export interface Verification {
  readonly records: number;
  readonly chains: number;
  readonly manifests: number;
  /** Records at or below a place that a manifest signs for. */
  readonly signedFor: number;
  readonly copies: number;
  readonly expired: number;
  readonly findings: readonly VerifyFinding[];
}

export interface VerifyOptions {
  readonly source: VerifySource;
  /** Those of the archive, oldest first, and those that somebody kept elsewhere. */
  readonly archived: AsyncIterable<ArchivedManifest> | Iterable<ArchivedManifest>;
  readonly saved: readonly SignedManifest[];
  /** The archive's manifests, and its lines, are those from some time on, not all. */
  readonly partial?: boolean;
  /** Keys that certify the processes which write; without any it is not checked who wrote. */
  readonly certifiers?: readonly KeyObject[];
  /** Keys that may have signed them. */
  readonly keys: readonly KeyObject[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly progress?: (records: number) => void;
  /** Waits before a second reading, until rows that are being written now are there. Absent: no wait. */
  readonly settle?: () => Promise<unknown>;
}

const day = 86_400_000;

type Decisions = ReturnType<typeof decisionCheck>;

const readTable = async (
  rows: AsyncIterable<TableItem>,
  decisions: Decisions,
  origins: OriginCheck,
  ledger: Ledger,
  progress: (n: number) => void,
) => {
  const findings: VerifyFinding[] = [];
  for await (const item of rows) {
    if (item.pk.startsWith('R#')) {
      decisions.decision(item);
      continue;
    }
    // what else is in the table comes and goes: tokens that were used
    if (!item.pk.startsWith('C#')) continue;
    const row = checkRow(item);
    if ('code' in row) {
      findings.push(row);
      continue;
    }
    findings.push(...row.findings);
    decisions.feedback(row.record);
    origins.add(row.link, item.body, `${item.pk} / ${item.sk}`);
    ledger.add(row.link, row.hash, Date.parse(row.record.at));
    progress(ledger.size);
  }
  return findings;
};

const readArchive = async (
  lines: AsyncIterable<ArchiveLine>,
  origins: OriginCheck,
  ledger: Ledger,
  progress: (n: number) => void,
) => {
  const findings: VerifyFinding[] = [];
  let last = { object: '', chain: '', seq: -1 };
  for await (const { body, where } of lines) {
    const link = linkOf(body);
    if (link === undefined) {
      findings.push({ code: 'inserted', where, sentence: 'the line is not an audit entry' });
      continue;
    }
    const object = where.slice(0, where.lastIndexOf(':'));
    const { chain, seq } = link;
    if (object === last.object && (chain < last.chain || (chain === last.chain && seq < last.seq))) {
      findings.push({
        code: 'reordered',
        chain,
        seq,
        where,
        sentence: 'the line stands after a later record',
      });
    }
    last = { object, chain, seq };
    origins.add(link, body, where);
    ledger.add(link, hashOf(body), Number.NaN);
    progress(ledger.size);
  }
  return findings;
};

/** Every chain that is on record or signed for. */
const checkChains = (ledger: Ledger, statements: readonly Statement[], late: MayBeginLate) => {
  const anchors = anchorsOf(statements);
  const chains = new Set([...ledger.chains, ...anchors.keys()]);
  const found: PlaceFinding[] = [];
  const totals = { chains: chains.size, signedFor: 0, copies: 0, expired: 0 };
  for (const chain of chains) {
    const signed = anchors.get(chain);
    const check = checkChain(ledger, chain, signed ?? nothingSigned, late);
    found.push(...check.findings.map((finding) => ({ chain, ...finding })));
    totals.signedFor += (signed?.upTo ?? -1) + 1;
    totals.copies += check.copies;
    totals.expired += check.expired;
  }
  return { found, totals };
};

/** Adds what stands now at places where nothing was, and the feedback that decisions may come from. */
const readAgain = async (
  source: VerifySource,
  found: readonly PlaceFinding[],
  decisions: Decisions,
  ledger: Ledger,
) => {
  const gaps = Map.groupBy(
    found.filter((finding) => finding.code === 'missing'),
    ({ chain }) => chain,
  );
  const isGap = ({ chain, seq }: ChainLink) =>
    gaps.get(chain)?.some(({ first, last }) => first <= seq && seq <= last) ?? false;
  const findings: VerifyFinding[] = [];
  if (source.kind === 'archive') {
    for await (const { body } of source.lines()) {
      const link = linkOf(body);
      if (link !== undefined && isGap(link)) ledger.add(link, hashOf(body), Number.NaN);
    }
    return findings;
  }
  for await (const item of source.rows()) {
    if (!item.pk.startsWith('C#')) continue;
    const row = checkRow(item);
    if ('code' in row) continue;
    decisions.feedback(row.record);
    if (!isGap(row.link)) continue;
    findings.push(...row.findings);
    ledger.add(row.link, row.hash, Date.parse(row.record.at));
  }
  return findings;
};

const mayBeginLate = ({ source, partial, now }: VerifyOptions): MayBeginLate => {
  if (source.kind === 'table') return { because: 'expired', before: now - (hotDays - 1) * day };
  return { because: partial ? 'partial' : 'never' };
};

export const verify = async (options: VerifyOptions): Promise<Verification> => {
  const { source, archived, saved, keys, partial = false, progress = () => undefined } = options;
  const { statements, findings } = await checkManifests(archived, saved, keys, !partial);
  const ledger = newLedger();
  const decisions = decisionCheck();
  const origins = originCheck(options.certifiers ?? []);
  const inRows =
    source.kind === 'table'
      ? await readTable(source.rows(), decisions, origins, ledger, progress)
      : await readArchive(source.lines(), origins, ledger, progress);

  let checked = checkChains(ledger, statements, mayBeginLate(options));
  if (checked.found.some(({ code }) => code === 'missing') || decisions.findings().length > 0) {
    await options.settle?.();
    inRows.push(...(await readAgain(source, checked.found, decisions, ledger)));
    checked = checkChains(ledger, statements, mayBeginLate(options));
  }
  const { found, totals } = checked;
  const inChains = await nameFindings(source, found);
  const inRoots = inChains.length > 0 ? [] : checkRoots(statements, ledger);
  return {
    records: ledger.size,
    manifests: statements.length,
    ...totals,
    findings: [
      ...findings,
      ...inRows,
      ...decisions.findings(),
      ...origins.findings(statements, partial),
      ...inChains,
      ...inRoots,
    ],
  };
};
