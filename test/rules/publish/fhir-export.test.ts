import { describe, expect, test } from 'vitest';
import { KNOWLEDGE_VERSION } from '../../../rules/knowledge-version.ts';
import { fhirExport, fhirLibrary, planDefinitions } from '../../../rules/publish/fhir-export/index.ts';

interface ElmFile {
  readonly library: {
    readonly identifier: { readonly version: string };
    readonly parameters: {
      readonly def: readonly { readonly name: string; readonly default: { readonly operand: unknown } }[];
    };
    readonly statements: { readonly def: readonly { readonly name: string }[] };
  };
}
const decoded = (): ElmFile => JSON.parse(atob(fhirLibrary().content?.[0]?.data ?? '')) as ElmFile;

test('the library carries ELM of this knowledge version', () =>
  expect(decoded().library.identifier.version).toBe(KNOWLEDGE_VERSION));

test('what nobody sets is null, not true', () =>
  expect(
    decoded().library.parameters.def.filter(
      (one) => JSON.stringify(one.default.operand) !== '{"type":"Null"}',
    ),
  ).toEqual([]));

test('no definition is missing a name or has one twice', () => {
  const names = decoded().library.statements.def.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(planDefinitions().map((plan) => [plan.id ?? '', plan] as const))(
  'PlanDefinition %s',
  (_, plan) => {
    test('is a draft of this version, in the library it names', () => {
      expect(plan).toMatchObject({ status: 'draft', version: KNOWLEDGE_VERSION });
      expect(plan.library).toEqual([`${fhirLibrary().url}|${KNOWLEDGE_VERSION}`]);
    });

    test('every expression is a definition of the library', () => {
      const names = decoded().library.statements.def.map(({ name }) => name);
      const used = (plan.action ?? []).flatMap(({ condition = [], dynamicValue = [] }) =>
        [...condition, ...dynamicValue].map(({ expression }) => expression?.expression),
      );
      expect(used.length).toBeGreaterThan(0);
      expect(used.filter((name) => !name || !names.includes(name))).toEqual([]);
    });

    test('cites its evidence', () => expect(plan.relatedArtifact?.length).toBeGreaterThan(0));
  },
);

test('each file is one resource', () =>
  expect(Object.keys(fhirExport())).toEqual([
    'Library-radix-cds',
    'PlanDefinition-rf-ces',
    'PlanDefinition-rf-motor',
    'PlanDefinition-nerve-root',
  ]));
