/** The list of versions that the knowledge had, and that a changed rule is told in the changelog. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KNOWLEDGE_VERSION } from '../../../rules/knowledge-version.ts';
import { changedRules, historyOf, type Release, releases } from '../../../rules/publish/releases.ts';

const changelog = readFileSync(join(import.meta.dirname, '../../../CHANGELOG.md'), 'utf8');

/** What stands in the changelog about the knowledge at work: from its version down to the next release. */
const [, told = ''] =
  new RegExp(`\\nKnowledge ${KNOWLEDGE_VERSION.replaceAll('.', '\\.')} ([\\s\\S]*?)\\n## `).exec(changelog) ??
  [];

test.each(changedRules())('%s, changed since the last version, is told in the changelog', (id) =>
  expect(told).toMatch(new RegExp(`\\b${id}\\b`)),
);

test('the versions go up, and the last is the one at work', () => {
  const versions = releases().map(({ version }) => version);
  expect(versions).toEqual(
    versions.toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true })),
  );
  expect(versions.at(-1)).toBe(KNOWLEDGE_VERSION);
});

const release = (version: string, numbers: Release['numbers'], rules: Release['rules'] = {}): Release => ({
  version,
  date: '2026-01-01',
  rules,
  numbers,
});

describe('the history of a number', () => {
  test('has each value once, with the version that brought it', () =>
    expect(
      historyOf('highResidual', [
        release('1.0.0', {}),
        release('1.1.0', { highResidual: 200 }),
        release('1.2.0', { highResidual: 200 }),
        release('1.3.0', { highResidual: 180 }),
      ]),
    ).toEqual([
      { value: 200, since: '1.1.0' },
      { value: 180, since: '1.3.0' },
    ]));
});

test('a rule counts as changed when its version is another, it is new or it is gone', () =>
  expect(
    changedRules([
      release('1.0.0', {}, { A: '1.0.0', B: '1.0.0', C: '1.0.0' }),
      release('1.1.0', {}, { A: '1.0.0', B: '1.1.0', D: '1.0.0' }),
    ]),
  ).toEqual(['B', 'C', 'D']));
