/**
 * CDS Hooks 2.0.1 (https://cds-hooks.hl7.org/2.0/) as a client of this service sees it: what it sends, and what it is
 * answered. `functions/cds-hooks/wire.ts` has the service's own view; a test holds the two together.
 */

/** A FHIR R4 resource as it is answered: cast it to the type of your own library. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string | undefined;
}

export type Extension = Readonly<Record<string, unknown>>;

export type Hook = HookRequest['hook'];

// ── Discovery ────────────────────────────────────────────────────────────────────────────────────

export interface CdsService {
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  /** Path segment of `{base}/cds-services/{id}`. */
  readonly id: string;
  /** Prefetch key → FHIR read or search relative to your FHIR server. */
  readonly prefetch: Readonly<Record<string, string>>;
  readonly usageRequirements: string;
  readonly version: string;
  readonly hookVersion?: string;
  readonly extension?: Extension;
}

export interface Discovery {
  readonly services: readonly CdsService[];
}

// ── Request ──────────────────────────────────────────────────────────────────────────────────────

/** Bare ids; `userId` is `Type/id`. */
export interface PatientContext {
  readonly userId: string;
  readonly patientId: string;
  readonly encounterId?: string;
}

/** A FHIR R4 resource as it is sent, typed by whatever library you use. */
export type SentResource = object;

/** Short-lived and for one patient; it goes to your FHIR server and nowhere else. */
export interface FhirAuthorization {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly scope: string;
  /** The service's client id at your authorization server. */
  readonly subject: string;
  readonly patient?: string;
}

interface CallEnvelope {
  /** A UUID; made where it is left out. */
  readonly hookInstance?: string;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: FhirAuthorization;
  /** A key that is left out was not asked for; `null` says that there is nothing; an OperationOutcome that asking failed. */
  readonly prefetch?: Readonly<Record<string, SentResource | null>>;
}

export type HookRequest = CallEnvelope &
  (
    | { readonly hook: 'patient-view'; readonly context: PatientContext }
    | {
        readonly hook: 'encounter-start' | 'encounter-discharge';
        readonly context: PatientContext & { readonly encounterId: string };
      }
    | {
        readonly hook: 'order-select';
        readonly context: PatientContext & {
          readonly selections: readonly string[];
          readonly draftOrders: SentResource;
        };
      }
    | {
        readonly hook: 'order-sign';
        readonly context: PatientContext & { readonly draftOrders: SentResource };
      }
    | {
        readonly hook: 'problem-list-item-create';
        readonly context: PatientContext & { readonly conditions: SentResource };
      }
    | {
        readonly hook: 'appointment-book';
        readonly context: PatientContext & { readonly appointments: SentResource };
      }
  );

// ── Answer ───────────────────────────────────────────────────────────────────────────────────────

/** `critical` is for life, limb or nerve function at once, and nothing else. */
export type Indicator = 'info' | 'warning' | 'critical';

export interface Coding {
  readonly code: string;
  readonly system: string;
  readonly display?: string;
}

export interface OverrideReason extends Coding {
  readonly display: string;
}

export type Action =
  | { readonly type: 'create' | 'update'; readonly description: string; readonly resource: Resource }
  | { readonly type: 'delete'; readonly description: string; readonly resourceId: string }
  /** CDS Hooks 1.0. */
  | { readonly type: 'delete'; readonly description: string; readonly resource: string };

export interface Suggestion {
  readonly label: string;
  readonly uuid?: string;
  readonly isRecommended?: boolean;
  readonly actions?: readonly Action[];
}

export type Link =
  | { readonly label: string; readonly url: string; readonly type: 'absolute' }
  | {
      readonly label: string;
      readonly url: string;
      readonly type: 'smart';
      readonly appContext?: string;
      readonly autolaunchable?: boolean;
    };

export interface Card {
  /** Absent for a CDS Hooks 1.0 client alone. */
  readonly uuid?: string;
  readonly summary: string;
  /** GitHub Flavored Markdown without HTML, or plain text by profile. */
  readonly detail?: string;
  readonly indicator: Indicator;
  readonly source: {
    readonly label: string;
    readonly url?: string;
    readonly icon?: string;
    readonly topic?: Coding;
  };
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior?: 'at-most-one' | 'any';
  readonly overrideReasons?: readonly OverrideReason[];
  readonly links?: readonly Link[];
  readonly extension?: Extension;
}

export interface CdsAnswer {
  /** The most urgent first. Empty: nothing recorded calls for advice, which is no all-clear. */
  readonly cards: readonly Card[];
  readonly systemActions?: readonly Action[];
  readonly extension?: Extension & { readonly 'org.radix-cds.assessment'?: Assessment };
}

export type Leg = 'left' | 'right' | 'unspecified';

/** The answer as data. */
export interface Assessment {
  readonly knowledgeVersion: string;
  readonly urgency: 'none' | 'routine' | 'soon' | 'urgent' | 'emergent';
  readonly redFlags: readonly {
    readonly id: string;
    readonly urgency: 'soon' | 'urgent' | 'emergent';
    readonly because: readonly string[];
  }[];
  readonly sides: Readonly<
    Partial<
      Record<
        Leg,
        {
          readonly root: {
            readonly result: string;
            readonly confidence: 'high' | 'moderate' | 'low' | 'discordant' | 'none';
            readonly scores: Readonly<Record<'L2' | 'L3' | 'L4' | 'L5' | 'S1', number>>;
          };
        }
      >
    >
  >;
  readonly differential: readonly {
    readonly condition: string;
    readonly category: 'likely' | 'possible' | 'less-likely' | 'insufficient';
    readonly side: Leg;
    /** Orders the list; no probability. */
    readonly score: number;
    readonly for: readonly string[];
    readonly against: readonly string[];
    readonly unknown: readonly string[];
  }[];
  readonly nextBest?: { readonly finding: string; readonly for: string };
  readonly recommendations: readonly {
    readonly id: string;
    readonly cardUuid?: string;
    readonly withheld?: { readonly reason: string; readonly until?: string };
  }[];
  readonly missing: readonly string[];
  readonly notChecked: readonly {
    readonly key: string;
    readonly code?: string;
    readonly why: string;
    readonly about?: readonly string[];
  }[];
  readonly stale: readonly string[];
  readonly conflicts: readonly string[];
  readonly notes: readonly string[];
}

// ── Feedback ─────────────────────────────────────────────────────────────────────────────────────

interface FeedbackBase {
  /** `uuid` of the card. */
  readonly card: string;
  /** ISO instant with its zone. */
  readonly outcomeTimestamp: string;
}

export type Feedback = FeedbackBase &
  (
    | { readonly outcome: 'accepted'; readonly acceptedSuggestions: readonly { readonly id: string }[] }
    | {
        readonly outcome: 'overridden';
        readonly overrideReason?: {
          readonly reason?: { readonly code: string; readonly system?: string; readonly display?: string };
          readonly userComment?: string;
        };
      }
  );

export interface FeedbackReceipt {
  readonly accepted: number;
  /** Items that were not kept, each with its place in what was sent. The others are kept. */
  readonly rejected?: readonly { readonly index: number; readonly reasons: readonly string[] }[];
}
