/** Builds what an EHR sends: the hook's context, and the prefetch the service asked for in its discovery. */
import type { Appointment, Bundle, FhirResource } from 'fhir/r4';
import { type PrefetchKeyName, prefetchKeys, type Service } from '../../functions/cds-hooks/services.ts';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import type { WireAuthorization } from '../server/access-tokens.ts';
import type { LocalFhirServer } from '../server/fhir-server.ts';
import { ofFetching, type StagedFault } from './faults.ts';

/** How the data reach the service: all in the request, all fetched by the service, or half and half. */
export const deliveries = ['prefetch', 'fhir-server', 'mixed'] as const;
export type Delivery = (typeof deliveries)[number];

export interface HookCall {
  readonly service: Service;
  readonly patientId: string;
  readonly userId: string;
  readonly encounterId?: string;
  /** Orders, or for the problem list conditions, that are not signed yet. */
  readonly drafts: Bundle;
  readonly delivery: Delivery;
  readonly fault: StagedFault;
}

export interface HookRequest {
  readonly hook: Hook;
  readonly hookInstance: string;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: WireAuthorization;
  readonly context: Readonly<Record<string, unknown>>;
  readonly prefetch?: Readonly<Record<string, FhirResource | null>>;
}

const references = (drafts: Bundle) =>
  (drafts.entry ?? []).map(({ resource }) => `${resource?.resourceType}/${resource?.id}`);

const booking = (patientId: string): Bundle<Appointment> => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Appointment',
        id: 'booking',
        status: 'proposed',
        participant: [{ actor: { reference: `Patient/${patientId}` }, status: 'needs-action' }],
      },
    },
  ],
});

type HookMoment = Pick<HookCall, 'patientId' | 'userId' | 'encounterId' | 'drafts'>;

export const contextOf = (hook: Hook, { patientId, userId, encounterId, drafts }: HookMoment) => {
  const common = { userId, patientId, ...(encounterId && { encounterId }) };
  switch (hook) {
    case 'patient-view':
    case 'encounter-start':
    case 'encounter-discharge':
      return common;
    case 'order-select':
      return { ...common, selections: references(drafts), draftOrders: drafts };
    case 'order-sign':
      return { ...common, draftOrders: drafts };
    case 'problem-list-item-create':
      return { ...common, conditions: drafts };
    case 'appointment-book':
      return { ...common, appointments: booking(patientId) };
  }
};

const inPrefetch = (delivery: Delivery, key: PrefetchKeyName) => {
  if (delivery === 'mixed') return key === 'patient' || key === 'conditions' || key === 'medications';
  return delivery === 'prefetch';
};

const resolved = (template: string, patientId: string) =>
  template.replaceAll('{{context.patientId}}', encodeURIComponent(patientId));

export interface HookRequestFrame {
  readonly fhir: LocalFhirServer;
  readonly fhirBase: string;
  readonly authorize: (patientId: string, fault: StagedFault) => WireAuthorization;
  readonly newId: () => string;
}

/** With `prefetch` alone no FHIR server is named: the service must make do. */
export const hookRequest = async (call: HookCall, parts: HookRequestFrame): Promise<HookRequest> => {
  const delivery = ofFetching.has(call.fault) ? 'fhir-server' : call.delivery;
  const isMissing = call.fault === 'prefetch-missing';
  const keys = call.service.keys.filter((key) => !isMissing && inPrefetch(delivery, key));
  const prefetch = await Promise.all(
    keys.map(async (key) => {
      const { status, body } = await parts.fhir.get(resolved(prefetchKeys[key].template, call.patientId));
      return [key, status === 200 ? body : null] as const;
    }),
  );
  return {
    hook: call.service.hook,
    hookInstance: parts.newId(),
    ...(delivery !== 'prefetch' &&
      !isMissing && {
        fhirServer: parts.fhirBase,
        fhirAuthorization: parts.authorize(call.patientId, call.fault),
      }),
    context: contextOf(call.service.hook, call),
    ...(keys.length > 0 && { prefetch: Object.fromEntries(prefetch) }),
  };
};
