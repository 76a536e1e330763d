/** The newest rows of the audit log, as its own inquiry gives them: one line a call, with what was said about it. */
import { type AuditAccess, filesIn } from '../../functions/audit/inquiry/inquiry.ts';
import { type Summary, summaryOf } from '../../functions/audit/inquiry/summary.ts';
import { services } from '../../functions/cds-hooks/services.ts';

export type AuditRow = Summary;

const day = 86_400_000;

export interface AuditRowsOf {
  readonly audit: Pick<AuditAccess, 'log' | 'table'>;
  /** Ids whose rows are shown. */
  readonly clients: readonly string[];
  readonly now: Date;
  readonly most: number;
}

/** Calls and refusals of the last day, newest first. */
export const auditRows = async ({ audit, clients, now, most }: AuditRowsOf): Promise<AuditRow[]> => {
  const scope = {
    clients,
    services: [...services.map(({ id }) => id), '~refusal'],
    from: new Date(now.getTime() - day).toISOString(),
    to: new Date(now.getTime() + 60_000).toISOString(),
    newestFirst: true,
  };
  const rows: AuditRow[] = [];
  for await (const file of filesIn({ ...audit, clients: async () => clients }, scope)) {
    rows.push(summaryOf(file));
    if (rows.length === most) break;
  }
  return rows;
};
