/**
 * Once an hour: signs for all that was archived since the last manifest, up to the hour that is not over yet.
 * Nothing new, nothing signed. A run that fails is made up for by the next.
 */
import { type Archive, addManifest } from './audit/archive/archive.ts';
import { bucketArchive } from './audit/archive/s3-archive.ts';
import { kmsSigner, type Signer } from './audit/archive/signer.ts';
import { openKms } from './audit/keys/kms.ts';

export interface ManifestWorld {
  readonly archive: Archive;
  readonly signer: Signer;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Signed {
  /** Number of the manifest and of the records it signs for; absent when there was nothing new. */
  readonly number?: number;
  readonly count?: number;
}

export const makeManifester =
  ({ archive, signer, now }: ManifestWorld) =>
  async (): Promise<Signed> => {
    const instant = new Date(now()).toISOString();
    const signed = await addManifest(archive, signer, { now: instant, before: instant });
    return signed === undefined ? {} : { number: signed.manifest.number, count: signed.manifest.count };
  };

const required = (env: NodeJS.ProcessEnv, name: string): string => {
  const value = env[name];
  if (value === undefined) throw new Error(`${name} is not set: the stack in infra/data sets it`);
  return value;
};

export const handler = async (): Promise<Signed> => {
  const env = process.env;
  const run = makeManifester({
    archive: bucketArchive(required(env, 'ARCHIVE_BUCKET')),
    signer: kmsSigner(openKms(), required(env, 'SIGN_KEY_ARN')),
    now: Date.now,
  });
  return run();
};
