/**
 * Why a diagnosis ranks where it does, or a root: the items of its table that count on that leg, the
 * weightiest first, each with the newest fact behind it. Read only when a card is worded.
 */

import { tables } from '../differential/index.ts';
import { findingsBehind } from '../engine/because.ts';
import type { LegChart } from '../engine/chart.ts';
import { compile } from '../engine/compile.ts';
import type { Criterion } from '../engine/criterion.ts';
import { explain, type FindingUsed, openIn } from '../engine/explain.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import { absentWeight, type Item } from '../engine/scored-table.ts';
import type { Fact, Leg, Root } from '../engine/types.ts';
import { partsOf } from '../engine/walk.ts';
import { findings } from '../findings/index.ts';
import { signs } from '../localisation/table.ts';
import type { Recorded } from './contribution.ts';
import { findingSaid, onRecord } from './on-record.ts';
import { diagnosis, recordedLeg, type Situation } from './situation.ts';
import { inWords } from './wording/say.ts';

const legOf = ({ context }: Situation, leg: Leg): LegChart =>
  context.legs.each.find((one) => one.leg === leg) ?? context.legs.midline;

const newest = (facts: readonly Fact[]): Fact | undefined =>
  facts.reduce<Fact | undefined>(
    (latest, fact) => (latest === undefined || fact.days < latest.days ? fact : latest),
    undefined,
  );

interface ReasonLine {
  readonly recorded: Recorded;
  readonly weight: number;
  /** The key by which a finding of a leg is told once, however many items it counts for. */
  readonly key: string;
}

/** A finding such as "numb in both feet" belongs to no single leg. */
const comparesLegs = (criterion: Criterion): boolean =>
  criterion.op === 'bilateral' || criterion.op === 'symmetric' || partsOf(criterion).some(comparesLegs);

/** N6: what rests on several findings is told as recorded only when each of them is. */
const isAssumed = ({ leg, value, facts }: FindingUsed): boolean =>
  leg !== undefined && value !== undefined && recordedLeg({ leg, value, facts }) !== leg;

/** At most so many findings of one item are told, to leave room for the next item. */
const MOST_OF_AN_ITEM = 2;

/** A reason is told by its value; only what rests on no finding (an age, a condition) by the table's words. */
const reasonsOf = (s: Situation, item: Item, leg: LegChart, exempt: boolean): readonly ReasonLine[] => {
  const truth = compile(item.when)(s.context, leg);
  if (truth === null) return [];
  const weight = truth ? item.present : absentWeight(item, exempt);
  if (weight === 0) return [];
  const used = findingsBehind(item.when, truth, s.context, leg);
  if (used.length === 0) {
    const words = truth ? (item.says ?? item.item) : (item.saysNot ?? `not ${item.says ?? item.item}`);
    return [{ weight, key: words, recorded: { said: inWords(words) } }];
  }
  const both = comparesLegs(item.when);
  return used.slice(0, MOST_OF_AN_ITEM).flatMap((one) => {
    const fact = newest(one.facts);
    if (one.value === undefined) return [];
    const side = findings[one.id].sided
      ? both || fact?.side === 'B'
        ? ('both' as const)
        : leg.leg
      : undefined;
    return [
      {
        weight,
        key: `${one.id}:${side ?? ''}`,
        recorded: {
          said: findingSaid(one.id, { value: one.value, facts: one.facts }),
          ...(side && { side }),
          ...(isAssumed(one) && { sideAssumed: true }),
          ...(fact && { fact }),
        },
      },
    ];
  });
};

const once = (all: readonly ReasonLine[]): readonly ReasonLine[] => {
  const seen = new Set<string>();
  return all.filter(({ key }) => {
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

/** For and against, the weightiest first. */
interface Reasons {
  readonly supporting: readonly Recorded[];
  readonly opposing: readonly Recorded[];
}

const findReasons = (s: Situation, id: DiagnosisId): Reasons => {
  const table = tables[id];
  const side = diagnosis(s, id)?.side;
  if (side === undefined) return { supporting: [], opposing: [] };
  const leg = legOf(s, side);
  const exempt = table.exemption !== undefined && compile(table.exemption)(s.context, leg) === true;
  const reasons = table.items
    .flatMap((item) => reasonsOf(s, item, leg, exempt))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const of = (side: number) =>
    once(reasons.filter(({ weight }) => weight * side > 0)).map(({ recorded }) => recorded);
  return { supporting: of(1), opposing: of(-1) };
};

/** Asked for by several cards of one answer, for and against; worked out once. */
const known = new WeakMap<Situation, Map<DiagnosisId, Reasons>>();

const reasons = (s: Situation, id: DiagnosisId): Reasons => {
  const ofSituation = known.get(s) ?? new Map<DiagnosisId, Reasons>();
  known.set(s, ofSituation);
  const found = ofSituation.get(id) ?? findReasons(s, id);
  ofSituation.set(id, found);
  return found;
};

export const supporting = (s: Situation, id: DiagnosisId): readonly Recorded[] => reasons(s, id).supporting;

export const opposing = (s: Situation, id: DiagnosisId): readonly Recorded[] => reasons(s, id).opposing;

/** Nothing that supports it was recorded of that leg: then no code and no name rests on the leg. */
export const isOfAssumedLeg = (s: Situation, id: DiagnosisId): boolean => isAllAssumed(supporting(s, id));

export const isAllAssumed = (all: readonly Recorded[]): boolean => {
  const sided = all.filter(({ side }) => side !== undefined);
  return sided.length > 0 && sided.every(({ sideAssumed }) => sideAssumed === true);
};

/** Labels of the findings that could still count for the diagnosis or against it, the weightiest first. */
export const open = (s: Situation, id: DiagnosisId): readonly string[] => {
  const table = tables[id];
  const side = diagnosis(s, id)?.side;
  if (side === undefined) return [];
  const leg = legOf(s, side);
  const items = table.items
    .filter((item) => item.ask !== false && compile(item.when)(s.context, leg) === null)
    .sort((a, b) => b.present - b.absent - (a.present - a.absent));
  return [
    ...new Set(
      items.flatMap((item) => {
        const [first] = openIn(explain(item.when, s.context, leg));
        return first === undefined ? [] : [findings[first].label];
      }),
    ),
  ];
};

/** The findings that point to a root on a leg, the weightiest first, each once. */
export const signsOf = (s: Situation, leg: Leg, root: Root): readonly Recorded[] => {
  const chart = legOf(s, leg);
  const counting = signs
    .filter(({ when, weights }) => (weights[root] ?? 0) > 0 && compile(when)(s.context, chart) === true)
    .sort((a, b) => (b.weights[root] ?? 0) - (a.weights[root] ?? 0));
  const ids = [...new Set(counting.map(({ finding }) => finding))];
  return onRecord(s, ids, { leg });
};
