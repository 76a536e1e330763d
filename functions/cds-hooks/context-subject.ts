/**
 * Finds the patient of a resource in the hook's context. What a clinician is about to sign or add may not be stored yet, so
 * its subject may be the address of a Patient in the same Bundle, or an identifier; an unfinished one may say
 * nothing. It becomes `Patient/{id}` where that is shown, and stays as it is where it is not. Pure.
 */

import type { Bundle } from 'fhir/r4';
import { belonging, type Whose } from '../../rules/extract/subject.ts';
import { isJsonObject, type JsonObject } from '../base/json-object.ts';
import type { Resource } from '../fhir/resource.ts';

/** What is known of the patient of the call. */
export interface KnownPatient {
  readonly whose: Whose;
  /** The Patient, when it was read: for its identifiers. */
  readonly patient: Resource | undefined;
}

export interface Beside extends KnownPatient {
  /** The Bundle in which the resource stands. */
  readonly bundle: Bundle;
}

const records = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

/** `system|value`; one without a system names nobody outside of the place that wrote it. */
const identifierIn = (value: unknown): string | undefined =>
  isJsonObject(value) &&
  typeof value['system'] === 'string' &&
  typeof value['value'] === 'string' &&
  value['system'] !== '' &&
  value['value'] !== ''
    ? `${value['system']}|${value['value']}`
    : undefined;

const identifiersOf = (patient: JsonObject | undefined): readonly string[] =>
  records(patient?.['identifier']).flatMap((one) => identifierIn(one) ?? []);

const elements = ['subject', 'patient', 'for'] as const;

/** What a reference to a patient can say. */
const telling = ['reference', 'identifier', 'display'] as const;

const saysNothing = (about: unknown): boolean =>
  about === undefined ||
  about === null ||
  (isJsonObject(about) && telling.every((key) => (about[key] ?? undefined) === undefined));

/** The resource that a reference means inside the Bundle, or inside the resource itself. */
const meant = (ref: string, resource: Resource, { bundle }: Beside): JsonObject | undefined => {
  if (ref.startsWith('#'))
    return records(resource['contained']).find(({ id }) => typeof id === 'string' && `#${id}` === ref);
  if (!ref.startsWith('urn:')) return undefined;
  const found: unknown = (bundle.entry ?? []).find(({ fullUrl }) => fullUrl === ref)?.resource;
  return isJsonObject(found) ? found : undefined;
};

/** @returns the reference that it means in this patient's chart, if that is shown */
const resolved = (about: JsonObject, resource: Resource, beside: Beside): string | undefined => {
  const { whose, patient } = beside;
  const known = new Set(identifiersOf(patient));
  const ours = `Patient/${whose.patientId}`;
  const { reference } = about;
  const entry = typeof reference === 'string' ? meant(reference, resource, beside) : undefined;
  if (entry?.['resourceType'] === 'Patient') {
    // the id of a contained resource is a name inside its container
    const isContained = reference === `#${whose.patientId}`;
    if (entry['id'] === whose.patientId && !isContained) return ours;
    if (identifiersOf(entry).some((one) => known.has(one))) return ours;
  }
  const identifier = identifierIn(about['identifier']);
  return identifier !== undefined && known.has(identifier) ? ours : undefined;
};

/** What the context brings is about its patient, also where an unfinished order does not say so yet. */
export const ofPatient = (resource: Resource, beside: Beside): Resource => {
  if (belonging(resource, beside.whose) !== 'no-subject') return resource;
  const element = elements.find((name) => !saysNothing(resource[name]));
  if (element === undefined)
    return { ...resource, subject: { reference: `Patient/${beside.whose.patientId}` } };
  const about = resource[element];
  const reference = isJsonObject(about) ? resolved(about, resource, beside) : undefined;
  return reference === undefined
    ? resource
    : { ...resource, [element]: { ...(about as JsonObject), reference } };
};
