/**
 * The wire, as the tables of CDS Hooks 2.0.1 have it (https://cds-hooks.hl7.org/2.0/), with what
 * 3.0.0-ballot adds without breaking: discovery `version`, OperationOutcome bodies.
 * Types of answers are exact; types of requests are those of the schemas that parse them (`request-schema.ts`).
 */
import type { OperationOutcome as FhirOperationOutcome, FhirResource } from 'fhir/r4';
import type { Hook, Indicator } from '../../rules/engine/types.ts';
import type { Flag } from '../base/flags.ts';
import type { FhirAuthorization, HookContext } from './request-schema.ts';

export type { Hook, Indicator } from '../../rules/engine/types.ts';
export type { FhirAuthorization, HookContext } from './request-schema.ts';

/** Reverse-DNS keys. */
export type Extension = Readonly<Record<string, unknown>>;

// ── Discovery ────────────────────────────────────────────────────────────────────────────────────

export interface CdsService {
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  /** Path segment of `{base}/cds-services/{id}`. */
  readonly id: string;
  /** Prefetch key → FHIR read or search relative to the client's FHIR server. */
  readonly prefetch: Readonly<Record<string, string>>;
  readonly usageRequirements: string;
  /** The CDS Hooks version spoken, not ours (3.0.0-ballot). */
  readonly version: string;
  /** Of the published hook (3.0.0-ballot); left out where its page names two. */
  readonly hookVersion?: string;
  readonly extension?: Extension;
}

export interface Discovery {
  readonly services: readonly CdsService[];
}

// ── Request ──────────────────────────────────────────────────────────────────────────────────────

/** A request whose envelope and context have been checked; nothing in it has been believed yet. */
export interface CdsRequest {
  /** As received; UUID layout unless the client's profile is lenient. */
  readonly hookInstance: string;
  readonly context: HookContext;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: FhirAuthorization;
  /** By key; an absent key was not provided, `null` is "the client has no data". */
  readonly prefetch: ReadonlyMap<string, unknown>;
  /** What was put right on the way in, for the service log. */
  readonly tolerated: readonly Flag[];
}

// ── Answer ───────────────────────────────────────────────────────────────────────────────────────

export interface CdsAnswer {
  readonly cards: readonly Card[];
  /** Only for a client whose profile asks for it (D14); never empty. */
  readonly systemActions?: readonly Action[];
  readonly extension?: Extension;
}

export type SelectionBehavior = 'at-most-one' | 'any';

export interface Card {
  /** RFC 4122, lower case. Absent for a 1.0 client only. */
  readonly uuid?: string;
  /** Fewer than 140 characters, plain text, one sentence. */
  readonly summary: string;
  /** GitHub Flavored Markdown without HTML, or plain text by profile. */
  readonly detail?: string;
  readonly indicator: Indicator;
  readonly source: Source;
  readonly suggestions?: readonly Suggestion[];
  /** Present exactly when `suggestions` is. */
  readonly selectionBehavior?: SelectionBehavior;
  readonly overrideReasons?: readonly OverrideReason[];
  readonly links?: readonly Link[];
  readonly extension?: Extension;
}

export interface Source {
  readonly label: string;
  /** Absolute https URL of the guideline or organisation. */
  readonly url?: string;
  readonly icon?: string;
  /** `code` alphanumeric, at most 100 characters, the same for a rule across patients and releases. */
  readonly topic?: Coding;
}

export interface Coding {
  readonly code: string;
  readonly system: string;
  readonly display?: string;
}

export interface OverrideReason extends Coding {
  readonly display: string;
}

export interface Suggestion {
  readonly label: string;
  readonly uuid?: string;
  readonly isRecommended?: boolean;
  /** Applied together. Not empty when present. */
  readonly actions?: readonly Action[];
}

export type Action =
  | { readonly type: 'create' | 'update'; readonly description: string; readonly resource: FhirResource }
  /** `resourceId` is `Type/id`. 1.0 clients get the id in `resource` instead. */
  | { readonly type: 'delete'; readonly description: string; readonly resourceId: string }
  | { readonly type: 'delete'; readonly description: string; readonly resource: string };

/** `appContext` is valid on a SMART link alone. */
export type Link =
  | { readonly label: string; readonly url: string; readonly type: 'absolute' }
  | {
      readonly label: string;
      readonly url: string;
      readonly type: 'smart';
      readonly appContext?: string;
      readonly autolaunchable?: boolean;
    };

// ── Feedback ─────────────────────────────────────────────────────────────────────────────────────

interface FeedbackBase {
  /** `card.uuid` of an earlier answer; any string is stored. */
  readonly card: string;
  /** ISO instant in UTC, milliseconds kept when sent. */
  readonly outcomeTimestamp: string;
}

/** One item, in one shape whatever dialect it came in. */
export type Feedback =
  | (FeedbackBase & {
      readonly outcome: 'accepted';
      readonly acceptedSuggestions: readonly { readonly id: string }[];
    })
  | (FeedbackBase & {
      readonly outcome: 'overridden';
      readonly overrideReason?: {
        readonly reason?: { readonly code: string; readonly system?: string; readonly display?: string };
        /** Free text that may hold PHI: stored sealed, never logged. */
        readonly userComment?: string;
      };
    });

// ── Refusal ──────────────────────────────────────────────────────────────────────────────────────

/** FHIR R4 OperationOutcome: the body of every answer that is not a success (3.0.0-ballot). */
export type OperationOutcome = FhirOperationOutcome;
