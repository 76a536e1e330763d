/**
 * The services (D12): one id, one hook. Public, static, and a contract: Epic and Oracle Health copy ids,
 * keys and templates by hand, so an incompatible change needs a new id (test/cds-hooks holds a snapshot).
 *
 * Templates keep to what every client of 1.0–2.0.1 can resolve: a read, or a type search with references,
 * tokens, `_sort` and `_count`; no parameter twice; no encounter, which is optional.
 */
import type { CdsService, Hook } from './wire.ts';

export interface PrefetchKey {
  readonly template: string;
  /** The type of the resources behind it. */
  readonly type: string;
  readonly form: 'read' | 'search';
  /** Without it no statement is safe: 412 when it can be had neither way. Others are optional and disclosed. */
  readonly required: boolean;
  /** Minimum necessary: what it is read for. */
  readonly purpose: string;
}

const ofPatient = (type: string, rest = '') => `${type}?patient={{context.patientId}}${rest}`;

export const prefetchKeys = {
  patient: {
    template: 'Patient/{{context.patientId}}',
    type: 'Patient',
    form: 'read',
    required: true,
    purpose: 'age and sex',
  },
  observations: {
    template: ofPatient('Observation', '&_sort=-date&_count=500'),
    type: 'Observation',
    form: 'search',
    required: true,
    purpose: 'symptoms, examination, vital signs and laboratory values',
  },
  conditions: {
    template: ofPatient('Condition', '&_count=500'),
    type: 'Condition',
    form: 'search',
    required: true,
    purpose: 'diagnoses, history and pregnancy',
  },
  questionnaires: {
    template: ofPatient('QuestionnaireResponse', '&_sort=-authored&_count=20'),
    type: 'QuestionnaireResponse',
    form: 'search',
    required: false,
    purpose: 'answers to the leg-symptom intake form',
  },
  medications: {
    template: ofPatient('MedicationRequest', '&status=active&_count=200'),
    type: 'MedicationRequest',
    form: 'search',
    required: false,
    purpose: 'anticoagulants, steroids, opioids and other drugs that change the advice',
  },
  procedures: {
    template: ofPatient('Procedure', '&_sort=-date&_count=200'),
    type: 'Procedure',
    form: 'search',
    required: false,
    purpose: 'lumbar surgery and recent spinal procedures',
  },
  imaging: {
    template: ofPatient('DiagnosticReport', '&_sort=-date&_count=200'),
    type: 'DiagnosticReport',
    form: 'search',
    required: false,
    purpose: 'lumbar imaging of the last twelve months',
  },
  orders: {
    template: ofPatient('ServiceRequest', '&_sort=-authored&_count=200'),
    type: 'ServiceRequest',
    form: 'search',
    required: false,
    purpose: 'studies and referrals already requested',
  },
  devices: {
    template: ofPatient('Device', '&_count=100'),
    type: 'Device',
    form: 'search',
    required: false,
    purpose: 'implants that bear on MRI',
  },
  flags: {
    // R4 has no search parameter for the status of a Flag; those that are not active are left out on reading.
    template: ofPatient('Flag', '&_count=100'),
    type: 'Flag',
    form: 'search',
    required: false,
    purpose: 'MRI safety flags',
  },
  allergies: {
    template: ofPatient('AllergyIntolerance', '&_count=200'),
    type: 'AllergyIntolerance',
    form: 'search',
    required: false,
    purpose: 'reactions to NSAIDs',
  },
} as const satisfies Readonly<Record<string, PrefetchKey>>;

export type PrefetchKeyName = keyof typeof prefetchKeys;

export interface Service {
  readonly id: string;
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  readonly keys: readonly PrefetchKeyName[];
}

const chart = [
  'patient',
  'observations',
  'conditions',
  'questionnaires',
  'medications',
  'procedures',
  'imaging',
  'orders',
  'devices',
  'flags',
] as const satisfies readonly PrefetchKeyName[];

export const services: readonly Service[] = [
  {
    id: 'leg-symptoms-patient-view',
    hook: 'patient-view',
    title: 'Leg symptoms: red flags, likely root, next step',
    description:
      'Reads recorded leg and low-back findings when a chart is opened. Shows emergencies first, then what to examine, which lumbar nerve root and which causes the findings fit, and what to do next. Silent when no leg symptom is recorded.',
    keys: chart,
  },
  {
    id: 'leg-symptoms-encounter-start',
    hook: 'encounter-start',
    title: 'Leg symptoms: before the visit',
    description:
      'The same advice when an encounter starts: emergencies first, then what is still to be asked or examined, and what the findings fit.',
    keys: chart,
  },
  {
    id: 'leg-symptoms-order-select',
    hook: 'order-select',
    title: 'Leg symptoms: imaging and drugs at selection',
    description:
      'When lumbar imaging, an injection, a nerve study or a pain drug is selected: whether the recorded findings support it, what is safer or earlier in line, and any red flag that makes it urgent.',
    keys: [...chart, 'allergies'],
  },
  {
    id: 'leg-symptoms-order-sign',
    hook: 'order-sign',
    title: 'Leg symptoms: imaging and drugs at signing',
    description:
      'A last check of the orders to be signed against recorded leg and low-back findings, renal function, implants, pregnancy and other drugs, and any red flag that makes them urgent.',
    keys: [...chart, 'allergies'],
  },
  {
    id: 'leg-symptoms-problem-list',
    hook: 'problem-list-item-create',
    title: 'Leg symptoms: a more specific problem',
    description:
      'When a leg or low-back problem is added to the problem list: which more specific code the recorded findings support.',
    keys: ['patient', 'observations', 'conditions', 'questionnaires'],
  },
  {
    id: 'leg-symptoms-encounter-discharge',
    hook: 'encounter-discharge',
    title: 'Leg symptoms: before the patient leaves',
    description:
      'The same advice when an encounter ends: emergencies first, what was not asked or examined yet, then what the patient should know, watch for and come back for, and when to review.',
    keys: chart,
  },
  {
    id: 'leg-symptoms-appointment-book',
    hook: 'appointment-book',
    title: 'Leg symptoms: before an appointment is booked',
    description:
      'The same advice while an appointment is booked: emergencies first, since they cannot wait for it, then what is still to be asked or examined, and what the findings fit. The appointment itself is not read: the advice is the same for every clinic.',
    keys: chart,
  },
];

const answeredAs: Readonly<Partial<Record<Hook, Hook>>> = {
  // a visit that ends is a visit: what is open is still to be done
  'encounter-discharge': 'encounter-start',
  // whoever books has the chart open
  'appointment-book': 'patient-view',
};

/** The moment for which the rules answer. */
export const rulesHook = (hook: Hook): Hook => answeredAs[hook] ?? hook;

/**
 * As the hook library has it (https://cds-hooks.org/hooks/, read 2026-11-22). The pages of `order-select` and
 * `order-sign` name one version in their table and another in their change log: these claim no version.
 */
const hookVersions: Readonly<Partial<Record<Hook, string>>> = {
  'patient-view': '1.0',
  'encounter-start': '1.0',
  'encounter-discharge': '1.0',
  'problem-list-item-create': '0.1.0',
  'appointment-book': '1.0',
};

const byId = new Map(services.map((service) => [service.id, service]));

export const serviceById = (id: string): Service | undefined => byId.get(id);

/** The version of CDS Hooks that is spoken (semver, as 3.0.0-ballot asks), not the version of this software. */
const specificationVersion = '2.0.1';

const requiredOf = (keys: readonly PrefetchKeyName[]) => keys.filter((key) => prefetchKeys[key].required);

/** The discovery entry of a service. */
export const cdsService = ({ id, hook, title, description, keys }: Service): CdsService => ({
  hook,
  title,
  description,
  id,
  prefetch: Object.fromEntries(keys.map((key) => [key, prefetchKeys[key].template])),
  usageRequirements: `FHIR R4. Needs ${requiredOf(keys).join(', ')} as prefetch, or access to the FHIR server to read them; the other keys are optional, and a card says what was not available. Calls are authenticated by a JWT of a registered client. For clinicians; see docs/integrate.md and docs/intended-use.md.`,
  version: specificationVersion,
  ...(hookVersions[hook] !== undefined && { hookVersion: hookVersions[hook] }),
  extension: { 'org.radix-cds.required-prefetch': requiredOf(keys) },
});
