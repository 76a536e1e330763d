import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CdsAnswer } from '../../functions/cds-hooks/wire.ts';
import project from '../../package.json' with { type: 'json' };
import {
  newDataFolder,
  projectFolder,
  type RunningSandbox,
  startSandbox,
} from '../support/sandbox-process.ts';

const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8');

describe('README', () => {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ DATA_DIR: newDataFolder() });
  });
  afterAll(() => sandbox.end('SIGKILL'));

  const hasCurl = spawnSync('curl', ['--version']).status === 0;
  test.skipIf(!hasCurl)('its curl returns the card that it shows', () => {
    const [, command = ''] = /```sh\n(curl [\s\S]*?)```/.exec(readme) ?? [];
    const here = command.replaceAll('http://localhost:8080', sandbox.url);
    const { cards } = JSON.parse(execFileSync('sh', ['-c', here], { encoding: 'utf8' })) as CdsAnswer;
    const shown = (field: string) => new RegExp(`"${field}": "([^"]*)"`).exec(readme)?.[1];
    expect(cards[0]?.summary).toBe(shown('summary'));
    expect(cards[0]?.indicator).toBe(shown('indicator'));
    expect(cards[0]?.source.label).toBe(shown('label'));
    expect(cards[0]?.suggestions?.[0]?.label).toBe(
      /"suggestions": \[ \{ "label": "([^"]*)"/.exec(readme)?.[1],
    );
    const lines = (shown('detail') ?? '').split('\n').map((line) => line.trim().replace(/ …$/, ''));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => !cards[0]?.detail?.includes(line))).toEqual([]);
  });

  test.skipIf(!hasCurl)('the first sample of docs/integrate.md gives a critical card', () => {
    const integrate = readFileSync(join(projectFolder, 'docs/integrate.md'), 'utf8');
    const [, command = ''] = /```sh\n(curl [\s\S]*?)```/.exec(integrate) ?? [];
    const here = command.replaceAll('http://localhost:8080', sandbox.url);
    const { cards } = JSON.parse(execFileSync('sh', ['-c', here], { encoding: 'utf8' })) as CdsAnswer;
    expect(cards[0]?.indicator).toBe('critical');
  });

  test('every script it names exists', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in project.scripts))).toEqual([]);
  });
});

describe('links', () => {
  const pages = globSync(['*.md', '{docs,functions,infra,packages,rules,sandbox,test}/**/*.md'], {
    cwd: projectFolder,
  });
  test.each(pages)('%s: every link leads to a file', (page) => {
    const text = readFileSync(join(projectFolder, page), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? '');
    const missing = targets.filter((target) => !existsSync(join(projectFolder, dirname(page), target)));
    expect(missing).toEqual([]);
  });
});
