/** What `verify` reads: the rows of the table, or the lines of the archive. */
import type { Item } from '../table.ts';

/** One line of an archive object. */
export interface Line {
  readonly body: string;
  /** `entries/…ndjson:17` */
  readonly where: string;
}

/** Read once, and a second time when there is something to name. */
export type Source =
  | { readonly kind: 'table'; readonly rows: () => AsyncIterable<Item> }
  | { readonly kind: 'archive'; readonly lines: () => AsyncIterable<Line> };
