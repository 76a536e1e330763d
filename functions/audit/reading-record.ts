/** The records of who looked: at the audit log, or behind its pseudonyms. Written before anything is shown. */

import { nobody, type ReadRecord, type ReidentificationRecord } from './record.ts';

export interface LogReader {
  /** Login or role session. */
  readonly by: string;
  readonly via: 'api' | 'tool';
  /** Ticket or purpose, for instance `T-1234` or `treatment`. */
  readonly purpose?: string;
}

/** A ticket or a code; anything longer, or of other signs, might be a name. */
/** A purpose has no spaces: a sentence might tell of a patient, and the record is readable for years. */
const purposePattern = /^[A-Za-z0-9][A-Za-z0-9._:#/-]{0,63}$/;

export const isPurpose = (text: string): boolean => purposePattern.test(text);

interface ReadingStamp {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  readonly requestId?: string;
}

/** @param filter what was asked for; identifiers of people as pseudonyms */
export const readRecord = (
  { by, via, purpose }: LogReader,
  { id, at, requestId }: ReadingStamp,
  question: string,
  filter: Readonly<Record<string, string>>,
): ReadRecord => ({
  v: 1,
  kind: 'read',
  callId: id,
  client: nobody,
  at,
  requestId,
  by,
  via,
  question,
  filter,
  purpose,
});

export const reidentificationRecord = (
  { by, via }: LogReader,
  { id, at }: ReadingStamp,
  about: ReidentificationRecord['about'],
  purpose: string,
): ReidentificationRecord => ({
  v: 1,
  kind: 'reidentification',
  callId: id,
  client: nobody,
  at,
  by,
  via,
  about,
  purpose,
});
