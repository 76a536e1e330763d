/**
 * API Gateway and Lambda, as the handlers see them: an HTTP request becomes an event of an HTTP API
 * (payload 2.0), the result becomes an HTTP answer. Limits and failures are those of the real ones:
 * 10 MB a request, 413 and 500 with their bodies.
 */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type LambdaHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

const largestBody = 10 * 1024 * 1024;

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

/** Lower case, repeated ones joined by a comma: `headers` would drop a second Authorization. */
const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(',')]),
  );

export const eventOf = (request: IncomingMessage, body: Buffer, now: Date): APIGatewayProxyEventV2 => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  const text = isUtf8(body);
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: url.search.slice(1),
    headers: headersOf(request),
    ...(url.search && { queryStringParameters: Object.fromEntries(url.searchParams) }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now.toISOString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: text ? body.toString('utf8') : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !text,
  };
};

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const sendResult = (response: ServerResponse, result: APIGatewayProxyStructuredResultV2): void => {
  const { statusCode = 200, headers = {}, body = '', isBase64Encoded } = result;
  response.writeHead(
    statusCode,
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  );
  response.end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
};

/** One request through one handler. Never throws. */
export const throughLambda = async (
  handler: LambdaHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  try {
    const body = await bodyOf(request);
    sendResult(response, await handler(eventOf(request, body, new Date())));
  } catch (error) {
    if (response.headersSent || response.destroyed) return void response.end();
    if (error instanceof BodyTooLarge) {
      response.setHeader('connection', 'close');
      return sendJson(response, 413, { message: 'Request Too Long' });
    }
    console.error('a handler failed, which API Gateway would answer with 500:', error);
    sendJson(response, 500, { message: 'Internal Server Error' });
  }
};
