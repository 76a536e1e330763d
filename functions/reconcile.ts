/**
 * Every five minutes: holds the table and the archive against each other for rows that are some minutes old, archives
 * what the stream did not bring, and names what cannot be mended, in a line of the service log and a metric that an
 * alarm waits for. A run that failed is made up for by the next three; silence raises an alarm.
 */
import { randomUUID } from 'node:crypto';
import { bucketArchive } from './audit/archive/s3-archive.ts';
import { dynamoFromEnvironment } from './audit/from-environment.ts';
import { type Gap, type ReconcileParts, reconcile } from './audit/reconcile.ts';
import { dynamoTable } from './audit/store/dynamo-table.ts';
import { type Measurement, metricLine } from './base/metrics.ts';
import type { GapLine } from './base/service-log.ts';
import { required, stackSets } from './base/settings.ts';
import { storedClients } from './client/client-source.ts';
import { tokenName } from './client/replay.ts';

export interface ReconcileWorld extends ReconcileParts {
  readonly log: (line: GapLine) => void;
  readonly measure: (measurement: Measurement) => void;
}

/** Gaps that one run names; the metric counts all. */
const mostNamed = 100;

type ReconcileCounts = Omit<Extract<Measurement, { of: 'reconcile' }>, 'of'>;

const lineOf = (gap: Gap, at: string): GapLine => {
  const common = { at, level: 'warn', notice: 'audit.gap', client: gap.client } as const;
  return gap.of === 'row'
    ? {
        ...common,
        callId: gap.callId,
        where: gap.where,
        sentence: 'The archive has this record, the table has not. What to do: docs/operate.md#audit-gaps',
      }
    : {
        ...common,
        where: gap.at,
        sentence: 'A hook call began then and has no row. What to do: docs/operate.md#audit-gaps',
      };
};

export const makeReconciler = (world: ReconcileWorld) => async (): Promise<ReconcileCounts> => {
  const { rows, mended, gaps } = await reconcile(world);
  const at = new Date(world.now()).toISOString();
  for (const gap of gaps.slice(0, mostNamed)) world.log(lineOf(gap, at));
  const counts = { rows, mended, gaps: gaps.length };
  world.measure({ of: 'reconcile', ...counts });
  return counts;
};

const worldFrom = (env: NodeJS.ProcessEnv): ReconcileWorld => {
  const dynamo = dynamoFromEnvironment(env, 3);
  const registry = required(env, 'CLIENTS_TABLE', stackSets);
  const namespace = env['METRICS_NAMESPACE'] ?? 'RadixCDS';
  const write = (line: string) => void process.stdout.write(`${line}\n`);
  return {
    archive: bucketArchive(required(env, 'ARCHIVE_BUCKET', stackSets)),
    table: dynamoTable(dynamo, required(env, 'AUDIT_TABLE', stackSets)),
    clients: async () => (await storedClients(dynamo, registry)).map(({ id }) => id),
    tokenName,
    now: Date.now,
    newId: randomUUID,
    log: (line) => write(JSON.stringify(line)),
    measure: (measurement) => write(metricLine(measurement, namespace, Date.now())),
  };
};

let reconciler: ReturnType<typeof makeReconciler> | undefined;

export const handler = async (): Promise<ReconcileCounts> => {
  reconciler ??= makeReconciler(worldFrom(process.env));
  return reconciler();
};
