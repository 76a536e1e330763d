/** A partition of the table, read as one call with all that was said about it. */
import type { CallFile } from '../audit-log.ts';
import { entryOf } from '../item.ts';
import type { AuditEntry, FeedbackRecord } from '../record.ts';
import type { TableItem } from '../table.ts';

const isFeedback = (entry: AuditEntry): entry is AuditEntry<FeedbackRecord> =>
  entry.record.kind === 'feedback';
const isCall = (entry: AuditEntry): entry is NonNullable<CallFile['call']> =>
  entry.record.kind !== 'feedback';

/** A row that is no entry was not written by us: `verify` names it, a question passes it over. */
const readable = (item: TableItem): AuditEntry[] => {
  try {
    return [entryOf(item)];
  } catch {
    return [];
  }
};

export const fileOf = (items: readonly TableItem[]): CallFile => {
  const entries = (kind: string) => items.filter(({ sk }) => sk.startsWith(kind)).flatMap(readable);
  const call = entries('CALL').find(isCall);
  return {
    ...(call && { call }),
    feedback: entries('FB#').filter(isFeedback),
    repeats: entries('AGAIN#'),
  };
};
