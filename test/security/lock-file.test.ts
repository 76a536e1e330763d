/** docs/conformance.md Security J: what is installed is what was looked at. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import project from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { integrity?: string; inBundle?: boolean; link?: boolean }>;
};

describe('the supply chain', () => {
  test('T203: every package in the lock file has the hash of its archive', () => {
    const installed = Object.entries(packages).filter(
      ([path, { inBundle, link }]) => path.startsWith('node_modules/') && !inBundle && !link,
    );
    expect(installed.length).toBeGreaterThan(100);
    expect(
      installed.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path),
    ).toEqual([]);
  });

  test('T203: what must pass before a landing installs from the lock file', () => {
    expect(read('.ci/run')).toMatch(/^\s*npm ci /m);
    expect(read('.ci/run')).not.toMatch(/npm (?:install|i|update)\b/);
  });

  test('T203: one package may run a script when it is installed', () => {
    expect(project.allowScripts).toEqual({ node: true });
  });

  test('T203: versions of our own choice are exact', () => {
    const versions = Object.values({ ...project.dependencies, ...project.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
