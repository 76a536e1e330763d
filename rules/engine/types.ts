/**
 * What goes into the rules and what comes out.
 *
 * `EngineInput` is the chart as facts, as recorded: status, age and side are still raw, and the
 * engine itself normalises them (usable status, look-back, sides, conflicts). `Assessment` is the
 * answer as data; cards, audit rows and the page are renderings of it. Both are plain JSON.
 */
import type { Hole, HoleCode } from '../evidence/hole.ts';
import type { Side } from '../findings/index.ts';
import type { ChartUnit } from '../terms/units.ts';

export type { Side } from '../findings/index.ts';

export type Hook =
  | 'patient-view'
  | 'encounter-start'
  | 'order-select'
  | 'order-sign'
  | 'problem-list-item-create'
  /** The service asks for another in the place of these two: no rule names them. */
  | 'encounter-discharge'
  | 'appointment-book';

/** One thing somebody recorded. */
export interface Fact {
  /** Finding id of `rules/findings`. An id that is not in the vocabulary has no effect. */
  readonly id: string;
  /** For a set: items, `!item` = asked and absent, `*` = the whole list was shown. */
  readonly value: boolean | number | string | readonly string[];
  /** Absent: the finding has no side, or nobody said it. */
  readonly side?: Side;
  /** Age in whole days before the hook; negative = in the future. */
  readonly days: number;
  /** Who says so; `recorded`: nothing says who. */
  readonly src: 'exam' | 'patient' | 'device' | 'derived' | 'recorded';
  /** FHIR status, as recorded. */
  readonly status: string;
  /** The resource that says so, for instance `Observation/123`. */
  readonly ref: string;
  /** For a card: the unit of the chart, where `value` was converted from one that is kept there. */
  readonly unit?: ChartUnit;
  /** For a card: by which limit or flag a result was judged, where that is not the laboratory's own range. */
  readonly judgedBy?: string;
}

/** How soon a request is wanted, in FHIR's own words; the least urgent first. */
export const priorities = ['routine', 'urgent', 'asap', 'stat'] as const;

export type Priority = (typeof priorities)[number];

/** The more urgent of the two. */
export const moreUrgent = (a: Priority, b: Priority): Priority =>
  priorities.indexOf(b) > priorities.indexOf(a) ? b : a;

/** A draft order in front of the clinician. */
export interface Order {
  /** Kind of study or procedure, for instance `MRI-L-WO`. */
  readonly type?: string;
  /** Drug class, for instance `nsaid`. */
  readonly drug?: string;
  /** The draft resource, for instance `ServiceRequest/draft-1`; what a `delete` suggestion names. */
  readonly draftRef?: string;
  /** A drug ordered for something else than pain of the spine or a limb, as far as its reason says in codes. */
  readonly elsewhere?: true;
  /** The urgency that the clinician set. A study that is offered in its place is at least as urgent. */
  readonly priority?: Priority;
}

/** Data that a check needed and did not get. */
export interface NotChecked {
  /** Prefetch key, element of the hook's context, or the rule that failed: `conditions`. */
  readonly key: string;
  /** Why, as `rules/evidence` has it; a rule that failed has none. */
  readonly code?: HoleCode;
  /** Why, for a clinician. */
  readonly why: string;
  /** Ids of the findings that it is about, for the clinician's words. */
  readonly about?: readonly string[];
}

/** When and where a condition stands, as far as the chart says. */
export interface Occurrence {
  readonly id: string;
  /** Whole days before the hook: since it began, else since it was recorded. Absent when neither is known. */
  readonly days?: number;
  /** Absent: no side said, so it counts for either leg. */
  readonly side?: Side;
}

/** What is ordered or done already, for what a card would offer. Never used in a criterion. */
export interface InHand {
  /** Id of `rules/codes/orderables.ts`, for instance `mri-lumbar`. */
  readonly what: string;
  /** Whole days before the hook. */
  readonly days: number;
  readonly state: 'ordered' | 'done';
  readonly priority: Priority;
  readonly ref: string;
}

export interface EngineInput {
  /** ISO instant of the hook. */
  readonly now: string;
  /** Completed years. Missing is unknown, not adult. */
  readonly age?: number;
  readonly sex?: string;
  readonly pregnant?: boolean;
  /** Completed weeks of gestation at the hook. */
  readonly gaWeeks?: number;
  /** mL/min/1.73 m², newest within 365 days. */
  readonly egfr?: number;
  /** Condition and history ids, for instance `cancer-history`. */
  readonly cond: readonly string[];
  /** Every record of the conditions whose age or leg a rule asks for. */
  readonly occurrences?: readonly Occurrence[];
  /** Drug classes on the active list, without the draft order itself. */
  readonly meds: readonly string[];
  readonly facts: readonly Fact[];
  /** How many observations carried nothing but narrative. */
  readonly freetext: number;
  /** Quality, aggravating and relieving lists were shown whole. */
  readonly closed?: boolean;
  readonly hook: Hook;
  readonly order?: Order;
  /** All draft orders when there are several; `order` alone is the same as `[order]`. */
  readonly orders?: readonly Order[];
  readonly inHand?: readonly InHand[];
  /** The visit is one of an emergency department, as far as it was sent. */
  readonly inEmergency?: boolean;
  /** What could not be looked at, by gathering or extraction. */
  readonly holes?: readonly Hole[];
  readonly notChecked?: readonly NotChecked[];
  /** Resources that name two different sides: their facts come without a side (N6). */
  readonly sideConflicts?: readonly string[];
  /** Resources that say something about a finding and could not be used; named in the assessment's notes. */
  readonly leftOut?: readonly { readonly ref: string; readonly rule: string; readonly code: string }[];
  /**
   * What the card's wording may quote about a condition, drug or report (never used in a criterion):
   * by condition id, drug class or order type.
   */
  readonly details?: Readonly<Record<string, readonly Detail[]>>;
}

export interface Detail {
  readonly ref: string;
  /** Words for a clinician, from the code's display, never from free text. */
  readonly display?: string;
  readonly code?: string;
  /** ISO date. */
  readonly date?: string;
}

/** Of a card, in CDS Hooks' words. `critical` is for life, limb or nerve function at once, and nothing else. */
export type Indicator = 'info' | 'warning' | 'critical';

export type Urgency = 'none' | 'routine' | 'soon' | 'urgent' | 'emergent';
export type Leg = 'left' | 'right' | 'unspecified';
export type Root = 'L2' | 'L3' | 'L4' | 'L5' | 'S1';
export type Confidence = 'high' | 'moderate' | 'low' | 'discordant' | 'none';
export type Category = 'likely' | 'possible' | 'less-likely' | 'insufficient';

export interface RedFlag {
  /** For instance `RF-CES`. */
  readonly id: string;
  readonly urgency: Exclude<Urgency, 'none' | 'routine'>;
  /** Finding and condition ids that were established and made it fire. */
  readonly because: readonly string[];
}

export interface RootResult {
  /** `L5`, `L4/L5`, `multilevel:L3+L5` or `none`. */
  readonly result: string;
  readonly confidence: Confidence;
  readonly scores: Readonly<Record<Root, number>>;
}

export interface Differential {
  /** For instance `RADIC`. */
  readonly condition: string;
  readonly category: Category;
  readonly side: Leg;
  /** Half-decibans; never shown to a clinician as a probability. */
  readonly score: number;
  readonly for: readonly string[];
  readonly against: readonly string[];
  readonly unknown: readonly string[];
}

export interface Assessment {
  readonly knowledgeVersion: string;
  readonly urgency: Urgency;
  readonly redFlags: readonly RedFlag[];
  /** Only the legs with findings. */
  readonly sides: Readonly<Partial<Record<Leg, { readonly root: RootResult }>>>;
  readonly differential: readonly Differential[];
  readonly nextBest?: { readonly finding: string; readonly for: string };
  readonly recommendations: readonly {
    readonly id: string;
    readonly cardUuid?: string;
    /** Applies, and has no card of its own: set aside before (until when), or no room (`volume`). */
    readonly withheld?: { readonly reason: string; readonly until?: string };
  }[];
  /** Finding ids whose absence from the record keeps the answer open. */
  readonly missing: readonly string[];
  readonly notChecked: readonly NotChecked[];
  readonly stale: readonly string[];
  readonly conflicts: readonly string[];
  readonly notes: readonly string[];
}
