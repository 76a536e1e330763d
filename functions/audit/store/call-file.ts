/** A partition of the table, read as the calls in it, each with what was said about its cards. */
import type { CallFile } from '../audit-log.ts';
import { lineOf, subjectOf, uuidOf } from '../call-ids.ts';
import { entryOf, partitionOf } from '../item.ts';
import type { AppStepRecord, AuditEntry, CallRecord, FeedbackRecord } from '../record.ts';
import type { AuditTable, TableItem } from '../table.ts';

type CallEntry = NonNullable<CallFile['call']>;

const isFeedback = (entry: AuditEntry): entry is AuditEntry<FeedbackRecord> =>
  entry.record.kind === 'feedback';
const isStep = (entry: AuditEntry): entry is AuditEntry<AppStepRecord> => entry.record.kind === 'app-step';
const isCall = (entry: AuditEntry): entry is CallEntry => !isFeedback(entry) && !isStep(entry);

/** Leaves out a row that is not an entry, as this service did not write it. `verify` names it. */
const readable = (item: TableItem): AuditEntry[] => {
  try {
    return [entryOf(item)];
  } catch {
    return [];
  }
};

export const callsIn = (items: readonly TableItem[]): CallRecord[] =>
  items
    .filter(({ sk }) => sk.startsWith('CALL'))
    .flatMap(readable)
    .flatMap(({ record }) => (record.kind === 'call' ? record : []));

/** The last of the calls that showed a card by then; the first, when the clock of whoever decided is behind. */
export const showing = (calls: readonly CallRecord[], card: string, at: string): CallRecord | undefined => {
  const shown = calls
    .filter((call) => lineOf(call, card) !== undefined)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return shown.findLast((call) => call.at <= at) ?? shown[0];
};

/** Feedback that arrived before its call was on record names only the card. */
const callOf = ({ callId, card, decidedAt }: FeedbackRecord, calls: readonly CallRecord[]): string =>
  callId === card ? (showing(calls, card, decidedAt)?.callId ?? callId) : callId;

/** Of a call without a subject: what was said of its cards before it was on record stands under theirs. */
const early = async (table: AuditTable, call: CallRecord): Promise<TableItem[]> => {
  const homes = new Set(call.v === 1 ? call.cards.map((line) => subjectOf(uuidOf(call, line))) : []);
  const rows = [...homes].map((home) => table.partition(partitionOf(call.client.id, home), 'FB#'));
  return (await Promise.all(rows)).flat();
};

/** All that stands in one place, with what belongs to it and stands elsewhere. @param home of `homeOf` */
export const rowsAt = async (table: AuditTable, client: string, home: string): Promise<TableItem[]> => {
  const here = await table.partition(partitionOf(client, home));
  return [...here, ...(await Promise.all(callsIn(here).map((call) => early(table, call)))).flat()];
};

const earlierFirst = (a: AuditEntry, b: AuditEntry): number => (a.record.at < b.record.at ? -1 : 1);

/** One file for each call. Rows that belong to no call are in a last file, when there are any. */
export const filesOf = (items: readonly TableItem[]): CallFile[] => {
  const entries = (kind: string) => items.filter(({ sk }) => sk.startsWith(kind)).flatMap(readable);
  const known = entries('CALL').filter(isCall);
  const calls = callsIn(items);
  const homeOf = ({ record }: AuditEntry) =>
    record.kind === 'feedback' ? callOf(record, calls) : record.callId;
  const feedback = Map.groupBy(entries('FB#').filter(isFeedback), homeOf);
  const repeats = Map.groupBy(entries('AGAIN#'), homeOf);
  const steps = Map.groupBy(entries('APP#').filter(isStep).sort(earlierFirst), homeOf);
  /** Of one call, and no longer of none. */
  const taken = <T>(of: Map<string, T[]>, callId: string): readonly T[] => {
    const found = of.get(callId) ?? [];
    of.delete(callId);
    return found;
  };
  const files = known.map((call): CallFile => {
    const { callId } = call.record;
    return {
      call,
      feedback: taken(feedback, callId),
      steps: taken(steps, callId),
      repeats: taken(repeats, callId),
    };
  });
  const loose = {
    feedback: [...feedback.values()].flat(),
    steps: [...steps.values()].flat(),
    repeats: [...repeats.values()].flat(),
  };
  return Object.values(loose).some(({ length }) => length > 0) ? [...files, loose] : files;
};
