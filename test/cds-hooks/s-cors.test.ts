/** docs/conformance.md S: browsers as clients. */
import { describe, expect, test } from 'vitest';
import { entry, type Jar, jar, send } from '../support/cds.ts';
import { request } from '../support/requests.ts';

const origin = 'https://ehr1.example.com';
const paths = [
  ['discovery', '/cds-services'],
  ['invoke', '/cds-services/leg-symptoms-patient-view'],
  ['feedback', '/cds-services/leg-symptoms-patient-view/feedback'],
] as const;

const withOrigin = () => jar({ clients: [entry({ origins: [origin] })] });
const cors = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control')));

const asked = {
  origin,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
};

describe('preflight', () => {
  const preflight = (at: Jar, [name, path]: readonly [keyof Jar['handlers'], string], from = origin) =>
    send(at.handlers[name], { method: 'OPTIONS', path, headers: { ...asked, origin: from } });

  test.each(paths)('R-210: of %s, from a listed origin', async (...to) => {
    const { status, text, headers } = await preflight(withOrigin(), to);
    expect([status, text]).toEqual([204, '']);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': expect.stringMatching(/Authorization, Content-Type/),
      'access-control-max-age': '600',
      vary: expect.stringContaining('Origin'),
    });
  });

  test.each(paths)('E-41: of %s, without a token, and without a row on record', async (...to) => {
    const at = withOrigin();
    expect((await preflight(at, to)).headers['access-control-allow-origin']).toBe(origin);
    expect(await at.rows()).toEqual([]);
  });

  test('T079: a listed origin is named to the letter, and no credentials are allowed', async () => {
    const { headers } = await preflight(withOrigin(), paths[0]);
    expect(headers['access-control-allow-origin']).toBe(origin);
    expect(headers['vary']).toContain('Origin');
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test.each([
    ['R-212', 'https://evil.test'],
    ['R-212', 'https://ehr1.example.com/'],
    ['E-41', 'https://unknown.test'],
    ['T080', 'null'],
    ['T080', 'https://ehr1.example.com.evil.test'],
    ['T080', 'http://ehr1.example.com'],
    ['T080', 'https://EHR1.example.com:8443'],
  ])('%s: from %s there is no header', async (_id, stranger) => {
    for (const to of paths) {
      const answer = await preflight(withOrigin(), to, stranger);
      expect([answer.status, cors(answer.headers)]).toEqual([204, {}]);
    }
  });

  test('T079: with no origin listed anywhere CORS is off', async () => {
    const answer = await send(jar().handlers.discovery, {
      method: 'OPTIONS',
      path: '/cds-services',
      headers: asked,
    });
    expect(cors(answer.headers)).toEqual({});
  });

  test('R-213: a private network is offered on a laptop only', async () => {
    const headers = { ...asked, 'access-control-request-private-network': 'true' };
    const ask = { method: 'OPTIONS', path: '/cds-services', headers };
    expect((await send(withOrigin().handlers.discovery, ask)).headers).not.toHaveProperty(
      'access-control-allow-private-network',
    );
    const laptop = jar({
      clients: [entry({ origins: [origin] })],
      change: ({ settings }) => ({ settings: { ...settings, allowLoopback: true } }),
    });
    expect((await send(laptop.handlers.discovery, ask)).headers['access-control-allow-private-network']).toBe(
      'true',
    );
  });
});

describe('answers', () => {
  test.each([
    ['R-209', 200, 'discovery', 'GET', '/cds-services', {}],
    ['R-209', 304, 'discovery', 'GET', '/cds-services', { 'if-none-match': '*' }],
    ['R-015', 404, 'discovery', 'GET', '/nope', {}],
    ['R-211', 405, 'invoke', 'GET', '/cds-services/leg-symptoms-patient-view', {}],
    ['E-42', 401, 'invoke', 'POST', '/cds-services/leg-symptoms-patient-view', {}],
    ['R-211', 401, 'feedback', 'POST', '/cds-services/leg-symptoms-patient-view/feedback', {}],
  ] as const)('%s: %d of %s can be read by the page', async (_id, status, name, method, path, headers) => {
    const answer = await send(withOrigin().handlers[name], { method, path, headers: { ...headers, origin } });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      vary: expect.stringContaining('Origin'),
    });
  });

  test.each([
    ['412', 412, {}],
    ['500', 500, { gather: () => Promise.reject(new Error('x')) }],
  ])('E-42: a call that ends in %s can be read by the page', async (_, status, broken) => {
    const at = jar({
      anonymous: true,
      clients: [entry({ origins: [origin] })],
      change: () => broken as object,
    });
    const answer = await send(at.handlers.invoke, {
      path: paths[1][1],
      headers: { origin },
      body: { ...request(), prefetch: {} },
    });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([status, origin]);
  });

  test('R-212: an unlisted origin is not named, and that is all', async () => {
    const answer = await send(withOrigin().handlers.discovery, {
      method: 'GET',
      path: '/cds-services',
      headers: { origin: 'https://evil.test' },
    });
    expect([answer.status, cors(answer.headers)]).toEqual([200, {}]);
  });

  test('R-211: a registry that cannot be read costs the headers, not the answer', async () => {
    const at = jar({ change: () => ({ origins: () => Promise.reject(new Error('down')) }) });
    const answer = await send(at.handlers.discovery, {
      method: 'GET',
      path: '/cds-services',
      headers: { origin },
    });
    expect([answer.status, cors(answer.headers)]).toEqual([200, {}]);
  });
});
