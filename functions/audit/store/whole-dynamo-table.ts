/** The audit table in DynamoDB, read whole: Scan and DescribeTable, which the auditor's role alone may. */
import {
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { PagesOf, WholeTable } from '../table.ts';
import { type Attributes, fromAttributes } from './dynamo-table.ts';

/** The next page is under way while this one is looked at. */
async function* pages(client: DynamoDBClient, request: ScanCommandInput) {
  const page = (ExclusiveStartKey?: Attributes) => {
    const answer = client.send(new ScanCommand({ ...request, ConsistentRead: true, ExclusiveStartKey }));
    answer.catch(() => undefined);
    return answer;
  };
  let next: ReturnType<typeof page> | undefined = page(request.ExclusiveStartKey);
  while (next !== undefined) {
    const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await next;
    next = LastEvaluatedKey && page(LastEvaluatedKey);
    yield { items: Items.map(fromAttributes), after: LastEvaluatedKey };
  }
}

export const wholeDynamoTable = (client: DynamoDBClient, TableName: string): WholeTable => ({
  scan: async function* () {
    for await (const { items } of pages(client, { TableName })) yield* items;
  },

  size: async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.ItemCount ?? 0;
  },
});

/** Pages of one of several parts, read beside the others: a Scan in segments. Other items are not sent. */
export const dynamoPages = (client: DynamoDBClient, TableName: string): PagesOf =>
  async function* ({ prefix, part, parts, after: begin }) {
    const request = {
      TableName,
      Segment: part,
      TotalSegments: parts,
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': { S: prefix } },
      ExclusiveStartKey: begin && JSON.parse(begin),
    };
    for await (const { items, after } of pages(client, request))
      yield { items, next: after && JSON.stringify(after) };
  };
