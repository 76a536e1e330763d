/** The client registry's table as the admin's tool edits it: one item a client (docs/decisions/0301). */
import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';

export interface StoredClient {
  readonly id: string;
  /** JSON of the entry, as it stood in the file. */
  readonly entry: string;
  /** ISO instant. */
  readonly changedAt: string;
}

export interface RegistryTable {
  all(): Promise<readonly StoredClient[]>;
  put(client: StoredClient): Promise<void>;
  /** @returns whether it was there */
  remove(id: string): Promise<boolean>;
}

const pk = { S: 'CLIENT' };

export const dynamoRegistryTable = (client: DynamoDBClient, TableName: string): RegistryTable => ({
  all: async () => {
    const stored: StoredClient[] = [];
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
      for (const { sk, entry, changedAt } of page.Items ?? []) {
        stored.push({ id: sk?.S ?? '', entry: entry?.S ?? '', changedAt: changedAt?.S ?? '' });
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return stored;
  },
  put: async ({ id, entry, changedAt }) => {
    await client.send(
      new PutItemCommand({
        TableName,
        Item: { pk, sk: { S: id }, entry: { S: entry }, changedAt: { S: changedAt } },
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
