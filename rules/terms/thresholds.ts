/**
 * Every clinical number of the rules, once: with its unit, what it means, and its source. Rules, engine, cards
 * and rule book read it here. A number without a study is `expert` ([E] in the knowledge specification).
 *
 * What may not enter: a weight of a scored table (its row has it), a look-back window (its finding has it).
 */
import type { CitationId } from '../citations.ts';

export interface Threshold {
  readonly value: number;
  /** UCUM, as the finding's own; `1` for a grade, a ratio or a count. */
  readonly unit: string;
  /** What is true at and beyond it, in a clinician's words. */
  readonly means: string;
  readonly source: CitationId;
}

export const threshold = (
  value: number,
  unit: string,
  means: string,
  source: CitationId = 'expert',
): Threshold => ({ value, unit, means, source });
