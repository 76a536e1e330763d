/** The registry in its table (docs/decisions/0301), read as the functions read it. */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableRegistry } from '../../functions/client/client-source.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { entry } from '../support/cds.ts';

let dynalite: Awaited<ReturnType<typeof startDynalite>>;
let table: Awaited<ReturnType<typeof createTable>>;
beforeAll(async () => {
  dynalite = await startDynalite();
  table = await createTable(dynalite.endpoint);
});
afterAll(() => dynalite.stop());

const put = (id: string, text: string) =>
  table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: {
        pk: { S: 'CLIENT' },
        sk: { S: id },
        entry: { S: text },
        changedAt: { S: '2026-11-22T15:00:00Z' },
      },
    }),
  );

describe('the registry in its table', () => {
  test('R-205: every entry that parses, over as many pages as there are; the others by name', async () => {
    const padding = 'x'.repeat(300_000);
    for (const n of [1, 2, 3, 4, 5])
      await put(
        `client-${n}`,
        JSON.stringify(entry({ id: `client-${n}`, iss: `https://ehr${n}.test`, contact: padding })),
      );
    await put('no-json', '{"secret":');
    await put(
      'mistaken',
      JSON.stringify(entry({ id: 'mistaken', iss: 'https://mistaken.test', jku: 'http://x' })),
    );
    const { clients, problems } = await tableRegistry(table.client, table.name, { allowLoopback: false })();
    expect(clients.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `client-${n}`));
    expect(problems.map(({ client }) => client)).toEqual(expect.arrayContaining(['mistaken']));
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  test('R-205: a table that cannot be read says so', async () => {
    await expect(tableRegistry(table.client, 'no-such-table', { allowLoopback: false })()).rejects.toThrow();
  });
});
