/**
 * What the page shows of the audit log, as its own inquiry gives it: the newest rows, one call whole, and how the
 * rules fare.
 */
import { isKnown, type KnownFile } from '../../functions/audit/audit-log.ts';
import { type AuditAccess, filesIn } from '../../functions/audit/inquiry/inquiry.ts';
import { learn } from '../../functions/audit/inquiry/learn.ts';
import type { Lessons } from '../../functions/audit/inquiry/lessons.ts';
import { type Summary, summaryOf } from '../../functions/audit/inquiry/summary.ts';
import { type MonitorReport, monitor, readFrom } from '../../functions/audit/monitor/monitor.ts';
import type { Reveal } from '../../functions/audit/monitor/tally.ts';
import type { AuditRecord } from '../../functions/audit/record.ts';
import { services } from '../../functions/cds-hooks/services.ts';

export type AuditRow = Summary;

/** One call: what was recorded of it, and what was reported about its cards. Nothing sealed is among it. */
export interface AuditFile {
  readonly call: AuditRecord;
  readonly feedback: readonly AuditRecord[];
}

export interface AuditView {
  /** Calls and refusals of the last day, newest first. */
  rows(now: Date): Promise<readonly AuditRow[]>;
  file(client: string, callId: string): Promise<AuditFile | undefined>;
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

/**
 * @param reveal opens what rows hide, for the monitor
 * @param clients ids whose rows are shown
 * @param most rows at once
 */
export const auditView = (
  audit: Pick<AuditAccess, 'log' | 'table'>,
  reveal: Reveal,
  clients: readonly string[],
  most: number,
): AuditView => {
  const filesOf = (asked: Period): AsyncIterable<KnownFile> =>
    filesIn(
      { ...audit, clients: async () => clients },
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
    file: async (client, callId) => {
      if (!clients.includes(client)) return undefined;
      const file = await audit.log.file(client, callId);
      if (!isKnown(file)) return undefined;
      return {
        call: withoutSealed(file.call.record),
        feedback: file.feedback.map(({ record }) => withoutSealed(record)),
      };
    },
    rules: (now) => learn(files(now), period(now)),
    monitor: (now) => {
      const asked = period(now, 7 * WEEKS_OF_MONITOR);
      return monitor(filesOf({ ...asked, from: readFrom(asked.from) }), asked, reveal);
    },
  };
};
