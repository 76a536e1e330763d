/** Orders in front of a clinician that have something against them, and the habits of those who encode drafts. */

import type { Resource } from '../../functions/fhir/resource.ts';
import { codeSystems } from '../../rules/codes/index.ts';
import { condition, lumbarMri } from '../support/requests.ts';
import type { DraftHabit, WrittenDrafts } from './habits.ts';
import { concept } from './red-flags.ts';

const { rxnorm: RXNORM, loinc: LOINC, 'icd-10-cm': ICD, snomed: SNOMED } = codeSystems;

export interface DoubtfulOrder {
  readonly name: string;
  /** Words of the card that is about it. */
  readonly says: RegExp;
  readonly order: Resource;
  readonly chart: readonly Resource[];
}

const drug = {
  resourceType: 'MedicationRequest',
  id: 'd1',
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  medicationCodeableConcept: concept(RXNORM, '198014'),
} as const;

export const doubtfulOrders: readonly DoubtfulOrder[] = [
  {
    name: 'naproxen in kidney disease of stage 4',
    says: /NSAID|kidney|renal|eGFR/i,
    order: drug,
    chart: [condition('kidney', { code: concept(ICD, 'N18.4') }) as Resource],
  },
  {
    name: 'a lumbar MRI for a new radiculopathy without a deficit',
    says: /MRI/,
    order: lumbarMri('d1') as Resource,
    chart: [condition('c1') as Resource],
  },
  {
    name: 'a lumbar MRI whose reason is a foot drop',
    says: /foot drop/i,
    order: lumbarMri('d1', { reasonCode: [concept(SNOMED, '6077001')] }) as Resource,
    chart: [],
  },
];

/** Orders of another topic: no habit may make a card of them. */
export const otherOrders: readonly Resource[] = [
  { ...drug, medicationCodeableConcept: concept(RXNORM, '308182') },
  lumbarMri('d1', { code: concept(LOINC, '36643-5') }) as Resource,
];

type WrittenEntry = Readonly<Record<string, unknown>>;
const alone = (resource: object, over: WrittenEntry = {}): WrittenDrafts => ({
  entry: [{ resource, ...over }],
  selections: [`${(resource as Resource).resourceType}/${String((resource as { id?: unknown }).id ?? 'd1')}`],
});
const changed =
  (change: (order: Resource) => object): DraftHabit['write'] =>
  (order) =>
    alone({ ...order, ...change(order) });

const codeKey = (order: Resource) => ('code' in order ? 'code' : 'medicationCodeableConcept');
const codingsOf = (order: Resource) =>
  (order[codeKey(order)] as { coding: readonly { system: string; code: string }[] }).coding;
/** The code system of the order, as somebody else writes it. */
const spelled =
  (system: string, as: string): DraftHabit['write'] =>
  (order) =>
    codingsOf(order)[0]?.system === system
      ? alone({
          ...order,
          [codeKey(order)]: { coding: codingsOf(order).map((one) => ({ ...one, system: as })) },
        })
      : undefined;
const ofDrugs =
  (write: (order: Resource) => WrittenDrafts): DraftHabit['write'] =>
  (order) =>
    order.resourceType === 'MedicationRequest' ? write(order) : undefined;
const withoutDrug = ({ medicationCodeableConcept: _, ...order }: Resource) => order;

const patientEntry = {
  fullUrl: 'urn:uuid:5b1ca9ac-0000-4000-8000-000000000001',
  resource: { resourceType: 'Patient', id: 'p1' },
};

export const drafts: readonly DraftHabit[] = [
  {
    name: 'has nothing unusual',
    from: 'cds-hooks.hl7.org/hooks/order-sign',
    owes: 'read',
    write: (order) => alone(order),
  },
  {
    name: 'names the patient by the uuid of an entry beside it',
    from: 'hl7.org/fhir/R4/bundle.html#references',
    owes: 'read',
    write: (order) => ({
      entry: [{ resource: { ...order, subject: { reference: patientEntry.fullUrl } } }, patientEntry],
      selections: [`${order.resourceType}/d1`],
    }),
  },
  {
    name: 'names the patient by a uuid that nothing has',
    from: 'hl7.org/fhir/R4/bundle.html#references',
    owes: 'told',
    write: changed(() => ({ subject: { reference: 'urn:uuid:5b1ca9ac-0000-4000-8000-00000000dead' } })),
  },
  {
    name: 'names the patient by an identifier alone',
    from: 'hl7.org/fhir/R4/references.html#logical',
    owes: 'told',
    write: changed(() => ({
      subject: { identifier: { system: 'https://hospital.example/mrn', value: '1' } },
    })),
  },
  {
    name: 'names the patient by words alone',
    from: 'hl7.org/fhir/R4/references.html, display',
    owes: 'told',
    write: changed(() => ({ subject: { display: 'patient' } })),
  },
  {
    name: 'names no patient yet',
    from: 'fhir.epic.com, unsigned orders',
    owes: 'read',
    write: changed(() => ({ subject: undefined })),
  },
  {
    name: 'names the patient with the base of the server',
    from: 'hl7.org/fhir/R4/references.html#literal',
    owes: 'read',
    write: changed(() => ({ subject: { reference: 'https://fhir.test/r4/Patient/p1' } })),
  },
  {
    name: 'names a contained patient',
    from: 'hl7.org/fhir/R4/references.html#contained',
    owes: 'told',
    write: changed(() => ({
      contained: [{ resourceType: 'Patient', id: 'me' }],
      subject: { reference: '#me' },
    })),
  },
  {
    name: 'names the patient of another server',
    from: 'hl7.org/fhir/R4/references.html#literal, absolute',
    owes: 'told',
    write: changed(() => ({ subject: { reference: 'https://other.test/fhir/Patient/p1' } })),
  },
  {
    name: 'names LOINC by its OID',
    from: 'hl7.org/fhir/R4/loinc.html',
    owes: 'read',
    write: spelled(LOINC, 'urn:oid:2.16.840.1.113883.6.1'),
  },
  {
    name: 'names LOINC with https',
    from: 'HL7/fhir, system URIs with https',
    owes: 'read',
    write: spelled(LOINC, 'https://loinc.org'),
  },
  {
    name: 'names RxNorm by its OID',
    from: 'hl7.org/fhir/R4/rxnorm.html',
    owes: 'read',
    write: spelled(RXNORM, 'urn:oid:2.16.840.1.113883.6.88'),
  },
  {
    name: 'names RxNorm with https and a slash',
    from: 'HL7/fhir, system URIs with https',
    owes: 'read',
    write: spelled(RXNORM, 'https://www.nlm.nih.gov/research/umls/rxnorm/'),
  },
  {
    name: 'puts a code of the site before the one that is known',
    from: 'hl7.org/fhir/R4/datatypes.html#CodeableConcept, several codings',
    owes: 'read',
    write: (order) =>
      alone({
        ...order,
        [codeKey(order)]: {
          coding: [{ system: 'urn:oid:1.2.840.114350.1.13.0', code: '4711' }, ...codingsOf(order)],
        },
      }),
  },
  {
    name: 'contains its drug',
    from: 'hl7.org/fhir/R4/medicationrequest.html, medicationReference',
    owes: 'read',
    write: ofDrugs((order) =>
      alone({
        ...withoutDrug(order),
        contained: [{ resourceType: 'Medication', id: 'drug', code: order['medicationCodeableConcept'] }],
        medicationReference: { reference: '#drug' },
      }),
    ),
  },
  {
    name: 'has its drug in an entry beside it',
    from: 'fhir.epic.com, unsigned medication orders',
    owes: 'read',
    write: ofDrugs((order) => ({
      entry: [
        { resource: { ...withoutDrug(order), medicationReference: { reference: 'Medication/drug' } } },
        { resource: { resourceType: 'Medication', id: 'drug', code: order['medicationCodeableConcept'] } },
      ],
      selections: ['MedicationRequest/d1'],
    })),
  },
  {
    name: 'has its drug in an entry with a uuid',
    from: 'hl7.org/fhir/R4/bundle.html#references',
    owes: 'read',
    write: ofDrugs((order) => ({
      entry: [
        { resource: { ...withoutDrug(order), medicationReference: { reference: 'urn:uuid:drug' } } },
        {
          fullUrl: 'urn:uuid:drug',
          resource: { resourceType: 'Medication', code: order['medicationCodeableConcept'] },
        },
      ],
      selections: ['MedicationRequest/d1'],
    })),
  },
  {
    name: 'points to a drug that is nowhere',
    from: 'hl7.org/fhir/R4/medicationrequest.html, medicationReference',
    owes: 'told',
    write: ofDrugs((order) =>
      alone({ ...withoutDrug(order), medicationReference: { reference: 'Medication/elsewhere' } }),
    ),
  },
  {
    name: 'is active already',
    from: 'cds-hooks.hl7.org/hooks/order-sign, drafts may have other states',
    owes: 'read',
    write: changed(() => ({ status: 'active' })),
  },
  {
    name: 'has no status yet',
    from: 'fhir.epic.com, unsigned orders',
    owes: 'read',
    write: changed(() => ({ status: undefined })),
  },
  {
    name: 'is on hold',
    from: 'hl7.org/fhir/R4/valueset-request-status.html',
    owes: 'told',
    write: changed(() => ({ status: 'on-hold' })),
  },
  {
    name: 'has modifier extensions that nobody knows',
    from: 'hl7.org/fhir/R4/extensibility.html#modifierExtension',
    owes: 'told',
    write: changed(() => ({
      modifierExtension: [{ url: 'https://hospital.example/not', valueBoolean: false }],
    })),
  },
  {
    name: 'follows implicit rules',
    from: 'hl7.org/fhir/R4/resource-definitions.html#Resource.implicitRules',
    owes: 'told',
    write: changed(() => ({ implicitRules: 'https://hospital.example/rules' })),
  },
  ...(
    [
      ['without an id', undefined],
      ['with a number for an id', 4711],
      ['with an object for an id', { toString: null }],
      ['with an id of 180 characters', `eX.${'y'.repeat(177)}`],
    ] as const
  ).map(
    ([what, id]): DraftHabit => ({
      name: `comes ${what}`,
      from: 'docs/conformance.md R-074, R-079',
      owes: 'read',
      write: (order) => ({
        entry: [{ fullUrl: 'urn:uuid:order', resource: { ...order, id } }],
        selections: ['urn:uuid:order'],
      }),
    }),
  ),
  {
    name: 'comes twice',
    from: 'cqframework/cqf-ruler#487, entries sent twice',
    owes: 'read',
    write: (order) => ({
      entry: [{ resource: order }, { resource: order }],
      selections: [`${order.resourceType}/d1`],
    }),
  },
  {
    name: 'comes beside an entry without a resource',
    from: 'docs/conformance.md T115',
    owes: 'told',
    write: (order) => ({
      entry: [{ fullUrl: 'urn:uuid:nothing' }, { resource: order }],
      selections: [`${order.resourceType}/d1`],
    }),
  },
  {
    name: 'must not be done',
    from: 'hl7.org/fhir/R4/servicerequest.html, doNotPerform',
    owes: 'nothing',
    write: (order) => (order['reasonCode'] ? undefined : alone({ ...order, doNotPerform: true })),
  },
  {
    name: 'was entered in error',
    from: 'hl7.org/fhir/R4/valueset-request-status.html',
    owes: 'nothing',
    write: changed(() => ({ status: 'entered-in-error' })),
  },
];
