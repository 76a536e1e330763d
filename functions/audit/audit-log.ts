/**
 * The port of the audit log. Rows are only ever added.
 *
 * `append` is one conditional write, at most 250 ms, and never throws: what cannot be stored in time is
 * spilled whole to the service log as one line, and `drain` puts it back later. A lost reply is resolved by
 * reading back. `appendFeedback` and the reading side do fail, as a value or an `AuditUnavailable`.
 */
import type { Feedback } from '../cds-hooks/wire.ts';
import type { Overrides } from './overrides.ts';
import type {
  AppStepRecord,
  AuditEntry,
  AuditRecord,
  ClientStamp,
  FeedbackRecord,
  Pseudonym,
} from './record.ts';

/**
 * `already-written`: the same call (or feedback) is on record; this delivery is kept beside it.
 * `spilled`: the store did not take it in time; the whole record is in the service log and will be drained.
 */
export type Appended = 'written' | 'already-written' | 'spilled';

export interface FeedbackSource {
  readonly client: ClientStamp;
  readonly service: string;
  /** ISO instant the request arrived. */
  readonly at: string;
  readonly requestId?: string | undefined;
}

export interface FeedbackReceipt {
  /** False: answer 503 with Retry-After; sending the same again is safe. */
  readonly stored: boolean;
  /** What was not stored for want of a key, to name or to seal with. */
  readonly lacksKeys?: boolean;
  readonly written: number;
  readonly repeated: number;
  /** Items whose card is not on record (yet): stored all the same. */
  readonly unmatched: number;
}

/** A call and all that was said about it. */
export interface CallFile {
  readonly call?: AuditEntry<Exclude<AuditRecord, FeedbackRecord | AppStepRecord>>;
  readonly feedback: readonly AuditEntry<FeedbackRecord>[];
  /** What the app said that it did from one of its cards, in order of time. */
  readonly steps: readonly AuditEntry<AppStepRecord>[];
  /** Further deliveries of the same call or feedback. */
  readonly repeats: readonly AuditEntry[];
}

/** A file with a record in it that answers the question. */
export type KnownFile = CallFile & { readonly call: NonNullable<CallFile['call']> };

export const isKnown = (file: CallFile): file is KnownFile => file.call !== undefined;

export interface LogPage<T> {
  readonly items: readonly T[];
  /** Opaque; pass it back for the next page. */
  readonly next?: string;
}

export interface Range {
  /** ISO instants; `from` inclusive, `to` exclusive. */
  readonly from?: string;
  readonly to?: string;
  readonly limit?: number;
  readonly after?: string;
  readonly newestFirst?: boolean;
}

/** Where a record is, without its content. */
export interface Pointer {
  readonly client: string;
  readonly callId: string;
  readonly at: string;
  /** Which row of the call. */
  readonly sk: string;
}

export interface AuditLog {
  append(record: Exclude<AuditRecord, FeedbackRecord | AppStepRecord>): Promise<Appended>;
  /** A step that is on record is not written again, so that whoever may report one cannot fill the table. */
  appendStep(record: AppStepRecord): Promise<Appended>;
  /** Each item is stored whether or not its card is known; the batch may be sent again. */
  appendFeedback(items: readonly Feedback[], from: FeedbackSource): Promise<FeedbackReceipt>;
  /** What this user overrode for this patient. An unreachable store withholds nothing. */
  overrides(of: { client: string; patient: Pseudonym; user: Pseudonym }): Promise<Overrides>;
  /** Opens the connection ahead of the first call; at most so many milliseconds, and may fail. */
  warm(limit: number): Promise<void>;

  file(client: string, callId: string): Promise<CallFile>;
  /** The calls that showed a card, the last one first. @param card of `issuedId` */
  showing(client: string, card: string): Promise<readonly KnownFile[]>;
  byPatient(patient: Pseudonym, range?: Range): Promise<LogPage<Pointer>>;
  byUser(client: string, user: Pseudonym, range?: Range): Promise<LogPage<Pointer>>;
  byHookInstance(client: string, hookInstance: string, range?: Range): Promise<LogPage<Pointer>>;
  /** One service of one client over time. In place of a service: `~refusal`, `~feedback`, `~app-step`, `~read`, `~reidentification`, `~change`. */
  byService(
    client: string,
    service: string,
    range: Range & { from: string; to: string },
  ): Promise<LogPage<Pointer>>;
  /** Changes of the policy and of the client registry, of all time. */
  changes(range?: Range): Promise<LogPage<Pointer>>;
}

export class AuditUnavailable extends Error {
  override readonly name = 'AuditUnavailable';
  readonly code = 'audit-unavailable';
}
