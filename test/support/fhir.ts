/**
 * FHIR R4 resources of one imaginary patient, small enough to read in a test. Every builder fills in what the
 * test is not about; what the test is about is passed and wins. Findings in our own encoding come from the
 * sandbox's writer, so that what it writes and what `rules/extract` reads stay one thing.
 */
import type {
  CodeableConcept,
  Coding,
  Condition,
  FhirResource,
  MedicationRequest,
  Observation,
  Patient,
  Procedure,
  ServiceRequest,
} from 'fhir/r4';
import { type ChartedSide, type ChartedValue, encodeFinding } from '../../app/encoding/encode-finding.ts';
import { type CodeSystem, codeSystems, LATERALITY } from '../../rules/codes/index.ts';
import { type ChartInput, type Extraction, extract } from '../../rules/extract/index.ts';
import type { FindingId } from '../../rules/findings/index.ts';

/** A Sunday morning; every test's "now". */
export const NOW = '2026-11-22T10:00:00Z';
export const PATIENT = 'p1';
export const subject = { reference: `Patient/${PATIENT}` };

/** ISO date so many days before now. */
export const daysAgo = (days: number): string =>
  new Date(Date.parse(NOW) - days * 86_400_000).toISOString().slice(0, 10);

export const coding = (system: CodeSystem, code: string): Coding => ({ system: codeSystems[system], code });
export const concept = (system: CodeSystem, code: string): CodeableConcept => ({
  coding: [coding(system, code)],
});
export const snomed = (code: string) => concept('snomed', code);
export const loinc = (code: string) => concept('loinc', code);
export const icd = (code: string) => concept('icd-10-cm', code);
export const rxnorm = (code: string) => concept('rxnorm', code);
export const local = (code: string) => concept('finding', code);
export const word = (code: string) => concept('value', code);

export const present = snomed('52101004');
export const absent = snomed('2667000');
export const positive = snomed('10828004');
export const negative = snomed('260385009');

const sides = { L: '7771000', R: '24028007', B: '51440002' } as const;

/** The mCODE laterality extension on a body site. */
export const bodySite = (side?: keyof typeof sides, site = '61685007'): CodeableConcept => ({
  ...snomed(site),
  ...(side && { extension: [{ url: LATERALITY, valueCodeableConcept: snomed(sides[side]) }] }),
});

export const category = (code: string): CodeableConcept => ({
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }],
});

type Loose<T> = { [K in keyof T]?: T[K] | unknown } & Record<string, unknown>;

/** A final Observation of yesterday, by a clinician. */
export const observation = (code: CodeableConcept, rest: Loose<Observation> = {}): Observation =>
  ({
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    category: [category('exam')],
    code,
    subject,
    effectiveDateTime: daysAgo(1),
    ...rest,
  }) as Observation;

/** A finding in our own encoding, final, of yesterday. */
export const finding = (
  id: FindingId,
  value: ChartedValue,
  { side, ...rest }: Loose<Observation> & { side?: ChartedSide } = {},
): Observation => {
  const encoded = encodeFinding({ id, value, category: 'exam', ...(side && { side }) });
  return observation(local(id), { ...encoded, code: local(id), ...rest });
};

/** A problem confirmed and active, recorded yesterday. */
export const condition = (code: CodeableConcept, rest: Loose<Condition> = {}): Condition =>
  ({
    resourceType: 'Condition',
    id: 'c1',
    clinicalStatus: { coding: [{ code: 'active' }] },
    verificationStatus: { coding: [{ code: 'confirmed' }] },
    code,
    subject,
    recordedDate: daysAgo(1),
    ...rest,
  }) as Condition;

export const procedure = (code: CodeableConcept, rest: Loose<Procedure> = {}): Procedure =>
  ({
    resourceType: 'Procedure',
    id: 'pr1',
    status: 'completed',
    code,
    subject,
    performedDateTime: daysAgo(10),
    ...rest,
  }) as Procedure;

/** A drug on the active list, by RxNorm. */
export const medication = (code: string, rest: Loose<MedicationRequest> = {}): MedicationRequest =>
  ({
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: rxnorm(code),
    subject,
    authoredOn: daysAgo(5),
    ...rest,
  }) as MedicationRequest;

export const serviceRequest = (code: CodeableConcept, rest: Loose<ServiceRequest> = {}): ServiceRequest =>
  ({
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'draft',
    intent: 'order',
    code,
    subject,
    ...rest,
  }) as ServiceRequest;

export const patient = (rest: Loose<Patient> = {}): Patient =>
  ({ resourceType: 'Patient', id: PATIENT, birthDate: '1980-02-29', gender: 'female', ...rest }) as Patient;

/** What `rules/extract` makes of these resources at patient-view. */
export const extracted = (
  resources: readonly (FhirResource | unknown)[],
  rest: Partial<ChartInput> = {},
): Extraction => extract({ now: NOW, patientId: PATIENT, hook: 'patient-view', resources, ...rest });

/** The facts without their provenance: `[id, value, side]`. */
export const factsOf = (resources: readonly unknown[]) =>
  extracted(resources).input.facts.map(({ id, value, side }) => (side ? [id, value, side] : [id, value]));

/** Why resources were left out. */
export const leftOutOf = (resources: readonly unknown[]) =>
  extracted(resources).leftOut.map(({ rule, code }) => `${rule} ${code}`);

export const conditionsOf = (resources: readonly unknown[]) => extracted(resources).input.cond;
