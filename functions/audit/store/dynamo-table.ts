/**
 * The audit table in DynamoDB: conditional PutItem, GetItem and Query. No scan, no update, no delete, no
 * batch, no transaction: the roles allow none, and the emulators lack some.
 */
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { type AuditTable, type ItemKey, type TableItem, tableDefinition } from '../table.ts';

export type Attributes = Record<string, AttributeValue>;

const texts = ['pk', 'sk', 'body', 'hash', 'p', 'u', 's', 'h', 't'] as const;

const toAttributes = (item: TableItem): Attributes => {
  const attributes: Attributes = item.ttl === undefined ? {} : { ttl: { N: String(item.ttl) } };
  for (const name of texts) {
    const text = item[name];
    if (text !== undefined) attributes[name] = { S: text };
  }
  return attributes;
};

export const fromAttributes = (attributes: Attributes): TableItem => {
  const item: { -readonly [name in keyof TableItem]: TableItem[name] } = {
    pk: '',
    sk: '',
    body: '',
    ...(attributes['ttl']?.N !== undefined && { ttl: Number(attributes['ttl'].N) }),
  };
  for (const name of texts) {
    const text = attributes[name]?.S;
    if (text !== undefined) item[name] = text;
  }
  return item;
};

const options = (signal: AbortSignal | undefined) => (signal ? { abortSignal: signal } : {});

export const dynamoTable = (client: DynamoDBClient, TableName: string): AuditTable => {
  const partition = async (pk: string, from = '', signal?: AbortSignal) => {
    const items: TableItem[] = [];
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: from === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :from)',
          ExpressionAttributeValues: { ':pk': { S: pk }, ...(from !== '' && { ':from': { S: from } }) },
          ExclusiveStartKey,
        }),
        options(signal),
      );
      items.push(...(answer.Items ?? []).map(fromAttributes));
      ExclusiveStartKey = answer.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    return items;
  };

  return {
    put: async (item, signal) => {
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: toAttributes(item),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
          options(signal),
        );
        return 'written';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'exists';
        throw error;
      }
    },

    get: async (pk, sk, signal) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, ConsistentRead: true, Key: { pk: { S: pk }, sk: { S: sk } } }),
        options(signal),
      );
      return Item && fromAttributes(Item);
    },

    partition,

    index: async (IndexName, key, { above, below, limit, newestFirst }) => {
      const partitionKey = tableDefinition.indexes.find(({ name }) => name === IndexName)?.partitionKey;
      const keys: ItemKey[] = [];
      let ExclusiveStartKey: Attributes | undefined;
      do {
        const answer = await client.send(
          new QueryCommand({
            TableName,
            IndexName,
            KeyConditionExpression: '#key = :key AND t BETWEEN :above AND :below',
            ExpressionAttributeNames: { '#key': partitionKey ?? '' },
            ExpressionAttributeValues: {
              ':key': { S: key },
              // BETWEEN includes both ends; one more character makes the lower end exclusive
              ':above': { S: `${above}\u0000` },
              ':below': { S: below },
            },
            ScanIndexForward: !newestFirst,
            Limit: limit - keys.length + 1,
            ExclusiveStartKey,
          }),
          options(undefined),
        );
        for (const { pk, sk, t } of answer.Items ?? []) {
          if (t?.S !== below) keys.push({ pk: pk?.S ?? '', sk: sk?.S ?? '', t: t?.S ?? '' });
        }
        ExclusiveStartKey = answer.LastEvaluatedKey;
      } while (ExclusiveStartKey && keys.length < limit);
      return keys.slice(0, limit);
    },
  };
};
