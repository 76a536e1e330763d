/**
 * A client that behaves on the wire as the official CDS Hooks sandbox in a browser (github.com/cds-hooks/sandbox,
 * as of March 2026; its requests were observed): a page of another origin that fetches its own prefetch, signs a
 * token for each request, has no access token, and shows nothing of an answer that the browser withholds.
 */
import type { FhirResource } from 'fhir/r4';
import type { Card, CdsAnswer, CdsService, Discovery, Hook } from '../../functions/cds-hooks/wire.ts';
import type { FhirAnswer } from '../../sandbox/server/fhir-server.ts';
import { browserFetch, type Seen } from './browser-fetch.ts';
import type { Jar } from './cds.ts';
import { type TokenSigner, token } from './tokens.ts';

export const sandboxIssuer = 'https://sandbox.cds-hooks.org';
const jku = 'https://sandbox.cds-hooks.org/.well-known/jwks.json';
const user = 'Practitioner/COREPRACTITIONER1';

export interface SandboxParts {
  readonly handlers: Jar['handlers'];
  /** As typed into "Add CDS Services". */
  readonly discoveryUrl: string;
  /** Of the page. */
  readonly origin: string;
  /** As typed into "Change FHIR Server". */
  readonly fhirServer: string;
  /** Its answers to GET, the path relative to its base. */
  readonly fhir: (path: string) => Promise<FhirAnswer>;
  readonly patientId: string;
  readonly key: TokenSigner;
  readonly newId: () => string;
  readonly now: () => Date;
}

/** An entry of its lists: of orders, with CPT codes, or of reasons, with SNOMED CT codes. */
export interface OfferedChoice {
  readonly code: string;
  readonly display: string;
  readonly system: string;
}

export interface SandboxPrescription {
  /** RxNorm. */
  readonly drug?: { readonly id: string; readonly name: string };
  /** The code of a Condition; sent as one concept where FHIR has a list. */
  readonly treating?: object;
}

/** Each value of a repeated parameter, joined by a comma. */
const merged = (query: string): URLSearchParams => {
  const all = new URLSearchParams(query);
  return new URLSearchParams(
    [...new Set(all.keys())].map((name): [string, string] => [name, all.getAll(name).join(',')]),
  );
};

const medicationRequest = (patientId: string, { drug, treating }: SandboxPrescription) => ({
  resourceType: 'MedicationRequest',
  id: 'request-123',
  status: 'draft',
  subject: { reference: `Patient/${patientId}` },
  authoredOn: '2026-11-22',
  ...(drug && {
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value: 1, system: 'http://unitsofmeasure.org', code: '{pill}' } }],
      },
    ],
    dispenseRequest: {
      expectedSupplyDuration: { value: 30, unit: 'days', system: 'http://unitsofmeasure.org', code: 'd' },
    },
    intent: 'order',
    category: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
          code: 'community',
        },
      ],
    },
    medicationCodeableConcept: {
      text: drug.name,
      coding: [{ display: drug.name, system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: drug.id }],
    },
  }),
  ...(treating && { reasonCode: treating }),
});

const serviceRequest = (
  patientId: string,
  study?: OfferedChoice,
  reasons: readonly OfferedChoice[] = [],
) => ({
  resourceType: 'ServiceRequest',
  id: 'example-request-id',
  status: 'draft',
  intent: 'plan',
  code: { coding: [study ?? {}], ...(study && { text: study.display }) },
  subject: { reference: `Patient/${patientId}` },
  reasonCode: reasons.map((reason) => ({ coding: [reason], text: reason.display })),
});

/** No `type`, which a FHIR Bundle must have. */
const bundleOf = (resource: object) => ({ resourceType: 'Bundle', entry: [{ resource }] });

export const cdsHooksSandbox = (parts: SandboxParts) => {
  const { patientId } = parts;
  const browser = browserFetch(parts.handlers, parts.origin);
  const services = new Map<string, CdsService>();

  const send = async (method: 'GET' | 'POST', url: string, accept: string, body?: object): Promise<Seen> => {
    const jwt = await token(parts.key, {
      header: { jku },
      claims: { iss: sandboxIssuer, aud: url, jti: parts.newId() },
    });
    return browser({ method, url, headers: { accept, authorization: `Bearer ${jwt}` }, body });
  };

  /** A search goes by POST with a form, whose meaning is that of the GET; a key that fails is left out. */
  const prefetchOf = async (service: CdsService, context: Readonly<Record<string, unknown>>) => {
    const found = await Promise.all(
      Object.entries(service.prefetch ?? {}).map(async ([key, template]) => {
        const resolved = template.replaceAll(/\{\{\s*context\.(\w+)\s*\}\}/g, (all, name: string) =>
          typeof context[name] === 'string' ? context[name] : all,
        );
        if (/\{\{[^}]+\}\}/.test(resolved)) return [];
        const [path = '', query] = resolved.split('?');
        const { status, body } = await parts.fhir(query === undefined ? path : `${path}?${merged(query)}`);
        return status === 200 ? [[key, body] as const] : [];
      }),
    );
    return Object.fromEntries<FhirResource>(found.flat());
  };

  const serviceFor = (hook: Hook): readonly [string, CdsService] => {
    const found = [...services].find(([, service]) => service.hook === hook);
    if (found === undefined) throw new Error(`no service for ${hook} was discovered`);
    return found;
  };

  const call = async (hook: Hook, more: Readonly<Record<string, unknown>> = {}): Promise<Seen> => {
    const [url, service] = serviceFor(hook);
    const context = { patientId, userId: user, ...more };
    const prefetch = await prefetchOf(service, context);
    return send('POST', url, 'application/json', {
      hookInstance: parts.newId(),
      hook,
      fhirServer: parts.fhirServer,
      context,
      ...(Object.keys(prefetch).length > 0 && { prefetch }),
    });
  };

  const selected = (resource: { resourceType: string; id: string }) => ({
    selections: [`${resource.resourceType}/${resource.id}`],
    draftOrders: bundleOf(resource),
  });

  const feedback = (hook: Hook, item: object): Promise<Seen> => {
    const [url] = serviceFor(hook);
    return send('POST', `${url}/feedback`, 'application/json, text/plain, */*', { feedback: [item] });
  };

  return {
    /** Services by their address: of two with the same one the last stays. */
    discover: async (): Promise<ReadonlyMap<string, CdsService>> => {
      const { status, body } = await send('GET', parts.discoveryUrl, 'application/json');
      if (status !== 200) throw new Error(`discovery answered ${status}`);
      for (const service of (body as Discovery).services)
        services.set(`${parts.discoveryUrl}/${service.id}`, service);
      return services;
    },
    patientView: () => call('patient-view'),
    /** The PAMA Imaging screen calls at each edit, from when it opens. */
    pama: (study?: OfferedChoice, reasons?: readonly OfferedChoice[]) =>
      call('order-select', selected(serviceRequest(patientId, study, reasons))),
    /** The Rx View screen likewise. */
    rxView: (prescription: SandboxPrescription = {}) =>
      call('order-select', selected(medicationRequest(patientId, prescription))),
    /** The Rx Sign screen calls when "Sign Order" is pressed. */
    rxSign: ({ drug }: Pick<SandboxPrescription, 'drug'> = {}) =>
      call('order-sign', { draftOrders: bundleOf(medicationRequest(patientId, drug ? { drug } : {})) }),
    /** The active tab pressed again, with a drug chosen: a call without the orders. */
    sameTabAgain: () => call('order-select'),
    /** The button of a suggestion. */
    accept: (hook: Hook, { uuid, suggestions = [] }: Card) =>
      feedback(hook, {
        card: uuid,
        outcome: 'accepted',
        acceptedSuggestions: [{ id: suggestions[0]?.uuid }],
        outcomeTimestamp: parts.now().toISOString(),
      }),
    /** "Dismiss", or an entry of the menu beside it: its code and system, without its words. */
    dismiss: (hook: Hook, { uuid, overrideReasons = [] }: Card, reason?: number) => {
      const { code, system } = overrideReasons[reason ?? -1] ?? {};
      return feedback(hook, {
        card: uuid,
        outcome: 'overridden',
        outcomeTimestamp: parts.now().toISOString(),
        ...(code && { overrideReason: { reason: { code, ...(system && { system }) } } }),
      });
    },
  };
};

/** Nothing but a 2xx with content is an answer to the sandbox: anything else shows as "All clear!". */
export const cardsShown = ({ status, body }: Seen): readonly Card[] | undefined =>
  status >= 200 && status < 300 && Object.keys(body ?? {}).length > 0 ? (body as CdsAnswer).cards : undefined;
