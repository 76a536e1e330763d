/**
 * Puts spilled records back: under the key and the condition of the first try, so that a line may be read
 * any number of times and a record that had been stored after all stays single. A line whose content does
 * not match its hash is reported and left out.
 */

import { hashOf } from '../chain.ts';
import { decisionItem, entryOf, homeOf } from '../item.ts';
import { decisionsOf } from '../overrides.ts';
import type { AuditRecord } from '../record.ts';
import type { AuditTable, TableItem } from '../table.ts';
import { filesOf, rowsAt } from './call-file.ts';
import { spilledItems } from './spill.ts';
import { putEntry } from './table-audit-log.ts';

export interface Drained {
  /** Spilled records found among the lines. */
  readonly found: number;
  readonly restored: number;
  readonly alreadyThere: number;
  /** Line numbers, from 1, of records that are not what was spilled. */
  readonly damaged: readonly number[];
}

const intact = ({ body, hash }: TableItem): boolean => {
  try {
    return hash === hashOf(body) && entryOf({ body, hash }).hash === hash;
  } catch {
    return false;
  }
};

/** Feedback that came before its call, or a call that came after: only now can both be seen. */
const keepDecisions = async (table: AuditTable, record: AuditRecord): Promise<void> => {
  if (record.kind !== 'call' && record.kind !== 'feedback') return;
  for (const { call, feedback } of filesOf(await rowsAt(table, record.client.id, homeOf(record)))) {
    if (call?.record.kind !== 'call') continue;
    const { client, patient, user } = call.record;
    for (const { record: said } of feedback) {
      for (const decision of decisionsOf(call.record, said)) {
        await table.put(decisionItem({ client: client.id, patient, user }, decision));
      }
    }
  }
};

const restore = async (table: AuditTable, item: TableItem): Promise<'written' | 'already-written'> => {
  const entry = entryOf(item);
  const there = (await table.get(item.pk, item.sk))?.hash === item.hash;
  const put = there ? 'already-written' : await putEntry(table, { ...entry, body: item.body });
  await keepDecisions(table, entry.record);
  return put;
};

/** @throws when the table cannot be reached; what was restored until then stays restored. */
export const drain = async (
  table: AuditTable,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<Drained> => {
  const count = { written: 0, 'already-written': 0 };
  const damaged: number[] = [];
  let number = 0;
  for await (const line of lines) {
    number += 1;
    for (const item of spilledItems(line)) {
      if (intact(item)) count[await restore(table, item)] += 1;
      else damaged.push(number);
    }
  }
  return {
    found: count.written + count['already-written'] + damaged.length,
    restored: count.written,
    alreadyThere: count['already-written'],
    damaged,
  };
};
