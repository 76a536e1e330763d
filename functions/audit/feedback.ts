/**
 * Feedback bodies, parsed once: the specification's shape and the ones real EHRs send. A bad item is
 * reported by its index and field, and does not spoil the good ones beside it.
 */

/** One item of a feedback body, checked. `comment` and a foreign reason's words are for sealing alone. */
export interface FeedbackItem {
  /** As sent, trimmed. */
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  /** Ids as sent; present with `accepted` alone. */
  readonly acceptedSuggestions: readonly string[];
  readonly reason?: { readonly code: string; readonly system?: string; readonly display?: string };
  readonly comment?: string;
  /** ISO instant, UTC, milliseconds. */
  readonly outcomeTimestamp: string;
}

export interface RejectedItem {
  readonly index: number;
  /** FHIRPath-like: `feedback[3].outcome`. */
  readonly field: string;
  readonly code: 'required' | 'value' | 'structure' | 'too-long';
  /** What is wrong and what to send instead; quotes no value. */
  readonly sentence: string;
}

export type ParsedFeedback =
  | {
      readonly kind: 'items';
      readonly items: readonly FeedbackItem[];
      readonly rejected: readonly RejectedItem[];
    }
  /** Nothing usable: 400 (413 for `too-many`). */
  | {
      readonly kind: 'refused';
      readonly reason: 'invalid' | 'too-many';
      readonly rejected: readonly RejectedItem[];
    };
