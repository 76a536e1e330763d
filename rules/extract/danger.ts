/** Which recorded values an emergency may rest on. */
import { isPositive } from '../engine/reading.ts';
import type { Fact } from '../engine/types.ts';
import { type FindingId, findings } from '../findings/index.ts';
import { abiCritical } from '../terms/thresholds.ts';

/** Findings that a red flag rests on although a contradiction of them is not counted at its worst value. */
const alsoRaises: ReadonlySet<FindingId> = new Set<FindingId>(['abi']);

export const mayRaise = (id: FindingId): boolean => findings[id].safety === true || alsoRaises.has(id);

/** Whether this value raises a red flag, or helps to. */
export const isDanger = (id: FindingId, value: Fact['value']): boolean =>
  mayRaise(id) &&
  (isPositive(id, value) || (id === 'abi' && typeof value === 'number' && value < abiCritical.value));
