/**
 * The registered clients: a JSON file on a laptop (file-registry.ts), a small table in the cloud
 * (docs/decisions/0301). Read again at most every five minutes, so that a change needs no deployment; while a
 * new reading fails the last one holds.
 */
import { gunzipSync } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../base/clock.ts';
import type { Client } from './client.ts';
import { parseClients, type ReadRegistry, type RegistryOptions, type RegistryProblem } from './registry.ts';

/** Partition of the registry's table. */
export const CLIENT_KEY = 'CLIENT';

/** More than any code map, and less than would hurt. */
const MOST_UNPACKED = 20_000_000;

/** The JSON of a client, which a long one has packed. */
export const entryText = ({ entry, packed }: Record<string, AttributeValue>): string => {
  if (packed?.B === undefined) return entry?.S ?? '';
  return gunzipSync(packed.B, { maxOutputLength: MOST_UNPACKED }).toString();
};

const entryOf = (item: Record<string, AttributeValue>): unknown => {
  try {
    return JSON.parse(entryText(item));
  } catch {
    return undefined;
  }
};

/** One Query, consistent, paged. */
const storedItems = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<readonly Record<string, AttributeValue>[]> => {
  const items: Record<string, AttributeValue>[] = [];
  let page: QueryCommandOutput | undefined;
  do {
    page = await client.send(
      new QueryCommand({
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: CLIENT_KEY } },
        ExclusiveStartKey: page?.LastEvaluatedKey,
      }),
    );
    items.push(...(page.Items ?? []));
  } while (page.LastEvaluatedKey);
  return items;
};

/** A client as it is stored; its entry is not checked. */
export interface StoredClient {
  readonly id: string;
  /** JSON of the entry. */
  readonly entry: string;
  /** ISO instant. */
  readonly changedAt: string;
}

export const storedClients = async (
  client: DynamoDBClient,
  TableName: string,
): Promise<readonly StoredClient[]> =>
  (await storedItems(client, TableName)).map((item) => ({
    id: item['sk']?.S ?? '',
    entry: entryText(item),
    changedAt: item['changedAt']?.S ?? '',
  }));

/** An entry with a problem is left out; the others hold. */
export const tableRegistry =
  (client: DynamoDBClient, TableName: string, options: RegistryOptions): ReadRegistry =>
  async () =>
    parseClients((await storedItems(client, TableName)).map(entryOf), options);

export interface SourceParts {
  readonly read: ReadRegistry;
  readonly clock: Clock;
  readonly onProblems: (problems: readonly RegistryProblem[]) => void;
  /** A re-reading failed and the last one holds. */
  readonly onFailure: (error: unknown) => void;
}

const holds = 300_000;
const afterFailure = 10_000;

/** @returns the clients; rejects only while there has been no reading at all */
export const clientSource = ({ read, clock, onProblems, onFailure }: SourceParts) => {
  let known: readonly Client[] | undefined;
  let next = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> | undefined;

  const refresh = async () => {
    try {
      const { clients, problems } = await read();
      known = clients;
      next = clock.now() + holds;
      if (problems.length > 0) onProblems(problems);
    } catch (error) {
      next = clock.now() + afterFailure;
      if (known === undefined) throw error;
      onFailure(error);
    } finally {
      pending = undefined;
    }
  };

  return async (): Promise<readonly Client[]> => {
    if (known === undefined || clock.now() >= next) {
      pending ??= refresh();
      await pending;
    }
    return known ?? [];
  };
};
