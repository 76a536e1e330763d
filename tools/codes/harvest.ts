/**
 * Harvests the SNOMED CT and RxNorm code lists of `lists.ts` from checkouts of public repositories and writes one file a
 * list to `rules/codes/lists/`. The same checkouts give the same files.
 *
 *     node tools/codes/harvest.ts CHECKOUTS [--names LIST]
 *
 * CHECKOUTS has each repository of `sources.ts` at `<owner>/<name>` (a bare clone will do); files are read at the
 * commit that `sources.ts` pins. `--names` prints one list with the names of its source and writes nothing: the
 * way to read a list before it is used.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeSystems } from '../../rules/codes/code-system.ts';
import { wellFormed } from '../../rules/codes/well-formed.ts';
import { type HarvestedListName, type List, type ListPart, lists, NO_FINDING } from './lists.ts';
import { type SourceId, sources } from './sources.ts';

/** Code and official name. */
type HarvestRow = readonly [code: string, name: string];

interface ValueSet {
  readonly compose?: { readonly include?: readonly Included[] };
  readonly expansion?: { readonly contains?: readonly Contained[] };
}
interface Concept {
  readonly code: string;
  readonly display?: string;
}
interface Included {
  readonly system?: string;
  readonly concept?: readonly Concept[];
}
interface Contained extends Concept {
  readonly system?: string;
}

const READ: ReadonlySet<string | undefined> = new Set([codeSystems.snomed, codeSystems.rxnorm]);

const ofValueSet = (text: string): HarvestRow[] => {
  const { compose, expansion } = JSON.parse(text) as ValueSet;
  const listed = (compose?.include ?? []).flatMap(({ system, concept }) =>
    READ.has(system) ? (concept ?? []) : [],
  );
  const expanded = (expansion?.contains ?? []).filter(({ system }) => READ.has(system));
  return [...listed, ...expanded].map(({ code, display }) => [code, display ?? '']);
};

/** `code,term` with more columns after them or not; the term may stand in quotes. */
const ofCsv = (text: string): HarvestRow[] =>
  text.split(/\r?\n/).flatMap((line): HarvestRow[] => {
    const [, code, quoted, plain] = /^"?(\d{6,18})"?,(?:"((?:[^"]|"")*)"|([^,]*))/.exec(line) ?? [];
    return code === undefined ? [] : [[code, (quoted?.replaceAll('""', '"') ?? plain ?? '').trim()]];
  });

const read = (checkouts: string) => {
  const known = new Map<SourceId, readonly HarvestRow[]>();
  return (id: SourceId): readonly HarvestRow[] => {
    const before = known.get(id);
    if (before) return before;
    const { name, commit, path } = sources[id];
    const text = execFileSync('git', ['-C', join(checkouts, name), 'show', `${commit}:${path}`], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const rows = path.endsWith('.json') ? ofValueSet(text) : ofCsv(text);
    if (rows.length === 0) throw new Error(`${id}: no codes in ${name}:${path}`);
    known.set(id, rows);
    return rows;
  };
};

const isIn = ({ take, leave }: ListPart, name: string): boolean =>
  !NO_FINDING.test(name) && (take === undefined || take.test(name)) && !leave?.test(name);

const sideOf = (name: string): '' | 'L' | 'R' | 'B' => {
  if (/\b(?:bilateral|both)\b/i.test(name)) return 'B';
  const left = /\bleft\b/i.test(name);
  const right = /\bright\b/i.test(name);
  if (left === right) return '';
  return left ? 'L' : 'R';
};

interface Harvested {
  readonly code: string;
  readonly side: string;
  readonly sources: readonly SourceId[];
  readonly name: string;
}

/** In the order of the codes, which is the same in any run. */
const harvest = (
  rowsOf: (id: SourceId) => readonly HarvestRow[],
  { parts, sided, system }: List,
): Harvested[] => {
  const found = new Map<string, { name: string; sources: Set<SourceId> }>();
  for (const part of parts) {
    for (const id of part.from) {
      for (const [code, name] of rowsOf(id)) {
        if (!isIn(part, name) || !wellFormed(system ?? 'snomed', code)) continue;
        const one = found.get(code) ?? { name, sources: new Set<SourceId>() };
        found.set(code, one);
        one.sources.add(id);
      }
    }
  }
  return [...found]
    .map(([code, { name, sources: from }]) => {
      return { code, side: sided ? sideOf(name) : '', sources: [...from], name };
    })
    .sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1));
};

const fileOf = (name: HarvestedListName, rows: readonly Harvested[]): string => {
  const used = [...new Set(rows.flatMap((row) => row.sources))].sort();
  const head = used.map((id) => {
    const { name: repository, commit, path, title, licence } = sources[id];
    return `# ${id}: ${title}. https://github.com/${repository}/blob/${commit}/${path}. ${licence}`;
  });
  const body = rows.map((row) => `${row.code},${row.side},${row.sources.join(' ')}`);
  const about = [`# ${lists[name].about}`, '# written by tools/codes/harvest.ts'];
  return `${[...about, ...head, 'code,side,sources', ...body].join('\n')}\n`;
};

const main = (): void => {
  const [checkouts, flag, only] = process.argv.slice(2);
  if (checkouts === undefined) throw new Error('usage: node tools/codes/harvest.ts CHECKOUTS [--names LIST]');
  const rowsOf = read(checkouts);
  if (flag === '--names') {
    for (const { code, side, name, sources: from } of harvest(rowsOf, lists[only as HarvestedListName]))
      console.log(`${code}\t${side}\t${from.join(' ')}\t${name}`);
    return;
  }
  const folder = join(import.meta.dirname, '../../rules/codes/lists');
  mkdirSync(folder, { recursive: true });
  for (const name of Object.keys(lists) as HarvestedListName[]) {
    const rows = harvest(rowsOf, lists[name]);
    writeFileSync(join(folder, `${name}.csv`), fileOf(name, rows));
    console.log(`${name}: ${rows.length}`);
  }
};

main();
