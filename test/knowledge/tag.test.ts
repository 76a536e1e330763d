/** `npm run knowledge -- diff VERSION` in a checkout of its own, whose release is tagged: what changed since the tag. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { project } from '../../tools/knowledge/knowledge-at.ts';

const checkout = mkdtempSync(join(tmpdir(), 'radix-tagged-'));

const git = (...words: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...words], {
    cwd: checkout,
    encoding: 'utf8',
    // no settings of the machine, so that no key and no hook is asked for
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });

beforeAll(() => {
  for (const part of ['app', 'rules', 'functions', 'sandbox', 'tools', 'package.json', 'docs/rulebook.md'])
    cpSync(join(project, part), join(checkout, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(checkout, 'node_modules'));
  git('init', '--quiet');
  git('add', 'rules', 'docs', 'package.json');
  git('commit', '--quiet', '--message', 'Release');
  git('tag', '--annotate', 'v9.8.7', '--message', 'knowledge 9.8.7');
});
afterAll(() => rmSync(checkout, { recursive: true }));

test('a red flag that was lost since the tag stands among the dangers', () => {
  const path = join(checkout, 'rules/red-flags/index.ts');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(/'RF-AAA': (\w+)/, "'RF-AAA': { ...$1, levels: [] }"),
  );
  const said = execFileSync(
    process.execPath,
    [join(checkout, 'tools/knowledge/main.ts'), 'diff', '9.8.7', '--charts', '20'],
    { cwd: checkout, encoding: 'utf8' },
  );
  expect(said).toMatch(/9\.8\.7[\s\S]*## Dangers that are no longer named[\s\S]*~~RF-AAA emergent~~/);
});
