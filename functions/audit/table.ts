/**
 * The audit table as plain data: what the tests and the local server create, and what the CDK stack is
 * made from, so that they cannot differ. One item a call, feedback beside it; only ever put, never changed.
 */

export interface IndexDefinition {
  readonly name: 'by-patient' | 'by-user' | 'by-service' | 'by-hook-instance';
  readonly partitionKey: 'p' | 'u' | 's' | 'h';
  readonly sortKey: 't';
}

export const tableDefinition = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Seconds since 1970; DynamoDB deletes an item some time after. */
  timeToLive: 'ttl',
  indexes: [
    { name: 'by-patient', partitionKey: 'p', sortKey: 't' },
    { name: 'by-user', partitionKey: 'u', sortKey: 't' },
    { name: 'by-service', partitionKey: 's', sortKey: 't' },
    { name: 'by-hook-instance', partitionKey: 'h', sortKey: 't' },
  ] satisfies readonly IndexDefinition[],
} as const;

export type IndexName = IndexDefinition['name'];

/** An item as stored: strings but for `ttl`, which what stays for good has not. The body is the record; all else is derived from it. */
export interface TableItem {
  readonly pk: string;
  readonly sk: string;
  readonly body: string;
  /** Of the body; absent on items that are state and not evidence. */
  readonly hash?: string;
  readonly p?: string;
  readonly u?: string;
  readonly s?: string;
  readonly h?: string;
  readonly t?: string;
  readonly ttl?: number;
}

/** What an index of keys gives back. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
  readonly t: string;
}

export interface KeyRange {
  /** On the sort key, exclusive both. */
  readonly above: string;
  readonly below: string;
  readonly limit: number;
  readonly newestFirst: boolean;
}

/**
 * The store under the audit log. Every method rejects when the store cannot be reached; `put` is
 * conditional and says so when the key is taken. `partition` and `get` are consistent, indexes are not.
 */
export interface AuditTable {
  put(item: TableItem, signal?: AbortSignal): Promise<'written' | 'exists'>;
  get(pk: string, sk: string, signal?: AbortSignal): Promise<TableItem | undefined>;
  /** @param from what the sort keys begin with; all when empty */
  partition(pk: string, from?: string, signal?: AbortSignal): Promise<readonly TableItem[]>;
  index(name: IndexName, key: string, range: KeyRange): Promise<readonly ItemKey[]>;
}

/** One of several parts of the table that are read at once. */
export interface TablePart {
  /** What the partition keys begin with. */
  readonly prefix: string;
  /** The number of this part, from 0. */
  readonly part: number;
  readonly parts: number;
  /** `next` of the last page that was dealt with. */
  readonly after?: string | undefined;
}

export interface TablePage {
  readonly items: readonly TableItem[];
  /** Where to go on; absent on the last page. */
  readonly next?: string | undefined;
}

/** For the auditor's tool alone, as `WholeTable`. */
export type PagesOf = (part: TablePart) => AsyncIterable<TablePage>;

/** The same rows, read from one end to the other: for the auditor's tool alone, as no function's role may. */
export interface WholeTable {
  /** Everything, partition by partition. Costs a read of the whole table. */
  scan(): AsyncIterable<TableItem>;
  /** About how many rows there are; in the cloud as of some hours ago. */
  size(): Promise<number>;
}
