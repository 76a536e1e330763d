/** A question over HTTP, understood and not yet asked. */
import type { AuditLog } from '../audit/audit-log.ts';
import type { Pseudonymiser } from '../audit/keys/pseudonym.ts';

export interface ApiParts {
  readonly log: AuditLog;
  readonly pseudonyms: Pseudonymiser;
  /** ISO instant. */
  readonly now: string;
}

export interface Question {
  /** For the record of this reading: what was asked, people by pseudonym. */
  readonly name: string;
  readonly filter: Readonly<Record<string, string>>;
  /** Undefined: nothing of that id. */
  readonly answer: () => Promise<unknown>;
}
