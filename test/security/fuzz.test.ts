/**
 * T196, T191: whole requests, mutated. Whatever comes in, the answer is one of the documented
 * statuses, in JSON, with its audit row and one line of log; nothing of the request leaks; prototypes stay.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { prefetchKeys, serviceById } from '../../functions/cds-hooks/services.ts';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { EgressFailure } from '../../functions/fhir/egress.ts';
import { chartResources } from '../../sandbox/patients/chart-resources.ts';
import { stories } from '../../sandbox/patients/stories/index.ts';
import type { Story } from '../../sandbox/patients/story.ts';
import { type Answering, entry, httpAnswer, type Jar, jar, send, serviceUrl } from '../support/cds.ts';
import { holds } from '../support/property.ts';
import {
  bundle,
  condition,
  fhir,
  finding,
  hookNames,
  observation,
  pathOf,
  patient,
  prefetch,
  request,
  serviceOf,
} from '../support/requests.ts';
import { bearer, signer, type TokenSigner } from '../support/tokens.ts';

const documented = [200, 400, 404, 405, 412, 413, 415];
const canary = 'CANARY';

/** `FUZZ_RUNS=100000 FUZZ_SEED=7 npx vitest run test/security/fuzz.test.ts`: as many requests, of another seed. */
const { FUZZ_RUNS, FUZZ_SEED } = process.env;
const usual = 7_000;
const share = Number(FUZZ_RUNS ?? usual) / usual;
const most = (runs: number): number => Math.ceil(runs * share);
const seed = Number(FUZZ_SEED ?? 196);
const patience = { timeout: Math.ceil(900_000 * Math.max(1, share)) };

/** All that a patient's chart holds, in the keys of the hook's service. */
const charted = (hook: Hook, story: Story): object => {
  const resources = JSON.parse(
    JSON.stringify(chartResources(story)).replaceAll(`Patient/${story.id}`, 'Patient/p1'),
  ) as { resourceType: string }[];
  const keys = serviceById(serviceOf[hook])?.keys ?? [];
  return Object.fromEntries(
    keys
      .filter((key) => prefetchKeys[key].form === 'search')
      .map((key) => [
        key,
        bundle(resources.filter(({ resourceType }) => resourceType === prefetchKeys[key].type)),
      ]),
  );
};

/** Some patients are enough for the suite; a long run takes them all. */
const told = stories.filter((_, n) => share > 1 || n % 3 === 0);

/** Golden requests: every hook, with prefetch, without, half; and whole synthetic patients. */
const golden = [
  ...told.map((story, n) => {
    const hook = hookNames[n % hookNames.length] ?? 'patient-view';
    return request(hook, { prefetch: prefetch(charted(hook, story), serviceOf[hook]) });
  }),
  ...hookNames.flatMap((hook) => [
    request(hook),
    request(hook, { ...fhir(), prefetch: { patient } }),
    request(hook, {
      ...fhir({ patient: 'p1' }),
      prefetch: prefetch({ conditions: null, flags: undefined }, serviceOf[hook]),
      extension: { 'com.epic': {} },
    }),
    request(hook, {
      prefetch: prefetch(
        {
          observations: bundle([
            finding('saddle-sensory-change'),
            observation('o2', { component: [{ code: {}, valueQuantity: { value: 1.5, unit: 'mL' } }] }),
          ]),
          conditions: bundle([condition('c'), condition('d', { onsetDateTime: '2020' })]),
        },
        serviceOf[hook],
      ),
    }),
  ]),
];

type AnyJson = null | boolean | number | string | AnyJson[] | { [key: string]: AnyJson };

const odd = fc.oneof(
  fc.constantFrom<AnyJson>(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    '',
    ' ',
    canary,
    'Patient/p2',
    'https://evil.test/',
    '2026-02-30',
    '9999-99-99',
    '\u0000',
    '\ud800',
    [],
    {},
    [[]],
    [null],
    { resourceType: 'Bundle' },
    { resourceType: 'OperationOutcome' },
    { resourceType: 'Observation' },
    { reference: 5 },
    { coding: {} },
    { toString: null },
    { constructor: {} },
    { hasOwnProperty: 1 },
    { length: -1 },
    { entry: { length: 5 } },
  ),
  fc.string({ maxLength: 30 }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<AnyJson>,
);

const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
  typeof value === 'object' && value !== null
    ? [
        path,
        ...Object.entries(value).flatMap(([key, child]) =>
          paths(child, [...path, Array.isArray(value) ? Number(key) : key]),
        ),
      ]
    : [path];

type MemberKey = string | number;
type Members = Record<MemberKey, unknown>;

/** What can happen to one member of an object or an array. */
const changes = {
  set: (members: Members, key: MemberKey, by: AnyJson) => ({ ...members, [key]: by }),
  wrap: (members: Members, key: MemberKey) => ({ ...members, [key]: [members[key]] }),
  repeat: (members: Members, key: MemberKey, by: AnyJson) => ({
    ...members,
    [key]: [members[key], members[key], by],
  }),
  drop: (members: Members, key: MemberKey) =>
    Object.fromEntries(Object.entries(members).filter(([name]) => name !== String(key))),
  rename: (members: Members, key: MemberKey) =>
    Object.fromEntries(
      Object.entries(members).map(([name, value]) => [name === String(key) ? `${name}x` : name, value]),
    ),
} as const;
type Change = keyof typeof changes;

const changed = (root: unknown, [key, ...rest]: readonly MemberKey[], how: Change, by: AnyJson): unknown => {
  if (key === undefined || typeof root !== 'object' || root === null) return by;
  const members = root as Members;
  const next =
    rest.length > 0
      ? { ...members, [key]: changed(members[key], rest, how, by) }
      : changes[how](members, key, by);
  return Array.isArray(root) ? Object.values(next) : next;
};

const places = golden.map((base) => [base, paths(base)] as const);

const mutated = fc.constantFrom(...places).chain(([base, at]) =>
  fc
    .array(fc.tuple(fc.nat(at.length - 1), fc.constantFrom(...(Object.keys(changes) as Change[])), odd), {
      minLength: 1,
      maxLength: 4,
    })
    .map((mutations) =>
      mutations.reduce<unknown>((root, [n, how, by]) => changed(root, at[n] ?? [], how, by), base),
    ),
);

/** A FHIR server in every mood, decided by the address. */
const moody: Answering = (url) => {
  const mood = [...url.href].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 9, 7);
  switch (mood) {
    case 0:
      throw new EgressFailure('egress.timeout');
    case 1:
      return httpAnswer(500, canary);
    case 2:
      return httpAnswer(200, `<html>${canary}`);
    case 3:
      return httpAnswer(200, null);
    case 4:
      return { resourceType: 'OperationOutcome', issue: canary };
    case 5:
      return bundle([observation(canary, { subject: { reference: 'Patient/p2' } })]);
    default:
      return url.pathname.endsWith('/Patient/p1') ? patient : bundle([]);
  }
};

const prototypes = () =>
  JSON.stringify(
    [Object.prototype, Array.prototype, String.prototype, Function.prototype].map((one) =>
      Object.getOwnPropertyNames(one),
    ),
  );

const hookOf = (body: unknown): Hook => {
  const hook = typeof body === 'object' && body !== null && 'hook' in body ? body.hook : undefined;
  return hookNames.find((name) => name === hook) ?? 'patient-view';
};

const check = async (body: unknown, path: string) => {
  const at: Jar = jar({ anonymous: true, answers: moody });
  const answer = await send(at.handlers.invoke, {
    path,
    body: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
  });
  expect(documented).toContain(answer.status);
  expect(answer.body).toBeTypeOf('object');
  if (answer.status === 200) expect(Array.isArray(answer.body.cards)).toBe(true);
  else expect(answer.body.resourceType).toBe('OperationOutcome');
  expect(at.logged.filter((line) => 'status' in line)).toHaveLength(1);
  if (answer.status !== 404 && answer.status !== 405) expect(await at.rows()).toHaveLength(1);
  const outside = JSON.stringify([
    at.logged,
    at.measured,
    await at.rows(),
    answer.status === 200 ? '' : answer.text,
  ]);
  expect(outside).not.toContain(canary);
  for (const { url } of at.sent) expect(url.startsWith('https://fhir.test/r4/')).toBe(true);
};

describe('mutated requests', () => {
  const before = prototypes();

  test('T196: 4,000 with members replaced, removed, wrapped, renamed, repeated', patience, async () => {
    await holds(
      fc.asyncProperty(mutated, async (body) => {
        await check(body, pathOf(hookOf(body)));
      }),
      { seed, numRuns: most(4_000) },
    );
    expect(prototypes()).toBe(before);
  });

  test('T196: 2,000 with bytes changed', patience, async () => {
    const text = fc
      .tuple(
        fc.constantFrom(...golden),
        fc.array(
          fc.tuple(
            fc.nat(),
            fc.oneof(
              fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '0', 'e9', '\u0000', 'null', canary),
              fc.string({ maxLength: 3 }),
            ),
          ),
          { minLength: 1, maxLength: 5 },
        ),
      )
      .map(([base, cuts]) =>
        cuts.reduce((json, [n, by]) => {
          const i = n % json.length;
          return json.slice(0, i) + by + json.slice(i + by.length);
        }, JSON.stringify(base)),
      );
    await holds(
      fc.asyncProperty(text, async (json) => check(json, pathOf('patient-view'))),
      { seed: seed * 10, numRuns: most(2_000) },
    );
    expect(prototypes()).toBe(before);
  });

  test('T196: 1,000 of anything at all, anywhere', patience, async () => {
    await holds(
      fc.asyncProperty(
        fc.oneof(fc.json(), fc.string()),
        fc.oneof(fc.webPath(), fc.constantFrom(...hookNames.map(pathOf))),
        fc.dictionary(
          fc.constantFrom(
            'content-type',
            'accept-encoding',
            'origin',
            'x-request-id',
            'if-none-match',
            'host',
          ),
          fc.string(),
        ),
        async (body, path, headers) => {
          const at = jar({ anonymous: true });
          for (const handler of Object.values(at.handlers)) {
            const { status } = await send(handler, { path, body, headers });
            expect(documented).toContain(status);
          }
        },
      ),
      { seed: seed * 100, numRuns: most(1_000) },
    );
    expect(prototypes()).toBe(before);
  });
});

describe('two clients in one process', () => {
  let keys: [TokenSigner, TokenSigner];
  beforeAll(async () => {
    keys = [await signer('ES384', 'first'), await signer('ES384', 'second')];
  });

  test('T191: 5,000 calls by turns, each with its own patient, keys and server: nothing of one in the other', {
    timeout: 900_000,
  }, async () => {
    const client = (n: 0 | 1) =>
      entry({
        id: `client-${n}`,
        iss: `https://ehr${n}.test`,
        jku: undefined,
        jwks: { keys: [keys[n].publicJwk] },
        replay: 'allow',
        fhirServers: [`https://fhir${n}.test/r4`],
      });
    const name = (n: number, i: number) => `only-${n}-${i}`;
    const at = jar({
      clients: [client(0), client(1)],
      answers: (url) => {
        const id = decodeURIComponent(url.search).split('patient=')[1]?.split('&')[0] ?? '';
        return bundle([
          finding('saddle-sensory-change', { id: `obs-${id}`, subject: { reference: `Patient/${id}` } }),
        ]);
      },
    });
    const tokens = await Promise.all(
      ([0, 1] as const).map((n) =>
        bearer(keys[n], {
          claims: { iss: `https://ehr${n}.test`, aud: serviceUrl(serviceOf['patient-view']) },
          header: { jku: undefined },
        }),
      ),
    );
    const call = async (i: number) => {
      const n = (i % 2) as 0 | 1;
      const patientId = name(n, i);
      const headers = tokens[n] ?? {};
      const body = request('patient-view', {
        context: { userId: 'Practitioner/u', patientId },
        ...fhir(),
        fhirServer: `https://fhir${n}.test/r4`,
        prefetch: prefetch({
          patient: { ...patient, id: patientId },
          observations: undefined,
          conditions: bundle([]),
        }),
      });
      const answer = await send(at.handlers.invoke, { path: pathOf('patient-view'), headers, body });
      expect(answer.status).toBe(200);
      const { text } = answer;
      expect(text).toContain(`Patient/${patientId}`);
      expect([...text.matchAll(/only-\d-\d+/g)].every(([found]) => found === patientId)).toBe(true);
    };
    for (let i = 0; i < 5_000; i += 50) await Promise.all(Array.from({ length: 50 }, (_, k) => call(i + k)));
    for (const { url } of at.sent) expect(url).toMatch(/^https:\/\/fhir(\d)\.test\/.*only-\1-/);
    const rows = await at.rows();
    expect(rows).toHaveLength(5_000);
    for (const row of rows)
      if (row.kind === 'call') expect(row.client.iss).toBe(`https://ehr${row.client.id.at(-1)}.test`);
  });
});
