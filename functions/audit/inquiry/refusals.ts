/** What was refused, by client, service, status and reason. */
import type { KnownFile } from '../audit-log.ts';

export interface RefusalCount {
  /** Those that were only counted included. */
  readonly refusals: number;
  readonly status: number;
  readonly reason: string;
  readonly client: string;
  readonly service: string;
  /** ISO instants. */
  readonly first: string;
  readonly last: string;
}

export const refusalsByReason = async (files: AsyncIterable<KnownFile>): Promise<RefusalCount[]> => {
  const counts = new Map<string, RefusalCount>();
  for await (const { call } of files) {
    const { record } = call;
    if (record.kind !== 'refusal') continue;
    const { client, service = '', status, reason, at, more = 0 } = record;
    const name = [client.id, service, status, reason].join('\n');
    const count = counts.get(name);
    counts.set(name, {
      refusals: (count?.refusals ?? 0) + 1 + more,
      status,
      reason,
      client: client.id,
      service,
      first: count !== undefined && count.first < at ? count.first : at,
      last: count !== undefined && count.last > at ? count.last : at,
    });
  }
  return [...counts.values()].sort((a, b) => b.refusals - a.refusals);
};
