/** Requests as EHRs send them, for every hook, with a chart that has something to say. */

import { prefetchKeys, serviceById } from '../../functions/cds-hooks/services.ts';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { fhirBase } from './cds.ts';

export const hookInstance = 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea';
const lrFinding = 'https://radix-cds.org/fhir/CodeSystem/lr-finding';

export const patient = { resourceType: 'Patient', id: 'p1', birthDate: '1970-02-03', gender: 'female' };

export const observation = (id: string, over: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [
    { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'exam' }] },
  ],
  code: { coding: [{ system: lrFinding, code: 'saddle-sensory-change' }] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime: '2026-11-22T09:00:00Z',
  valueBoolean: true,
  ...over,
});

export const finding = (code: string, over: object = {}) =>
  observation(`obs-${code}`, { code: { coding: [{ system: lrFinding, code }] }, ...over });

export const condition = (id: string, over: object = {}) => ({
  resourceType: 'Condition',
  id,
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
  },
  code: {
    coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.16' }],
    text: 'Lumbar radiculopathy',
  },
  subject: { reference: `${fhirBase}/Patient/p1` },
  ...over,
});

export const bundle = (resources: readonly object[], over: object = {}) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  ...(resources.length > 0 && { entry: resources.map((resource) => ({ resource })) }),
  ...over,
});

/** Every key of the service; saddle numbness is recorded, so that there is a card to look for. */
export const prefetch = (over: object = {}, service = 'leg-symptoms-patient-view') => {
  const keys = serviceById(service)?.keys ?? [];
  const empty = Object.fromEntries(
    keys.filter((key) => prefetchKeys[key].form === 'search').map((key) => [key, bundle([])]),
  );
  return {
    ...empty,
    patient,
    observations: bundle([finding('saddle-sensory-change')]),
    conditions: bundle([condition('c1')]),
    ...over,
  };
};

export const accessToken = {
  access_token: 'canary-token',
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'user/*.read',
  subject: 'radix-cds',
};

export const fhir = (over: object = {}) => ({
  fhirServer: fhirBase,
  fhirAuthorization: { ...accessToken, ...over },
});

export const lumbarMri = (id: string, over: object = {}) => ({
  resourceType: 'ServiceRequest',
  id,
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  code: {
    coding: [{ system: 'http://loinc.org', code: '24968-0' }],
    text: 'MRI lumbar spine without contrast',
  },
  ...over,
});

const user = { userId: 'PractitionerRole/e-Q.1', patientId: 'p1' };

export const contexts = {
  'patient-view': { ...user, encounterId: 'e1' },
  'encounter-start': { ...user, encounterId: 'e1' },
  'encounter-discharge': { ...user, encounterId: 'e1' },
  'order-select': {
    ...user,
    selections: ['ServiceRequest/sr1'],
    draftOrders: { resourceType: 'Bundle', entry: [{ resource: lumbarMri('sr1') }] },
  },
  'order-sign': { ...user, draftOrders: { resourceType: 'Bundle', entry: [{ resource: lumbarMri('sr1') }] } },
  'problem-list-item-create': {
    ...user,
    conditions: { resourceType: 'Bundle', entry: [{ resource: condition('new') }] },
  },
  'appointment-book': {
    ...user,
    encounterId: 'e1',
    appointments: {
      resourceType: 'Bundle',
      entry: [{ resource: { resourceType: 'Appointment', id: 'a1', status: 'proposed', participant: [] } }],
    },
  },
} as const;

export const serviceOf = {
  'patient-view': 'leg-symptoms-patient-view',
  'encounter-start': 'leg-symptoms-encounter-start',
  'encounter-discharge': 'leg-symptoms-encounter-discharge',
  'order-select': 'leg-symptoms-order-select',
  'order-sign': 'leg-symptoms-order-sign',
  'problem-list-item-create': 'leg-symptoms-problem-list',
  'appointment-book': 'leg-symptoms-appointment-book',
} as const;

export const hookNames = Object.keys(contexts) as readonly Hook[];

export const request = (hook: Hook = 'patient-view', over: object = {}): Record<string, unknown> => ({
  hook,
  hookInstance,
  context: contexts[hook],
  prefetch: prefetch({}, serviceOf[hook]),
  ...over,
});

export const pathOf = (hook: Hook) => `/cds-services/${serviceOf[hook]}`;

/** A FHIR server that holds these resources and answers the advertised queries; by type. */
export const fhirServerWith =
  (resources: readonly { readonly resourceType: string; readonly id?: string }[]) =>
  (url: URL): object => {
    const [type = '', id] = url.pathname.slice('/r4/'.length).split('/');
    const found = resources.filter(({ resourceType }) => resourceType === type);
    if (id === undefined) return bundle(found);
    const one = found.find((resource) => resource.id === decodeURIComponent(id));
    return one ?? { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-found' }] };
  };
