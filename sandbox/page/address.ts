/** What is on the screen, as the address of the page: every state is a link, and Back works. */
import { faults, type StagedFault } from '../ehr/faults.ts';
import type { Delivery } from '../ehr/hook-request.ts';

const views = ['chart', 'examination', 'audit', 'vignettes'] as const;

const auditTabs = ['calls', 'rules', 'app'] as const;
export type AuditTab = (typeof auditTabs)[number];

export interface PageAddress {
  readonly view: (typeof views)[number];
  readonly patient: string;
  readonly service: string;
  readonly delivery: Delivery;
  readonly fault: StagedFault;
  readonly drafts: readonly string[];
  /** Id of the rule whose vignettes are shown. */
  readonly rule: string;
  /** Which of them is open, counted from 1; empty for none. */
  readonly vignette: string;
  /** Which part of the audit log is shown. */
  readonly tab: AuditTab;
  /** `<client>/<call id>` of the call that is open. */
  readonly call: string;
}

const deliveries: readonly Delivery[] = ['prefetch', 'fhir-server', 'mixed'];

export const placeOf = (search: string): PageAddress => {
  const query = new URLSearchParams(search);
  return {
    view: views.find((one) => one === query.get('view')) ?? 'chart',
    patient: query.get('patient') ?? '',
    service: query.get('service') ?? 'leg-symptoms-patient-view',
    delivery: deliveries.find((one) => one === query.get('data')) ?? 'prefetch',
    fault: faults.find((one) => one === query.get('fault')) ?? 'none',
    drafts: query.getAll('draft'),
    rule: query.get('rule') ?? '',
    vignette: query.get('vignette') ?? '',
    tab: auditTabs.find((one) => one === query.get('tab')) ?? 'calls',
    call: query.get('call') ?? '',
  };
};

export const searchOf = (place: PageAddress): string => {
  const { view, patient, service, delivery, fault, drafts, rule, vignette, tab, call } = place;
  const query = new URLSearchParams();
  if (view !== 'chart') query.set('view', view);
  if (patient) query.set('patient', patient);
  if (service !== 'leg-symptoms-patient-view') query.set('service', service);
  if (delivery !== 'prefetch') query.set('data', delivery);
  if (fault !== 'none') query.set('fault', fault);
  for (const draft of drafts) query.append('draft', draft);
  if (view === 'vignettes' && rule) query.set('rule', rule);
  if (view === 'vignettes' && vignette) query.set('vignette', vignette);
  if (view === 'audit' && tab !== 'calls') query.set('tab', tab);
  if (view === 'audit' && call) query.set('call', call);
  const text = query.toString();
  return text ? `?${text}` : '/';
};
