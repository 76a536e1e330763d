/** Has anything been changed, deleted, inserted or reordered? */
import { exitCodeOf, type VerifyFinding } from '../../../functions/audit/verify/finding.ts';
import type { Verification } from '../../../functions/audit/verify/verify.ts';
import type { Command } from '../command.ts';
import { archiveOptions, keyOptions, policyOptions } from '../options.ts';
import { unrecorded } from '../standing.ts';
import { verified } from '../verifying.ts';

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
  log,
  findings,
  acknowledged,
}: Verification): string =>
  [
    findings.length === 0 ? 'The audit log is whole.' : `${findings.length} findings.`,
    `${records} records in ${chains} chains`,
    ...(log === undefined
      ? ['no checkpoint signs for any of them']
      : [`the tlog has ${log.size} records, signed for at ${log.made}`]),
    ...(log !== undefined && log.accepted !== log.size
      ? [`the newest checkpoint that the policy accepts has ${Math.max(log.accepted, 0)}`]
      : []),
    ...(log?.waiting ? [`${log.waiting} objects wait for the next checkpoint`] : []),
    ...(log?.exhibits
      ? [`${log.exhibits} objects under tampering/ or aws/lambda/ tell of alarms: look at them`]
      : []),
    ...(manifests > 0
      ? [`${signedFor} records are signed for by ${manifests} manifest${manifests === 1 ? '' : 's'} as well`]
      : []),
    ...(expired > 0 ? [`${expired} older ones have expired from the table; the archive has them`] : []),
    ...acknowledged.map(
      ({ chain, first, last, by, at, purpose }) =>
        `${first === last ? `record ${first}` : `records ${first} to ${last}`} of chain ${chain}: acknowledged as never written, its process was killed (${by}, ${at}, ${purpose})`,
    ),
    ...(copies > 0 ? [`${copies} are in the archive twice, as a stream may deliver`] : []),
  ].join('\n');

export const verify: Command = {
  name: 'verify',
  group: 'Prove',
  summary: 'has anything been changed, deleted, inserted or reordered?',
  help: `Reads the whole table (or with --archived the whole archive) and names the record. Exit code 0: whole;
18 forged, 10 changed, 11 missing, 12 inserted, 13 wrong Merkle root, 14 wrong signature, 15 a tlog that was rolled back or
forked, or manifests that do not follow one another, 16 without the witnesses that the policy asks for, 17 reordered, 19 a
client or a policy that no change on record left as it is (of the table alone), 20 dated back or ahead. What was written since the last checkpoint and then cut or rewritten with all its hashes cannot be seen here.

The audit log may be in use meanwhile: where a record seems to be missing, the tool waits some seconds and looks again.
What is still in the spill is missing until it is drained: drain first.

A record that was being written when its process was killed is reported missing where later records of the
same process were stored: it was never answered. See acknowledge.`,
  options: {
    archived: { help: 'verify the archive instead of the table' },
    from: { value: 'TIME', help: 'only what was archived and signed for since; for a check every day' },
    checkpoint: {
      value: 'FILE',
      help: 'a checkpoint that was kept elsewhere, or that a witness cosigned; may be given more than once',
      multiple: true,
    },
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
    ...policyOptions,
    ...archiveOptions,
    ...keyOptions,
  },
  examples: [
    'verify',
    'verify --archived',
    'verify --archived --policy log.policy --checkpoint kept/checkpoint',
  ],
  run: async (run) => {
    const tool = await run.open();
    const inArchive = run.args.switches.has('archived');
    const result = await verified(run, tool, inArchive);
    const findings = [...result.findings, ...(inArchive ? [] : await unrecorded(tool, run))];
    run.io.note(verdict({ ...result, findings }));
    if (!result.isOriginChecked)
      run.io.note('Who wrote the records was not checked: name the key with --certifier or CERTIFY_KEY_ARN.');
    await run.print(findings.map(findingRow), ['finding', 'where', 'chain', 'seq', 'sentence']);
    return exitCodeOf(findings);
  },
};
