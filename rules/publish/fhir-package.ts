/**
 * The definitions and the exported rules as an npm FHIR package (FHIR NPM Package specification, version 1 of its
 * index): file by file, for whoever packs it. Pure.
 */
import { BASE } from '../codes/code-system.ts';
import { KNOWLEDGE_DATE, KNOWLEDGE_VERSION } from '../knowledge-version.ts';
import { definitions } from './definitions.ts';
import {
  beyondRules,
  carriedRules,
  fhirExport,
  notCarriedAsMarkdown,
  rulesNotCarried,
} from './fhir-export/index.ts';

export const PACKAGE = 'org.radix-cds.leg-symptoms';

const manifest = {
  name: PACKAGE,
  version: KNOWLEDGE_VERSION,
  canonical: BASE,
  url: BASE,
  title: 'Radix CDS: leg symptoms and lumbar radiculopathy',
  description:
    'The intake form, code systems and value sets of Radix CDS, and its rules as PlanDefinitions with ELM.',
  type: 'Conformance',
  author: 'The Radix CDS authors',
  license: 'Apache-2.0',
  date: `${KNOWLEDGE_DATE.replaceAll('-', '')}000000`,
  fhirVersions: ['4.0.1'],
  'fhir-version-list': ['4.0.1'],
  dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
  directories: { lib: 'package' },
};

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Path in the package → text. */
export const fhirPackage = (): Readonly<Record<string, string>> => {
  const resources = [...definitions(), ...fhirExport()];
  const files = resources.map((one) => [`${one.resourceType}-${one.id}.json`, one] as const);
  const index = files.map(([filename, { resourceType, id, url, version }]) => ({
    filename,
    resourceType,
    id,
    url,
    version,
  }));
  return Object.fromEntries([
    ['package/package.json', json(manifest)],
    ['package/.index.json', json({ 'index-version': 1, files: index })],
    ['package/other/not-exported.json', json({ rules: carriedRules(), rulesNotCarried, beyondRules })],
    ['package/other/not-exported.md', `# What is not in the package\n\n${notCarriedAsMarkdown()}\n`],
    ...files.map(([name, resource]) => [`package/${name}`, json(resource)] as const),
  ]);
};
