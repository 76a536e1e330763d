/** Puts new records into the archive folder and signs for them. */
import { type Archive, addManifest, linkOf, putEntries } from '../../../functions/audit/archive/archive.ts';
import type { Manifest } from '../../../functions/audit/archive/manifest.ts';
import { type Command, Refused, type Run, type Tool } from '../command.ts';
import { signerFrom } from '../keys.ts';
import { readableManifests } from '../manifests.ts';
import { archiveOptions } from '../options.ts';

/** Places in chains that a manifest signs for. */
const signedPlaces = (manifests: readonly Manifest[]) => {
  const chains = Map.groupBy(
    manifests.flatMap(({ runs }) => runs),
    ({ chain }) => chain,
  );
  return (chain: string, seq: number): boolean =>
    chains.get(chain)?.some(({ first, last }) => first <= seq && seq <= last) ?? false;
};

/** How many records one object of the archive holds at most. */
const perObject = 10_000;

const archiveNew = async (run: Run, tool: Tool, archive: Archive): Promise<number> => {
  const manifests = await readableManifests(archive);
  const isSigned = signedPlaces(manifests.map(({ manifest }) => manifest));
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
      bodies.push(body);
      if (bodies.length === perObject) await put();
    }
  });
  await put();
  return archived;
};

export const archive: Command = {
  name: 'archive',
  group: 'Prove',
  summary: 'put new records into the archive folder and sign for them',
  help: 'Locally only; in the cloud the table’s stream archives each row within seconds, and a manifest is signed every hour. Keep the newest manifest somewhere else: with it, verify finds whatever is cut or rewritten later.',
  options: archiveOptions,
  examples: ['archive', 'archive --archive-dir /mnt/archive'],
  run: async (run) => {
    const tool = await run.open();
    if (run.args.options['archive-dir'] === undefined && run.env['ARCHIVE_BUCKET'] !== undefined) {
      throw new Refused(
        'The archive is a bucket: the table’s stream fills it. This command is for a folder.',
      );
    }
    const archive = await tool.archive();
    await tool.recordReading('archive', {});
    const archived = await archiveNew(run, tool, archive);
    const signed = await addManifest(archive, await signerFrom(run.env), {
      now: new Date(run.now()).toISOString(),
    });
    run.io.note(
      signed === undefined
        ? 'Nothing new since the last manifest.'
        : `Archived ${archived} records; manifest ${signed.manifest.number} signs for ${signed.manifest.count}.`,
    );
    return 0;
  },
};
