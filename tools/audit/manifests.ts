/** Manifests and checkpoints as the tool gets them: from the archive, or from files that somebody kept. */
import { type Archive, manifestsIn } from '../../functions/audit/archive/archive.ts';
import { parseManifest, type SignedManifest } from '../../functions/audit/archive/manifest.ts';
import { type NotedCheckpoint, parseCheckpoint } from '../../functions/audit/tlog/checkpoint.ts';
import { Refused } from './command.ts';
import { fileText } from './file-text.ts';

/** @throws Refused when a file is not there, or is not a manifest */
export const savedManifests = (paths: readonly string[]): Promise<SignedManifest[]> =>
  Promise.all(
    paths.map(async (path) => {
      const text = await fileText(path);
      try {
        return parseManifest(text);
      } catch {
        throw new Refused(`${path} is not a manifest of the audit log.`);
      }
    }),
  );

/** Those that are manifests; `verify` names those that are not. */
export const readableManifests = async (archive: Archive): Promise<SignedManifest[]> =>
  (await Array.fromAsync(manifestsIn(archive))).flatMap(({ signed }) => signed ?? []);

/** @throws Refused when a file is not there, or is not a checkpoint */
export const savedCheckpoints = (paths: readonly string[]): Promise<NotedCheckpoint[]> =>
  Promise.all(
    paths.map(async (path) => {
      const text = await fileText(path);
      try {
        return parseCheckpoint(text);
      } catch {
        throw new Refused(`${path} is not a checkpoint of a log.`);
      }
    }),
  );
