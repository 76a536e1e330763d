/** The in-memory twin of the DynamoDB table, for tests and for measuring what the store itself costs. */
import { type AuditTable, type TableItem, tableDefinition, type WholeTable } from '../table.ts';

export interface MemoryTable extends AuditTable, WholeTable {
  readonly items: ReadonlyMap<string, TableItem>;
}

const nameOf = (pk: string, sk: string) => `${pk}\n${sk}`;
const bySortKey = (a: { sk: string }, b: { sk: string }) => (a.sk < b.sk ? -1 : 1);

export const memoryTable = (): MemoryTable => {
  const items = new Map<string, TableItem>();
  const partitions = new Map<string, TableItem[]>();
  return {
    items,
    put: async (item) => {
      const name = nameOf(item.pk, item.sk);
      if (items.has(name)) return 'exists';
      items.set(name, item);
      const partition = partitions.get(item.pk);
      if (partition === undefined) partitions.set(item.pk, [item]);
      else partition.push(item);
      return 'written';
    },
    get: async (pk, sk) => items.get(nameOf(pk, sk)),
    partition: async (pk, from = '') =>
      (partitions.get(pk) ?? []).filter(({ sk }) => sk.startsWith(from)).sort(bySortKey),
    index: async (name, key, { above, below, limit, newestFirst }) => {
      const partitionKey = tableDefinition.indexes.find((index) => index.name === name)?.partitionKey ?? 'p';
      const found = [...items.values()]
        .filter((item) => item[partitionKey] === key)
        .flatMap(({ pk, sk, t }) => (t !== undefined && t > above && t < below ? [{ pk, sk, t }] : []))
        .sort((a, b) => (a.t < b.t ? -1 : 1));
      return (newestFirst ? found.reverse() : found).slice(0, limit);
    },
    scan: async function* () {
      for (const partition of [...partitions.values()]) yield* [...partition].sort(bySortKey);
    },
    size: async () => items.size,
  };
};
