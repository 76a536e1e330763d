/** The client of the hot path sends what the SDK sends, but for headers about the SDK, and understands the same. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { dynamoFromEnvironment } from '../../functions/audit/from-environment.ts';

let asked: { method: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
let answer: readonly [status: number, body: object] = [200, {}];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  asked.push({ method: request.method, headers: request.headers, body });
  const [status, said] = answer;
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r1' });
  response.end(JSON.stringify(said));
});

let plain: DynamoDBClient;
let lean: DynamoDBClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  plain = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
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
