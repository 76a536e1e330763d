/**
 * `npm run audit`: the audit tool, finding the audit log of this laptop by itself. Where AUDIT_TABLE names a table,
 * as in the cloud, that is the audit log. Else it is the running sandbox's, or, when none is running, the one it left
 * in the data folder.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { SettingError } from '../functions/base/settings.ts';
import { processIo } from '../tools/audit/io.ts';
import { runTool } from '../tools/audit/run.ts';
import { type DataFolder, dataFolder, whoHas } from './server/data-folder.ts';
import { embeddedDynamo } from './server/embedded-dynamodb.ts';
import { settingsFrom } from './server/settings.ts';

/** Commands that need no log. */
const offline = new Set(['check', 'public-key', 'rotate-key', 'help', '--help', '-h']);

/** Keys and archive of a laptop, whether the sandbox runs or not. */
const filesIn = (data: DataFolder) => ({
  PSEUDONYM_KEYS_FILE: data.pseudonymKeysFile,
  CDS_CLIENTS_FILE: data.clientsFile,
  ARCHIVE_DIR: join(data.folder, 'archive'),
});

interface Log {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly close?: () => Promise<void>;
}

const localLog = async (env: NodeJS.ProcessEnv, needed: boolean): Promise<Log> => {
  const settings = settingsFrom(env, resolve(import.meta.dirname, '..'));
  const data = dataFolder(settings.dataFolder);
  const files = { ...filesIn(data), ...env };
  if (!needed) return { env: files };
  if ((await whoHas(data)) !== undefined) {
    return { env: { ...files, ...parseEnv(readFileSync(data.environmentFile, 'utf8')) } };
  }
  if (!existsSync(data.dynamodb)) {
    process.stderr.write('There is no audit log here yet: npm start makes one.\n');
    process.exit(1);
  }
  const { endpoint, close } = await embeddedDynamo(data.dynamodb);
  return {
    env: { ...files, AUDIT_TABLE: settings.auditTable, AWS_ENDPOINT_URL_DYNAMODB: endpoint },
    close,
  };
};

const argv = process.argv.slice(2);
const [command = 'help'] = argv;
const settingAtFault = (error: unknown): never => {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(2);
};
const log: Log =
  process.env['AUDIT_TABLE'] === undefined
    ? await localLog(process.env, !offline.has(command)).catch(settingAtFault)
    : { env: process.env };
process.exitCode = await runTool(argv, log.env, processIo());
await log.close?.();
