/**
 * `clients preview`: the cards of one chart of an export, or how many charts of it have which card, read through a map,
 * each as of its newest entry. Nothing is running and nothing is sent: it is the service's own code on a file.
 */
import { parseArgs } from 'node:util';
import { composeCards } from '../../functions/cards/index.ts';
import { standardProfile } from '../../functions/client/profile.ts';
import type { CodeMap } from '../../rules/codes/index.ts';
import { extract } from '../../rules/extract/index.ts';
import { evaluate } from '../../rules/index.ts';
import type { EditReport } from './edit-registry.ts';
import { type ExportedResource, exportFiles, readExport, Unreadable } from './learn/export.ts';
import { mapIn } from './learn/map-file.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** By its id, in a reference of either kind: a transaction names its patient `urn:uuid:…`. */
const patientOf = ({ resourceType, id, subject, patient }: ExportedResource): string => {
  if (resourceType === 'Patient') return text(id);
  const { reference } = (subject ?? patient ?? {}) as { reference?: unknown };
  return text(reference).split(/[/:]/).at(-1) ?? '';
};

const aboutPatient = (one: ExportedResource): ExportedResource => {
  const at = one['subject'] === undefined ? 'patient' : 'subject';
  return one['resourceType'] === 'Patient' || one[at] === undefined
    ? one
    : { ...one, [at]: { reference: `Patient/${patientOf(one)}` } };
};

/** What the service never asks for fills most of an export. */
const UNASKED: ReadonlySet<unknown> = new Set([
  'Claim',
  'DocumentReference',
  'ExplanationOfBenefit',
  'Immunization',
  'Provenance',
]);

/** The charts of the export, by the id of their patient; one chart where an id is given. */
const chartsOf = async (
  paths: readonly string[],
  only: string | undefined,
): Promise<ReadonlyMap<string, readonly ExportedResource[]>> => {
  const charts = new Map<string, ExportedResource[]>();
  for await (const one of readExport(await exportFiles(paths))) {
    const id = patientOf(one);
    if (id === '' || (only ?? id) !== id || UNASKED.has(one['resourceType'])) continue;
    const chart = charts.get(id) ?? [];
    chart.push(aboutPatient(one));
    charts.set(id, chart);
  }
  return charts;
};

const dates = ['effectiveDateTime', 'authored', 'recordedDate', 'authoredOn', 'issued'] as const;

/** An hour after the newest entry, so that all of it is of before; nothing where no entry has a date. */
const justAfter = (resources: readonly ExportedResource[]): string | undefined => {
  const newest = resources
    .flatMap((one) => dates.map((name) => Date.parse(text(one[name]))))
    .filter(Number.isFinite)
    .reduce((latest, date) => Math.max(latest, date), Number.NEGATIVE_INFINITY);
  return Number.isFinite(newest) ? new Date(newest + 3_600_000).toISOString() : undefined;
};

export const previewUsage = [
  'npm run clients -- preview EXPORT…   counts the cards that the charts of the export would have; it holds them all',
  '    --patient ID             shows the cards of one chart in full',
  '    --map FILE               read through this map',
  '    --examination narrative  as for a site that examines legs in notes',
];

interface ReadThrough {
  readonly codeMap: CodeMap | undefined;
  readonly examination: 'coded' | 'narrative';
}

const answerOf = (
  patientId: string,
  resources: readonly ExportedResource[],
  now: string,
  { codeMap, examination }: ReadThrough,
) => {
  const extraction = extract({
    now,
    patientId,
    hook: 'patient-view',
    resources,
    ...(codeMap && { codeMap }),
  });
  const { cards } = composeCards({
    evaluation: evaluate(extraction.input),
    extraction,
    context: { hook: 'patient-view', userId: 'Practitioner/preview', patientId },
    profile: { ...standardProfile, plainText: true, examination },
    callId: '0190a000-0000-8000-8000-000000000000',
    overrides: { find: () => undefined },
  });
  return { cards, facts: extraction.input.facts.length };
};

type Charts = ReadonlyMap<string, readonly ExportedResource[]>;

const one = (charts: Charts, patientId: string, through: ReadThrough): readonly string[] => {
  const resources = charts.get(patientId);
  if (resources === undefined)
    throw new Unreadable(`no resource of the export is about Patient/${patientId}`);
  const now = justAfter(resources);
  if (now === undefined)
    throw new Unreadable('the chart has no dated entry: nothing in it counts as of today');
  const { cards, facts } = answerOf(patientId, resources, now, through);
  return [
    `${resources.length} resources, ${facts} findings read, as of ${now.slice(0, 10)}`,
    ...(cards.length === 0 ? ['No card.'] : []),
    ...cards.flatMap(({ indicator, summary, detail }) => ['', `${indicator}: ${summary}`, detail ?? '']),
  ];
};

/** Names no patient: cards with how many charts have each, the most frequent first. */
const all = (charts: Charts, through: ReadThrough): readonly string[] => {
  const counts = new Map<string, number>();
  let undated = 0;
  let withCard = 0;
  for (const [patientId, resources] of charts) {
    const now = justAfter(resources);
    if (now === undefined) {
      undated++;
      continue;
    }
    const { cards } = answerOf(patientId, resources, now, through);
    if (cards.length > 0) withCard++;
    for (const { indicator, summary } of cards) {
      const said = `${indicator}: ${summary}`;
      counts.set(said, (counts.get(said) ?? 0) + 1);
    }
  }
  return [
    `${charts.size} charts, ${withCard} with a card, each as of its newest entry`,
    ...(undated === 0
      ? []
      : [
          undated === 1
            ? '1 of them has no dated entry: nothing in it counts as of today'
            : `${undated} of them have no dated entry: nothing in them counts as of today`,
        ]),
    ...[...counts].sort(([, a], [, b]) => b - a).map(([said, n]) => `${String(n).padStart(6)} × ${said}`),
  ];
};

/** @param words of the command line behind `preview` @throws Unreadable */
export const preview = async (words: readonly string[]): Promise<EditReport> => {
  const string = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { map: string, patient: string, examination: string },
  });
  if (positionals.length === 0) return { ok: false, lines: previewUsage };
  const { map: codeMap, warnings } = await mapIn(values.map);
  const examination = values.examination === 'narrative' ? 'narrative' : 'coded';
  const charts = await chartsOf(positionals, values.patient);
  const through: ReadThrough = { codeMap, examination };
  const lines = values.patient === undefined ? all(charts, through) : one(charts, values.patient, through);
  return { ok: true, lines: [...warnings, ...lines] };
};
