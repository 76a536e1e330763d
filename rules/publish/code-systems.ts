/**
 * Our own code systems as FHIR R4 resources, for whoever maps a chart to them: `lr-finding` (findings,
 * conditions and history) and `lr-value` (the words and set items that findings can take). Pure; written to
 * `code-system-*.json` by `npm run generate`. Not loaded at run time.
 */
import type { CodeSystemConcept, CodeSystem as CodeSystemResource } from 'fhir/r4';
import { codeSystems } from '../codes/code-system.ts';
import { ownWords } from '../codes/own-words.ts';
import { conditions, type FindingSpec, findingIds, findings, wordsOfSet } from '../findings/index.ts';

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
      return `one component for each item: ${wordsOfSet(value).join(', ')}`;
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
    [...ownWords],
    { version, date },
  ),
});
