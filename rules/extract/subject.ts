/**
 * Finds the patient that a resource is about (N15). Data of another patient is never used; the caller refuses the whole prefetch
 * key that brought it.
 *
 * An id means something on one server alone: a reference to another server is that server's patient, the same
 * id or not.
 */
import { type Json, record, records, text } from './shape.ts';

/** The patient that a call is about. */
export interface Whose {
  /** Bare logical id. */
  readonly patientId: string;
  /** Bases of the servers on which the id is this patient's; a base that is not among them is another server. */
  readonly bases: readonly string[];
}

export type Belonging = 'this-patient' | 'another-patient' | 'another-server' | 'no-subject' | 'nobody';

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

/** Host and path: a server behind a proxy calls itself http, and hosts have no case. */
const place = (base: string): string | undefined => {
  const [, host, path] = /^https?:\/\/([^/]+)(.*)$/i.exec(base) ?? [];
  if (host === undefined || path === undefined) return undefined;
  return `${host.toLowerCase().replace(/:(?:443|80)$/, '')}${path.endsWith('/') ? path.slice(0, -1) : path}`;
};

const isOurs = (base: string, bases: readonly string[]): boolean => {
  if (bases.includes(base)) return true;
  const asked = place(base);
  return asked !== undefined && bases.some((one) => place(one) === asked);
};

/** `[base/]Type/id[/_history/version]`; what stands before it without a scheme is a path on the same server. */
const literal = /^(?:(https?:\/\/[^?#]+)\/|[^:?#]*\/)?([A-Za-z]+\/[^/?#]+)(?:\/_history\/[^/]+)?$/i;

/** As most servers write it that write addresses at all; what follows reads every other spelling. */
const isPlainAddress = (ref: string, { patientId, bases }: Whose): boolean =>
  bases.some(
    (base) =>
      ref.length === base.length + '/Patient/'.length + patientId.length &&
      ref.startsWith(base) &&
      ref.startsWith('/Patient/', base.length) &&
      ref.endsWith(patientId),
  );

const isPatient = (ref: unknown, whose: Whose): Belonging => {
  const { patientId, bases } = whose;
  if (typeof ref !== 'string' || ref === '') return 'no-subject';
  if (names(ref, 'Patient/', patientId) || names(ref, 'urn:uuid:', patientId)) return 'this-patient';
  if (isPlainAddress(ref, whose)) return 'this-patient';
  // a uuid of some bundle names nobody outside that bundle
  if (ref.startsWith('urn:') || ref.startsWith('#')) return 'no-subject';
  const [, base, named] = literal.exec(ref) ?? [];
  if (named === undefined) return 'no-subject';
  if (base !== undefined && !isOurs(base, bases)) return 'another-server';
  return names(named, 'Patient/', patientId) ? 'this-patient' : 'another-patient';
};

/** The plain case of nearly every resource, before any other is considered. */
const isPlain = ({ subject }: Json, { patientId }: Whose): boolean => {
  const ref = referenceIn(subject);
  return typeof ref === 'string' && names(ref, 'Patient/', patientId);
};

const referenceIn = (value: unknown): unknown => record(value)?.['reference'];

/** An appointment is the patient's when the patient takes part in it. */
const participant = (appointment: Json, whose: Whose): Belonging => {
  const people = records(appointment['participant'])
    .map(({ actor }) => referenceIn(actor))
    .filter((ref) => typeof ref === 'string' && /(?:^|\/)Patient\//.test(ref))
    .map((ref) => isPatient(ref, whose));
  return people.find((one) => one === 'this-patient') ?? people[0] ?? 'no-subject';
};

export const belonging = (resource: Json, whose: Whose): Belonging => {
  const type = text(resource['resourceType']);
  if (isPlain(resource, whose) && type !== 'Patient' && type !== 'Appointment') return 'this-patient';
  if (type === 'Patient') return isPatient(`Patient/${text(resource['id'])}`, whose);
  if (type === 'Appointment') return participant(resource, whose);
  if (type !== undefined && nobodys.has(type)) return 'nobody';
  return isPatient(referenceIn(resource['subject'] ?? resource['patient'] ?? resource['for']), whose);
};

/** For a prefetch key: whether any of its resources is another patient's. */
export const holdsAnotherPatient = (resources: readonly unknown[], whose: Whose): boolean =>
  records(resources).some((resource) => belonging(resource, whose) === 'another-patient');
