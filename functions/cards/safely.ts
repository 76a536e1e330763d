/**
 * A fault in one part of an answer costs that part: it is replaced by what still can be said, and the answer
 * says that it is incomplete. What was thrown may quote the chart, so nobody is told of it.
 */
import type { NotChecked } from '../../rules/engine/types.ts';

export type Fault = (failed: NotChecked) => void;

/** Drops a fault that was reported before. */
export const unheard: Fault = () => {};

/**
 * The first of these that can be made. The last one must not fail; what it throws is thrown.
 * @param key of the part, for instance `REC-03`; each that fails is told once to `fault`
 */
export const firstOf = <T>(
  key: string,
  fault: Fault,
  ways: readonly [() => T, ...(() => T)[]],
  why = 'its wording could not be prepared',
): T => {
  const [way] = ways;
  if (ways.length === 1) return way();
  try {
    return way();
  } catch {
    fault({ key, why });
    const [, next = way, ...others] = ways;
    return firstOf(key, unheard, [next, ...others], why);
  }
};

/** Or `otherwise`, which is there already. */
export const safely = <T>(key: string, fault: Fault, otherwise: T, way: () => T): T =>
  firstOf(key, fault, [way, () => otherwise]);
