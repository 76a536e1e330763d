/**
 * FHIR resources → facts, each with the resource that says so.
 *
 * This is the edge: resources are unknown JSON, their shape is checked as it is read, and what cannot be
 * used is left out with a reason (N1, N2, N4–N6, N8–N15). Windows, contradictions and three-valued logic
 * belong to `rules/engine`. Pure: the instant of the hook comes in. Never throws.
 *
 * Cost: linear in the resources; one table lookup for each coding.
 */

import type { CodeMap } from '../codes/index.ts';
import { readCondition } from './condition.ts';
import { readDeed } from './deed.ts';
import type { ChartInput, Extraction } from './extraction.ts';
import { fold, ledger } from './fold.ts';
import { readEncounter } from './in-hand.ts';
import type { LeftOutCode } from './left-out.ts';
import { readMedication } from './medication.ts';
import { readObservation } from './observation.ts';
import { missDraft, readDraft } from './order.ts';
import { readPatient } from './patient.ts';
import { readQuestionnaireResponse } from './questionnaire-response.ts';
import { count, leaveOut, type ReadingContext, type Saying } from './said.ts';
import { firstByRef, type Lookup, newestVersions, type Sent } from './sent.ts';
import { type Json, list } from './shape.ts';
import { inOurCodes } from './site-codes.ts';
import { readAllergy, readAppointment, readDevice, readFlag } from './standing.ts';
import { belonging, type Whose } from './subject.ts';
import { sayUnused } from './unread.ts';

export type { ChartInput, Counts, Extraction, FactSource } from './extraction.ts';
export type { LeftOut, NormalisationRule } from './left-out.ts';
export { holdsAnotherPatient, type Whose } from './subject.ts';

type ResourceReader = (context: ReadingContext, resource: Json) => void;

/** How a type is read, and the prefetch key that holds it. */
interface ReadableType {
  readonly read: ResourceReader;
  readonly at: string;
  /** Reads a resource whose modifier is not understood: what is missed by not using it. Absent: its danger signs. */
  readonly missModified?: ResourceReader;
}

const readers: ReadonlyMap<string, ReadableType> = new Map<string, ReadableType>(
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
  } satisfies Record<string, ReadableType>),
);

/** FHIR: a resource with a modifier that is not understood must not be processed. */
const isModified = (resource: Json): boolean =>
  list(resource['modifierExtension']).length > 0 || resource['implicitRules'] !== undefined;

/** Why a resource must not be read: its patient (N15) first, then a modifier or rules that are not understood. */
const whyUnreadable = (resource: Json, whose: Whose): LeftOutCode | undefined => {
  const belongs = belonging(resource, whose);
  if (belongs !== 'this-patient' && belongs !== 'nobody') return belongs;
  return isModified(resource) ? 'modifier-extension' : undefined;
};

type Hear = (one: Saying) => void;

interface ChartSurroundings {
  readonly now: number;
  readonly whose: Whose;
  readonly byRef: Lookup<Json>;
  readonly hear: Hear;
}

/** Reports a resource that an unknown modifier keeps from being read: it may be a danger sign or an order. */
const unused = (
  context: ReadingContext,
  resource: Json,
  why: LeftOutCode,
  { read, missModified }: ReadableType,
): void => {
  leaveOut(context, why);
  if (why !== 'modifier-extension') return;
  if (missModified === undefined) sayUnused(context, { code: why }, (silent) => read(silent, resource));
  else missModified(context, resource);
};

/** Reads resources one by one. One that fails costs what it says, no more. */
const reader = ({ now, whose, byRef, hear }: ChartSurroundings) => {
  /** What the resource being read has said: if its reader fails, half of that may be half of what it means. */
  const said: Saying[] = [];
  /** How many of `said` are of this resource; emptying the array would cost its memory each time. */
  let count = 0;
  const say = (one: Saying): void => {
    said[count++] = one;
  };
  return ({ ref, resource }: Sent, readable: ReadableType): void => {
    const { read, at } = readable;
    const context: ReadingContext = { ref, at, now, byRef, say };
    count = 0;
    try {
      const why = whyUnreadable(resource, whose);
      if (why === undefined) read(context, resource);
      else unused(context, resource, why, readable);
    } catch {
      count = 0;
      say({ kind: 'hole', hole: { code: 'resource-failed', at, ref } });
    }
    for (let n = 0; n < count; n++) hear(said[n] as Saying);
  };
};

const readEach = (all: readonly Sent[], read: ReturnType<typeof reader>): void => {
  let type: string | undefined;
  let readable: ReadableType | undefined;
  for (const sent of all) {
    if (sent.type !== type) {
      type = sent.type;
      readable = readers.get(type);
    }
    if (readable !== undefined) read(sent, readable);
  }
};

const proposed: ReadableType = {
  read: (context, condition) => readCondition(context, condition, true),
  at: 'context.conditions',
};

const ORDERS: ReadonlySet<string> = new Set(['MedicationRequest', 'ServiceRequest']);

/** At order-select only what was just selected; at order-sign everything that is about to be signed. */
const selected = (drafts: readonly Sent[], { hook, selections }: ChartInput): readonly Sent[] => {
  if (hook !== 'order-select') return drafts;
  const names = new Set(selections);
  return drafts.filter(({ ref }) => names.has(ref));
};

/** What references may name: the chart, and the Medications beside the orders in their Bundle (Epic). */
const references = (chart: readonly Sent[], drafts: readonly Sent[]): Lookup<Json> => {
  const table = firstByRef(() => [...chart, ...drafts.filter(({ type }) => type === 'Medication')]);
  return { get: (ref) => table.get(ref)?.resource };
};

/** An order in front of the clinician is not at the same time one on the active list. */
const beside = (chart: readonly Sent[], drafts: readonly Sent[]): readonly Sent[] => {
  if (drafts.length === 0) return chart;
  const names = new Set(drafts.map(({ ref }) => ref));
  return chart.filter(({ ref, type }) => !(ORDERS.has(type) && names.has(ref)));
};

/** Puts what the map of the site has into our codes. What fails there is said, and read as it came. */
const inCodesWeRead = (sent: readonly Sent[], codeMap: CodeMap | undefined, hear: Hear): readonly Sent[] => {
  if (codeMap === undefined) return sent;
  return sent.flatMap((one): readonly Sent[] => {
    try {
      const resource = inOurCodes(codeMap, one.resource);
      return resource === undefined ? [] : [{ ...one, resource }];
    } catch {
      const at = readers.get(one.type)?.at ?? 'observations';
      hear({ kind: 'hole', hole: { code: 'resource-failed', at, ref: one.ref } });
      return [one];
    }
  });
};

/**
 * Reads all that a chart has.
 * @returns reads more resources, which may refer to those
 */
const readAll = (chart: ChartInput, hear: Hear): ((more: readonly unknown[], hear: Hear) => void) => {
  let hasDisorder = false;
  const heard: Hear = (one) => {
    hasDisorder ||= one.kind === 'history' && one.id === 'opioid-use-disorder';
    hear(one);
  };
  const sentOf = (resources: readonly unknown[] = []) =>
    inCodesWeRead(newestVersions(resources), chart.codeMap, hear);
  const drafts = sentOf(chart.draftOrders);
  const resources = sentOf(chart.resources);
  const whose = { patientId: chart.patientId, bases: chart.bases ?? [] };
  const byRef = references(resources, drafts);
  const around = { now: Date.parse(chart.now), whose, byRef };
  const read = reader({ ...around, hear: heard });

  readEach(beside(resources, drafts), read);
  const opioidUseDisorder = hasDisorder;
  const draftReader: ReadableType = {
    read: (context, order) => readDraft(context, order, opioidUseDisorder),
    at: 'context.draftOrders',
    missModified: (context, order) => missDraft(context, order, 'order-modified', opioidUseDisorder),
  };
  for (const draft of selected(drafts, chart)) read(draft, draftReader);
  for (const problem of sentOf(chart.problem)) if (problem.type === 'Condition') read(problem, proposed);
  return (more, hearMore) =>
    readEach(
      inCodesWeRead(newestVersions(more), chart.codeMap, hearMore),
      reader({ ...around, hear: hearMore }),
    );
};

export const extract = (chart: ChartInput): Extraction => {
  const entered = ledger();
  readAll(chart, entered.enter);
  return fold(entered, chart);
};

/**
 * The same chart with resources more, asked again and again: what it says itself is read once.
 * @returns takes resources whose ids are not on the chart
 */
export const extractor = (chart: ChartInput): ((more: readonly unknown[]) => Extraction) => {
  const said: Saying[] = [];
  const readMore = readAll(chart, (one) => said.push(one));
  return (more) => {
    const entered = ledger();
    for (const one of said) entered.enter(one);
    readMore(more, entered.enter);
    return fold(entered, { ...chart, resources: [...chart.resources, ...more] });
  };
};
