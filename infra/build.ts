/**
 * One ESM bundle per Lambda function: `functions/<name>.ts` → `dist/<name>/index.mjs`. Everything is inside
 * it, the SDK too, so that what was tested is what runs.
 * Cost: under a second for all of them; no Docker. The same sources give the same bytes, so a deployment
 * without a change changes nothing.
 */
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { knowledgeForReaders } from './bundle/knowledge-for-readers.ts';
import { sdkLeftovers } from './bundle/sdk-leftovers.ts';
import { moduleStandIns, packages } from './bundle/stand-ins.ts';

/** Behind the API. */
export const serviceFunctions = ['discovery', 'invoke', 'feedback', 'audit'] as const;
/** Behind the audit table's stream, the archive and the clock. */
export const archiveFunctions = ['archive', 'checkpoint', 'monitor', 'reconcile'] as const;
export const functionNames = [...serviceFunctions, ...archiveFunctions] as const;

export type ServiceFunction = (typeof serviceFunctions)[number];
export type FunctionName = (typeof functionNames)[number];

const root = join(import.meta.dirname, '..');
export const distFolder = join(root, 'dist');

/** The handler is `index.handler` in here. */
export const bundleFolder = (name: FunctionName, dist = distFolder) => join(dist, name);

/** CommonJS packages, which fhir-kit-client brings, call `require` for modules of node. */
const requireInEsm =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

const lean = { alias: packages, plugins: [moduleStandIns, sdkLeftovers, knowledgeForReaders] };

/**
 * @param entry a source file, relative to the root of the project
 * @param leftOut nothing: all packages and rules as they come, to measure what it is worth
 */
export const bundle = async (entry: string, folder: string, leftOut: 'nothing' | 'unused' = 'unused') => {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile: join(folder, 'index.mjs'),
    absWorkingDir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // a package's ES modules, where it has them, can be tree-shaken
    mainFields: ['module', 'main'],
    banner: { js: requireInEsm },
    ...(leftOut === 'unused' && lean),
    legalComments: 'none',
    // package.json says that none of our modules is imported for its effects: it would be left out
    logOverride: { 'ignored-bare-import': 'error' },
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
};

/** @returns what each bundle is made of */
export const bundleAll = async (dist = distFolder): Promise<ReadonlyMap<FunctionName, Metafile>> =>
  new Map(
    await Promise.all(
      functionNames.map(
        async (name) => [name, await bundle(`functions/${name}.ts`, bundleFolder(name, dist))] as const,
      ),
    ),
  );

if (import.meta.main) await bundleAll();
