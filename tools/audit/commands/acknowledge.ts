/** Puts on record that places of a chain have no record, as its process was killed. */
import { acknowledgementRecord } from '../../../functions/audit/acknowledgement.ts';
import { auditFromEnvironment } from '../../../functions/audit/from-environment.ts';
import { isPurpose } from '../../../functions/audit/reading-record.ts';
import { type Command, Refused, type Run } from '../command.ts';
import { archiveOptions, policyOptions } from '../options.ts';
import { verified } from '../verifying.ts';

/** The audit log with a certificate, which the readings of this tool have not. */
const certifiedLog = async (run: Run) => {
  const { log, certified } = await auditFromEnvironment(run.env, {
    now: run.now,
    // what is not on record is not acknowledged, so nothing needs to be spilled
    spill: () => undefined,
    limits: { write: 5_000, overrides: 5_000 },
    attempts: 5,
  });
  if (!(await certified()))
    throw new Refused(
      'Only who may sign with the key that certifies the processes of the service (in PSEUDONYM_KEYS_FILE, or CERTIFY_KEY_ARN) can acknowledge. In the cloud no role may: a process there has one call under way, so a kill leaves no place open.',
    );
  return log;
};

export const acknowledge: Command = {
  name: 'acknowledge',
  group: 'Operate',
  words: ['<chain>'],
  summary: 'put on record that a killed process left places of its chain open',
  help: `When a process is killed while several calls are under way, a later one may have its row and an earlier one not: verify calls it missing. This looks first whether a kill can have left the places open: they are among the last 64 of the chain, the later records are of requests within ten seconds, nothing was appended since, and neither the tlog nor a manifest has a record there. Drain the spill before. Then verify tells them as acknowledged, by whom and why, and they are no finding. Needs a --purpose, and the key that certifies processes.`,
  options: { ...policyOptions, ...archiveOptions },
  examples: ['acknowledge k.11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo --purpose T-1234'],
  run: async (run) => {
    const { purpose } = run.args.options;
    if (purpose === undefined || !isPurpose(purpose))
      throw new Refused(
        'Say why with --purpose: a ticket or a code of up to 64 letters, digits and . _ : # / -',
      );
    const [chain = ''] = run.args.words;
    const tool = await run.open();
    const log = await certifiedLog(run);
    const { killedEnds, findings } = await verified(run, tool, false);
    const missing = findings.filter((finding) => finding.code === 'missing' && finding.chain === chain);
    const ends = killedEnds.filter((end) => end.chain === chain);
    if (ends.length === 0 || missing.length !== ends.length) {
      for (const { sentence } of missing) run.io.note(sentence);
      throw new Refused(
        missing.length === 0
          ? `Nothing is missing in chain ${chain}.`
          : 'A kill cannot have left that open, so it is not acknowledged: treat it as audit-tampering in docs/operate.md.',
      );
    }
    for (const end of ends) {
      const when = { id: tool.newId(), at: new Date(run.now()).toISOString() };
      const facts = { by: tool.reader.by, purpose, end };
      if ((await log.append(acknowledgementRecord(facts, when))) !== 'written')
        throw new Refused('The audit table does not answer, so this cannot be recorded: try again.');
      run.io.note(`Records ${end.first} to ${end.last} of chain ${chain} are acknowledged.`);
    }
    return 0;
  },
};
