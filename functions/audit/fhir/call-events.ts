/** The hook call, and each read of the client's FHIR server that it took. */
import type { AuditEvent, AuditEventEntity } from 'fhir/r4';
import { type PrefetchKey, prefetchKeys } from '../../cds-hooks/services.ts';
import { firedIn } from '../fired.ts';
import type { AuditEntry, CallRecord, DataLine } from '../record.ts';
import {
  callerUrl,
  detail,
  event,
  machine,
  type Observer,
  patient,
  person,
  request,
  serviceEntity,
  token,
  user,
} from './build-event.ts';
import { agentTypes, entityTypes, profiles, roles, subtypes, types } from './coding.ts';

const evaluated = (observer: Observer, { record, hash }: AuditEntry<CallRecord>): AuditEvent => {
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
          rules: firedIn(record)
            .map(({ id, version }) => `${id}@${version}`)
            .join(' '),
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

export const callEvents = (observer: Observer, entry: AuditEntry<CallRecord>): AuditEvent[] => [
  evaluated(observer, entry),
  ...entry.record.data.flatMap((line) => fetched(observer, entry.record, line)),
];
