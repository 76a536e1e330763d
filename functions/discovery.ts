/**
 * `GET /cds-services` and `GET /openapi.json`: public, static, cacheable. Needs no table, key or network, so it answers
 * when nothing else does. Also answers `/healthz` and, as the gateway's last resort, 404 for every other path.
 */
import { createHash } from 'node:crypto';
import { edgeFrom } from './base/edge.ts';
import { isHttpFhirAllowed } from './base/settings.ts';
import { cdsService, services } from './cds-hooks/services.ts';
import type { Discovery } from './cds-hooks/wire.ts';
import type { HttpAnswer } from './http/answer.ts';
import { type Edge, type Handler, type HttpCall, makeHandler, whenStarted } from './http/handler.ts';
import openapi from './openapi.json' with { type: 'json' };

/** A document that stays the same until the next release. The tag is weak, since it is also sent compressed. */
const published = (body: object) => {
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22);
  const etag = `W/"${digest}"`;
  const headers = { etag, 'cache-control': 'public, max-age=300' };
  const isKnown = (ifNoneMatch = '') =>
    ifNoneMatch
      .split(',')
      .some((tag) => tag.trim() === etag || tag.trim() === '*' || `W/${tag.trim()}` === etag);
  return async (call: HttpCall): Promise<HttpAnswer> =>
    isKnown(call.headers['if-none-match']) ? { status: 304, headers } : { status: 200, body, headers };
};

const document: Discovery = { services: services.map(cdsService) };

export const makeDiscovery = (edge: Edge): Handler =>
  makeHandler(edge, {
    name: 'discovery',
    respond: {
      discovery: published(document),
      openapi: published(openapi),
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
    allowHttpFhir: isHttpFhirAllowed(process.env),
  })();
  return clients.flatMap(({ origins }) => origins);
};

export const handler: Handler = await whenStarted(process.env, async () =>
  makeDiscovery(edgeFrom(process.env, registeredOrigins)),
);
