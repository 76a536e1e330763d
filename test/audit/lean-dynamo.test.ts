/** The client of the hot path sends what the SDK sends, but for headers about the SDK, and understands the same. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { dynamoFromEnvironment } from '../../functions/audit/from-environment.ts';
import { leanDynamo } from '../../functions/audit/store/lean-dynamo.ts';

let asked: { method: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
let answer: readonly [status: number, body: object] = [200, {}];
let breaksOff = false;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  asked.push({ method: request.method, headers: request.headers, body });
  const [status, said] = answer;
  // the SDK would take the server's clock for its own
  response.sendDate = false;
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r1' });
  if (breaksOff) response.write('{', () => response.destroy());
  else response.end(JSON.stringify(said));
});

const plainClient = () =>
  new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
let plain: DynamoDBClient;
let lean: DynamoDBClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  plain = plainClient();
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  lean = dynamoFromEnvironment({ AWS_ENDPOINT_URL_DYNAMODB: endpoint });
});
afterAll(async () => {
  plain.destroy();
  lean.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  asked = [];
  answer = [200, {}];
  breaksOff = false;
  // Lambda's own, in which the SDK tells whom it was called by
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'invoke');
  vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-5759e988-bd862e3fe1be46a994272793');
  return () => vi.unstubAllEnvs();
});

const put = () =>
  new PutItemCommand({
    TableName: 't',
    Item: { pk: { S: 'é' }, n: { N: '1' }, l: { L: [{ BOOL: true }] } },
    ConditionExpression: 'attribute_not_exists(pk)',
  });
const query = () =>
  new QueryCommand({
    TableName: 't',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'a' } },
  });

/** What went over the wire, and what came of it. */
const exchange = async (client: DynamoDBClient, command: PutItemCommand | QueryCommand) => {
  const came = await client.send(command as PutItemCommand).then(
    ({ $metadata, ...said }) => ({ ...said, status: $metadata.httpStatusCode }),
    ({ name, message, $fault, $metadata }) => ({ name, message, $fault, status: $metadata?.httpStatusCode }),
  );
  const requests = asked.splice(0).map(({ method, headers, body }) => {
    const { authorization = '', 'x-amz-date': _, ...rest } = headers;
    return {
      method,
      rest,
      body,
      scope: authorization.replaceAll(/\d{8}\/|SignedHeaders=[^,]*|Signature=\w+/g, ''),
    };
  });
  return { came, requests };
};

/** Of the SDK itself. */
const ofTheSdk = [
  'user-agent',
  'x-amz-user-agent',
  'amz-sdk-invocation-id',
  'amz-sdk-request',
  'x-amzn-trace-id',
];

test.each([
  ['a put', put, [200, {}]],
  ['a query', query, [200, { Items: [{ pk: { S: 'a' } }], Count: 1, ScannedCount: 1 }]],
  [
    'a condition that fails',
    put,
    [400, { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'why' }],
  ],
  ['a fault', put, [500, { __type: 'InternalServerError', message: 'why' }]],
  ['a throttle', put, [400, { __type: 'ProvisionedThroughputExceededException', message: 'slow' }]],
] as const)(
  '%s is sent once, without what is said about the SDK, and understood as ever',
  async (_, command, said) => {
    answer = said;
    const whole = await exchange(plain, command());
    const ours = await exchange(lean, command());
    const [request] = whole.requests;
    const headers = Object.entries(request?.rest ?? {}).filter(([name]) => !ofTheSdk.includes(name));
    expect(ours).toEqual({ ...whole, requests: [{ ...request, rest: Object.fromEntries(headers) }] });
  },
);

test('a request is signed as the SDK signs it', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 22) });
  const signatures: unknown[] = [];
  // each client twice: its key is made with the first request
  for (const client of [leanDynamo(plainClient()), lean])
    for (const command of [put(), query()]) {
      await client.send(command as PutItemCommand);
      signatures.push(asked.splice(0).map(({ headers }) => headers.authorization));
    }
  vi.useRealTimers();
  expect(signatures).toEqual(Array(4).fill([expect.stringMatching(/Signature=[0-9a-f]{64}$/)]));
  expect(signatures.slice(2)).toEqual(signatures.slice(0, 2));
});

test('an answer that breaks off is a failure', async () => {
  breaksOff = true;
  const failed = (client: DynamoDBClient) => expect(client.send(put())).rejects.toThrow('aborted');
  await failed(plain);
  await failed(lean);
});
