/**
 * `.data/`: what survives a restart, and the note that says which process has it open. The note names the
 * address and a random word; only a live sandbox answers there with that word, so a note left by `kill -9`
 * is never mistaken for one.
 */
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SettingError } from '../../functions/base/settings.ts';

export interface DataFolder {
  readonly dynamodb: string;
  /** Settings of the running sandbox for other commands: `npm run audit` reads it. */
  readonly environmentFile: string;
  readonly clientsFile: string;
  readonly pseudonymKeysFile: string;
  readonly ehrKeyFile: string;
  readonly policyFile: string;
  readonly folder: string;
}

/** @throws SettingError for a folder that cannot be made or written to */
export const dataFolder = (folder: string): DataFolder => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new SettingError(
      `The data folder ${folder} cannot be written (${code}).\nMake it a folder of your own, or choose another: DATA_DIR=.data-2 npm start`,
    );
  }
  return {
    folder,
    dynamodb: join(folder, 'dynamodb'),
    environmentFile: join(folder, 'local.env'),
    // not clients.json, which is what anybody calls a registry of their own
    clientsFile: join(folder, 'registry.json'),
    pseudonymKeysFile: join(folder, 'pseudonym-keys.json'),
    ehrKeyFile: join(folder, 'mini-ehr-key.json'),
    policyFile: join(folder, 'policy.json'),
  };
};

const notePath = ({ folder }: DataFolder) => join(folder, 'running.json');

interface Note {
  readonly url: string;
  readonly word: string;
}

const readNote = (data: DataFolder): Note | undefined => {
  try {
    return JSON.parse(readFileSync(notePath(data), 'utf8')) as Note;
  } catch {
    return undefined;
  }
};

/** The address of the live sandbox that has the folder open, if there is one. */
export const whoHas = async (data: DataFolder): Promise<string | undefined> => {
  const note = readNote(data);
  if (!note) return undefined;
  try {
    const answer = await fetch(`${note.url}/ehr/running`, { signal: AbortSignal.timeout(2_000) });
    return (await answer.text()) === note.word ? note.url : undefined;
  } catch {
    return undefined;
  }
};

/** As `whoHas`, but gives one that is just ending three seconds to do so. */
export const whoStaysIn = async (data: DataFolder): Promise<string | undefined> => {
  let url = await whoHas(data);
  for (let waits = 0; url !== undefined && waits < 12; waits += 1) {
    await setTimeout(250);
    url = await whoHas(data);
  }
  return url;
};

/** Leaves the note, and the settings for other commands. */
export const claim = (data: DataFolder, note: Note, environment: Readonly<Record<string, string>>): void => {
  writeFileSync(notePath(data), `${JSON.stringify(note)}\n`, { mode: 0o600 });
  // parseEnv reads no escapes: what holds a double quote stands in single ones
  const lines = Object.entries(environment).map(
    ([name, value]) => `${name}=${value.includes('"') ? `'${value}'` : JSON.stringify(value)}`,
  );
  writeFileSync(data.environmentFile, `${lines.join('\n')}\n`, { mode: 0o600 });
};

export const release = (data: DataFolder): void => {
  rmSync(notePath(data), { force: true });
  rmSync(data.environmentFile, { force: true });
};
