/** docs/conformance.md S: browsers as clients. */
import { describe, expect, test } from 'vitest';
import { entry, jar, send } from '../support/cds.ts';

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
  test.each(paths)('R-209 R-210 E-41: of %s, without a token, from a listed origin', async (name, path) => {
    const at = withOrigin();
    const answer = await send(at.handlers[name], { method: 'OPTIONS', path, headers: asked });
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': expect.stringMatching(/Authorization, Content-Type/),
      'access-control-max-age': '600',
      vary: expect.stringContaining('Origin'),
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
    expect(await at.rows()).toEqual([]);
  });

  test.each([
    'https://evil.test',
    'null',
    'https://ehr1.example.com.evil.test',
    'http://ehr1.example.com',
    'https://EHR1.example.com:8443',
    'https://ehr1.example.com/',
  ])('R-212 T079 T080 E-41: from %s there is no header', async (stranger) => {
    for (const [name, path] of paths) {
      const answer = await send(withOrigin().handlers[name], {
        method: 'OPTIONS',
        path,
        headers: { ...asked, origin: stranger },
      });
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
    [200, 'discovery', 'GET', '/cds-services', {}],
    [304, 'discovery', 'GET', '/cds-services', { 'if-none-match': '*' }],
    [404, 'discovery', 'GET', '/nope', {}],
    [405, 'invoke', 'GET', '/cds-services/leg-symptoms-patient-view', {}],
    [401, 'invoke', 'POST', '/cds-services/leg-symptoms-patient-view', {}],
    [401, 'feedback', 'POST', '/cds-services/leg-symptoms-patient-view/feedback', {}],
  ] as const)('R-211 E-42: %d of %s can be read by the page', async (status, name, method, path, headers) => {
    const answer = await send(withOrigin().handlers[name], { method, path, headers: { ...headers, origin } });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      vary: expect.stringContaining('Origin'),
    });
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
