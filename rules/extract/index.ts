/**
 * FHIR resources → facts, each with the resource that says so.
 *
 * This is the edge: resources are unknown JSON, their shape is checked as it is read, and what cannot be
 * used is left out with a reason (N1, N2, N4–N6, N8–N15). Windows, contradictions and three-valued logic
 * belong to `rules/engine`. Pure: the instant of the hook comes in. Never throws.
 *
 * Cost: linear in the resources; one table lookup for each coding.
 */
import { readCondition } from './condition.ts';
import { readDeed } from './deed.ts';
import type { ChartInput, Extraction } from './extraction.ts';
import { fold } from './fold.ts';
import { readEncounter } from './in-hand.ts';
import type { LeftOutCode } from './left-out.ts';
import { readMedication } from './medication.ts';
import { readObservation } from './observation.ts';
import { missDraft, readDraft } from './order.ts';
import { readPatient } from './patient.ts';
import { readQuestionnaireResponse } from './questionnaire-response.ts';
import { count, leaveOut, type ReadingContext, type Said } from './said.ts';
import { type Json, list, record, text } from './shape.ts';
import { inOurCodes } from './site-codes.ts';
import { readAllergy, readAppointment, readDevice, readFlag } from './standing.ts';
import { belonging, type Whose } from './subject.ts';
import { sayUnused } from './unread.ts';

export type { ChartInput, Counts, Extraction, FactSource } from './extraction.ts';
export type { LeftOut, NormalisationRule } from './left-out.ts';
export { holdsAnotherPatient, type Whose } from './subject.ts';

type Reader = (context: ReadingContext, resource: Json) => void;

/** How a type is read, and the prefetch key that holds it. */
interface Readable {
  readonly read: Reader;
  readonly at: string;
  /** What is said when it carries a modifier and must not be used; its danger signs when absent. */
  readonly missModified?: Reader;
}

const readers: ReadonlyMap<string, Readable> = new Map<string, Readable>(
  Object.entries({
    Observation: { read: readObservation, at: 'observations' },
    Condition: { read: readCondition, at: 'conditions' },
    QuestionnaireResponse: { read: readQuestionnaireResponse, at: 'questionnaires' },
    MedicationRequest: { read: readMedication, at: 'medications' },
    Procedure: { read: readDeed, at: 'procedures' },
    DiagnosticReport: { read: readDeed, at: 'imaging' },
    ImagingStudy: { read: readDeed, at: 'imaging' },
    ServiceRequest: { read: readDeed, at: 'orders' },
    Device: { read: readDevice, at: 'devices' },
    Flag: { read: readFlag, at: 'flags' },
    AllergyIntolerance: { read: readAllergy, at: 'allergies' },
    Appointment: { read: readAppointment, at: 'appointments' },
    Encounter: { read: readEncounter, at: 'encounters' },
    Patient: { read: readPatient, at: 'patient' },
    DocumentReference: { read: (context) => count(context, 'free-text'), at: 'documents' },
  } satisfies Record<string, Readable>),
);

/** Types and ids as FHIR writes them, with some leniency (unsigned orders of Epic): else it would be words. */
const TYPE = /^[A-Za-z]{1,40}$/;
const ID = /^[A-Za-z0-9._-]{1,512}$/;

/** `Type/id`; a resource without an id is named by its place in the request. */
const refOf = ({ resourceType, id }: Json, index: number): string => {
  const named = typeof resourceType === 'string' && (readers.has(resourceType) || TYPE.test(resourceType));
  const type = named ? resourceType : 'Resource';
  return typeof id === 'string' && ID.test(id) ? `${type}/${id}` : `${type}/?${index + 1}`;
};

const updated = (resource: Json): string => text(record(resource['meta'])?.['lastUpdated']) ?? '';

/** Two resources of one id, of which neither says that it is newer: they may contradict each other. */
const isAnother = (resource: Json, other: Json): boolean =>
  updated(resource) === updated(other) && JSON.stringify(resource) !== JSON.stringify(other);

/**
 * By reference, the newest version of each (the same resource may have been sent twice). Where two differ and
 * none is newer both are read, the second one by its place in the request.
 */
const newestVersions = (resources: readonly unknown[]): Map<string, Json> => {
  const byRef = new Map<string, Json>();
  for (let n = 0; n < resources.length; n++) {
    const resource = record(resources[n]);
    if (resource === undefined) continue;
    const ref = refOf(resource, n);
    const other = byRef.get(ref);
    if (other === undefined || updated(resource) > updated(other)) byRef.set(ref, resource);
    else if (isAnother(resource, other)) byRef.set(refOf({ ...resource, id: undefined }, n), resource);
  }
  return byRef;
};

/** FHIR: a resource with a modifier that is not understood must not be processed. */
const isModified = (resource: Json): boolean =>
  list(resource['modifierExtension']).length > 0 || resource['implicitRules'] !== undefined;

/** N15, then what nobody may read past. */
const whyUnreadable = (resource: Json, whose: Whose): LeftOutCode | undefined => {
  const belongs = belonging(resource, whose);
  if (belongs !== 'this-patient' && belongs !== 'nobody') return belongs;
  return isModified(resource) ? 'modifier-extension' : undefined;
};

interface Given {
  readonly now: number;
  readonly whose: Whose;
  readonly byRef: ReadonlyMap<string, Json>;
}

/** What is left out under a modifier that we do not know may be a danger sign or an order all the same. */
const unused = (
  context: ReadingContext,
  resource: Json,
  why: LeftOutCode,
  { read, missModified }: Readable,
): void => {
  leaveOut(context, why);
  if (why !== 'modifier-extension') return;
  if (missModified === undefined) sayUnused(context, { code: why }, (silent) => read(silent, resource));
  else missModified(context, resource);
};

/** Reads resources one by one and adds what they say to `said`. One that fails costs what it says, no more. */
const reader = (said: Said[], { now, whose, byRef }: Given) => {
  const say = (one: Said): void => {
    said.push(one);
  };
  return (ref: string, resource: Json, readable: Readable): void => {
    const { read, at } = readable;
    const context: ReadingContext = { ref, at, now, byRef, say };
    const before = said.length;
    try {
      const why = whyUnreadable(resource, whose);
      if (why === undefined) read(context, resource);
      else unused(context, resource, why, readable);
    } catch {
      // what it said before it failed may be half of what it means
      said.length = before;
      say({ kind: 'hole', hole: { code: 'resource-failed', at, ref } });
    }
  };
};

const proposed: Readable = {
  read: (context, condition) => readCondition(context, condition, true),
  at: 'context.conditions',
};

const ORDERS: ReadonlySet<unknown> = new Set(['MedicationRequest', 'ServiceRequest']);

/** At order-select only what was just selected; at order-sign everything that is about to be signed. */
const selectedDrafts = ({ hook, draftOrders = [], selections = [] }: ChartInput): [string, Json][] => {
  const drafts = [...newestVersions(draftOrders)];
  return hook === 'order-select' ? drafts.filter(([ref]) => selections.includes(ref)) : drafts;
};

/** A drug may be named by a Medication beside the order in the same Bundle (Epic). */
const withDrugsOfDrafts = (byRef: Map<string, Json>, drafts: Map<string, Json>): Map<string, Json> => {
  for (const [ref, resource] of drafts)
    if (resource['resourceType'] === 'Medication' && !byRef.has(ref)) byRef.set(ref, resource);
  return byRef;
};

/** The chart as its readers know it: what the site's map has is put into our codes. */
const inCodesWeRead = (given: ChartInput): ChartInput => {
  const { codeMap, resources, draftOrders, problem } = given;
  if (codeMap === undefined) return given;
  const translate = (resource: unknown) => inOurCodes(codeMap, resource);
  return {
    ...given,
    resources: resources.map(translate),
    ...(draftOrders && { draftOrders: draftOrders.map(translate) }),
    ...(problem && { problem: problem.map(translate) }),
  };
};

export const extract = (given: ChartInput): Extraction => {
  const chart = inCodesWeRead(given);
  const draftsByRef = newestVersions(chart.draftOrders ?? []);
  const byRef = withDrugsOfDrafts(newestVersions(chart.resources), draftsByRef);
  const said: Said[] = [];
  const whose = { patientId: chart.patientId, bases: chart.bases ?? [] };
  const read = reader(said, { now: Date.parse(chart.now), whose, byRef });

  for (const [ref, resource] of byRef) {
    const readResource = readers.get(text(resource['resourceType']) ?? '');
    // an order in front of the clinician is not at the same time one on the active list
    if (readResource === undefined || (draftsByRef.has(ref) && ORDERS.has(resource['resourceType'])))
      continue;
    read(ref, resource, readResource);
  }
  const drafts = selectedDrafts(chart);
  const hasDisorder =
    drafts.length > 0 && said.some((one) => one.kind === 'history' && one.id === 'opioid-use-disorder');
  const draftReader: Readable = {
    read: (context, order) => readDraft(context, order, hasDisorder),
    at: 'context.draftOrders',
    missModified: (context, order) => missDraft(context, order, 'order-modified', hasDisorder),
  };
  for (const [ref, draft] of drafts) read(ref, draft, draftReader);
  for (const [ref, problem] of newestVersions(chart.problem ?? [])) {
    if (problem['resourceType'] === 'Condition') read(ref, problem, proposed);
  }
  return fold(said, chart);
};
