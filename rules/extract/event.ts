/** What Procedures, reports, devices, flags and allergies have in common: a date (N2), codes, a source. */
import type { Meaning } from '../codes/index.ts';
import type { ConditionId } from '../findings/index.ts';
import { author } from './by.ts';
import { type Coded, known, statusCode } from './code.ts';
import { ageInDays } from './fhir-date.ts';
import { cite, count, detailOf, type ReadingContext, sayHistory } from './said.ts';
import { type Json, record, text } from './shape.ts';
import { hasUnknown, reportUnknown } from './unknown-code.ts';
import { usableDate } from './usable.ts';

export interface Event {
  readonly context: ReadingContext;
  readonly resource: Json;
  readonly days: number | undefined;
  readonly date: string | undefined;
}

/** Missing date: no age. A date that cannot be used: nothing at all. */
export const eventOf = (context: ReadingContext, resource: Json, date: unknown): Event | undefined => {
  const when = date === undefined ? undefined : usableDate(context, date);
  if (date !== undefined && when === undefined) return undefined;
  const days = when && ageInDays(when, context.now, 'earliest');
  return { context, resource, days, date: text(date) };
};

/** Remembers where it was recorded. */
export const note = ({ context, resource, date }: Event): void =>
  cite(context, {
    ref: context.ref,
    resourceType: text(resource['resourceType']) ?? '',
    status: text(resource['status']) ?? '',
    by: author(resource['recorder']) ?? author(resource['asserter']) ?? 'exam',
    date: date ?? '',
  });

export const holds = (event: Event, coded: Coded, id: ConditionId): void => {
  sayHistory(event.context, id, detailOf(event.context.ref, event.date, coded));
  note(event);
};

/** Statuses by which a resource says that nothing of it holds. Any other status, or none, does not say that. */
const OVER: ReadonlySet<unknown> = new Set([
  'entered-in-error',
  'refuted',
  'inactive',
  'resolved',
  'not-done',
  'cancelled',
  'revoked',
]);

const isOver = ({ status, verificationStatus, clinicalStatus }: Json): boolean =>
  OVER.has(status) || OVER.has(statusCode(verificationStatus)) || OVER.has(statusCode(clinicalStatus));

/**
 * Codes that mean something here; a resource without one is counted as unmapped. A code that was meant to be ours is
 * reported where the resource may hold.
 */
export const understood = (
  context: ReadingContext,
  resource: Json,
  concepts: readonly unknown[],
  means: (m: Meaning) => boolean,
): Coded[] => {
  const found = concepts.flatMap(known).filter(({ meaning }) => means(meaning));
  for (const concept of concepts)
    if (hasUnknown(concept) && !isOver(resource)) reportUnknown(context, concept);
  if (found.length === 0) count(context, 'unmapped-code');
  return found;
};

export const periodStart = (period: unknown): unknown => record(period)?.['start'];
