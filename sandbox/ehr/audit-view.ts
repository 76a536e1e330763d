/**
 * What the page shows of the audit log, as its own inquiry gives it: the newest rows, one call whole, and how the
 * rules fare.
 */
import { isKnown, type KnownFile } from '../../functions/audit/audit-log.ts';
import { type AuditAccess, filesIn } from '../../functions/audit/inquiry/inquiry.ts';
import { learn } from '../../functions/audit/inquiry/learn.ts';
import type { Lessons } from '../../functions/audit/inquiry/lessons.ts';
import { type Summary, summaryOf } from '../../functions/audit/inquiry/summary.ts';
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
}

const day = 86_400_000;

/** A text that only the holder of a key could read says nothing on a screen. */
const withoutSealed = <R extends AuditRecord>(record: R): R => {
  const { sealed: _, ...rest } = record as R & { sealed?: string };
  return rest as R;
};

/**
 * @param clients ids whose rows are shown
 * @param most rows at once
 */
export const auditView = (
  audit: Pick<AuditAccess, 'log' | 'table'>,
  clients: readonly string[],
  most: number,
): AuditView => {
  const files = (now: Date): AsyncIterable<KnownFile> =>
    filesIn(
      { ...audit, clients: async () => clients },
      {
        clients,
        services: [...services.map(({ id }) => id), '~refusal'],
        ...period(now),
        newestFirst: true,
      },
    );
  const period = (now: Date) => ({
    from: new Date(now.getTime() - day).toISOString(),
    to: new Date(now.getTime() + 60_000).toISOString(),
  });
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
  };
};
