/** The meaning of SNOMED CT codes that only the harvested lists have. Unpacked when the first code is asked. */
import { conditions, type Side } from '../findings/index.ts';
import { type ListMeaning, type ListName, listMeanings } from './list-meanings.ts';
import { addTo, blank, type Meaning } from './meaning.ts';
import { itemOf, RXNORM, unpack } from './packed-codes.ts';
import { snomedLists } from './snomed-lists.ts';
import { wellFormed } from './well-formed.ts';

const nowhere = { at: undefined, unlessNotAt: undefined, named: false } as const;

const asMeaning = (list: ListMeaning, named: Side | undefined): Meaning => {
  const { conditions: ids = [], findings = [], implied = [], deeds = [], pregnancy } = list;
  const side = named ?? list.side;
  const [first] = ids;
  return {
    ...blank(),
    conditions: ids.map((id) => ({ id, side, at: undefined })),
    findings: [
      ...findings.map((id) => ({ id, says: true as const, side, ...nowhere })),
      ...implied.map((id) => ({ id, says: 'implies' as const, side, ...nowhere })),
    ],
    deeds,
    pregnancy: pregnancy && 'lasting',
    display: first && conditions[first],
  };
};

const isSide = (text: string | undefined): text is Side => text === 'L' || text === 'R' || text === 'B';

type ListedTable = Map<number, Meaning>;

const add = (table: ListedTable, item: number, meaning: Meaning): void => {
  const before = table.get(item);
  if (before === undefined) {
    table.set(item, meaning);
    return;
  }
  // a meaning is shared by its whole list, so a code of two lists gets one of its own
  const both = { ...before };
  addTo(both, meaning);
  table.set(item, both);
};

const unpackAll = (): ReadonlyMap<string, ListedTable> => {
  const tables = new Map<string, ListedTable>();
  for (const [key, namespaces] of Object.entries(snomedLists)) {
    const [name = '', side] = key.split(' ');
    const meaning = asMeaning(listMeanings[name as ListName], isSide(side) ? side : undefined);
    for (const [namespace, packed] of Object.entries(namespaces)) {
      const table = tables.get(namespace) ?? new Map<number, Meaning>();
      tables.set(namespace, table);
      unpack(packed, (item) => add(table, item, meaning));
    }
  }
  return tables;
};

let tables: ReadonlyMap<string, ListedTable> | undefined;

export const listedMeaning = (code: string): Meaning | undefined => {
  const parts = itemOf(code);
  if (parts === undefined) return undefined;
  tables ??= unpackAll();
  const meaning = tables.get(parts.namespace)?.get(parts.item);
  return meaning && wellFormed('snomed', code) ? meaning : undefined;
};

/** A drug product that stands in a harvested list alone. */
export const listedDrug = (code: string): Meaning | undefined => {
  tables ??= unpackAll();
  return tables.get(RXNORM)?.get(Number(code));
};

const itemsOf = (name: ListName, namespace: string): ReadonlySet<number> => {
  const items = new Set<number>();
  for (const [key, namespaces] of Object.entries(snomedLists)) {
    if (key.split(' ')[0] === name) unpack(namespaces[namespace] ?? '', (item) => items.add(item));
  }
  return items;
};

/** Whether a code is in this list. Unpacks the list: for questions that are asked seldom. */
export const isListed = (name: ListName, code: string): boolean => {
  const parts = itemOf(code);
  return parts !== undefined && itemsOf(name, parts.namespace).has(parts.item) && wellFormed('snomed', code);
};
