/**
 * How a tool puts a change on record before it makes it: `npm run policy` and `npm run clients`, as the environment
 * describes the audit log. No function loads it.
 */
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { type Environment, SettingError } from '../base/settings.ts';
import { type ChangeFacts, changeRecord } from './change-record.ts';
import { auditFromEnvironment } from './from-environment.ts';

/** @throws SettingError when it could not be recorded: then nothing may be changed */
export type RecordChange = (change: Omit<ChangeFacts, 'by'>) => Promise<void>;

/** Who runs a tool, for the record: AUDIT_READER, else the login name. */
export const whoRuns = (env: Environment): string => {
  const named = env['AUDIT_READER'];
  if (named !== undefined) return named;
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
};

export const changeRecorder = async (env: Environment): Promise<RecordChange> => {
  const { log } = await auditFromEnvironment(env, {
    now: Date.now,
    isCertified: false,
    // nothing takes effect unless it is on record, so nothing needs to be spilled
    spill: () => undefined,
    limits: { write: 5_000, overrides: 5_000 },
    attempts: 5,
  });
  const by = whoRuns(env);
  return async (change) => {
    const record = changeRecord({ ...change, by }, { id: randomUUID(), at: new Date().toISOString() });
    if ((await log.append(record)) !== 'written')
      throw new SettingError('The audit log does not answer, so nothing was changed: try again');
  };
};
