/** The list of scenarios in docs/audit.md is the list of tests that find them: no line without a test, and 68 at least. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { handbook } from '../support/handbook.ts';

/** What was promised of this list. */
const promised = 68;

const docs = join(import.meta.dirname, '../../docs');
const lines = [
  ...handbook('audit.md').matchAll(/^\| (\d+) \| ([^|]+) \| \[[\w-]+\]\(([^)]+)\): ([^|]+) \|$/gm),
].map(([, number, what, path = '', title = '']) => ({ number: Number(number), what, path, title }));

/** Titles of tests and of their rows. */
const titlesIn = (path: string): ReadonlySet<string> => {
  const source = readFileSync(join(docs, path), 'utf8');
  return new Set([...source.matchAll(/'((?:[^'\\\n]|\\.)+)'/g)].map(([, title = '']) => title));
};
const titles = new Map([...new Set(lines.map(({ path }) => path))].map((path) => [path, titlesIn(path)]));

/** Rows of the tests of the tlog: a title, and what it is found as. */
const rowsOfLog = [
  ...readFileSync(join(import.meta.dirname, 'tampered-log.test.ts'), 'utf8').matchAll(
    /\[\s*'([^']+)',\s*'(?:root|missing|inserted|log|time|signature)',/g,
  ),
].map(([, title = '']) => title);

describe('the scenarios of docs/audit.md', () => {
  test(`are ${promised} at least, numbered one by one`, () => {
    expect(lines.length).toBeGreaterThanOrEqual(promised);
    expect(lines.map(({ number }) => number)).toEqual(lines.map((_, n) => n + 1));
    expect(handbook('audit.md')).toContain(`${lines.length} scenarios that are found`);
  });

  test('have a test each, of their own', () => {
    expect(lines.filter(({ path, title }) => !titles.get(path)?.has(title))).toEqual([]);
    expect(new Set(lines.map(({ path, title }) => `${path} ${title}`)).size).toBe(lines.length);
  });

  test('are all those that the tests of the tlog try', () => {
    const told = new Set(lines.map(({ title }) => title));
    expect(rowsOfLog.length).toBeGreaterThan(20);
    expect(rowsOfLog.filter((title) => !told.has(title))).toEqual([]);
  });
});
