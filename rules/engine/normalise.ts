/**
 * From facts as recorded to the chart that rules read (§2.1): N1 status, N2 future, N3 windows,
 * N5 open and closed sets, N6 sides, N7–N8 contradictions, N9 long-standing deficits, N11 plausibility,
 * N13 duplicates. What cannot be used is left out and noted, never read as "absent".
 *
 * Cost: one pass over the facts and a few arrays of the vocabulary's length.
 */
import { findingIds, findings } from '../findings/index.ts';
import { highestEgfr, longestPregnancy, oldestAge } from '../terms/thresholds.ts';
import { type Chart, type ConflictingFinding, ordinals } from './chart.ts';
import { assumeSide, collect, isUsed } from './columns.ts';
import { deriveSeries, setAsideBaseline } from './series.ts';
import { settleLegs } from './sides.ts';
import { staleOf } from './stale.ts';
import type { EngineInput } from './types.ts';

const within = (value: number | undefined, min: number, max: number): number | undefined =>
  value !== undefined && value >= min && value <= max ? value : undefined;

/** N6: what names two sides was used without one, and is asked again. */
const twoSided = (input: EngineInput): ConflictingFinding[] => {
  if (!input.sideConflicts?.length) return [];
  const refs = new Set(input.sideConflicts);
  return input.facts.flatMap((fact) => {
    const n = ordinals.get(fact.id);
    const id = n === undefined ? undefined : findingIds[n];
    if (id === undefined || !refs.has(fact.ref) || !findings[id].sided) return [];
    const current = fact.days >= 0 && fact.days <= findings[id].windowDays;
    return current
      ? [{ finding: id, leg: 'unspecified' as const, facts: [fact], taken: 'unsided' as const }]
      : [];
  });
};

/** Shared by every chart that has none. */
const NONE: Chart['occurrences'] = [];

export const normalise = (input: EngineInput): Chart => {
  const collected = collect(input);
  const { inside, notes } = collected;
  assumeSide(inside, notes);
  deriveSeries(collected);
  setAsideBaseline(input, inside, notes);

  const conflicts = twoSided(input);
  const { legs, safety, recorded } = settleLegs(inside, conflicts);

  if (input.egfr !== undefined && within(input.egfr, 0, highestEgfr.value) === undefined)
    notes.push({ code: 'implausible', finding: 'egfr' });
  const age = within(input.age, 0, oldestAge.value);
  if (age === undefined) notes.push({ code: 'age-unknown' });
  for (const { ref, rule, code } of input.leftOut ?? [])
    notes.push({ code: 'left-out', rule, why: code, ref });

  return {
    age,
    sex: input.sex,
    pregnant: input.pregnant,
    gestation: within(input.gaWeeks, 0, longestPregnancy.value),
    egfr: within(input.egfr, 0, highestEgfr.value),
    conditions: new Set(input.cond),
    occurrences: input.occurrences ?? NONE,
    medications: new Set(input.meds),
    orders: input.orders ?? (input.order ? [input.order] : []),
    hook: input.hook,
    freetext: input.freetext ?? 0,
    documented: isUsed(inside.left) || isUsed(inside.right) || isUsed(inside.unspecified),
    legs,
    safety,
    stale: staleOf(collected, input.cond),
    conflicts,
    notes,
    recorded,
    truths: { lanes: [] },
  };
};
