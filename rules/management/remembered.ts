/** What several recommendations ask of one chart is worked out once: it is kept for as long as the chart is. */
import type { Chart } from '../engine/chart.ts';
import type { Situation } from './situation.ts';

/** @param work reads the chart and what was concluded from it, and nothing that may be said later. */
export const remembered = <T>(work: (s: Situation) => T): ((s: Situation) => T) => {
  const known = new WeakMap<Chart, { readonly value: T }>();
  return (s) => {
    let found = known.get(s.chart);
    if (found === undefined) {
      found = { value: work(s) };
      known.set(s.chart, found);
    }
    return found.value;
  };
};
