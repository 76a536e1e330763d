/** Pages over several lists that are read one after another: pseudonyms under several keys, services of a client. */
import type { AuditLog, LogPage, Pointer, Range } from '../audit/audit-log.ts';
import { isKnown } from '../audit/audit-log.ts';
import { type Summary, summaryOf } from '../audit/inquiry/summary.ts';
import { inParallel } from '../base/limits.ts';
import { BadParameter, type QueryParameters } from './parameters.ts';

export type ListCalls = (range: Range) => Promise<LogPage<Pointer>>;

interface Cursor {
  readonly list: number;
  readonly after?: string;
}

export const cursorOf = ({ after }: QueryParameters): Cursor => {
  if (after === undefined) return { list: 0 };
  const [, list, place] = /^(\d{1,3})~(.{0,300})$/.exec(Buffer.from(after, 'base64url').toString()) ?? [];
  if (list === undefined) throw new BadParameter('after', 'after must be the next of the page before.');
  return { list: Number(list), ...(place && { after: place }) };
};

const cursorText = ({ list, after = '' }: Cursor): string =>
  Buffer.from(`${list}~${after}`).toString('base64url');

interface Pointers {
  readonly items: readonly Pointer[];
  readonly next?: Cursor;
}

const pointersIn = async (
  lists: readonly ListCalls[],
  range: Range & { limit: number },
  start: Cursor,
): Promise<Pointers> => {
  const items: Pointer[] = [];
  let { list, after } = start;
  for (let read = lists[list]; read !== undefined; read = lists[list]) {
    if (items.length >= range.limit) return { items, next: { list, ...(after !== undefined && { after }) } };
    const page = await read({
      ...range,
      limit: range.limit - items.length,
      ...(after !== undefined && { after }),
    });
    items.push(...page.items);
    after = page.next;
    if (after === undefined) list += 1;
  }
  return { items };
};

export const pageOf = async (
  log: AuditLog,
  lists: readonly ListCalls[],
  range: Range & { limit: number },
  start: Cursor,
): Promise<{ items: Summary[]; next?: string }> => {
  const { items, next } = await pointersIn(lists, range, start);
  const calls = items.filter(({ sk }) => sk.startsWith('CALL'));
  const files = await inParallel(16, calls, ({ client, callId }) => log.file(client, callId));
  return { items: files.filter(isKnown).map(summaryOf), ...(next && { next: cursorText(next) }) };
};
