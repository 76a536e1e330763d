import type { Bundle, CapabilityStatement } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prefetchKeys } from '../../functions/cds-hooks/services.ts';
import { originsOf } from '../../sandbox/ehr/client-registry.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { accessTokens } from '../../sandbox/server/access-tokens.ts';
import { fhirServer } from '../../sandbox/server/fhir-server.ts';
import { type Loopback, listenOnLoopback } from '../../sandbox/server/loopback.ts';
import { type OpenFhir, openFhir, openFhirPath } from '../../sandbox/server/open-fhir.ts';

const listed = 'http://localhost:4000';
let server: Loopback;
let base = '';
let answer: OpenFhir;

beforeAll(async () => {
  server = await listenOnLoopback(0, (request, response) => void answer(request, response));
  base = `http://localhost:${server.port}${openFhirPath}`;
  const tokens = accessTokens(Date.now, () => 'token', 'radix-cds');
  const fhir = await fhirServer(
    'http://localhost/fhir',
    loadPatients(new Date('2026-11-20T12:00:00Z')),
    tokens,
  );
  answer = openFhir(fhir, base, originsOf([{ origins: [listed] }, { id: 'no-page' }, null]), {
    configuration: { token_endpoint: 'http://localhost/token' },
    launchFor: async (patientId, appContext) =>
      patientId === 's1-disc' ? `launch of ${patientId} with ${appContext}` : undefined,
  });
});
afterAll(() => server.close());

/** As the CDS Hooks sandbox asks: first by POST. */
const posted = (type: string, query: string, headers: Record<string, string> = {}) =>
  fetch(`${base}/${type}/_search`, {
    method: 'POST',
    headers: {
      accept: 'application/json+fhir',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: query,
  });

const bundleOf = async (response: Promise<Response>) => (await (await response).json()) as Bundle;

describe('what needs no token', () => {
  test('the statement of capabilities names R4 and asks for no token', async () => {
    const statement = (await (await fetch(`${base}/metadata`)).json()) as CapabilityStatement;
    expect(statement).toMatchObject({ fhirVersion: '4.0.1', implementation: { url: base } });
    expect(statement.rest?.[0]?.security).toBeUndefined();
  });

  test('all patients are listed, under this address', async () => {
    const { entry = [] } = await bundleOf(fetch(`${base}/Patient`));
    expect(entry.length).toBeGreaterThan(10);
    expect(entry.filter(({ fullUrl }) => !fullUrl?.startsWith(`${base}/Patient/`))).toEqual([]);
  });

  test('conditions come with their number, without which the CDS Hooks sandbox ignores them', async () => {
    const { total, entry = [] } = await bundleOf(fetch(`${base}/Condition?patient=stenosis`));
    expect(total).toBe(entry.length);
    expect(total).toBeGreaterThan(0);
  });

  test.each(Object.values(prefetchKeys).filter(({ form }) => form === 'search'))(
    'a posted search is the same search: $type',
    async ({ type, template }) => {
      const query = template.slice(type.length + 1).replace('{{context.patientId}}', 'stenosis');
      const [byPost, byGet] = await Promise.all([
        bundleOf(posted(type, new URLSearchParams(query).toString())),
        bundleOf(fetch(`${base}/${type}?${query}`)),
      ]);
      expect(byPost.entry).toEqual(byGet.entry);
      expect(byPost.total).toBe(byGet.total);
    },
  );
});

describe('who may read it from a page', () => {
  test.each([
    ['GET', 'Patient', 200],
    ['OPTIONS', 'Patient', 204],
    ['GET', 'Patient/nobody', 404],
    ['DELETE', 'Patient/stenosis', 405],
  ])('%s %s, answered %i, names a listed origin', async (method, path, status) => {
    const response = await fetch(`${base}/${path}`, { method, headers: { origin: listed } });
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(listed);
  });

  test.each(['GET', 'OPTIONS'])('%s from any other origin is not allowed', async (method) => {
    const response = await fetch(`${base}/Patient`, {
      method,
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('read-only', () => {
  test.each([
    ['POST', 'Observation'],
    ['POST', 'Patient/stenosis/_search'],
    ['PUT', 'Patient/stenosis'],
    ['DELETE', 'Patient/stenosis'],
  ])('%s %s is refused', async (method, path) => {
    const response = await fetch(`${base}/${path}`, { method, ...(method !== 'DELETE' && { body: '{}' }) });
    expect(response.status).toBe(405);
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});

describe('the launch of the app from a card of a simulator', () => {
  const asking = (parameters: object) =>
    fetch(`${base}/_services/smart/Launch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: listed },
      body: JSON.stringify({ launchUrl: 'http://localhost/app/launch.html', parameters }),
    });

  test('the server says how to sign in', async () => {
    const response = await fetch(`${base}/.well-known/smart-configuration`);
    expect(await response.json()).toEqual({ token_endpoint: 'http://localhost/token' });
  });
  test('a launch of a patient, with the appContext of the card; its page may read it', async () => {
    const response = await asking({ patient: 's1-disc', appContext: '{"face":"reasons"}' });
    expect(await response.json()).toEqual({ launch_id: 'launch of s1-disc with {"face":"reasons"}' });
    expect(response.headers.get('access-control-allow-origin')).toBe(listed);
  });
  test.each([{ patient: 'nobody' }, {}, { patient: 5 }])('no launch for %j', async (parameters) => {
    expect((await asking(parameters)).status).toBe(404);
  });
  test('a transaction without the token of a launch is refused', async () => {
    const response = await fetch(base, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [] }),
    });
    expect(response.status).toBe(401);
  });
});
