/** The audit table in DynamoDB, read whole: Scan and DescribeTable, which the auditor's role alone may. */
import {
  DescribeTableCommand,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { PagesOf, WholeTable } from '../table.ts';
import { type Attributes, fromAttributes } from './dynamo-table.ts';

export const wholeDynamoTable = (client: DynamoDBClient, TableName: string): WholeTable => ({
  // the next page is under way while this one is looked at
  scan: async function* () {
    const page = (ExclusiveStartKey?: Attributes) => {
      const answer = client.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey }));
      answer.catch(() => undefined);
      return answer;
    };
    for (let next: ReturnType<typeof page> | undefined = page(); next !== undefined; ) {
      const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await next;
      next = LastEvaluatedKey && page(LastEvaluatedKey);
      yield* Items.map(fromAttributes);
    }
  },

  size: async () => {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.ItemCount ?? 0;
  },
});

/** Pages of one of several parts, read beside the others: a Scan in segments. Other items are not sent. */
export const dynamoPages = (client: DynamoDBClient, TableName: string): PagesOf =>
  async function* ({ prefix, part, parts, after }) {
    let ExclusiveStartKey: Attributes | undefined = after && JSON.parse(after);
    do {
      const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await client.send(
        new ScanCommand({
          TableName,
          ConsistentRead: true,
          Segment: part,
          TotalSegments: parts,
          FilterExpression: 'begins_with(pk, :prefix)',
          ExpressionAttributeValues: { ':prefix': { S: prefix } },
          ExclusiveStartKey,
        }),
      );
      ExclusiveStartKey = LastEvaluatedKey;
      yield {
        items: Items.map(fromAttributes),
        next: LastEvaluatedKey && JSON.stringify(LastEvaluatedKey),
      };
    } while (ExclusiveStartKey !== undefined);
  };
