/**
 * As much of DynamoDB as a hook call asks for, from a map in memory: conditional PutItem, GetItem, Query of a
 * partition. Answers are those of dynalite (`test/audit/fast-dynamo.test.ts`), which takes a hundred times as long.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';

interface DynamoValue {
  readonly S?: string;
  readonly N?: string;
}
export type DynamoItem = Readonly<Record<string, DynamoValue>>;

interface DynamoRequest {
  readonly TableName: string;
  readonly Item?: DynamoItem;
  readonly Key?: DynamoItem;
  readonly ConditionExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: DynamoItem;
}

/** Sort key → item. */
type Partition = Map<string, DynamoItem>;

const textOf = (value: DynamoValue | undefined): string => value?.S ?? '';

const isFree = (
  { ConditionExpression, ExpressionAttributeValues: values }: DynamoRequest,
  there: DynamoItem,
): boolean => {
  switch (ConditionExpression) {
    case undefined:
      return true;
    case 'attribute_not_exists(pk)':
      return false;
    case 'attribute_not_exists(pk) OR #until < :now OR #claim = :claim':
      return (
        Number(there['until']?.N) < Number(values?.[':now']?.N) ||
        textOf(there['claim']) === textOf(values?.[':claim'])
      );
    default:
      throw new Error(`the stand-in for DynamoDB does not know the condition ${ConditionExpression}`);
  }
};

const sorted = (partition: Partition, from: string): DynamoItem[] =>
  [...partition]
    .filter(([sk]) => sk.startsWith(from))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);

export interface FastDynamo {
  readonly endpoint: string;
  /** Operations that were asked for, in their order. */
  readonly asked: string[];
  put(table: string, item: DynamoItem): void;
  /** All items of a table whose partition begins so. */
  items(table: string, prefix?: string): DynamoItem[];
  stop(): Promise<void>;
}

export const startFastDynamo = async (): Promise<FastDynamo> => {
  const tables = new Map<string, Map<string, Partition>>();
  const asked: string[] = [];
  const partitionOf = (table: string, pk: string): Partition => {
    const partitions = tables.get(table) ?? new Map<string, Partition>();
    tables.set(table, partitions);
    const partition = partitions.get(pk) ?? new Map<string, DynamoItem>();
    partitions.set(pk, partition);
    return partition;
  };
  const put = (table: string, item: DynamoItem) =>
    void partitionOf(table, textOf(item['pk'])).set(textOf(item['sk']), item);

  const answers: Record<string, (given: DynamoRequest) => readonly [status: number, body: object]> = {
    PutItem: (given) => {
      const { TableName, Item = {} } = given;
      const there = partitionOf(TableName, textOf(Item['pk'])).get(textOf(Item['sk']));
      if (there !== undefined && !isFree(given, there))
        return [
          400,
          {
            __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
            message: 'The conditional request failed',
          },
        ];
      put(TableName, Item);
      return [200, {}];
    },
    GetItem: ({ TableName, Key = {} }) => {
      const Item = partitionOf(TableName, textOf(Key['pk'])).get(textOf(Key['sk']));
      return [200, { ...(Item && { Item }) }];
    },
    Query: ({ TableName, ExpressionAttributeValues: values = {} }) => {
      const Items = sorted(partitionOf(TableName, textOf(values[':pk'])), textOf(values[':from']));
      return [200, { Items, Count: Items.length, ScannedCount: Items.length }];
    },
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).replace('DynamoDB_20120810.', '');
      asked.push(operation);
      const [status, body] = answers[operation]?.(JSON.parse(Buffer.concat(chunks).toString())) ?? [
        400,
        { __type: 'com.amazonaws.dynamodb.v20120810#UnknownOperationException' },
      ];
      const text = JSON.stringify(body);
      response.writeHead(status, {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(text),
        'x-amzn-requestid': '4KKB4VZ9UKRFJRL5DJ1GM7DWRJVV4KQNSO5AEMVJF66Q9ASUAAJG',
        'x-amz-crc32': String(crc32(text)),
      });
      response.end(text);
    });
  });
  // a process that waits its turn keeps its connection
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    put,
    items: (table, prefix = '') =>
      [...(tables.get(table) ?? [])]
        .filter(([pk]) => pk.startsWith(prefix))
        .flatMap(([, partition]) => [...partition.values()]),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
