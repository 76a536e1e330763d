/**
 * FHIR resources → facts, each with the resource that says so.
 *
 * This is the edge: resources are unknown JSON, their shape is checked as it is read, and what cannot be
 * used is left out with a reason (N1, N2, N4–N6, N8–N15). Windows, contradictions and three-valued logic
 * belong to `rules/engine`. Pure: the instant of the hook comes in. Never throws.
 *
 * Cost: linear in the resources; one table lookup for each coding.
 */
import type { Detail, EngineInput } from '../engine/types.ts';
import { readCondition } from './condition.ts';
import { readDeed } from './deed.ts';
import { egfrOf, factsOf, holdBaseline, holdDeficits, pregnancyOf } from './derive.ts';
import { type Ledger, leaveOut, openLedger } from './ledger.ts';
import type { LeftOutCode } from './left-out.ts';
import { readMedication } from './medication.ts';
import { readObservation } from './observation.ts';
import { readDraft } from './order.ts';
import { readPatient } from './patient.ts';
import { readQuestionnaireResponse } from './questionnaire-response.ts';
import { type Json, list, record, records, text } from './shape.ts';
import { readAllergy, readAppointment, readDevice, readFlag } from './standing.ts';
import { belonging } from './subject.ts';
import type { ChartInput, Extraction } from './types.ts';
import { unreadRedFlags } from './unread.ts';

export type { LeftOut, NormalisationRule } from './left-out.ts';
export { holdsAnotherPatient } from './subject.ts';
export type { ChartInput, Counts, Extraction, FactSource } from './types.ts';

type Reader = (ledger: Ledger, resource: Json, ref: string) => void;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['Observation', readObservation],
  ['Condition', readCondition],
  ['QuestionnaireResponse', readQuestionnaireResponse],
  ['MedicationRequest', readMedication],
  ['Procedure', readDeed],
  ['DiagnosticReport', readDeed],
  ['ImagingStudy', readDeed],
  ['ServiceRequest', readDeed],
  ['Device', readDevice],
  ['Flag', readFlag],
  ['AllergyIntolerance', readAllergy],
  ['Appointment', readAppointment],
  ['Patient', readPatient],
  [
    'DocumentReference',
    (ledger) => {
      ledger.freetext++;
    },
  ],
]);

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

/** By reference, the newest version of each (the same resource may have been sent twice). */
const newestVersions = (resources: readonly unknown[]): Map<string, Json> => {
  const byRef = new Map<string, Json>();
  for (let n = 0; n < resources.length; n++) {
    const resource = record(resources[n]);
    if (resource === undefined) continue;
    const ref = refOf(resource, n);
    const other = byRef.get(ref);
    if (other === undefined || updated(resource) > updated(other)) byRef.set(ref, resource);
  }
  return byRef;
};

/** FHIR: a resource with a modifier that is not understood must not be processed. */
const isModified = (resource: Json): boolean =>
  list(resource['modifierExtension']).length > 0 || resource['implicitRules'] !== undefined;

/** N15, then what nobody may read past. */
const isReadable = (ledger: Ledger, resource: Json, ref: string): boolean => {
  switch (belonging(resource, ledger.patientId)) {
    case 'another-patient':
      ledger.anotherPatient++;
      leaveOut(ledger, ref, 'another-patient');
      return false;
    case 'no-subject':
      leaveOut(ledger, ref, 'no-subject');
      return false;
    default:
      if (!isModified(resource)) return true;
      leaveOut(ledger, ref, 'modifier-extension');
      return false;
  }
};

const ORDERS: ReadonlySet<unknown> = new Set(['MedicationRequest', 'ServiceRequest']);

/** `drafts`: an order in front of the clinician is not at the same time one on the active list. */
const readAll = (ledger: Ledger, drafts: ReadonlySet<string>): void => {
  for (const [ref, resource] of ledger.byRef) {
    const read = readers.get(text(resource['resourceType']) ?? '');
    if (read === undefined || (drafts.has(ref) && ORDERS.has(resource['resourceType']))) continue;
    if (isReadable(ledger, resource, ref)) read(ledger, resource, ref);
  }
};

/** At order-select only what was just selected; at order-sign everything that is about to be signed. */
const selectedDrafts = ({ hook, draftOrders = [], selections = [] }: ChartInput): [string, Json][] => {
  const drafts = [...newestVersions(draftOrders)];
  return hook === 'order-select' ? drafts.filter(([ref]) => selections.includes(ref)) : drafts;
};

const detailsOf = ({ conditions, medications, orderDetails }: Ledger): Record<string, readonly Detail[]> => {
  const details: Record<string, readonly Detail[]> = {};
  const newestFirst = (a: Detail, b: Detail) => (b.date ?? '').localeCompare(a.date ?? '');
  for (const [id, held] of conditions) details[id] = [...held].sort(newestFirst);
  for (const [key, held] of [...medications, ...orderDetails])
    details[key] = [...(details[key] ?? []), ...held];
  return details;
};

const refsOf = ({ leftOut }: Ledger, why: LeftOutCode): string[] =>
  leftOut.filter(({ code }) => code === why).map(({ ref }) => ref);

const inputOf = (ledger: Ledger, chart: ChartInput): EngineInput => {
  const egfr = egfrOf(ledger);
  return {
    now: chart.now,
    hook: chart.hook,
    ...(ledger.age !== undefined && { age: ledger.age }),
    ...(ledger.sex !== undefined && { sex: ledger.sex }),
    ...pregnancyOf(ledger),
    ...(egfr !== undefined && { egfr }),
    cond: [...ledger.conditions.keys()],
    meds: [...ledger.medications.keys()],
    facts: factsOf(ledger),
    freetext: ledger.freetext,
    orders: ledger.orders,
    holes: chart.holes ?? [],
    notChecked: unreadRedFlags(ledger),
    sideConflicts: refsOf(ledger, 'side-conflict'),
    leftOut: ledger.leftOut.map(({ ref, rule, code }) => ({ ref, rule, code })),
    details: detailsOf(ledger),
  };
};

/** Facts that rest on several resources, once all have been read. */
const settle = (ledger: Ledger): void => {
  holdDeficits(ledger);
  holdBaseline(ledger);
  for (const detail of ledger.steroids) {
    const held = ledger.conditions.get('chronic-steroids') ?? [];
    ledger.conditions.set('chronic-steroids', [...held, detail]);
  }
  // "only non-melanoma skin cancer" is not said of someone with another cancer
  if (ledger.conditions.has('cancer-history')) ledger.conditions.delete('nonmelanoma-skin-only');
};

/** A drug may be named by a Medication beside the order in the same Bundle (Epic). */
const withDrugsOfDrafts = (byRef: Map<string, Json>, drafts: Map<string, Json>): Map<string, Json> => {
  for (const [ref, resource] of drafts)
    if (resource['resourceType'] === 'Medication' && !byRef.has(ref)) byRef.set(ref, resource);
  return byRef;
};

export const extract = (chart: ChartInput): Extraction => {
  const draftsByRef = newestVersions(chart.draftOrders ?? []);
  const byRef = withDrugsOfDrafts(newestVersions(chart.resources), draftsByRef);
  const ledger = openLedger(Date.parse(chart.now), chart.patientId, chart.hook, byRef);
  const drafts = selectedDrafts(chart);

  readAll(ledger, new Set(draftsByRef.keys()));
  for (const [ref, draft] of drafts) if (isReadable(ledger, draft, ref)) readDraft(ledger, draft, ref);
  for (const [ref, problem] of newestVersions(chart.problem ?? [])) {
    if (problem['resourceType'] !== 'Condition' || !isReadable(ledger, problem, ref)) continue;
    readCondition(ledger, problem, ref, true);
  }
  settle(ledger);

  const input = inputOf(ledger, chart);
  return {
    input,
    sources: ledger.sources,
    leftOut: ledger.leftOut,
    unmappedCodes: ledger.unmappedCodes,
    counts: {
      resources: records(chart.resources).length,
      facts: input.facts.length,
      leftOut: ledger.leftOut.length,
      duplicates: ledger.duplicates,
      unmappedOrders: ledger.unmappedOrders,
      anotherPatient: ledger.anotherPatient,
    },
  };
};
