/** docs/conformance.md Security C, the guard itself: what can leave, and what comes back, against real sockets on loopback. */
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { isAddress, isPublic, mayConnect } from '../../functions/fhir/addresses.ts';
import { type EgressOptions, makeEgress } from '../../functions/fhir/egress.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

const file = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name));
const plain = (answer: RequestListener) => listen(createServer(answer));
const tls = (name: string, answer: RequestListener, options = {}) =>
  listen(createTlsServer({ key: file(`${name}.key`), cert: file(`${name}.crt`), ...options }, answer));

const toLoopback: NonNullable<EgressOptions['resolve']> = (_, done) =>
  done(null, [{ address: '127.0.0.1', family: 4 }]);
const get = (options: Partial<EgressOptions>, url: string, over: { ms?: number; maxBytes?: number } = {}) =>
  makeEgress({ allowLoopback: true, ...options })(new URL(url), {
    headers: { authorization: 'Bearer canary-token' },
    signal: AbortSignal.timeout(over.ms ?? 120_000),
    maxBytes: over.maxBytes ?? 1_000_000,
  });

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '169.254.170.2',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '203.0.113.5',
    '::1',
    '::',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '2001::1',
    'not an address',
  ])('T085: %s is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    'T085: %s is public',
    (address) => {
      expect(isPublic(address)).toBe(true);
    },
  );

  test('T085: only loopback, and only where it is allowed, of the rest', () => {
    expect(mayConnect('127.0.0.1', true)).toBe(true);
    expect(mayConnect('::1', true)).toBe(true);
    expect(mayConnect('127.0.0.1', false)).toBe(false);
    expect(mayConnect('169.254.169.254', true)).toBe(false);
    expect(mayConnect('10.0.0.1', true)).toBe(false);
  });

  test.each([
    'http://127.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://[::1]/',
    'http://017700000001/',
  ])('T085: %s is an address in another spelling', (url) => {
    expect(isAddress(new URL(url).hostname)).toBe(true);
  });
});

describe('where a request may go', () => {
  test.each([
    ['R-100', 'http://fhir.test/r4'],
    ['T085', 'https://127.0.0.1/r4'],
    ['T085', 'https://127.1/r4'],
    ['T085', 'https://[::1]/r4'],
    ['R-100', 'https://169.254.169.254/latest/'],
    ['T087', 'http://127.0.0.1:9001/2018-06-01/runtime'],
    ['T087', 'http://169.254.79.129:2000/'],
    ['R-100', 'https://user:password@fhir.test/r4'],
    ['R-100', 'ftp://fhir.test/r4'],
    ['R-100', 'https://8.8.8.8/r4'],
  ])('%s: %s is refused before a name is resolved', async (_id, url) => {
    let resolved = 0;
    const resolve: EgressOptions['resolve'] = (_, done) => {
      resolved++;
      done(null, [{ address: '8.8.8.8', family: 4 }]);
    };
    await expect(get({ allowLoopback: false, resolve }, url)).rejects.toMatchObject({
      code: 'egress.denied',
    });
    expect(resolved).toBe(0);
  });

  test.each([
    ['http', { allowHttp: true }, '8.8.8.8', 'egress.connection'],
    ['http to an inside address', { allowHttp: true }, '10.0.0.1', 'egress.denied'],
    ['http where it is not allowed', {}, '8.8.8.8', 'egress.denied'],
  ])('R-100: %s by name', async (_, options, address, code) => {
    const resolve: EgressOptions['resolve'] = (_name, done) =>
      code === 'egress.denied' ? done(null, [{ address, family: 4 }]) : done(new Error('no network'), []);
    const asked = get({ allowLoopback: false, resolve, ...options }, 'http://fhir.test/r4');
    await expect(asked).rejects.toMatchObject({ code });
  });

  test.each([
    ['inside', ['127.0.0.1']],
    ['the metadata service', ['169.254.169.254']],
    ['inside, as an IPv6 address', ['::ffff:10.0.0.1']],
    ['outside and inside', ['8.8.8.8', '10.0.0.1']],
    ['nowhere', []],
  ])('T088: a registered name that resolves to %s is not connected to', async (_, addresses) => {
    let connections = 0;
    const port = await plain((_request, response) => {
      connections++;
      response.end();
    });
    const resolve: EgressOptions['resolve'] = (_name, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    await expect(get({ allowLoopback: false, resolve }, `https://fhir.test:${port}/`)).rejects.toMatchObject({
      code: 'egress.denied',
    });
    expect(connections).toBe(0);
  });

  test.each([
    ['T094', 301],
    ['T094', 302],
    ['T095', 303],
    ['T094', 307],
    ['T094', 308],
  ])('%s: a redirect %d is not followed', async (_id, status) => {
    let followed = 0;
    const target = await plain((_request, response) => {
      followed++;
      response.end('{}');
    });
    const port = await plain((_request, response) => {
      response
        .writeHead(status, {
          location: `http://127.0.0.1:${target}/`,
          refresh: `0; url=http://127.0.0.1:${target}/`,
        })
        .end();
    });
    await expect(get({}, `http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'egress.redirect' });
    expect(followed).toBe(0);
  });
});

describe('what may come back', () => {
  test('R-098: an answer, with the headers that were given and no coding asked for', async () => {
    const seen: Record<string, unknown> = {};
    const port = await plain((request, response) => {
      Object.assign(seen, request.headers, { method: request.method });
      response.end('{"resourceType":"Patient"}');
    });
    const { status, body } = await get({}, `http://127.0.0.1:${port}/Patient/1`);
    expect([status, body.toString()]).toEqual([200, '{"resourceType":"Patient"}']);
    expect(seen).toMatchObject({
      method: 'GET',
      authorization: 'Bearer canary-token',
      'accept-encoding': 'identity',
    });
  });

  test('R-229: what leaves is a GET without a body', async () => {
    const seen: unknown[] = [];
    const port = await plain((request, response) => {
      seen.push(request.method, request.headers['content-length'], request.headers['transfer-encoding']);
      response.end('{}');
    });
    await get({}, `http://127.0.0.1:${port}/Patient/1`);
    expect(seen).toEqual(['GET', undefined, undefined]);
  });

  test('T107: a body beyond the cap is cut off while it arrives', async () => {
    const sent = { bytes: 0 };
    const port = await plain((_request, response) => {
      const chunk = Buffer.alloc(64 * 1_024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent.bytes += chunk.length;
      };
      response.on('drain', more);
      more();
    });
    await expect(get({}, `http://127.0.0.1:${port}/`, { maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'egress.too-large',
    });
    expect(sent.bytes).toBeLessThan(16 * 1_024 * 1_024);
  });

  test('T107: an announced length beyond the cap is not read at all', async () => {
    const port = await plain((_request, response) => {
      response.writeHead(200, { 'content-length': '200000' }).write('x');
    });
    await expect(get({}, `http://127.0.0.1:${port}/`, { maxBytes: 100_000 })).rejects.toMatchObject({
      code: 'egress.too-large',
    });
  });

  test.each(['gzip', 'br', 'deflate'])(
    'T022: a body coded as %s, though we asked for none, is refused',
    async (coding) => {
      const port = await plain((_request, response) => {
        response.writeHead(200, { 'content-encoding': coding }).end(gzipSync(Buffer.alloc(1_000_000)));
      });
      await expect(get({}, `http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'egress.encoding' });
    },
  );

  test.each([
    ['never answers', ''],
    ['drips its header', 'HTTP/1.1 200 OK\r\nx: '],
    ['drips its body', 'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{'],
  ])('T109: a server that %s is left at the deadline, its socket closed', async (_, start) => {
    const server = createServer();
    const port = await listen(server);
    const closed = Promise.withResolvers<void>();
    server.removeAllListeners('request');
    server.on('connection', (socket: Socket) => {
      socket.on('close', () => closed.resolve());
      socket.on('error', () => undefined);
      socket.once('data', () => {
        if (start === '') return;
        socket.write(start);
        const drip = setInterval(() => socket.write('x'), 20);
        socket.on('close', () => clearInterval(drip));
      });
    });
    await expect(get({}, `http://127.0.0.1:${port}/`, { ms: 100 })).rejects.toMatchObject({
      code: 'egress.timeout',
    });
    await closed.promise;
  });

  test('T109: a connection that is dropped half-way', async () => {
    const port = await plain((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{');
      setImmediate(() => response.destroy());
    });
    await expect(get({}, `http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'egress.connection' });
  });
});

describe('certificates', () => {
  const answered: RequestListener = (request, response) => {
    tokens.push(request.headers.authorization);
    response.end('{}');
  };
  const tokens: unknown[] = [];
  const ca = file('valid.crt').toString();

  test('a valid one', async () => {
    const port = await tls('valid', answered);
    expect((await get({ ca, resolve: toLoopback }, `https://fhir.test:${port}/`)).status).toBe(200);
  });

  test.each([
    ['nobody vouches for', 'valid', 'fhir.test', undefined, {}],
    ['that has expired', 'expired', 'fhir.test', 'expired.crt', {}],
    ['of another name', 'valid', 'other.test', 'valid.crt', {}],
    [
      'over TLS 1.1',
      'valid',
      'fhir.test',
      'valid.crt',
      { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    ],
  ])('T110: one %s: the token is not sent', async (_, name, host, authority, options) => {
    tokens.length = 0;
    const port = await tls(name, answered, options);
    const trusted = authority === undefined ? {} : { ca: file(authority).toString() };
    await expect(get({ ...trusted, resolve: toLoopback }, `https://${host}:${port}/`)).rejects.toMatchObject({
      code: 'egress.tls',
    });
    expect(tokens).toEqual([]);
  });
});

test('T154: a failure carries no URL, header or body', async () => {
  const failure = await get({ resolve: toLoopback }, 'https://fhir.test:1/Patient/canary-id').catch(
    (error: unknown) => error,
  );
  expect(
    JSON.stringify(
      failure,
      Object.getOwnPropertyNames(failure as object).filter((name) => !['cause', 'stack'].includes(name)),
    ),
  ).not.toContain('canary');
});
