/**
 * Where the tlog stands: one item, changed by compare-and-swap alone. Whoever wants the tlog to grow writes first what is
 * to be added, and then only goes on; so whatever stops in between is finished by the next, in the same way.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { namingStore } from '../../base/store.ts';
import { folderArchive } from '../archive/archive.ts';

/** What is being added. Everything else about it follows from these. */
export interface PendingBatch {
  /** Objects of the archive; each of their lines is a record, in this order. */
  readonly objects: readonly string[];
  /** Records of the tlog with them. */
  readonly size: number;
  /** ISO instant. */
  readonly made: string;
}

/** A batch that is in the archive under the key that follows from it. */
export interface RecentBatch {
  readonly made: string;
  readonly size: number;
  /** When its last object was archived, ISO instant. */
  readonly until: string;
}

export interface LogState {
  /** Grows by one with each change. */
  readonly version: number;
  /** Records in the tlog. */
  readonly size: number;
  /** The newest checkpoint, a signed note; empty as long as there is none. */
  readonly checkpoint: string;
  /** ISO instant: what was archived before is in the tlog, or never will be. Empty at first. */
  readonly considered: string;
  /** Batches with objects that were archived since. Their objects stand in the archive: the item stays small. */
  readonly batches: readonly RecentBatch[];
  /** Objects archived since, that are in no batch as they have no line. */
  readonly empty: readonly string[];
  readonly pending?: PendingBatch;
}

const sk = { S: 'STATE' };

export const newLogState: LogState = {
  version: 0,
  size: 0,
  checkpoint: '',
  considered: '',
  batches: [],
  empty: [],
};

/** Earlier states listed all objects of the last minutes, as `recent`. */
const stateIn = (text: string): LogState => {
  const { recent = [], ...state } = JSON.parse(text) as LogState & { readonly recent?: readonly string[] };
  return { ...state, batches: state.batches ?? [], empty: state.empty ?? recent };
};

export interface LogStateStore {
  /** As of now, not of some time ago. */
  read(): Promise<LogState | undefined>;
  /** False, and nothing is changed, unless the state has the version before that of `next`. */
  swap(next: LogState): Promise<boolean>;
}

/** One item of a table that is for nothing else. @param origin name of the tlog */
export const dynamoLogState = (client: DynamoDBClient, TableName: string, origin: string): LogStateStore => ({
  read: async () => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, ConsistentRead: true, Key: { pk: { S: origin }, sk } }),
    );
    const text = Item?.['state']?.S;
    return text === undefined ? undefined : stateIn(text);
  },
  swap: async (next) => {
    const before = String(next.version - 1);
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: {
            pk: { S: origin },
            sk,
            version: { N: String(next.version) },
            state: { S: JSON.stringify(next) },
          },
          ConditionExpression: next.version === 1 ? 'attribute_not_exists(pk)' : '#version = :before',
          ...(next.version > 1 && {
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':before': { N: before } },
          }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});

/** The table of that name, in the region and with the role of the process. */
export const logStateIn = (table: string, origin: string): LogStateStore =>
  dynamoLogState(namingStore('DynamoDB', new DynamoDBClient({})), table, origin);

const orNone = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === 'ENOENT') return [];
  throw error;
};

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** On a laptop: a file a version, each made only where there is none. */
export const folderLogState = (folder: string): LogStateStore => {
  const nameOf = (version: number) => `${String(version).padStart(10, '0')}.json`;
  const versions = folderArchive(folder);
  return {
    read: async () => {
      const names = await readdir(folder).catch(orNone);
      const last = names
        .filter((name) => /^\d{10}\.json$/.test(name))
        .sort()
        .at(-1);
      return last === undefined ? undefined : stateIn(await readFile(join(folder, last), 'utf8'));
    },
    swap: async (next) => {
      try {
        await versions.put(nameOf(next.version), JSON.stringify(next));
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
  };
};
