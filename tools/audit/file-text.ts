/** A file that the user named. */
import { readFile } from 'node:fs/promises';
import { Refused } from './command.ts';

/** @throws Refused when it cannot be read */
export const fileText = async (path: string): Promise<string> =>
  readFile(path, 'utf8').catch(() => {
    throw new Refused(`${path} cannot be read.`);
  });
