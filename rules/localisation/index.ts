/**
 * The stage that names the lumbar root a leg's findings fit best (§4.2), one leg at a time. Pure: it
 * reads the chart and the compiled table, and concludes in words of confidence, never in percentages.
 */
import type { LegChart } from '../engine/chart.ts';
import { establish, type Holds } from '../engine/compile.ts';
import type { Context } from '../engine/context.ts';
import type { Confidence, Root, RootResult } from '../engine/types.ts';
import {
  normalFloor,
  rootClearLead,
  rootHighModalities,
  rootHighPoints,
  rootLead,
  rootLevelPoints,
  rootNamedPoints,
  rootsApart,
  rootsNamedTogether,
} from '../terms/thresholds.ts';
import { CAPS, type LocalisingSign, type Modality, ROOTS, type RootTable, rootTable } from './table.ts';

type RootScores = Readonly<Record<Root, number>>;

export interface Localisation {
  readonly leg: LegChart;
  /** Points of the modalities one after the other, of each by root. */
  readonly points: readonly number[];
  /** Of the signs that are normal, by root. */
  readonly normal: readonly number[];
  /** What the findings alone say; `result` may be withheld by the differential. */
  readonly result: RootResult;
  /** The findings that gave a root points. */
  readonly signs: readonly LocalisingSign[];
}

const MODALITIES = Object.keys(CAPS) as readonly Modality[];

/** Where the points of a modality begin; those of its roots follow. */
const startOf = (modality: Modality): number => MODALITIES.indexOf(modality) * ROOTS.length;

const rowOf = (points: readonly number[], start = 0): RootScores => {
  const [L2 = 0, L3 = 0, L4 = 0, L5 = 0, S1 = 0] = points.slice(start, start + ROOTS.length);
  return { L2, L3, L4, L5, S1 };
};

/** The points as the trace shows them. */
export const modalitiesOf = ({
  points,
  normal,
}: Localisation): Readonly<Record<Modality | 'normal', RootScores>> => {
  const rows = MODALITIES.map((modality) => [modality, rowOf(points, startOf(modality))]);
  return { ...Object.fromEntries(rows), normal: rowOf(normal) };
};

interface CompiledSign {
  readonly sign: LocalisingSign;
  readonly shown: Holds;
  readonly severe: Holds | undefined;
  readonly severeAt: number;
  readonly adds: boolean;
  readonly start: number;
  /** The weight of the sign for each root. */
  readonly weights: readonly number[];
}

const compileSign = (sign: LocalisingSign): CompiledSign => {
  const start = startOf(sign.modality);
  return {
    sign,
    shown: establish(sign.when),
    severe: sign.severe && establish(sign.severe.when),
    severeAt: start + (sign.severe ? ROOTS.indexOf(sign.severe.root) : 0),
    adds: sign.modality === 'motor',
    start,
    weights: ROOTS.map((root) => sign.weights[root] ?? 0),
  };
};

const count = (points: number[], one: CompiledSign, context: Context, leg: LegChart) => {
  const { adds, severe, severeAt, start, weights } = one;
  for (let n = 0; n < weights.length; n++) {
    const before = points[start + n] as number;
    const weight = weights[n] as number;
    points[start + n] = adds ? before + weight : Math.max(before, weight);
  }
  if (severe?.(context, leg)) points[severeAt] = (points[severeAt] as number) + 1;
};

interface CompiledNormal {
  readonly shown: Holds;
  readonly root: number;
}

const normals = (rules: readonly CompiledNormal[], context: Context, leg: LegChart): number[] => {
  const points = ROOTS.map(() => 0);
  for (const { root, shown } of rules)
    if (shown(context, leg)) points[root] = Math.max((points[root] as number) - 1, normalFloor.value);
  return points;
};

const NONE = (scores: RootScores): RootResult => ({ result: 'none', confidence: 'none', scores });

/** The root with most points, but one; of equals the upper. */
const leading = (scores: RootScores, but?: Root): Root => {
  let most: Root | undefined;
  for (const root of ROOTS)
    if (root !== but && (most === undefined || scores[root] > scores[most])) most = root;
  return most as Root;
};

/** Steps 5 and 6: which root or roots, and how surely. `modalities` = how many speak for the top root. */
export const conclude = (scores: RootScores, modalities: (root: Root) => number): RootResult => {
  const top = leading(scores);
  const best = scores[top];
  if (best < rootNamedPoints.value) return NONE(scores);

  const levels = ROOTS.filter((root) => scores[root] >= rootLevelPoints.value);
  const span = ROOTS.indexOf(levels.at(-1) as Root) - ROOTS.indexOf(levels[0] as Root);
  if (levels.length > 1 && span >= rootsApart.value)
    return { result: `multilevel:${levels.join('+')}`, confidence: 'discordant', scores };

  const lead = best - scores[leading(scores, top)];
  if (lead < rootLead.value) {
    const order = [...ROOTS].sort((a, b) => scores[b] - scores[a]);
    const close = order
      .filter((root) => best - scores[root] < rootLead.value)
      .slice(0, rootsNamedTogether.value);
    const names = ROOTS.filter((root) => close.includes(root));
    return { result: names.join('/'), confidence: 'low', scores };
  }
  const high =
    best >= rootHighPoints.value &&
    lead >= rootClearLead.value &&
    modalities(top) >= rootHighModalities.value;
  const confidence: Confidence = high ? 'high' : best >= rootLevelPoints.value ? 'moderate' : 'low';
  return { result: top, confidence, scores };
};

/** Localises by the given table. */
export const localiser = ({ signs, normalSigns, caps }: RootTable) => {
  const compiledSigns = signs.map(compileSign);
  const compiledNormals = normalSigns.map(({ when, root }) => ({
    shown: establish(when),
    root: ROOTS.indexOf(root),
  }));
  const highest = MODALITIES.flatMap((modality) => ROOTS.map(() => caps[modality]));
  return (context: Context, leg: LegChart): Localisation => {
    const points = highest.map(() => 0);
    const found: LocalisingSign[] = [];
    for (const one of compiledSigns) {
      if (!one.shown(context, leg)) continue;
      found.push(one.sign);
      count(points, one, context, leg);
    }
    const normal = normals(compiledNormals, context, leg);
    const sums = normal.slice();
    for (let n = 0; n < points.length; n++) {
      points[n] = Math.min(points[n] as number, highest[n] as number);
      const root = n % ROOTS.length;
      sums[root] = (sums[root] as number) + (points[n] as number);
    }
    const speakingFor = (root: Root) =>
      MODALITIES.filter((modality) => (points[startOf(modality) + ROOTS.indexOf(root)] as number) > 0).length;
    return { leg, points, normal, result: conclude(rowOf(sums), speakingFor), signs: found };
  };
};

export const localise = localiser(rootTable);

export const STEP_DOWN: Readonly<Record<Confidence, Confidence>> = {
  high: 'moderate',
  moderate: 'low',
  low: 'low',
  discordant: 'discordant',
  none: 'none',
};

/** §4.4: earlier surgery, polyneuropathy or an old stroke make every root less certain. */
export const lessCertain = (result: RootResult): RootResult => ({
  ...result,
  confidence: STEP_DOWN[result.confidence],
});

/** §4.2 step 7: the foot drop belongs to the peroneal nerve, so no root is named. */
export const withheld = ({ scores }: RootResult): RootResult => NONE(scores);
