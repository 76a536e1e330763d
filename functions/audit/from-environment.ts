/**
 * The audit log as the environment describes it: DynamoDB and KMS in the cloud, any DynamoDB endpoint and
 * generated key files on a laptop. Called once, while the process starts; rejects with an error that names
 * the setting and the remedy.
 *
 * | setting | meaning |
 * |---|---|
 * | `AUDIT_TABLE` | name of the table |
 * | `AWS_ENDPOINT_URL_DYNAMODB` | another DynamoDB; on loopback, credentials need not be set |
 * | `PSEUDONYM_KEY_ARNS`, `SEAL_KEY_ARN` | cloud: KMS keys (docs/decisions/0201) |
 * | `CERTIFY_KEY_ARN` | cloud: KMS key that certifies this process (docs/decisions/0206) |
 * | `PSEUDONYM_KEYS_FILE` | local: key file, made when it is not there |
 * | `INPUT_DAYS` | days that what the rules were given is kept beside each row, sealed; not set: not kept |
 * | `SPILL` | `log` (standard output, the default) or a file that spilled records are appended to |
 */
import { fdatasyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Environment, required, SettingError } from '../base/settings.ts';
import { namingStore } from '../base/store.ts';
import { kmsSigner, localSigner, type Signer } from './archive/signer.ts';
import type { AuditLog } from './audit-log.ts';
import { newChain } from './chain.ts';
import { inputKeeper, type KeepInput } from './inputs.ts';
import { serviceKeys } from './keys/key-file.ts';
import { secretKeyRing } from './keys/key-ring.ts';
import { kmsKeyRing, kmsSealKey, openKms, ringArns } from './keys/kms.ts';
import { lateSeal, outlastingPseudonyms } from './keys/outlast.ts';
import { type Pseudonymiser, pseudonymiser } from './keys/pseudonym.ts';
import { type Seal, sealWith } from './keys/seal.ts';
import { newProcessKey } from './process-key.ts';
import { dynamoTable } from './store/dynamo-table.ts';
import { leanDynamo, leanSettings } from './store/lean-dynamo.ts';
import type { Spill } from './store/spill.ts';
import { tableAuditLog } from './store/table-audit-log.ts';
import { dynamoPages, wholeDynamoTable } from './store/whole-dynamo-table.ts';
import type { AuditTable, PagesOf, WholeTable } from './table.ts';

export interface Audit {
  readonly log: AuditLog;
  /** Undefined where inputs are not kept. */
  readonly keepInput: KeepInput | undefined;
  readonly table: AuditTable;
  readonly pseudonyms: Pseudonymiser;
  readonly seal: Seal;
  /** Whether this process's chain is certified, once that is known. */
  readonly certified: () => Promise<boolean>;
}

export interface AuditOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** False for a tool, which may not certify itself: what it writes needs no certificate. */
  readonly isCertified?: boolean;
  /** True where cards must not wait for the key service: see `keys/outlast.ts`. */
  readonly isOutlasting?: boolean;
  /** Called for each spilled record, for a metric. */
  readonly spilled?: () => void;
  /** Where spilled rows go, if not where SPILL says. */
  readonly spill?: Spill;
  /** Limits in milliseconds, if not those of a hook call. */
  readonly limits?: { readonly write: number; readonly overrides: number };
  /** Attempts of each request to DynamoDB; 1 when absent, as the audit log itself repeats what fails. */
  readonly attempts?: number;
}

const onLoopback = (endpoint: string | undefined): boolean =>
  endpoint !== undefined && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(endpoint).hostname);

const newClient = (env: Environment, attempts: number): DynamoDBClient => {
  const endpoint = env['AWS_ENDPOINT_URL_DYNAMODB'];
  const client = new DynamoDBClient({
    maxAttempts: attempts,
    ...(attempts === 1 && leanSettings),
    ...(endpoint !== undefined && { endpoint }),
    ...(onLoopback(endpoint) && {
      region: env['AWS_REGION'] ?? 'us-east-1',
      credentials: {
        accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? 'local',
        secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? 'local',
      },
    }),
  });
  return namingStore('DynamoDB', attempts === 1 ? leanDynamo(client) : client);
};

/** One client, and so one pool of warm connections, for all that this process asks of DynamoDB. */
const clients = new WeakMap<Environment, Map<number, DynamoDBClient>>();

/** DynamoDB on whatever endpoint. @param attempts of each request */
export const dynamoFromEnvironment = (env: Environment, attempts = 1): DynamoDBClient => {
  const known = clients.get(env) ?? new Map<number, DynamoDBClient>();
  clients.set(env, known);
  const client = known.get(attempts) ?? newClient(env, attempts);
  known.set(attempts, client);
  return client;
};

/**
 * The table named in the environment.
 * @param attempts of each request; the audit log itself repeats what fails, within its own time
 */
const tableFromEnvironment = (env: Environment, attempts = 1): AuditTable =>
  dynamoTable(dynamoFromEnvironment(env, attempts), required(env, 'AUDIT_TABLE'));

export const wholeTableFromEnvironment = (env: Environment, attempts = 1): WholeTable =>
  wholeDynamoTable(dynamoFromEnvironment(env, attempts), required(env, 'AUDIT_TABLE'));

export const pagesFromEnvironment = (env: Environment, attempts = 1): PagesOf =>
  dynamoPages(dynamoFromEnvironment(env, attempts), required(env, 'AUDIT_TABLE'));

interface LogKeys {
  readonly pseudonyms: Pseudonymiser;
  readonly seal: Seal;
  /** Certifies this process; absent where none is configured. */
  readonly certifier: Signer | undefined;
}

const keysFromEnvironment = async (env: Environment): Promise<LogKeys> => {
  const arns = env['PSEUDONYM_KEY_ARNS'];
  if (arns !== undefined) {
    const ring = ringArns(arns);
    const kms = openKms();
    const sealArn = required(env, 'SEAL_KEY_ARN');
    const certify = env['CERTIFY_KEY_ARN'];
    return {
      pseudonyms: pseudonymiser(kmsKeyRing(ring, kms)),
      seal: lateSeal(() => kmsSealKey(kms, sealArn)),
      certifier: certify === undefined ? undefined : kmsSigner(kms, certify),
    };
  }
  const file = env['PSEUDONYM_KEYS_FILE'];
  if (file === undefined) {
    throw new SettingError('set PSEUDONYM_KEY_ARNS and SEAL_KEY_ARN (cloud), or PSEUDONYM_KEYS_FILE (local)');
  }
  const { keys, seal, certify } = await serviceKeys(file);
  return {
    pseudonyms: pseudonymiser(secretKeyRing(keys)),
    seal: await sealWith(seal),
    certifier: localSigner(certify),
  };
};

/** Writes a line to disk before the call goes on, as the line is the only copy of the record. */
const fileSpill = (path: string): Spill => {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a', 0o600);
  return (line) => {
    writeSync(file, `${line}\n`);
    fdatasyncSync(file);
  };
};

const logSpill: Spill = (line) => {
  process.stdout.write(`${line}\n`);
};

const spillFrom = (env: Environment): Spill => {
  const where = env['SPILL'] ?? 'log';
  return where === 'log' ? logSpill : fileSpill(where);
};

const INPUT_WRITE_MILLISECONDS = 250;
const MOST_INPUT_DAYS = 400;

const inputDays = (env: Environment): number | undefined => {
  const text = env['INPUT_DAYS'];
  if (text === undefined) return undefined;
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_INPUT_DAYS) return days;
  throw new SettingError(`INPUT_DAYS must be a whole number from 1 to ${MOST_INPUT_DAYS}, or not set`);
};

export const auditFromEnvironment = async (env: Environment, options: AuditOptions): Promise<Audit> => {
  const table = tableFromEnvironment(env, options.attempts);
  const { pseudonyms: lasting, seal, certifier } = await keysFromEnvironment(env);
  const pseudonyms = options.isOutlasting ? outlastingPseudonyms(lasting, options.now) : lasting;
  const key = newProcessKey(options.isCertified === false ? undefined : certifier, options.now);
  if (env['PSEUDONYM_KEY_ARNS'] === undefined) await key.certified();
  const write = options.spill ?? spillFrom(env);
  const log = tableAuditLog({
    table,
    pseudonyms,
    seal,
    chain: newChain(key.chain, key),
    spill: (line) => {
      write(line);
      options.spilled?.();
    },
    now: options.now,
    ...(options.limits && { limits: options.limits }),
  });
  const days = inputDays(env);
  const keepInput =
    days === undefined
      ? undefined
      : inputKeeper({ table, seal, days, limit: options.limits?.write ?? INPUT_WRITE_MILLISECONDS });
  return { table, pseudonyms, seal, log, keepInput, certified: key.certified };
};
