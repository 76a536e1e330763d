/**
 * The floor (b) of a hook call: parses the body, verifies the token, and asks of DynamoDB what the contract cannot
 * do without, through the same SDK: the token claimed beside the reading of overrides, then a row of the usual
 * size. Answers a fixed card.
 */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { compactVerify, importJWK, type JWK } from 'jose';
import type { LambdaHandler } from '../../sandbox/server/lambda.ts';
import { handler as parse } from './floor-parse.ts';

const { KEY = '', AUDIT_TABLE: TableName = '', ROW_BYTES = '' } = process.env;
const jwk = JSON.parse(KEY) as JWK & { alg: string };
const key = await importJWK(jwk, jwk.alg);
const client = new DynamoDBClient({
  maxAttempts: 1,
  endpoint: process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
});
const body = { S: 'x'.repeat(Number(ROW_BYTES)) };

const queryOf = (pk: string) =>
  new QueryCommand({
    TableName,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });

const putOf = (pk: string, sk: string, over: object) =>
  new PutItemCommand({
    TableName,
    Item: { pk: { S: pk }, sk: { S: sk }, ...over },
    ConditionExpression: 'attribute_not_exists(pk)',
  });

// as the service does, so that a connection is there
await client.send(queryOf('warm'));

export const handler: LambdaHandler = async (event) => {
  const token = (event.headers['authorization'] ?? '').replace('Bearer ', '');
  const { payload } = await compactVerify(token, key, { algorithms: [jwk.alg] });
  const { jti } = JSON.parse(Buffer.from(payload).toString()) as { jti: string };
  const answer = await parse(event);
  const id = randomUUID();
  const indexed = { s: { S: id }, t: { S: id } };
  await Promise.all([
    client.send(putOf(jti, 'JTI', indexed), { abortSignal: AbortSignal.timeout(20_000) }),
    client.send(queryOf(id), { abortSignal: AbortSignal.timeout(20_000) }),
  ]);
  const row = putOf(id, 'CALL', { body, p: { S: id }, u: { S: id }, ...indexed });
  await client.send(row, { abortSignal: AbortSignal.timeout(20_000) });
  return answer;
};
