/** Manifests and checkpoints as the tool gets them: from the archive, or from files that somebody kept. */
import { type Archive, manifestsIn } from '../../functions/audit/archive/archive.ts';
import { parseManifest, type SignedManifest } from '../../functions/audit/archive/manifest.ts';
import { Malformed } from '../../functions/audit/malformed.ts';
import { type NotedCheckpoint, parseCheckpoint } from '../../functions/audit/tlog/checkpoint.ts';
import { Refused } from './command.ts';
import { fileText } from './file-text.ts';

/** @throws Refused that names the file, when it is not there or is not what it should be */
const parsedFile = async <T>(path: string, parse: (text: string) => T): Promise<T> => {
  const text = await fileText(path);
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Malformed) throw new Refused(`${path} is ${error.message}.`);
    throw error;
  }
};

/** @throws Refused when a file is not there, or is not a manifest */
export const savedManifests = (paths: readonly string[]): Promise<SignedManifest[]> =>
  Promise.all(paths.map((path) => parsedFile(path, parseManifest)));

/** Those that are manifests; `verify` names those that are not. */
export const readableManifests = async (archive: Archive): Promise<SignedManifest[]> =>
  (await Array.fromAsync(manifestsIn(archive))).flatMap(({ signed }) => signed ?? []);

export interface SavedCheckpoint {
  readonly noted: NotedCheckpoint;
  /** To the byte. */
  readonly text: string;
}

/** @throws Refused when the file is not there, or is not a checkpoint */
export const savedCheckpoint = (path: string): Promise<SavedCheckpoint> =>
  parsedFile(path, (text) => ({ text, noted: parseCheckpoint(text) }));

/** @throws Refused when a file is not there, or is not a checkpoint */
export const savedCheckpoints = (paths: readonly string[]): Promise<NotedCheckpoint[]> =>
  Promise.all(paths.map(async (path) => (await savedCheckpoint(path)).noted));
