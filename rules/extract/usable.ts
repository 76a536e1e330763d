/**
 * Whether a resource counts by its status (N1) and its date (N2). What does not is left out by name; the caller
 * then reads no further.
 */
import { isFuture, readDate, type When } from './fhir-date.ts';
import { type Ledger, leaveOut } from './ledger.ts';

export const isUsable = (
  ledger: Ledger,
  ref: string,
  status: unknown,
  allowed: ReadonlySet<string>,
): boolean => {
  if (typeof status === 'string' && allowed.has(status)) return true;
  leaveOut(ledger, ref, status === 'entered-in-error' ? status : 'status-not-usable');
  return false;
};

/** The date that a resource must have to count. */
export const usableDate = (ledger: Ledger, ref: string, date: unknown): When | undefined => {
  const when = readDate(date);
  if (when !== undefined && !isFuture(when, ledger.now)) return when;
  const missing = date === undefined ? 'undated' : 'invalid-date';
  leaveOut(ledger, ref, when === undefined ? missing : 'future-dated');
  return undefined;
};
