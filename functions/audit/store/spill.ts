/**
 * What the table did not take in time goes to the service log as one line, whole: `{"audit":1,"item":{…}}`. The
 * line holds what the row would have held, so nothing in it names a patient. `drain` puts it back under the
 * same key and condition, however often the line is read.
 */
import type { TableItem } from '../table.ts';

/** Writes one line durably, at once. In Lambda that is standard output, which the log group keeps. */
export type Spill = (line: string) => void;

export const spillLine = (item: TableItem): string => JSON.stringify({ audit: 1, item });

const optional = ['hash', 'p', 'u', 's', 'h', 't'] as const;

const isItem = (item: Partial<TableItem> | null | undefined): item is TableItem =>
  typeof item?.pk === 'string' &&
  typeof item.sk === 'string' &&
  typeof item.body === 'string' &&
  (item.ttl === undefined || typeof item.ttl === 'number') &&
  optional.every((name) => item[name] === undefined || typeof item[name] === 'string');

const start = '{"audit":1,"item":';

const parsed = (text: string): TableItem | undefined => {
  try {
    const { item } = JSON.parse(text) as { item?: Partial<TableItem> };
    return isItem(item) ? item : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The items in a line of a log, wherever in it. The AWS command line puts several into one, tabs between. What a
 * process was writing to a file when it was killed has no end, and the next line follows it at once.
 */
export const spilledItems = (line: string): TableItem[] =>
  line
    .split('\t')
    .flatMap((part) => part.split(start).slice(1))
    .flatMap((rest) => parsed(`${start}${rest}`) ?? []);
