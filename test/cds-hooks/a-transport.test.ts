/** docs/conformance.md A, Security B: HTTP and JSON, before anything is understood. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { entry, type Jar, jar, type Reply, type Sending, send } from '../support/cds.ts';
import { pathOf, patient, prefetch, request } from '../support/requests.ts';

const path = pathOf('patient-view');
const open = () => jar({ anonymous: true });
const post = (body: unknown, over: Partial<Sending> = {}, at: Jar = open()) =>
  send(at.handlers.invoke, { path, body, ...over });

const codeOf = ({ body }: Reply) => body.issue?.[0]?.code;

describe('requests', () => {
  test.each([
    ['R-006', 'application/json', 'application/json'],
    ['R-006', 'with a charset', 'application/json; charset=utf-8'],
    ['R-006', 'with a quoted charset in capitals', 'Application/JSON; charset="UTF-8"'],
    ['R-006', 'FHIR JSON', 'application/fhir+json'],
    ['T061', 'none', ''],
  ])('%s: Content-Type %s is read', async (_id, _, type) => {
    expect((await post(request(), { headers: { 'content-type': type } })).status).toBe(200);
  });

  test.each([
    ['R-006', 'text/xml'],
    ['T061', 'text/plain'],
    ['R-006', 'application/x-www-form-urlencoded'],
    ['R-006', 'multipart/form-data'],
    ['T061', 'application/json; charset=utf-16'],
  ])('%s: Content-Type %s is not', async (_id, type) => {
    const answer = await post(request(), { headers: { 'content-type': type } });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'not-supported']);
  });

  test('E-59: iso-8859-1 that is valid UTF-8 is read as UTF-8, other bytes are 400', async () => {
    const headers = { 'content-type': 'application/json; charset=iso-8859-1' };
    const utf8 = { ...request(), user: 'Müller' };
    const read = await post(Buffer.from(JSON.stringify(utf8)).toString('base64'), { headers, base64: true });
    expect([read.status, read.text]).toEqual([200, (await post(utf8)).text]);
    const latin1 = Buffer.from(JSON.stringify(utf8), 'latin1').toString('base64');
    expect((await post(latin1, { headers, base64: true })).status).toBe(400);
  });

  test.each(['text/html', '*/*', 'application/xml', ''])('R-007: Accept %j is ignored', async (accept) => {
    const answer = await post(request(), { headers: { accept } });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  });

  test.each([
    ['E-01', 'empty', ''],
    ['E-01', 'cut off', '{'],
    ['E-01', 'a list', '[]'],
    ['T060', 'a list of one', '[{}]'],
    ['T060', 'text', '"x"'],
    ['T060', 'null', 'null'],
    ['T060', 'a number', '3'],
    ['R-004', 'JSON but for a trailing comma', '{"hook":"patient-view",}'],
    ['R-004', 'JSON but for a comment', '{/* */}'],
    ['R-009', 'HTML', '<html>'],
  ])('%s: a body that is %s', async (_id, _, body) => {
    const answer = await post(body);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'structure']);
    expect(answer.text).not.toMatch(/at |\.ts|Unexpected/);
  });

  test('R-009: no body at all', async () => {
    expect((await send(open().handlers.invoke, { path })).status).toBe(400);
  });

  test('T059: what is wrong is not quoted, in the answer or the service log', async () => {
    const at = open();
    for (const body of ['{"patient":"CANARY",}', '["CANARY",]', 'CANARY'])
      expect((await post(body, {}, at)).text).not.toContain('CANARY');
    expect(JSON.stringify(at.logged)).not.toContain('CANARY');
  });

  test('E-01: a byte order mark is no mistake', async () => {
    expect((await post(`\ufeff${JSON.stringify(request())}`)).status).toBe(200);
  });

  test('T064: nor are its bytes', async () => {
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

  test.each([
    ['R-012', 'gzip', gzipSync(JSON.stringify(request()))],
    ['R-012', 'br', Buffer.from('x')],
    ['R-012', 'deflate', Buffer.from('x')],
    ['R-012', 'x-gzip', gzipSync(JSON.stringify(request()))],
    ['T062', 'gzip', gzipSync(Buffer.alloc(50_000_000))],
  ])('%s: Content-Encoding %s is declared unsupported', async (_id, coding, body) => {
    const answer = await post(body.toString('base64'), {
      base64: true,
      headers: { 'content-encoding': coding },
    });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'not-supported']);
  });

  const limit = 4 * 1_024 * 1_024;
  test.each([
    ['T063', 'one byte more than 4 MiB', 'x'.repeat(limit + 1), false],
    ['R-011', 'few characters of many bytes', '€'.repeat(Math.ceil(limit / 3) + 1), false],
    ['R-011', '4 MiB and a byte, encoded', Buffer.alloc(limit + 1).toString('base64'), true],
  ])('%s: a body of %s', async (_id, _, body, base64) => {
    const answer = await post(body, { base64 });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'too-long']);
    expect(answer.headers['content-type']).toContain('application/json');
  });

  test('E-40: a page can read that its body of 7 MB was too long', async () => {
    const origin = 'https://ehr1.example.com';
    const at = jar({ anonymous: true, clients: [entry({ origins: [origin] })] });
    const answer = await post('x'.repeat(7_000_000), { headers: { origin } }, at);
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([413, origin]);
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

  test('T066: depth 64 is read, 65 is not', async () => {
    expect((await post(withExtra(nested(63)))).status).toBe(200);
    const answer = await post(withExtra(nested(64)));
    expect([answer.status, codeOf(answer)]).toEqual([400, 'too-costly']);
  });

  test.each([
    ['R-010', 100_000],
    ['T066', 1_000_000],
  ])('%s: %d nested arrays, and the next request is answered', async (_id, depth) => {
    const at = open();
    expect((await post(nested(depth), {}, at)).status).toBe(400);
    expect((await post('['.repeat(depth), {}, at)).status).toBe(400);
    expect((await post(request(), {}, at)).status).toBe(200);
  });

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
    [
      'T069',
      'at the top',
      (key: string) => `{"${key}":{"isAdmin":true},${JSON.stringify(request()).slice(1)}`,
    ],
    [
      'T069',
      'in a resource',
      (key: string) =>
        JSON.stringify(request()).replace(
          '"resourceType":"Patient"',
          `"resourceType":"Patient","${key}":{"isAdmin":true}`,
        ),
    ],
    ['R-010', 'in a member of no name', (key: string) => withExtra(`{"${key}":{"isAdmin":true}}`)],
  ])('%s: __proto__ %s, plain or escaped, is refused', async (_id, _, make) => {
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
    'E-54: __proto__ as a key of %s is a key that nobody asked for',
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
  test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'HEAD'])('T078: %s on a service', async (method) => {
    const answer = await send(open().handlers.invoke, { method, path });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
  });

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
    ['R-015', '/nope'],
    ['R-015', '/'],
    ['R-015', `${path}/feedback/x`],
    ['R-051', '/cds-services/nope'],
    ['T076', '/cds-services/nope-1234'],
    ['T076', `${path}/x`],
    ['E-03', '/cds-services/leg-symptoms-nope'],
    ['R-018', '/cds-services/LEG-symptoms-patient-view'],
    ['R-018', '/cds-services/leg%252Dsymptoms-patient-view'],
    ['R-018', '/cds-services/%zz'],
    ['R-018', '/cds-services/..%2f'],
  ])('%s: %s is nothing that there is', async (_id, unknown) => {
    for (const name of ['discovery', 'invoke', 'feedback'] as const) {
      const answer = await send(open().handlers[name], { path: unknown, body: request() });
      expect([answer.status, codeOf(answer)]).toEqual([404, 'not-found']);
      expect(answer.text).not.toMatch(/nope|LEG/);
    }
  });

  test.each([
    ['R-016', `${path}/`],
    ['R-016', `//cds-services//leg-symptoms-patient-view`],
    ['R-018', '/cds-services/leg%2Dsymptoms-patient-view'],
  ])('%s: %s is the service', async (_id, spelling) => {
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
  const ways: [string, Partial<Sending>, unknown][] = [
    ['200', {}, request()],
    ['400', {}, {}],
    ['404', { path: '/cds-services/nope' }, {}],
    ['405', { method: 'GET' }, undefined],
    ['412', {}, { ...request(), prefetch: {} }],
    ['413', {}, 'x'.repeat(5_000_000)],
    ['415', { headers: { 'content-type': 'text/xml' } }, {}],
  ];
  const rules: [string, string, (answer: Reply) => void][] = [
    [
      'R-002',
      'is one JSON document in UTF-8',
      ({ body, headers }) => {
        expect(body).toBeTypeOf('object');
        expect(headers['content-type']).toBe('application/json; charset=utf-8');
      },
    ],
    ['R-017', 'is not stored', ({ headers }) => expect(headers['cache-control']).toBe('no-store')],
    ['R-115', 'has a body', ({ text }) => expect(text).not.toBe('')],
    [
      'T082',
      'is not sniffed, and names neither the server nor a file of it',
      ({ headers, text }) => {
        expect(headers['x-content-type-options']).toBe('nosniff');
        expect(Object.keys(headers).filter((name) => /^server$|^x-powered-by$/.test(name))).toEqual([]);
        expect(text).not.toMatch(/\.ts:|node_modules/);
      },
    ],
  ];
  test.each(rules.flatMap(([id, what, holds]) => ways.map((way) => [id, way[0], what, holds, way] as const)))(
    '%s: a %s %s',
    async (_id, _status, _what, holds, [status, over, body]) => {
      const answer = await post(body, over);
      expect(answer.status).toBe(Number(status));
      holds(answer);
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

  const context = request()['context'] as object;
  test.each([
    ['R-008', 'of the request', { foo: 1, user: 'Practitioner/x', version: 5 }],
    ['R-008', 'of the context', { context: { ...context, foo: 1, encounter: {} } }],
    [
      'T071',
      'in an extension, in the context and in prefetch',
      {
        foo: 1,
        extension: { 'com.example': { huge: 'x'.repeat(100_000) } },
        context: { ...context, foo: 1, extension: 5 },
        prefetch: prefetch({ unasked: patient, '-odd key': [] }),
      },
    ],
  ])('%s: members %s that nobody asked for change nothing', async (_id, _, more) => {
    expect((await post({ ...request(), ...more })).body).toEqual((await post(request())).body);
  });
});
