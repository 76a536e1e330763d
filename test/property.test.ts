/** What a property that fails says: the smallest chart as a vignette, and a command that runs it again. */
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { inputOf, type VignetteChart } from '../rules/engine/rule.ts';
import { anyChart } from './rules/arbitrary-chart.ts';
import { holds, vignetteOf } from './support/property.ts';

afterEach(() => vi.unstubAllEnvs());

const withoutFootDrop = fc.property(anyChart, ({ facts }) => {
  expect(facts.map(({ id }) => id)).not.toContain('foot-drop');
});
const failureOf = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};
const pasted = (text: string): VignetteChart => {
  const [, given = ''] = /(given: \{[\s\S]*?\n\},)/.exec(text) ?? [];
  return new Function(`return ({${given}}).given`)() as VignetteChart;
};

describe('a property that fails', () => {
  test('prints its smallest chart as a vignette that can be pasted', () => {
    const { findings } = pasted(failureOf(() => holds(withoutFootDrop)));
    expect(findings.map(([id]) => id)).toEqual(['foot-drop']);
  });

  test('prints what was wrong, and the command that names its file and its test', () => {
    const text = failureOf(() => holds(withoutFootDrop));
    expect(text).toMatch(/not to include 'foot-drop'|to not include/);
    expect(text).toMatch(
      /^FC_SEED=20261122 FC_PATH=[\d:]+ npx vitest run --project unit test\/property\.test\.ts -t "prints what/m,
    );
  });

  test('fails alike, at the first try, when that command runs', () => {
    const first = failureOf(() => holds(withoutFootDrop, { seed: 5 }));
    const [, seed = '', path = ''] = /FC_SEED=(\d+) FC_PATH=(\S+)/.exec(first) ?? [];
    vi.stubEnv('FC_SEED', seed);
    vi.stubEnv('FC_PATH', path);
    const again = failureOf(() => holds(withoutFootDrop));
    expect([seed, again]).toEqual(['5', expect.stringContaining('The smallest of 1 tries')]);
    expect(pasted(again)).toEqual(pasted(first));
  });

  test('prints what is no chart as it is', async () => {
    const failing = fc.asyncProperty(fc.nat(), async (n) => {
      if (n >= 7) throw new Error('seven or more');
    });
    await expect(holds(failing)).rejects.toThrow(/tries for which it fails:\n\n7\n/);
  });
});

test('one that holds says nothing', () => {
  expect(holds(fc.property(fc.nat(), (n) => n >= 0))).toBeUndefined();
});

test('a vignette has all that it has words for, and a remark on the rest', () => {
  const given: VignetteChart = {
    age: 70,
    history: ['cancer-history'],
    closed: true,
    findings: [
      ['leg-pain', true, 'L', 3],
      ['pain-path', ['lateral-leg', '!groin'], 'L'],
      ['saddle-sensory-change', false],
    ],
  };
  const input = inputOf(given);
  expect(pasted(vignetteOf(input))).toEqual(given);
  const [first] = input.facts;
  expect(vignetteOf({ ...input, facts: [{ ...first!, src: 'patient' }] })).toContain('// src: patient');
});
