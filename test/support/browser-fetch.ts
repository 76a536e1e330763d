/** `fetch` of a page of another origin: the handlers are asked as a browser asks, and hidden as it hides. */
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Handler } from '../../functions/http/handler.ts';
import { event, type Jar } from './cds.ts';

/** What the page may see of an answer. */
export interface Seen {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a client reads answers without a type
  readonly body: any;
}

/** What a page is told when the headers for its origin are missing: nothing. */
export class BlockedByBrowser extends Error {
  override readonly name = 'BlockedByBrowser';
}

export interface PageRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | undefined;
}

type Headers = Readonly<Record<string, string>>;
const headersOf = ({ headers = {} }: APIGatewayProxyStructuredResultV2) => headers as Headers;

const listed = (header = ''): string[] => header.toLowerCase().split(/\s*,\s*/);

/** Of those the sandbox sends: what a page may not send unasked. */
const notSafelisted = ({ headers, body }: PageRequest): string[] => [
  ...('authorization' in headers ? ['authorization'] : []),
  ...(body ? ['content-type'] : []),
];

const permits = (preflight: Headers, origin: string, { method }: PageRequest, wanted: string[]): boolean =>
  preflight['access-control-allow-origin'] === origin &&
  listed(preflight['access-control-allow-methods']).includes(method.toLowerCase()) &&
  wanted.every((name) => listed(preflight['access-control-allow-headers']).includes(name));

const bodyOf = (result: APIGatewayProxyStructuredResultV2): unknown => {
  const bytes = Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8');
  const text = (headersOf(result)['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
  return text === '' ? undefined : JSON.parse(text);
};

export const browserFetch = (handlers: Jar['handlers'], origin: string) => {
  const handlerOf = (path: string): Handler => {
    if (path.endsWith('/feedback')) return handlers.feedback;
    return path.split('/').filter(Boolean).length > 1 ? handlers.invoke : handlers.discovery;
  };

  /** @throws BlockedByBrowser */
  return async (request: PageRequest): Promise<Seen> => {
    const { method, url, headers, body } = request;
    const path = new URL(url).pathname;
    const handler = handlerOf(path);
    const wanted = notSafelisted(request);
    const asking = {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': wanted.join(','),
    };
    const preflight = headersOf(await handler(event({ method: 'OPTIONS', path, headers: asking })));
    if (!permits(preflight, origin, request, wanted))
      throw new BlockedByBrowser(`preflight of ${method} ${path}`);

    const sent = { ...headers, origin, 'accept-encoding': 'gzip, deflate, br, zstd' };
    const result = await handler(event({ method, path, headers: sent, ...(body && { body }) }));
    if (headersOf(result)['access-control-allow-origin'] !== origin)
      throw new BlockedByBrowser(`answer to ${method} ${path}`);
    return { status: result.statusCode ?? 0, body: bodyOf(result) };
  };
};
