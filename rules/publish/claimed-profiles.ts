/**
 * The profiles that the resources of the package claim: of FHIR R4 itself, of CRMI 1.0.0 and of CPG-on-FHIR 2.0.0.
 * Claimed is only what `test/rules/publish/fhir-profiles.test.ts` checks.
 */
import type { FhirResource, PlanDefinition } from 'fhir/r4';

const R4 = 'http://hl7.org/fhir/StructureDefinition';
const CRMI = 'http://hl7.org/fhir/uv/crmi/StructureDefinition/crmi';
const CPG = 'http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg';

const shared = (type: string): readonly string[] => [
  `${CRMI}-shareable${type}`,
  `${CRMI}-publishable${type}`,
];
const ofR4 = (type: string): readonly string[] => [`${R4}/shareable${type}`, ...shared(type)];

const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  Library: [...ofR4('library'), `${CRMI}-executablelibrary`],
  PlanDefinition: ofR4('plandefinition'),
  ActivityDefinition: [...ofR4('activitydefinition'), `${CPG}-computableactivity`],
  CodeSystem: ofR4('codesystem'),
  ValueSet: ofR4('valueset'),
  ConceptMap: shared('conceptmap'),
  // `experimental`, which the shareable one asks for, is not on the form
  Questionnaire: [`${CRMI}-publishablequestionnaire`, `${CPG}-computablequestionnaire`],
  CapabilityStatement: shared('capabilitystatement'),
  ImplementationGuide: [...shared('implementationguide'), `${CPG}-computableguideline`],
};

const ofPlan = ({ id = '', extension = [] }: PlanDefinition) => {
  if (extension.some(({ url }) => url === `${R4}/cqf-cdsHooksEndpoint`))
    return [`${R4}/cdshooksserviceplandefinition`];
  const kind = /^(rf|rec)-/.test(id) ? 'recommendationdefinition' : 'computableplandefinition';
  return [`${R4}/computableplandefinition`, `${CPG}-${kind}`];
};

export const profilesOf = (resource: FhirResource): readonly string[] => [
  ...(BY_TYPE[resource.resourceType] ?? []),
  ...(resource.resourceType === 'PlanDefinition' ? ofPlan(resource) : []),
];
