/** Puts new records into the archive folder, and signs for them. */
import { resolve } from 'node:path';
import { type Archive, linkOf, putEntries } from '../../../functions/audit/archive/archive.ts';
import type { Manifest } from '../../../functions/audit/archive/manifest.ts';
import { hashOf } from '../../../functions/audit/chain.ts';
import { parseCheckpoint } from '../../../functions/audit/tlog/checkpoint.ts';
import { folderLogState } from '../../../functions/audit/tlog/log-state.ts';
import { NotInLogYet, newestCheckpoint } from '../../../functions/audit/tlog/prove-record.ts';
import { advance, type Sequencer } from '../../../functions/audit/tlog/sequencer.ts';
import { storedLeaves } from '../../../functions/audit/tlog/stored-tiles.ts';
import { hashBytes } from '../../../functions/audit/tlog/tiles.ts';
import { type HashSet, newHashSet } from '../../../functions/audit/verify/hash-set.ts';
import { type Command, Refused, type Run, type Tool } from '../command.ts';
import { localLogSignerFrom } from '../keys.ts';
import { readableManifests } from '../manifests.ts';
import { archiveFolder } from '../open-tool.ts';
import { archiveOptions } from '../options.ts';

/** Places in chains that a manifest of former days signs for. */
const signedPlaces = (manifests: readonly Manifest[]) => {
  const chains = Map.groupBy(
    manifests.flatMap(({ runs }) => runs),
    ({ chain }) => chain,
  );
  return (chain: string, seq: number): boolean =>
    chains.get(chain)?.some(({ first, last }) => first <= seq && seq <= last) ?? false;
};

/** What the tlog has, by hash. */
const recordsOfLog = async (archive: Archive): Promise<HashSet> => {
  const records = newHashSet();
  const note = await newestCheckpoint(archive).catch((error: unknown) => {
    if (error instanceof NotInLogYet) return undefined;
    throw error;
  });
  if (note === undefined) return records;
  const { size } = parseCheckpoint(note);
  const leaves = await storedLeaves(archive, size, [0, size]);
  for (let n = 0; n < size; n += 1) records.add(leaves.subarray(n * hashBytes, (n + 1) * hashBytes));
  return records;
};

/** How many records one object of the archive holds at most. */
const perObject = 10_000;

const archiveNew = async (run: Run, tool: Tool, archive: Archive): Promise<number> => {
  const manifests = await readableManifests(archive);
  const isSigned = signedPlaces(manifests.map(({ manifest }) => manifest));
  const inLog = await recordsOfLog(archive);
  let bodies: string[] = [];
  let archived = 0;
  const put = async () => {
    if (bodies.length === 0) return;
    const now = new Date(run.now()).toISOString();
    await putEntries(archive, bodies, { now, id: tool.newId() });
    archived += bodies.length;
    bodies = [];
  };
  await run.counting('rows', await tool.whole.size(), async (done) => {
    let rows = 0;
    for await (const { pk, body } of tool.whole.scan()) {
      rows += 1;
      done(rows);
      const link = pk.startsWith('C#') ? linkOf(body) : undefined;
      if (link === undefined || isSigned(link.chain, link.seq)) continue;
      if (inLog.has(Buffer.from(hashOf(body), 'hex'))) continue;
      bodies.push(body);
      if (bodies.length === perObject) await put();
    }
  });
  await put();
  return archived;
};

/** @returns records of the tlog */
const signAll = async (log: Sequencer): Promise<number> => {
  let size = (await log.state.read())?.size ?? 0;
  for (;;) {
    const advanced = await advance(log);
    if (advanced === undefined) return size;
    ({ size } = advanced);
  }
};

export const archive: Command = {
  name: 'archive',
  group: 'Prove',
  summary: 'put new records into the archive folder and sign for them',
  help: 'Locally only; in the cloud the table’s stream archives each row, and a checkpoint signs for it, within seconds. Keep the newest checkpoint (tlog/checkpoint) somewhere else, or let a witness see it: with it, verify finds whatever is cut or rewritten later.',
  options: archiveOptions,
  examples: ['archive', 'archive --archive-dir /mnt/archive'],
  run: async (run) => {
    const tool = await run.open();
    const given = run.args.options['archive-dir'];
    const folder = archiveFolder(run.env, given);
    if (folder === undefined || (given === undefined && run.env['ARCHIVE_BUCKET'] !== undefined)) {
      throw new Refused(
        'The archive is a bucket: the table’s stream fills it. This command is for a folder.',
      );
    }
    const archive = await tool.archive();
    await tool.recordReading('archive', {});
    const archived = await archiveNew(run, tool, archive);
    const size = await signAll({
      archive,
      state: folderLogState(`${resolve(folder)}-log`),
      signer: await localLogSignerFrom(run.env),
      now: run.now,
    });
    run.io.note(
      `Archived ${archived} records; the tlog has ${size}, and its newest checkpoint signs for them.`,
    );
    return 0;
  },
};
