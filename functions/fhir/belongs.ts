/** Whose data a resource is, by its own word. */
import { referenceOf } from '../cds-hooks/ids.ts';

export type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

export const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { resourceType?: unknown }).resourceType === 'string';

/** `other`: names another patient. `unsaid`: names none, or something that is no Patient. */
export type Belonging = 'patient' | 'other' | 'unsaid';

const subjectOf = (resource: Resource): unknown =>
  (resource['subject'] ?? resource['patient'] ?? resource['for']) as unknown;

export const belonging = (resource: Resource, patientId: string): Belonging => {
  if (resource.resourceType === 'Patient') return resource['id'] === patientId ? 'patient' : 'other';
  const subject = subjectOf(resource);
  if (typeof subject !== 'object' || subject === null) return 'unsaid';
  const reference = referenceOf((subject as { reference?: unknown }).reference);
  if (reference?.type !== 'Patient') return 'unsaid';
  return reference.id === patientId ? 'patient' : 'other';
};
