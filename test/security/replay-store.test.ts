/** One contract for the replay store in DynamoDB and its twin in memory (T040–T046, R-201). */
import { randomUUID } from 'node:crypto';
import { DynamoDBClient, type PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoReplayStore, memoryReplayStore, type ReplayStore } from '../../functions/client/replay.ts';
import { createTable, dynamoClient, startDynalite } from '../audit/support/dynalite-table.ts';

const now = 1_790_000_000;

const placeOf = (client: string, at: string, name: string) => ({
  s: `${client} ${at.slice(0, 13)}`,
  t: `${at}#${name}`,
});

const contract = (make: () => ReplayStore) => {
  const token = (jti: string, client = 'a') => ({ client, jti });

  test('R-201: the first claim is the first, the second has been seen', async () => {
    const store = make();
    expect(await store.claim(token('one'), now, now + 361)).toBe('first');
    expect(await store.claim(token('one'), now + 5, now + 361)).toBe('seen');
  });

  test('T043: of another client it is another token', async () => {
    const store = make();
    expect(await store.claim(token('two', 'a'), now, now + 361)).toBe('first');
    expect(await store.claim(token('two', 'b'), now, now + 361)).toBe('first');
  });

  test('T044: held to the second until it ends, then as if it had never been', async () => {
    const store = make();
    await store.claim(token('three'), now, now + 361);
    expect(await store.claim(token('three'), now + 361, now + 700)).toBe('seen');
    expect(await store.claim(token('three'), now + 362, now + 700)).toBe('first');
  });

  test('E-37: of fifty at once one is the first', async () => {
    const store = make();
    const claims = await Promise.all(
      Array.from({ length: 50 }, () => store.claim(token('four'), now, now + 361)),
    );
    expect(claims.filter((claim) => claim === 'first')).toHaveLength(1);
  });

  test('a jti of any text', async () => {
    const store = make();
    const odd = `\u0000"}#${'x'.repeat(200)}`;
    expect(await store.claim(token(odd), now, now + 361)).toBe('first');
    expect(await store.claim(token(odd), now, now + 361)).toBe('seen');
  });
};

describe('in memory', () => {
  contract(() => memoryReplayStore());

  test('forgets the oldest beyond its size', async () => {
    const store = memoryReplayStore(2);
    for (const jti of ['a', 'b', 'c']) await store.claim({ client: 'x', jti }, now, now + 361);
    expect(await store.claim({ client: 'x', jti: 'a' }, now, now + 361)).toBe('first');
    expect(await store.claim({ client: 'x', jti: 'c' }, now, now + 361)).toBe('seen');
  });
});

describe('in DynamoDB', () => {
  let dynalite: Awaited<ReturnType<typeof startDynalite>>;
  let table: Awaited<ReturnType<typeof createTable>>;
  let client: DynamoDBClient;
  let n = 0;
  beforeAll(async () => {
    dynalite = await startDynalite();
    table = await createTable(dynalite.endpoint);
    client = dynamoClient(dynalite.endpoint);
  });
  afterAll(() => dynalite.stop());

  const fresh = (): ReplayStore => {
    // fifty at once on a busy machine: the limit of 300 ms is not what is tested
    const store = dynamoReplayStore({
      client,
      table: table.name,
      newId: randomUUID,
      placeOf,
      within: 20_000,
    });
    const prefix = `${++n}-`;
    return {
      claim: (token, ...rest) => store.claim({ ...token, client: prefix + token.client }, ...rest),
    };
  };
  contract(fresh);

  test('the row has a time to live and not the jti', async () => {
    const seen: PutItemCommand[] = [];
    const spy = {
      send: async (command: PutItemCommand) => void seen.push(command),
    } as unknown as DynamoDBClient;
    await dynamoReplayStore({ client: spy, table: 't', newId: () => 'n', placeOf }).claim(
      { client: 'a', jti: 'Jane Doe 1970' },
      now,
      now + 361,
    );
    expect(seen[0]?.input.Item).toMatchObject({ sk: { S: 'JTI' }, ttl: { N: String(now + 361) } });
    expect(JSON.stringify(seen[0]?.input)).not.toContain('Jane');
  });

  test('of a call that a row must follow, it stands in an index and stays for a day', async () => {
    const seen: PutItemCommand[] = [];
    const spy = {
      send: async (command: PutItemCommand) => void seen.push(command),
    } as unknown as DynamoDBClient;
    const store = dynamoReplayStore({ client: spy, table: 't', newId: () => 'n', placeOf });
    await store.claim({ client: 'a', jti: 'b', isRowDue: true }, now, now + 361);
    expect(seen[0]?.input.Item).toMatchObject({
      s: { S: `a ${new Date(now * 1_000).toISOString().slice(0, 13)}` },
      ttl: { N: String(now + 361 + 86_400) },
      until: { N: String(now + 361) },
    });
  });

  test('R-201: sent again by the SDK after a lost reply, a claim is still the first', async () => {
    const twice = {
      send: async (command: PutItemCommand) => {
        await client.send(command);
        return client.send(command);
      },
    } as unknown as DynamoDBClient;
    const store = dynamoReplayStore({
      client: twice,
      table: table.name,
      newId: randomUUID,
      placeOf,
      within: 20_000,
    });
    const token = { client: 'lost-reply', jti: 'one' };
    expect(await store.claim(token, now, now + 361)).toBe('first');
    expect(await store.claim(token, now, now + 361)).toBe('seen');
  });

  test('T046: a store that cannot be reached says so', async () => {
    const gone = new DynamoDBClient({
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    });
    const store = dynamoReplayStore({ client: gone, table: 't', newId: randomUUID, placeOf });
    await expect(store.claim({ client: 'a', jti: 'b' }, now, now)).rejects.toThrow();
  });
});
