/**
 * Kleene's three values: true (established), false (established not to be), null (not documented).
 * `null` is not `false`: a conjunction is refuted by one false whatever else is unknown, and a
 * disjunction is established by one true; otherwise the unknown stays unknown.
 */
export type Truth = boolean | null;

export const not = (truth: Truth): Truth => (truth === null ? null : !truth);
