/**
 * `GET /cds-services`: public, static, cacheable. Needs no table, key or network, so it answers when nothing
 * else does. Also answers `/healthz` and, as the gateway's last resort, 404 for every other path.
 */
import { createHash } from 'node:crypto';
import { edgeFrom } from './base/edge.ts';
import { cdsService, services } from './cds-hooks/services.ts';
import type { Discovery } from './cds-hooks/wire.ts';
import { type Edge, type Handler, makeHandler, whenStarted } from './http/handler.ts';

const document: Discovery = { services: services.map(cdsService) };

/** Weak, since the same document is also sent compressed. */
const etag = `W/"${createHash('sha256').update(JSON.stringify(document)).digest('base64url').slice(0, 22)}"`;

const headers = { etag, 'cache-control': 'public, max-age=300' };

const isKnown = (ifNoneMatch = '') =>
  ifNoneMatch
    .split(',')
    .some((tag) => tag.trim() === etag || tag.trim() === '*' || `W/${tag.trim()}` === etag);

export const makeDiscovery = (edge: Edge): Handler =>
  makeHandler(edge, {
    name: 'discovery',
    respond: {
      discovery: async (call) =>
        isKnown(call.headers['if-none-match'])
          ? { status: 304, headers }
          : { status: 200, body: document, headers },
      health: async () => ({ status: 200, body: { status: 'ok' } }),
    },
  });

/** Origins of the registry are known where it is a file; in the cloud the gateway answers for CORS. */
const registeredOrigins = async (): Promise<readonly string[]> => {
  const file = process.env['CDS_CLIENTS_FILE'];
  if (file === undefined) return [];
  const { fileRegistry } = await import('./client/file-registry.ts');
  const { clients } = await fileRegistry(file, {
    allowLoopback: process.env['CDS_ALLOW_LOOPBACK'] === '1',
  })();
  return clients.flatMap(({ origins }) => origins);
};

export const handler: Handler = await whenStarted(process.env, async () =>
  makeDiscovery(edgeFrom(process.env, registeredOrigins)),
);
