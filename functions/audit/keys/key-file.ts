/**
 * The keys of a local installation, generated on first use, each file mode 0600.
 *
 * Two files, because two roles: the service's own (`pseudonym-keys.json`: ring, the public half for sealing, and the
 * key that certifies its processes) and the auditor's (`auditor-keys.json`: the private half, and the key that signs manifests). The
 * service reads the first alone.
 */

import { createPrivateKey, generateKeyPair, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { JWK } from 'jose';
import { isJsonObject, type JsonObject } from '../../base/json-object.ts';
import { SettingError } from '../../base/settings.ts';
import type { RingKey } from './key-ring.ts';
import type { SealKey } from './seal.ts';

export interface ServiceKeys {
  /** Active first. */
  readonly keys: readonly RingKey[];
  readonly seal: SealKey;
  /** Ed25519 private key that certifies the chains of the service's processes. */
  readonly certify: { readonly kid: string; readonly privateKey: JWK };
}

export interface AuditorKeys {
  /** Private keys that open what was sealed, newest first. */
  readonly seal: readonly { readonly kid: string; readonly privateKey: JWK }[];
  /** Ed25519 private key that signs manifests. */
  readonly sign: { readonly kid: string; readonly privateKey: JWK };
}

export const auditorKeysBeside = (serviceKeysFile: string): string =>
  join(dirname(serviceKeysFile), 'auditor-keys.json');

const generate = promisify(generateKeyPair);

const newRingKey = (kid: string): RingKey => ({ kid, secret: randomBytes(32).toString('base64url') });

/** An id and a key; whether it is a good one, whoever uses it will say. */
const isKey = (value: unknown, part: 'secret' | 'publicKey' | 'privateKey'): boolean =>
  isJsonObject(value) &&
  typeof value['kid'] === 'string' &&
  (part === 'secret' ? typeof value[part] === 'string' : isJsonObject(value[part]));

const areKeys = (value: unknown, part: 'secret' | 'privateKey'): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isKey(one, part));

/** A file from before processes were certified has no key for it yet. */
type KeptKeys = Omit<ServiceKeys, 'certify'> & Partial<Pick<ServiceKeys, 'certify'>>;

const isServiceKeys = (content: JsonObject): content is JsonObject & KeptKeys =>
  areKeys(content['keys'], 'secret') &&
  isKey(content['seal'], 'publicKey') &&
  (content['certify'] === undefined || isKey(content['certify'], 'privateKey'));

const newCertifyKey = async (): Promise<ServiceKeys['certify']> => {
  const { privateKey } = await generate('ed25519');
  return { kid: 'c1', privateKey: privateKey.export({ format: 'jwk' }) };
};

const isAuditorKeys = (content: JsonObject): content is JsonObject & AuditorKeys =>
  areKeys(content['seal'], 'privateKey') && isKey(content['sign'], 'privateKey');

/** @throws SettingError naming the file, when others may read it or it holds something else */
const readKeys = async <T>(
  path: string,
  isThem: (content: JsonObject) => content is JsonObject & T,
  needs: string,
): Promise<T | undefined> => {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw new SettingError(`${path} may be read by others: chmod 600 ${path}`);
  const content = parsed(path, text);
  if (!isThem(content)) throw new SettingError(`${path} is not a key file: it needs ${needs}`);
  return content;
};

const parsed = (path: string, text: string): JsonObject => {
  try {
    const content: unknown = JSON.parse(text);
    if (isJsonObject(content)) return content;
  } catch {
    // the parser's message would quote the file
  }
  throw new SettingError(`${path} is not JSON`);
};

const writeKeys = async (path: string, content: object): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
};

/** The service's keys; made, together with the auditor's, when the file is not there. */
export const serviceKeys = async (path: string): Promise<ServiceKeys> => {
  const found = await readKeys(
    path,
    isServiceKeys,
    'keys (each kid and secret) and seal (kid and publicKey)',
  );
  if (found?.certify !== undefined) return { ...found, certify: found.certify };
  const certify = await newCertifyKey();
  if (found !== undefined) {
    const service = { ...found, certify };
    await writeKeys(path, service);
    return service;
  }
  const [seal, sign] = await Promise.all([generate('rsa', { modulusLength: 3072 }), generate('ed25519')]);
  const auditor: AuditorKeys = {
    seal: [{ kid: 's1', privateKey: seal.privateKey.export({ format: 'jwk' }) }],
    sign: { kid: 'm1', privateKey: sign.privateKey.export({ format: 'jwk' }) },
  };
  const service: ServiceKeys = {
    keys: [newRingKey('k1')],
    seal: { kid: 's1', publicKey: seal.publicKey.export({ format: 'jwk' }) },
    certify,
  };
  await writeKeys(auditorKeysBeside(path), auditor);
  await writeKeys(path, service);
  return service;
};

export const auditorKeys = async (path: string): Promise<AuditorKeys> => {
  const found = await readKeys(path, isAuditorKeys, 'seal and sign, each with kid and privateKey');
  if (found === undefined) throw new SettingError(`${path} is missing: only the auditor has it`);
  createPrivateKey({ key: found.sign.privateKey, format: 'jwk' });
  return found;
};

/** Puts a new key in front; the old ones stay, so that old records are still found. */
export const rotateRing = async (path: string): Promise<RingKey> => {
  const service = await serviceKeys(path);
  const highest = Math.max(0, ...service.keys.map(({ kid }) => Number(kid.replace(/\D/g, '')) || 0));
  const added = newRingKey(`k${highest + 1}`);
  await writeKeys(path, { ...service, keys: [added, ...service.keys] });
  return added;
};
