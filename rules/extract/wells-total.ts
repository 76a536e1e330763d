/**
 * The Wells total from its items, when the total itself was not recorded. Items that were not asked leave it
 * open: the lowest total that is still possible counts only if it already makes a thrombosis likely.
 */
import { wellsItems } from '../findings/wells.ts';
import { dvtLikely } from '../terms/thresholds.ts';
import { words } from './code.ts';
import { type Json, records } from './shape.ts';

const points: Readonly<Record<string, number>> = wellsItems;

export interface WellsTotal {
  /** The lowest total that is still possible. */
  readonly lowest: number;
  /** The total may be said: every item was answered, or the items that were not asked cannot change the level. */
  readonly counts: boolean;
  /** Whether the item of active cancer is in it. */
  readonly withCancer: boolean;
}

/** Undefined where a total was recorded, or no item. */
export const wellsTotal = (observation: Json): WellsTotal | undefined => {
  if (observation['valueQuantity'] !== undefined || observation['valueInteger'] !== undefined)
    return undefined;
  const answers = new Map<string, boolean>();
  for (const { code, valueBoolean } of records(observation['component'])) {
    const item = words(code).find((word) => Object.hasOwn(points, word));
    if (item !== undefined && typeof valueBoolean === 'boolean') answers.set(item, valueBoolean);
  }
  if (answers.size === 0) return undefined;
  let lowest = 0;
  for (const [item, worth] of Object.entries(points)) {
    const answer = answers.get(item);
    if (answer === true || (answer === undefined && worth < 0)) lowest += worth;
  }
  const complete = answers.size === Object.keys(points).length;
  const withCancer = answers.get('active-cancer') === true;
  return { lowest, counts: complete || lowest >= dvtLikely.value, withCancer };
};
