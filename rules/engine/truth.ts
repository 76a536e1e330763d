/**
 * Kleene's three-valued logic: true (established), false (established not to be), null (not documented).
 * `null` is not `false`: a conjunction is refuted by one false whatever else is unknown, and a
 * disjunction is established by one true; otherwise the unknown stays unknown.
 */
export type Truth = boolean | null;

export const not = (truth: Truth): Truth => (truth === null ? null : !truth);

/** How many of `truths` must be true: all of them is `and`, one is `or`. Three values throughout. */
export const atLeast = (count: number, truths: readonly Truth[]): Truth => {
  let established = 0;
  let open = 0;
  for (const truth of truths) {
    if (truth === true) established++;
    else if (truth === null) open++;
  }
  if (established >= count) return true;
  return established + open >= count ? null : false;
};
