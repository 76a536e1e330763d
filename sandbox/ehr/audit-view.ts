/**
 * What the page shows of the audit log, as its own inquiry gives it: the newest rows, one call whole, and how the
 * rules fare.
 */
import { isKnown, type KnownFile } from '../../functions/audit/audit-log.ts';
import { inputIn, inputKey } from '../../functions/audit/inputs.ts';
import { type AuditAccess, filesIn } from '../../functions/audit/inquiry/inquiry.ts';
import { learn } from '../../functions/audit/inquiry/learn.ts';
import type { Lessons } from '../../functions/audit/inquiry/lessons.ts';
import { type Summary, summaryOf } from '../../functions/audit/inquiry/summary.ts';
import type { OpenInput } from '../../functions/audit/kept-inputs.ts';
import type { Pseudonymiser } from '../../functions/audit/keys/pseudonym.ts';
import { type MonitorReport, monitor, readFrom, revealWith } from '../../functions/audit/monitor/monitor.ts';
import { readRecord } from '../../functions/audit/reading-record.ts';
import type { AppStepRecord, AuditRecord, CallRecord } from '../../functions/audit/record.ts';
import type { AuditTable } from '../../functions/audit/table.ts';
import { services } from '../../functions/cds-hooks/services.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { type Replay, replayOf } from './replay.ts';

export type AuditRow = Summary;

/** One call: what was recorded of it, and what was reported about its cards. Nothing sealed is among it. */
export interface AuditFile {
  readonly call: AuditRecord;
  readonly feedback: readonly AuditRecord[];
  /** What the app reported. */
  readonly steps: readonly AppStepRecord[];
  /** Why it is not, where a call is not evaluated again; absent where nothing was evaluated. */
  readonly replay?: Replay | NotReplayed;
}

/**
 * Nothing was kept of the call or its time is over, what was kept cannot be opened with this key, or the audit log
 * took no record of the reading.
 */
export type NotReplayed = 'not-kept' | 'not-opened' | 'reading-not-recorded';

export interface AuditView {
  /** Calls and refusals of the last day, newest first. */
  rows(now: Date): Promise<readonly AuditRow[]>;
  /** With what the rules were given, where it was kept; a record of that reading is written first. */
  file(client: string, callId: string, now: Date): Promise<AuditFile | undefined>;
  rules(now: Date): Promise<Lessons>;
  /** The last four weeks: rules by week, what has changed at a client and why, how often each finding is understood. */
  monitor(now: Date): Promise<MonitorReport>;
}

const day = 86_400_000;
const WEEKS_OF_MONITOR = 4;

interface Period {
  readonly from: string;
  readonly to: string;
}

/** A text that only the holder of a key could read says nothing on a screen. */
const withoutSealed = <R extends AuditRecord>(record: R): R => {
  const { sealed: _, ...rest } = record as R & { sealed?: string };
  return rest as R;
};

export interface AuditViewParts extends Pick<AuditAccess, 'log'> {
  readonly whole: NonNullable<AuditAccess['table']>;
  readonly rows: Pick<AuditTable, 'get'>;
  readonly pseudonyms: Pseudonymiser;
  readonly openInput: OpenInput;
  readonly newId: () => string;
}

const keptInput = async (
  { log, rows, openInput, newId }: AuditViewParts,
  { client: { id: client }, callId }: CallRecord,
  now: Date,
): Promise<EngineInput | NotReplayed> => {
  const { pk, sk } = inputKey({ client, callId });
  const item = await rows.get(pk, sk);
  if (item === undefined) return 'not-kept';
  const reading = readRecord(
    { by: 'sandbox', via: 'tool', purpose: 'audit-view' },
    { id: newId(), at: now.toISOString() },
    'replay',
    { client, call: callId },
  );
  if ((await log.append(reading)) !== 'written') return 'reading-not-recorded';
  try {
    return await openInput(inputIn(item));
  } catch {
    return 'not-opened';
  }
};

const replayed = async (
  parts: AuditViewParts,
  call: AuditRecord,
  now: Date,
): Promise<Replay | NotReplayed | undefined> => {
  if (call.kind !== 'call') return undefined;
  const input = await keptInput(parts, call, now);
  if (typeof input === 'string') return input;
  return replayOf(call, input, await parts.pseudonyms.of(call.client.id));
};

/**
 * @param clients ids whose rows are shown
 * @param most rows at once
 */
export const auditView = (parts: AuditViewParts, clients: readonly string[], most: number): AuditView => {
  const { log, whole: table, pseudonyms } = parts;
  const filesOf = (asked: Period): AsyncIterable<KnownFile> =>
    filesIn(
      { log, table, clients: async () => clients },
      { clients, services: [...services.map(({ id }) => id), '~refusal'], ...asked, newestFirst: true },
    );
  const period = (now: Date, days = 1): Period => ({
    from: new Date(now.getTime() - days * day).toISOString(),
    to: new Date(now.getTime() + 60_000).toISOString(),
  });
  const files = (now: Date) => filesOf(period(now));
  return {
    rows: async (now) => {
      const rows: AuditRow[] = [];
      for await (const file of files(now)) {
        rows.push(summaryOf(file));
        if (rows.length === most) break;
      }
      return rows;
    },
    file: async (client, callId, now) => {
      if (!clients.includes(client)) return undefined;
      const file = await log.file(client, callId);
      if (!isKnown(file)) return undefined;
      const { record } = file.call;
      const replay = await replayed(parts, record, now);
      return {
        call: withoutSealed(record),
        feedback: file.feedback.map(({ record: said }) => withoutSealed(said)),
        steps: file.steps.map((step) => step.record),
        ...(replay && { replay }),
      };
    },
    rules: (now) => learn(files(now), period(now)),
    monitor: (now) => {
      const asked = period(now, 7 * WEEKS_OF_MONITOR);
      return monitor(filesOf({ ...asked, from: readFrom(asked.from) }), asked, revealWith(pseudonyms));
    },
  };
};
