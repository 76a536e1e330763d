/** The chart of one patient as the page shows it, read from the FHIR server like any EHR screen. */
import type {
  AllergyIntolerance,
  Bundle,
  Condition,
  Encounter,
  FhirResource,
  MedicationRequest,
  Observation,
  Patient,
  ServiceRequest,
} from 'fhir/r4';
import { codeSystems } from '../../rules/codes/code-system.ts';
import type { LocalFhirServer } from '../server/fhir-server.ts';
import type { Medication, PatientRow, Result, ShownOrder, ShownProblem } from './page-api.ts';

/** Everything of one type, over all pages. */
export const allOf = async <T extends FhirResource>(fhir: LocalFhirServer, search: string): Promise<T[]> => {
  const found: T[] = [];
  let next: string | undefined = search;
  while (next) {
    const { status, body } = await fhir.get(next);
    if (status !== 200) throw new Error(`the FHIR server answered ${status} to a search of the mini-EHR`);
    const page = body as Bundle;
    found.push(...(page.entry ?? []).map(({ resource }) => resource as T));
    next = page.link?.find(({ relation }) => relation === 'next')?.url.replace(/^.*\/fhir\//, '');
  }
  return found;
};

const ageOn = (now: Date, born: string): number => {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  const hadBirthday =
    now.getUTCMonth() + 1 > month || (now.getUTCMonth() + 1 === month && now.getUTCDate() >= day);
  return now.getUTCFullYear() - year - (hadBirthday ? 0 : 1);
};

const currentVisit = async (fhir: LocalFhirServer, patientId: string): Promise<Encounter | undefined> =>
  (await allOf<Encounter>(fhir, `Encounter?patient=${patientId}&status=in-progress`))[0];

export interface ChartVisit {
  readonly encounterId?: string;
  /** `Practitioner/<id>`. */
  readonly practitioner: string;
}

const practitionerOf = (visit: Encounter | undefined): string =>
  visit?.participant?.[0]?.individual?.reference ?? 'Practitioner/lee';

export const visitOf = async (fhir: LocalFhirServer, patientId: string): Promise<ChartVisit> => {
  const visit = await currentVisit(fhir, patientId);
  return {
    ...(visit?.id && { encounterId: visit.id }),
    practitioner: practitionerOf(visit),
  };
};

export const patientRow = async (fhir: LocalFhirServer, patient: Patient, now: Date): Promise<PatientRow> => {
  const visit = await currentVisit(fhir, patient.id ?? '');
  const [name] = patient.name ?? [];
  return {
    id: patient.id ?? '',
    name: `${name?.family?.toUpperCase()}, ${name?.given?.join(' ')}`,
    gender: patient.gender ?? 'unknown',
    born: patient.birthDate ?? '',
    age: ageOn(now, patient.birthDate ?? ''),
    recordNumber: patient.identifier?.[0]?.value ?? '',
    practitioner: practitionerOf(visit),
    reason: visit?.reasonCode?.[0]?.text ?? '',
    clinician: visit?.participant?.[0]?.individual?.display ?? '',
    emergency: visit?.class.code === 'EMER',
  };
};

const problem = (condition: Condition): ShownProblem => {
  const error = condition.verificationStatus?.coding?.[0]?.code === 'entered-in-error';
  return {
    text: condition.code?.text ?? condition.code?.coding?.[0]?.display ?? 'Problem',
    code: condition.code?.coding?.[0]?.code ?? '',
    since: (condition.onsetDateTime ?? condition.recordedDate ?? '').slice(0, 10),
    state: error
      ? 'entered-in-error'
      : condition.clinicalStatus?.coding?.[0]?.code === 'resolved'
        ? 'resolved'
        : 'active',
  };
};

const medication = (request: MedicationRequest): Medication => ({
  text: request.medicationCodeableConcept?.text ?? 'Drug',
  dose: request.dosageInstruction?.[0]?.text ?? '',
  since: (request.authoredOn ?? '').slice(0, 10),
  state: request.status === 'stopped' || request.status === 'draft' ? request.status : 'active',
  ref: `MedicationRequest/${request.id}`,
});

const order = (request: ServiceRequest): ShownOrder => ({
  text: request.code?.text ?? request.code?.coding?.[0]?.display ?? 'Order',
  priority: request.priority ?? 'routine',
  ref: `ServiceRequest/${request.id}`,
});

const groups: Readonly<Record<string, Result['group']>> = {
  'vital-signs': 'Vital signs',
  laboratory: 'Laboratory',
};
const flags: Readonly<Record<string, Result['flag']>> = { H: 'high', HH: 'high', L: 'low', LL: 'low' };

const amount = (value: number | undefined, unit = '') => `${value ?? ''} ${unit.replace(/[{}]/g, '')}`.trim();
const words = (observation: Observation): string => {
  const { valueQuantity, valueCodeableConcept, valueString, component } = observation;
  if (valueQuantity) return amount(valueQuantity.value, valueQuantity.unit);
  if (component?.[0]?.valueQuantity)
    return `${component.map((part) => part.valueQuantity?.value).join(' / ')} ${component[0].valueQuantity.unit}`;
  return valueCodeableConcept?.text ?? valueString ?? '';
};

const isFinding = (observation: Observation) =>
  observation.code.coding?.some(({ system }) => system === codeSystems.finding) ?? false;

const result = (observation: Observation): Result => ({
  text: observation.code.text ?? observation.code.coding?.[0]?.display ?? '',
  value: words(observation),
  date: observation.effectiveDateTime ?? '',
  flag: flags[observation.interpretation?.[0]?.coding?.[0]?.code ?? ''] ?? '',
  group: groups[observation.category?.[0]?.coding?.[0]?.code ?? ''] ?? 'Screening and notes',
});

/** The newest of each kind. */
const latest = (observations: readonly Observation[]): Result[] => {
  const newest = new Map<string, Result>();
  const byDate = [...observations].sort((a, b) =>
    (b.effectiveDateTime ?? '').localeCompare(a.effectiveDateTime ?? ''),
  );
  for (const one of byDate.filter((observation) => !isFinding(observation)).map(result))
    if (!newest.has(one.text)) newest.set(one.text, one);
  return [...newest.values()];
};

/** What is in the chart besides the findings that the service reads. */
export const restOfChart = async (fhir: LocalFhirServer, patientId: string) => {
  const of = `patient=${patientId}`;
  const [conditions, medications, requests, observations, allergies] = await Promise.all([
    allOf<Condition>(fhir, `Condition?${of}`),
    allOf<MedicationRequest>(fhir, `MedicationRequest?${of}`),
    allOf<ServiceRequest>(fhir, `ServiceRequest?${of}`),
    allOf<Observation>(fhir, `Observation?${of}`),
    allOf<AllergyIntolerance>(fhir, `AllergyIntolerance?${of}`),
  ]);
  return {
    problems: conditions.map(problem),
    medications: medications.map(medication),
    orders: requests.map(order),
    results: latest(observations),
    allergies: allergies.map(({ code }) => code?.text ?? code?.coding?.[0]?.display ?? 'Allergy'),
  };
};
