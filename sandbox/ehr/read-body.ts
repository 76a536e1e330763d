/** Checks what the page sends to the mini-EHR. `undefined`: the body is not of the shape that the route asks for. */
import type { FhirResource } from 'fhir/r4';
import { type ChartedValue, chartedSides } from '../../app/encoding/encode-finding.ts';
import { type FindingId, findings, isFindingId } from '../../rules/findings/index.ts';
import { faults } from './faults.ts';
import { deliveries } from './hook-request.ts';
import type { FeedbackOrder, HookOrder, NewFinding } from './page-api.ts';

export const json = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

export const hookOrderOf = (value: unknown): HookOrder | undefined => {
  if (!isRecord(value) || typeof value.patient !== 'string' || typeof value.service !== 'string')
    return undefined;
  const delivery = deliveries.find((one) => one === value.delivery) ?? 'prefetch';
  const fault = faults.find((one) => one === value.fault) ?? 'none';
  return { patient: value.patient, service: value.service, delivery, fault, drafts: strings(value.drafts) };
};

export const feedbackOrderOf = (value: unknown): FeedbackOrder | undefined =>
  isRecord(value) && typeof value.service === 'string' && Array.isArray(value.feedback)
    ? {
        service: value.service,
        feedback: value.feedback,
        ...(typeof value.url === 'string' && { url: value.url }),
      }
    : undefined;

export const urlIn = (value: unknown): string =>
  isRecord(value) && typeof value.url === 'string' ? value.url : '';

/** Only what a card of this service suggests: a draft about this patient. */
const suggested = new Set([
  'ServiceRequest',
  'MedicationRequest',
  'Task',
  'CommunicationRequest',
  'Condition',
]);
export const suggestedResource = (value: unknown): FhirResource | undefined =>
  isRecord(value) && suggested.has(String(value.resourceType))
    ? (value as unknown as FhirResource)
    : undefined;

const isWordOf = (words: readonly string[]) => (value: unknown) =>
  typeof value === 'string' && words.includes(value);

/** Whether the finding can take the value, by the vocabulary. */
const fits = (id: FindingId, value: unknown): value is ChartedValue => {
  const type = findings[id].value;
  switch (type.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'number':
      return typeof value === 'number' && value >= type.min && value <= type.max;
    case 'one-of':
      return isWordOf(type.values)(value);
    case 'set':
      return Array.isArray(value) && value.length > 0 && value.every(isWordOf(type.items));
  }
};

export const newFindingOf = (body: unknown): NewFinding | undefined => {
  if (!isRecord(body) || typeof body.id !== 'string' || !isFindingId(body.id)) return undefined;
  const { id, value } = body;
  const side = chartedSides.find((one) => one === body.side);
  if (!fits(body.id, value) || findings[body.id].sided !== (side !== undefined)) return undefined;
  return { id: id as FindingId, value, ...(side && { side }) };
};
