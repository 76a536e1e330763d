/**
 * Every way of saying no: a status and an OperationOutcome for the caller, a reason for the service log.
 *
 * Texts are fixed or name fields and keys; no value of the request, no token and no message of another
 * library enters them. A failure of authentication is always the same bytes (`unauthenticated`).
 */
import type { OperationOutcomeIssue } from 'fhir/r4';
import type { Flag } from '../base/flags.ts';
import type { FhirCallLine, HoleLine } from '../base/service-log.ts';
import type { OperationOutcome } from './wire.ts';

export type IssueCode = OperationOutcomeIssue['code'];

export interface Issue {
  readonly code: IssueCode;
  /** What is wrong and what to send instead, for a person. */
  readonly text: string;
  /** Path of the field: `context.patientId`. */
  readonly expression?: string;
  /** For support staff; names keys and fields alone. */
  readonly diagnostics?: string;
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 412 | 413 | 415 | 429 | 500 | 503;

export interface RefusalFacts {
  readonly status: RefusalStatus;
  /** Machine code of a closed list, for the service log, the metric and the audit row: `jwt.replay`. */
  readonly reason: string;
  /** Empty: the constant answer, without a word of why. */
  readonly issues: readonly Issue[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Names of prefetch keys or fields, for the audit row; taken from the issues when not given. */
  readonly fields?: readonly string[];
  /** What was unusual besides; and what was asked of the FHIR server on the way. */
  readonly flags?: readonly Flag[];
  readonly fhirCalls?: readonly FhirCallLine[];
  /** What could not be looked at. */
  readonly holes?: readonly HoleLine[];
  readonly cause?: unknown;
}

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  readonly reason: string;
  readonly issues: readonly Issue[];
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: readonly string[];
  readonly flags: readonly Flag[];
  readonly fhirCalls: readonly FhirCallLine[];
  readonly holes: readonly HoleLine[];

  constructor(facts: RefusalFacts) {
    const {
      status,
      reason,
      issues,
      headers = {},
      fields,
      flags = [],
      fhirCalls = [],
      holes = [],
      cause,
    } = facts;
    super(reason, { cause });
    this.status = status;
    this.reason = reason;
    this.issues = issues;
    this.headers = headers;
    this.flags = flags;
    this.fhirCalls = fhirCalls;
    this.holes = holes;
    this.fields = fields ?? issues.flatMap(({ expression }) => expression ?? []);
  }
}

/** Codes of the constant answers. */
const silent = { 401: 'login', 503: 'transient' } as const;

export const operationOutcome = ({
  status,
  issues,
}: Pick<Refusal, 'status' | 'issues'>): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue:
    issues.length > 0
      ? issues.map(({ code, text, expression, diagnostics }) => ({
          severity: 'error',
          code,
          details: { text },
          ...(expression !== undefined && { expression: [expression] }),
          ...(diagnostics !== undefined && { diagnostics }),
        }))
      : [{ severity: 'error', code: status === 401 || status === 503 ? silent[status] : 'processing' }],
});

/** 401-C: the same status, headers and bytes whatever was wrong. */
export const unauthenticated = (reason: string, cause?: unknown) =>
  new Refusal({ status: 401, reason, issues: [], headers: { 'www-authenticate': 'Bearer' }, cause });

/** 503-C: this cannot be decided now. @param seconds when it is worth trying again */
export const unavailable = (reason: string, seconds = 5, cause?: unknown) =>
  new Refusal({ status: 503, reason, issues: [], headers: { 'retry-after': String(seconds) }, cause });

/** Too much at once. @param status 429: of this client; 503: of all of them @param seconds when to try again */
export const throttled = (status: 429 | 503, reason: string, seconds = 1) =>
  new Refusal({
    status,
    reason,
    issues: [{ code: 'throttled', text: `Too many calls at once. Try again in ${seconds} s.` }],
    headers: { 'retry-after': String(seconds) },
  });

export const badRequest = (reason: string, issues: readonly Issue[]) =>
  new Refusal({ status: 400, reason, issues });

/**
 * A fault of this service. The caller learns the id under which the service log has it, and nothing else.
 * Never an empty list of cards: that would read as "all clear".
 */
export const faulted = (requestId: string, cause: unknown) =>
  new Refusal({
    status: 500,
    reason: 'exception',
    issues: [
      {
        code: 'exception',
        text: 'The service could not complete this request; nothing was evaluated. Report the request id.',
        diagnostics: `request ${requestId}`,
      },
    ],
    cause,
  });
