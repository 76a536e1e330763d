/**
 * The mini-EHR behind the page: lists patients, shows charts, calls the service over HTTP with a signed token
 * like any EHR, reports what the clinician did with a card, and puts accepted suggestions into the chart.
 */
import type { Patient } from 'fhir/r4';
import { encodeFinding } from '../../app/encoding/encode-finding.ts';
import { serviceById, services } from '../../functions/cds-hooks/services.ts';
import { findings } from '../../rules/findings/index.ts';
import type { AuditView } from './audit-view.ts';
import { allOf, patientRow, restOfChart, visitOf } from './chart-view.ts';
import { catalogue, drafts } from './draft-catalogue.ts';
import { type EhrCaller, exchange } from './exchange.ts';
import { findingsOf } from './findings-view.ts';
import { deliveries, type HookRequest, type HookRequestFrame, hookRequest } from './hook-request.ts';
import { otherCalls } from './other-calls.ts';
import { NotAsked, otherOrderOf, servicesAt } from './other-services.ts';
import type { HookOrder, PatientChart, Worklist } from './page-api.ts';
import { feedbackOrderOf, hookOrderOf, json, newFindingOf, suggestedResource, urlIn } from './read-body.ts';
import { whyOf } from './why.ts';

export interface EhrRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: Buffer;
}

/** A string body is sent as text. */
export interface EhrAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type EhrApi = (request: EhrRequest) => Promise<EhrAnswer>;

export interface EhrParts extends EhrCaller, HookRequestFrame {
  readonly audit: AuditView;
  /** Makes the audit table fail, as in an outage; no more than the embedded one can. */
  readonly refuseAudit: (isRefusing: boolean) => void;
  /** What this process answers to the question whether it is the one that is running. */
  readonly runningWord: string;
}

const ok = (body: unknown): EhrAnswer => ({ status: 200, body });
const refused = (status: number, message: string): EhrAnswer => ({ status, body: { message } });
const noPatient = refused(404, 'There is no such patient.');
const malformedOrder = refused(
  400,
  'Send {"patient", "service", "delivery", "drafts"}, with a patient and a service that exist.',
);

const routeOf = (method: string, resource = '', id?: string, part?: string): string =>
  `${method} ${resource}${id ? '/:id' : ''}${part ? `/${part}` : ''}`;

/** What somebody else's service did not do is no fault of the page: 502 with the sentence. */
const asked = async (answer: () => Promise<unknown>): Promise<EhrAnswer> => {
  try {
    return ok(await answer());
  } catch (error) {
    if (error instanceof NotAsked) return refused(502, error.message);
    throw error;
  }
};

export const ehrApi = (parts: EhrParts): EhrApi => {
  const { fhir, key, now } = parts;
  const other = otherCalls(parts);

  const patientById = async (id: string): Promise<Patient | undefined> => {
    const { status, body } = await fhir.get(`Patient/${encodeURIComponent(id)}`);
    return status === 200 ? (body as Patient) : undefined;
  };

  const worklist = async (): Promise<Worklist> => {
    const patients = await allOf<Patient>(fhir, 'Patient');
    return {
      patients: await Promise.all(patients.map((patient) => patientRow(fhir, patient, now()))),
      services: services.map(({ id, hook, title }) => ({ id, hook, title })),
      catalogue,
    };
  };

  const chart = async (id: string): Promise<EhrAnswer> => {
    const patient = await patientById(id);
    if (!patient) return noPatient;
    const [row, rest, findings] = await Promise.all([
      patientRow(fhir, patient, now()),
      restOfChart(fhir, id),
      findingsOf(fhir, id, now()),
    ]);
    return ok({ patient: row, findings, ...rest } satisfies PatientChart);
  };

  const requestFor = async (order: HookOrder): Promise<HookRequest | undefined> => {
    const service = serviceById(order.service);
    if (!service || !(await patientById(order.patient))) return undefined;
    const visit = await visitOf(fhir, order.patient);
    const draft = { patientId: order.patient, practitioner: visit.practitioner, now: now().toISOString() };
    return hookRequest(
      {
        service,
        patientId: order.patient,
        userId: visit.practitioner,
        ...(visit.encounterId && { encounterId: visit.encounterId }),
        drafts: drafts(order.drafts, draft),
        delivery: order.delivery,
        fault: order.fault,
      },
      parts,
    );
  };

  const call = async (body: unknown): Promise<EhrAnswer> => {
    const order = hookOrderOf(body);
    const request = order && (await requestFor(order));
    if (!order || !request) return malformedOrder;
    const refusing = order.fault === 'audit-refusing';
    if (refusing) parts.refuseAudit(true);
    try {
      return ok(await exchange(parts, `/cds-services/${order.service}`, request, order.fault));
    } finally {
      if (refusing) parts.refuseAudit(false);
    }
  };

  const callOther = async (body: unknown): Promise<EhrAnswer> => {
    const order = otherOrderOf(body);
    if (!order || !(await patientById(order.patient)))
      return refused(
        400,
        'Send {"url", "service", "patient", "drafts"}, with a patient that exists and a service that has a hook and an id: letters, digits, ".", "_", "~" and "-", not "." or "..".',
      );
    return asked(() => other.call(order));
  };

  const why = async (body: unknown): Promise<EhrAnswer> => {
    const order = hookOrderOf(body);
    const request = order && (await requestFor({ ...order, delivery: 'prefetch', fault: 'none' }));
    return request ? ok(whyOf(request, now())) : malformedOrder;
  };

  const feedback = async (body: unknown): Promise<EhrAnswer> => {
    const order = feedbackOrderOf(body);
    if (!order) return refused(400, 'Send {"service", "feedback": [...]}.');
    if (order.url !== undefined) return asked(() => other.feedback(order.url ?? '', order));
    return ok(await exchange(parts, `/cds-services/${order.service}/feedback`, { feedback: order.feedback }));
  };

  const accept = async (patientId: string, body: unknown): Promise<EhrAnswer> => {
    const resource = suggestedResource(body);
    if (!resource || !(await patientById(patientId)))
      return refused(400, 'Send a draft resource of a suggestion as the body.');
    return fhir.create(resource);
  };

  /** Recorded today, by the clinician of the visit. */
  const chartFinding = async (patientId: string, body: unknown): Promise<EhrAnswer> => {
    const finding = newFindingOf(body);
    if (!finding || !(await patientById(patientId)))
      return refused(
        400,
        'Send {"id", "value"} of a finding of the vocabulary, and "side" where it has one.',
      );
    const { encounterId, practitioner } = await visitOf(fhir, patientId);
    const kind = findings[finding.id].kind;
    return fhir.create({
      ...encodeFinding({ ...finding, category: kind === 'exam' ? 'exam' : 'survey' }),
      status: 'final',
      subject: { reference: `Patient/${patientId}` },
      ...(encounterId && { encounter: { reference: `Encounter/${encounterId}` } }),
      effectiveDateTime: now().toISOString(),
      performer: [{ reference: practitioner }],
    });
  };

  const request = async (query: URLSearchParams): Promise<EhrAnswer> => {
    const delivery = deliveries.find((one) => one === query.get('delivery')) ?? 'prefetch';
    const made = await requestFor({
      patient: query.get('patient') ?? '',
      service: query.get('service') ?? 'leg-symptoms-patient-view',
      delivery,
      fault: 'none',
      drafts: query.getAll('draft'),
    });
    return made ? ok(made) : noPatient;
  };

  const ofAudit = async (client?: string, callId?: string): Promise<EhrAnswer> => {
    if (client === undefined) return ok(await parts.audit.rows(now()));
    if (callId === undefined && client === 'rules') return ok(await parts.audit.rules(now()));
    if (callId === undefined && client === 'monitor') return ok(await parts.audit.monitor(now()));
    const file = callId === undefined ? undefined : await parts.audit.file(client, callId, now());
    return file ? ok(file) : refused(404, 'The audit log has no such call.');
  };

  return async ({ method, url, body }) => {
    const [, resource, id, part] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
    if (method === 'GET' && resource === 'audit') return ofAudit(id, part);
    switch (routeOf(method, resource, id, part)) {
      case 'GET running':
        return ok(parts.runningWord);
      case 'GET worklist':
        return ok(await worklist());
      case 'GET chart/:id':
        return chart(id ?? '');
      case 'GET request':
        return request(url.searchParams);
      case 'GET token':
        return ok(await key.token(url.searchParams.get('aud') ?? '', now()));
      case 'POST call':
        return call(json(body));
      case 'POST why':
        return why(json(body));
      case 'POST services':
        return asked(() => servicesAt(urlIn(json(body))));
      case 'POST call-other':
        return callOther(json(body));
      case 'POST feedback':
        return feedback(json(body));
      case 'POST chart/:id/findings':
        return chartFinding(id ?? '', json(body));
      case 'POST chart/:id/drafts':
        return accept(id ?? '', json(body));
      default:
        return refused(404, 'The mini-EHR has nothing here.');
    }
  };
};
