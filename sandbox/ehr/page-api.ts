/** The messages between the page and the mini-EHR behind it. Types only: both sides import them. */

import type { FhirResource } from 'fhir/r4';
import type { ChartedSide, ChartedValue } from '../../app/encoding/encode-finding.ts';
import type { Card, CdsAnswer, Hook, OperationOutcome } from '../../functions/cds-hooks/wire.ts';
import type { FindingId } from '../../rules/findings/index.ts';
import type { CatalogueEntry } from './draft-catalogue.ts';
import type { StagedFault } from './faults.ts';
import type { Delivery, HookRequest } from './hook-request.ts';

export interface PatientRow {
  readonly id: string;
  readonly name: string;
  readonly gender: string;
  /** `YYYY-MM-DD`. */
  readonly born: string;
  readonly age: number;
  readonly recordNumber: string;
  /** Of the visit: `Practitioner/<id>`. */
  readonly practitioner: string;
  readonly reason: string;
  readonly clinician: string;
  readonly emergency: boolean;
}

export interface ListedService {
  readonly id: string;
  readonly hook: Hook;
  readonly title: string;
}

/** Everything the page needs before a patient is picked. */
export interface Worklist {
  readonly patients: readonly PatientRow[];
  readonly services: readonly ListedService[];
  readonly catalogue: readonly CatalogueEntry[];
}

export interface ShownProblem {
  readonly text: string;
  readonly code: string;
  readonly since: string;
  readonly state: 'active' | 'resolved' | 'entered-in-error';
}

export interface Medication {
  readonly text: string;
  readonly dose: string;
  readonly since: string;
  readonly state: 'active' | 'stopped' | 'draft';
  readonly ref: string;
}

export interface Result {
  readonly text: string;
  readonly value: string;
  readonly date: string;
  readonly flag: 'high' | 'low' | '';
  readonly group: 'Vital signs' | 'Laboratory' | 'Screening and notes';
}

export interface ShownOrder {
  readonly text: string;
  readonly priority: string;
  readonly ref: string;
}

/** One charted finding as the service read it. */
export interface ShownFinding {
  readonly id: string;
  readonly side: 'left' | 'right' | 'both' | '';
  readonly state: 'present' | 'absent' | 'value';
  /** In words: `reduced`, `4`, `shooting, burning`. */
  readonly words: string;
  readonly date: string;
  readonly author: 'clinician' | 'patient' | 'device' | 'derived' | 'recorded';
  readonly ref: string;
  /** Why the service does not rely on it; empty when it does. */
  readonly setAside: string;
}

export interface PatientChart {
  readonly patient: PatientRow;
  readonly findings: readonly ShownFinding[];
  readonly problems: readonly ShownProblem[];
  readonly medications: readonly Medication[];
  readonly orders: readonly ShownOrder[];
  readonly results: readonly Result[];
  readonly allergies: readonly string[];
}

/** A finding to be charted now, by the clinician of the visit. */
export interface NewFinding {
  readonly id: FindingId;
  readonly value: ChartedValue;
  readonly side?: ChartedSide;
}

export interface HookOrder {
  readonly patient: string;
  readonly service: string;
  readonly delivery: Delivery;
  readonly fault: StagedFault;
  /** Ids of the draft catalogue. */
  readonly drafts: readonly string[];
}

/** One call over HTTP, as it went over the wire. */
export interface Exchange<Sent, Received> {
  readonly url: string;
  readonly sent: Sent;
  /** The decoded claims of the token that was sent. */
  readonly token: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly received: Received | OperationOutcome | null;
  readonly milliseconds: number;
}

export type HookExchange = Exchange<HookRequest, CdsAnswer>;

/** A service of somebody else, as its list says. */
export interface OtherService {
  readonly id: string;
  readonly hook: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly prefetch?: Readonly<Record<string, string>> | undefined;
}

/** What is asked of a service of somebody else. */
export interface OtherOrder {
  /** Address of the list that has the service. */
  readonly url: string;
  readonly service: OtherService;
  readonly patient: string;
  /** Ids of the draft catalogue. */
  readonly drafts: readonly string[];
}

/** Its answer, and what of its templates could not be filled. */
export interface OtherExchange extends Exchange<OtherRequest, unknown> {
  readonly cards: readonly Card[];
  /** What of the answer could not be shown, a sentence each. */
  readonly unread: readonly string[];
  readonly unfilled: readonly { readonly key: string; readonly why: string }[];
}

export interface OtherRequest {
  readonly hook: string;
  readonly hookInstance: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly prefetch?: Readonly<Record<string, FhirResource | null>>;
}

export interface FeedbackOrder {
  readonly service: string;
  readonly feedback: readonly unknown[];
  /** The list of services, where it is somebody else's. */
  readonly url?: string;
}
export type FeedbackExchange = Exchange<{ readonly feedback: readonly unknown[] }, unknown>;
