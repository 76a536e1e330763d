/** The keys that the auditor's commands need: public ones to check signatures, his own to sign and to open seals. */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { publicKeyOf } from '../../functions/audit/archive/signer.ts';
import { auditorKeys, auditorKeysBeside, serviceKeys } from '../../functions/audit/keys/key-file.ts';
import { kmsPublicKey, kmsUnwrap, openKms } from '../../functions/audit/keys/kms.ts';
import { type Unwrap, unwrapWith } from '../../functions/audit/keys/unseal.ts';
import type { LogSigner } from '../../functions/audit/tlog/checkpoint.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import { type NoteKey, noteKey } from '../../functions/audit/tlog/note.ts';
import { type LogPolicy, PolicyError, parsePolicy, policyOf } from '../../functions/audit/tlog/policy.ts';
import type { Environment } from '../../functions/base/settings.ts';
import { type Arguments, Refused } from './command.ts';
import { fileText } from './file-text.ts';

/** A setting that is there and empty names nothing. */
const named = (env: Environment, name: string): string | undefined => env[name] || undefined;

const auditorFile = (env: Environment): string | undefined => {
  const service = named(env, 'PSEUDONYM_KEYS_FILE');
  return named(env, 'AUDITOR_KEYS_FILE') ?? (service && auditorKeysBeside(service));
};

const pemKey = async (path: string): Promise<KeyObject> => {
  const pem = await readFile(path).catch(() => {
    throw new Refused(`${path} cannot be read: it should be a file with a public key in PEM.`);
  });
  try {
    return createPublicKey(pem);
  } catch {
    throw new Refused(`${path} holds no public key in PEM: npm run audit -- public-key writes one.`);
  }
};

/** Those of --key; else the one that this installation signs with. */
export const publicKeys = async (args: Arguments, env: Environment): Promise<KeyObject[]> => {
  const given = args.lists['key'] ?? [];
  if (given.length > 0) return Promise.all(given.map(pemKey));
  const arn = named(env, 'SIGN_KEY_ARN');
  if (arn !== undefined) return [await kmsPublicKey(openKms(), arn)];
  const file = auditorFile(env);
  if (file === undefined) throw new Refused('Name the public key: --key, SIGN_KEY_ARN or AUDITOR_KEYS_FILE.');
  return [publicKeyOf((await auditorKeys(file)).sign.privateKey)];
};

/** Those of --certifier; else the one that certifies the processes of this installation; none where none is named. */
export const certifierKeys = async (args: Arguments, env: Environment): Promise<KeyObject[]> => {
  const given = args.lists['certifier'] ?? [];
  if (given.length > 0) return Promise.all(given.map(pemKey));
  const arn = named(env, 'CERTIFY_KEY_ARN');
  if (arn !== undefined) return [await kmsPublicKey(openKms(), arn)];
  const file = named(env, 'PSEUDONYM_KEYS_FILE');
  return file === undefined ? [] : [publicKeyOf((await serviceKeys(file)).certify.privateKey)];
};

/** The tlog of a laptop. In the cloud LOG_ORIGIN names it. */
const localOrigin = 'localhost/radix-cds/audit';

/** Signs for the tlog that is kept in a folder. */
export const localLogSignerFrom = async (env: Environment): Promise<LogSigner> => {
  const file = auditorFile(env);
  if (file === undefined) throw new Refused('Name the signing key: AUDITOR_KEYS_FILE.');
  return localLogSigner((await auditorKeys(file)).sign.privateKey, named(env, 'LOG_ORIGIN') ?? localOrigin);
};

/** The key of the tlog of this installation. */
const ownLogKey = async (env: Environment): Promise<NoteKey> => {
  const arn = named(env, 'LOG_KEY_ARN');
  if (arn === undefined) {
    if (auditorFile(env) === undefined)
      throw new Refused(
        'Name the key of the tlog: --policy, LOG_KEY_ARN and LOG_ORIGIN, or AUDITOR_KEYS_FILE.',
      );
    return (await localLogSignerFrom(env)).key;
  }
  const origin = named(env, 'LOG_ORIGIN');
  if (origin === undefined) throw new Refused('Name the tlog: LOG_ORIGIN, or --policy.');
  return noteKey(origin, await kmsPublicKey(openKms(), arn));
};

/** Whom to believe about the tlog: what --policy says; else the tlog of this installation, and no witness. */
export const logPolicy = async (args: Arguments, env: Environment): Promise<LogPolicy> => {
  const path = args.options['policy'];
  if (path === undefined) return policyOf([await ownLogKey(env)]);
  try {
    return parsePolicy(await fileText(path));
  } catch (error) {
    if (error instanceof PolicyError) throw new Refused(`${path}, ${error.message}.`);
    throw error;
  }
};

export const unwrapFrom = async (env: Environment): Promise<Unwrap> => {
  const arn = named(env, 'SEAL_KEY_ARN');
  if (arn !== undefined) return kmsUnwrap(openKms(), arn);
  const file = auditorFile(env);
  if (file === undefined)
    throw new Refused('Name the key that opens seals: SEAL_KEY_ARN or AUDITOR_KEYS_FILE.');
  return unwrapWith((await auditorKeys(file)).seal);
};
