/** Where in the archive a patient's records are: what a legal hold is put on. */
import { type Archive, linkOf } from '../../../functions/audit/archive/archive.ts';
import type { KnownFile } from '../../../functions/audit/audit-log.ts';
import { uuidOf } from '../../../functions/audit/call-ids.ts';
import { filesOf } from '../../../functions/audit/inquiry/inquiry.ts';
import { filterOfWholeTime } from '../call-filter.ts';
import type { Command, Run, Tool } from '../command.ts';
import { archiveOptions, scopeOptions } from '../options.ts';
import { pseudonymsOf } from '../pseudonyms.ts';

const hour = 3_600_000;

/** A row is archived within seconds, so in the hour of its making or the next. */
const hoursAround = (at: string): string[] =>
  [0, hour].map((later) => {
    const instant = new Date(Date.parse(at) + later).toISOString();
    return `entries/${instant.slice(0, 13).replace(/[-T]/g, '/')}/`;
  });

const madeAt = ({ call, feedback, repeats }: KnownFile): string[] =>
  [call, ...feedback, ...repeats].map(({ record }) => record.at);

const holdsOne = async (archive: Archive, key: string, callIds: readonly string[]): Promise<boolean> => {
  for await (const body of archive.lines(key)) {
    if (linkOf(body) !== undefined && callIds.some((callId) => body.includes(`"callId":"${callId}"`)))
      return true;
  }
  return false;
};

async function* objectsWith(archive: Archive, files: readonly KnownFile[], prefixes: readonly string[]) {
  // feedback that came before its call names the card
  const callIds = files.flatMap(({ call: { record } }) =>
    record.kind === 'call'
      ? [record.callId, ...record.cards.map((line) => uuidOf(record, line))]
      : [record.callId],
  );
  for (const prefix of prefixes) {
    for await (const key of archive.list(prefix))
      if (await holdsOne(archive, key, callIds)) yield { object: key };
  }
}

const filesAbout = async (tool: Tool, run: Run): Promise<KnownFile[]> => {
  const { from, to } = filterOfWholeTime(run.args, tool);
  const names = await pseudonymsOf(tool, run.args, 'patient', run.args.words[0] ?? '');
  await tool.recordReading('locate', {
    patient: names.map(({ pseudonym }) => pseudonym).join(' '),
    from,
    to,
  });
  const files: KnownFile[] = [];
  for (const { pseudonym } of names) {
    for await (const file of filesOf(
      tool.access.log,
      (range) => tool.access.log.byPatient(pseudonym, range),
      { from, to },
    )) {
      files.push(file);
    }
  }
  return files;
};

export const locate: Command = {
  name: 'locate',
  group: 'Operate',
  words: ['<patient id>'],
  summary: 'the archive objects that hold a patient’s records: for a legal hold',
  help: `Looks in the hours in which the records were made; --everywhere looks through the whole archive, which
also finds what was drained later. For calls that have left the table, give --everywhere and search the
archive itself: see docs/audit.md.`,
  options: {
    ...scopeOptions,
    everywhere: { help: 'look through the whole archive' },
    ...archiveOptions,
  },
  examples: ['locate 123 --client st-elsewhere --purpose case-77 --format csv'],
  run: async (run) => {
    const tool = await run.open();
    const archive = await tool.archive();
    const files = await filesAbout(tool, run);
    const prefixes = run.args.switches.has('everywhere')
      ? ['entries/']
      : [...new Set(files.flatMap(madeAt).flatMap(hoursAround))].sort();
    const count = await run.print(objectsWith(archive, files, prefixes), ['object']);
    if (count === 0)
      run.io.note('No object of the archive holds a record about this patient; try --everywhere.');
    return 0;
  },
};
