/**
 * The stages of an evaluation in their fixed order, each reading what the ones before concluded:
 * red flags first and alone, then localisation, differential, and the words that sum them up.
 */

import { type Ranking, rank, symptomaticLegs } from './differential/index.ts';
import { type Chart, ordinal } from './engine/chart.ts';
import { compile } from './engine/compile.ts';
import type { ByLeg, Context } from './engine/context.ts';
import { any, present } from './engine/criterion.ts';
import type { Scored } from './engine/scored-table.ts';
import type { Leg, RootResult, Urgency } from './engine/types.ts';
import { type Localisation, lessCertain, localise, withheld } from './localisation/index.ts';
import type { RaisedFlags } from './red-flags/index.ts';
import { objectiveDeficit, tensionPositive } from './terms/deficit.ts';
import { caudaEquinaQuestions, descriptors, examinationParts } from './terms/documentation.ts';
import { backPain, pain, sensorySymptom, someLegSymptoms } from './terms/leg.ts';

/** Adult rules are off; the red flags are not. Unknown age is treated as adult, and noted. */
const ADULT = 18;
export const isChild = ({ age }: Chart): boolean => age !== undefined && age < ADULT;

const someLeg = compile(someLegSymptoms);
const back = compile(backPain);

export const urgencyOf = ({ raised }: RaisedFlags, context: Context): Urgency =>
  raised[0]?.urgency ?? (someLeg(context, context.legs.midline) === true ? 'routine' : 'none');

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

/** §4.4: what makes every root less certain, with the words that say so. */
const doubts = ({ conditions }: Chart, polyneuropathy: boolean): string[] => [
  ...(conditions.has('prior-lumbar-surgery') || conditions.has('lumbar-surgery-6w')
    ? ['previous lumbar surgery']
    : []),
  ...(polyneuropathy || conditions.has('diabetic-neuropathy') ? ['polyneuropathy'] : []),
  ...(conditions.has('known-umn-disease') || conditions.has('known-bilateral-deficit')
    ? ['earlier neurological disease']
    : []),
];

const likelyOn = (ranking: Ranking, id: Scored['id'], leg: Leg): boolean =>
  ranking.categories.get(id)?.[leg] === 'likely';

const rootOf = ({ leg, result }: Localisation, ranking: Ranking, chart: Chart): RootResult => {
  if (likelyOn(ranking, 'PERONEAL', leg.leg)) return withheld(result);
  const doubted = doubts(chart, likelyOn(ranking, 'POLYNEURO', leg.leg)).length > 0;
  return doubted ? lessCertain(result) : result;
};

const symptom = compile(any(pain, sensorySymptom, present('weakness-subjective')));
const sign = compile(any(objectiveDeficit, tensionPositive));

/** §4.4: the symptoms are on one leg, the signs on the other. */
const signsOpposite = (context: Context): boolean => {
  const { left, right } = context.legs;
  const on = (part: typeof symptom) => [part(context, left) === true, part(context, right) === true];
  const [symptomLeft, symptomRight] = on(symptom);
  const [signLeft, signRight] = on(sign);
  return symptomLeft !== symptomRight && signLeft !== signRight && symptomLeft === signRight;
};

/** Localisation and differential of an adult's legs. */
export const assessLegs = (context: Context): Assessed => {
  if (isChild(context.chart)) return NOTHING_ASSESSED;
  const localisations = context.legs.each.map((leg) => localise(context, leg));
  const ranking = rank(context, symptomaticLegs(context));
  const roots: Partial<Record<Leg, RootResult>> = {};
  for (const one of localisations) roots[one.leg.leg] = rootOf(one, ranking, context.chart);
  const named = localisations.filter(({ leg }) => roots[leg.leg]?.result !== 'none');
  const reasons = named.flatMap(({ leg }) => doubts(context.chart, likelyOn(ranking, 'POLYNEURO', leg.leg)));
  return {
    localisations,
    roots,
    ranking,
    notes: [
      ...[...new Set(reasons)].map((reason) => `root-confidence-lowered: ${reason}`),
      ...(signsOpposite(context) ? ['signs-opposite-symptoms'] : []),
    ],
  };
};

const parts = [...descriptors, ...examinationParts].map(({ id, recorded }) => ({
  id,
  recorded: compile(recorded),
}));

/** Descriptors, parts of the examination and cauda equina questions that nobody documented. */
export const missingFrom = (context: Context): string[] => {
  const { chart, legs } = context;
  const symptomatic = symptomaticLegs(context);
  if (symptomatic.length === 0 && back(context, legs.midline) !== true) return [];
  const undone = parts.filter(({ recorded }) => symptomatic.some((leg) => recorded(context, leg) !== true));
  const unasked = caudaEquinaQuestions.filter((id) => chart.safety.midline.values[ordinal(id)] === undefined);
  return [...undone.map(({ id }) => id), ...unasked];
};

/** How many resources that were left out are named; the rest is counted. */
const NAMED = 20;

const leftOutOf = (notes: Chart['notes']): string[] => {
  const named = notes.flatMap((note) =>
    note.code === 'left-out' ? [`left out (${note.rule} ${note.why}): ${note.ref}`] : [],
  );
  const unique = [...new Set(named)].sort();
  const more = unique.length - NAMED;
  return more > 0 ? [...unique.slice(0, NAMED), `left out: ${more} more`] : unique;
};

/** The chart's notes as short strings, each once, in an order that does not depend on the chart's. */
export const notesOf = ({ notes, documented }: Chart): string[] => [
  ...new Set(
    notes.flatMap((note) => {
      switch (note.code) {
        case 'side-assumed':
          return [note.code].sort();
        case 'age-unknown':
          return documented ? [note.code] : [];
        case 'left-out':
          return [];
        default:
          return [`${note.code}: ${note.finding}`];
      }
    }),
  ),
  ...leftOutOf(notes),
];
