/** The client registry's table as the admin's tool edits it: one item a client (docs/decisions/0301). */
import { gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { entryText } from '../../functions/client/client-source.ts';

export interface StoredClient {
  readonly id: string;
  /** JSON of the entry, as it stood in the file. */
  readonly entry: string;
  /** ISO instant. */
  readonly changedAt: string;
}

/** An item may have 400 kB, which the code map of a large site has by itself; longer entries are stored packed. */
const MOST_PLAIN = 100_000;

const stored = (entry: string): Record<string, AttributeValue> =>
  entry.length > MOST_PLAIN ? { packed: { B: gzipSync(entry) } } : { entry: { S: entry } };

export interface RegistryTable {
  all(): Promise<readonly StoredClient[]>;
  put(client: StoredClient): Promise<void>;
  /** @returns whether it was there */
  remove(id: string): Promise<boolean>;
}

const pk = { S: 'CLIENT' };

export const dynamoRegistryTable = (client: DynamoDBClient, TableName: string): RegistryTable => ({
  all: async () => {
    const all: StoredClient[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ExclusiveStartKey,
        }),
      );
      for (const item of page.Items ?? [])
        all.push({ id: item.sk?.S ?? '', entry: entryText(item), changedAt: item.changedAt?.S ?? '' });
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return all;
  },
  put: async ({ id, entry, changedAt }) => {
    await client.send(
      new PutItemCommand({
        TableName,
        Item: { pk, sk: { S: id }, ...stored(entry), changedAt: { S: changedAt } },
      }),
    );
  },
  remove: async (id) => {
    const { Attributes } = await client.send(
      new DeleteItemCommand({ TableName, Key: { pk, sk: { S: id } }, ReturnValues: 'ALL_OLD' }),
    );
    return Attributes !== undefined;
  },
});
