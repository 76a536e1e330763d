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
import {
  type LocalisingSign,
  type Modality,
  type NormalSign,
  ROOTS,
  type RootTable,
  rootTable,
} from './table.ts';

type RootRow = Readonly<Record<Root, number>>;

export interface Localisation {
  readonly leg: LegChart;
  readonly modalities: Readonly<Record<Modality | 'normal', RootRow>>;
  /** What the findings alone say; `result` may be withheld by the differential. */
  readonly result: RootResult;
  /** The findings that gave a root points. */
  readonly signs: readonly LocalisingSign[];
}

interface CompiledSign {
  readonly sign: LocalisingSign;
  readonly shown: Holds;
  readonly severe: Holds | undefined;
  readonly adds: boolean;
}

const emptyRow = (): Record<Root, number> => ({ L2: 0, L3: 0, L4: 0, L5: 0, S1: 0 });

const count = (
  row: Record<Root, number>,
  { sign, adds, severe }: CompiledSign,
  context: Context,
  leg: LegChart,
) => {
  for (const root of ROOTS) {
    const weight = sign.weights[root] ?? 0;
    row[root] = adds ? row[root] + weight : Math.max(row[root], weight);
  }
  if (sign.severe && severe?.(context, leg)) row[sign.severe.root]++;
};

const capped = (row: Record<Root, number>, cap: number): RootRow => {
  for (const root of ROOTS) row[root] = Math.min(row[root], cap);
  return row;
};

interface CompiledNormal {
  readonly sign: NormalSign;
  readonly shown: Holds;
}

const normals = (rules: readonly CompiledNormal[], context: Context, leg: LegChart): RootRow => {
  const row = emptyRow();
  for (const { sign, shown } of rules) {
    if (shown(context, leg)) row[sign.root] = Math.max(row[sign.root] - 1, normalFloor.value);
  }
  return row;
};

const NONE = (scores: RootRow): RootResult => ({ result: 'none', confidence: 'none', scores });

/** The root with most points, but one; of equals the upper. */
const leading = (scores: RootRow, but?: Root): Root => {
  let most: Root | undefined;
  for (const root of ROOTS)
    if (root !== but && (most === undefined || scores[root] > scores[most])) most = root;
  return most as Root;
};

/** Steps 5 and 6: which root or roots, and how surely. `modalities` = how many speak for the top root. */
export const conclude = (scores: RootRow, modalities: (root: Root) => number): RootResult => {
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

const emptyRows = (): Record<Modality, Record<Root, number>> => ({
  motor: emptyRow(),
  reflex: emptyRow(),
  sensory: emptyRow(),
  pain: emptyRow(),
  paraesthesia: emptyRow(),
  tension: emptyRow(),
});

const MODALITIES = Object.keys(rootTable.caps) as readonly Modality[];

/** Localises by the given table. */
export const localiser = (rules: RootTable) => {
  const compiledSigns = rules.signs.map((sign) => ({
    sign,
    shown: establish(sign.when),
    severe: sign.severe && establish(sign.severe.when),
    adds: sign.modality === 'motor',
  }));
  const compiledNormals = rules.normalSigns.map((sign) => ({ sign, shown: establish(sign.when) }));
  return (context: Context, leg: LegChart): Localisation => {
    const rows = emptyRows();
    const found: LocalisingSign[] = [];
    for (let n = 0; n < compiledSigns.length; n++) {
      const compiled = compiledSigns[n] as CompiledSign;
      if (!compiled.shown(context, leg)) continue;
      found.push(compiled.sign);
      count(rows[compiled.sign.modality], compiled, context, leg);
    }
    for (const modality of MODALITIES) capped(rows[modality], rules.caps[modality]);
    const normal = normals(compiledNormals, context, leg);
    const scores = emptyRow();
    for (const root of ROOTS) {
      scores[root] = normal[root];
      for (const modality of MODALITIES) scores[root] += rows[modality][root];
    }
    const speakingFor = (root: Root) => MODALITIES.filter((modality) => rows[modality][root] > 0).length;
    return { leg, modalities: { ...rows, normal }, result: conclude(scores, speakingFor), signs: found };
  };
};

export const localise = localiser(rootTable);

const STEP_DOWN: Readonly<Record<Confidence, Confidence>> = {
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
