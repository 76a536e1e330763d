/**
 * A story as the FHIR R4 transaction bundle of its patient's chart. Every date is counted back from
 * `ANCHOR`, the day of the visit; `load-patients.ts` moves that day to today.
 */
import type {
  AllergyIntolerance,
  Bundle,
  Condition,
  DiagnosticReport,
  Encounter,
  FamilyMemberHistory,
  FhirResource,
  Flag,
  MedicationRequest,
  Observation,
  Patient,
  Procedure,
} from 'fhir/r4';
import { background, labObservation, seeded } from './background.ts';
import { loinc, snomed } from './codes.ts';
import { encodeFinding, FINDING_SYSTEM, UCUM } from './encode-finding.ts';
import { clinic, practitioners, signature } from './people.ts';
import type { Code, PersonId, Story, When } from './story.ts';

/** The day of every story's visit. The last entry of that day is charted before `ANCHOR_HOUR` UTC. */
export const ANCHOR = '2026-11-02';
export const ANCHOR_HOUR = 10;

const dayMilliseconds = 86_400_000;
export const daysBefore = (days: number): string =>
  new Date(Date.parse(`${ANCHOR}T00:00:00Z`) - days * dayMilliseconds).toISOString().slice(0, 10);
const at = ({ daysAgo = 0, time = '09:00' }: When): string => `${daysBefore(daysAgo)}T${time}:00Z`;

const concept = (code: Code) => ({ coding: [code], text: code.display });
const terminology = (name: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code }],
});
const staff = (id: PersonId) => ({ reference: `Practitioner/${id}`, display: signature(id) });

/** FHIR's own mark for test data; the page and every reader can see it. */
const synthetic = {
  security: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
      code: 'HTEST',
      display: 'test health data',
    },
  ],
};

const birthDate = (story: Story): string => {
  const born = new Date(`${ANCHOR}T00:00:00Z`);
  born.setUTCFullYear(born.getUTCFullYear() - story.age);
  born.setUTCDate(born.getUTCDate() - 30 - Math.floor(seeded(`${story.id} birth`)() * 300));
  return born.toISOString().slice(0, 10);
};

const patient = (story: Story, number: number): Patient => ({
  resourceType: 'Patient',
  id: story.id,
  identifier: [
    {
      type: { ...terminology('v2-0203', 'MR'), text: 'MRN' },
      system: 'https://st-elsewhere.example.org/mrn',
      value: `SYN-${String(1000 + number)}`,
    },
  ],
  active: true,
  name: [{ use: 'official', family: story.family, given: [story.given] }],
  gender: story.gender,
  birthDate: birthDate(story),
  managingOrganization: { reference: `Organization/${clinic.id}` },
});

/** Numbers the resources of one patient: `cauda-equina-obs-17`. */
const chartOf = (story: Story): FhirResource[] => {
  const counts = new Map<string, number>();
  const next = (short: string) => {
    const number = (counts.get(short) ?? 0) + 1;
    counts.set(short, number);
    return `${story.id}-${short}-${number}`;
  };
  const subject = { reference: `Patient/${story.id}` };
  const visits = new Map([0, ...story.visit.earlier].map((daysAgo) => [daysAgo, next('visit')]));
  const encounterOf = (daysAgo: number) => {
    const id = visits.get(daysAgo);
    return id ? { encounter: { reference: `Encounter/${id}` } } : {};
  };

  const encounter = ([daysAgo, id]: [number, string]): Encounter => ({
    resourceType: 'Encounter',
    id,
    status: daysAgo === 0 ? 'in-progress' : 'finished',
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: daysAgo === 0 ? story.visit.place : 'AMB',
    },
    subject,
    participant: [{ individual: staff(story.visit.clinician) }],
    period: {
      start: at({ daysAgo, time: '08:15' }),
      ...(daysAgo > 0 && { end: at({ daysAgo, time: '09:45' }) }),
    },
    ...(daysAgo === 0 && { reasonCode: [{ text: story.visit.reason }] }),
    serviceProvider: { reference: `Organization/${clinic.id}` },
  });

  const observation = (
    resource: Omit<Observation, 'status'>,
    when: When,
    by: PersonId,
    more: Partial<Observation> = {},
  ): Observation => ({
    ...resource,
    id: next('obs'),
    status: 'final',
    subject,
    ...encounterOf(when.daysAgo ?? 0),
    effectiveDateTime: at(when),
    issued: at(when),
    performer: [staff(by)],
    ...more,
  });

  const findings = story.charted.map((charted, index) =>
    observation(
      encodeFinding(charted),
      { daysAgo: charted.daysAgo ?? 0, time: `08:${String(40 + (index % 20)).padStart(2, '0')}` },
      charted.by ?? 'brandt',
      {
        status: charted.status ?? 'final',
        // What the patient said is the patient's; who wrote it down is the performer only of an examination.
        ...(charted.category === 'survey' && !charted.by && { performer: [subject] }),
        ...(charted.note && { note: [{ text: charted.note }] }),
      },
    ),
  );
  const pregnancy = story.pregnancyWeeks
    ? [
        observation(
          {
            resourceType: 'Observation',
            code: concept(loinc('82810-3', 'Pregnancy status')),
            valueCodeableConcept: concept(snomed('77386006', 'Pregnant')),
          },
          { time: '08:30' },
          'brandt',
        ),
        observation(
          {
            resourceType: 'Observation',
            code: concept(loinc('11884-4', 'Gestational age Estimated')),
            valueQuantity: { value: story.pregnancyWeeks, unit: 'wk', system: UCUM, code: 'wk' },
          },
          { time: '08:31' },
          'brandt',
        ),
      ]
    : [];

  const conditions = story.problems.map((problem): Condition => {
    const state = problem.state ?? 'active';
    const verification = state === 'entered-in-error' ? state : (problem.certainty ?? 'confirmed');
    return {
      resourceType: 'Condition',
      id: next('problem'),
      // FHIR con-5: what was entered in error has no clinical status.
      ...(state !== 'entered-in-error' && { clinicalStatus: terminology('condition-clinical', state) }),
      verificationStatus: terminology('condition-ver-status', verification),
      category: [terminology('condition-category', 'problem-list-item')],
      code: concept(problem.code),
      subject,
      onsetDateTime: daysBefore(problem.onsetDaysAgo ?? problem.daysAgo ?? 0),
      ...(state === 'resolved' && { abatementDateTime: daysBefore(Math.round((problem.daysAgo ?? 0) / 2)) }),
      recordedDate: daysBefore(problem.daysAgo ?? 0),
      recorder: staff(story.visit.clinician),
    };
  });

  const prescriptions = story.prescriptions.map(
    (drug): MedicationRequest => ({
      resourceType: 'MedicationRequest',
      id: next('rx'),
      status: drug.state ?? 'active',
      intent: 'order',
      medicationCodeableConcept: concept(drug.code),
      subject,
      authoredOn: daysBefore(drug.daysAgo ?? 0),
      requester: staff(story.visit.clinician),
      dosageInstruction: [{ text: drug.dose }],
    }),
  );

  const allergies = (story.allergies ?? []).map(
    (code): AllergyIntolerance => ({
      resourceType: 'AllergyIntolerance',
      id: next('allergy'),
      clinicalStatus: terminology('allergyintolerance-clinical', 'active'),
      verificationStatus: terminology('allergyintolerance-verification', 'confirmed'),
      code: concept(code),
      patient: subject,
    }),
  );

  const procedures = (story.procedures ?? []).map(
    ({ code, ...when }): Procedure => ({
      resourceType: 'Procedure',
      id: next('procedure'),
      status: 'completed',
      code: concept(code),
      subject,
      performedDateTime: daysBefore(when.daysAgo ?? 0),
    }),
  );

  const reports = (story.reports ?? []).map(
    ({ code, conclusion, ...when }): DiagnosticReport => ({
      resourceType: 'DiagnosticReport',
      id: next('report'),
      status: 'final',
      code: concept(code),
      subject,
      effectiveDateTime: daysBefore(when.daysAgo ?? 0),
      conclusion,
    }),
  );

  const relatives = (story.familyHistory ?? []).map(
    ({ relation, disease }): FamilyMemberHistory => ({
      resourceType: 'FamilyMemberHistory',
      id: next('relative'),
      status: 'completed',
      patient: subject,
      relationship: concept(relation),
      condition: [{ code: concept(disease) }],
    }),
  );

  const flags = (story.riskFlags ?? []).map(
    (risk): Flag => ({
      resourceType: 'Flag',
      id: next('flag'),
      status: 'active',
      code: { coding: [{ system: FINDING_SYSTEM, code: risk }] },
      subject,
      period: { start: daysBefore(0) },
    }),
  );

  return [
    ...[...visits].map(encounter),
    ...background(story).map(({ resource, ...when }) => observation(resource, when, 'brandt')),
    ...(story.labs ?? []).map((lab) =>
      observation(labObservation(lab), { daysAgo: lab.daysAgo ?? 0, time: '07:55' }, 'brandt'),
    ),
    ...findings,
    ...pregnancy,
    ...conditions,
    ...prescriptions,
    ...allergies,
    ...procedures,
    ...reports,
    ...relatives,
    ...flags,
  ];
};

const put = (resource: FhirResource) => ({
  fullUrl: `https://st-elsewhere.example.org/fhir/${resource.resourceType}/${resource.id}`,
  resource: { ...resource, meta: synthetic },
  request: { method: 'PUT' as const, url: `${resource.resourceType}/${resource.id}` },
});

/** `number` is the patient's place in the list, for the record number. */
export const bundleOf = (story: Story, number: number): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [clinic, ...practitioners, patient(story, number), ...chartOf(story)].map(put),
});
