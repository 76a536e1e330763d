/** The rules in a bundle, without what only their reviewers read, are the rules in the source. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, functionNames } from '../../infra/build.ts';
import { ofRule, withoutReadersParts } from '../../infra/bundle/knowledge-for-readers.ts';
import { walk } from '../../infra/bundle/syntax.ts';
import { tables } from '../../rules/differential/index.ts';
import { inputOf } from '../../rules/engine/rule.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { recommendations } from '../../rules/management/index.ts';
import { thresholds } from '../../rules/publish/threshold-uses.ts';
import { redFlags } from '../../rules/red-flags/index.ts';
import { anyCall } from '../cards/arbitrary-call.ts';
import { devVignettes, inputOf as inputOfDev } from '../rules/dev-vignettes.ts';
import * as fromSource from './support/answer.ts';

const rules = [...Object.values(redFlags), ...Object.values(tables), ...recommendations];
const vignettes = rules.flatMap(({ vignettes: { fires, doesNot } }) => [...fires, ...doesNot]);

const charts: readonly EngineInput[] = [
  ...devVignettes.map(({ input }) => inputOfDev(input)),
  ...rules.flatMap((rule) =>
    [...rule.vignettes.fires, ...rule.vignettes.doesNot].map(({ given }) =>
      inputOf({ ...('hooks' in rule && rule.hooks[0] && { hook: rule.hooks[0] }), ...given }),
    ),
  ),
  ...fc.sample(anyCall, { numRuns: 500, seed: 20_261_122 }),
];

let folder: string;
let inBundle: typeof fromSource;
let code: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
  await bundle('test/infra/support/answer.ts', folder);
  inBundle = (await import(join(folder, 'index.mjs'))) as typeof fromSource;
  code = await readFile(join(folder, 'index.mjs'), 'utf8');
});
afterAll(() => rm(folder, { recursive: true }));

test('the bundle says of every vignette, and of charts at random, what the source says', () => {
  expect(vignettes.length).toBeGreaterThan(150);
  for (const chart of charts) expect(inBundle.answer(chart)).toBe(fromSource.answer(chart));
});

test('the bundle says the same of each recommendation whose words cannot be made', () => {
  expect(inBundle.withoutWords()).toBe(fromSource.withoutWords());
});

describe('what only reviewers read', () => {
  const said = (text: string) => code.includes(JSON.stringify(text).slice(1, -1));

  test('is not in the bundle: no vignette', () => {
    expect(vignettes.map(({ title }) => title).filter((title) => title.length > 30 && said(title))).toEqual(
      [],
    );
  });

  test('nor what a threshold means', () => {
    const means = [...thresholds.values()].map((one) => one.means);
    expect(means.length).toBeGreaterThan(90);
    expect(means.filter((text) => text.length > 30 && said(text))).toEqual([]);
  });

  test('nor what the evidence says', () => {
    const says = rules.flatMap(({ evidence }) => evidence.map((piece) => piece.says));
    expect(says.filter((text) => text.length > 30 && said(text))).toEqual([]);
  });

  /** Reads of a property by name, but for the literals that declare it. */
  const readsIn = (source: string): string[] => {
    const read: string[] = [];
    walk(source, 'ts', {
      MemberExpression: ({ property }) => {
        if (property.type === 'Identifier') read.push(property.name);
        if (property.type === 'Literal') read.push(String(property.value));
      },
      ObjectPattern: ({ properties }) => {
        for (const one of properties)
          if (one.type === 'Property' && one.key.type === 'Identifier') read.push(one.key.name);
      },
    });
    return read;
  };
  // `says`, `basis` and `title` are names of other things too, which are read: the charts above stand for them
  const leftOut: readonly string[] = [...ofRule, 'strength', 'given', 'means'];

  test('is read by nothing that is bundled', async () => {
    const made = await Promise.all(
      functionNames.map((name) => bundle(`functions/${name}.ts`, join(folder, name))),
    );
    const own = new Set(
      made
        .flatMap(({ inputs }) => Object.keys(inputs))
        .filter((path) => /^(rules|functions)\/.*\.ts$/.test(path)),
    );
    expect(own.size).toBeGreaterThan(200);
    for (const path of own) {
      const read = readsIn(await readFile(join(import.meta.dirname, '../..', path), 'utf8'));
      expect([path, ...read.filter((name) => leftOut.includes(name))]).toEqual([path]);
    }
  });

  test.each(['vignette.given', 'const { strength } = piece;', "rule['seed']"])(
    '%s would be seen',
    (source) => {
      expect(readsIn(source).some((name) => leftOut.includes(name))).toBe(true);
    },
  );
});

const bare = 'vignettes: { fires: [{ expect: 1 }], doesNot: [] }';

test.each([
  [
    'a vignette all but what it expects',
    "const a = { vignettes: { fires: [{ title: 't', given: { age: 1 }, expect: 1 }], doesNot: [{ given }] }, when: b };",
    'const a = { vignettes: { fires: [{   expect: 1 }], doesNot: [{  }] }, when: b };',
  ],
  [
    'evidence all but its source',
    `const a: R = { evidence: [{ cite: 'x', says: 'y', strength: 'trial' }], ${bare} };`,
    `const a: R = { evidence: [{ cite: 'x',   }], ${bare} };`,
  ],
  [
    'a row its sources, and not how a case is known again',
    `const a = { items: [{ item: 'i', basis: ['x'], says: 'i' }], basis: f, seed: ['S-1'], ${bare} };`,
    `const a = { items: [{ item: 'i',  says: 'i' }], basis: f,  ${bare} };`,
  ],
  [
    'a threshold its words and its source',
    "export const fever = threshold(38, 'Cel', 'temperature of a fever', 'expert');",
    "export const fever = threshold(38, 'Cel', );",
  ],
  [
    'nothing of what is no rule',
    "const a = { seed: 1, items: [{ basis: 1 }], says: 'vignettes: {},' };",
    "const a = { seed: 1, items: [{ basis: 1 }], says: 'vignettes: {},' };",
  ],
])('takes from %s', (_, source, lean) => {
  expect(withoutReadersParts(source)).toBe(lean);
});
