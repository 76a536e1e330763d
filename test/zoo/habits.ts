/**
 * The zoo: FHIR servers and charts, each with one habit that was seen in the wild, and one property over all
 * pairs. A red flag is hidden behind them; the answer names it, or says what was not checked. It never does
 * neither. `test/README.md` says how to add one.
 */
import type { PrefetchKeyName } from '../../functions/cds-hooks/services.ts';
import type { Resource } from '../../functions/fhir/resource.ts';

/**
 * What the answer owes to a red flag behind the habit, when everything else is plain.
 * - `read`: the habit hides nothing: a card of warning or critical names the red flag.
 * - `told`: what it hides cannot be read: the answer says what was not checked (or reads it after all).
 * - `refused`: no safe answer is possible: 412 that names the prefetch key.
 * - `nothing`: the chart says that there is no such finding: no alarm, and nothing is said to be unchecked.
 */
export type Owes = 'read' | 'told' | 'refused' | 'nothing';

interface Habit {
  /** Completes "a server that …", "a chart that …", "a draft that …". */
  readonly name: string;
  /** Where the habit was seen: an issue, a page of documentation, a section of the specification. */
  readonly from: string;
  readonly owes: Owes;
}

/** A search or a read, as it reached the server. */
export interface ServerQuestion {
  readonly url: URL;
  /** `Observation`. */
  readonly type: string;
  /** What the chart has of that type; a habit decides how much of it is said. */
  readonly found: readonly Resource[];
  /** How often this call has asked this server before. */
  readonly before: number;
  /** The page that a `next` link of this server meant; 0 at first. */
  readonly page: number;
}

/** What goes over the wire. */
export interface Wire {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is written as JSON. */
  readonly body?: object | string | Buffer;
  /** The connection ends in the middle of the body. */
  readonly breaksOff?: true;
  /** Nothing is answered until the deadline. */
  readonly silent?: true;
}

export interface ServerHabit extends Habit {
  readonly answer: (question: ServerQuestion) => Wire;
  /** The prefetch keys that it hides something of; all when absent. */
  readonly hides?: readonly PrefetchKeyName[];
  /**
   * Whether a chart of another topic may get a card too, because the call itself failed in part. `client`: every
   * call of this client has the hole, so that such a chart stays without a card.
   */
  readonly fails?: 'call' | 'client';
  /** The patient is left out of prefetch too, so that a read reaches the server. */
  readonly isRead?: true;
  /** Scope of the access token; reading everything when absent. */
  readonly scope?: string;
}

export interface WrittenRedFlag {
  readonly name: string;
  /** Id in the assessment. */
  readonly id: string;
  /** Words of the card that names it. */
  readonly says: RegExp;
  /** The prefetch key whose list hides it. */
  readonly key: PrefetchKeyName;
  /** The red flag, plainly encoded. */
  readonly hidden: Resource;
  /** What else the chart needs for it to be one. */
  readonly beside: readonly Resource[];
  /** Findings that the answer may name in place of the list when it says what was not checked. */
  readonly about: readonly string[];
}

export interface ChartHabit extends Habit {
  /** Nothing of such a chart can be used, so that a chart of another topic may get a card too. */
  readonly fails?: 'call';
  /** The red flag, or another fact, as this chart writes it; `undefined` when the habit has no say in it. */
  readonly write: (plain: Resource) => Resource | readonly Resource[] | undefined;
}

export interface DraftHabit extends Habit {
  /** Entries of `context.draftOrders`, and the resources of the chart that the order points to. */
  readonly write: (plain: Resource) => WrittenDrafts | undefined;
}

export interface WrittenDrafts {
  readonly entry: readonly object[];
  /** As `context.selections`, at order-select. */
  readonly selections: readonly string[];
}
