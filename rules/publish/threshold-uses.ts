/**
 * Which parts of the knowledge read a threshold: the rules by their ids, everything else by its file. Read
 * from the imports and from the phrases that name it, since the words of a card and the extraction read a plain number and leave no other
 * trace.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { phrases } from '../management/wording/phrases.en.ts';
import type { PhraseId } from '../management/wording/say.ts';
import * as module from '../terms/thresholds.ts';

const rules = join(import.meta.dirname, '..');
const WORDING = 'management/wording/phrases.en';
const HOME = 'terms/thresholds.ts';

const read = (path: string): string => readFileSync(join(rules, path), 'utf8');

const isThreshold = (value: unknown): value is module.Threshold =>
  typeof value === 'object' && value !== null && 'means' in value;

const names = [...read(HOME).matchAll(/^export const (\w+) = threshold\(/gm)].map(([, name]) => `${name}`);

/** By name, in the order in which they are written. */
export const thresholds: ReadonlyMap<string, module.Threshold> = new Map(
  names.flatMap((name) => {
    const value: unknown = Reflect.get(module, name);
    return isThreshold(value) ? [[name, value] as const] : [];
  }),
);

const IMPORT = /import \{([^}]*)\} from '[./]*(?:terms\/)?thresholds\.ts';/g;
const RULE_ID = /^ {2}id: '([A-Z][A-Z0-9-]+)',$/m;

const files = readdirSync(rules, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && path !== HOME && !path.startsWith('analysis'))
  .sort();

const imports = files.map((path) => {
  const text = read(path);
  return {
    text,
    reader: RULE_ID.exec(text)?.[1] ?? path.replace(/\.ts$/, ''),
    names: [...text.matchAll(IMPORT)].flatMap(([, list = '']) => list.split(',').map((name) => name.trim())),
  };
});

/** A phrase names it: `within {urgentHoursTo} h`. */
const named = (threshold: string): readonly PhraseId[] =>
  (Object.keys(phrases) as PhraseId[]).filter((id) => phrases[id].includes(`{${threshold}}`));

/** Who says the phrase; one whose name is put together is found by its beginning. */
const sayersOf = (phrase: string): readonly string[] => {
  const by = (quoted: string) =>
    imports.flatMap(({ reader, text }) => (text.includes(quoted) ? [reader] : []));
  const whole = by(`'${phrase}'`).filter((reader) => reader !== WORDING);
  return whole.length > 0 ? whole : by(`\`${phrase.split('.')[0]}.$`);
};

/** Ids of rules, and names of files that hold no rule: `RF-CES`, `extract/derive`. */
export const readersOf = (threshold: string): readonly string[] => [
  ...new Set([
    ...imports.flatMap(({ reader, names: imported }) => (imported.includes(threshold) ? [reader] : [])),
    ...named(threshold).flatMap(sayersOf),
  ]),
];
