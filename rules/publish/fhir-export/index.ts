/**
 * The knowledge for other engines: ELM in FHIR Libraries, a PlanDefinition for each rule that points into
 * them, what can be ordered, and which codes are read.
 * An export, never on the hot path; it starts from a normalised chart, whose findings are the parameters.
 */
import type { ActivityDefinition, ConceptMap, Library, ParameterDefinition, PlanDefinition } from 'fhir/r4';
import { BASE } from '../../codes/code-system.ts';
import { KNOWLEDGE_VERSION } from '../../knowledge-version.ts';
import { activityDefinitions } from './activities.ts';
import { codesRead } from './concept-map.ts';
import type { ElmType } from './elm.ts';
import { elmOf, type LogicLibrary, libraries } from './libraries.ts';
import { metadata } from './metadata.ts';
import { planDefinitions } from './plans.ts';

export {
  beyondRules,
  type CarriedRule,
  carriedRules,
  notCarriedAsMarkdown,
  rulesNotCarried,
} from './carried.ts';
export { FLAG_LIBRARY, LEG_LIBRARIES, legConclusions, RECOMMENDATION_LIBRARY } from './libraries.ts';
export { metadata } from './metadata.ts';
export { flagParameters, legParameters, type Parameters, recommendationParameters } from './parameters.ts';
export { planDefinitions, planIdOf } from './plans.ts';
export { LEGS } from './scope.ts';

/** ASCII only, so that base64 needs no encoding step. */
const base64 = (json: string): string =>
  btoa(json.replace(/[\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));

const FHIR_TYPE = {
  Boolean: 'boolean',
  Integer: 'integer',
  Decimal: 'decimal',
  String: 'string',
} as const satisfies Readonly<Record<ElmType, ParameterDefinition['type']>>;

const asParameters = (
  names: ReadonlyMap<string, ElmType>,
  use: ParameterDefinition['use'],
): ParameterDefinition[] =>
  [...names].map(([name, type]) => ({ name, use, min: 0, max: '1', type: FHIR_TYPE[type] }));

const canonical = (id: string): string => `${BASE}/Library/${id}|${KNOWLEDGE_VERSION}`;

const fhirLibrary = (logic: LogicLibrary): Library => ({
  resourceType: 'Library',
  id: logic.id,
  ...metadata('Library', logic.id, logic.title, logic.description),
  name: logic.name,
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/library-type', code: 'logic-library' }] },
  ...(logic.after.length > 0 && {
    relatedArtifact: logic.after.map((id) => ({ type: 'depends-on', resource: canonical(id) }) as const),
  }),
  parameter: [
    ...asParameters(logic.library.parameters, 'in'),
    ...asParameters(logic.library.conclusions, 'out'),
  ],
  content: [
    {
      contentType: 'application/elm+json',
      data: base64(JSON.stringify(elmOf(logic, KNOWLEDGE_VERSION))),
    },
  ],
});

export const fhirLibraries = (): readonly Library[] => libraries().map(fhirLibrary);

/** Everything that is exported. */
export const fhirExport = (): readonly (Library | PlanDefinition | ActivityDefinition | ConceptMap)[] => [
  ...fhirLibraries(),
  ...planDefinitions().values(),
  ...activityDefinitions(),
  codesRead(),
];
