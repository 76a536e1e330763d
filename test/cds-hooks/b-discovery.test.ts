/** docs/conformance.md B and C: what the service offers, and what its prefetch templates may ask for. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { prefetchKeys } from '../../functions/cds-hooks/services.ts';
import { EVERY_HOOK } from '../../rules/management/recommendation.ts';
import { entry, jar, type Reply, send } from '../support/cds.ts';
import { request } from '../support/requests.ts';
import contract from './discovery-contract.json' with { type: 'json' };

const get = (headers: Record<string, string> = {}, path = '/cds-services', method = 'GET'): Promise<Reply> =>
  send(jar().handlers.discovery, { method, path, headers });

const { body } = await get();
// biome-ignore lint/suspicious/noExplicitAny: read as a client reads it
const services: any[] = body.services;
const each = services.map((service) => [service.id, service] as const);
const templates = services.flatMap(({ id, prefetch }) =>
  Object.entries<string>(prefetch).map(([key, template]) => [`${id} ${key}`, key, template] as const),
);

describe('discovery', () => {
  test('R-019: GET answers 200', async () => {
    expect((await get()).status).toBe(200);
  });

  test('R-020: the answer is an object with an array of services', async () => {
    expect(Array.isArray((await get()).body.services)).toBe(true);
  });

  test('one service for each hook of the design, and no other', () => {
    expect(services.map(({ hook }) => hook)).toEqual([
      ...EVERY_HOOK,
      'encounter-discharge',
      'appointment-book',
    ]);
  });

  const members: [string, string, RegExp][] = [
    ['R-022', 'hook', /^[a-z-]+$/],
    ['R-023', 'title', /^\S.{0,79}$/],
    ['R-024', 'description', /^\S[^<>]+$/],
    ['R-025', 'id', /^[a-z0-9][a-z0-9-]{2,62}$/],
  ];
  test.each(members.flatMap(([id, member, form]) => each.map(([, of]) => [id, member, of.id, form, of])))(
    '%s: %s of %s',
    (_id, member, _of, form, service) => {
      expect(service[member]).toEqual(expect.stringMatching(form));
    },
  );

  test.each(each)('R-025: %s is the path of its service', async (id, { hook }) => {
    const { handlers } = jar({ anonymous: true });
    const answer = await send(handlers.invoke, { path: `/cds-services/${id}`, body: request(hook) });
    expect(answer.status).toBe(200);
  });

  test('R-026: every id is of one service, as a well-known client keeps only the last of two', () => {
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
  });

  test.each(each)('R-027: prefetch of %s maps keys to templates', (_, { prefetch }) => {
    expect(Object.keys(prefetch).length).toBeGreaterThan(0);
    for (const template of Object.values(prefetch)) expect(template).toEqual(expect.stringMatching(/\S/));
  });

  test.each(templates)('R-048: %s is the key of one meaning in every service', (_, key, template) => {
    expect(key).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
    expect(template).toBe(prefetchKeys[key as keyof typeof prefetchKeys].template);
  });

  test.each(each)('R-028: %s says what it needs and where that is documented', (_, { usageRequirements }) => {
    expect(usageRequirements).toContain('FHIR R4');
    expect(usageRequirements).toContain('patient, observations, conditions');
    expect(usageRequirements).toContain('docs/integrate.md');
  });

  test.each(each)('R-029: %s speaks 2.0.1', (_, service) => {
    expect(service.version).toBe('2.0.1');
  });

  const published: Readonly<Record<string, string>> = {
    'patient-view': '1.0',
    'encounter-start': '1.0',
    'encounter-discharge': '1.0',
    'problem-list-item-create': '0.1.0',
    'appointment-book': '1.0',
  };
  test.each(each)('R-030: %s has the version of its published hook, or none where two are', (_, service) => {
    expect(service.hookVersion).toBe(published[service.hook]);
  });

  test.each(each)('R-031: the extension of %s is an object with a reverse-DNS key', (_, { extension }) => {
    expect(Object.keys(extension)).toEqual(['org.radix-cds.required-prefetch']);
  });

  test('R-033: an ETag, and 304 for who has it', async () => {
    const first = await get();
    expect(first.headers['cache-control']).toBe('public, max-age=300');
    const etag = first.headers['etag'] ?? '';
    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', ''), '*']) {
      const again = await get({ 'if-none-match': known });
      expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', etag]);
    }
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200);
  });

  test('R-014: HEAD answers as GET does, without a body', async () => {
    const answer = await get({}, '/cds-services', 'HEAD');
    expect([answer.status, answer.text, answer.headers['etag'] !== undefined]).toEqual([200, '', true]);
  });

  test.each(['/cds-services/', '//cds-services', '/cds-services//'])(
    'R-016: %s is the same, without a redirect',
    async (path) => {
      expect((await get({}, path)).text).toBe((await get()).text);
    },
  );

  test('R-013: compressed for who takes it', async () => {
    const answer = await get({ 'accept-encoding': 'br, gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['vary']).toContain('Accept-Encoding');
    expect(gunzipSync(Buffer.from(answer.text, 'latin1')).toString()).toBe((await get()).text);
  });

  test.each(['', 'identity', 'gzip;q=0', 'gzip; q=0.0', 'br'])(
    'R-013: plain for Accept-Encoding %j',
    async (header) => {
      expect((await get({ 'accept-encoding': header })).headers).not.toHaveProperty('content-encoding');
    },
  );

  test('R-032: without a token it is the same, and names nothing of a client', async () => {
    const of = jar({ clients: [{ ...entry(), origins: ['https://canary.test'] }] });
    const answer = await send(of.handlers.discovery, { method: 'GET', path: '/cds-services' });
    expect([answer.status, answer.text]).toEqual([200, (await get({ authorization: 'Bearer x' })).text]);
    expect(answer.text).not.toMatch(/canary|st-elsewhere|ehr\.test/);
  });

  test('E-58: it needs no table, key or network', async () => {
    const broken = jar({
      change: () => ({
        authenticate: () => Promise.reject(new Error('down')),
        gather: () => Promise.reject(new Error('down')),
      }),
    });
    expect((await send(broken.handlers.discovery, { method: 'GET', path: '/cds-services' })).status).toBe(
      200,
    );
    expect(broken.sent).toEqual([]);
  });

  test('R-034: what EHRs have copied stays as it was; a change needs a new id and this file changed with it', () => {
    expect(services.map(({ id, hook, prefetch, version }) => ({ id, hook, version, prefetch }))).toEqual(
      contract,
    );
  });

  test('R-228: /healthz answers without a token and says nothing', async () => {
    const answer = await get({}, '/healthz');
    expect([answer.status, answer.text]).toEqual([200, '{"status":"ok"}']);
  });
});

describe('prefetch templates', () => {
  /** Of `Type?a=1&b=2`: the parameters with their values. */
  const parameters = (template: string) =>
    (template.split('?')[1] ?? '')
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split('='));
  const tokens = (template: string) =>
    [...template.matchAll(/\{\{(.*?)\}\}/g)].map(([, token = '']) => token);
  const names = (template: string) => parameters(template).map(([name = '']) => name);

  const rules: [string, string, (template: string, key: string) => void][] = [
    [
      'R-037',
      'is a relative read or search',
      (template) => expect(template).toMatch(/^[A-Z][A-Za-z]+(\/\{\{[^{}]+\}\}|\?[^\s]+)$/),
    ],
    [
      'R-038',
      'has its tokens in double braces, and no other brace',
      (template) => {
        expect(tokens(template).length).toBeGreaterThan(0);
        for (const token of tokens(template)) expect(token).toMatch(/^context\.[A-Za-z]+$/);
        expect(template.replace(/\{\{[^{}]*\}\}/g, '')).not.toMatch(/[{}]/);
      },
    ],
    [
      'R-039',
      'uses fields that a hook page marks as tokens',
      (template) => {
        for (const token of tokens(template))
          expect(['context.patientId', 'context.userId', 'context.encounterId']).toContain(token);
      },
    ],
    [
      'R-041',
      'keeps to the subset of FHIR search',
      (template) => {
        for (const name of names(template))
          expect(name).toMatch(/^(patient|status|category|code|date|_sort|_count)$/);
      },
    ],
    [
      'R-042',
      'sorts as R4 writes it',
      (template) => {
        for (const [name, value] of parameters(template))
          if (/sort/.test(name ?? '')) expect([name, value]).toEqual(['_sort', expect.stringMatching(/^-/)]);
      },
    ],
    ['R-043', 'has no _maxresults', (template) => expect(names(template)).not.toContain('_maxresults')],
    [
      'R-044',
      'has no parameter twice',
      (template) => expect(new Set(names(template)).size).toBe(names(template).length),
    ],
    [
      'R-045',
      'needs no encounter where it is required',
      (template, key) => {
        if (prefetchKeys[key as keyof typeof prefetchKeys].required)
          expect(template).not.toContain('encounterId');
      },
    ],
    ['R-046', 'has no FHIRPath', (template) => expect(template).not.toMatch(/[()%|]/)],
  ];
  test.each(
    rules.flatMap(([id, what, holds]) => templates.map((one) => [id, one[0], what, holds, one] as const)),
  )('%s: %s %s', (_id, _of, _what, holds, [, key, template]) => holds(template, key));

  test('R-047: every key says what it is read for, and only patient, observations and conditions are required', () => {
    for (const { purpose } of Object.values(prefetchKeys)) expect(purpose).toMatch(/\S/);
    const required = Object.entries(prefetchKeys).filter(([, key]) => key.required);
    expect(required.map(([key]) => key)).toEqual(['patient', 'observations', 'conditions']);
  });

  test('R-049: the keys are those of the suggested set that the rules read', () => {
    const types = new Set(Object.values(prefetchKeys).map(({ type }) => type));
    for (const type of [
      'Patient',
      'Condition',
      'Observation',
      'MedicationRequest',
      'AllergyIntolerance',
      'Procedure',
      'DiagnosticReport',
    ])
      expect(types).toContain(type);
  });
});
