/** What is on the screen, as the address of the page: every state is a link, and Back works. */
import type { Delivery } from '../ehr/hook-request.ts';

export interface Place {
  readonly view: 'chart' | 'audit';
  readonly patient: string;
  readonly service: string;
  readonly delivery: Delivery;
  readonly drafts: readonly string[];
}

const deliveries: readonly Delivery[] = ['prefetch', 'fhir-server', 'mixed'];

export const placeOf = (search: string): Place => {
  const query = new URLSearchParams(search);
  return {
    view: query.get('view') === 'audit' ? 'audit' : 'chart',
    patient: query.get('patient') ?? '',
    service: query.get('service') ?? 'leg-symptoms-patient-view',
    delivery: deliveries.find((one) => one === query.get('data')) ?? 'prefetch',
    drafts: query.getAll('draft'),
  };
};

export const searchOf = ({ view, patient, service, delivery, drafts }: Place): string => {
  const query = new URLSearchParams();
  if (view === 'audit') query.set('view', view);
  if (patient) query.set('patient', patient);
  if (service !== 'leg-symptoms-patient-view') query.set('service', service);
  if (delivery !== 'prefetch') query.set('data', delivery);
  for (const draft of drafts) query.append('draft', draft);
  const text = query.toString();
  return text ? `?${text}` : '/';
};
