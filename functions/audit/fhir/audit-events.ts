/**
 * A record as FHIR R4 AuditEvents, shaped after IHE BALP 1.1.4: one for the call, one for each read of the
 * client's FHIR server, one for each piece of feedback. People are logical references by pseudonym. A
 * profile is claimed only by an event that has all it asks for.
 *
 * Pure. The event of a record has the record's hash for its id, so that it leads to the proof.
 */
import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding } from 'fhir/r4';
import { type PrefetchKey, prefetchKeys } from '../../cds-hooks/services.ts';
import type {
  AuditRecord,
  CallRecord,
  DataLine,
  Entry,
  FeedbackRecord,
  ReadRecord,
  RefusalRecord,
  ReidentificationRecord,
} from '../record.ts';
import { agentTypes, entityTypes, profiles, roles, sourceType, subtypes, systems, types } from './coding.ts';

/** This service, as an auditor of the hospital knows it. */
export interface Observer {
  /** Public URL before `/cds-services`. */
  readonly url: string;
}

type Outcome = '0' | '4' | '8';

interface Parts {
  readonly id: string;
  readonly profile?: readonly string[];
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: 'C' | 'R' | 'E';
  readonly outcome: Outcome;
  readonly outcomeDesc?: string;
  readonly agent: readonly AuditEventAgent[];
  readonly entity: readonly AuditEventEntity[];
}

const event = (observer: Observer, { at }: Pick<AuditRecord, 'at'>, parts: Parts): AuditEvent => ({
  resourceType: 'AuditEvent',
  id: parts.id,
  ...(parts.profile && { meta: { profile: [...parts.profile] } }),
  type: parts.type,
  ...(parts.subtype.length > 0 && { subtype: [...parts.subtype] }),
  action: parts.action,
  recorded: at,
  outcome: parts.outcome,
  ...(parts.outcomeDesc !== undefined && { outcomeDesc: parts.outcomeDesc }),
  agent: [...parts.agent],
  source: {
    site: new URL(observer.url).host,
    observer: { identifier: { system: systems.uri, value: observer.url }, display: 'Radix CDS' },
    type: [sourceType],
  },
  entity: [...parts.entity],
});

const uri = (value: string) => ({ identifier: { system: systems.uri, value } });
/** `5`: a URI. */
const network = (address: string) => ({ address, type: '5' as const });

const machine = (type: AuditEventAgent['type'], url: string): AuditEventAgent => ({
  ...(type && { type }),
  who: uri(url),
  requestor: false,
  network: network(url),
});

const nobody = 'urn:radix-cds:unauthenticated';
const callerUrl = ({ client }: Pick<AuditRecord, 'client'>): string => client.iss || nobody;

const person = (pseudonym: string) => ({ identifier: { system: systems.pseudonym, value: pseudonym } });

const token = ({ client }: Pick<AuditRecord, 'client'>) =>
  client.jti === undefined ? undefined : `urn:ietf:params:oauth:jti:${client.jti}`;

/** The clinician, on whose behalf the EHR called; BALP wants the token's id as the policy. */
const user = (record: Pick<AuditRecord, 'client'>, pseudonym: string): AuditEventAgent => {
  const policy = token(record);
  return policy === undefined
    ? { type: agentTypes.user, who: person(pseudonym), requestor: true }
    : { type: agentTypes.userWithToken, who: person(pseudonym), requestor: true, policy: [policy] };
};

const patient = (pseudonym: string): AuditEventEntity => ({
  what: { type: 'Patient', ...person(pseudonym) },
  type: entityTypes.person,
  role: roles.patient,
});

const request = ({ requestId }: Pick<AuditRecord, 'requestId'>): AuditEventEntity[] =>
  requestId === undefined ? [] : [{ what: { identifier: { value: requestId } }, type: entityTypes.request }];

const detail = (pairs: Readonly<Record<string, string | undefined>>) =>
  Object.entries(pairs).flatMap(([type, valueString]) =>
    valueString === undefined || valueString === '' ? [] : [{ type, valueString }],
  );

const serviceEntity = (service: string, details: ReturnType<typeof detail>): AuditEventEntity => ({
  what: { identifier: { system: systems.service, value: service } },
  type: entityTypes.systemObject,
  role: roles.job,
  ...(details.length > 0 && { detail: details }),
});

const evaluated = (observer: Observer, { record, hash }: Entry<CallRecord>): AuditEvent => {
  const degraded = record.flags.length > 0 || record.notChecked.length > 0;
  return event(observer, record, {
    id: hash,
    ...(token(record) && { profile: [profiles.tokenUse] }),
    type: types.rest,
    subtype: [subtypes.operation, subtypes.evaluate],
    action: 'E',
    outcome: degraded ? '4' : '0',
    ...(degraded && { outcomeDesc: [...record.flags, ...record.notChecked].join(' ') }),
    agent: [
      user(record, record.user),
      machine(agentTypes.source, callerUrl(record)),
      machine(agentTypes.destination, observer.url),
    ],
    entity: [
      patient(record.patient),
      serviceEntity(
        record.service,
        detail({
          call: record.callId,
          hookInstance: record.hookInstance,
          knowledgeVersion: record.knowledgeVersion,
          urgency: record.urgency,
          rules: record.rules.map(({ id, version }) => `${id}@${version}`).join(' '),
          cards: String(record.cards.length),
        }),
      ),
      ...request(record),
    ],
  });
};

const keyNamed = (name: string): PrefetchKey | undefined =>
  Object.hasOwn(prefetchKeys, name) ? prefetchKeys[name as keyof typeof prefetchKeys] : undefined;

/** What was asked, with the pseudonym where the id was. */
const queryFor = (key: PrefetchKey, pseudonym: string): string =>
  Buffer.from(`GET ${key.template.replace('{{context.patientId}}', pseudonym)}`).toString('base64');

/** A read of the client's FHIR server. For a read BALP has the server as the source, for a search as the destination. */
const fetched = (observer: Observer, record: CallRecord, line: DataLine): AuditEvent[] => {
  const key = keyNamed(line.key);
  const asked = line.source === 'fetched' || (line.source === 'failed' && line.ms !== undefined);
  if (key === undefined || !asked) return [];
  const server = record.fhirServer ?? callerUrl(record);
  const succeeded = line.source === 'fetched';
  const isRead = key.form === 'read';
  const [us, them] = isRead
    ? [agentTypes.destination, agentTypes.source]
    : [agentTypes.source, agentTypes.destination];
  const data: AuditEventEntity = isRead
    ? {
        what: { type: key.type, ...person(record.patient) },
        type: entityTypes.systemObject,
        role: roles.domainResource,
      }
    : { type: entityTypes.systemObject, role: roles.query, query: queryFor(key, record.patient) };
  return [
    event(observer, record, {
      id: `${record.callId}-${line.key}`,
      ...(succeeded && { profile: [isRead ? profiles.patientRead : profiles.patientQuery] }),
      type: types.rest,
      subtype: [isRead ? subtypes.read : subtypes.search],
      action: isRead ? 'R' : 'E',
      outcome: succeeded ? '0' : '8',
      ...(!succeeded && { outcomeDesc: `HTTP status ${line.status ?? 'none'}` }),
      agent: [
        machine(us, observer.url),
        machine(them, server),
        { type: agentTypes.user, who: person(record.user), requestor: true },
      ],
      entity: [patient(record.patient), data, ...request(record)],
    }),
  ];
};

/** Reasons that an administrator must hear of; others are mistakes of a caller. */
const isAlert = ({ status, reason }: RefusalRecord): boolean =>
  status === 401 || status === 403 || /^(?:patient\.mismatch|egress\.|jwt\.|token\.)/.test(reason);

const refused = (observer: Observer, { record, hash }: Entry<RefusalRecord>): AuditEvent =>
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

const answered = (observer: Observer, { record, hash }: Entry<FeedbackRecord>): AuditEvent =>
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

const reader = (by: string): AuditEventAgent => ({
  type: agentTypes.user,
  who: { display: by },
  requestor: true,
});

const logUsed = (
  observer: Observer,
  { record, hash }: Entry<ReadRecord | ReidentificationRecord>,
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

export const auditEvents = (observer: Observer, entry: Entry): AuditEvent[] => {
  const { record } = entry;
  switch (record.kind) {
    case 'call':
      return [
        evaluated(observer, { ...entry, record }),
        ...record.data.flatMap((line) => fetched(observer, record, line)),
      ];
    case 'refusal':
      return [refused(observer, { ...entry, record })];
    case 'feedback':
      return [answered(observer, { ...entry, record })];
    case 'read':
    case 'reidentification':
      return [logUsed(observer, { ...entry, record })];
  }
};
