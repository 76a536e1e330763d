/** How a card names what to ask or examine next: a question or a test, never its answer. */
import { describe, expect, test } from 'vitest';
import { tables } from '../../../rules/differential/index.ts';
import type { VignetteChart } from '../../../rules/engine/rule.ts';
import { wordings } from '../../../rules/management/next-finding.ts';
import { caudaEquinaSymptoms } from '../../../rules/terms/documentation.ts';
import { partsOn } from '../parts.ts';

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

const nextOf = (findings: VignetteChart['findings'], given: Omit<VignetteChart, 'findings'> = {}) =>
  partsOn({ age: 60, ...given, findings }, 'REC-12')?.next;

test('a test is named without its result', () => {
  const thigh = [
    ['numbness', 'moderate', 'L'],
    ['sensory-region', ['lateral-thigh'], 'L'],
  ] as const;
  expect(
    nextOf([...caudaEquinaSymptoms.map((id) => [id, false] as const), ...thigh], { history: ['tight-belt'] }),
  ).toEqual(['pelvic compression test']);
});

test('the open cauda equina questions stand before everything else', () => {
  const parts = partsOn(
    {
      age: 60,
      findings: [
        ['leg-pain', true, 'R'],
        ['pain-path', ['posterior-calf'], 'R'],
        ['slr', true, 'R'],
      ],
    },
    'REC-12',
  );
  expect(parts?.act).toBe('ask the cauda equina questions');
  expect(parts?.line).toContain('9 cauda equina questions are open');
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
  expect(nextOf(root, { age: 45 })?.join()).toMatch(/^(?:do|does|did|is|are|what|where) /);
});
