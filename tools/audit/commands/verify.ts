/** Has anything been changed, deleted, inserted or reordered? */
import { type Archive, linesIn, manifestsIn } from '../../../functions/audit/archive/archive.ts';
import {
  exitCodeOf,
  type VerifyFinding,
  type VerifySource,
} from '../../../functions/audit/verify/finding.ts';
import { type Verification, verify as verification } from '../../../functions/audit/verify/verify.ts';
import { timeOption } from '../call-filter.ts';
import { type Command, Refused, type Tool } from '../command.ts';
import { certifierKeys, publicKeys } from '../keys.ts';
import { savedManifests } from '../manifests.ts';
import { archiveOptions, keyOptions } from '../options.ts';
import { unrecorded } from '../standing.ts';

const findingRow = ({ code, chain, seq, where, sentence }: VerifyFinding) => ({
  finding: code,
  chain,
  seq,
  where,
  sentence,
});

const verdict = ({
  records,
  chains,
  manifests,
  signedFor,
  expired,
  copies,
  findings,
}: Verification): string =>
  [
    findings.length === 0 ? 'The audit log is whole.' : `${findings.length} findings.`,
    `${records} records in ${chains} chains, ${signedFor} of them signed for by ${manifests} manifest${manifests === 1 ? '' : 's'}`,
    ...(expired > 0 ? [`${expired} older ones have expired from the table; the archive has them`] : []),
    ...(copies > 0 ? [`${copies} are in the archive twice, as a stream may deliver`] : []),
  ].join('\n');

/** Milliseconds. A call waits a quarter of a second for its row at most; the stream archives within seconds. */
const tableSettles = 1_000;
const archiveSettles = 5_000;

const archiveIfAny = async (tool: Tool): Promise<Archive | undefined> =>
  tool.archive().catch((error: unknown) => {
    if (error instanceof Refused) return undefined;
    throw error;
  });

export const verify: Command = {
  name: 'verify',
  group: 'Prove',
  summary: 'has anything been changed, deleted, inserted or reordered?',
  help: `Reads the whole table (or with --archived the whole archive) and names the record. Exit code 0: whole;
18 forged, 10 changed, 11 missing, 12 inserted, 13 wrong Merkle root, 14 wrong signature, 15 manifests that do not follow
one another or differ from a saved one, 17 reordered, 19 a client or a policy that no change on record left as it is
(of the table alone). What was written since the last manifest and then cut or
rewritten with all its hashes cannot be seen here.

The audit log may be in use meanwhile: where a record seems to be missing, the tool waits some seconds and looks again.
What is still in the spill is missing until it is drained: drain first.

A record that was being written when its process was killed may be reported missing where later records of the
same process were stored: it was never answered.`,
  options: {
    archived: { help: 'verify the archive instead of the table' },
    from: { value: 'TIME', help: 'only what was archived and signed for since; for a check every day' },
    manifest: {
      value: 'FILE',
      help: 'a manifest that was kept elsewhere; may be given more than once',
      multiple: true,
    },
    certifier: {
      value: 'PEM',
      help: 'public key that certifies the processes of the service; may be given more than once',
      multiple: true,
    },
    ...archiveOptions,
    ...keyOptions,
  },
  examples: ['verify', 'verify --manifest kept/00000012.json --key auditor.pem', 'verify --archived'],
  run: async (run) => {
    const tool = await run.open();
    const inArchive = run.args.switches.has('archived');
    const archive = inArchive ? await tool.archive() : await archiveIfAny(tool);
    const since = timeOption(run.args, 'from', run.now());
    const archived = archive === undefined ? [] : manifestsIn(archive, since);
    const saved = await savedManifests(run.args.lists['manifest'] ?? []);
    const keys = archive !== undefined || saved.length > 0 ? await publicKeys(run.args, run.env) : [];
    const certifiers = await certifierKeys(run.args, run.env);
    await tool.recordReading('verify', { source: inArchive ? 'archive' : 'table' });
    const source: VerifySource =
      inArchive && archive
        ? { kind: 'archive', lines: () => linesIn(archive, since) }
        : { kind: 'table', rows: () => tool.whole.scan() };
    const total = inArchive ? 0 : await tool.whole.size();
    const result = await run.counting('records', total, (progress) =>
      verification({
        source,
        archived,
        saved,
        keys,
        certifiers,
        partial: since !== undefined,
        now: run.now(),
        progress,
        settle: () => run.io.pause(inArchive ? archiveSettles : tableSettles),
      }),
    );
    const findings = [...result.findings, ...(inArchive ? [] : await unrecorded(tool, run))];
    run.io.note(verdict({ ...result, findings }));
    if (certifiers.length === 0)
      run.io.note('Who wrote the records was not checked: name the key with --certifier or CERTIFY_KEY_ARN.');
    await run.print(findings.map(findingRow), ['finding', 'where', 'chain', 'seq', 'sentence']);
    return exitCodeOf(findings);
  },
};
