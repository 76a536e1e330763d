/** The list of versions that the knowledge had, and that a changed rule is told in the changelog. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KNOWLEDGE_VERSION } from '../../../rules/knowledge-version.ts';
import { changedRules, historyOf, type Release, releases } from '../../../rules/publish/releases.ts';
import { sinceWords } from '../../../rules/publish/rulebook-thresholds.ts';
import { highResidual } from '../../../rules/terms/thresholds.ts';

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
  const was = (value: number, source: string) => ({ highResidual: { value, source } });
  const history = historyOf('highResidual', [
    release('1.0.0', {}),
    release('1.1.0', was(200, 'expert')),
    release('1.2.0', was(200, 'girft-2023')),
    release('1.3.0', was(180, 'gone-2030')),
    release('1.4.0', was(500, 'expert')),
  ]);

  test('has each value once, with the version that brought it and its source', () =>
    expect(history).toEqual([
      { value: 200, since: '1.1.0', source: 'girft-2023' },
      { value: 180, since: '1.3.0', source: 'gone-2030' },
      { value: 500, since: '1.4.0', source: 'expert' },
    ]));

  test('stands in the rule book, the newest first', () =>
    expect(sinceWords(history, 'mL')).toMatch(
      /^1\.4\.0; 180 mL since 1\.3\.0 \(gone-2030\); 200 mL since 1\.1\.0 \(GIRFT: .*\)$/,
    ));

  test('has value and source of each number of the version at work', () =>
    expect(Object.values(releases().at(-1)?.numbers ?? {})).toContainEqual({
      value: highResidual.value,
      source: highResidual.source,
    }));
});

test('a rule counts as changed when its version is another, it is new or it is gone', () =>
  expect(
    changedRules([
      release('1.0.0', {}, { A: '1.0.0', B: '1.0.0', C: '1.0.0' }),
      release('1.1.0', {}, { A: '1.0.0', B: '1.1.0', D: '1.0.0' }),
    ]),
  ).toEqual(['B', 'C', 'D']));
