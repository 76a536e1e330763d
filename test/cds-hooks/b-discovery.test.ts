/** docs/conformance.md B and C: what the service offers, and what its prefetch templates may ask for. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { prefetchKeys } from '../../functions/cds-hooks/services.ts';
import { EVERY_HOOK } from '../../rules/management/recommendation.ts';
import { jar, type Reply, send } from '../support/cds.ts';
import contract from './discovery-contract.json' with { type: 'json' };

const get = (headers: Record<string, string> = {}, path = '/cds-services', method = 'GET'): Promise<Reply> =>
  send(jar().handlers.discovery, { method, path, headers });

const { body } = await get();
// biome-ignore lint/suspicious/noExplicitAny: read as a client reads it
const services: any[] = body.services;
const each = services.map((service) => [service.id, service] as const);
const templates = services.flatMap(({ id, prefetch }) =>
  Object.entries<string>(prefetch).map(([key, template]) => [`${id} ${key}`, template] as const),
);

describe('discovery', () => {
  test('R-019 R-020: GET answers 200 with an object that has an array of services', async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(Array.isArray(answer.body.services)).toBe(true);
  });

  test('R-019 R-053: one service for each hook of the design, and no other', () => {
    expect(services.map(({ hook }) => hook)).toEqual(EVERY_HOOK);
  });

  test.each(each)('R-022 R-023 R-024 R-025: %s has hook, title, description and id', (_, service) => {
    for (const member of ['hook', 'title', 'description', 'id'])
      expect(service[member]).toEqual(expect.stringMatching(/\S/));
    expect(service.title.length).toBeLessThanOrEqual(80);
    expect(service.description).not.toMatch(/[<>]/);
    expect(service.id).toMatch(/^[a-z0-9][a-z0-9-]{2,62}$/);
  });

  test.each(each)('R-025 R-050: %s is found at its address', async (id) => {
    const answer = await send(jar().handlers.feedback, { path: `/cds-services/${id}/feedback` });
    expect(answer.status).toBe(401);
  });

  test('R-026: every id is of one service, as a well-known client keeps only the last of two', () => {
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
  });

  test.each(each)('R-027 R-048: %s maps stable keys to templates', (_, { prefetch }) => {
    expect(Object.keys(prefetch).length).toBeGreaterThan(0);
    for (const [key, template] of Object.entries(prefetch)) {
      expect(key).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
      expect(template).toBe(prefetchKeys[key as keyof typeof prefetchKeys].template);
    }
  });

  test.each(each)(
    'R-028 R-035: %s says what it needs and where that is documented',
    (_, { usageRequirements }) => {
      expect(usageRequirements).toContain('FHIR R4');
      expect(usageRequirements).toContain('patient, observations, conditions');
      expect(usageRequirements).toContain('docs/integrate.md');
    },
  );

  test.each(each)('R-029 R-030 R-217: %s speaks 2.0.1 and claims no hook version', (_, service) => {
    expect(service.version).toBe('2.0.1');
    expect(service).not.toHaveProperty('hookVersion');
  });

  test.each(each)(
    'R-031 R-171: the extension of %s is an object with a reverse-DNS key',
    (_, { extension }) => {
      expect(Object.keys(extension)).toEqual(['org.radix-cds.required-prefetch']);
      for (const key of Object.keys(extension)) expect(key).toMatch(/^[a-z]+(\.[a-z0-9-]+)+$/);
    },
  );

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

  test('R-014 R-019: HEAD answers as GET does, without a body', async () => {
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

  test('E-58 R-032 R-036: it needs no table, key or network', async () => {
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

  test('R-021: the array is there whatever it holds', () => {
    expect(body).toHaveProperty('services');
  });

  test('R-228: /healthz answers without a token and says nothing', async () => {
    const answer = await get({}, '/healthz');
    expect([answer.status, answer.text]).toEqual([200, '{"status":"ok"}']);
  });
});

/** Fields that the hooks' pages mark as prefetch tokens, and that are always there. */
const tokens = new Set(['context.patientId']);

describe('prefetch templates', () => {
  test.each(templates)('R-037: %s is a relative read or search', (_, template) => {
    expect(template).toMatch(/^[A-Z][A-Za-z]+(\/\{\{[^{}]+\}\}|\?[^\s]+)$/);
  });

  test.each(templates)(
    'R-038 R-039 R-040 R-045 R-046: %s uses tokens that every client resolves',
    (_, template) => {
      const used = [...template.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, token]) => token);
      expect(used.length).toBeGreaterThan(0);
      for (const token of used) expect(tokens).toContain(token);
      expect(template.replace(/\{\{[^{}]*\}\}/g, '')).not.toMatch(/[{}%]/);
    },
  );

  test.each(templates)('R-041 R-042 R-043 R-044: %s keeps to the subset', (_, template) => {
    const [, query] = template.split('?');
    const names = (query ?? '')
      .split('&')
      .filter(Boolean)
      .map((pair) => pair.split('=')[0] ?? '');
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(patient|status|category|code|date|_sort|_count)$/);
    expect(template).not.toMatch(/_include|_has|_filter|_summary|_elements|_maxresults|sort:/);
  });

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
