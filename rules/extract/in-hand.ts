/**
 * What is ordered, requested or done already, so that no card offers it again: ServiceRequests that stand or are
 * drafted, and procedures, reports and results that are final. Read beside what these say as history; what has no
 * usable date is not in hand, since nobody can tell whether it is this episode's.
 */
import { type Priority, priorities } from '../engine/types.ts';
import { known } from './code.ts';
import { ageInDays, isFuture, readDate } from './fhir-date.ts';
import type { ReadingContext } from './said.ts';
import { type Json, list, record, text } from './shape.ts';

const STANDING: ReadonlySet<string> = new Set(['draft', 'active', 'on-hold', 'completed']);
const DONE: ReadonlySet<string> = new Set([
  'completed',
  'final',
  'amended',
  'corrected',
  'appended',
  'available',
]);

const start = (period: unknown): unknown => record(period)?.['start'];

const dateOf = (resource: Json): unknown =>
  resource['authoredOn'] ??
  resource['performedDateTime'] ??
  start(resource['performedPeriod']) ??
  resource['effectiveDateTime'] ??
  start(resource['effectivePeriod']) ??
  resource['issued'] ??
  resource['started'];

const priorityOf = (resource: Json): Priority =>
  priorities.find((one) => one === resource['priority']) ?? 'routine';

const note = ({ now, ref, say }: ReadingContext, resource: Json, concept: unknown): void => {
  for (const { meaning } of known(concept)) {
    if (meaning.orderable === undefined) continue;
    const status = text(resource['status']) ?? '';
    const isRequest = resource['resourceType'] === 'ServiceRequest';
    if (!(isRequest ? STANDING : DONE).has(status) || resource['doNotPerform'] === true) continue;
    const when = readDate(dateOf(resource));
    if (when === undefined || isFuture(when, now)) continue;
    const days = ageInDays(when, now, 'earliest');
    const state = isRequest ? 'ordered' : 'done';
    say({
      kind: 'in-hand',
      inHand: { what: meaning.orderable, days, state, priority: priorityOf(resource), ref },
    });
  }
};

export const readInHand = (context: ReadingContext, resource: Json): void => {
  note(context, resource, resource['code']);
  for (const concept of list(resource['procedureCode'])) note(context, resource, concept);
};

/** The visit in which the hook was called, where somebody sent it: an emergency one needs no referral to one. */
export const readEncounter = ({ say }: ReadingContext, encounter: Json): void => {
  const { status } = encounter;
  if (record(encounter['class'])?.['code'] !== 'EMER') return;
  if (status === 'arrived' || status === 'triaged' || status === 'in-progress') say({ kind: 'in-emergency' });
};
