/** When the service is asked, with which drafts, and how it gets its data. */
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import type { CatalogueEntry } from '../ehr/draft-catalogue.ts';
import type { StagedFault } from '../ehr/faults.ts';
import type { Delivery } from '../ehr/hook-request.ts';
import type { ListedService } from '../ehr/page-api.ts';
import type { PageAddress } from './address.ts';

const moments: Readonly<Record<Hook, string>> = {
  'patient-view': 'Chart opened',
  'encounter-start': 'Visit starts',
  'order-select': 'Order selected',
  'order-sign': 'Order about to be signed',
  'problem-list-item-create': 'Problem added',
  'encounter-discharge': 'Visit ends',
  'appointment-book': 'Appointment booked',
};

const dataWays: Readonly<Record<Delivery, string>> = {
  prefetch: 'sent with the request',
  'fhir-server': 'fetched by the service',
  mixed: 'partly sent, partly fetched',
};

const faultWords: Readonly<Record<StagedFault, string>> = {
  none: 'nothing fails',
  'prefetch-missing': 'no prefetch, no FHIR server',
  'fhir-slow': 'FHIR server too slow',
  'fhir-down': 'FHIR server down',
  'access-expired': 'access token expired',
  'access-narrowed': 'access token narrowed',
  'client-token-expired': 'token of the EHR expired',
  'audit-refusing': 'audit table refuses',
};

interface Props {
  readonly place: PageAddress;
  readonly services: readonly ListedService[];
  readonly catalogue: readonly CatalogueEntry[];
  readonly go: (change: Partial<PageAddress>) => void;
}

const draftable = (hook: Hook | undefined) => (entry: CatalogueEntry) => {
  if (hook === 'problem-list-item-create') return entry.group === 'Problems';
  return (hook === 'order-select' || hook === 'order-sign') && entry.group !== 'Problems';
};

export const HookControls = ({ place, services, catalogue, go }: Props) => {
  const hook = services.find(({ id }) => id === place.service)?.hook;
  const entries = catalogue.filter(draftable(hook));
  const toggle = (id: string, on: boolean) =>
    go({ drafts: on ? [...place.drafts, id] : place.drafts.filter((one) => one !== id) });
  return (
    <div class="controls">
      <label>
        Moment
        <select
          value={place.service}
          onChange={(event) => go({ service: event.currentTarget.value, drafts: [] })}
        >
          {services.map((service) => (
            <option key={service.id} value={service.id}>
              {moments[service.hook]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Data
        <select
          value={place.delivery}
          onChange={(event) => go({ delivery: event.currentTarget.value as Delivery })}
        >
          {Object.entries(dataWays).map(([way, words]) => (
            <option key={way} value={way}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        Failure
        <select
          value={place.fault}
          onChange={(event) => go({ fault: event.currentTarget.value as StagedFault })}
        >
          {Object.entries(faultWords).map(([fault, words]) => (
            <option key={fault} value={fault}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {entries.length > 0 && (
        <fieldset class="drafts">
          <legend>{hook === 'problem-list-item-create' ? 'New problem' : 'Draft orders'}</legend>
          {entries.map(({ id, label }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={place.drafts.includes(id)}
                onChange={(event) => toggle(id, event.currentTarget.checked)}
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
};
