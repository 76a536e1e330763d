/** The OpenAPI document is one by a public validator, is served, and says what parser, answers and registry say. */

import { registerSchema, type SchemaObject, validate } from '@hyperjump/json-schema/openapi-3-1';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { parseFeedback } from '../../functions/audit/feedback/parse-feedback.ts';
import { parseRequest } from '../../functions/cds-hooks/parse-request.ts';
import { services } from '../../functions/cds-hooks/services.ts';
import type * as service from '../../functions/cds-hooks/wire.ts';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { parseClients } from '../../functions/client/registry.ts';
import openapi from '../../functions/openapi.json' with { type: 'json' };
import type * as client from '../../packages/client/src/wire.ts';
import type { Assessment } from '../../rules/engine/types.ts';
import type { answer, assessment, discovery } from '../../tools/generate/openapi/answers.ts';
import { entry, jar, send, startOfTest } from '../support/cds.ts';
import { request } from '../support/requests.ts';

const url = 'https://cds.test/openapi.json';
registerSchema(openapi as unknown as SchemaObject, url, 'https://spec.openapis.org/oas/3.1/dialect/base');

const schemas: Readonly<Record<string, object>> = openapi.components.schemas;
const validators = new Map(
  await Promise.all(
    Object.keys(schemas).map(
      async (name) => [name, await validate(`${url}#/components/schemas/${name}`)] as const,
    ),
  ),
);
const fits = (name: string, instance: unknown): boolean =>
  validators.get(name)?.(JSON.parse(JSON.stringify(instance))).valid ?? false;

const callName = (hook: Hook) =>
  `${hook.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Call`;

describe('GET /openapi.json', () => {
  const get = (headers: Record<string, string> = {}) =>
    send(jar().handlers.discovery, { method: 'GET', path: '/openapi.json', headers });

  test('is an OpenAPI 3.1 document by its own schema', async () => {
    const { valid } = await validate('https://spec.openapis.org/oas/3.1/schema-base', openapi);
    expect(valid).toBe(true);
  });

  test('has nothing that a public linter warns of, but the schema of the registration, which no path sends', async () => {
    const problems = await lintFromString({
      source: JSON.stringify(openapi),
      absoluteRef: 'openapi.json',
      config: await createConfig({ extends: ['recommended'] }),
    });
    expect(problems.map(({ ruleId, location: [at] }) => [ruleId, at?.pointer])).toEqual([
      ['no-unused-components', '#/components/schemas/Registration'],
    ]);
  });

  test('is served without a token, and 304 when it is known', async () => {
    const { status, body, headers } = await get();
    expect([status, body]).toEqual([200, openapi]);
    expect((await get({ 'if-none-match': headers['etag'] ?? '' })).status).toBe(304);
  });

  test('refers to nothing that it does not have', () => {
    const refs = [...JSON.stringify(openapi).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    const parts = openapi.components as unknown as Record<string, Record<string, object>>;
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter(([, part = '', name = '']) => parts[part]?.[name] === undefined)).toEqual([]);
  });

  test.each(Object.entries(openapi.paths))('%s is a path of the service', async (path, item) => {
    const { handlers } = jar();
    const method = 'get' in item ? 'GET' : 'POST';
    const { feedback, invoke, discovery } = handlers;
    const handler = path.endsWith('/feedback') ? feedback : method === 'GET' ? discovery : invoke;
    const at = path.replace('{id}', services[0]?.id ?? '');
    expect((await send(handler, { method, path: at })).status).toBe(method === 'GET' ? 200 : 401);
  });
});

/** Readonly throughout. No interface fits the index signature of a resource's loose schema. */
type Deep<T> = T extends readonly (infer U)[]
  ? readonly Deep<U>[]
  : T extends { resourceType: string }
    ? client.Resource
    : T extends object
      ? { readonly [K in keyof T]: Deep<T[K]> }
      : T;

type Body = Record<string, unknown>;
type BodyChange = (body: Body & { context: Body; fhirAuthorization: Body }) => unknown;

const whole = (hook: Hook): Body & { context: Body; fhirAuthorization: Body } =>
  structuredClone({
    fhirServer: 'https://fhir.test/r4',
    fhirAuthorization: {
      access_token: 'abc',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'patient/*.read',
      subject: 'radix-cds',
      patient: 'p1',
    },
    ...request(hook),
  }) as never;

const isParsed = (hook: Hook, body: Body): boolean => {
  try {
    parseRequest(body, { hook, lenientHookInstance: false, allowHttp: false });
    return true;
  } catch {
    return false;
  }
};

describe('a call', () => {
  const changes: readonly (readonly [string, BodyChange])[] = [
    ['as it is', () => undefined],
    ['members that nobody knows', (body) => Object.assign(body, { colour: 'red' })],
    [
      'no prefetch, server or token',
      (body) => {
        for (const name of ['prefetch', 'fhirServer', 'fhirAuthorization']) delete body[name];
      },
    ],
    [
      'null for what may be left out',
      (body) => Object.assign(body, { prefetch: null, fhirAuthorization: null }),
    ],
    ['an id with its type', (body) => Object.assign(body.context, { patientId: 'Patient/p1' })],
    ['another hook', (body) => Object.assign(body, { hook: 'order-review' })],
    ['no hookInstance', (body) => delete body['hookInstance']],
    ['no context', (body) => delete (body as Body)['context']],
    ['a context that is a list', (body) => Object.assign(body, { context: [] })],
    ['a user without its type', (body) => Object.assign(body.context, { userId: 'lee' })],
    ['a patient id with a space', (body) => Object.assign(body.context, { patientId: 'p 1' })],
    ['a patient id that is a number', (body) => Object.assign(body.context, { patientId: 7 })],
    ['an encounter that is a number', (body) => Object.assign(body.context, { encounterId: 7 })],
    ['prefetch that is text', (body) => Object.assign(body, { prefetch: 'x' })],
    ['prefetch that is a list', (body) => Object.assign(body, { prefetch: [] })],
    ['a server that is a number', (body) => Object.assign(body, { fhirServer: 7 })],
    ['a token of another type', (body) => Object.assign(body.fhirAuthorization, { access_token: 7 })],
    ['expires_in as text', (body) => Object.assign(body.fhirAuthorization, { expires_in: '300' })],
    ['no scope', (body) => delete body.fhirAuthorization['scope']],
    [
      'drafts that are no Bundle',
      (body) => {
        for (const name of ['draftOrders', 'conditions'])
          if (name in body.context) body.context[name] = { resourceType: 'Patient' };
      },
    ],
    [
      'drafts that are text',
      (body) => {
        for (const name of ['draftOrders', 'conditions']) if (name in body.context) body.context[name] = 'x';
      },
    ],
    [
      'no selection',
      (body) => 'selections' in body.context && Object.assign(body.context, { selections: [] }),
    ],
  ];
  const rows = services.flatMap(({ hook }) =>
    changes.map(([title, change]) => [hook, title, change] as const),
  );
  test.each(rows)('%s, %s: the schema says what the parser says', (hook, _, change) => {
    const body = whole(hook);
    change(body);
    expect(fits(callName(hook), body)).toBe(isParsed(hook, body));
  });
});

describe('what is answered', () => {
  test.each(services)('$id: the answer fits, and so does its assessment', async ({ id, hook }) => {
    const { handlers } = jar({ anonymous: true });
    const { body } = await send(handlers.invoke, { path: `/cds-services/${id}`, body: request(hook) });
    expect(body.cards.length).toBeGreaterThan(0);
    expect(fits('CdsAnswer', body)).toBe(true);
    expect(fits('Assessment', body.extension['org.radix-cds.assessment'])).toBe(true);
    expect(fits('CdsAnswer', { ...body, cards: [{ ...body.cards[0], indicator: 'red' }] })).toBe(false);
  });

  test.each([
    ['a refusal', 401, {}],
    ['a constant one', 400, { anonymous: true }],
  ])('%s is an OperationOutcome', async (_, status, options) => {
    const reply = await send(jar(options).handlers.invoke, {
      path: `/cds-services/${services[0]?.id}`,
      body: {},
    });
    expect([reply.status, fits('OperationOutcome', reply.body)]).toEqual([status, true]);
  });

  test('discovery fits', async () => {
    const { body } = await send(jar().handlers.discovery, { method: 'GET', path: '/cds-services' });
    expect(fits('Discovery', body)).toBe(true);
  });

  test('what the service answers has the types of the schemas', () => {
    expectTypeOf<client.Assessment>().toExtend<Deep<v.InferOutput<typeof assessment>>>();
    expectTypeOf<Assessment>().toExtend<client.Assessment>();
    expectTypeOf<keyof v.InferOutput<typeof assessment>>().toEqualTypeOf<keyof Assessment>();
    expectTypeOf<Omit<service.CdsAnswer, 'extension'>>().toExtend<
      Omit<Deep<v.InferOutput<typeof answer>>, 'extension'>
    >();
    expectTypeOf<service.Discovery>().toExtend<Deep<v.InferOutput<typeof discovery>>>();
  });
});

describe('feedback', () => {
  const at = new Date(startOfTest).toISOString();
  const item = { card: 'c1', outcomeTimestamp: at };
  const accepted = { ...item, outcome: 'accepted', acceptedSuggestions: [{ id: 's1' }] };
  const overridden = { ...item, outcome: 'overridden' };
  test.each([
    ['an accepted card', [accepted], true],
    ['an overridden card', [overridden], true],
    [
      'a reason',
      [{ ...overridden, overrideReason: { reason: { code: 'x', system: 'y' }, userComment: 'z' } }],
      true,
    ],
    ['nothing', [], true],
    ['no card', [{ ...accepted, card: undefined }], false],
    ['no time', [{ ...accepted, outcomeTimestamp: undefined }], false],
    ['a time without a zone', [{ ...accepted, outcomeTimestamp: '2026-11-22T15:00:00' }], false],
    ['another outcome', [{ ...accepted, outcome: 'ignored' }], false],
    ['no suggestion', [{ ...accepted, acceptedSuggestions: [] }], false],
    ['101 items', new Array(101).fill(overridden), false],
  ])('%s: the schema says what the parser says', (_, list, isGood) => {
    const body = JSON.parse(JSON.stringify({ feedback: list }));
    const parsed = parseFeedback(body, at);
    expect([fits('FeedbackBody', body), parsed.kind === 'items']).toEqual([isGood, isGood]);
  });
});

describe('a registration', () => {
  test.each([
    ['the usual one', {}, true],
    ['keys in place of jku', { jku: undefined, jwks: { keys: [{ kty: 'EC', kid: 'a' }] } }, true],
    ['a profile', { profile: { preset: 'epic', maxCards: 2 } }, true],
    ['a field that nobody knows', { colour: 'red' }, false],
    ['an id in capitals', { id: 'St-Elsewhere' }, false],
    ['a life of two hours', { tokenLifeSeconds: 7_200 }, false],
    ['HS256', { algorithms: ['HS256'] }, false],
    ['a service that is not there', { services: ['leg'] }, false],
    ['no issuer', { iss: undefined }, false],
  ])('%s: the schema says what the parser says', (_, over, isGood) => {
    const clients = JSON.parse(JSON.stringify([entry(over)]));
    const { problems } = parseClients(clients, { allowLoopback: false });
    expect([fits('Registration', { clients }), problems.length === 0]).toEqual([isGood, isGood]);
  });

  const { description, properties } = openapi.components.schemas.Registration;
  const { jku, fhirServers, smart } = properties.clients.items.properties;

  const inside = 'https://10.0.0.1';
  test.each([
    ['jku', { jku: inside }, jku],
    ['fhirServers[0]', { fhirServers: [inside] }, fhirServers.items],
    ['smart.launchUrl', { smart: { launchUrl: inside } }, smart.properties.launchUrl],
  ])('%s: what the parser alone checks of a URL stands in its description', (field, over, schema) => {
    const { problems } = parseClients([entry(over)], { allowLoopback: false });
    expect(problems).toMatchObject([{ field, sentence: `must be ${schema.description}` }]);
  });

  test('that one of jku and jwks is required stands in the description', () => {
    const { problems } = parseClients([entry({ jku: undefined })], { allowLoopback: false });
    expect(problems).not.toEqual([]);
    expect(description).toContain('One of jku and jwks is required.');
  });
});
