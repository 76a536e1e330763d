/** Where the versions of the policy are kept: a JSON file on a laptop, items of the client registry's table in the cloud. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { POLICY_KEY } from '../../functions/policy/policy-source.ts';
import type { SignedPolicy } from '../../functions/policy/signed-policy.ts';

export interface StoredPolicy {
  readonly version: number;
  readonly document: SignedPolicy;
}

export interface PolicyStore {
  /** Oldest first; nothing of it was checked. */
  all(): Promise<readonly unknown[]>;
  /** @returns false when that version is there already: somebody else was faster */
  add(policy: StoredPolicy): Promise<boolean>;
}

export const filePolicyStore = (path: string): PolicyStore => {
  const all = async (): Promise<unknown[]> => {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '[]';
      throw error;
    });
    return JSON.parse(text) as unknown[];
  };
  return {
    all,
    add: async ({ version, document }) => {
      const documents = await all();
      if (documents.length >= version) return false;
      const next = `${path}.next`;
      await writeFile(next, `${JSON.stringify([...documents, document], null, 1)}\n`, { mode: 0o600 });
      await rename(next, path);
      return true;
    },
  };
};

/** Sorts as the number does. */
const sortKey = (version: number): AttributeValue => ({ S: String(version).padStart(9, '0') });

export const tablePolicyStore = (client: DynamoDBClient, TableName: string): PolicyStore => ({
  all: async () => {
    const documents: unknown[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: POLICY_KEY } },
          ExclusiveStartKey,
        }),
      );
      documents.push(
        ...(page.Items ?? []).map(({ document }) => JSON.parse(document?.S ?? 'null') as unknown),
      );
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    return documents;
  },
  add: async ({ version, document }) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: { pk: { S: POLICY_KEY }, sk: sortKey(version), document: { S: JSON.stringify(document) } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if ((error as Error).name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  },
});
