/**
 * Whether the tlog keeps up: every record that has been archived for half a minute has a checkpoint that holds. For
 * `/healthz`. Costs a read of one item and one list of keys, at most once in five seconds a process; no call waits.
 */
import { parseCheckpoint } from './checkpoint.ts';
import type { NoteKey } from './note.ts';
import { checkpointFlaws, policyOf } from './policy.ts';
import { type Sequencer, waitingSince } from './sequencer.ts';

/** Milliseconds that a record may be in the archive without a checkpoint: then `/healthz` and an alarm are red. */
export const mostUnsigned = 30_000;

/** Milliseconds that an answer is good for. */
const keptFor = 5_000;

export interface WatchedLog extends Pick<Sequencer, 'archive' | 'state' | 'now'> {
  /** The key that its checkpoints are signed with. */
  readonly key: () => Promise<NoteKey>;
}

/** Why the tlog is not well. */
export type LogFault = 'late' | 'invalid' | 'unreachable';

const faultOf = async (log: WatchedLog): Promise<LogFault | undefined> => {
  const since = await waitingSince(log);
  if (since !== undefined && log.now() - Date.parse(since) > mostUnsigned) return 'late';
  const checkpoint = (await log.state.read())?.checkpoint ?? '';
  if (checkpoint === '') return undefined;
  const key = await log.key();
  try {
    const flaws = checkpointFlaws(policyOf([key]), parseCheckpoint(checkpoint));
    return flaws.length === 0 ? undefined : 'invalid';
  } catch {
    return 'invalid';
  }
};

/** Undefined while all is well. Never rejects. */
export const logWatch = (log: WatchedLog): (() => Promise<LogFault | undefined>) => {
  let asked = Number.NEGATIVE_INFINITY;
  let answer: Promise<LogFault | undefined> = Promise.resolve(undefined);
  return () => {
    if (log.now() - asked >= keptFor) {
      asked = log.now();
      answer = faultOf(log).catch(() => 'unreachable' as const);
    }
    return answer;
  };
};
