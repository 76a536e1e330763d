/** One contract for what processes tell each other of a client's calls, in DynamoDB and in memory. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoRates, memoryRates, type RateStore } from '../../functions/client/rate.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';

const period = 352_000_000;

const contract = (make: () => RateStore) => {
  test('what was told of a period and of the one before is there, by process', async () => {
    const store = make();
    await store.tell('a', { process: 'p1', period: period - 2, calls: 1 });
    await store.tell('a', { process: 'p1', period: period - 1, calls: 2 });
    await store.tell('a', { process: 'p2', period, calls: 3 });
    await store.tell('a', { process: 'p1', period: period + 1, calls: 4 });
    await store.tell('b', { process: 'p1', period, calls: 5 });
    const told = await store.told('a', period);
    expect(told.toSorted((one, other) => one.calls - other.calls)).toEqual([
      { process: 'p1', period: period - 1, calls: 2 },
      { process: 'p2', period, calls: 3 },
    ]);
  });
};

describe('in memory', () => contract(memoryRates));

describe('in DynamoDB', () => {
  let dynamo: Awaited<ReturnType<typeof startDynalite>>;
  let stored: Awaited<ReturnType<typeof createTable>>;
  beforeAll(async () => {
    dynamo = await startDynalite();
    stored = await createTable(dynamo.endpoint);
  });
  afterAll(() => dynamo.stop());

  contract(() => dynamoRates(stored.client, stored.name));
});
