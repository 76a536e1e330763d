/**
 * Our own code systems as FHIR R4 resources, for whoever maps a chart to them: `lr-finding` (findings,
 * conditions and history) and `lr-value` (the words and set items that findings can take). Pure; written to
 * `code-system-*.json` by `npm run generate`. Not loaded at run time.
 */
import type { CodeSystemConcept, CodeSystem as CodeSystemResource } from 'fhir/r4';
import { codeSystems } from '../codes/code-system.ts';
import { conditions, type FindingSpec, findingIds, findings } from '../findings/index.ts';
import { wellsItems } from '../findings/wells.ts';

const resource = (
  id: string,
  url: string,
  title: string,
  description: string,
  concept: CodeSystemConcept[],
  { version, date }: { readonly version: string; readonly date: string },
): CodeSystemResource => ({
  resourceType: 'CodeSystem',
  id,
  url,
  version,
  name: title.replace(/[^A-Za-z]/g, ''),
  title,
  status: 'draft',
  experimental: false,
  date,
  publisher: 'The Radix CDS authors',
  description,
  caseSensitive: true,
  content: 'complete',
  count: concept.length,
  concept,
});

/** How an Observation of the finding carries its value. */
const howRecorded = ({ value }: FindingSpec): string => {
  switch (value.type) {
    case 'boolean':
      return 'valueBoolean';
    case 'number':
      return `valueQuantity in ${value.unit}, ${value.min} to ${value.max}`;
    case 'one-of':
      return `valueCodeableConcept: ${value.values.join(', ')}${value.orBoolean ? '; or valueBoolean' : ''}`;
    case 'set':
      return `one component for each item: ${value.items.join(', ')}`;
  }
};

const findingConcepts = (): CodeSystemConcept[] =>
  findingIds.map((id) => {
    const spec = findings[id];
    const side = spec.sided ? 'with the side as laterality of bodySite' : 'no side';
    return {
      code: id,
      display: spec.label,
      definition: `${spec.ask} (${howRecorded(spec)}; ${side}; ${spec.windowDays} days)`,
    };
  });

const conditionConcepts = (): CodeSystemConcept[] =>
  Object.entries(conditions).map(([code, display]) => ({
    code,
    display,
    definition: 'Condition or history: valueBoolean true, or the code of a Flag',
  }));

const spoken = (word: string): string => word.replaceAll('-', ' ');

const answers: readonly CodeSystemConcept[] = [
  { code: 'yes', display: 'yes' },
  { code: 'no', display: 'no' },
  { code: 'not-sure', display: 'not sure', definition: 'Asked, and not known' },
  { code: 'none-of-these', display: 'none of these', definition: 'The whole list was shown and none chosen' },
  {
    code: 'none-of-the-others',
    display: 'none of the others',
    definition: 'As a component that is true: the whole list was shown, and what is not listed is absent',
  },
  { code: 'side', display: 'side', definition: 'As a component: its value is the laterality' },
];

/** MRC grades with the half grades that are charted; they count as the whole grade (5− as 5). */
const mrcGrades: readonly CodeSystemConcept[] = ['5', '4', '3', '2', '1', '0'].flatMap((grade) =>
  [grade, `${grade}+`, `${grade}-`].map((code) => ({ code, display: `MRC ${code}` })),
);

const valueConcepts = (): CodeSystemConcept[] => {
  const words = findingIds.flatMap((id) => {
    const { value } = findings[id];
    if (value.type === 'one-of') return [...value.values];
    return value.type === 'set' ? [...value.items] : [];
  });
  const listed = [...new Set([...words, ...Object.keys(wellsItems)])].map((code) => ({
    code,
    display: spoken(code),
  }));
  return [...listed, ...mrcGrades, ...answers];
};

/** @param version of the knowledge. @param date on which it was compiled. */
export const localCodeSystems = (
  version: string,
  date: string,
): Readonly<Record<'lr-finding' | 'lr-value', CodeSystemResource>> => ({
  'lr-finding': resource(
    'lr-finding',
    codeSystems.finding,
    'Leg and root findings',
    'Findings of the leg and the lumbar roots, and the conditions that bear on them, for which no verified standard code exists or beside the one that does.',
    [...findingConcepts(), ...conditionConcepts()],
    { version, date },
  ),
  'lr-value': resource(
    'lr-value',
    codeSystems.value,
    'Values of leg and root findings',
    'Words and set items that findings of lr-finding can take.',
    valueConcepts(),
    { version, date },
  ),
});
