/**
 * What is published: `dist/index.js` for Node and browsers, with its types, and the program `dist/main.js`, into which
 * the service's own parser of registrations and tokens goes, and valibot with it. npm runs it as `prepare`, so after
 * `npm ci`, before it links the program, and before `npm pack`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';

const here = import.meta.dirname;
const dist = join(here, 'dist');

rmSync(dist, { recursive: true, force: true });
const common = {
  absWorkingDir: here,
  outdir: dist,
  bundle: true,
  external: ['jose'],
  target: 'es2022',
  format: 'esm',
  logLevel: 'warning',
} satisfies BuildOptions;
await build({ ...common, entryPoints: ['src/index.ts'], platform: 'neutral' });
await build({
  ...common,
  entryPoints: ['src/main.ts'],
  platform: 'node',
  mainFields: ['module', 'main'],
  banner: { js: '#!/usr/bin/env node' },
});
const { resolve } = createRequire(import.meta.url);
cpSync(join(here, '../../LICENSE'), join(dist, 'LICENSE'));
cpSync(join(dirname(resolve('valibot')), '../LICENSE.md'), join(dist, 'LICENSE.valibot.md'));
const compiler = join(dirname(resolve('typescript/package.json')), 'bin/tsc');
execFileSync(process.execPath, [compiler, '-p', here], { stdio: 'inherit' });
