/**
 * Is the audit log what it was? Reads every row of the table, or every line of the archive, once; holds the tlog of the
 * archive and the manifests of former days against it; and reads again only where something is missing, and to name what
 * it found. About 25 µs and 125 bytes a record.
 *
 * The audit log goes on while it is read, which takes a while: a later record of a chain may be seen whose
 * predecessor was put where the reading had passed. Nothing is called missing that a second reading, begun when all
 * that was under way in the first is done, finds.
 *
 * What it cannot see: that the newest records were rewritten or cut, hashes and all, before a checkpoint signed for them.
 * In the cloud that is a matter of seconds.
 */

import type { KeyObject } from 'node:crypto';
import type { KilledEnd } from '../acknowledgement.ts';
import { type ArchivedManifest, archivedAt, linkOf } from '../archive/archive.ts';
import type { SignedManifest } from '../archive/manifest.ts';
import { hashOf } from '../chain.ts';
import { hotDays } from '../item.ts';
import type { AcknowledgementRecord, ChainLink } from '../record.ts';
import type { TableItem } from '../table.ts';
import { archiveLogFindings, type HashedObjects, type StrayKeys, strayKeys } from './archive-log.ts';
import { checkChain, type MayBeginLate } from './chain-check.ts';
import type { ArchiveLine, VerifyFinding, VerifySource } from './finding.ts';
import { acknowledgements, isOf, isWithin, killedEnds, without } from './killed-end.ts';
import { type Ledger, newLedger } from './ledger.ts';
import { checkHeads, type LogHeads, type LogSource, newestFindings } from './log-check.ts';
import { anchorsOf, checkManifests, checkRoots, nothingSigned, type Statement } from './manifest-check.ts';
import { isIn, nameFindings, type PlaceFinding } from './naming.ts';
import { madeAt, type OriginCheck, originCheck } from './origin-check.ts';
import { checkRow, decisionCheck } from './row-check.ts';
import { tableLog } from './table-log.ts';
import { type TimeCheck, timeCheck } from './time-check.ts';

export interface Verification {
  readonly records: number;
  readonly chains: number;
  readonly manifests: number;
  /** Records at or below a place that a manifest signs for. */
  readonly signedFor: number;
  readonly copies: number;
  readonly expired: number;
  /** Absent where there is no tlog, or none was given. */
  readonly log?: VerifiedLog;
  readonly findings: readonly VerifyFinding[];
  /** Places that are missing, and that somebody has acknowledged: no findings. */
  readonly acknowledged: readonly AcknowledgementRecord[];
  /** Places that are missing, that a kill may have left open, and that nobody has acknowledged. */
  readonly killedEnds: readonly KilledEnd[];
}

export interface VerifiedLog {
  /** Records in it. */
  readonly size: number;
  /** When its last checkpoint was made, ISO instant. */
  readonly made: string;
  /** Records up to the newest checkpoint that the policy accepts, witnesses and all; -1 for none. */
  readonly accepted: number;
  /** Of the archive: objects that wait for the next checkpoint, and rows and batches that raised an alarm. */
  readonly waiting?: number;
  readonly exhibits?: number;
}

export interface VerifyOptions {
  readonly source: VerifySource;
  /** The tlog that is kept of the archive, where there is one. */
  readonly log?: LogSource | undefined;
  /** Those of the archive, oldest first, and those that somebody kept elsewhere. */
  readonly archived: AsyncIterable<ArchivedManifest> | Iterable<ArchivedManifest>;
  readonly saved: readonly SignedManifest[];
  /** The archive's manifests, and its lines, are those from some time on, not all. */
  readonly partial?: boolean;
  /** Keys that certify the processes which write; without any it is not checked who wrote. */
  readonly certifiers?: readonly KeyObject[];
  /** Keys that may have signed them. */
  readonly keys: readonly KeyObject[];
  /** Milliseconds since 1970, whenever asked: a long audit log takes hours to read, and goes on meanwhile. */
  readonly now: () => number;
  readonly progress?: (records: number) => void;
  /** Waits before a second reading, until rows that are being written now are there. Absent: no wait. */
  readonly settle?: () => Promise<unknown>;
}

const day = 86_400_000;

type Decisions = ReturnType<typeof decisionCheck>;

/** What is gathered while the rows or lines go by. */
interface ReadSoFar {
  readonly decisions: Decisions;
  readonly origins: OriginCheck;
  readonly times: TimeCheck;
  readonly ledger: Ledger;
  readonly said: ReturnType<typeof acknowledgements>;
  readonly progress: (records: number) => void;
}

const readTable = async (
  rows: AsyncIterable<TableItem>,
  { decisions, origins, ledger, said, progress }: ReadSoFar,
): Promise<VerifyFinding[]> => {
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
    const where = `${item.pk} / ${item.sk}`;
    findings.push(...row.findings);
    decisions.feedback(row.record, where);
    origins.add(row.link, item.body, where);
    said.add(item.body, row.link.chain);
    ledger.add(row.link, row.hash, Date.parse(row.record.at));
    progress(ledger.size);
  }
  return findings;
};

/** Leaf hashes of the objects as they go by, a line at a time. */
const objectHashes = () => {
  const objects = new Map<string, Buffer>();
  let current = { object: '', hashes: [] as Buffer[] };
  const close = () => {
    if (current.object !== '') objects.set(current.object, Buffer.concat(current.hashes));
  };
  return {
    add: (object: string, hash: string) => {
      if (object !== current.object) {
        close();
        current = { object, hashes: [] };
      }
      current.hashes.push(Buffer.from(hash, 'hex'));
    },
    all: (): HashedObjects => {
      close();
      return objects;
    },
  };
};

const readArchive = async (
  lines: AsyncIterable<ArchiveLine>,
  { origins, times, ledger, said, progress }: ReadSoFar,
) => {
  const findings: VerifyFinding[] = [];
  const hashes = objectHashes();
  let last = { object: '', chain: '', seq: -1 };
  for await (const { body, where } of lines) {
    const object = where.slice(0, where.lastIndexOf(':'));
    const hash = hashOf(body);
    hashes.add(object, hash);
    const link = linkOf(body);
    if (link === undefined) {
      findings.push({ code: 'inserted', where, sentence: 'the line is not an audit entry' });
      continue;
    }
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
    const at = madeAt(body);
    origins.add(link, body, where);
    said.add(body, chain);
    times.add({ link, at, archived: Date.parse(archivedAt(object) ?? ''), where });
    ledger.add(link, hash, at);
    progress(ledger.size);
  }
  return { findings, objects: hashes.all() };
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

/** Whether nothing was at a place. */
const gapsIn = (found: readonly PlaceFinding[]) => {
  const gaps = Map.groupBy(
    found.filter((finding) => finding.code === 'missing'),
    ({ chain }) => chain,
  );
  return ({ chain, seq }: ChainLink): boolean =>
    gaps.get(chain)?.some(({ first, last }) => first <= seq && seq <= last) ?? false;
};

type Again = Pick<ReadSoFar, 'decisions' | 'ledger'> & { readonly isGap: (link: ChainLink) => boolean };

const readLinesAgain = async (lines: AsyncIterable<ArchiveLine>, { isGap, ledger }: Again): Promise<void> => {
  for await (const { body } of lines) {
    const link = linkOf(body);
    if (link !== undefined && isGap(link)) ledger.add(link, hashOf(body), madeAt(body));
  }
};

const readRowsAgain = async (
  rows: AsyncIterable<TableItem>,
  { isGap, ledger, decisions }: Again,
): Promise<VerifyFinding[]> => {
  const findings: VerifyFinding[] = [];
  for await (const item of rows) {
    if (item.pk.startsWith('R#')) decisions.again(item);
    if (!item.pk.startsWith('C#')) continue;
    const row = checkRow(item);
    if ('code' in row) continue;
    decisions.feedback(row.record, `${item.pk} / ${item.sk}`);
    if (!isGap(row.link)) continue;
    findings.push(...row.findings);
    ledger.add(row.link, row.hash, Date.parse(row.record.at));
  }
  return findings;
};

/** Adds what stands now at places where nothing was, and the feedback and decisions that belong together. */
const readAgain = async (source: VerifySource, again: Again): Promise<VerifyFinding[]> => {
  if (source.kind === 'table') return readRowsAgain(source.rows(), again);
  await readLinesAgain(source.lines(), again);
  return [];
};

const mayBeginLate = ({ source, partial, now }: VerifyOptions): MayBeginLate => {
  if (source.kind === 'table') return { because: 'expired', before: now() - (hotDays - 1) * day };
  return { because: partial ? 'partial' : 'never' };
};

/** What the tlog is for: the table, or the archive that it is kept of. */
interface LogCheck {
  /** Looks at what was read. @param named findings that have been made of records */
  findings(ledger: Ledger, objects: HashedObjects, named: readonly PlaceFinding[]): Promise<VerifyFinding[]>;
  readonly facts: () => VerifiedLog | undefined;
}

const noLog: LogCheck = { findings: async () => [], facts: () => undefined };

const witnessFindings = ({ accepted, batches }: LogHeads): VerifyFinding[] =>
  accepted >= 0 || batches.length === 0
    ? []
    : [{ code: 'witness', sentence: 'no checkpoint has the cosignatures that the policy asks for' }];

const factsOf = ({ batches, accepted }: LogHeads): VerifiedLog | undefined => {
  const last = batches.at(-1);
  return last && { size: last.noted.size, made: last.made, accepted };
};

/** Looks again after a while, for what is only under way; what both looks found is found. */
const twice = async (
  look: () => Promise<readonly VerifyFinding[]>,
  settle: VerifyOptions['settle'],
): Promise<readonly VerifyFinding[]> => {
  const first = await look();
  if (first.length === 0) return first;
  await settle?.();
  const again = new Set((await look()).map(({ where }) => where));
  return first.filter(({ where }) => again.has(where));
};

const ofTable = async (log: LogSource, { now, settle }: VerifyOptions): Promise<LogCheck> => {
  const heads = await checkHeads(log);
  const table = await tableLog(log, heads);
  return {
    facts: () => factsOf(heads),
    findings: async (ledger, _, named) => {
      if (table.unlogged(ledger).length > 0) {
        await settle?.();
        await table.catchUp(await checkHeads(log));
      }
      const unlogged = table.unlogged(ledger).map(
        ({ chain, seq }): VerifyFinding => ({
          code: 'missing',
          chain,
          seq,
          sentence: `record ${seq} of chain ${chain} is not in the tlog, which has later ones: it was not archived, or was put into the table since`,
        }),
      );
      const compared = await table.compare(ledger, now(), isIn(named));
      const newest = await twice(() => newestFindings(log, heads, now()), settle);
      return [
        ...heads.findings,
        ...newest,
        ...witnessFindings(heads),
        ...table.findings,
        ...compared,
        ...unlogged,
      ];
    },
  };
};

const ofArchive = async (log: LogSource, { now, settle }: VerifyOptions): Promise<LogCheck> => {
  const heads = await checkHeads(log);
  let keys: StrayKeys | undefined;
  return {
    facts: () => {
      const facts = factsOf(heads);
      return facts && { ...facts, ...(keys && { waiting: keys.waiting, exhibits: keys.exhibits }) };
    },
    findings: async (_, objects) => {
      const inLog = await archiveLogFindings(log, heads, objects);
      // a batch that is being signed for has its tiles before it is there
      const stray = await twice(async () => {
        keys = await strayKeys(log, keys === undefined ? heads : await checkHeads(log), now());
        return keys.findings;
      }, settle);
      const newest = await twice(() => newestFindings(log, heads, now()), settle);
      return [...heads.findings, ...newest, ...witnessFindings(heads), ...inLog, ...stray];
    },
  };
};

const logCheckOf = (options: VerifyOptions): Promise<LogCheck> | LogCheck => {
  const { log, source } = options;
  if (log === undefined) return noLog;
  return source.kind === 'table' ? ofTable(log, options) : ofArchive(log, options);
};

export const verify = async (options: VerifyOptions): Promise<Verification> => {
  const { source, archived, saved, keys, partial = false, progress = () => undefined } = options;
  const { statements, findings } = await checkManifests(archived, saved, keys, !partial);
  // before the rows: what the tlog has was on record when their reading began
  const log = await logCheckOf(options);
  const ledger = newLedger();
  const decisions = decisionCheck(options.now);
  const origins = originCheck(options.certifiers ?? []);
  const times = timeCheck();
  const said = acknowledgements();
  const soFar = { decisions, origins, times, ledger, said, progress };
  const { findings: inRows, objects } =
    source.kind === 'table'
      ? { findings: await readTable(source.rows(), soFar), objects: new Map() }
      : await readArchive(source.lines(), soFar);

  let checked = checkChains(ledger, statements, mayBeginLate(options));
  if (checked.found.some(({ code }) => code === 'missing') || decisions.findings().length > 0) {
    await options.settle?.();
    inRows.push(...(await readAgain(source, { isGap: gapsIn(checked.found), decisions, ledger })));
    checked = checkChains(ledger, statements, mayBeginLate(options));
  }
  const { totals } = checked;
  const possible = killedEnds(ledger, checked.found, statements);
  const compared = await log.findings(ledger, objects, without(checked.found, possible));
  // what the tlog has was written: no kill left its place open
  const ends = possible.filter((end) => compared.every((one) => !isWithin(end, one)));
  const acknowledged = said.of(ends, origins);
  const found = without(checked.found, acknowledged);
  const inLog = compared.filter((one) => !possible.some((end) => isWithin(end, one)));
  const inChains = await nameFindings(source, found);
  const inRoots = inChains.length > 0 ? [] : checkRoots(statements, ledger);
  const facts = log.facts();
  return {
    records: ledger.size,
    manifests: statements.length,
    ...totals,
    ...(facts && { log: facts }),
    acknowledged,
    killedEnds: ends.filter((end) => found.some((one) => isOf(end, one))),
    findings: [
      ...findings,
      ...inRows,
      ...decisions.findings(),
      ...origins.findings(statements, partial),
      ...inChains,
      ...inRoots,
      ...inLog,
      ...times.findings(ledger, origins.isTool),
    ],
  };
};
