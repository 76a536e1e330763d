/** Calls about a patient, by a user, of one moment in the EHR. */
import { firstOf } from '../../../functions/audit/inquiry/in-order.ts';
import { filesOf, newestOf } from '../../../functions/audit/inquiry/inquiry.ts';
import { filterOfWholeTime, limitOf, plain } from '../call-filter.ts';
import type { Command } from '../command.ts';
import { limitOption, scopeOptions } from '../options.ts';
import { printed } from '../print-calls.ts';
import { pseudonymsOf } from '../pseudonyms.ts';

const personCommand = (
  person: 'patient' | 'user',
  text: Pick<Command, 'words' | 'summary' | 'help' | 'examples'>,
): Command => ({
  name: person,
  group: 'Look',
  ...text,
  options: { ...scopeOptions, ...limitOption },
  run: async (run) => {
    const tool = await run.open();
    const { log } = tool.access;
    const { from, to } = filterOfWholeTime(run.args, tool);
    const names = await pseudonymsOf(tool, run.args, person, run.args.words[0] ?? '');
    await tool.recordReading(person, {
      [person]: names.map(({ pseudonym }) => pseudonym).join(' '),
      from,
      to,
    });
    const lists = names.map(({ client, pseudonym }) =>
      filesOf(
        log,
        (range) =>
          person === 'patient' ? log.byPatient(pseudonym, range) : log.byUser(client, pseudonym, range),
        { from, to, newestFirst: true },
      ),
    );
    const files = firstOf(newestOf(lists), limitOf(run.args), () => true);
    return printed(run, files, `Nothing about this ${person} from ${from} to ${to}.`);
  },
});

export const patient = personCommand('patient', {
  words: ['<patient id>'],
  summary: 'accounting of access: all calls about one patient',
  help: 'The id as the EHR uses it (context.patientId). The tool works out the pseudonym, under every key that is still in the ring; the id itself is not recorded.',
  examples: ['patient 123 --client st-elsewhere --purpose T-1234'],
});

export const user = personCommand('user', {
  words: ['<user id>'],
  summary: 'all that one clinician asked',
  help: 'The id as the EHR uses it (context.userId), for instance Practitioner/9.',
  examples: ['user Practitioner/9 --from 30d'],
});

export const hookInstance: Command = {
  name: 'hook-instance',
  group: 'Look',
  words: ['<uuid>'],
  summary: 'the calls of one moment in the EHR',
  help: 'The hookInstance of the request. Several services that were called together share one.',
  options: { client: scopeOptions.client },
  examples: ['hook-instance d1577c69-dfbe-44ad-ba6d-3e05e953b2ea'],
  run: async (run) => {
    const tool = await run.open();
    const { log } = tool.access;
    const id = (run.args.words[0] ?? '').toLowerCase();
    const { client } = run.args.options;
    const clients = client === undefined ? await tool.access.clients() : [client];
    await tool.recordReading('hook-instance', { hookInstance: plain(id) });
    const lists = clients.map((client) => filesOf(log, (range) => log.byHookInstance(client, id, range)));
    return printed(run, newestOf(lists), 'No call with this hookInstance.');
  },
};
