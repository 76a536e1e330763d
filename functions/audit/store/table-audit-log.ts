/**
 * The audit log over a table. Here is what makes it lossless: the time limit, the spill, the read-back of a
 * lost reply, and the second delivery kept beside the first. The table is a port, so the same code runs on
 * DynamoDB and in memory.
 *
 * Cost on the hot path: one PutItem to append, one Query to read a user's overrides.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { circuit } from '../../base/circuit.ts';
import { inParallel, within } from '../../base/limits.ts';
import { failureOf, storeOf } from '../../base/store.ts';
import type { Feedback } from '../../cds-hooks/wire.ts';
import {
  type Appended,
  type AuditLog,
  AuditUnavailable,
  type FeedbackReceipt,
  type FeedbackSource,
} from '../audit-log.ts';
import { callOfNumbered, issuedId, lineOf, subjectOf } from '../call-ids.ts';
import type { Chain, Stamped } from '../chain.ts';
import { cardNamed, feedbackRecord, privateWords } from '../feedback/feedback-record.ts';
import {
  againItemOf,
  decisionItem,
  decisionPartition,
  homeOf,
  itemOf,
  partitionOf,
  sortKeyOf,
} from '../item.ts';
import type { ClientKeys, Pseudonymiser } from '../keys/pseudonym.ts';
import type { Seal } from '../keys/seal.ts';
import { type Decision, decisionsOf, noOverrides, overridesOf } from '../overrides.ts';
import type { CallRecord, FeedbackRecord } from '../record.ts';
import type { AuditTable, TableItem } from '../table.ts';
import { callsIn, showing } from './call-file.ts';
import { questions } from './questions.ts';
import { type Spill, spillLine } from './spill.ts';

export interface AuditLogParts {
  readonly table: AuditTable;
  readonly pseudonyms: Pseudonymiser;
  readonly seal: Seal;
  readonly chain: Chain;
  readonly spill: Spill;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that one write, the reading of overrides, or that of the calls behind feedback may take. */
  readonly limits?: { readonly write: number; readonly overrides: number };
}

/** Puts an entry once: a lost reply is resolved by reading back, a second delivery is kept beside the first. */
export const putEntry = async (
  table: AuditTable,
  entry: Stamped,
  signal?: AbortSignal,
): Promise<'written' | 'already-written'> => {
  const settles = async (item: TableItem) =>
    (await table.put(item, signal)) === 'written' ||
    (await table.get(item.pk, item.sk, signal))?.hash === item.hash;
  if (await settles(itemOf(entry))) return 'written';
  if (await settles(againItemOf(entry))) return 'already-written';
  throw new AuditUnavailable('two different entries claim one place in a chain');
};

const atOnce = 16;

export const tableAuditLog = (parts: AuditLogParts): AuditLog => {
  const { table, chain, pseudonyms, seal, spill, now } = parts;
  const limits = { write: 250, overrides: 150, read: 1_000, ...parts.limits };
  const store = circuit(now);

  /** Tries twice within the limit; rejects with AuditUnavailable when the store rests, fails or is slow. */
  const guarded = async <T>(limit: number, task: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    if (!store.allows()) throw new AuditUnavailable('the audit store failed repeatedly and is left alone');
    try {
      const result = await within(limit, (signal) => task(signal).catch(() => again(task, signal)));
      store.succeeded();
      return result;
    } catch (cause) {
      store.failed();
      throw new AuditUnavailable('the audit store did not do it in time', { cause });
    }
  };

  const keep = async (entry: Stamped): Promise<Appended> => {
    try {
      return await guarded(limits.write, (signal) => putEntry(table, entry, signal));
    } catch {
      spill(spillLine(itemOf(entry)));
      return 'spilled';
    }
  };

  const keepDecisions = async (call: CallRecord | undefined, record: FeedbackRecord) => {
    if (call === undefined) return;
    const { patient, user } = call;
    const items = decisionsOf(call, record).map((decision) =>
      decisionItem({ client: record.client.id, patient, user }, decision),
    );
    await inParallel(atOnce, items, (item) => guarded(limits.write, (signal) => table.put(item, signal)));
  };

  const rowsAt = (client: string, home: string) =>
    guarded(limits.read, (signal) => table.partition(partitionOf(client, home), '', signal));

  /** All feedback on the cards of one subject, or on one card that we cannot have issued. */
  const keepFeedback = async (
    keys: ClientKeys,
    from: FeedbackSource,
    home: string,
    items: readonly Feedback[],
  ): Promise<FeedbackReceipt> => {
    const rows = [...(await rowsAt(from.client.id, home))];
    const here = callsIn(rows);
    const unshown = new Set(
      items.map((item) => cardNamed(keys, item)).filter((card) => !here.some((call) => lineOf(call, card))),
    );
    const older = new Set([...unshown].flatMap((card) => (issuedId(card) ? callOfNumbered(card) : [])));
    rows.push(...(await inParallel(atOnce, [...older], (callId) => rowsAt(from.client.id, callId))).flat());
    const calls = callsIn(rows);
    const callOf = (item: Feedback): CallRecord | undefined => {
      const card = cardNamed(keys, item);
      return (
        showing(calls, card, item.outcomeTimestamp) ??
        calls.find(({ v, callId }) => v === 1 && callId === callOfNumbered(card))
      );
    };
    const known = new Set(rows.map(({ sk }) => sk));
    const said = await inParallel(atOnce, items, async (item) => {
      const words = privateWords(item);
      const call = callOf(item);
      return {
        call,
        record: feedbackRecord({
          keys,
          from,
          item,
          call,
          sealed: words && (await byKeys(within(limits.read, () => seal(words)))),
        }),
      };
    });
    const fresh = new Map(said.map((one) => [sortKeyOf(one.record), one]));
    const kept = await inParallel(atOnce, [...fresh.values()], async ({ record, call }) => {
      const appended = known.has(sortKeyOf(record)) ? 'already-written' : await keep(chain.stamp(record));
      // what is only in the service log so far decides nothing: draining it will
      if (appended !== 'spilled') await keepDecisions(call, record);
      return appended;
    });
    const written = kept.filter((appended) => appended === 'written').length;
    return {
      stored: !kept.includes('spilled'),
      written,
      repeated: items.length - written,
      unmatched: said.filter(({ record }) => record.matched === 'none').length,
    };
  };

  return {
    append: (record) => keep(chain.stamp(record)),

    appendStep: async (record) => {
      const pk = partitionOf(record.client.id, homeOf(record));
      const known = await guarded(limits.read, (signal) => table.get(pk, sortKeyOf(record), signal));
      return known === undefined ? keep(chain.stamp(record)) : 'already-written';
    },

    appendFeedback: async (items, from) => {
      try {
        const keys = await byKeys(pseudonyms.of(from.client.id));
        const placeOf = ({ card }: Feedback) => {
          const issued = issuedId(card);
          return issued === undefined ? cardNamed(keys, { card }) : subjectOf(issued);
        };
        const receipts = await inParallel(atOnce, [...Map.groupBy(items, placeOf)], ([home, group]) =>
          keepFeedback(keys, from, home, group),
        );
        return receipts.reduce(sum, nothingKept(true));
      } catch (error) {
        return { ...nothingKept(false), lacksKeys: storeOf(error) === 'KMS' };
      }
    },

    overrides: async ({ client, patient, user }) => {
      try {
        const keys = await pseudonyms.of(client);
        if (keys.isInterim) return noOverrides(false);
        const items = await guarded(limits.overrides, (signal) =>
          table.partition(decisionPartition(client, patient, user), '', signal),
        );
        const decisions = items.map(({ body }) => JSON.parse(body) as Decision);
        return overridesOf(keys, decisions, new Date(now()).toISOString());
      } catch {
        return noOverrides(false);
      }
    },

    warm: async (limit) => {
      await within(limit, (signal) => table.get('warm', 'warm', signal)).catch(() => undefined);
    },

    ...questions(table),
  };
};

/** The SDK's own pause after a throttle is longer than all the time there is. */
const pauseMilliseconds = 20;

const again = async <T>(task: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> => {
  await pause(pauseMilliseconds);
  signal.throwIfAborted();
  return task(signal);
};

/** What only the key service can do, or keys in a file, which never fail. */
const byKeys = async <T>(task: Promise<T>): Promise<T> => {
  try {
    return await task;
  } catch (error) {
    throw failureOf('KMS', error);
  }
};

const nothingKept = (stored: boolean): FeedbackReceipt => ({ stored, written: 0, repeated: 0, unmatched: 0 });

const sum = (a: FeedbackReceipt, b: FeedbackReceipt): FeedbackReceipt => ({
  stored: a.stored && b.stored,
  written: a.written + b.written,
  repeated: a.repeated + b.repeated,
  unmatched: a.unmatched + b.unmatched,
});
