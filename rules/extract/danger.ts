/** Which recorded values an emergency may rest on. */
import { isPositive } from '../engine/reading.ts';
import type { Fact } from '../engine/types.ts';
import { type FindingId, findings } from '../findings/index.ts';
import { abiCritical } from '../terms/thresholds.ts';

/** A red flag rests on it, though a contradiction of it does not count at its worst. */
const alsoRaises: ReadonlySet<FindingId> = new Set<FindingId>(['abi']);

export const mayRaise = (id: FindingId): boolean => findings[id].safety === true || alsoRaises.has(id);

/** Whether this value raises a red flag, or helps to. */
export const isDanger = (id: FindingId, value: Fact['value']): boolean =>
  mayRaise(id) &&
  (isPositive(id, value) || (id === 'abi' && typeof value === 'number' && value < abiCritical.value));
