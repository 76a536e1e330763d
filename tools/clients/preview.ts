/**
 * `clients preview`: the cards of one chart of an export, read through a map, as of its newest entry. Nothing is
 * running and nothing is sent: it is the service's own code on a file.
 */
import { parseArgs } from 'node:util';
import { composeCards } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import { extract } from '../../rules/extract/index.ts';
import { evaluate } from '../../rules/index.ts';
import type { EditReport } from './edit-registry.ts';
import { type ExportedResource, exportFiles, readExport, Unreadable } from './learn/export.ts';
import { mapIn } from './learn/map-file.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const patientOf = ({ resourceType, id, subject, patient }: ExportedResource): string => {
  if (resourceType === 'Patient') return text(id);
  const { reference } = (subject ?? patient ?? {}) as { reference?: unknown };
  return text(reference).split('/').at(-1) ?? '';
};

const dates = ['effectiveDateTime', 'authored', 'recordedDate', 'authoredOn', 'issued'] as const;

/** An hour after the newest entry, so that all of it is of before. */
const justAfter = (resources: readonly ExportedResource[]): string => {
  const newest = Math.max(
    ...resources.flatMap((one) => dates.map((name) => Date.parse(text(one[name])))).filter(Number.isFinite),
  );
  if (!Number.isFinite(newest))
    throw new Unreadable('the chart has no dated entry: nothing in it counts as of today');
  return new Date(newest + 3_600_000).toISOString();
};

export const previewUsage = [
  'npm run clients -- preview EXPORT… --patient ID    shows the cards of one chart of the export',
  '    --map FILE               read through this map',
  '    --examination narrative  as for a site that examines legs in notes',
];

/** @param words of the command line behind `preview` @throws Unreadable */
export const preview = async (words: readonly string[]): Promise<EditReport> => {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { map: string, patient: string, examination: string },
  });
  const patientId = values.patient;
  if (positionals.length === 0 || patientId === undefined) return { ok: false, lines: previewUsage };
  const { map: codeMap, warnings } = await mapIn(values.map);
  const resources: ExportedResource[] = [];
  for await (const one of readExport(await exportFiles(positionals)))
    if (patientOf(one) === patientId) resources.push(one);
  if (resources.length === 0) throw new Unreadable(`no resource of the export is about Patient/${patientId}`);

  const now = justAfter(resources);
  const extraction = extract({
    now,
    patientId,
    hook: 'patient-view',
    resources,
    ...(codeMap && { codeMap }),
  });
  const examination = values.examination === 'narrative' ? 'narrative' : 'coded';
  const { cards } = composeCards({
    evaluation: evaluate(extraction.input),
    extraction,
    context: { hook: 'patient-view', userId: 'Practitioner/preview', patientId },
    profile: { ...standardProfile, plainText: true, examination },
    callId: '0190a000-0000-8000-8000-000000000000',
    overrides: { find: () => undefined },
  });
  const { facts } = extraction.input;
  return {
    ok: true,
    lines: [
      ...warnings,
      `${resources.length} resources, ${facts.length} findings read, as of ${now.slice(0, 10)}`,
      ...(cards.length === 0 ? ['No card.'] : []),
      ...cards.flatMap(({ indicator, summary, detail }) => ['', `${indicator}: ${summary}`, detail ?? '']),
    ],
  };
};
