/**
 * What an adult's legs say once the red flags are known: localisation and differential of each leg, and how
 * far each unsettles the other (§4.4).
 */
import { type Ranking, rank, symptomaticLegs } from './differential/index.ts';
import type { Chart } from './engine/chart.ts';
import { establish } from './engine/compile.ts';
import type { ByLeg, Context } from './engine/context.ts';
import type { Leg, RootResult } from './engine/types.ts';
import { doubts, WITHHOLDS_ROOT } from './localisation/doubts.ts';
import { type Localisation, lessCertain, localise, withheld } from './localisation/index.ts';
import { signsOppositeSymptoms } from './terms/deficit.ts';
import { adulthood } from './terms/thresholds.ts';

/** Adult rules are off; the red flags are not. Unknown age is treated as adult, and noted. */
export const isChild = ({ age }: Chart): boolean => age !== undefined && age < adulthood.value;

export interface Assessed {
  readonly localisations: readonly Localisation[];
  readonly roots: ByLeg<RootResult>;
  readonly ranking: Ranking;
  readonly notes: readonly string[];
}

export const NOTHING_ASSESSED: Assessed = {
  localisations: [],
  roots: {},
  ranking: { ranked: [], categories: new Map() },
  notes: [],
};

const rootOf = (
  { leg: { leg }, result }: Localisation,
  { categories }: Ranking,
  chart: Chart,
): RootResult => {
  if (categories.get(WITHHOLDS_ROOT)?.[leg] === 'likely') return withheld(result);
  return doubts(chart, categories, leg).length > 0 ? lessCertain(result) : result;
};

const signsOpposite = establish(signsOppositeSymptoms);

/** Localisation and differential of an adult's legs. */
export const assessLegs = (context: Context): Assessed => {
  if (isChild(context.chart)) return NOTHING_ASSESSED;
  const localisations = context.legs.each.map((leg) => localise(context, leg));
  const ranking = rank(context, symptomaticLegs(context));
  const roots: Partial<Record<Leg, RootResult>> = {};
  for (const one of localisations) roots[one.leg.leg] = rootOf(one, ranking, context.chart);
  const named = localisations.filter(({ leg }) => roots[leg.leg]?.result !== 'none');
  const reasons = named.flatMap(({ leg }) => doubts(context.chart, ranking.categories, leg.leg));
  return {
    localisations,
    roots,
    ranking,
    notes: [
      ...[...new Set(reasons)].map((reason) => `root-confidence-lowered: ${reason}`),
      ...(signsOpposite(context, context.legs.midline) ? ['signs-opposite-symptoms'] : []),
    ],
  };
};
