/**
 * Facts that count, by finding and side (N1, N2, N3, N6, N11): the first pass over the chart. What is left
 * out is noted, never read as "absent".
 */
import { type FindingId, findingIds, findings } from '../findings/index.ts';
import type { ChartNote } from './chart.ts';
import { type Reading, read } from './reading.ts';
import type { EngineInput } from './types.ts';

export const COUNT = findingIds.length;

/** Readings by finding: on the left, on the right, and without a side. */
export type Column = (Reading[] | undefined)[];
export interface Columns {
  left: Column;
  right: Column;
  unspecified: Column;
}

/** A column in which nothing stands, shared by all charts: nobody writes to it. */
const NOTHING: Column = new Array(COUNT);

const columns = (): Columns => ({ left: NOTHING, right: NOTHING, unspecified: NOTHING });

/** Shared by every chart that has nothing old. */
export const EMPTY = columns();

export const add = (to: Columns, side: keyof Columns, n: number, reading: Reading) => {
  if (to[side] === NOTHING) to[side] = new Array(COUNT);
  const readings = to[side][n];
  if (readings === undefined) to[side][n] = [reading];
  else readings.push(reading);
};

const place = (to: Columns, n: number, sided: boolean, reading: Reading) => {
  const side = sided ? reading.fact.side : undefined;
  if (side === 'L' || side === 'B') add(to, 'left', n, reading);
  if (side === 'R' || side === 'B') add(to, 'right', n, reading);
  if (side !== 'L' && side !== 'R' && side !== 'B') add(to, 'unspecified', n, reading);
};

export interface Collected {
  readonly inside: Columns;
  /** Older than the window: may be stale, or the start of a progression. */
  readonly outside: Columns;
  readonly notes: ChartNote[];
}

const windows: readonly number[] = findingIds.map((id) => findings[id].windowDays);
export const isSided: readonly boolean[] = findingIds.map((id) => findings[id].sided);

/** N1, N2, N3, N11. */
export const collect = (input: EngineInput): Collected => {
  const inside = columns();
  let outside = EMPTY;
  const notes: ChartNote[] = [];
  for (const fact of input.facts) {
    const one = read(fact, input.closed === true);
    if (one === 'future-dated' || one === 'implausible') notes.push({ code: one, finding: fact.id });
    if (typeof one === 'string') continue;
    const old = fact.days > (windows[one.n] as number);
    if (old && outside === EMPTY) outside = columns();
    place(old ? outside : inside, one.n, isSided[one.n] === true, one.reading);
  }
  return { inside, outside, notes };
};

/** Whether anything stands in it. */
export const isUsed = (column: Column): boolean => {
  if (column === NOTHING) return false;
  for (let n = 0; n < COUNT; n++) if (column[n] !== undefined) return true;
  return false;
};

/** N6: what has no side goes to the one leg that everything with a side is on. */
export const assumeSide = (from: Columns, notes: ChartNote[]) => {
  const left = isUsed(from.left);
  const right = isUsed(from.right);
  if (left === right) return;
  const leg = left ? 'left' : 'right';
  for (let n = 0; n < COUNT; n++) {
    const readings = from.unspecified[n];
    if (!readings || !isSided[n]) continue;
    for (const reading of readings) add(from, leg, n, reading);
    from.unspecified[n] = undefined;
    notes.push({ code: 'side-assumed', finding: findingIds[n] as FindingId, leg });
  }
};
