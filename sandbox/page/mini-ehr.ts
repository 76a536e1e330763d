/** The page's only way out: the mini-EHR it was served from, and its FHIR server by the session of the mini-EHR. */
import type { FhirResource, Observation } from 'fhir/r4';
import { sandboxAccess, sandboxVisit } from '../../app/chart/sandbox-chart.ts';
import { keysOf, partsOf } from '../../app/encoding/key.ts';
import { saveBundle } from '../../app/encoding/save-bundle.ts';
import type { Lessons } from '../../functions/audit/inquiry/lessons.ts';
import type { MonitorReport } from '../../functions/audit/monitor/monitor.ts';
import type { RuleTrace } from '../../rules/index.ts';
import type { AuditFile, AuditRow } from '../ehr/audit-view.ts';
import type { FoundServices } from '../ehr/other-services.ts';
import type {
  FeedbackExchange,
  FeedbackOrder,
  HookExchange,
  HookOrder,
  NewFinding,
  OtherExchange,
  OtherOrder,
  PatientChart,
  Worklist,
} from '../ehr/page-api.ts';

/** A sentence for the reader. */
export class NoAnswer extends Error {
  override readonly name = 'NotAnswered';
}

const ask = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
  const response = await fetch(path, init).catch(() => {
    throw new NoAnswer('The sandbox does not answer. Is npm start still running?');
  });
  const body = (await response.json().catch(() => undefined)) as (T & { message?: string }) | undefined;
  if (response.ok && body !== undefined) return body;
  throw new NoAnswer(body?.message ?? `The sandbox answered ${response.status}.`);
};

const send = <T>(path: string, body: unknown): Promise<T> =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export const worklist = (): Promise<Worklist> => ask('/ehr/worklist');
export const chart = (patient: string): Promise<PatientChart> =>
  ask(`/ehr/chart/${encodeURIComponent(patient)}`);
export const callHook = (order: HookOrder): Promise<HookExchange> => send('/ehr/call', order);
export const why = (order: HookOrder): Promise<readonly RuleTrace[]> => send('/ehr/why', order);
export const auditRows = (): Promise<readonly AuditRow[]> => ask('/ehr/audit');
export const auditRules = (): Promise<Lessons> => ask('/ehr/audit/rules');
export const auditMonitor = (): Promise<MonitorReport> => ask('/ehr/audit/monitor');
export const auditFile = (client: string, callId: string): Promise<AuditFile> =>
  ask(`/ehr/audit/${encodeURIComponent(client)}/${callId}`);
/** The list of services at an address; asked by the mini-EHR, not by this page. */
export const servicesAt = (url: string): Promise<FoundServices> => send('/ehr/services', { url });
export const callOther = (order: OtherOrder): Promise<OtherExchange> => send('/ehr/call-other', order);
export const sendFeedback = (order: FeedbackOrder): Promise<FeedbackExchange> => send('/ehr/feedback', order);
export const chartFinding = (patient: string, finding: NewFinding): Promise<FhirResource> =>
  send(`/ehr/chart/${encodeURIComponent(patient)}/findings`, finding);
export const putDraft = (patient: string, resource: FhirResource): Promise<FhirResource> =>
  send(`/ehr/chart/${encodeURIComponent(patient)}/drafts`, resource);

/**
 * Marks a finding as entered in error and, where there is another answer, records it beside: one transaction.
 * @param ref `Observation/<id>`
 */
export const mendFinding = async (
  patient: string,
  ref: string,
  instead: NewFinding | undefined,
): Promise<void> => {
  const [observation, visit] = await Promise.all([sandboxAccess.read(ref), sandboxVisit(patient)]);
  const keys =
    instead === undefined
      ? []
      : keysOf(instead.id).filter((key) => {
          const { leg } = partsOf(key);
          return leg === undefined || instead.side === 'both' || instead.side === leg;
        });
  await sandboxAccess.transact(
    saveBundle({
      draft: new Map(keys.map((key) => [key, (instead as NewFinding).value])),
      withdrawn: [observation as Observation],
      visit,
      now: new Date().toISOString(),
      attempt: crypto.randomUUID(),
    }),
  );
};
