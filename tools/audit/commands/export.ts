/** The audit log for other systems: as FHIR R4 AuditEvents, or as the records themselves. */

import type { KnownFile } from '../../../functions/audit/audit-log.ts';
import { auditEvents } from '../../../functions/audit/fhir/audit-events.ts';
import { filesIn } from '../../../functions/audit/inquiry/inquiry.ts';
import type { AuditEntry } from '../../../functions/audit/record.ts';
import { everything, filterOf, further } from '../call-filter.ts';
import { type Command, Refused } from '../command.ts';
import { scopeOptions } from '../options.ts';

const entriesOf = ({ call, feedback, steps, repeats }: KnownFile): AuditEntry[] => [
  call,
  ...feedback,
  ...steps,
  ...repeats,
];

const as = {
  fhir: (url: string) => (entry: AuditEntry) => auditEvents({ url }, entry),
  records: () => (entry: AuditEntry) => [entry],
} as const;

export const exporting: Command = {
  name: 'export',
  group: 'Learn',
  summary: 'the audit log as FHIR R4 AuditEvents (IHE BALP) or as records, one a line',
  help: 'NDJSON on standard output. People stay pseudonyms. CDS_BASE_URL names this service in the events.',
  options: {
    ...scopeOptions,
    as: { value: 'KIND', help: 'fhir (the default) or records' },
  },
  examples: [
    'export --from yesterday --to today > audit-events.ndjson',
    'export --as records --from 2026-11-01 > november.ndjson',
  ],
  run: async (run) => {
    const kind = run.args.options['as'] ?? 'fhir';
    if (kind !== 'fhir' && kind !== 'records') throw new Refused('--as takes fhir or records.');
    const tool = await run.open();
    const scope = await filterOf(run.args, tool, everything);
    const { client } = run.args.options;
    await tool.recordReading('export', {
      as: kind,
      from: scope.from,
      to: scope.to,
      ...(client && { client }),
    });
    const rendered = as[kind](run.env['CDS_BASE_URL'] ?? 'urn:radix-cds:service');
    let lines = 0;
    for await (const file of filesIn(tool.access, scope)) {
      for (const object of entriesOf(file).flatMap<object>(rendered)) {
        await run.io.out(`${JSON.stringify(object)}\n`);
        lines += 1;
      }
    }
    run.io.note(`${lines} lines`);
    const more = further(run.args, scope);
    if (more !== undefined) run.io.note(more);
    return 0;
  },
};
