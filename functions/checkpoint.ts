/**
 * Signs for what was archived, within seconds: woken by each object that the archive function writes, and each minute
 * in case a wake-up was lost. Nothing new, nothing signed. Several may run at once; a run that fails is made up for by
 * the next. No call waits for it.
 */
import { bucketArchive } from './audit/archive/s3-archive.ts';
import { openKms } from './audit/keys/kms.ts';
import { kmsLogSigner } from './audit/tlog/log-signer.ts';
import { logStateIn } from './audit/tlog/log-state.ts';
import { advance, type Sequencer, waitingSince } from './audit/tlog/sequencer.ts';
import { type Measurement, metricLine } from './base/metrics.ts';
import { required, stackSets } from './base/settings.ts';

export interface CheckpointWorld {
  readonly log: Sequencer;
  readonly measure: (measurement: Measurement) => void;
}

export interface Checkpointed {
  /** Records that were signed for. */
  readonly records: number;
}

/** Milliseconds, well below the function's timeout: what is left is for the next run. */
const budget = 30_000;

const signAll = async ({ log, measure }: CheckpointWorld): Promise<Checkpointed> => {
  const end = log.now() + budget;
  let records = 0;
  for (;;) {
    const advanced = await advance(log);
    if (advanced === undefined) return { records };
    records += advanced.records;
    if (advanced.records > 0) {
      const milliseconds = log.now() - Date.parse(advanced.since);
      measure({ of: 'checkpoint', records: advanced.records, milliseconds });
    }
    if (log.now() > end) return { records };
  }
};

/** How long the oldest record has waited, which an alarm watches. */
const measureWaiting = async ({ log, measure }: CheckpointWorld): Promise<void> => {
  const since = await waitingSince(log);
  measure({ of: 'unsigned', milliseconds: since === undefined ? 0 : log.now() - Date.parse(since) });
};

export const makeCheckpointer = (world: CheckpointWorld) => async (): Promise<Checkpointed> => {
  try {
    return await signAll(world);
  } finally {
    await measureWaiting(world);
  }
};

const worldFrom = async (env: NodeJS.ProcessEnv): Promise<CheckpointWorld> => {
  const origin = required(env, 'LOG_ORIGIN', stackSets);
  const namespace = env['METRICS_NAMESPACE'] ?? 'RadixCDS';
  return {
    log: {
      archive: bucketArchive(required(env, 'ARCHIVE_BUCKET', stackSets)),
      state: logStateIn(required(env, 'LOG_TABLE', stackSets), origin),
      signer: await kmsLogSigner(openKms(), required(env, 'LOG_KEY_ARN', stackSets), origin),
      now: Date.now,
    },
    measure: (measurement) => {
      process.stdout.write(`${metricLine(measurement, namespace, Date.now())}\n`);
    },
  };
};

let world: Promise<CheckpointWorld> | undefined;

export const handler = async (): Promise<Checkpointed> => {
  world ??= worldFrom(process.env);
  try {
    return await makeCheckpointer(await world)();
  } catch (error) {
    // the key service may not have answered: the next run asks again
    world = undefined;
    throw error;
  }
};
