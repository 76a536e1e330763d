/**
 * The stage that ranks what a leg's symptoms fit (§5): fifteen tables, each symptomatic leg by itself,
 * then the more certain leg per diagnosis. Category words only; no sum is a probability.
 */
import type { LegChart } from '../engine/chart.ts';
import { compile } from '../engine/compile.ts';
import type { Context } from '../engine/context.ts';
import { type DiagnosisId, diagnosisIds } from '../engine/ids.ts';
import {
  type CompiledTable,
  compileTable,
  type Scored,
  type ScoredTable,
  score,
} from '../engine/scored-table.ts';
import type { Category, Differential, Leg } from '../engine/types.ts';
import { legSymptoms } from '../terms/leg.ts';
import { dddref } from './dddref.ts';
import { facet } from './facet.ts';
import { foram } from './foram.ts';
import { gtps } from './gtps.ts';
import { hipoa } from './hipoa.ts';
import { ldh } from './ldh.ts';
import { lss } from './lss.ts';
import { meralgia } from './meralgia.ts';
import { pad } from './pad.ts';
import { peroneal } from './peroneal.ts';
import { piri } from './piri.ts';
import { polyneuro } from './polyneuro.ts';
import { radic } from './radic.ts';
import { sij } from './sij.ts';
import { spondy } from './spondy.ts';

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
};

export const compiledTables: Readonly<Record<DiagnosisId, CompiledTable>> = Object.fromEntries(
  diagnosisIds.map((id) => [id, compileTable(tables[id])]),
) as Record<DiagnosisId, CompiledTable>;

const symptomatic = compile(legSymptoms);

/** The legs that have something to explain. */
export const symptomaticLegs = (context: Context): readonly LegChart[] =>
  context.legs.each.filter((leg) => symptomatic(context, leg) === true);

export interface Ranking {
  /** The more certain leg of each scored diagnosis, best first. */
  readonly ranked: readonly Scored[];
  /** Category of each diagnosis on each leg. */
  readonly categories: ReadonlyMap<DiagnosisId, ReadonlyMap<Leg, Category>>;
}

/** An open answer is above "less likely": nothing may look settled because the other leg was examined. */
const RANK: Readonly<Record<Category, number>> = {
  likely: 0,
  possible: 1,
  insufficient: 2,
  'less-likely': 3,
};

const before = (a: Scored, b: Scored): number =>
  RANK[a.category] - RANK[b.category] ||
  b.score - a.score ||
  diagnosisIds.indexOf(a.id) - diagnosisIds.indexOf(b.id);

/** `legs` in the order left, right, unspecified, which breaks ties between them. */
export const rank = (context: Context, legs: readonly LegChart[]): Ranking => {
  const categories = new Map<DiagnosisId, Map<Leg, Category>>();
  const within: Context = { ...context, concluded: { ...context.concluded, diagnoses: categories } };
  const ranked: Scored[] = [];
  for (const id of diagnosisIds) {
    const by = new Map<Leg, Category>();
    categories.set(id, by);
    let most: Scored | undefined;
    for (const leg of legs) {
      const scored = score(compiledTables[id], within, leg);
      if (!scored) continue;
      by.set(leg.leg, scored.category);
      if (!most || before(scored, most) < 0) most = scored;
    }
    if (most) ranked.push(most);
  }
  return { ranked: ranked.sort(before), categories };
};

/** The items of a scored table as a clinician reads them: strongest first. */
export const reasons = ({ id, truths, points }: Scored) => {
  const { items } = tables[id];
  const order = items
    .map((item, n) => ({ item, truth: truths[n] ?? null, own: points[n] ?? 0 }))
    .sort((a, b) => Math.abs(b.own) - Math.abs(a.own));
  const spoken = order.map(({ item, truth, own }) => ({
    own,
    truth,
    says: truth === false ? (item.saysNot ?? `not: ${item.item}`) : (item.says ?? item.item),
    ask: item.ask === false ? undefined : (item.ask ?? item.item),
  }));
  return {
    for: spoken.filter(({ own }) => own > 0).map(({ says }) => says),
    against: spoken.filter(({ own }) => own < 0).map(({ says }) => says),
    unknown: [...new Set(spoken.flatMap(({ truth, ask }) => (truth === null && ask ? [ask] : [])))],
  };
};

export const differentialOf = (scored: Scored): Differential => ({
  condition: scored.id,
  category: scored.category,
  side: scored.leg.leg,
  score: scored.score,
  ...reasons(scored),
});
