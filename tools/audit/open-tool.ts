/** Opens the audit log for the tool: table, keys, reader, archive, all as the environment describes them. */
import { randomUUID } from 'node:crypto';
import { type Archive, folderArchive } from '../../functions/audit/archive/archive.ts';
import {
  auditFromEnvironment,
  dynamoFromEnvironment,
  wholeTableFromEnvironment,
} from '../../functions/audit/from-environment.ts';
import { isPurpose, readRecord } from '../../functions/audit/reading-record.ts';
import { whoRuns } from '../../functions/audit/record-change.ts';
import type { Environment } from '../../functions/base/settings.ts';
import { tableRegistry } from '../../functions/client/client-source.ts';
import { fileRegistry } from '../../functions/client/file-registry.ts';
import { Refused, type Tool } from './command.ts';

/** Ids of callers that are not registered: anonymous ones, and the local page. */
const unregistered = ['-', 'anonymous'];

const clientsFrom = (env: Environment) => async (): Promise<readonly string[]> => {
  const file = env['CDS_CLIENTS_FILE'];
  const table = env['CLIENTS_TABLE'];
  const read = table
    ? tableRegistry(dynamoFromEnvironment(env, 5), table, { allowLoopback: true })
    : file
      ? fileRegistry(file, { allowLoopback: true })
      : undefined;
  if (read === undefined) {
    throw new Refused('Name the client with --client, or set CLIENTS_TABLE or CDS_CLIENTS_FILE.');
  }
  const { clients } = await read().catch((error: unknown) => {
    throw new Refused(`The client registry cannot be read: ${(error as Error).message}`);
  });
  return [...clients.map(({ id }) => id), ...unregistered];
};

/** Undefined where the archive is a bucket. */
export const archiveFolder = (env: Environment, given: string | undefined): string | undefined =>
  given ?? env['ARCHIVE_DIR'];

/** @throws Refused when neither a folder nor a bucket is named */
export const archiveFrom = async (env: Environment, given?: string): Promise<Archive> => {
  const folder = archiveFolder(env, given);
  if (folder !== undefined) return folderArchive(folder);
  const bucket = env['ARCHIVE_BUCKET'];
  if (bucket === undefined)
    throw new Refused('Name the archive: --archive-dir, ARCHIVE_DIR or ARCHIVE_BUCKET.');
  const { bucketArchive } = await import('../../functions/audit/archive/s3-archive.ts');
  return bucketArchive(bucket);
};

const settingNeeded = (env: Environment) => {
  if (env['AUDIT_TABLE'] === undefined) {
    throw new Refused(
      'AUDIT_TABLE is not set: the table of the audit log. In the cloud it is an output of the data stack; on a laptop, npm run audit finds it by itself.',
    );
  }
};

export interface OpenOptions {
  readonly env: Environment;
  readonly now: () => number;
  readonly purpose: string | undefined;
  readonly archiveFolder: string | undefined;
  readonly progress: (rows: number) => void;
}

export const openTool = async ({
  env,
  now,
  purpose,
  archiveFolder: folder,
  progress,
}: OpenOptions): Promise<Tool> => {
  settingNeeded(env);
  if (purpose !== undefined && !isPurpose(purpose)) {
    throw new Refused('--purpose takes a ticket or a code of up to 64 letters, digits and . _ : # / -');
  }
  const audit = await auditFromEnvironment(env, {
    now,
    isCertified: false,
    // nothing is shown unless its reading is on record, so nothing needs to be spilled
    spill: () => undefined,
    limits: { write: 5_000, overrides: 5_000 },
    attempts: 5,
  });
  const whole = wholeTableFromEnvironment(env, 5);
  const reader = { by: whoRuns(env), via: 'tool' as const, ...(purpose && { purpose }) };
  return {
    audit,
    whole,
    access: { log: audit.log, table: whole, clients: clientsFrom(env), progress },
    reader,
    env,
    now,
    newId: randomUUID,
    archive: () => archiveFrom(env, folder),
    recordReading: async (question, filter) => {
      const when = { id: randomUUID(), at: new Date(now()).toISOString() };
      const appended = await audit.log.append(readRecord(reader, when, question, filter));
      if (appended !== 'written') {
        throw new Refused(
          'The audit table does not answer, so this reading cannot be recorded: nothing is shown.',
        );
      }
    },
  };
};
