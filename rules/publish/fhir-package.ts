/**
 * The definitions and the exported rules as an npm FHIR package (FHIR NPM Package specification, version 1 of its
 * index): file by file, for whoever packs it. Pure.
 */
import type {
  ActivityDefinition,
  CapabilityStatement,
  ConceptMap,
  FhirResource,
  ImplementationGuide,
  Library,
  PlanDefinition,
} from 'fhir/r4';
import { BASE } from '../codes/code-system.ts';
import { KNOWLEDGE_DATE, KNOWLEDGE_VERSION } from '../knowledge-version.ts';
import { profilesOf } from './claimed-profiles.ts';
import { type Definition, definitions } from './definitions.ts';
import { beyondRules, carriedRules, notCarriedAsMarkdown, rulesNotCarried } from './fhir-export/carried.ts';
import { fhirExport } from './fhir-export/index.ts';
import { metadata } from './fhir-export/metadata.ts';

export const PACKAGE = 'org.radix-cds.leg-symptoms';

/** A resource with a canonical. */
export type PackageResource =
  | Definition
  | Library
  | PlanDefinition
  | ActivityDefinition
  | ConceptMap
  | CapabilityStatement
  | ImplementationGuide;

const TITLE = 'Radix CDS: leg symptoms and lumbar radiculopathy';
const DESCRIPTION =
  'The intake form, code systems, value sets and code map of Radix CDS, its rules as PlanDefinitions with ELM, what it can offer to order, and its CDS Hooks services.';

/** What the profiles are of that the resources claim. */
const DEPENDENCIES = {
  'hl7.fhir.r4.core': '4.0.1',
  'hl7.fhir.uv.cpg': '2.0.0',
  'hl7.fhir.uv.crmi': '1.0.0',
} as const;

const manifest = {
  name: PACKAGE,
  version: KNOWLEDGE_VERSION,
  canonical: BASE,
  url: BASE,
  title: TITLE,
  description: DESCRIPTION,
  type: 'IG',
  author: 'The Radix CDS authors',
  license: 'Apache-2.0',
  date: `${KNOWLEDGE_DATE.replaceAll('-', '')}000000`,
  fhirVersions: ['4.0.1'],
  'fhir-version-list': ['4.0.1'],
  dependencies: DEPENDENCIES,
  directories: { lib: 'package' },
};

const guide = (resources: readonly PackageResource[]): ImplementationGuide => ({
  resourceType: 'ImplementationGuide',
  id: PACKAGE,
  ...metadata('ImplementationGuide', PACKAGE, TITLE, DESCRIPTION),
  name: 'RadixCdsLegSymptoms',
  packageId: PACKAGE,
  license: 'Apache-2.0',
  fhirVersion: ['4.0.1'],
  dependsOn: [
    {
      uri: 'http://hl7.org/fhir/uv/cpg/ImplementationGuide/hl7.fhir.uv.cpg',
      packageId: 'hl7.fhir.uv.cpg',
      version: DEPENDENCIES['hl7.fhir.uv.cpg'],
    },
    {
      uri: 'http://hl7.org/fhir/uv/crmi/ImplementationGuide/hl7.fhir.uv.crmi',
      packageId: 'hl7.fhir.uv.crmi',
      version: DEPENDENCIES['hl7.fhir.uv.crmi'],
    },
  ],
  definition: {
    resource: resources.map(({ resourceType, id, title, description }) => ({
      reference: { reference: `${resourceType}/${id}` },
      ...(title && { name: title }),
      ...(description && { description }),
      exampleBoolean: false,
    })),
  },
});

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

const claiming = <T extends FhirResource>(resource: T): T => ({
  ...resource,
  meta: { profile: [...profilesOf(resource)] },
});

/** @param services what the package says of the CDS Hooks services. @returns path in the package → text */
export const fhirPackage = (services: readonly PackageResource[] = []): Readonly<Record<string, string>> => {
  const resources: readonly PackageResource[] = [...definitions(), ...fhirExport(), ...services];
  const files = [guide(resources), ...resources].map(
    (one) => [`${one.resourceType}-${one.id}.json`, claiming(one)] as const,
  );
  const index = files.map(([filename, { resourceType, id, url, version, ...rest }]) => ({
    filename,
    resourceType,
    id,
    url,
    version,
    ...('kind' in rest && { kind: rest.kind }),
  }));
  return Object.fromEntries([
    ['package/package.json', json(manifest)],
    ['package/.index.json', json({ 'index-version': 1, files: index })],
    ['package/other/not-exported.json', json({ rules: carriedRules(), rulesNotCarried, beyondRules })],
    ['package/other/not-exported.md', `# What is not in the package\n\n${notCarriedAsMarkdown()}\n`],
    ...files.map(([name, resource]) => [`package/${name}`, json(resource)] as const),
  ]);
};
