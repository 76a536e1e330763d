/** What AuditEvents are put together from: who took part, and what it was about. */
import type { AuditEvent, AuditEventAgent, AuditEventEntity, Coding } from 'fhir/r4';
import type { AuditRecord } from '../record.ts';
import { agentTypes, entityTypes, roles, sourceType, systems } from './coding.ts';

/** This service, as an auditor of the hospital knows it. */
export interface Observer {
  /** Public URL before `/cds-services`. */
  readonly url: string;
}

type EventOutcome = '0' | '4' | '8';

interface EventFields {
  readonly id: string;
  readonly profile?: readonly string[];
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: 'C' | 'R' | 'U' | 'E';
  readonly outcome: EventOutcome;
  readonly outcomeDesc?: string;
  readonly agent: readonly AuditEventAgent[];
  readonly entity: readonly AuditEventEntity[];
}

export const event = (
  observer: Observer,
  { at }: Pick<AuditRecord, 'at'>,
  parts: EventFields,
): AuditEvent => ({
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

export const uri = (value: string) => ({ identifier: { system: systems.uri, value } });
/** `5`: a URI. */
const network = (address: string) => ({ address, type: '5' as const });

export const machine = (type: AuditEventAgent['type'], url: string): AuditEventAgent => ({
  ...(type && { type }),
  who: uri(url),
  requestor: false,
  network: network(url),
});

const nobody = 'urn:radix-cds:unauthenticated';
export const callerUrl = ({ client }: Pick<AuditRecord, 'client'>): string => client.iss || nobody;

export const person = (pseudonym: string) => ({
  identifier: { system: systems.pseudonym, value: pseudonym },
});

export const token = ({ client }: Pick<AuditRecord, 'client'>) =>
  client.jti === undefined ? undefined : `urn:ietf:params:oauth:jti:${client.jti}`;

/** The clinician, on whose behalf the EHR called; BALP wants the token's id as the policy. */
export const user = (record: Pick<AuditRecord, 'client'>, pseudonym: string): AuditEventAgent => {
  const policy = token(record);
  return policy === undefined
    ? { type: agentTypes.user, who: person(pseudonym), requestor: true }
    : { type: agentTypes.userWithToken, who: person(pseudonym), requestor: true, policy: [policy] };
};

export const patient = (pseudonym: string): AuditEventEntity => ({
  what: { type: 'Patient', ...person(pseudonym) },
  type: entityTypes.person,
  role: roles.patient,
});

export const request = ({ requestId }: Pick<AuditRecord, 'requestId'>): AuditEventEntity[] =>
  requestId === undefined ? [] : [{ what: { identifier: { value: requestId } }, type: entityTypes.request }];

export const detail = (pairs: Readonly<Record<string, string | undefined>>) =>
  Object.entries(pairs).flatMap(([type, valueString]) =>
    valueString === undefined || valueString === '' ? [] : [{ type, valueString }],
  );

export const serviceEntity = (service: string, details: ReturnType<typeof detail>): AuditEventEntity => ({
  what: { identifier: { system: systems.service, value: service } },
  type: entityTypes.systemObject,
  role: roles.job,
  ...(details.length > 0 && { detail: details }),
});
