/**
 * The stage that ranks what a leg's symptoms fit (§5): twenty tables, each symptomatic leg by itself,
 * then the more certain leg per diagnosis. Category words only; no sum is a probability.
 */
import type { LegChart } from '../engine/chart.ts';
import { establish } from '../engine/compile.ts';
import type { ByLeg, Context } from '../engine/context.ts';
import { type DiagnosisId, diagnosisIds } from '../engine/ids.ts';
import type { Truth } from '../engine/lanes.ts';
import {
  type CompiledTable,
  compileTable,
  type Item,
  pointsOf,
  type Scored,
  type ScoredTable,
  score,
} from '../engine/scored-table.ts';
import type { Category, Differential, Leg } from '../engine/types.ts';
import { legSymptoms } from '../terms/leg.ts';
import { dddref } from './dddref.ts';
import { facet } from './facet.ts';
import { femoral } from './femoral.ts';
import { foram } from './foram.ts';
import { gtps } from './gtps.ts';
import { hipBone } from './hip-bone.ts';
import { hipoa } from './hipoa.ts';
import { ldh } from './ldh.ts';
import { lrpn } from './lrpn.ts';
import { lss } from './lumbar-stenosis.ts';
import { meralgia } from './meralgia.ts';
import { pad } from './pad.ts';
import { peroneal } from './peroneal.ts';
import { piri } from './piri.ts';
import { polyneuro } from './polyneuropathy.ts';
import { radic } from './radic.ts';
import { sij } from './sij.ts';
import { spondy } from './spondy.ts';
import { tarsal } from './tarsal.ts';
import { zoster } from './zoster.ts';

export const tables: Readonly<Record<DiagnosisId, ScoredTable>> = {
  RADIC: radic,
  LDH: ldh,
  FORAM: foram,
  DDDREF: dddref,
  LSS: lss,
  SPONDY: spondy,
  SIJ: sij,
  PIRI: piri,
  FACET: facet,
  PAD: pad,
  HIPOA: hipoa,
  PERONEAL: peroneal,
  POLYNEURO: polyneuro,
  MERALGIA: meralgia,
  GTPS: gtps,
  LRPN: lrpn,
  ZOSTER: zoster,
  TARSAL: tarsal,
  FEMORAL: femoral,
  HIPBONE: hipBone,
};

export const compiledTables: Readonly<Record<DiagnosisId, CompiledTable>> = Object.fromEntries(
  diagnosisIds.map((id) => [id, compileTable(tables[id])]),
) as Record<DiagnosisId, CompiledTable>;

const symptomatic = establish(legSymptoms);

/** The legs that have something to explain. */
export const symptomaticLegs = (context: Context): readonly LegChart[] =>
  context.legs.each.filter((leg) => symptomatic(context, leg));

export interface Ranking {
  /** The more certain leg of each scored diagnosis, best first. */
  readonly ranked: readonly Scored[];
  /** Category of each diagnosis on each leg. */
  readonly categories: ReadonlyMap<DiagnosisId, ByLeg<Category>>;
}

/** An open answer is above "less likely": nothing may look settled because the other leg was examined. */
const RANK: Readonly<Record<Category, number>> = {
  likely: 0,
  possible: 1,
  insufficient: 2,
  'less-likely': 3,
};

/** To sort by: the more certain of two comes first. */
export const moreCertain = (a: Scored, b: Scored): number =>
  RANK[a.category] - RANK[b.category] ||
  b.score - a.score ||
  diagnosisIds.indexOf(a.id) - diagnosisIds.indexOf(b.id);

/** The more certain of the legs a table applies to; their categories are added to `onLegs`. */
const mostCertain = (
  table: CompiledTable,
  context: Context,
  legs: readonly LegChart[],
  onLegs: Partial<Record<Leg, Category>>,
): Scored | undefined => {
  let most: Scored | undefined;
  for (const leg of legs) {
    const scored = score(table, context, leg);
    if (!scored) continue;
    onLegs[leg.leg] = scored.category;
    if (!most || moreCertain(scored, most) < 0) most = scored;
  }
  return most;
};

/** Ranks by the given tables; `legs` in the order left, right, unspecified, which breaks ties between them. */
export const ranker = (by: Readonly<Record<DiagnosisId, CompiledTable>>) => {
  return (context: Context, legs: readonly LegChart[]): Ranking => {
    const categories = new Map<DiagnosisId, ByLeg<Category>>();
    const within: Context = { ...context, concluded: { ...context.concluded, diagnoses: categories } };
    const ranked: Scored[] = [];
    for (const id of diagnosisIds) {
      const onLegs: Partial<Record<Leg, Category>> = {};
      categories.set(id, onLegs);
      const most = mostCertain(by[id], within, legs, onLegs);
      if (most) ranked.push(most);
    }
    return { ranked: ranked.sort(moreCertain), categories };
  };
};

export const rank = ranker(compiledTables);

/** An item as a clinician reads it. */
interface Wording {
  readonly present: string;
  readonly absent: string;
  readonly ask: string | undefined;
  /** An item before it is asked for in the same words. */
  readonly isAskedBefore: boolean;
}

const wordings: Readonly<Record<DiagnosisId, readonly Wording[]>> = Object.fromEntries(
  diagnosisIds.map((id) => [
    id,
    tables[id].items.map(({ item, says = item, saysNot = `not: ${item}`, ask = item }, n, items) => ({
      present: says,
      absent: saysNot,
      ask: ask === false ? undefined : ask,
      isAskedBefore: items.slice(0, n).some((before) => (before.ask ?? before.item) === ask),
    })),
  ]),
) as unknown as Record<DiagnosisId, readonly Wording[]>;

/** Puts an item behind those that weigh as much or more: of a handful, cheaper than to sort them. */
const insert = (items: number[], item: number, points: readonly number[]): void => {
  const weight = Math.abs(points[item] as number);
  let at = items.length;
  for (; at > 0; at--) {
    const before = items[at - 1] as number;
    if (Math.abs(points[before] as number) >= weight) break;
    items[at] = before;
  }
  items[at] = item;
};

/** The items of a scored table in words, strongest first; what is not documented, as it is asked. */
export const differentialOf = ({ id, category, leg, score, truths, exempt }: Scored): Differential => {
  const { items } = tables[id];
  const points: number[] = [];
  const speaksFor: number[] = [];
  const against: number[] = [];
  const unknown: string[] = [];
  const words = wordings[id];
  for (let n = 0; n < items.length; n++) {
    const truth = truths[n] as Truth;
    const own = pointsOf(items[n] as Item, truth, exempt);
    points.push(own);
    if (own > 0) insert(speaksFor, n, points);
    else if (own < 0) insert(against, n, points);
    if (truth !== null) continue;
    const { ask, isAskedBefore } = words[n] as Wording;
    if (ask !== undefined && !(isAskedBefore && unknown.includes(ask))) unknown.push(ask);
  }
  const said = (n: number) => (truths[n] ? words[n]?.present : words[n]?.absent) as string;
  return {
    condition: id,
    category,
    side: leg.leg,
    score,
    for: speaksFor.map(said),
    against: against.map(said),
    unknown,
  };
};
