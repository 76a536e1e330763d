/**
 * Writes `rules/codes/snomed-lists.ts` from the harvested lists: their codes, packed, by list and side and by
 * namespace. Sources and licences stay in the lists.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ListMeaning, type ListName, listMeanings } from '../../rules/codes/list-meanings.ts';
import { itemOf, pack, RXNORM } from '../../rules/codes/packed-codes.ts';

const folder = join(import.meta.dirname, '../../rules/codes/lists');

export interface HarvestedList {
  readonly name: string;
  /** Source id → its line: title, address, licence. */
  readonly sources: ReadonlyMap<string, string>;
  readonly rows: readonly {
    readonly code: string;
    readonly side: string;
    readonly sources: readonly string[];
  }[];
}

const parse = (file: string): HarvestedList => {
  const lines = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
  const notes = lines.filter((line) => line.startsWith('#'));
  return {
    name: file.replace(/\.csv$/, ''),
    sources: new Map(
      notes.flatMap((line): [string, string][] => {
        const [, id, rest] = /^# ([a-z]\d+): (.+)$/.exec(line) ?? [];
        return id && rest ? [[id, rest]] : [];
      }),
    ),
    rows: lines.slice(notes.length + 1).map((line) => {
      const [code = '', side = '', sources = ''] = line.split(',');
      return { code, side, sources: sources.split(' ') };
    }),
  };
};

export const harvestedLists = (): HarvestedList[] => readdirSync(folder).sort().map(parse);

const isDrugs = (name: string): boolean =>
  (listMeanings[name as ListName] as ListMeaning | undefined)?.system === 'rxnorm';

const quoted = (key: string) => (/^[a-z][a-zA-Z]*$|^[1-9]\d*$/.test(key) ? key : `'${key}'`);

export const snomedListsModule = (lists: readonly HarvestedList[]): string => {
  const tables = lists.flatMap(({ name, rows }) =>
    [...Map.groupBy(rows, ({ side }) => side)].sort().map(([side, group]) => {
      const namespaces = Map.groupBy(
        group.flatMap(({ code }) =>
          isDrugs(name) ? { item: Number(code), namespace: RXNORM } : (itemOf(code) ?? []),
        ),
        ({ namespace }) => namespace,
      );
      // numeric keys come first in an object, whatever their order here
      const packed = [...namespaces].sort().map(([namespace, items]) => {
        const steps = pack(items.map(({ item }) => item).sort((a, b) => a - b));
        return `    ${quoted(namespace)}: '${steps}',`;
      });
      return `  ${quoted(side ? `${name} ${side}` : name)}: {\n${packed.join('\n')}\n  },`;
    }),
  );
  return `/**
 * Codes of SNOMED CT and RxNorm by list, with the side that their names say, and by namespace; packed as packed-codes.ts
 * describes. Generated from lists/, which have the source and licence of each code:
 * npm run generate
 */
// biome-ignore format: one line a namespace
export const snomedLists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${tables.join('\n')}
};
`;
};
