/**
 * Holds the table and the archive against each other, for rows that are some minutes old: what the stream did not bring
 * is archived from the table while the table has it, and what cannot be mended has its name. So a stream that is off
 * leaves no gap, and a call that ended between its token and its row is known.
 *
 * Looks at a stretch of time that reaches over several runs, and keeps nothing: a run that failed is made up for. Costs
 * follow the clients and the rows of that stretch: 112 queries a client and run (eight shards of each of six services,
 * seven other kinds and the claims), twice that where the stretch reaches over a full hour; 150 bytes a row.
 */
import { inParallel } from '../base/limits.ts';
import { services } from '../cds-hooks/services.ts';
import { type Archive, keysFrom, linkOf, putEntries } from './archive/archive.ts';
import { claimPartitions, entryOf, itemOf, rowPartitions } from './item.ts';
import type { AuditRecord } from './record.ts';
import type { AuditTable, ItemKey } from './table.ts';

const minute = 60_000;

/** Rows younger than this may still be on their way into the archive and the indexes. */
const youngest = 3 * minute;
/** Four runs of five minutes. */
const looksBack = 20 * minute;

const atOnce = 32;
const page = 1_000;
/** Rows of one object, as the stream brings at most. */
const mostInObject = 1_000;

const kinds = [
  'refusal',
  'feedback',
  'app-step',
  'read',
  'reidentification',
  'change',
  'acknowledgement',
] as const satisfies Exclude<AuditRecord['kind'], 'call'>[];
const kept = [...services.map(({ id }) => id), ...kinds.map((kind) => `~${kind}`)];

/** Ids under which rows stand that no client of the registry wrote. */
const unregistered = ['-', 'anonymous'];

export interface ReconcileParts {
  readonly archive: Archive;
  readonly table: Pick<AuditTable, 'index' | 'get'>;
  /** Ids of the registered clients. */
  readonly clients: () => Promise<readonly string[]>;
  /** What the item of a token that was shown is named. */
  readonly tokenName: (token: { readonly client: string; readonly jti: string }) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** What could not be mended. */
export type Gap =
  /** The archive has a record that the table has no more, long before its time. */
  | { readonly of: 'row'; readonly client: string; readonly callId: string; readonly where: string }
  /** A hook call showed its token at that instant, and has no row. */
  | { readonly of: 'call'; readonly client: string; readonly at: string };

export interface Reconciled {
  /** Rows of that time in the table. */
  readonly rows: number;
  /** Rows that were archived from the table. */
  readonly mended: number;
  readonly gaps: readonly Gap[];
}

interface ComparedTime {
  /** ISO instants; `until` exclusive. */
  readonly from: string;
  readonly until: string;
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** An instant of each hour that it is in: two at most. */
const hoursOf = ({ from, until }: ComparedTime): string[] =>
  from.slice(0, 13) === until.slice(0, 13) ? [from] : [from, until];

const rowName = ({ pk, sk }: Pick<ItemKey, 'pk' | 'sk'>): string => `${pk} ${sk}`;

/** All keys of one partition of the index, however many. */
const keysOf = async (
  table: ReconcileParts['table'],
  partition: string,
  { from, until }: ComparedTime,
): Promise<ItemKey[]> => {
  const keys: ItemKey[] = [];
  for (let above = from; ; ) {
    const some = await table.index('by-service', partition, {
      above,
      below: until,
      limit: page,
      newestFirst: false,
    });
    const last = some.at(-1);
    if (last === undefined || some.length < page) return [...keys, ...some];
    // others of the same instant and call may come on the next page
    const before = some.filter(({ t }) => t < last.t);
    keys.push(...(before.length > 0 ? before : some));
    above = before.at(-1)?.t ?? last.t;
  }
};

const keysOfAll = async (
  table: ReconcileParts['table'],
  partitions: readonly string[],
  period: ComparedTime,
): Promise<ItemKey[]> =>
  (await inParallel(atOnce, partitions, (partition) => keysOf(table, partition, period))).flat();

/** A record as its line or its row tells it. */
interface KnownRow {
  readonly key: Pick<ItemKey, 'pk' | 'sk'>;
  readonly record: AuditRecord;
  /** What the item of its token is named. */
  readonly token: string | undefined;
}

interface ArchivedRow extends KnownRow {
  readonly where: string;
}

/** Undefined for what is no whole record, which `verify` names. */
const rowOf = (body: string, { tokenName }: Pick<ReconcileParts, 'tokenName'>): KnownRow | undefined => {
  try {
    if (linkOf(body) === undefined) return undefined;
    const entry = entryOf({ body });
    const { pk, sk } = itemOf({ ...entry, body });
    const { id, jti } = entry.record.client;
    return {
      key: { pk, sk },
      record: entry.record,
      token: jti === undefined ? undefined : tokenName({ client: id, jti }),
    };
  } catch {
    return undefined;
  }
};

/** What was archived from an instant on. */
async function* archivedSince(parts: ReconcileParts, from: string): AsyncGenerator<ArchivedRow> {
  const { archive } = parts;
  const keys = await Array.fromAsync(archive.list('entries/', keysFrom(from)));
  while (keys.length > 0) {
    const some = keys.splice(0, atOnce);
    const objects = await inParallel(atOnce, some, (key) => Array.fromAsync(archive.lines(key)));
    for (const [n, lines] of objects.entries())
      for (const [at, body] of lines.entries()) {
        const row = rowOf(body, parts);
        if (row !== undefined) yield { ...row, where: `${some[n]}:${at + 1}` };
      }
  }
}

/** Puts rows of the table into the archive. @returns those that were there to be put */
const mend = async (parts: ReconcileParts, missing: readonly ItemKey[]): Promise<KnownRow[]> => {
  const { archive, table, now, newId } = parts;
  const mended: KnownRow[] = [];
  for (let at = 0; at < missing.length; at += mostInObject) {
    const items = await inParallel(atOnce, missing.slice(at, at + mostInObject), ({ pk, sk }) =>
      table.get(pk, sk),
    );
    const found = items.flatMap((item) => {
      if (item === undefined) return [];
      const row = rowOf(item.body, parts);
      return row === undefined ? [] : [{ row, body: item.body }];
    });
    if (found.length === 0) continue;
    const bodies = found.map(({ body }) => body);
    await putEntries(archive, bodies, { now: instant(now()), id: newId() });
    mended.push(...found.map(({ row }) => row));
  }
  return mended;
};

/** Of records that no index shows, those whose rows are gone. */
const goneOf = async (
  { table }: ReconcileParts,
  unseen: ReadonlyMap<string, ArchivedRow>,
): Promise<Gap[]> => {
  const gone = await inParallel(
    atOnce,
    [...unseen.values()],
    async ({ key, record, where }): Promise<Gap[]> => {
      if ((await table.get(key.pk, key.sk)) !== undefined) return [];
      return [{ of: 'row', client: record.client.id, callId: record.callId, where }];
    },
  );
  return gone.flat();
};

export const reconcile = async (parts: ReconcileParts): Promise<Reconciled> => {
  const { table, clients, now } = parts;
  const began = now();
  // clocks of two functions differ a little
  const archived = archivedSince(parts, instant(began - youngest - looksBack - minute));
  const period: ComparedTime = {
    from: instant(began - youngest - looksBack),
    until: instant(began - youngest),
  };
  const ids = [...new Set([...(await clients()), ...unregistered])];
  const rows = new Map<string, ItemKey>();
  const hours = hoursOf(period);
  const ofRows = ids.flatMap((id) => hours.flatMap((hour) => rowPartitions(id, kept, hour)));
  for (const key of await keysOfAll(table, ofRows, period)) rows.set(rowName(key), key);
  const ofClaims = ids.flatMap((id) => hours.flatMap((hour) => claimPartitions(id, hour)));
  const claims = await keysOfAll(table, ofClaims, period);

  // after the table: what it has was archived when this is read
  const tokens = new Set<string>();
  const missing = new Map(rows);
  const unseen = new Map<string, ArchivedRow>();
  for await (const row of archived) {
    const { key, record, token } = row;
    if (token !== undefined) tokens.add(token);
    const name = rowName(key);
    missing.delete(name);
    const isOfPeriod = record.at >= period.from && record.at < period.until;
    if (isOfPeriod && !rows.has(name)) unseen.set(name, row);
  }
  const mended = await mend(parts, [...missing.values()]);
  for (const { token } of mended) if (token !== undefined) tokens.add(token);
  const unanswered = claims
    .filter(({ pk }) => !tokens.has(pk))
    .map(({ pk, t }): Gap => ({ of: 'call', client: pk.split('#')[1] ?? '', at: t.slice(0, 24) }));
  const gaps = [...(await goneOf(parts, unseen)), ...unanswered];
  return { rows: rows.size, mended: mended.length, gaps };
};
