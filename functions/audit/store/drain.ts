/**
 * Puts spilled records back: under the key and the condition of the first try, so that a line may be read
 * any number of times and a record that had been stored after all stays single. A line whose content does
 * not match its hash is reported and left out.
 */

import { hashOf } from '../chain.ts';
import { decisionItem, entryOf, partitionOf } from '../item.ts';
import { decisionsOf } from '../overrides.ts';
import type { AuditRecord } from '../record.ts';
import type { AuditTable, Item } from '../table.ts';
import { fileOf } from './call-file.ts';
import { spilledItem } from './spill.ts';
import { putEntry } from './table-audit-log.ts';

export interface Drained {
  /** Spilled records found among the lines. */
  readonly found: number;
  readonly restored: number;
  readonly alreadyThere: number;
  /** Line numbers, from 1, of records that are not what was spilled. */
  readonly damaged: readonly number[];
}

const intact = ({ body, hash }: Item): boolean => {
  try {
    return hash === hashOf(body) && entryOf({ body, hash }).hash === hash;
  } catch {
    return false;
  }
};

/** Feedback that came before its call, or a call that came after: only now can both be seen. */
const keepDecisions = async (table: AuditTable, record: AuditRecord): Promise<void> => {
  const { call, feedback } = fileOf(await table.partition(partitionOf(record.client.id, record.callId)));
  if (call?.record.kind !== 'call') return;
  const { client, patient, user } = call.record;
  for (const { record: said } of feedback) {
    for (const decision of decisionsOf(call.record, said)) {
      await table.put(decisionItem({ client: client.id, patient, user }, decision));
    }
  }
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
    const item = spilledItem(line);
    if (item === undefined) continue;
    if (!intact(item)) {
      damaged.push(number);
      continue;
    }
    const entry = entryOf(item);
    const stored = await table.get(item.pk, item.sk);
    if (stored?.hash === item.hash) {
      count['already-written'] += 1;
    } else {
      count[await putEntry(table, { ...entry, body: item.body })] += 1;
    }
    await keepDecisions(table, entry.record);
  }
  return {
    found: count.written + count['already-written'] + damaged.length,
    restored: count.written,
    alreadyThere: count['already-written'],
    damaged,
  };
};
