/**
 * The page, and the app below `/app/`: bundled when the server starts, served from memory, allowed to load nothing
 * but themselves.
 */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { type BuiltFile, buildApp, pageBundle } from '../../app/build.ts';
import { appHeaders } from '../../app/headers.ts';
import { smartServersOf } from '../../app/launch/smart-servers.ts';

export type PageFiles = (path: string, request: IncomingMessage, response: ServerResponse) => void;

const pageFolder = resolve(import.meta.dirname, '../page');

const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types dompurify look-ahead",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

const bundled = async (entry: string) => {
  const { outputFiles } = await build({
    ...pageBundle,
    entryPoints: [join(pageFolder, entry)],
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
};

const app = async (registered: SmartServersFile): Promise<[string, BuiltFile][]> => [
  ...[...(await buildApp())].map(([name, file]): [string, BuiltFile] => [
    name === 'index.html' ? '/app/' : `/app/${name}`,
    file,
  ]),
  [
    '/app/smart.json',
    { type: 'application/json', content: new TextEncoder().encode(JSON.stringify(registered)) },
  ],
];

/** The content of the app's `smart.json`. */
export interface SmartServersFile {
  readonly servers: readonly object[];
}

/**
 * About a second.
 * @param registered the FHIR servers that may launch the app
 * @throws SmartServersFault, and when the page or the app does not compile
 */
export const pageFiles = async (registered: SmartServersFile): Promise<PageFiles> => {
  const headersOfApp = { ...headers, ...appHeaders(smartServersOf(registered)) };
  const file = (name: string) => readFileSync(join(pageFolder, name));
  const files = new Map<string, BuiltFile>([
    ...(await app(registered)),
    ['/', { type: 'text/html; charset=utf-8', content: file('index.html') }],
    ['/style.css', { type: 'text/css; charset=utf-8', content: await bundled('style.css') }],
    ['/icon.svg', { type: 'image/svg+xml', content: file('icon.svg') }],
    ['/main.js', { type: 'text/javascript; charset=utf-8', content: await bundled('main.tsx') }],
  ]);
  return (path, request, response) => {
    const found = files.get(path);
    if (!found) return void response.writeHead(404, headers).end('Not found.');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    const own = path.startsWith('/app/') ? headersOfApp : headers;
    response.writeHead(200, { ...own, 'content-type': found.type });
    response.end(request.method === 'HEAD' ? undefined : found.content);
  };
};
