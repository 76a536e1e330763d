/**
 * Conditions of which a rule asks since when or on which leg. Some count only for a time: without a date nobody
 * knows whether it is over, and then it is not said.
 */
import type { Occurrence, Side } from '../engine/types.ts';
import type { ConditionId } from '../findings/index.ts';
import {
  feverDays,
  inDays,
  legInjuryWeeks,
  majorSurgeryWeeks,
  newPainDays,
  recentCancerMonths,
  zosterDays,
} from '../terms/thresholds.ts';
import { ageInDays, type When } from './fhir-date.ts';

interface Timing {
  /** How a partial date is taken: so that it leaves the more dangerous reading. */
  readonly partial: 'earliest' | 'latest';
  /** Days for which it counts. */
  readonly holds?: number;
  /** It excuses a sign or scores by its date: without one it does not count. */
  readonly dated?: true;
}

const timings: ReadonlyMap<ConditionId, Timing> = new Map<ConditionId, Timing>([
  ['arterial-occlusion-leg', { partial: 'latest' }],
  ['cauda-equina-syndrome', { partial: 'latest' }],
  ['leg-injury-6w', { partial: 'earliest', holds: inDays(legInjuryWeeks), dated: true }],
  ['hip-fracture', { partial: 'latest', holds: newPainDays.value }],
  ['febrile-illness', { partial: 'earliest', holds: feverDays.value, dated: true }],
  ['major-surgery-12w', { partial: 'latest', holds: inDays(majorSurgeryWeeks), dated: true }],
  ['recent-cancer', { partial: 'latest', holds: inDays(recentCancerMonths), dated: true }],
  ['zoster', { partial: 'latest', holds: zosterDays.value }],
]);

export const isTimed = (id: ConditionId): boolean => timings.has(id);

/** The condition as it counts now; undefined where it is over, or where its date does not tell. */
export const occurrenceOf = (
  id: ConditionId,
  since: When | undefined,
  now: number,
  side: Side | undefined,
): Occurrence | undefined => {
  const timing = timings.get(id);
  if (timing === undefined) return undefined;
  const days = since && ageInDays(since, now, timing.partial);
  if (days === undefined ? timing.dated : timing.holds !== undefined && days > timing.holds) return undefined;
  return { id, ...(days !== undefined && { days }), ...(side && { side }) };
};
