import type { Bundle, FhirResource, Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { extract } from '../../rules/extract/index.ts';
import { bundleFile } from '../../sandbox/patients/bundle-file.ts';
import { loadPatients, movedToToday } from '../../sandbox/patients/load-patients.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';

const files = new Map(stories.map((story, number) => [story.id, bundleFile(story, number)]));
const file = (id: string) => files.get(id) ?? '';
const resources = (bundle: Bundle) => (bundle.entry ?? []).map((entry) => entry.resource as FhirResource);
const ofType = (bundle: Bundle, type: string) =>
  resources(bundle).filter(({ resourceType }) => resourceType === type);

const cases = stories.map(({ id }) => ({ id }));

describe('synthetic patients', () => {
  test.each(stories.map((story, number) => ({ story, number, id: story.id })))(
    '$id: the same story gives the same bundle, byte for byte',
    ({ story, number }) => {
      expect(bundleFile(story, number)).toBe(file(story.id));
    },
  );

  test.each(cases)('$id: a chart of realistic size, all of it marked as test data', ({ id }) => {
    const bundle = JSON.parse(file(id)) as Bundle;
    expect(ofType(bundle, 'Observation').length).toBeGreaterThanOrEqual(50);
    expect(new Set(resources(bundle).map(({ resourceType }) => resourceType)).size).toBeGreaterThan(6);
    expect(resources(bundle).every(({ meta }) => meta?.security?.[0]?.code === 'HTEST')).toBe(true);
  });

  test.each(
    loadPatients(new Date('2026-11-22T12:00:00Z')).map(
      (bundle) => [ofType(bundle, 'Patient')[0]?.id ?? '', bundle] as const,
    ),
  )('%s: every code in the chart is understood or of another topic: no hole', (patientId, bundle) => {
    const chart = { now: '2026-11-22T12:00:00Z', hook: 'patient-view', patientId } as const;
    expect(extract({ ...chart, resources: resources(bundle) }).holes).toEqual([]);
  });

  test('no two resources share an address, except the staff and the clinic', () => {
    const all = stories.flatMap(({ id }) => resources(JSON.parse(file(id)) as Bundle));
    const own = all.filter(({ resourceType }) => !['Practitioner', 'Organization'].includes(resourceType));
    const addresses = own.map(({ resourceType, id }) => `${resourceType}/${id}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('every reference inside a chart leads somewhere', () => {
    for (const { id } of stories) {
      const bundle = JSON.parse(file(id)) as Bundle;
      const known = new Set(resources(bundle).map((one) => `${one.resourceType}/${one.id}`));
      const references = [...JSON.stringify(bundle).matchAll(/"reference":"([^"]+)"/g)].map(
        (m) => m[1] ?? '',
      );
      expect(references.filter((reference) => !known.has(reference))).toEqual([]);
    }
  });
});

const dates = (value: unknown): string[] =>
  JSON.stringify(value).match(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g) ?? [];
const yearsBetween = (birthDate: string, now: Date) => {
  const born = new Date(birthDate);
  const before =
    now.getUTCMonth() < born.getUTCMonth() ||
    (now.getUTCMonth() === born.getUTCMonth() && now.getUTCDate() < born.getUTCDate());
  return now.getUTCFullYear() - born.getUTCFullYear() - (before ? 1 : 0);
};

describe('charts moved to today', () => {
  const moments = [
    '2026-11-02T10:00:00Z',
    '2026-11-03T09:59:59Z',
    '2027-03-01T00:00:01Z',
    '2032-02-29T23:59:00Z',
  ];

  test.each(moments)('at %s nothing lies in the future and the visit is at most a day old', (moment) => {
    const now = new Date(moment);
    for (const bundle of loadPatients(now)) {
      const newest = dates(bundle).sort().at(-1) ?? '';
      expect(Date.parse(newest)).toBeLessThanOrEqual(now.getTime());
      expect(now.getTime() - Date.parse(newest)).toBeLessThan(30 * 3_600_000);
    }
  });

  test.each(moments)('at %s every patient has the age of the story', (moment) => {
    const now = new Date(moment);
    const ages = loadPatients(now).map((bundle) =>
      yearsBetween((ofType(bundle, 'Patient')[0] as Patient).birthDate ?? '', now),
    );
    expect(ages).toEqual(stories.map(({ age }) => age));
  });

  test('only dates move: identifiers, codes and words stay', () => {
    const text = '{"id":"a-2026-11-01","code":"2026-1","when":"2026-11-01","at":"2026-11-01T08:00:00Z"}';
    expect(movedToToday(text, new Date('2026-11-12T12:00:00Z'))).toEqual({
      id: 'a-2026-11-01',
      code: '2026-1',
      when: '2026-11-11',
      at: '2026-11-11T08:00:00Z',
    });
  });
});
