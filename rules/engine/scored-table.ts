/**
 * A diagnosis as a table of weighted items, and its evaluation on one leg (§5.1).
 *
 * Points are half-decibans of a likelihood ratio, moved toward 0 where the study is small, and never a
 * probability. An item counts its `present` weight when its criterion is established, its `absent`
 * weight when the contrary is, and nothing when nobody documented it.
 */
import type { CitationId } from '../citations.ts';
import {
  clearlyNegativePoints,
  likelyPoints,
  possiblePoints,
  strongItemPoints,
  supportingClusters,
} from '../terms/thresholds.ts';
import type { LegChart } from './chart.ts';
import { establish, type Holds, partOf } from './compile.ts';
import type { Context } from './context.ts';
import type { Criterion } from './criterion.ts';
import type { DiagnosisId } from './ids.ts';
import { type Truth, truthOn } from './lanes.ts';
import type { RuleIdentity, Some, Vignettes } from './rule.ts';
import { lanesOf, type Part } from './truth-table.ts';
import type { Category } from './types.ts';

export interface Item {
  /** The row's name in the specification's table. */
  readonly item: string;
  readonly when: Criterion;
  readonly present: number;
  readonly absent: number;
  /** The absent weight under the table's exemption. */
  readonly absentIfExempt?: number;
  readonly cluster: string;
  /** Sources of the weight, each with the number relied on where there is one. */
  readonly basis: Some<CitationId | readonly [cite: CitationId, says: string]>;
  /** Words for a card where the row's name is not what a clinician would say. */
  readonly says?: string;
  readonly saysNot?: string;
  /** How the item is asked for when unknown; by default the row's name. `false`: not something to ask. */
  readonly ask?: string | false;
  /** Worth asking only if this holds. */
  readonly askWhen?: Criterion;
}

export interface ScoredTable extends RuleIdentity<DiagnosisId> {
  readonly concludes: string;
  /** Fewer documented clusters leave the answer open. */
  readonly minimumClusters: number;
  /** Clusters that cannot support a diagnosis by themselves: age, risk, onset, context. */
  readonly soft: readonly string[];
  /** Lowest and highest sum of a cluster. */
  readonly caps?: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** What must have been examined before the words "likely" and "less likely" may be used. */
  readonly required?: {
    readonly likely?: Criterion;
    /** Waived where the sum is clearly negative. */
    readonly lessLikely?: Criterion;
    /** Never waived: without it nothing makes the diagnosis less likely. */
    readonly toLowerAtAll?: Criterion;
  };
  /** What must be established before any sum of items supports the diagnosis. */
  readonly supportNeeds?: Criterion;
  /** What must not be lost in a sum: where it is established the diagnosis is at least possible. */
  readonly atLeastPossible?: Criterion;
  /** Highest category this diagnosis can reach. */
  readonly ceiling?: 'possible';
  /** Only legs on which this is established are scored. */
  readonly onlyWhen?: Criterion;
  /** Scored only when the other diagnosis is at least possible on the leg, and never above it. */
  readonly within?: DiagnosisId;
  /** When established, `absentIfExempt` replaces `absent`. */
  readonly exemption?: Criterion;
  readonly items: Some<Item>;
  readonly vignettes: Vignettes<'likely' | 'possible', 'less-likely' | 'insufficient' | 'not scored'>;
}

interface CompiledItem {
  readonly item: Item;
  readonly when: Part;
  readonly cluster: number;
  readonly soft: boolean;
}

export interface CompiledTable {
  readonly table: ScoredTable;
  readonly items: readonly CompiledItem[];
  readonly clusters: readonly {
    readonly soft: boolean;
    readonly low: number;
    readonly high: number;
  }[];
  /** Working memory of one evaluation: sum of each cluster, and whether anything in it is documented. */
  readonly sums: Int32Array;
  readonly known: Uint8Array;
  readonly likely: Holds | undefined;
  readonly lessLikely: Holds | undefined;
  readonly toLowerAtAll: Holds | undefined;
  readonly supportNeeds: Holds | undefined;
  readonly atLeastPossible: Holds | undefined;
  readonly onlyWhen: Holds | undefined;
  readonly exemption: Holds | undefined;
}

const optional = (criterion: Criterion | undefined) => criterion && establish(criterion);

export const compileTable = (table: ScoredTable): CompiledTable => {
  const names = [...new Set(table.items.map(({ cluster }) => cluster))];
  const items = table.items.map((item) => ({
    item,
    when: partOf(item.when),
    cluster: names.indexOf(item.cluster),
    soft: table.soft.includes(item.cluster),
  }));
  return {
    table,
    items,
    clusters: names.map((name) => {
      const [low, high] = table.caps?.[name] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      return { soft: table.soft.includes(name), low, high };
    }),
    sums: new Int32Array(names.length),
    known: new Uint8Array(names.length),
    likely: optional(table.required?.likely),
    lessLikely: optional(table.required?.lessLikely),
    toLowerAtAll: optional(table.required?.toLowerAtAll),
    supportNeeds: optional(table.supportNeeds),
    atLeastPossible: optional(table.atLeastPossible),
    onlyWhen: optional(table.onlyWhen),
    exemption: optional(table.exemption),
  };
};

export interface Scored {
  readonly id: DiagnosisId;
  readonly leg: LegChart;
  readonly category: Category;
  readonly score: number;
  /** Truth of each item, in the table's order. */
  readonly truths: readonly Truth[];
  readonly exempt: boolean;
}

/** The weight an item has when absent, with or without the exemption. */
export const absentWeight = (item: Item, exempt: boolean): number =>
  exempt ? (item.absentIfExempt ?? item.absent) : item.absent;

/** Before the caps. */
export const pointsOf = (item: Item, truth: Truth, exempt: boolean): number => {
  if (truth === null) return 0;
  return truth ? item.present : absentWeight(item, exempt);
};

interface Tally extends Pick<Scored, 'score' | 'truths' | 'exempt'> {
  /** Clusters of which something is documented. */
  readonly known: number;
  readonly supported: boolean;
}

const tally = (
  { items, clusters, sums, known, exemption }: CompiledTable,
  context: Context,
  leg: LegChart,
): Tally => {
  const exempt = exemption?.(context, leg) ?? false;
  const truths: Truth[] = [];
  for (let n = 0; n < clusters.length; n++) {
    sums[n] = 0;
    known[n] = 0;
  }
  let strong = false;
  for (let n = 0; n < items.length; n++) {
    const { item, when, cluster, soft } = items[n] as CompiledItem;
    const truth = truthOn(lanesOf(when, context), leg.lane);
    truths.push(truth);
    if (truth === null) continue;
    const own = pointsOf(item, truth, exempt);
    known[cluster] = 1;
    sums[cluster] = (sums[cluster] as number) + own;
    strong ||= !soft && own >= strongItemPoints.value;
  }
  let score = 0;
  let positive = 0;
  let documented = 0;
  for (let n = 0; n < clusters.length; n++) {
    const { low, high, soft } = clusters[n] as CompiledTable['clusters'][number];
    const sum = Math.min(Math.max(sums[n] as number, low), high);
    score += sum;
    if (!soft && sum > 0) positive++;
    documented += known[n] as number;
  }
  return {
    score,
    truths,
    exempt,
    known: documented,
    supported: strong || positive >= supportingClusters.value,
  };
};

const established = (part: Holds | undefined, context: Context, leg: LegChart): boolean =>
  part === undefined || part(context, leg);

const bySum = (
  compiled: CompiledTable,
  { score, known, supported }: Tally,
  context: Context,
  leg: LegChart,
): Category => {
  const { table } = compiled;
  const enough = known >= table.minimumClusters;
  const backed = supported && established(compiled.supportNeeds, context, leg);
  if (backed && score >= likelyPoints.value) {
    return enough && table.ceiling === undefined && established(compiled.likely, context, leg)
      ? 'likely'
      : 'possible';
  }
  if (backed && score >= possiblePoints.value) return 'possible';
  const examined = score <= clearlyNegativePoints.value || established(compiled.lessLikely, context, leg);
  const mayLower = enough && examined && established(compiled.toLowerAtAll, context, leg);
  return mayLower ? 'less-likely' : 'insufficient';
};

const categoryOf = (compiled: CompiledTable, tally: Tally, context: Context, leg: LegChart): Category => {
  const category = bySum(compiled, tally, context, leg);
  if (category === 'likely' || category === 'possible') return category;
  return compiled.atLeastPossible?.(context, leg) ? 'possible' : category;
};

/** The diagnosis on one leg; undefined where the table does not apply to it. */
export const score = (compiled: CompiledTable, context: Context, leg: LegChart): Scored | undefined => {
  const { table } = compiled;
  if (compiled.onlyWhen && !compiled.onlyWhen(context, leg)) return undefined;
  const over = table.within && context.concluded.diagnoses?.get(table.within)?.[leg.leg];
  if (table.within && over !== 'likely' && over !== 'possible') return undefined;

  const sum = tally(compiled, context, leg);
  const category = categoryOf(compiled, sum, context, leg);
  return {
    id: table.id,
    leg,
    category: category === 'likely' && over === 'possible' ? 'possible' : category,
    score: sum.score,
    truths: sum.truths,
    exempt: sum.exempt,
  };
};
