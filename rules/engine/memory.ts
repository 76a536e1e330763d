/** The remembered truth of a term on a leg: two bits of a number of `LegChart.terms`, to save memory. */
import type { LegChart } from './chart.ts';
import type { Truth } from './truth.ts';

export interface Slot {
  readonly word: number;
  readonly shift: number;
}

let slots = 0;

export const newSlot = (): Slot => {
  const slot = { word: slots >> 4, shift: (slots & 15) * 2 };
  slots++;
  return slot;
};

const READ: readonly (Truth | undefined)[] = [undefined, false, null, true];
const written = (truth: Truth): number => (truth === null ? 2 : truth ? 3 : 1);

/** Undefined where it was not asked yet on this leg. */
export const recall = (leg: LegChart, { word, shift }: Slot): Truth | undefined =>
  READ[((leg.terms[word] ?? 0) >> shift) & 3];

export const remember = (leg: LegChart, { word, shift }: Slot, truth: Truth): void => {
  leg.terms[word] = (leg.terms[word] ?? 0) | (written(truth) << shift);
};
