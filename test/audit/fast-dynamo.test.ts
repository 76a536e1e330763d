/** The stand-in for DynamoDB that the bench calls, held against the engine that the tests use. */
import { type DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFastDynamo } from '../support/fast-dynamo.ts';
import { createTable, dynamoClient, startDynalite } from './support/dynalite-table.ts';

let table: Awaited<ReturnType<typeof createTable>>;
let fast: DynamoDBClient;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const [engine, standIn] = await Promise.all([startDynalite(), startFastDynamo()]);
  table = await createTable(engine.endpoint);
  fast = dynamoClient(standIn.endpoint);
  stops.push(engine.stop, standIn.stop);
});
afterAll(async () => {
  table.client.destroy();
  fast.destroy();
  for (const stop of stops) await stop();
});

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });

const put =
  (pk: string, sk: string, over: object = {}) =>
  () =>
    new PutItemCommand({
      TableName: table.name,
      Item: { ...key(pk, sk), body: { S: `${pk} é ${sk}` } },
      ConditionExpression: 'attribute_not_exists(pk)',
      ...over,
    });

const claim = (id: string, now: number, until: number) => () =>
  new PutItemCommand({
    TableName: table.name,
    Item: { ...key('J', 'JTI'), claim: { S: id }, until: { N: `${until}` } },
    ConditionExpression: 'attribute_not_exists(pk) OR #until < :now OR #claim = :claim',
    ExpressionAttributeNames: { '#until': 'until', '#claim': 'claim' },
    ExpressionAttributeValues: { ':now': { N: `${now}` }, ':claim': { S: id } },
  });

const get = (pk: string, sk: string) => () =>
  new GetItemCommand({ TableName: table.name, ConsistentRead: true, Key: key(pk, sk) });

const query = (pk: string, from?: string) => () =>
  new QueryCommand({
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: from === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :from)',
    ExpressionAttributeValues: { ':pk': { S: pk }, ...(from !== undefined && { ':from': { S: from } }) },
  });

type HotCommand = PutItemCommand | GetItemCommand | QueryCommand;

/** What the caller learns. */
const learned = async (client: DynamoDBClient, command: HotCommand): Promise<object> => {
  try {
    const { $metadata, ...said } = await client.send(command as PutItemCommand);
    return { status: $metadata.httpStatusCode, ...said };
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata: { httpStatusCode?: number } };
    return { status: $metadata.httpStatusCode, name, message };
  }
};

describe('one after another', () => {
  test.each<readonly [what: string, make: () => HotCommand]>([
    ['an item that is not there', get('a', '1')],
    ['a partition that is not there', query('a')],
    ['a first put', put('a', '2')],
    ['the same key again', put('a', '2')],
    ['the same key without a condition', put('a', '2', { ConditionExpression: undefined })],
    ['another key', put('a', '1')],
    ['an item', get('a', '1')],
    ['a partition, sorted', query('a')],
    ['a part of it', query('a', '2')],
    ['a claim', claim('one', 10, 20)],
    ['another’s claim', claim('two', 20, 30)],
    ['the same claim again', claim('one', 20, 30)],
    ['another’s claim when it has ended', claim('two', 31, 40)],
  ])('%s is answered as by the engine', async (_, make) => {
    expect(await learned(fast, make())).toEqual(await learned(table.client, make()));
  });
});
