/** A ConceptMap from a file, judged as the registry judges it and read as the service reads it. */
import { readFile } from 'node:fs/promises';
import type { CodeMap, SiteCode } from '../../../rules/codes/index.ts';
import { isConditionId, isFindingId } from '../../../rules/findings/index.ts';
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

/** Whether the map settles a code: what is lost of a line with another version of the knowledge is proposed again. */
export const isSettled = (row: SiteCode | 'unmatched' | undefined): boolean => {
  if (row === undefined || row === 'unmatched') return row !== undefined;
  return [row, ...(row.also ?? [])].every(({ id }) => isFindingId(id) || isConditionId(id));
};

export interface MapInFile {
  readonly map?: CodeMap;
  /** A sentence for each line that this version does not read. */
  readonly warnings: readonly string[];
}

/** @throws Unreadable, with the first problem, where the service would not use the map */
export const mapIn = async (path: string | undefined): Promise<MapInFile> => {
  if (path === undefined) return { warnings: [] };
  const { codeMap: map, problems } = checkedCodeMap(await jsonIn(path));
  const [first] = problems;
  if (map === undefined)
    throw new Unreadable(`${path}: ${first?.field} ${first?.sentence} (${problems.length} problems)`);
  const warnings = problems.map(({ field, sentence }) => `WARNING: line not read: ${field} ${sentence}`);
  return { map, warnings };
};
