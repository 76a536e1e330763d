/** docs/conformance.md A, Security B: HTTP and JSON, before anything is understood. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { jsonLimits } from '../../functions/cds-hooks/safe-json.ts';
import { type Ask, type Jar, jar, type Reply, send } from '../support/cds.ts';
import { pathOf, patient, prefetch, request } from '../support/requests.ts';

const path = pathOf('patient-view');
const open = () => jar({ anonymous: true });
const post = (body: unknown, over: Partial<Ask> = {}, at: Jar = open()) =>
  send(at.handlers.invoke, { path, body, ...over });

const codeOf = ({ body }: Reply) => body.issue?.[0]?.code;

describe('requests', () => {
  test.each([
    ['application/json', 'application/json'],
    ['with a charset', 'application/json; charset=utf-8'],
    ['with a quoted charset in capitals', 'Application/JSON; charset="UTF-8"'],
    ['FHIR JSON', 'application/fhir+json'],
    ['none', ''],
    ['iso-8859-1, which valid UTF-8 cannot have meant', 'application/json; charset=iso-8859-1'],
  ])('R-006 E-59: Content-Type %s is read', async (_, type) => {
    expect((await post(request(), { headers: { 'content-type': type } })).status).toBe(200);
  });

  test.each([
    'text/xml',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json; charset=utf-16',
  ])('R-006 T061: Content-Type %s is not', async (type) => {
    const answer = await post(request(), { headers: { 'content-type': type } });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'not-supported']);
  });

  test.each(['text/html', '*/*', 'application/xml', ''])('R-007: Accept %j is ignored', async (accept) => {
    const answer = await post(request(), { headers: { accept } });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  });

  test.each([
    ['empty', ''],
    ['cut off', '{'],
    ['an array', '[]'],
    ['text', '"x"'],
    ['null', 'null'],
    ['a number', '3'],
    ['a trailing comma', '{"hook":"patient-view",}'],
    ['a comment', '{/* */}'],
    ['HTML', '<html>'],
  ])('R-009 T059 T060 E-01: a body that is %s', async (_, body) => {
    const answer = await post(body);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'structure']);
    expect(answer.text).not.toMatch(/at |\.ts|Unexpected/);
  });

  test('R-009 E-01: no body at all', async () => {
    expect((await send(open().handlers.invoke, { path })).status).toBe(400);
  });

  test('T059: what is wrong is not quoted, in the answer or the service log', async () => {
    const at = open();
    for (const body of ['{"patient":"CANARY",}', '["CANARY",]', 'CANARY'])
      expect((await post(body, {}, at)).text).not.toContain('CANARY');
    expect(JSON.stringify(at.logged)).not.toContain('CANARY');
  });

  test('E-01 T064: a byte order mark is no mistake', async () => {
    expect((await post(`\ufeff${JSON.stringify(request())}`)).status).toBe(200);
    const bytes = Buffer.from(`\ufeff${JSON.stringify(request())}`).toString('base64');
    expect((await post(bytes, { base64: true })).status).toBe(200);
  });

  test('T065: a body that the gateway has encoded', async () => {
    const body = JSON.stringify(request());
    expect((await post(Buffer.from(body).toString('base64'), { base64: true })).status).toBe(200);
    expect((await post('%%%', { base64: true })).status).toBe(400);
    expect(
      (await post(`${Buffer.from(body).toString('base64').slice(0, -2)}*!`, { base64: true })).status,
    ).toBe(400);
    expect((await post(gzipSync(body).toString('base64'), { base64: true })).status).toBe(400);
  });

  test('T064: bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"hook":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const answer = await post(bytes.toString('base64'), { base64: true });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'structure']);
  });

  test.each(['gzip', 'br', 'deflate', 'x-gzip'])(
    'R-012 T062: Content-Encoding %s is declared unsupported and nothing is inflated',
    async (coding) => {
      const answer = await post(gzipSync(Buffer.alloc(1_000_000)).toString('base64'), {
        base64: true,
        headers: { 'content-encoding': coding },
      });
      expect([answer.status, codeOf(answer)]).toEqual([415, 'not-supported']);
    },
  );

  const limit = 4 * 1_024 * 1_024;
  test.each([
    ['one byte more than 4 MiB', 'x'.repeat(limit + 1), false],
    ['7 MB', 'x'.repeat(7_000_000), false],
    ['few characters of many bytes', '€'.repeat(Math.ceil(limit / 3) + 1), false],
    ['encoded', Buffer.alloc(limit + 1).toString('base64'), true],
  ])('R-011 T063 E-40: a body of %s', async (_, body, base64) => {
    const answer = await post(body, { base64 });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'too-long']);
    expect(answer.headers['content-type']).toContain('application/json');
  });

  test('R-011: 4 MiB to the byte is read', async () => {
    const body = JSON.stringify({ ...request(), filler: '' });
    const answer = await post(body.replace('"filler":""', `"filler":"${'x'.repeat(limit - body.length)}"`));
    expect(answer.status).toBe(200);
  });
});

describe('hostile JSON', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const withExtra = (json: string) =>
    JSON.stringify({ ...request(), extra: 0 }).replace('"extra":0', `"extra":${json}`);

  test('T066 R-010: depth 64 is read, 65 is not', async () => {
    expect((await post(withExtra(nested(jsonLimits.depth - 1)))).status).toBe(200);
    const answer = await post(withExtra(nested(jsonLimits.depth)));
    expect([answer.status, codeOf(answer)]).toEqual([400, 'too-costly']);
  });

  test.each([100_000, 1_000_000])(
    'T066 R-010: %d nested arrays, and the next request is answered',
    async (depth) => {
      const at = open();
      expect((await post(nested(depth), {}, at)).status).toBe(400);
      expect((await post('['.repeat(depth), {}, at)).status).toBe(400);
      expect((await post(request(), {}, at)).status).toBe(200);
    },
  );

  test.each([
    [
      '400,000 distinct keys',
      `{${Array.from({ length: 400_000 }, (_, i) => `"${i.toString(36)}":1`).join(',')}}`,
    ],
    ['a million empty objects', `[${Array.from({ length: 1_000_000 }, () => '{}').join(',')}]`],
  ])('T068: %s are not even parsed', async (_, json) => {
    const answer = await post(json);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'too-costly']);
  });

  test('T068: brackets and quotes inside of strings do not count', async () => {
    const text = JSON.stringify(`${'[{"\\'.repeat(200_000)}`);
    expect((await post(withExtra(text))).status).toBe(200);
  });

  test.each([
    ['at the top', (key: string) => `{"${key}":{"isAdmin":true},${JSON.stringify(request()).slice(1)}`],
    [
      'in a resource',
      (key: string) =>
        JSON.stringify(request()).replace(
          '"resourceType":"Patient"',
          `"resourceType":"Patient","${key}":{"isAdmin":true}`,
        ),
    ],
  ])('T069 R-010: __proto__ %s, plain or escaped, is refused', async (_, make) => {
    for (const key of ['__proto__', '\\u005f_proto__']) {
      const answer = await post(make(key));
      expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid']);
    }
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  test('T069: constructor.prototype is refused, constructor alone is a name like any other', async () => {
    expect((await post(withExtra('{"constructor":{"prototype":{"isAdmin":true}}}'))).status).toBe(400);
    expect((await post(withExtra('{"constructor":"x"}'))).status).toBe(200);
  });

  test.each(['prefetch', 'context'])(
    'E-54 R-010: __proto__ as a key of %s is a key that nobody asked for',
    async (part) => {
      const json = JSON.stringify(request()).replace(
        `"${part}":{`,
        `"${part}":{"__proto__":{"isAdmin":true},`,
      );
      expect((await post(json)).status).toBe(200);
      expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    },
  );
});

describe('routes', () => {
  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'HEAD'])(
    'R-014 T078: %s on a service',
    async (method) => {
      const answer = await send(open().handlers.invoke, { method, path });
      expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    },
  );

  test('T078: a header does not change the method', async () => {
    const answer = await send(open().handlers.invoke, {
      method: 'GET',
      path,
      headers: { 'x-http-method-override': 'POST' },
    });
    expect(answer.status).toBe(405);
  });

  test.each([
    ['/cds-services', 'GET, HEAD'],
    ['/healthz', 'GET, HEAD'],
    [path, 'POST'],
    [`${path}/feedback`, 'POST'],
  ])('R-014: PUT %s', async (at, allow) => {
    const answer = await send(open().handlers.discovery, { method: 'PUT', path: at });
    expect([answer.status, answer.headers['allow'], codeOf(answer)]).toEqual([405, allow, 'not-supported']);
  });

  test.each([
    '/nope',
    '/',
    '/cds-services/nope',
    `${path}/x`,
    `${path}/feedback/x`,
    '/cds-services/LEG-symptoms-patient-view',
    '/cds-services/%zz',
    '/cds-services/..%2f',
  ])('R-015 R-018 R-051 T076 E-03: %s', async (unknown) => {
    for (const name of ['discovery', 'invoke', 'feedback'] as const) {
      const answer = await send(open().handlers[name], { path: unknown, body: request() });
      expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
      expect(answer.text).not.toMatch(/nope|LEG/);
    }
  });

  test.each([
    `${path}/`,
    `//cds-services//leg-symptoms-patient-view`,
    '/cds-services/leg%2Dsymptoms-patient-view',
  ])('R-016 R-018: %s is the service', async (spelling) => {
    expect((await post(request(), { path: spelling })).status).toBe(200);
  });

  test.each([
    ['discovery', `${path}/`, '/cds-services/{id}'],
    ['discovery', `//cds-services/leg-symptoms-patient-view`, '/cds-services/{id}'],
    ['discovery', `${path}/feedback/`, '/cds-services/{id}/feedback'],
    ['invoke', `${path}/feedback/`, '/cds-services/{id}/feedback'],
  ] as const)(
    'R-016: sent by the gateway to %s, %s is told how it is written',
    async (to, spelling, written) => {
      const answer = await send(open().handlers[to], { path: spelling, body: request() });
      expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
      expect(answer.text).toContain(`Write this path as ${written}: no slash at its end, none doubled.`);
    },
  );

  test('R-016: behind the stage of an execute-api address too', async () => {
    expect((await post(request(), { path: `/prod${path}`, stage: 'prod' })).status).toBe(200);
  });
});

describe('what every answer has', () => {
  const ways: [string, Partial<Ask>, unknown][] = [
    ['200', {}, request()],
    ['400', {}, {}],
    ['404', { path: '/cds-services/nope' }, {}],
    ['405', { method: 'GET' }, undefined],
    ['412', {}, { ...request(), prefetch: {} }],
    ['413', {}, 'x'.repeat(5_000_000)],
    ['415', { headers: { 'content-type': 'text/xml' } }, {}],
  ];
  test.each(ways)(
    'R-002 R-017 R-115 T082: %s is JSON, not stored, not sniffed',
    async (status, over, body) => {
      const answer = await post(body, over);
      expect(answer.status).toBe(Number(status));
      expect(answer.body).toBeTypeOf('object');
      expect(answer.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(Object.keys(answer.headers)).not.toContain('server');
      expect(Object.keys(answer.headers)).not.toContain('x-powered-by');
      expect(answer.text).not.toMatch(/\.ts:|node_modules/);
    },
  );

  test('R-013: compressed for who takes it, and the same', async () => {
    const [plain, packed] = await Promise.all([
      post(request()),
      post(request(), { headers: { 'accept-encoding': 'gzip, deflate, br' } }),
    ]);
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(Buffer.from(packed.text, 'latin1')).toString()).toBe(plain.text);
  });

  test.each([
    ['a usual one', 'abc-DEF.123_x', 'abc-DEF.123_x'],
    ['10 KB', 'x'.repeat(10_240), 'gateway-id'],
    ['HTML', '<b>', 'gateway-id'],
    ['a forged header', 'a\r\nset-cookie: x', 'gateway-id'],
    ['nothing', '', 'gateway-id'],
  ])('T081: an X-Request-Id of %s', async (_, sent, expected) => {
    const at = open();
    const answer = await post(request(), { headers: { 'x-request-id': sent } }, at);
    expect(answer.headers['x-request-id']).toBe(expected);
    expect(at.logged).toHaveLength(1);
    expect(at.logged[0]).toMatchObject({ requestId: expected });
  });

  test('T071 R-008: members that nobody asked for change nothing', async () => {
    const plain = await post(request());
    const more = await post({
      ...request(),
      foo: 1,
      user: 'Practitioner/x',
      extension: { 'com.example': { huge: 'x'.repeat(100_000) } },
      context: { ...(request()['context'] as object), foo: 1, extension: 5 },
      prefetch: prefetch({ unasked: patient, '-odd key': [] }),
    });
    expect(more.body).toEqual(plain.body);
  });
});
