/**
 * What all answers share: CORS, headers, compression. Errors carry the same CORS headers as answers, or a
 * browser client could not read their status.
 */
import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export interface HttpAnswer {
  readonly status: number;
  /** Serialised as JSON; undefined: no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RequestFacts {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestId: string;
}

/** Only a listed origin is named; credentials are never allowed; an unlisted one gets no header at all. */
export const corsHeaders = (
  { headers: { origin } }: RequestFacts,
  allowed: ReadonlySet<string>,
): Record<string, string> =>
  origin !== undefined && allowed.has(origin)
    ? {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'x-request-id, retry-after, etag, www-authenticate',
      }
    : {};

/**
 * Answers without authentication, as browsers send a preflight without it.
 * @param local also lets the hosted sandbox reach a service on this machine
 */
export const preflight = (
  { headers }: RequestFacts,
  cors: Readonly<Record<string, string>>,
  local: boolean,
): HttpAnswer => {
  if (!('access-control-allow-origin' in cors)) return { status: 204 };
  const toPrivateNetwork = local && headers['access-control-request-private-network'] === 'true';
  return {
    status: 204,
    headers: {
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'Authorization, Content-Type, X-Request-Id',
      'access-control-max-age': '600',
      ...(toPrivateNetwork && { 'access-control-allow-private-network': 'true' }),
    },
  };
};

/** `gzip` without `q=0`. */
const acceptsGzip = (header = ''): boolean =>
  header
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().split(/\s*;\s*/))
    .some(([coding, weight]) => coding === 'gzip' && !/^q=0(?:\.0*)?$/.test(weight ?? ''));

/** Smaller bodies do not get smaller by it. */
const compressFrom = 1_024;

export const resultOf = (
  { status, body, headers }: HttpAnswer,
  asked: RequestFacts,
  cors: Readonly<Record<string, string>>,
): APIGatewayProxyStructuredResultV2 => {
  const text = body === undefined ? '' : JSON.stringify(body);
  const compressed = text.length >= compressFrom && acceptsGzip(asked.headers['accept-encoding']);
  const result: APIGatewayProxyStructuredResultV2 = {
    statusCode: status,
    headers: {
      ...(text !== '' && { 'content-type': 'application/json; charset=utf-8' }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': asked.requestId,
      vary: 'Origin, Accept-Encoding',
      ...cors,
      ...headers,
      ...(compressed && { 'content-encoding': 'gzip' }),
    },
  };
  if (text === '' || asked.method === 'HEAD') return result;
  return compressed
    ? { ...result, body: gzipSync(text).toString('base64'), isBase64Encoded: true }
    : { ...result, body: text };
};
