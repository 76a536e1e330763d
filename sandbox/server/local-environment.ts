/**
 * The settings of a command that runs beside the sandbox: those of the running one, or, when none is running, of what
 * it left in the data folder. Where AUDIT_TABLE names a table, as in the cloud, the environment stays as it is.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { SettingError } from '../../functions/base/settings.ts';
import { type DataFolder, dataFolder, whoHas } from './data-folder.ts';
import { embeddedDynamo } from './embedded-dynamodb.ts';
import { publicSigners } from './policy-signers.ts';
import { settingsFrom } from './settings.ts';

export interface LocalEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly close: () => Promise<void>;
}

/** Keys, archive and policy of a laptop, whether the sandbox runs or not. */
const filesIn = (data: DataFolder) => ({
  PSEUDONYM_KEYS_FILE: data.pseudonymKeysFile,
  CDS_CLIENTS_FILE: data.clientsFile,
  ARCHIVE_DIR: join(data.folder, 'archive'),
  POLICY_FILE: data.policyFile,
  ...publicSigners(data),
});

const nothingToClose = async (): Promise<void> => undefined;

/**
 * @param isNeeded false for a command that needs no audit log
 * @throws SettingError when there is no audit log yet
 */
export const localEnvironment = async (
  env: NodeJS.ProcessEnv,
  isNeeded: boolean,
): Promise<LocalEnvironment> => {
  if (env['AUDIT_TABLE'] !== undefined) return { env, close: nothingToClose };
  const settings = settingsFrom(env, resolve(import.meta.dirname, '../..'));
  const data = dataFolder(settings.dataFolder);
  const files = { ...filesIn(data), ...env };
  if (!isNeeded) return { env: files, close: nothingToClose };
  if ((await whoHas(data)) !== undefined)
    return {
      env: { ...files, ...parseEnv(readFileSync(data.environmentFile, 'utf8')) },
      close: nothingToClose,
    };
  if (!existsSync(data.dynamodb))
    throw new SettingError('There is no audit log here yet: npm start makes one.');
  const { endpoint, close } = await embeddedDynamo(data.dynamodb);
  return { env: { ...files, AUDIT_TABLE: settings.auditTable, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, close };
};
