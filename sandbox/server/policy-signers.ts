/**
 * Two people who may sign a policy on this laptop, `first` and `second`: their keys are made once, in the data
 * folder. In the cloud each signer keeps a key of their own.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { DataFolder } from './data-folder.ts';

const SIGNERS = ['first', 'second'] as const;

const fileOf = ({ folder }: Pick<DataFolder, 'folder'>, name: string): string =>
  join(folder, `policy-signer-${name}.json`);

/** Makes the keys that are not there yet. */
export const ensureSigners = async (data: Pick<DataFolder, 'folder'>): Promise<void> => {
  for (const name of SIGNERS) {
    const file = fileOf(data, name);
    if (existsSync(file)) continue;
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: name, alg: 'ES256' };
    writeFileSync(file, `${JSON.stringify(key)}\n`, { mode: 0o600 });
  }
};

/** Their public halves as the setting that the service reads; nothing before the keys are made. */
export const publicSigners = (data: Pick<DataFolder, 'folder'>): { readonly POLICY_SIGNERS?: string } => {
  const files = SIGNERS.map((name) => fileOf(data, name));
  if (!files.every((file) => existsSync(file))) return {};
  const keys = files.map((file) => {
    const { d: _, ...key } = JSON.parse(readFileSync(file, 'utf8')) as JWK;
    return key;
  });
  return { POLICY_SIGNERS: JSON.stringify({ keys }) };
};
