/**
 * The one build of the app: every file that a web server has to answer below `/app/`, in memory. `npm start` serves
 * it; the stack of the app deploys it. About 0.5 s. Rejects when the app does not compile.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

export interface BuiltFile {
  readonly type: string;
  readonly content: Uint8Array;
}

const folder = import.meta.dirname;

/**
 * The preview composes the cards with the service's own code, whose ids are keyed hashes of node. No id of a preview
 * leaves the page, so plain numbers stand in for them.
 */
const previewIds: Plugin = {
  name: 'preview-ids',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/audit\/call-ids\.ts$/ }, () => ({ path: join(folder, 'preview/ids.ts') }));
  },
};

/** fhirclient brings a fetch and a Web Crypto for browsers that have none; every browser that runs the app has both. */
const noPolyfills: Plugin = {
  name: 'no-polyfills',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^(?:cross-fetch|isomorphic-webcrypto)$/ }, () => ({
      path: join(folder, 'launch/of-the-browser.ts'),
    }));
  },
};

/** For every bundle of a page: the app's, and the sandbox's page, which embeds its components. */
export const pageBundle = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  minify: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [previewIds],
} as const satisfies BuildOptions;

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

const typeOf = (name: string): string => types[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';

/** By path below `/app/`; `index.html` is the answer for `/app/` itself. */
export const buildApp = async (): Promise<ReadonlyMap<string, BuiltFile>> => {
  const { outputFiles } = await build({
    ...pageBundle,
    entryPoints: {
      main: join(folder, 'main.tsx'),
      style: join(folder, 'style.css'),
      launch: join(folder, 'launch/main.ts'),
      'look-ahead': join(folder, 'look-ahead/worker.ts'),
    },
    plugins: [previewIds, noPolyfills],
    outdir: join(folder, 'out'),
    splitting: true,
    chunkNames: 'part-[hash]',
  });
  const file = (name: string, content: Uint8Array) => [name, { type: typeOf(name), content }] as const;
  return new Map([
    ...['index.html', 'launch.html'].map((name) => file(name, readFileSync(join(folder, name)))),
    ...outputFiles.map(({ path, contents }) => file(path.slice(join(folder, 'out').length + 1), contents)),
  ]);
};
