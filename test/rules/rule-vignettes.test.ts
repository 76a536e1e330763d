/** Every rule's own vignettes: at least one that fires, and the nearest one that does not. */
import { describe, expect, test } from 'vitest';
import { tables } from '../../rules/differential/index.ts';
import { inputOf, type Vignette } from '../../rules/engine/rule.ts';
import { assess } from '../../rules/index.ts';
import { redFlags } from '../../rules/red-flags/index.ts';

interface Cases<A, B> {
  readonly fires: readonly Vignette<A>[];
  readonly doesNot: readonly Vignette<B>[];
}

const rows = <A, B>({ fires, doesNot }: Cases<A, B>) =>
  [...fires, ...doesNot].map((vignette) => [vignette.title, vignette] as const);

describe.each(Object.values(redFlags).map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  test.each(rows<string, null>(rule.vignettes))('%s', (_, { given, expect: level }) => {
    const found = assess(inputOf(given)).redFlags.find((flag) => flag.id === id);
    expect(found?.urgency ?? null).toBe(level);
  });
});

describe.each(Object.values(tables).map((table) => [table.id, table] as const))('%s', (id, table) => {
  test.each(rows<string, string>(table.vignettes))('%s', (_, { given, expect: category }) => {
    const found = assess(inputOf(given)).differential.find(({ condition }) => condition === id);
    expect(found?.category ?? 'not scored').toBe(category);
  });
});
