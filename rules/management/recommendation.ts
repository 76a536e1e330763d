/**
 * A recommendation is one literal: when it fires, what it says, what it offers, why one may set it aside,
 * where it comes from, and its own vignettes. Verdict (`when`, `unless`) and parts (`contributes`) are apart:
 * the parts can look at the chart, but cannot decide that the recommendation applies.
 */
import type { Criterion } from '../engine/criterion.ts';
import type { RedFlagId } from '../engine/ids.ts';
import type { RuleIdentity, Some, Vignettes } from '../engine/rule.ts';
import type { Hook, Indicator } from '../engine/types.ts';
import type { Contribution } from './contribution.ts';
import type { OfferedReason } from './override-reasons.ts';
import type { Situation } from './situation.ts';

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
export type RecommendationId = `REC-${'0' | '1' | '2' | '3'}${Digit}`;

/** What adds to an answer: a recommendation, or a red flag that none says. */
export interface CardRule<Id extends string = RecommendationId | RedFlagId> extends RuleIdentity<Id> {
  /**
   * The red flags that it says, as a warning or critical, at every level and hook. One that is raised and said by
   * no part of the answer gets a part of its own (`red-flag-card.ts`).
   */
  readonly redFlags?: Some<RedFlagId>;
  /** Others that it says as well on this chart, because their own recommendation gives way to it (`unless`). */
  readonly alsoSays?: (situation: Situation) => readonly RedFlagId[];
  /** Never an entry of the assessment: it rides on what these say. */
  readonly attachesTo?: readonly RecommendationId[];
  readonly selectionBehavior: 'any' | 'at-most-one';
  readonly overrideReasons: readonly OfferedReason[];
  /** What it adds to the answer; one part for each draft that it is about. */
  readonly contributes: (situation: Situation) => readonly Contribution[];
  /** What it fired on, in a stable form: the same strings are the same evidence (D19). */
  readonly basis: (situation: Situation) => readonly string[];
  /** `expect` is the indicator that it asks for. */
  readonly vignettes?: Vignettes<Indicator, null>;
}

export interface Recommendation extends CardRule<RecommendationId> {
  readonly hooks: readonly Hook[];
  /** Fires when this is established … */
  readonly when: Criterion;
  /** … unless this is established. */
  readonly unless?: Criterion;
  /** Statements of the founding document that it carries. */
  readonly seed: readonly `S-${string}`[];
  readonly vignettes: Vignettes<Indicator, null>;
}

export const VISIT: readonly Hook[] = ['patient-view', 'encounter-start'];
export const ORDERING: readonly Hook[] = ['order-select', 'order-sign'];
/** An emergency on record is said at every hook (§3, rule b). */
export const EVERY_HOOK: readonly Hook[] = [...VISIT, ...ORDERING, 'problem-list-item-create'];
