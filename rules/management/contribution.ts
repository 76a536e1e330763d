/**
 * What one recommendation adds to the answer: typed parts, no card. `functions/cards` groups the parts by problem
 * and makes the cards of docs/decisions/0601; the words stand in `wording/`.
 */
import type { CitationId } from '../citations.ts';
import type { FlagUrgency } from '../engine/criterion.ts';
import type { DiagnosisId } from '../engine/ids.ts';
import type { Fact, Indicator, Leg, Order } from '../engine/types.ts';
import type { FindingId } from '../findings/index.ts';
import type { SuggestionDraft } from './suggestion.ts';
import type { Said } from './wording/say.ts';

/** Which card the parts belong to. `spine` is cauda equina, weakness and cord; `record` what is old or contradicts. */
export const cardProblems = [
  'vascular',
  'spine',
  'infection',
  'bleeding',
  'joint',
  'malignancy',
  'fracture',
  'thrombosis',
  'draft',
  'problem-list',
  'leg',
  'record',
] as const;

export type CardProblem = (typeof cardProblems)[number];

/** One thing on record, in the clinician's words. */
export interface Recorded {
  readonly said: Said;
  readonly side?: Leg | 'both';
  /** N6: nobody recorded the side. It is said as assumed, and stands in no summary, order or code. */
  readonly sideAssumed?: boolean;
  /** The fact that says so; a condition, a drug or an age has none. */
  readonly fact?: Pick<Fact, 'days' | 'src' | 'status' | 'ref'> & Partial<Pick<Fact, 'id'>>;
  /** The resource that says so, when it is not a fact; and its ISO date when known. */
  readonly ref?: string;
  readonly date?: string;
}

/** The one thing to do, as the summary says it and as the first line does (at most twenty words). */
export interface Act {
  readonly summary: Said;
  readonly line: Said;
  /** It asks for the orders of so many first buttons: once they are in hand, the card says so and asks for nothing. */
  readonly orders?: number;
}

/** What to ask or examine next; not said once each of the findings it would record is on record. */
export interface Ask {
  readonly said: Said;
  readonly records: readonly FindingId[];
}

export interface Contribution {
  readonly problem: CardProblem;
  /** Of a `draft`: which. */
  readonly draft?: Order;
  readonly indicator: Indicator;
  /** Level of the red flag behind it. An emergent one is never withheld (D19). */
  readonly level?: FlagUrgency;
  /** On the leg card: the causes that the act is for. */
  readonly causes?: readonly DiagnosisId[];
  /** Set beside other names on the card: a scope that changes the advice. */
  readonly scope?: readonly Said[];
  /** Names the problem, in the summary. */
  readonly name?: Said;
  /** Set beside the name in brackets, as far as there is room: the findings that make it urgent. */
  readonly evidence?: readonly Said[];
  readonly act?: Act;
  /** One line where another recommendation names the card: what this one adds to it. */
  readonly aside?: Said;
  /** Its act is to record what a site that examines in narrative has in its notes. */
  readonly asksForRecord?: true;
  /** Comes before the act of a leg card without a red flag: what it would rest on is in doubt. */
  readonly first?: Act;
  /** It names the one old danger on record: no line tells of it again. */
  readonly saysOldDanger?: true;
  /** Strongest first. */
  readonly reasons: readonly Recorded[];
  readonly next?: readonly Ask[];
  /** What speaks against the act on this chart, or changes it. No budget cuts the first two. */
  readonly but?: readonly Said[];
  /** What is uncertain in general, or changes nothing that is done now: it fills what room is left. */
  readonly caveats?: readonly Said[];
  /** For the rule book and whoever asks: it has no room on the card. */
  readonly more?: readonly Said[];
  /** Sentences that never give way: whom the rule was not made for, an implant, a pregnancy. */
  readonly limits?: readonly Said[];
  readonly buttons?: readonly SuggestionDraft[];
  /** The source that labels the card, when it is not the rule's first. */
  readonly source?: CitationId;
}
