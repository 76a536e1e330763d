/** Runs the verification as the environment and the options of a command describe it. */
import { type Archive, linesIn, manifestsIn } from '../../functions/audit/archive/archive.ts';
import type { VerifySource } from '../../functions/audit/verify/finding.ts';
import { type Verification, verify } from '../../functions/audit/verify/verify.ts';
import { timeOption } from './call-filter.ts';
import { Refused, type Run, type Tool } from './command.ts';
import { certifierKeys, logPolicy, publicKeys } from './keys.ts';
import { savedCheckpoints, savedManifests } from './manifests.ts';

/** Milliseconds. A call waits a quarter of a second for its row at most; the stream archives within seconds. */
const tableSettles = 1_000;
const archiveSettles = 5_000;

const archiveIfAny = async (tool: Tool): Promise<Archive | undefined> =>
  tool.archive().catch((error: unknown) => {
    if (error instanceof Refused) return undefined;
    throw error;
  });

export interface ToolVerification extends Verification {
  /** False where no key was named that certifies the processes of the service. */
  readonly isOriginChecked: boolean;
}

export const verified = async (run: Run, tool: Tool, inArchive: boolean): Promise<ToolVerification> => {
  const archive = inArchive ? await tool.archive() : await archiveIfAny(tool);
  const since = timeOption(run.args, 'from', run.now());
  const archived = archive === undefined ? [] : manifestsIn(archive, since);
  const saved = await savedManifests(run.args.lists['manifest'] ?? []);
  const keys = archive !== undefined || saved.length > 0 ? await publicKeys(run.args, run.env) : [];
  const kept = await savedCheckpoints(run.args.lists['checkpoint'] ?? []);
  const log = archive && {
    archive,
    policy: await logPolicy(run.args, run.env),
    saved: kept,
    ...(since && { since }),
  };
  const certifiers = await certifierKeys(run.args, run.env);
  await tool.recordReading('verify', { source: inArchive ? 'archive' : 'table' });
  const source: VerifySource =
    inArchive && archive
      ? { kind: 'archive', lines: () => linesIn(archive, since) }
      : { kind: 'table', rows: () => tool.whole.scan() };
  const total = inArchive ? 0 : await tool.whole.size();
  const result = await run.counting('records', total, (progress) =>
    verify({
      source,
      log,
      archived,
      saved,
      keys,
      certifiers,
      partial: since !== undefined,
      now: run.now,
      progress,
      settle: () => run.io.pause(inArchive ? archiveSettles : tableSettles),
    }),
  );
  return { ...result, isOriginChecked: certifiers.length > 0 };
};
