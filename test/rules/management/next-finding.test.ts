/** How a card names what to ask or examine next: a question or a test, never its answer. */
import { describe, expect, test } from 'vitest';
import { tables } from '../../../rules/differential/index.ts';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf } from '../../../rules/management/index.ts';
import { wordings } from '../../../rules/management/next-finding.ts';
import { caudaEquinaSymptoms } from '../../../rules/terms/documentation.ts';

const items = Object.values(tables).flatMap((table) => table.items);
const named = [...new Set(items.flatMap(({ item, ask }) => (ask === false ? [] : [ask || item])))];

describe('every finding that can come next', () => {
  test.each(named)('%s', (name) => {
    expect(wordings[name] ?? name).toMatch(/^(?!.*(?:\/|>=|positive|abnormal|decreased|aggravates))/);
  });

  test.each(items.flatMap(({ item, ask }) => (ask === undefined ? [item] : [])))('%s is reworded', (item) => {
    expect(wordings).toHaveProperty([item]);
  });

  test('no wording is left over', () => {
    const parts = ['myotome strength L2-S1', 'key-point sensation', 'cauda equina questions'];
    expect(Object.keys(wordings).filter((name) => ![...named, ...parts].includes(name))).toEqual([]);
  });
});

const summaryOf = (findings: VignetteChart['findings'], given: Omit<VignetteChart, 'findings'> = {}) => {
  const found = evaluate(inputOf({ age: 60, ...given, findings })).fired.find(({ id }) => id === 'REC-12');
  return found && contentOf(found).summary;
};

test('a test is named without its result', () => {
  const thigh = [
    ['numbness', 'moderate', 'L'],
    ['sensory-region', ['lateral-thigh'], 'L'],
  ] as const;
  expect(summaryOf(thigh, { history: ['tight-belt'] })).toBe(
    'Leg symptoms: meralgia paresthetica possible. Most useful next finding: pelvic compression test',
  );
});

test('the open cauda equina questions stand before everything else', () => {
  expect(
    summaryOf([
      ['leg-pain', true, 'R'],
      ['pain-path', ['posterior-calf'], 'R'],
      ['slr', true, 'R'],
    ]),
  ).toMatch(/Most useful next finding: the open cauda equina questions$/);
});

test('a question is asked', () => {
  const root = [
    ...caudaEquinaSymptoms.map((id) => [id, false] as const),
    ['leg-pain', true, 'R'],
    ['pain-path', ['posterior-thigh', 'posterior-calf'], 'R'],
    ['slr', true, 'R'],
    ['mrc-ankle-plantarflexion', 4, 'R'],
    ['reflex-achilles', 'reduced', 'R'],
    ['sens-lateral-foot', 'reduced', 'R'],
  ] as const;
  expect(summaryOf(root, { age: 45 })).toMatch(/\. Ask next: [^?]+\?$/);
});
