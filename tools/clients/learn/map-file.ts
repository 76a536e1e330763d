/** A ConceptMap from a file, judged as the registry judges it. */
import { readFile } from 'node:fs/promises';
import type { CodeMap } from '../../../rules/codes/index.ts';
import { checkedCodeMap } from '../code-map.ts';
import { Unreadable } from './export.ts';

/** @throws Unreadable */
export const jsonIn = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    throw new Unreadable(`${path} cannot be read as JSON: write the path of a ConceptMap`);
  }
};

/** @throws Unreadable, with the first problem */
export const mapIn = async (path: string | undefined): Promise<CodeMap | undefined> => {
  if (path === undefined) return undefined;
  const { codeMap, problems } = checkedCodeMap(await jsonIn(path));
  const [first] = problems;
  if (codeMap === undefined)
    throw new Unreadable(`${path}: ${first?.field} ${first?.sentence} (${problems.length} problems)`);
  return codeMap;
};
