import { describe, expect, test } from 'vitest';
import { KNOWLEDGE_VERSION } from '../../../rules/knowledge-version.ts';
import { everyRule } from '../../../rules/publish/every-rule.ts';
import { fhirLibraries, planDefinitions } from '../../../rules/publish/fhir-export/index.ts';

interface ElmFile {
  readonly library: {
    readonly identifier: { readonly id: string; readonly version: string };
    readonly parameters: {
      readonly def: readonly { readonly name: string; readonly default: { readonly operand: unknown } }[];
    };
    readonly statements: { readonly def: readonly { readonly name: string }[] };
  };
}

const libraries = fhirLibraries().map((resource) => ({
  resource,
  elm: (JSON.parse(atob(resource.content?.[0]?.data ?? '')) as ElmFile).library,
}));

describe.each(libraries.map((one) => [one.resource.name ?? '', one] as const))(
  '%s',
  (name, { resource, elm }) => {
    test('carries ELM of its name and of this knowledge version', () =>
      expect(elm.identifier).toEqual({ id: name, version: KNOWLEDGE_VERSION }));

    test('has no parameter that is true where nobody sets it', () =>
      expect(
        elm.parameters.def.filter((one) => JSON.stringify(one.default.operand) !== '{"type":"Null"}'),
      ).toEqual([]));

    test('lists its parameters and what it concludes', () => {
      const named = (wanted: string) =>
        (resource.parameter ?? []).flatMap(({ use, name: one }) => (use === wanted ? [one] : []));
      const defined = new Set(elm.statements.def.map((one) => one.name));
      expect(named('in')).toEqual(elm.parameters.def.map((one) => one.name));
      expect(named('out').length).toBeGreaterThan(20);
      expect(named('out').filter((one) => !defined.has(one ?? ''))).toEqual([]);
    });
  },
);

test('every rule has a plan', () =>
  expect([...planDefinitions().keys()]).toEqual(everyRule.map(({ id }) => id)));

describe('a plan', () => {
  const plans = [...planDefinitions()];

  test('is a draft of this version', () =>
    expect(
      plans.filter(([, { status, version }]) => status !== 'draft' || version !== KNOWLEDGE_VERSION),
    ).toEqual([]));

  test('names in each expression a conclusion of the one library that it names', () => {
    const wrong = plans.flatMap(([id, { library = [], action = [] }]) => {
      const named = libraries.find(
        ({ resource }) => library.length === 1 && library[0] === `${resource.url}|${resource.version}`,
      );
      const concluded = (named?.resource.parameter ?? []).flatMap(({ use, name }) =>
        use === 'out' ? [name] : [],
      );
      const used = action.flatMap(({ condition = [], dynamicValue = [] }) =>
        [...condition, ...dynamicValue].map(({ expression }) => expression?.expression),
      );
      return used.length > 0 && used.every((name) => concluded.includes(name)) ? [] : [id];
    });
    expect(wrong).toEqual([]);
  });

  test('cites its evidence', () =>
    expect(plans.filter(([, { relatedArtifact = [] }]) => relatedArtifact.length === 0)).toEqual([]));
});
