/**
 * A red flag as a literal: the levels at which it fires, most urgent first, with what silences it, its
 * evidence and its vignettes (§3). The first level that is established stands. Triggers are at chart
 * level: sided findings stand inside `eitherLeg` or `bothLegs`.
 */
import type { Criterion, FlagUrgency } from '../engine/criterion.ts';
import type { RedFlagId } from '../engine/ids.ts';
import type { RuleIdentity, Some, Vignettes } from '../engine/rule.ts';

export interface RedFlagLevel {
  readonly urgency: FlagUrgency;
  readonly when: Criterion;
}

export interface RedFlagRule extends RuleIdentity<RedFlagId> {
  readonly concludes: string;
  readonly levels: Some<RedFlagLevel>;
  /** Silences every level when established. */
  readonly unless?: Criterion;
  /** The first action, for the reader of the rule book. */
  readonly action: string;
  readonly vignettes: Vignettes<FlagUrgency, null>;
}
