/** What the mini-EHR lets a clinician draft: orders and problems that the service has something to say about. */
import type { Bundle, Condition, FhirResource, MedicationRequest, ServiceRequest } from 'fhir/r4';
import { icd, loinc, rx, snomed } from '../patients/codes.ts';
import type { Code } from '../patients/story.ts';

export interface CatalogueEntry {
  readonly id: string;
  readonly label: string;
  readonly group: 'Imaging and procedures' | 'Drugs' | 'Problems';
}

interface CatalogueOrder extends CatalogueEntry {
  readonly code: Code;
  readonly dose?: string;
}

const study = (id: string, label: string, code: Code): CatalogueOrder => ({
  id,
  label,
  group: 'Imaging and procedures',
  code,
});
const drug = (id: string, label: string, code: Code, dose: string): CatalogueOrder => ({
  id,
  label,
  group: 'Drugs',
  code,
  dose,
});

export interface DraftFrame {
  readonly patientId: string;
  /** `Practitioner/<id>`. */
  readonly practitioner: string;
  /** ISO instant. */
  readonly now: string;
}

const problem = (id: string, code: Code): CatalogueOrder => ({
  id,
  label: code.display,
  group: 'Problems',
  code,
});

const orderables: readonly CatalogueOrder[] = [
  study('mri', 'MRI lumbar spine without contrast', loinc('30679-5', 'MR Lumbar spine WO contrast')),
  study('xray', 'X-ray lumbar spine, AP and lateral', loinc('24970-6', 'XR Lumbar spine AP and Lateral')),
  study('injection', 'Epidural steroid injection', snomed('171787008', 'Therapeutic epidural injection')),
  study('emg', 'EMG', loinc('98716-4', 'Electromyography panel')),
  drug('naproxen', 'Naproxen 500 mg', rx('7258', 'naproxen'), '500 mg twice daily with food'),
  drug('gabapentin', 'Gabapentin 300 mg', rx('25480', 'gabapentin'), '300 mg three times daily'),
  drug('oxycodone', 'Oxycodone 5 mg', rx('7804', 'oxycodone'), '5 mg every six hours when needed'),
  drug('diazepam', 'Diazepam 5 mg', rx('3322', 'diazepam'), '5 mg at night'),
  drug('prednisone', 'Prednisone 40 mg', rx('8640', 'prednisone'), '40 mg once daily for five days'),
  problem('sciatica', icd('M54.30', 'Sciatica, unspecified side')),
  problem('low-back-pain', icd('M54.50', 'Low back pain, unspecified')),
];

export const catalogue: readonly CatalogueEntry[] = orderables.map(({ id, label, group }) => ({
  id,
  label,
  group,
}));

const draftOf = (order: CatalogueOrder, { patientId, practitioner, now }: DraftFrame): FhirResource => {
  const common = { id: `draft-${order.id}`, subject: { reference: `Patient/${patientId}` } };
  const requested = {
    status: 'draft',
    intent: 'order',
    requester: { reference: practitioner },
    authoredOn: now,
  } as const;
  const code = { coding: [order.code], text: order.label };
  switch (order.group) {
    case 'Drugs':
      return {
        resourceType: 'MedicationRequest',
        ...common,
        ...requested,
        medicationCodeableConcept: code,
        dosageInstruction: [{ text: order.dose ?? '' }],
      } satisfies MedicationRequest;
    case 'Imaging and procedures':
      return { resourceType: 'ServiceRequest', ...common, ...requested, code } satisfies ServiceRequest;
    case 'Problems':
      return { resourceType: 'Condition', ...common, code, recordedDate: now } satisfies Condition;
  }
};

/** The chosen entries as a bundle of drafts; ids that are not in the catalogue are left out. */
export const drafts = (ids: readonly string[], draft: DraftFrame): Bundle => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: orderables
    .filter(({ id }) => ids.includes(id))
    .map((order) => ({ resource: draftOf(order, draft) })),
});
