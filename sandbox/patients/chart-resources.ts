/** The resources of a story's chart, type by type. */
import type {
  AllergyIntolerance,
  Condition,
  DiagnosticReport,
  Encounter,
  FamilyMemberHistory,
  FhirResource,
  Flag,
  MedicationRequest,
  Observation,
  Procedure,
} from 'fhir/r4';
import { encodeFinding, UCUM } from '../../app/encoding/encode-finding.ts';
import { codeSystems } from '../../rules/codes/code-system.ts';
import { background, labObservation } from './background.ts';
import { loinc, snomed } from './codes.ts';
import { at, daysBefore } from './dates.ts';
import { clinic, signature } from './staff.ts';
import type { Code, PersonId, Story, StoryProblem, StoryTime } from './story.ts';

export const concept = (code: Code) => ({ coding: [code], text: code.display });
export const terminology = (name: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code }],
});
const staff = (id: PersonId) => ({ reference: `Practitioner/${id}`, display: signature(id) });

interface StoryChart {
  readonly story: Story;
  readonly subject: { readonly reference: string };
  /** Numbers the resources of one patient: `cauda-equina-obs-17`. */
  readonly next: (short: string) => string;
  /** Ids of the encounters by days before the visit. */
  readonly visits: ReadonlyMap<number, string>;
}

const newChart = (story: Story): StoryChart => {
  const counts = new Map<string, number>();
  const next = (short: string) => {
    const number = (counts.get(short) ?? 0) + 1;
    counts.set(short, number);
    return `${story.id}-${short}-${number}`;
  };
  return {
    story,
    subject: { reference: `Patient/${story.id}` },
    next,
    visits: new Map([0, ...story.visit.earlier].map((daysAgo) => [daysAgo, next('visit')])),
  };
};

const encounters = ({ story, subject, visits }: StoryChart): Encounter[] =>
  [...visits].map(([daysAgo, id]) => ({
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
  }));

interface Observed extends StoryTime {
  readonly resource: Omit<Observation, 'status'>;
  readonly by?: PersonId;
  readonly more?: Partial<Observation>;
}

const observation = (
  { subject, next, visits }: StoryChart,
  { resource, by = 'brandt', more, ...when }: Observed,
): Observation => {
  const visit = visits.get(when.daysAgo ?? 0);
  return {
    ...resource,
    id: next('obs'),
    status: 'final',
    subject,
    ...(visit && { encounter: { reference: `Encounter/${visit}` } }),
    effectiveDateTime: at(when),
    issued: at(when),
    performer: [staff(by)],
    ...more,
  };
};

const findings = (chart: StoryChart): Observation[] =>
  chart.story.charted.map((charted, index) =>
    observation(chart, {
      resource: encodeFinding(charted),
      daysAgo: charted.daysAgo ?? 0,
      time: `08:${String(40 + (index % 20)).padStart(2, '0')}`,
      ...(charted.by && { by: charted.by }),
      more: {
        status: charted.status ?? 'final',
        // what nobody of the staff asked, the patient filled in
        ...(charted.category === 'survey' && !charted.by && { performer: [chart.subject] }),
        ...(charted.note && { note: [{ text: charted.note }] }),
      },
    }),
  );

const laboratory = (chart: StoryChart): Observation[] =>
  (chart.story.labs ?? []).map((lab) =>
    observation(chart, { resource: labObservation(lab), daysAgo: lab.daysAgo ?? 0, time: '07:55' }),
  );

const pregnancy = (chart: StoryChart): Observation[] => {
  const weeks = chart.story.pregnancyWeeks;
  if (!weeks) return [];
  const status = {
    resourceType: 'Observation',
    code: concept(loinc('82810-3', 'Pregnancy status')),
    valueCodeableConcept: concept(snomed('77386006', 'Pregnant')),
  } as const;
  const age = {
    resourceType: 'Observation',
    code: concept(loinc('11884-4', 'Gestational age Estimated')),
    valueQuantity: { value: weeks, unit: 'wk', system: UCUM, code: 'wk' },
  } as const;
  return [
    observation(chart, { resource: status, time: '08:30' }),
    observation(chart, { resource: age, time: '08:31' }),
  ];
};

const condition = ({ story, subject, next }: StoryChart, problem: StoryProblem): Condition => {
  const { code, state = 'active', certainty = 'confirmed', daysAgo = 0, onsetDaysAgo = daysAgo } = problem;
  const taken = state === 'entered-in-error';
  return {
    resourceType: 'Condition',
    id: next('problem'),
    // FHIR con-5: what was entered in error has no clinical status.
    ...(!taken && { clinicalStatus: terminology('condition-clinical', state) }),
    verificationStatus: terminology('condition-ver-status', taken ? state : certainty),
    category: [terminology('condition-category', 'problem-list-item')],
    code: concept(code),
    subject,
    onsetDateTime: daysBefore(onsetDaysAgo),
    ...(state === 'resolved' && { abatementDateTime: daysBefore(Math.round(daysAgo / 2)) }),
    recordedDate: daysBefore(daysAgo),
    recorder: staff(story.visit.clinician),
  };
};

const prescriptions = ({ story, subject, next }: StoryChart): MedicationRequest[] =>
  story.prescriptions.map((drug) => ({
    resourceType: 'MedicationRequest',
    id: next('rx'),
    status: drug.state ?? 'active',
    intent: 'order',
    medicationCodeableConcept: concept(drug.code),
    subject,
    authoredOn: daysBefore(drug.daysAgo ?? 0),
    requester: staff(story.visit.clinician),
    dosageInstruction: [{ text: drug.dose }],
  }));

const allergies = ({ story, subject, next }: StoryChart): AllergyIntolerance[] =>
  (story.allergies ?? []).map((code) => ({
    resourceType: 'AllergyIntolerance',
    id: next('allergy'),
    clinicalStatus: terminology('allergyintolerance-clinical', 'active'),
    verificationStatus: terminology('allergyintolerance-verification', 'confirmed'),
    code: concept(code),
    patient: subject,
  }));

const procedures = ({ story, subject, next }: StoryChart): Procedure[] =>
  (story.procedures ?? []).map(({ code, daysAgo = 0 }) => ({
    resourceType: 'Procedure',
    id: next('procedure'),
    status: 'completed',
    code: concept(code),
    subject,
    performedDateTime: daysBefore(daysAgo),
  }));

const reports = ({ story, subject, next }: StoryChart): DiagnosticReport[] =>
  (story.reports ?? []).map(({ code, conclusion, daysAgo = 0 }) => ({
    resourceType: 'DiagnosticReport',
    id: next('report'),
    status: 'final',
    code: concept(code),
    subject,
    effectiveDateTime: daysBefore(daysAgo),
    conclusion,
  }));

const relatives = ({ story, subject, next }: StoryChart): FamilyMemberHistory[] =>
  (story.familyHistory ?? []).map(({ relation, disease }) => ({
    resourceType: 'FamilyMemberHistory',
    id: next('relative'),
    status: 'completed',
    patient: subject,
    relationship: concept(relation),
    condition: [{ code: concept(disease) }],
  }));

const flags = ({ story, subject, next }: StoryChart): Flag[] =>
  (story.riskFlags ?? []).map((risk) => ({
    resourceType: 'Flag',
    id: next('flag'),
    status: 'active',
    code: { coding: [{ system: codeSystems.finding, code: risk }] },
    subject,
    period: { start: daysBefore(0) },
  }));

/** All but the patient, the staff and the clinic. */
export const chartResources = (story: Story): FhirResource[] => {
  const chart = newChart(story);
  return [
    ...encounters(chart),
    ...background(story).map((entry) => observation(chart, entry)),
    ...laboratory(chart),
    ...findings(chart),
    ...pregnancy(chart),
    ...story.problems.map((problem) => condition(chart, problem)),
    ...prescriptions(chart),
    ...allergies(chart),
    ...procedures(chart),
    ...reports(chart),
    ...relatives(chart),
    ...flags(chart),
  ];
};
