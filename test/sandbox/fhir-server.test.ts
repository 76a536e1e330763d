import type { Bundle, Observation } from 'fhir/r4';
import { beforeAll, describe, expect, test } from 'vitest';
import { prefetchKeys } from '../../functions/cds-hooks/services.ts';
import { definitions } from '../../rules/publish/definitions.ts';
import { loadPatients } from '../../sandbox/patients/load-patients.ts';
import { type AccessTokens, accessTokens } from '../../sandbox/server/access-tokens.ts';
import { fhirServer, type LocalFhirServer } from '../../sandbox/server/fhir-server.ts';
import { expressionFor } from '../../sandbox/server/search-parameters.ts';

const published: Bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: definitions().map((resource) => ({ resource })),
};

const now = new Date('2026-11-20T12:00:00Z');
let clock = now.getTime();
let tokens: AccessTokens;
let fhir: LocalFhirServer;
let number = 0;

beforeAll(async () => {
  const newToken = () => {
    number += 1;
    return `token-${number}`;
  };
  tokens = accessTokens(() => clock, newToken, 'radix-cds');
  fhir = await fhirServer('http://localhost:8080/fhir', [...loadPatients(now), published], tokens);
});

const bundle = async (path: string) => {
  const { status, body } = await fhir.get(path);
  expect(status).toBe(200);
  return body as Bundle;
};
const entries = async (path: string) => (await bundle(path)).entry ?? [];

describe('what a hospital loads', () => {
  test.each(definitions().map(({ resourceType, id }) => [`${resourceType}/${id}`]))(
    '%s is served without a token',
    async (path) => {
      const { status, body } = await fhir.getWithToken(path, undefined);
      expect([status, `${body.resourceType}/${body.id}`]).toEqual([200, path]);
    },
  );

  test('the form is found by its canonical', async () => {
    const found = await entries(
      'Questionnaire?url=https://radix-cds.org/fhir/Questionnaire/leg-symptom-intake',
    );
    expect(found.map(({ resource }) => resource?.id)).toEqual(['leg-symptom-intake']);
  });
});

describe('searches that the service makes', () => {
  test.each(Object.entries(prefetchKeys))('prefetch key %s is answered', async (_, { template }) => {
    const path = template.replaceAll('{{context.patientId}}', 'peroneal-palsy');
    expect((await fhir.get(path)).status).toBe(200);
  });

  test('a search by patient finds that patient and nobody else, by id or by reference', async () => {
    const byId = await entries('Observation?patient=stenosis&_count=500');
    const byReference = await entries('Observation?patient=Patient/stenosis&_count=500');
    expect(byId.length).toBeGreaterThan(50);
    expect(byReference).toEqual(byId);
    const subjects = byId.map(({ resource }) => (resource as Observation).subject?.reference);
    expect(new Set(subjects)).toEqual(new Set(['Patient/stenosis']));
  });

  test('newest first means newest first', async () => {
    const found = await entries('Observation?patient=stenosis&_sort=-date&_count=500');
    const dates = found.map(({ resource }) => (resource as Observation).effectiveDateTime);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  test('pages are linked, and together they are the whole', async () => {
    const whole = await bundle('Observation?patient=stenosis&_count=500');
    const seen: unknown[] = [];
    let next: string | undefined = 'Observation?patient=stenosis&_count=20';
    while (next) {
      const page: Bundle = await bundle(next);
      seen.push(...(page.entry ?? []).map(({ resource }) => resource?.id));
      const link: string | undefined = page.link?.find(({ relation }) => relation === 'next')?.url;
      expect(link ?? 'http://localhost:8080/fhir/').toMatch(/^http:\/\/localhost:8080\/fhir\//);
      next = link?.replace('http://localhost:8080/fhir/', '');
    }
    expect(seen).toEqual((whole.entry ?? []).map(({ resource }) => resource?.id));
    expect(seen.length).toBe(whole.total);
  });

  test('a status filter filters', async () => {
    const active = await entries('MedicationRequest?patient=foot-drop&status=active&_count=200');
    const all = await entries('MedicationRequest?patient=foot-drop&_count=200');
    expect(active.length).toBe(all.length - 1);
  });
});

describe('refusals', () => {
  test.each([
    ['Observation?patient=stenosis&colour=red', 400],
    ['Flag?patient=stenosis&status=active', 400],
    ['Observation?patient=stenosis&date=geYESTERDAY', 400],
    ['Nonsense?patient=stenosis', 400],
    ['Patient/nobody', 404],
    ['Patient/stenosis/extra/path', 404],
  ])('%s is answered %i with an OperationOutcome', async (path, status) => {
    const answer = await fhir.get(path);
    expect(answer.status).toBe(status);
    expect(answer.body.resourceType).toBe('OperationOutcome');
  });
});

describe('access', () => {
  const as = (patient: string) => `Bearer ${tokens.issue(patient).access_token}`;

  test.each([
    ['Patient/stenosis', 200],
    ['Observation?patient=stenosis', 200],
    ['Condition?subject=Patient/stenosis', 200],
    ['Practitioner/lee', 200],
    ['Patient/foot-drop', 403],
    ['Observation?patient=foot-drop', 403],
    ['Observation', 403],
    ['Observation/stenosis-obs-1', 403],
  ])('a token for stenosis on %s: %i', async (path, status) => {
    expect((await fhir.getWithToken(path, as('stenosis'))).status).toBe(status);
  });

  test.each([undefined, '', 'Bearer', 'Bearer invented', 'Basic dXNlcjpwYXNz'])(
    'without a valid token (%j): 401',
    async (header) => {
      expect((await fhir.getWithToken('Patient/stenosis', header)).status).toBe(401);
    },
  );

  test('a token ends after its time', async () => {
    const header = as('stenosis');
    clock += 299_000;
    expect((await fhir.getWithToken('Patient/stenosis', header)).status).toBe(200);
    clock += 1_000;
    expect((await fhir.getWithToken('Patient/stenosis', header)).status).toBe(401);
  });
});

describe('search parameters', () => {
  test.each([
    [
      'Observation',
      'AllergyIntolerance.patient | Observation.subject.where(resolve() is Patient) | Flag.subject',
      'Observation.subject.where(resolve() is Patient)',
    ],
    [
      'Condition',
      '(Condition.onset as dateTime) | (Condition.onset as Period) | Goal.start',
      '(Condition.onset as dateTime) | (Condition.onset as Period)',
    ],
    ['Patient', 'Resource.id', 'Resource.id'],
  ])('%s: of %s only %s is evaluated', (type, expression, own) => {
    expect(expressionFor(type, expression)).toBe(own);
  });
});
