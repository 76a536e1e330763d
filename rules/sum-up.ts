/** What the assessment says of the chart as a whole: how urgent, what nobody documented, what is noted. */
import { symptomaticLegs } from './differential/index.ts';
import { type Chart, ordinal } from './engine/chart.ts';
import { establish } from './engine/compile.ts';
import type { Context } from './engine/context.ts';
import type { Urgency } from './engine/types.ts';
import type { RaisedFlags } from './red-flags/index.ts';
import { caudaEquinaQuestions, descriptors, examinationParts } from './terms/documentation.ts';
import { backPain, someLegSymptoms } from './terms/leg.ts';

const someLeg = establish(someLegSymptoms);
const back = establish(backPain);

export const urgencyOf = ({ raised }: RaisedFlags, context: Context): Urgency =>
  raised[0]?.urgency ?? (someLeg(context, context.legs.midline) ? 'routine' : 'none');

const parts = [...descriptors, ...examinationParts].map(({ id, recorded }) => ({
  id,
  recorded: establish(recorded),
}));

/** A symptom of a leg or the back is recorded. */
export const isSymptomatic = (context: Context): boolean =>
  symptomaticLegs(context).length > 0 || back(context, context.legs.midline);

/** Descriptors, parts of the examination and cauda equina questions that nobody documented. */
export const missingFrom = (context: Context): string[] => {
  const { chart, legs } = context;
  const symptomatic = symptomaticLegs(context);
  if (symptomatic.length === 0 && !back(context, legs.midline)) return [];
  const undone = parts.filter(({ recorded }) => symptomatic.some((leg) => !recorded(context, leg)));
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

const notedOf = ({ notes, documented }: Chart): string[] =>
  notes.flatMap((note) => {
    switch (note.code) {
      case 'side-assumed':
        return [note.code];
      case 'age-unknown':
        return documented ? [note.code] : [];
      case 'left-out':
        return [];
      default:
        return [`${note.code}: ${note.finding}`];
    }
  });

/** The chart's notes as short strings, each once, in an order that does not depend on the chart's. */
export const notesOf = (chart: Chart): string[] => [
  ...[...new Set(notedOf(chart))].sort(),
  ...leftOutOf(chart.notes),
];
