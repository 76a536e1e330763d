/** The client registry's table as the admin's tool edits it: one item a client (docs/decisions/0301). */
import { gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { CLIENT_KEY, type StoredClient, storedClients } from '../../functions/client/client-source.ts';

/** An item may have 400 kB, which the code map of a large site has by itself; longer entries are stored packed. */
const MOST_PLAIN = 100_000;

const stored = (entry: string): Record<string, AttributeValue> =>
  entry.length > MOST_PLAIN ? { packed: { B: gzipSync(entry) } } : { entry: { S: entry } };

export interface RegistryTable {
  all(): Promise<readonly StoredClient[]>;
  put(client: StoredClient): Promise<void>;
  remove(id: string): Promise<void>;
}

const pk = { S: CLIENT_KEY };

export const dynamoRegistryTable = (client: DynamoDBClient, TableName: string): RegistryTable => ({
  all: () => storedClients(client, TableName),
  put: async ({ id, entry, changedAt }) => {
    await client.send(
      new PutItemCommand({
        TableName,
        Item: { pk, sk: { S: id }, ...stored(entry), changedAt: { S: changedAt } },
      }),
    );
  },
  remove: async (id) => {
    await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk: { S: id } } }));
  },
});
