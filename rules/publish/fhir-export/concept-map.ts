/**
 * Which standard codes are read as which of our findings and conditions. The relation is left open: whether a code says
 * the finding, asks for it or names it among other things depends on the resource that it stands in.
 */
import type { ConceptMap, ConceptMapGroup, ConceptMapGroupElement } from 'fhir/r4';
import { type CodeSystem, codeSystems } from '../../codes/code-system.ts';
import { conditionCodes } from '../../codes/condition-codes.ts';
import { type ConditionId, conditions, findingIds, findings } from '../../findings/index.ts';
import { metadata } from './metadata.ts';

interface Mapped {
  readonly system: CodeSystem;
  readonly code: string;
  readonly target: string;
  readonly family?: true;
}

const COPYRIGHT =
  'Codes alone. SNOMED CT is copyright of SNOMED International, LOINC of Regenstrief Institute, ICD-10-CM is adapted from ICD-10, copyright of WHO: see NOTICE of the project. Whoever uses them needs the rights to.';

const all = (): readonly Mapped[] =>
  [
    ...findingIds.flatMap((id) => findings[id].codes.map((one) => ({ ...one, target: id as string }))),
    ...(Object.keys(conditions) as ConditionId[]).flatMap((id) =>
      (conditionCodes[id] ?? []).map((one) => ({ ...one, target: id as string })),
    ),
  ].filter(({ system }) => system !== 'cpt' && system !== 'finding' && system !== 'value');

const elementOf = (code: string, of: readonly Mapped[]): ConceptMapGroupElement => ({
  code,
  target: [...new Map(of.map((one) => [one.target, one])).values()].map(({ target, family }) => ({
    code: target,
    equivalence: 'relatedto',
    ...(family && { comment: 'with every code below it' }),
  })),
});

const groupOf = (system: CodeSystem, of: readonly Mapped[]): ConceptMapGroup => ({
  source: codeSystems[system],
  target: codeSystems.finding,
  element: [...Map.groupBy(of, ({ code }) => code)].map(([code, same]) => elementOf(code, same)),
});

export const codesRead = (): ConceptMap => ({
  resourceType: 'ConceptMap',
  id: 'codes-read',
  ...metadata(
    'ConceptMap',
    'codes-read',
    'Codes read as findings and conditions',
    'For each standard code of the tables of findings and conditions, the finding or condition of lr-finding that a record with it can establish.',
  ),
  copyright: COPYRIGHT,
  group: [...Map.groupBy(all(), ({ system }) => system)].map(([system, of]) => groupOf(system, of)),
});
