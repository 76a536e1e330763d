/** Every statement of the founding document has its rule, its test and its line in docs/seed-coverage.md. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recommendations } from '../../rules/management/index.ts';
import { seedStatements } from './seed-statements.ts';

const DOC = 'docs/seed-coverage.md';
const rows = readFileSync(DOC, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| S-'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const numbers = Array.from({ length: 60 }, (_, n) => `S-${String(n + 1).padStart(2, '0')}`);
const ids = numbers.flatMap((id) =>
  id === 'S-56' ? ['a', 'b', 'c', 'd', 'e'].map((part) => id + part) : [id],
);

describe('each statement is something the rules do', () => {
  test.each(seedStatements.map(({ id, does, holds }) => [id, does, holds] as const))(
    '%s: %s',
    (_, __, holds) => {
      expect(holds()).toBe(true);
    },
  );
});

describe('the page', () => {
  test('has every statement once, in order', () => {
    expect(rows.map(([id]) => id)).toEqual(ids);
  });

  test('says what the test holds', () => {
    expect(rows.map(([id, , does]) => [id, does])).toEqual(seedStatements.map(({ id, does }) => [id, does]));
  });

  const links = rows.flatMap(([id = '', , , rules = '']) =>
    [...rules.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => [id, path] as const),
  );

  test('links at least one rule for each', () => {
    expect(ids.filter((id) => !links.some(([linked]) => linked === id))).toEqual([]);
  });

  test.each(links)('%s: %s exists', (_, path) => {
    expect(existsSync(join(dirname(DOC), path))).toBe(true);
  });
});

describe('the recommendations', () => {
  test('name only statements that exist', () => {
    const named = recommendations.flatMap(({ id, seed }) => seed.map((statement) => `${id} ${statement}`));
    expect(named.filter((one) => !ids.includes(one.split(' ')[1] ?? ''))).toEqual([]);
  });

  test('carry every statement, but the illustration', () => {
    const carried = new Set(recommendations.flatMap(({ seed }) => seed as readonly string[]));
    expect(ids.filter((id) => !carried.has(id))).toEqual([]);
  });
});
