import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LambdaHandler, throughLambda } from '../../sandbox/server/lambda.ts';

let handler: LambdaHandler;
let seen: APIGatewayProxyEventV2[];
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((request, response) => void throughLambda(handler, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
afterEach(() => vi.restoreAllMocks());

const answering = (result: Awaited<ReturnType<LambdaHandler>>) => {
  seen = [];
  handler = async (event) => {
    seen.push(event);
    return result;
  };
};
const event = () => seen[0] as APIGatewayProxyEventV2;

describe('a request becomes an event of an HTTP API, payload 2.0', () => {
  test('method, path, query and headers', async () => {
    answering({ statusCode: 204 });
    await fetch(`${url}/cds-services/a%20b?x=1&y=2`, {
      method: 'POST',
      headers: { 'X-One': 'a', Cookie: 'c=d' },
    });
    expect(event()).toMatchObject({
      version: '2.0',
      rawPath: '/cds-services/a%20b',
      rawQueryString: 'x=1&y=2',
      queryStringParameters: { x: '1', y: '2' },
      headers: { 'x-one': 'a' },
      requestContext: { http: { method: 'POST', path: '/cds-services/a%20b' }, stage: '$default' },
    });
  });

  test.each([
    ['text stays text', Buffer.from('{"é":"✓"}'), '{"é":"✓"}', false],
    ['bytes that are no text become base64', Buffer.from([0xff, 0x00, 0xfe]), '/wD+', true],
    ['no body is no body', Buffer.alloc(0), undefined, false],
  ])('%s', async (_, body, expected, isBase64Encoded) => {
    answering({ statusCode: 200 });
    await fetch(url, { method: 'POST', body });
    expect(event().body).toBe(expected);
    expect(event().isBase64Encoded).toBe(isBase64Encoded);
  });

  test('each request has an id of its own', async () => {
    answering({ statusCode: 200 });
    await fetch(url);
    await fetch(url);
    expect(seen[0]?.requestContext.requestId).not.toBe(seen[1]?.requestContext.requestId);
  });
});

describe('a result becomes an answer', () => {
  test('status, headers and body', async () => {
    answering({ statusCode: 418, headers: { 'x-tea': 'green', 'x-number': 7 }, body: 'short and stout' });
    const response = await fetch(url);
    expect(response.status).toBe(418);
    expect(response.headers.get('x-tea')).toBe('green');
    expect(response.headers.get('x-number')).toBe('7');
    expect(await response.text()).toBe('short and stout');
  });

  test('a base64 body is decoded', async () => {
    answering({ statusCode: 200, isBase64Encoded: true, body: Buffer.from([1, 2, 255]).toString('base64') });
    expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(new Uint8Array([1, 2, 255]));
  });
});

describe('what the gateway would refuse or cover up', () => {
  test('more than 10 MB: 413, and the handler is not called', async () => {
    answering({ statusCode: 200 });
    const sent = fetch(url, { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    // the connection may be closed while the rest is still on its way
    const status = await sent.then((response) => response.status).catch(() => 413);
    expect(status).toBe(413);
    expect(seen).toEqual([]);
  });

  test('a handler that throws: 500 without its reason, which goes to the terminal', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    handler = async () => {
      throw new Error('secret of the handler');
    };
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"message":"Internal Server Error"}');
    expect(said).toHaveBeenCalledOnce();
  });
});
