/**
 * A record as FHIR R4 AuditEvents, shaped after IHE BALP 1.1.4: one for the call, one for each read of the
 * client's FHIR server, one for each piece of feedback. People are logical references by pseudonym. A
 * profile is claimed only by an event that has all it asks for.
 *
 * Pure. The event of a record has the record's hash for its id, so that it leads to the proof.
 */
import type { AuditEvent, AuditEventAgent } from 'fhir/r4';
import type {
  AcknowledgementRecord,
  AppStepRecord,
  AuditEntry,
  ChangeRecord,
  FeedbackRecord,
  ReadRecord,
  RefusalRecord,
  ReidentificationRecord,
} from '../record.ts';
import {
  callerUrl,
  detail,
  event,
  machine,
  type Observer,
  patient,
  request,
  serviceEntity,
  uri,
  user,
} from './build-event.ts';
import { callEvents } from './call-events.ts';
import { agentTypes, entityTypes, roles, subtypes, systems, types } from './coding.ts';

/** Reasons that an administrator must hear of; others are mistakes of a caller. */
const isAlert = ({ status, reason }: RefusalRecord): boolean =>
  status === 401 || status === 403 || /^(?:patient\.mismatch|egress\.|jwt\.|token\.)/.test(reason);

const refused = (observer: Observer, { record, hash }: AuditEntry<RefusalRecord>): AuditEvent =>
  event(observer, record, {
    id: hash,
    type: isAlert(record) ? types.securityAlert : types.rest,
    subtype: [subtypes.operation, subtypes.evaluate],
    action: 'E',
    outcome: record.status >= 500 ? '8' : '4',
    outcomeDesc: [String(record.status), record.reason, ...record.fields].join(' '),
    agent: [
      ...(record.user === undefined ? [] : [user(record, record.user)]),
      machine(agentTypes.source, callerUrl(record)),
      machine(agentTypes.destination, observer.url),
    ],
    entity: [
      ...(record.patient === undefined ? [] : [patient(record.patient)]),
      serviceEntity(record.service ?? '-', detail({ refusal: record.callId, about: record.about })),
      ...request(record),
    ],
  });

const answered = (observer: Observer, { record, hash }: AuditEntry<FeedbackRecord>): AuditEvent =>
  event(observer, record, {
    id: hash,
    type: types.rest,
    subtype: [subtypes.operation, subtypes.feedback],
    action: 'C',
    outcome: '0',
    agent: [machine(agentTypes.source, callerUrl(record)), machine(agentTypes.destination, observer.url)],
    entity: [
      {
        what: { identifier: { system: systems.card, value: record.card } },
        type: entityTypes.systemObject,
        role: roles.job,
        detail: detail({
          outcome: record.outcome,
          decidedAt: record.decidedAt,
          reason: record.reason?.code,
          suggestions: record.accepted.map(({ id }) => id).join(' '),
          rules: record.rules.map(({ id, version }) => `${id}@${version}`).join(' '),
        }),
      },
      ...request(record),
    ],
  });

const stepped = (observer: Observer, { record, hash }: AuditEntry<AppStepRecord>): AuditEvent =>
  event(observer, record, {
    id: hash,
    type: types.rest,
    subtype: [subtypes.operation, subtypes.appStep],
    action: 'C',
    outcome: '0',
    agent: [machine(agentTypes.source, callerUrl(record)), machine(agentTypes.destination, observer.url)],
    entity: [
      {
        what: { identifier: { system: systems.call, value: record.callId } },
        type: entityTypes.systemObject,
        role: roles.job,
        detail: detail({ step: record.step }),
      },
      ...request(record),
    ],
  });

const reader = (by: string): AuditEventAgent => ({
  type: agentTypes.user,
  who: { display: by },
  requestor: true,
});

const logUsed = (
  observer: Observer,
  { record, hash }: AuditEntry<ReadRecord | ReidentificationRecord>,
): AuditEvent => {
  const opened = record.kind === 'reidentification';
  return event(observer, record, {
    id: hash,
    type: types.auditLogUsed,
    subtype: opened ? [subtypes.reidentify] : [],
    action: opened ? 'E' : 'R',
    outcome: '0',
    agent: [reader(record.by), machine(agentTypes.destination, observer.url)],
    entity: [
      {
        what: uri(`${observer.url}/audit`),
        type: entityTypes.systemObject,
        role: roles.securityResource,
        detail: detail(
          opened
            ? { call: record.about.callId, client: record.about.client, purpose: record.purpose }
            : { question: record.question, ...record.filter, purpose: record.purpose },
        ),
      },
    ],
  });
};

const changed = (observer: Observer, { record, hash }: AuditEntry<ChangeRecord>): AuditEvent =>
  event(observer, record, {
    id: hash,
    type: types.securityAlert,
    subtype: [subtypes.softwareConfiguration],
    action: 'U',
    outcome: '0',
    agent: [reader(record.by), machine(agentTypes.destination, observer.url)],
    entity: [
      {
        what: uri(`${observer.url}/${record.of}/${record.about}`),
        type: entityTypes.systemObject,
        role: roles.securityResource,
        detail: detail({
          before: record.before.join(' ') || undefined,
          after: record.after.join(' ') || undefined,
          signers: record.signers?.join(' '),
        }),
      },
    ],
  });

const acknowledged = (observer: Observer, { record, hash }: AuditEntry<AcknowledgementRecord>): AuditEvent =>
  event(observer, record, {
    id: hash,
    type: types.securityAlert,
    subtype: [subtypes.acknowledge],
    action: 'C',
    outcome: '0',
    agent: [reader(record.by), machine(agentTypes.destination, observer.url)],
    entity: [
      {
        what: uri(`${observer.url}/audit`),
        type: entityTypes.systemObject,
        role: roles.securityResource,
        detail: detail({
          chain: record.chain,
          places: `${record.first} ${record.last}`,
          reason: record.reason,
          purpose: record.purpose,
        }),
      },
    ],
  });

export const auditEvents = (observer: Observer, entry: AuditEntry): AuditEvent[] => {
  const { record } = entry;
  switch (record.kind) {
    case 'call':
      return callEvents(observer, { ...entry, record });
    case 'refusal':
      return [refused(observer, { ...entry, record })];
    case 'feedback':
      return [answered(observer, { ...entry, record })];
    case 'app-step':
      return [stepped(observer, { ...entry, record })];
    case 'read':
    case 'reidentification':
      return [logUsed(observer, { ...entry, record })];
    case 'acknowledgement':
      return [acknowledged(observer, { ...entry, record })];
    case 'change':
      return [changed(observer, { ...entry, record })];
  }
};
