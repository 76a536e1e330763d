/**
 * Whether a resource counts by its status (N1) and its date (N2). What does not is left out by name; the caller
 * then reads no further.
 */
import { isFuture, readDate, type When } from './fhir-date.ts';
import { leaveOut, type ReadingContext } from './said.ts';

export const isUsable = (
  context: ReadingContext,
  status: unknown,
  allowed: ReadonlySet<string>,
): status is string => {
  if (typeof status === 'string' && allowed.has(status)) return true;
  leaveOut(context, status === 'entered-in-error' ? status : 'status-not-usable');
  return false;
};

/** The date that a resource must have to count. */
export const usableDate = (context: ReadingContext, date: unknown): When | undefined => {
  const when = readDate(date);
  if (when !== undefined && !isFuture(when, context.now)) return when;
  const missing = date === undefined ? 'undated' : 'invalid-date';
  leaveOut(context, when === undefined ? missing : 'future-dated');
  return undefined;
};
