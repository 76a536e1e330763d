/**
 * The OpenAPI 3.1 document of the service, from the schemas that parse requests and registrations and those of the
 * answers beside this file. What a schema checks by code stands in the description of the field.
 */
import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { mustBe } from '../../../functions/cds-hooks/parse-request.ts';
import { isId } from '../../../functions/cds-hooks/references.ts';
import { authorization, envelope } from '../../../functions/cds-hooks/request-schema.ts';
import { type Service, services } from '../../../functions/cds-hooks/services.ts';
import type { Hook } from '../../../functions/cds-hooks/wire.ts';
import { entrySchema } from '../../../functions/client/registry-entry.ts';
import project from '../../../package.json' with { type: 'json' };
import { answer, assessment, discovery, feedback, operationOutcome, receipt } from './answers.ts';

/** The checks by code that a pattern can say, with what is put right on the way in. */
const patterns = new Map<unknown, JsonSchema>([[isId, { pattern: '^(?:[A-Za-z]+/)?[A-Za-z0-9_.-]{1,64}$' }]]);

const requirementOf = (action: object): unknown => ('requirement' in action ? action.requirement : undefined);

/** JSON Schema takes expressions without flags alone. */
const hasFlags = (requirement: unknown): boolean => requirement instanceof RegExp && requirement.flags !== '';

/** Schemas that stand once and are referred to. */
const named = { Assessment: assessment, FhirAuthorization: authorization };

const config: ConversionConfig = {
  definitions: named,
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  target: 'draft-2020-12',
  errorMode: 'ignore',
  // `{ … }` is checked by code before its members are
  overrideSchema: ({ valibotSchema, jsonSchema }) =>
    valibotSchema.type === 'custom' ? { type: 'object' } : jsonSchema,
  overrideAction: ({ valibotAction, jsonSchema }) => {
    const requirement = requirementOf(valibotAction);
    if (!hasFlags(requirement)) return { ...jsonSchema, ...patterns.get(requirement) };
    const { pattern: _, ...rest } = jsonSchema;
    return rest;
  },
};

const schemaOf = (schema: v.GenericSchema): JsonSchema => {
  const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, config);
  return rest;
};

/** One that stands once: as it is, not as a reference to itself. */
const definitionOf = (name: keyof typeof named): JsonSchema => {
  const { definitions: _, ...alone } = config;
  const { $schema: __, ...rest } = toJsonSchema(named[name], alone);
  return rest;
};

/** What each field must be stands in the sentence of its 400, and here. */
const described = (schema: JsonSchema, path: readonly string[] = []): JsonSchema => {
  const description = mustBe[path.join('.')];
  const { properties } = schema;
  return {
    ...(description !== undefined && { description }),
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [
          name,
          typeof one === 'object' ? described(one, [...path, name]) : one,
        ]),
      ),
    }),
  };
};

const requestOf = (hook: Hook): JsonSchema =>
  described(schemaOf(envelope({ hook, lenientHookInstance: false, allowHttp: false })));

const nameOf = (hook: Hook): string =>
  `${hook.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Call`;

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string) => ({ content: { 'application/json': { schema: to(name) } } });
const ok = (description: string, name: string) => ({ 200: { description, ...json(name) } });

/** Statuses of refusals, in words; docs/integrate.md says what mends each. */
const refusals = {
  400: 'Fields missing or wrong: all of them, each in an issue.',
  401: 'The token. Nothing else is ever said to the caller.',
  403: 'The client is not registered for this service.',
  412: 'A required prefetch key was neither sent nor could be read.',
  413: 'Larger than 4 MiB, or more than 100 feedback items.',
  415: 'Not JSON, not UTF-8, or compressed.',
  429: 'More calls than registered. Try again as Retry-After says.',
  500: 'A fault of this service; nothing was evaluated.',
  503: 'It cannot be decided now. Try again as Retry-After says.',
} as const;

const refused = (...statuses: readonly (keyof typeof refusals)[]) =>
  Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Refused${status}` }]));

const callOf = ({ id, hook, title, description }: Service) => ({
  post: {
    operationId: id,
    summary: title,
    description,
    requestBody: { required: true, ...json(nameOf(hook)) },
    responses: {
      ...ok('Cards, the most urgent first.', 'CdsAnswer'),
      ...refused(400, 401, 403, 412, 413, 415, 429, 500, 503),
    },
  },
});

const feedbackPath = {
  parameters: [
    {
      name: 'id',
      in: 'path',
      required: true,
      schema: { type: 'string', enum: services.map(({ id }) => id) },
    },
  ],
  post: {
    operationId: 'feedback',
    summary: 'What clinicians did with the cards. Sending the same again is safe.',
    requestBody: { required: true, ...json('FeedbackBody') },
    responses: {
      ...ok('Good items are kept when others are not.', 'FeedbackReceipt'),
      ...refused(400, 401, 403, 413, 415, 429, 500, 503),
    },
  },
};

const anything = { content: { 'application/json': { schema: { type: 'object' } } } };

const open = (operationId: string, summary: string, responses: object) => ({
  get: {
    operationId,
    summary,
    security: [],
    responses: { ...responses, 429: { $ref: '#/components/responses/Throttled' } },
  },
});

const registration = v.pipe(
  v.object({ clients: v.array(entrySchema({ allowLoopback: false })) }),
  v.description(
    'One of jku and jwks is required. `npm run clients -- check` says everything else that is wrong.',
  ),
);

export const openApiDocument = () => ({
  openapi: '3.1.0',
  info: {
    title: 'Radix CDS',
    version: project.version,
    summary: 'CDS Hooks 2.0.1 for leg symptoms and lumbar radiculopathy.',
    description:
      'Members that are not named are ignored in what is sent. Registration is the file of `npm run clients`, and travels over no path here. docs/integrate.md says it in words.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ clientToken: [] }],
  paths: {
    '/cds-services': open('discovery', 'The services.', ok('All services.', 'Discovery')),
    ...Object.fromEntries(services.map((service) => [`/cds-services/${service.id}`, callOf(service)])),
    '/cds-services/{id}/feedback': feedbackPath,
    '/openapi.json': open('openapi', 'This document.', { 200: { description: 'OpenAPI 3.1.', ...anything } }),
    '/healthz': open('health', 'Whether it answers, and its audit log is signed for in time.', {
      200: { description: 'It does, and it is.', ...anything },
      ...refused(503),
    }),
  },
  components: {
    securitySchemes: {
      clientToken: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'Signed by the client for one call: iss as registered, aud the URL that is called, exp, iat, jti; ES384 or RS384.',
      },
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(refusals).map(([status, description]) => [
          `Refused${status}`,
          { description, ...json('OperationOutcome') },
        ]),
      ),
      Throttled: {
        description: 'The gateway, in words of its own: more calls than the stage takes.',
        ...anything,
      },
    },
    schemas: {
      ...Object.fromEntries(services.map(({ hook }) => [nameOf(hook), requestOf(hook)])),
      CdsAnswer: schemaOf(answer),
      Assessment: definitionOf('Assessment'),
      FhirAuthorization: described(definitionOf('FhirAuthorization'), ['fhirAuthorization']),
      Discovery: schemaOf(discovery),
      FeedbackBody: schemaOf(feedback),
      FeedbackReceipt: schemaOf(receipt),
      OperationOutcome: schemaOf(operationOutcome),
      Registration: schemaOf(registration),
    },
  },
});
