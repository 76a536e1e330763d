/**
 * Which calls a question is about: by client, service and time over the hourly index, by patient, user or
 * hookInstance over theirs, and over the whole table when it is small or the time is long. Each comes as a
 * file: the call with what was said about it.
 */

import { inParallel } from '../../base/limits.ts';
import {
  type AuditLog,
  isKnown,
  type KnownFile,
  type LogPage,
  type Pointer,
  type Range,
} from '../audit-log.ts';
import { serviceOf, shards } from '../item.ts';
import { filesOf as filesOfPartition } from '../store/call-file.ts';
import type { TableItem, WholeTable } from '../table.ts';
import { firstOf, firstSorted, inOrder } from './in-order.ts';

export interface AuditAccess {
  readonly log: AuditLog;
  /** Absent for who may not read the table whole. */
  readonly table?: WholeTable;
  /** Ids of all clients there are, and of those who are not registered. */
  readonly clients: () => Promise<readonly string[]>;
  /** Called with the number of rows that were read so far. */
  readonly progress?: (rows: number) => void;
}

export interface CallFilter {
  /** Absent: all. */
  readonly clients?: readonly string[];
  /** Service ids, `~refusal` and the like. */
  readonly services: readonly string[];
  /** ISO instants; `to` exclusive. */
  readonly from: string;
  readonly to: string;
  readonly newestFirst?: boolean;
}

/** A table of so few rows is read whole faster than its index is asked hour by hour. */
const smallTable = 20_000;
const mostQueries = 50_000;
const hour = 3_600_000;
/** How many calls of one list are read ahead. */
const pageSize = 25;
const atOnce = 16;

const queriesFor = ({ services, from, to }: CallFilter, clients: readonly string[]): number =>
  Math.ceil((Date.parse(to) - Date.parse(from)) / hour) * shards * clients.length * services.length;

/** Whether the table is read whole faster than by its indexes, if it may be. */
export const isSmall = async (table: AuditAccess['table']): Promise<boolean> =>
  table !== undefined && (await table.size()) <= smallTable;

const passes = ({ clients, services, from, to }: CallFilter, { call }: KnownFile): boolean => {
  const { record } = call;
  return (
    record.at >= from &&
    record.at < to &&
    (clients === undefined || clients.includes(record.client.id)) &&
    services.includes(serviceOf(record))
  );
};

/** Items of one partition come one after another, in a scan too. */
async function* partitionsOf(items: AsyncIterable<TableItem>): AsyncGenerator<TableItem[]> {
  let partition: TableItem[] = [];
  for await (const item of items) {
    if (!item.pk.startsWith('C#')) continue;
    if (partition.length > 0 && partition[0]?.pk !== item.pk) {
      yield partition;
      partition = [];
    }
    partition.push(item);
  }
  if (partition.length > 0) yield partition;
}

type ReadingOrder = (a: KnownFile, b: KnownFile) => boolean;

/** Which of two comes first. */
const orderOf =
  ({ newestFirst = false }: Pick<CallFilter, 'newestFirst'>): ReadingOrder =>
  (a, b) =>
    newestFirst ? a.call.record.at > b.call.record.at : a.call.record.at < b.call.record.at;

async function* scanned(table: WholeTable, scope: CallFilter, progress: (n: number) => void) {
  let rows = 0;
  for await (const items of partitionsOf(table.scan())) {
    rows += items.length;
    progress(rows);
    yield* filesOfPartition(items).filter((file): file is KnownFile => isKnown(file) && passes(scope, file));
  }
}

/** Turns pages of pointers into files, the next page while there is one. */
export async function* filesOf(
  log: AuditLog,
  pageAfter: (range: Range) => Promise<LogPage<Pointer>>,
  range: Range = {},
): AsyncGenerator<KnownFile> {
  let after: string | undefined;
  do {
    const page = await pageAfter({ limit: pageSize, ...range, ...(after !== undefined && { after }) });
    const calls = page.items.filter(({ sk }) => sk.startsWith('CALL'));
    const files = await inParallel(atOnce, calls, ({ client, callId }) => log.file(client, callId));
    yield* files.filter(isKnown);
    after = page.next;
  } while (after !== undefined);
}

const indexed = (log: AuditLog, scope: CallFilter, clients: readonly string[]): AsyncGenerator<KnownFile> => {
  const { from, to, newestFirst = false } = scope;
  const lists = clients.flatMap((client) =>
    scope.services.map((service) =>
      filesOf(log, (range) => log.byService(client, service, { from, to, ...range }), {
        from,
        to,
        newestFirst,
      }),
    ),
  );
  return inOrder(lists, orderOf(scope));
};

type Way =
  | { readonly kind: 'whole, sorted' | 'whole'; readonly table: WholeTable }
  | { readonly kind: 'by index'; readonly clients: readonly string[] };

const wayFor = async ({ table, clients }: AuditAccess, scope: CallFilter): Promise<Way> => {
  if (table !== undefined && (await isSmall(table))) return { kind: 'whole, sorted', table };
  const asked = scope.clients ?? (await clients());
  return table !== undefined && queriesFor(scope, asked) > mostQueries
    ? { kind: 'whole', table }
    : { kind: 'by index', clients: asked };
};

async function* going(way: Way, access: AuditAccess, scope: CallFilter): AsyncGenerator<KnownFile> {
  const { log, progress = () => undefined } = access;
  if (way.kind === 'by index') yield* indexed(log, scope, way.clients);
  else if (way.kind === 'whole') yield* scanned(way.table, scope, progress);
  else {
    const order = orderOf(scope);
    yield* (await Array.fromAsync(scanned(way.table, scope, progress))).sort((a, b) =>
      order(a, b) ? -1 : 1,
    );
  }
}

/** In order of time, except where a large table is read whole: then in none, as it is more than can be held. */
export async function* filesIn(access: AuditAccess, scope: CallFilter): AsyncGenerator<KnownFile> {
  yield* going(await wayFor(access, scope), access, scope);
}

/** In any order, one at a time. */
export async function* filesInAnyOrder(access: AuditAccess, scope: CallFilter): AsyncGenerator<KnownFile> {
  const way = await wayFor(access, scope);
  yield* going(way.kind === 'whole, sorted' ? { ...way, kind: 'whole' } : way, access, scope);
}

/** The newest so many that are wanted, newest first; from an index without reading the rest. */
export async function* newestIn(
  access: AuditAccess,
  scope: CallFilter,
  limit: number,
  where: (file: KnownFile) => boolean,
): AsyncGenerator<KnownFile> {
  const newest = { ...scope, newestFirst: true };
  const way = await wayFor(access, newest);
  if (way.kind !== 'by index' && Number.isFinite(limit)) {
    const files = going({ ...way, kind: 'whole' }, access, newest);
    yield* await firstSorted(files, limit, where, orderOf(newest));
  } else {
    yield* firstOf(going(way, access, newest), limit, where);
  }
}

/** Several lists that are each newest first, as one. */
export const newestOf = (lists: readonly AsyncGenerator<KnownFile>[]): AsyncGenerator<KnownFile> =>
  inOrder(lists, orderOf({ newestFirst: true }));
