/** The chart of a SMART launch: the token goes to the FHIR server of the launch, and nowhere else. */
import type { Bundle } from 'fhir/r4';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { hasSessionEnded } from '../../app/chart/port.ts';
import { smartAccess, smartChart } from '../../app/chart/smart-chart.ts';
import { visit } from './chart.ts';

const base = 'https://fhir.test/r4';
const access = smartAccess({ base, authorization: () => 'Bearer t', visit });
const bundle: Bundle = { resourceType: 'Bundle', type: 'transaction' };

const answering = (status: number, body: unknown) => {
  const asked = vi.fn(async (_url: string, _init?: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal('fetch', asked);
  return asked;
};
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['Patient/p1', `${base}/Patient/p1`],
  ['Observation?patient=p1', `${base}/Observation?patient=p1`],
  [`${base}?_getpages=2`, `${base}?_getpages=2`],
  [`${base}/Observation?page=2`, `${base}/Observation?page=2`],
])('%s is read with the token', async (path, url) => {
  const asked = answering(200, { resourceType: 'Patient' });
  await access.read(path);
  expect(asked.mock.calls[0]?.[0]).toBe(url);
  expect(asked.mock.calls[0]?.[1]).toMatchObject({
    credentials: 'omit',
    redirect: 'error',
    headers: { authorization: 'Bearer t' },
  });
});

test.each([
  'https://evil.test/r4/Observation?page=2',
  'https://fhir.test/r4x/Observation',
  'https://fhir.test/',
  '//evil.test/Observation',
  '../admin',
])('%s leads away from the base and is not asked', async (path) => {
  const asked = answering(200, {});
  await expect(access.read(path)).rejects.toThrow('leads away from the FHIR server');
  expect(asked).not.toHaveBeenCalled();
});

describe('what the server answers', () => {
  test.each([
    [401, {}, 'The session in the EHR has ended.'],
    [403, {}, 'The EHR does not grant this.'],
    [422, { issue: [{ details: { text: 'No such code.' } }] }, 'No such code.'],
    [500, 'oops', 'The FHIR server answered 500.'],
  ])('%i is said', async (status, body, says) => {
    answering(status, body);
    await expect(access.transact(bundle)).rejects.toMatchObject({ message: says, status });
  });
  test.each([
    [401, 'Sign in again, then save again.', true],
    [403, 'Ask who administers the EHR', false],
    [412, 'save again, and this form corrects it', false],
    [500, 'what was saved already is not saved twice', false],
  ])('%i to a save: the remedy is said, and whether a sign-in is it', async (status, remedy, isSignIn) => {
    answering(status, {});
    const chart = smartChart({ base, authorization: () => 'Bearer t', visit }, () => undefined);
    const error: unknown = await chart.save(bundle).catch((failed: unknown) => failed);
    expect(error).toMatchObject({ message: expect.stringContaining('Nothing of the form is lost.') });
    expect(error).toMatchObject({ message: expect.stringContaining(remedy) });
    expect(hasSessionEnded(error)).toBe(isSignIn);
  });

  test('no answer is said, and that nobody knows what was done', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed')));
    await expect(access.transact(bundle)).rejects.toMatchObject({ status: 0 });
  });
});
