/**
 * What is in the bundles in place of parts of packages that cannot run there. Each stand-in is one file in
 * `stand-ins/` and says why it is safe; where it is not, it throws with the remedy and does nothing by halves.
 * docs/decisions/0302 has what each saves; test/infra/bundled-sdk.test.ts runs them, and fails when one stands
 * for nothing any more.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const folder = join(import.meta.dirname, 'stand-ins');

/** Stand-ins by the name of the package that they replace, wherever it is imported. */
export const packages: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': join(folder, 'lambda-credentials.ts'),
  '@aws-sdk/middleware-endpoint-discovery': join(folder, 'no-endpoint-discovery.ts'),
  '@aws/lambda-invoke-store': join(folder, 'no-invoke-store.ts'),
  '@smithy/core/event-streams': join(folder, 'no-event-streams.ts'),
  agentkeepalive: join(folder, 'no-agent.ts'),
  debug: join(folder, 'no-debug.ts'),
};

/** One file of a package: the end of its path, and what is read in its place. */
export const modules: Readonly<Record<string, string>> = {
  'core/dist-es/submodules/checksum/sha256/Sha256Js.js': join(folder, 'no-sha256-in-script.ts'),
  'core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js': join(
    folder,
    'no-metadata-server.ts',
  ),
  'core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js': join(
    folder,
    'no-config-files.ts',
  ),
  'core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js': join(folder, 'no-adaptive-retry.ts'),
  'signature-v4/dist-es/HeaderFormatter.js': join(folder, 'no-event-headers.ts'),
  'fhir-kit-client/dist/fhir-regular-expressions.js': join(folder, 'no-reference-expression.ts'),
  'fhir-kit-client/dist/reference-resolver.js': join(folder, 'no-reference-resolver.ts'),
};

const literally = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

export const moduleStandIns: Plugin = {
  name: 'module-stand-ins',
  setup: ({ onLoad }) => {
    for (const [end, standIn] of Object.entries(modules))
      onLoad({ filter: new RegExp(`/${literally(end)}$`) }, async () => ({
        contents: await readFile(standIn, 'utf8'),
        loader: 'ts',
      }));
  },
};
