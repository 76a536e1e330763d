/**
 * Whose a resource is (N15). Data of another patient is never used; the caller refuses the whole prefetch
 * key that brought it.
 */
import { type Json, records, reference, text } from './shape.ts';

export type Belonging = 'this-patient' | 'another-patient' | 'no-subject' | 'nobody';

/** Reference material that has no patient. */
const nobodys: ReadonlySet<string> = new Set([
  'Medication',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'Questionnaire',
  'OperationOutcome',
]);

/** `prefix` and then the id, without writing them down for every resource of a chart. */
const names = (ref: string, prefix: string, patientId: string): boolean =>
  ref.length === prefix.length + patientId.length && ref.startsWith(prefix) && ref.endsWith(patientId);

const isPatient = (ref: string | undefined, patientId: string): Belonging => {
  if (ref === undefined) return 'no-subject';
  if (names(ref, 'Patient/', patientId) || names(ref, 'urn:uuid:', patientId)) return 'this-patient';
  // a uuid of some bundle names nobody outside that bundle
  return ref.startsWith('urn:') || ref.startsWith('#') ? 'no-subject' : 'another-patient';
};

/** An appointment is the patient's when the patient takes part in it. */
const participant = (appointment: Json, patientId: string): Belonging => {
  const people = records(appointment['participant'])
    .map(({ actor }) => reference(actor))
    .filter((ref) => ref?.startsWith('Patient/'));
  if (people.length === 0) return 'no-subject';
  return people.includes(`Patient/${patientId}`) ? 'this-patient' : 'another-patient';
};

export const belonging = (resource: Json, patientId: string): Belonging => {
  const type = text(resource['resourceType']);
  if (type === 'Patient') return isPatient(`Patient/${text(resource['id'])}`, patientId);
  if (type === 'Appointment') return participant(resource, patientId);
  if (type !== undefined && nobodys.has(type)) return 'nobody';
  return isPatient(reference(resource['subject'] ?? resource['patient'] ?? resource['for']), patientId);
};

/** For a prefetch key: whether any of its resources is another patient's. */
export const holdsAnotherPatient = (resources: readonly unknown[], patientId: string): boolean =>
  records(resources).some((resource) => belonging(resource, patientId) === 'another-patient');
