/** Who changed what the service does: the policy and the client registry, and whether they stand as recorded. */
import type { ChangeRecord } from '../../../functions/audit/record.ts';
import { exitCodeOf } from '../../../functions/audit/verify/finding.ts';
import { filterOfWholeTime, limitOf } from '../call-filter.ts';
import type { Command } from '../command.ts';
import { limitOption, timeOptions } from '../options.ts';
import { changesOnRecord, unrecorded } from '../standing.ts';

const row = ({ at, by, of, about, before, after, signers = [], callId }: ChangeRecord) => ({
  at,
  by,
  what: `${of} ${about}`,
  before: before.join(' '),
  after: after.join(' '),
  signers: signers.join(' + '),
  callId,
});
const columns = ['at', 'by', 'what', 'before', 'after', 'signers', 'callId'];

export const changes: Command = {
  name: 'changes',
  group: 'Look',
  words: ['[what]'],
  summary: 'who changed the policy or the client registry, when, from what to what',
  help: `Newest first. WHAT is policy, or the id of a client. Of a client the fields that differ are listed, keys by
thumbprint. Then it says whether the registry and the policy stand as the last change on record left them (exit code
19 when not): somebody who writes the table without npm run clients or npm run policy leaves no record.`,
  options: { ...timeOptions, ...limitOption },
  examples: ['changes', 'changes policy --from 30d', 'changes st-elsewhere --limit 0'],
  run: async (run) => {
    const tool = await run.open();
    const { from, to } = filterOfWholeTime(run.args, tool);
    const [what] = run.args.words;
    await tool.recordReading('changes', { from, to });
    const limit = limitOf(run.args);
    const found: ChangeRecord[] = [];
    for await (const change of changesOnRecord(tool)) {
      if (found.length === limit) break;
      const isAsked = what === undefined || what === change.about || what === change.of;
      if (isAsked && change.at >= from && change.at < to) found.push(change);
    }
    await run.print(found.map(row), columns);
    if (found.length === 0) run.io.note('No change is on record.');
    const findings = await unrecorded(tool, run);
    for (const { where, sentence } of findings) run.io.note(`UNRECORDED ${where}: ${sentence}`);
    if (findings.length === 0)
      run.io.note('Registry and policy stand as the last change on record left them.');
    return exitCodeOf(findings);
  },
};
