/**
 * The policy in force, read again at most every 20 seconds: a rule that is switched off is off everywhere within a
 * minute. Of the newest versions the newest that is properly signed holds; while it cannot be read, the last
 * reading does.
 */
import { readFile } from 'node:fs/promises';
import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { JSONWebKeySet } from 'jose';
import type { Clock } from '../base/clock.ts';
import { noPolicy, type Policy } from './policy.ts';
import { approved, type PolicyFault } from './signed-policy.ts';

/** @returns stored documents, newest first, at least the newest */
export type ReadPolicies = () => Promise<readonly unknown[]>;

export const POLICY_KEY = 'POLICY';

/** So many versions are looked at for one that is signed. */
const NEWEST = 5;

const documentOf = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};

export const tablePolicies =
  (client: DynamoDBClient, TableName: string): ReadPolicies =>
  async () => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: NEWEST,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: POLICY_KEY } },
      }),
    );
    return Items.map(({ document }) => documentOf(document?.S));
  };

/** Versions that are stored, signed or not, by the keys of their items. */
export const tableVersions = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<readonly number[]> => {
  const versions: number[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: POLICY_KEY } },
        ProjectionExpression: 'sk',
        ExclusiveStartKey,
      }),
    );
    versions.push(...(page.Items ?? []).map(({ sk }) => Number(sk?.S)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return versions;
};

/** A JSON list of documents, the newest last; no file is no policy. */
const documentsIn = async (path: string): Promise<readonly unknown[]> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  const documents: unknown = JSON.parse(text);
  if (!Array.isArray(documents)) throw new Error('POLICY_FILE holds no JSON list');
  return documents;
};

export const filePolicies =
  (path: string): ReadPolicies =>
  async () =>
    (await documentsIn(path)).slice(-NEWEST).reverse();

export const fileVersions = async (path: string): Promise<readonly number[]> =>
  (await documentsIn(path)).map((_, n) => n + 1);

export interface PolicySourceParts {
  readonly read: ReadPolicies;
  readonly signers: JSONWebKeySet;
  readonly clock: Clock;
  /** A version is not properly signed: an alarm, as somebody wrote it. */
  readonly onFault: (fault: PolicyFault) => void;
  /** It could not be read; the last reading holds. */
  readonly onFailure: (error: unknown) => void;
}

export interface KnownPolicy {
  readonly policy: Policy;
  /** False while it was never read, or not for a minute: nothing more is hidden for it. */
  readonly fresh: boolean;
}

const holds = 20_000;
const afterFailure = 5_000;
const stale = 60_000;

const newestApproved = async (
  documents: readonly unknown[],
  { signers, onFault }: Pick<PolicySourceParts, 'signers' | 'onFault'>,
): Promise<Policy> => {
  for (const document of documents) {
    const result = await approved(document, signers);
    if (typeof result !== 'string') return result.policy;
    onFault(result);
  }
  return noPolicy;
};

/** Never rejects: an answer does not wait for what can only make it shorter. */
export const policySource = (parts: PolicySourceParts): (() => Promise<KnownPolicy>) => {
  const { read, clock, onFailure } = parts;
  let policy = noPolicy;
  let readAt = Number.NEGATIVE_INFINITY;
  let next = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> | undefined;

  const refresh = async () => {
    try {
      policy = await newestApproved(await read(), parts);
      readAt = clock.now();
      next = readAt + holds;
    } catch (error) {
      next = clock.now() + afterFailure;
      onFailure(error);
    } finally {
      pending = undefined;
    }
  };

  return async () => {
    if (clock.now() >= next) {
      pending ??= refresh();
      await pending;
    }
    return { policy, fresh: clock.now() - readAt <= stale };
  };
};

/** Where nobody may sign, nothing is switched off. */
export const everythingOn = async (): Promise<KnownPolicy> => ({ policy: noPolicy, fresh: true });
