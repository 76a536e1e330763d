/** The AWS SDK in a bundle, without what stand-ins replace and nobody names, does what the whole one does. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as dynamoSdk from '@aws-sdk/client-dynamodb';
import * as kmsSdk from '@aws-sdk/client-kms';
import * as s3Sdk from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bundle, functionNames } from '../../infra/build.ts';
import { namedErrors, withoutUnnamedErrors } from '../../infra/bundle/sdk-leftovers.ts';
import { modules, packages } from '../../infra/bundle/stand-ins.ts';
import { allImports } from '../support/imports.ts';
import type * as probe from './support/sdk-probe.ts';

type Sdk = typeof probe;
interface AwsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

let folder: string;
let bundled: Sdk;
let whole: Sdk;
let answers: AwsAnswer[] = [];
let asked: { headers: IncomingHttpHeaders; body: string }[] = [];
let endpoint: string;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  asked.push({ headers: request.headers, body });
  const { status, type, body: said } = answers.length > 1 ? answers.shift()! : answers[0]!;
  response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': 'r1' });
  response.end(said);
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sdk-'));
  const loaded = async (leftOut: 'nothing' | 'unused') => {
    await bundle('test/infra/support/sdk-probe.ts', join(folder, leftOut), leftOut);
    return (await import(join(folder, leftOut, 'index.mjs'))) as Sdk;
  };
  [bundled, whole] = await Promise.all([loaded('unused'), loaded('nothing')]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});
// retries wait a random part of their delay
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const settings = () => ({
  endpoint,
  region: 'us-east-1',
  maxAttempts: 2,
  forcePathStyle: true,
  credentials: { accessKeyId: 'a', secretAccessKey: 's', sessionToken: 't' },
});
const calls = {
  dynamodb: (sdk: Sdk) =>
    new sdk.DynamoDBClient(settings()).send(
      new sdk.PutItemCommand({
        TableName: 't',
        Item: { pk: { S: 'a' }, n: { N: '1' }, l: { L: [{ BOOL: true }] } },
      }),
    ),
  kms: (sdk: Sdk) =>
    new sdk.KMSClient(settings()).send(
      new sdk.GenerateMacCommand({ KeyId: 'k', MacAlgorithm: 'HMAC_SHA_256', Message: Buffer.from('m') }),
    ),
  s3: (sdk: Sdk) =>
    new sdk.S3Client(settings()).send(new sdk.ListObjectsV2Command({ Bucket: 'b', Prefix: 'p' })),
};
type AwsService = keyof typeof calls;

const json = (status: number, body: object): AwsAnswer => ({
  status,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify(body),
});
const failing: Record<AwsService, (name: string, status: number) => AwsAnswer> = {
  dynamodb: (name, status) =>
    json(status, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'why' }),
  kms: (name, status) => json(status, { __type: name, message: 'why' }),
  s3: (name, status) => ({
    status,
    type: 'application/xml',
    body: `<Error><Code>${name}</Code><Message>why</Message></Error>`,
  }),
};

/** What the caller learns of a failure, and how often it was tried. */
const failureOf = async (service: AwsService, sdk: Sdk, answer: AwsAnswer) => {
  answers = [answer];
  asked = [];
  const error = await calls[service](sdk).then(
    () => undefined,
    (thrown: Error & { $fault?: string; $metadata?: { httpStatusCode?: number } }) => thrown,
  );
  const { name, message, $fault, $metadata } = error ?? {};
  return { name, message, $fault, status: $metadata?.httpStatusCode, tried: asked.length };
};

const errorsOf = (sdk: object) =>
  Object.entries(sdk).flatMap(([name, type]) => {
    if (typeof type !== 'function' || !(type.prototype instanceof Error) || name.endsWith('ServiceException'))
      return [];
    const { $fault } = new type({ message: '', $metadata: {} }) as { $fault: 'client' | 'server' };
    return [[name, $fault === 'server' ? 500 : 400] as const];
  });

describe.each([
  ['dynamodb', errorsOf(dynamoSdk)],
  ['kms', errorsOf(kmsSdk)],
  ['s3', errorsOf(s3Sdk)],
] as const)('an error of %s', (service, errors) => {
  test.each([...errors, ['SomethingNew', 400], ['SomethingNew', 503]] as const)(
    '%s (%i) has the same name, words and number of attempts as from the whole SDK',
    async (name, status) => {
      const answer = failing[service](name, status);
      expect(await failureOf(service, bundled, answer)).toEqual(await failureOf(service, whole, answer));
    },
  );
});

describe('errors that are known by class', () => {
  test('a key that is taken', async () => {
    answers = [failing.dynamodb('ConditionalCheckFailedException', 400)];
    await expect(calls.dynamodb(bundled)).rejects.toBeInstanceOf(bundled.ConditionalCheckFailedException);
  });

  test('are all that our code names', async () => {
    const source = allImports().filter(
      ({ file, target }) => file.startsWith('functions/') && target.startsWith('@aws-sdk/'),
    );
    const texts = await Promise.all(
      source.map(({ file }) => readFile(join(import.meta.dirname, '../..', file), 'utf8')),
    );
    const names = [dynamoSdk, kmsSdk, s3Sdk].flatMap(errorsOf).map(([name]) => name);
    // what is known by its name, in quotes, needs no class
    const named = names.filter((name) => texts.some((text) => new RegExp(`(?<!')\\b${name}\\b`).test(text)));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !namedErrors.includes(name))).toEqual([]);
  });
});

describe('what is sent', () => {
  const sent = async (service: AwsService, sdk: Sdk) => {
    answers = [
      {
        dynamodb: json(200, {}),
        kms: json(200, { Mac: 'AA==' }),
        s3: {
          status: 200,
          type: 'application/xml',
          body: '<ListBucketResult><Contents><Key>k</Key></Contents></ListBucketResult>',
        },
      }[service],
    ];
    asked = [];
    const { $metadata: _, ...answer } = await calls[service](sdk);
    const { headers, body } = asked[0]!;
    const { 'amz-sdk-invocation-id': _id, 'x-amz-date': _date, authorization = '', ...rest } = headers;
    return { answer, body, rest, signed: authorization.replace(/\d{8}T?|Signature=\w+/g, '') };
  };

  test.each(['dynamodb', 'kms', 's3'] as const)(
    'to %s, and what is understood of the answer, is the same',
    async (service) => {
      expect(await sent(service, bundled)).toEqual(await sent(service, whole));
    },
  );
});

describe('a stand-in says what it stands for', () => {
  test('no metadata server is asked for the region', async () => {
    vi.stubEnv('AWS_DEFAULTS_MODE', 'auto');
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', endpoint);
    answers = [json(200, {})];
    asked = [];
    await calls.dynamodb(bundled);
    expect(asked.map(({ headers }) => headers['x-amz-target'])).toEqual(['DynamoDB_20120810.PutItem']);
  });

  test('files in ~/.aws are not read: a function has none', async () => {
    const file = join(folder, 'config');
    await writeFile(file, '[default]\nregion = eu-central-1\n');
    vi.stubEnv('AWS_CONFIG_FILE', file);
    vi.stubEnv('AWS_REGION', undefined);
    const { DynamoDBClient } = bundled;
    await expect(new DynamoDBClient({}).config.region()).rejects.toThrow('Region is missing');
  });

  test('retries are the standard ones', async () => {
    vi.stubEnv('AWS_RETRY_MODE', 'adaptive');
    answers = [json(200, {})];
    await expect(calls.dynamodb(bundled)).rejects.toThrow('AWS_RETRY_MODE=adaptive is not in the bundle');
  });

  test('fhir-kit-client follows no reference', async () => {
    asked = [];
    const client = new bundled.FhirClient({ baseUrl: endpoint });
    await expect(client.resolve({ reference: `${endpoint}/Patient/1` })).rejects.toThrow(
      'may not follow references',
    );
    expect(asked).toEqual([]);
  });

  test('fhir-kit-client cannot send by itself', async () => {
    asked = [];
    const read = new bundled.FhirClient({ baseUrl: endpoint }).read({ resourceType: 'Patient', id: '1' });
    await expect(read).rejects.toThrow('may not send by itself');
    expect(asked).toEqual([]);
  });
});

describe('each stand-in', () => {
  let inputs: string[];
  let plain: string[];
  beforeAll(async () => {
    const made = (leftOut: 'nothing' | 'unused') =>
      Promise.all(
        functionNames.map((name) => bundle(`functions/${name}.ts`, join(folder, leftOut, name), leftOut)),
      );
    const paths = async (leftOut: 'nothing' | 'unused') =>
      (await made(leftOut)).flatMap(({ inputs: all }) => Object.keys(all));
    [inputs, plain] = [await paths('unused'), await paths('nothing')];
  });

  test.each(Object.entries(packages))('of a package has something to stand for: %s', (name, standIn) => {
    expect(
      plain.some(
        (path) =>
          path.includes(`node_modules/${name}/`) ||
          path.includes(name.replace('@smithy/core/', '@smithy/core/dist-es/submodules/')),
      ),
    ).toBe(true);
    expect(inputs.some((path) => standIn.endsWith(path))).toBe(true);
  });

  test.each(Object.keys(modules))('of a module has something to stand for: %s', (end) => {
    expect(inputs.some((path) => path.endsWith(end))).toBe(true);
  });
});

test.each([
  ['an error that nobody names', 'n0.registerError(A$, A);\nb();', '\nb();'],
  [
    'one that is',
    'n0.registerError(ConditionalCheckFailedException$, A);',
    'n0.registerError(ConditionalCheckFailedException$, A);',
  ],
  [
    'the one that others fall back to',
    '_s.registerError(KMSServiceException$, K);',
    '_s.registerError(KMSServiceException$, K);',
  ],
  [
    'a key that is a constant',
    'const _e = "error";\nvar a = { [_e]: 1, [x]: 2 };',
    'const _e = "error";\nvar a = { "error": 1, [x]: 2 };',
  ],
])('of a schema, %s', (_, code, lean) => {
  expect(withoutUnnamedErrors(code)).toBe(lean);
});
