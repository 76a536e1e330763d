/**
 * A witness whose memory is a folder: on a disk that the operators of the audit log cannot reach, or in another account.
 * The key is made on first use.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SettingError } from '../../base/settings.ts';
import { noteKey } from './note.ts';
import type { Witness, WitnessMemory } from './witness.ts';

const writeWhole = async (path: string, text: string, mode = 0o644): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, text, { mode });
  await rename(draft, path);
};

const textAt = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });

/** Where the last checkpoint of a log is kept: `<hash of the origin>/checkpoint`, as witnesses serve it. */
export const witnessed = (folder: string, origin: string): string =>
  join(folder, createHash('sha256').update(origin).digest('hex'), 'checkpoint');

/** One process at a time. */
const folderMemory = (folder: string): WitnessMemory => ({
  read: (origin) => textAt(witnessed(folder, origin)),
  swap: async (origin, next, over) => {
    if ((await textAt(witnessed(folder, origin))) !== over) return false;
    await writeWhole(witnessed(folder, origin), next);
    return true;
  },
});

/** @throws SettingError when others may read the key */
const keyAt = async (path: string) => {
  const text = await textAt(path);
  if (text === undefined) {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeWhole(path, String(privateKey.export({ type: 'pkcs8', format: 'pem' })), 0o600);
    return privateKey;
  }
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) throw new SettingError(`${path} may be read by others: chmod 600 ${path}`);
  return createPrivateKey(text);
};

/** @param name of the witness, in the policies of those who believe it */
export const folderWitness = async (
  folder: string,
  name: string,
  { logs, now }: Pick<Witness, 'logs' | 'now'>,
): Promise<Witness> => {
  const privateKey = await keyAt(join(folder, 'witness-key.pem'));
  const key = noteKey(name, createPublicKey(privateKey), 'cosignature');
  return { key, privateKey, logs, now, memory: folderMemory(folder) };
};
