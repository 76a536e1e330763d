/**
 * The content of one card, before markdown, ids and the client's profile: what a recommendation says
 * about this chart. Everything a card states about the patient is a `Recorded`, so that its date, side
 * and source are shown beside it.
 */
import type { CitationId } from '../citations.ts';
import type { FlagUrgency } from '../engine/criterion.ts';
import type { Fact, Leg } from '../engine/types.ts';
import type { SuggestionDraft } from './suggestion.ts';
import type { Words } from './words.ts';

/** `critical` is for life, limb or nerve function at once, and nothing else. */
export type Indicator = 'info' | 'warning' | 'critical';

/** One thing on record, in the clinician's words. */
export interface Recorded {
  readonly words: Words;
  readonly side?: Leg | 'both';
  /** N6: nobody recorded the side. It is said as assumed, and stands in no summary, order or code. */
  readonly sideAssumed?: boolean;
  /** The fact that says so; a condition, a drug or an age has none. */
  readonly fact?: Pick<Fact, 'days' | 'src' | 'status' | 'ref'> & Partial<Pick<Fact, 'id'>>;
  /** The resource that says so, when it is not a fact; and its ISO date when known. */
  readonly ref?: string;
  readonly date?: string;
}

export interface Content {
  readonly indicator: Indicator;
  /** Level of the red flag behind it. An emergent card is never withheld (D19). */
  readonly level?: FlagUrgency;
  /** Fewer than 140 characters of plain text: what was found, then what to do. No text of the chart. */
  readonly summary: string;
  /** First line of the detail: the action again, and why, in plain words. */
  readonly lead: Words;
  readonly because?: readonly Recorded[];
  readonly against?: readonly Recorded[];
  /** Names of what is not documented and would change the answer. */
  readonly missing?: readonly string[];
  /** Sentences that must be read with it and never give way. */
  readonly limits?: readonly string[];
  /** The source that labels the card, when it is not the rule's first. */
  readonly source?: CitationId;
  /** One bullet each, the most useful first: the last ones give way when the card is long. */
  readonly advice: readonly Words[];
  /** More bullets, after those of what rides on the card: the first to give way. */
  readonly notes?: readonly Words[];
  readonly suggestions?: readonly SuggestionDraft[];
}
