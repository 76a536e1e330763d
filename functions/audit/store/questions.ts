/**
 * The reading side: pointers from the four indexes, in order of time, a page at a time; then the call itself.
 * A page's cursor is the place of its last pointer, so it needs no state and survives a new index entry.
 */

import { inParallel } from '../../base/limits.ts';
import {
  type AuditLog,
  AuditUnavailable,
  type CallFile,
  isKnown,
  type KnownFile,
  type LogPage,
  type Pointer,
  type Range,
} from '../audit-log.ts';
import { callOfNumbered, lineOf, subjectOf } from '../call-ids.ts';
import {
  againPrefix,
  appStepPrefix,
  callSortKey,
  changePartition,
  hookInstancePartition,
  partitionOf,
  patientPartition,
  servicePartition,
  shards,
  userPartition,
} from '../item.ts';
import type { AuditTable, IndexName, ItemKey, KeyRange } from '../table.ts';
import { filesOf, rowsAt } from './call-file.ts';

const usual = 100;
const hour = 3_600_000;
/** How many hours of a service are asked for at once. */
const hoursAtOnce = 12;

/** Sort keys are `<ISO instant>#<callId>`: an instant by itself sorts before all of its own. */
const keyRange = ({ from = '', to = '~', limit = usual, after, newestFirst = false }: Range): KeyRange => ({
  above: !newestFirst && after !== undefined ? after : from,
  below: newestFirst && after !== undefined ? after : to,
  limit,
  newestFirst,
});

const pointer = ({ pk, sk, t }: ItemKey): Pointer => {
  const [, client = ''] = /^C#(.*)#[^#]*$/.exec(pk) ?? [];
  return { client, callId: t.slice(25), at: t.slice(0, 24), sk };
};

const page = (keys: readonly ItemKey[], limit: number): LogPage<Pointer> => {
  const items = keys.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(pointer), ...(items.length === limit && last && { next: last.t }) };
};

const inOrder = (newestFirst: boolean) => (a: ItemKey, b: ItemKey) => (a.t < b.t === newestFirst ? 1 : -1);

const hoursOf = ({ above, below, newestFirst }: KeyRange): string[] => {
  const first = Math.floor(Date.parse(above.slice(0, 24)) / hour);
  const last = Math.floor((Date.parse(below.slice(0, 24)) - 1) / hour);
  const hours = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    new Date((first + i) * hour).toISOString(),
  );
  return newestFirst ? hours.reverse() : hours;
};

type Questions = Pick<
  AuditLog,
  'file' | 'showing' | 'byPatient' | 'byUser' | 'byHookInstance' | 'byService' | 'changes'
>;

export const questions = (table: AuditTable): Questions => {
  const reading = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (cause) {
      throw new AuditUnavailable('the audit store could not be read', { cause });
    }
  };

  const inIndex = async (name: IndexName, key: string, range: Range = {}) => {
    const asked = keyRange(range);
    return page(await reading(table.index(name, key, asked)), asked.limit);
  };

  const hourOfService = async (client: string, service: string, at: string, asked: KeyRange) => {
    const keys = await Promise.all(
      Array.from({ length: shards }, (_, shard) =>
        table.index('by-service', servicePartition(client, service, at, shard), asked),
      ),
    );
    return keys.flat().sort(inOrder(asked.newestFirst));
  };

  const byService = async (client: string, service: string, range: Range) => {
    const asked = keyRange(range);
    const hours = hoursOf(asked);
    const found: ItemKey[] = [];
    while (hours.length > 0 && found.length < asked.limit) {
      const some = hours.splice(0, hoursAtOnce);
      const keys = await inParallel(hoursAtOnce, some, (at) => hourOfService(client, service, at, asked));
      found.push(...keys.flat());
    }
    return page(found, asked.limit);
  };

  const nothing: CallFile = { feedback: [], steps: [], repeats: [] };

  const withoutSubject = async (client: string, callId: string): Promise<CallFile> =>
    filesOf(await rowsAt(table, client, callId))[0] ?? nothing;

  /** Not the whole partition: it holds all calls of its subject. */
  const file = async (client: string, callId: string): Promise<CallFile> => {
    const pk = partitionOf(client, subjectOf(callId));
    const [call, ...beside] = await reading(
      Promise.all([
        table.get(pk, callSortKey(callId)),
        table.partition(pk, 'FB#'),
        table.partition(pk, appStepPrefix(callId)),
        table.partition(pk, againPrefix(callId)),
      ]),
    );
    return call === undefined
      ? reading(withoutSubject(client, callId))
      : (filesOf([call, ...beside.flat()])[0] ?? nothing);
  };

  const showing = async (client: string, card: string): Promise<KnownFile[]> => {
    const files = filesOf(await table.partition(partitionOf(client, subjectOf(card)))).filter(isKnown);
    const shown = files.filter(
      ({ call: { record } }) => record.kind === 'call' && lineOf(record, card) !== undefined,
    );
    return shown.length > 0
      ? shown.sort((a, b) => (a.call.record.at > b.call.record.at ? -1 : 1))
      : [await withoutSubject(client, callOfNumbered(card))].filter(isKnown);
  };

  return {
    file,
    showing: (client, card) => reading(showing(client, card)),
    byPatient: (patient, range) => inIndex('by-patient', patientPartition(patient), range),
    byUser: (client, user, range) => inIndex('by-user', userPartition(client, user), range),
    byHookInstance: (client, id, range) =>
      inIndex('by-hook-instance', hookInstancePartition(client, id), range),
    byService: (client, service, range) => reading(byService(client, service, range)),
    changes: (range) => inIndex('by-hook-instance', changePartition, range),
  };
};
