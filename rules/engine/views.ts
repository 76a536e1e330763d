/** The values of a chart as criteria look at them: every leg of both readings, those that share their values once. */
import { type Chart, isSet, type LegChart, type Value } from './chart.ts';

/** Every leg of both readings. */
export const viewsOf = ({ legs, safety }: Chart): readonly LegChart[] =>
  [legs, safety].flatMap(({ left, right, midline, each }) => [left, right, midline, ...each]);

/** Values of findings, and the lanes of the legs that have them. */
export interface SharedValues {
  readonly values: LegChart['values'];
  lanes: number;
}

/** Legs without findings of their own, and readings that do not differ, share their values: those are read once. */
export const distinctViews = (chart: Chart): readonly SharedValues[] => {
  const distinct: SharedValues[] = [];
  for (const { values, lane } of viewsOf(chart)) {
    const same = distinct.find((view) => view.values === values);
    if (same === undefined) distinct.push({ values, lanes: 1 << lane });
    else same.lanes |= 1 << lane;
  }
  return distinct;
};

/** Two charts' values on the same lane; pairs that stand there twice are left out. */
type ValuePair = readonly [before: LegChart['values'], after: LegChart['values']];

export const pairsOf = (before: Chart, after: Chart): readonly ValuePair[] => {
  const pairs: ValuePair[] = [];
  const views = viewsOf(after);
  for (const [n, { values }] of viewsOf(before).entries()) {
    const then = (views[n] as LegChart).values;
    if (!pairs.some((pair) => pair[0] === values && pair[1] === then)) pairs.push([values, then]);
  }
  return pairs;
};

/** To what a leaf can tell: nothing reads who left an item unticked. */
const isSameValue = (a: Value | undefined, b: Value | undefined): boolean =>
  a === b || (isSet(a) && isSet(b) && a.present === b.present && a.absent === b.absent);

export const isSameOn = (pairs: readonly ValuePair[], n: number): boolean => {
  for (let k = 0; k < pairs.length; k++) {
    const [before, after] = pairs[k] as ValuePair;
    if (!isSameValue(before[n], after[n])) return false;
  }
  return true;
};
