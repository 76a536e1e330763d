import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test } from 'vitest';
import { AuditUnavailable, memoryAuditLog } from '../../functions/audit/index.ts';
import { entryOf } from '../../functions/audit/item.ts';
import type { CallRecord, ReadRecord } from '../../functions/audit/record.ts';
import type { AuditTable } from '../../functions/audit/table.ts';
import { makeAudit } from '../../functions/audit.ts';
import type { LogLine, NoticeLine } from '../../functions/base/service-log.ts';
import { failureOf } from '../../functions/base/store.ts';
import {
  aCall,
  aRefusal,
  cardOf,
  feedbackFrom,
  overridden,
  pseudonyms,
  startOfDay,
  uuid,
} from './support/records.ts';

const client = 'st-elsewhere';
const auditor = 'arn:aws:sts::123456789012:assumed-role/auditor/jdoe';
const now = startOfDay + 3_600_000;

const newService = (allowAnonymous = false, keys = pseudonyms) => {
  const auditLog = memoryAuditLog({ pseudonyms, now: () => now });
  const lines: (LogLine | NoticeLine)[] = [];
  let ids = 0;
  const handler = makeAudit({
    auditLog,
    pseudonyms: keys,
    logFault: async () => undefined,
    settings: {
      baseUrl: 'https://cds.test',
      allowAnonymous,
      allowLoopback: false,
      allowHttpFhir: false,
      release: '1.0.0',
    },
    origins: async () => new Set(),
    clock: { now: () => now, deadline: () => new AbortController().signal },
    newId: () => {
      ids += 1;
      return uuid(ids, 99);
    },
    log: (line) => lines.push(line),
    measure: () => undefined,
  });
  const get = async (
    path: string,
    query: Record<string, string> = {},
    principal: string | undefined = auditor,
  ) => {
    const event = {
      version: '2.0',
      rawPath: `/audit/${path}`,
      headers: {},
      queryStringParameters: query,
      isBase64Encoded: false,
      requestContext: {
        requestId: 'r1',
        stage: '$default',
        http: { method: 'GET', path: `/audit/${path}` },
        ...(principal && { authorizer: { iam: { userArn: principal } } }),
      },
    } as unknown as APIGatewayProxyEventV2;
    const { statusCode, body = '' } = await handler(event);
    return { status: statusCode, body: JSON.parse(body) };
  };
  const reads = () =>
    [...auditLog.table.items.values()]
      .filter(({ sk, pk }) => sk === 'CALL' && pk.startsWith('C#-#'))
      .map((item) => entryOf(item).record as ReadRecord);
  return { auditLog, handler, get, reads, lines };
};

let service: ReturnType<typeof newService>;
let calls: CallRecord[];
const keys = await pseudonyms.of(client);

beforeEach(async () => {
  service = newService();
  calls = await Promise.all(
    Array.from({ length: 7 }, (_, n) =>
      aCall({ n, patientId: `p${n % 2}`, userId: `Practitioner/${n % 3}` }),
    ),
  );
  for (const call of calls) await service.auditLog.append(call);
  await service.auditLog.append(
    aRefusal(60, {
      callId: uuid(1, 5),
      client: { id: client },
      service: 'leg-symptoms-patient-view',
    }),
  );
  const answer = overridden(cardOf(calls[0]!, 1), 'known-baseline', '2026-11-22T08:30:00.000Z');
  await service.auditLog.appendFeedback([answer], feedbackFrom(client));
});

const idsOf = ({ body }: { body: { items: { callId: string }[] } }) => body.items.map(({ callId }) => callId);

describe('questions', () => {
  test('calls of a client, newest first, refusals after', async () => {
    const answer = await service.get('calls', { client });
    expect(idsOf(answer)).toEqual([...calls.map(({ callId }) => callId).reverse(), uuid(1, 5)]);
  });

  test('calls about a patient, by the id the EHR uses', async () => {
    const answer = await service.get('calls', { client, patient: 'p1' });
    expect(idsOf(answer)).toEqual([5, 3, 1].map((n) => calls[n]!.callId));
  });

  test('calls by a user', async () => {
    const answer = await service.get('calls', { client, user: 'Practitioner/2' });
    expect(idsOf(answer)).toEqual([5, 2].map((n) => calls[n]!.callId));
  });

  test('calls of one moment', async () => {
    const answer = await service.get('calls', { client, hookInstance: calls[4]!.hookInstance });
    expect(idsOf(answer)).toEqual([calls[4]!.callId]);
  });

  test('calls of a service in a time', async () => {
    const query = {
      client,
      service: 'leg-symptoms-patient-view',
      from: '2026-11-22T08:00:02Z',
      to: '2026-11-22T08:00:04Z',
    };
    expect(idsOf(await service.get('calls', query))).toEqual([3, 2].map((n) => calls[n]!.callId));
  });

  test('a page at a time, over the services of a client, without a gap', async () => {
    const found: string[] = [];
    let after: string | undefined;
    do {
      const answer = await service.get('calls', { client, limit: '3', ...(after && { after }) });
      found.push(...idsOf(answer));
      after = answer.body.next;
    } while (after);
    expect(found).toEqual([...calls.map(({ callId }) => callId).reverse(), uuid(1, 5)]);
  });

  test('one call with what was said about it', async () => {
    const { body } = await service.get(`calls/${client}/${calls[0]!.callId}`);
    expect(body).toMatchObject({
      call: { record: { callId: calls[0]!.callId } },
      feedback: [{ record: { outcome: 'overridden' } }],
    });
  });

  test('one card with what was said about it alone', async () => {
    const { body } = await service.get(`cards/${client}/${cardOf(calls[0]!, 2)}`);
    expect(body).toMatchObject({ call: { record: { callId: calls[0]!.callId } }, feedback: [] });
  });

  test.each([
    [{}, 7],
    [{ version: '1' }, 7],
    [{ version: '2' }, 0],
  ])('calls in which a rule fired, %j', async (more, count) => {
    expect((await service.get('rules/REC-03', { client, ...more })).body.items).toHaveLength(count);
  });

  test('calls in which a red flag was raised, with how many older rows cannot tell', async () => {
    const raised = { id: 'RF-CES', version: '1.1.0', evidence: 'd.k1.x', card: 1 };
    await service.auditLog.append(await aCall({ n: 8, row: { redFlags: [raised] } }));
    await service.auditLog.append(await aCall({ n: 9, row: { redFlags: [] } }));
    const { body } = await service.get('rules/RF-CES', { client });
    expect([body.items.length, body.rowsWithoutRedFlags]).toEqual([1, 7]);
  });

  test('refusals by reason', async () => {
    const { body } = await service.get('refusals', { client });
    expect(body.items).toMatchObject([{ refusals: 1, status: 412, reason: 'data.missing' }]);
  });

  test('what the audit log teaches', async () => {
    const { body } = await service.get('learn', { client });
    expect(body).toMatchObject({ calls: 7, refusals: 1 });
  });

  test('degraded stretches', async () => {
    expect((await service.get('degraded', { client })).body).toEqual({ items: [] });
  });
});

describe('who may ask', () => {
  test('nobody without a role that the gateway has proven', async () => {
    const answer = await service.get('calls', { client }, '');
    expect(answer).toMatchObject({ status: 401, body: { resourceType: 'OperationOutcome' } });
    expect(service.reads()).toEqual([]);
  });

  test('a header that claims a role proves nothing', async () => {
    const event = {
      rawPath: '/audit/calls',
      headers: { authorization: 'Bearer x', 'x-amzn-iam-user-arn': auditor },
      queryStringParameters: { client },
      isBase64Encoded: false,
      requestContext: { requestId: 'r', stage: '$default', http: { method: 'GET', path: '/audit/calls' } },
    } as unknown as APIGatewayProxyEventV2;
    expect((await service.handler(event)).statusCode).toBe(401);
  });

  test('anybody on a laptop that answers anybody', async () => {
    const local = newService(true);
    await local.get('calls', { client }, '');
    expect(local.reads()).toMatchObject([{ by: 'local' }]);
  });
});

describe('each question is on record before it is answered', () => {
  test('T172: with who asked, what, and why, and no patient by name', async () => {
    await service.get('calls', { client, patient: 'p1', purpose: 'T-1234' });
    expect(service.reads()).toMatchObject([
      {
        kind: 'read',
        by: auditor,
        via: 'api',
        question: 'calls',
        purpose: 'T-1234',
        requestId: 'r1',
        filter: { client, patient: keys.pseudonym('patient', 'p1') },
      },
    ]);
  });

  test('and not answered when it cannot be recorded', async () => {
    const broken: AuditTable = {
      ...service.auditLog.table,
      put: async () => Promise.reject(new Error('down')),
    };
    const { tableAuditLog } = await import('../../functions/audit/store/table-audit-log.ts');
    const { newChain } = await import('../../functions/audit/chain.ts');
    const log = tableAuditLog({
      table: broken,
      pseudonyms,
      seal: async () => '',
      chain: newChain('x'),
      spill: () => undefined,
      now: () => now,
    });
    Object.assign(service.auditLog, { append: log.append });
    const { status, body } = await service.get('calls', { client });
    expect([status, body.resourceType]).toEqual([503, 'OperationOutcome']);
  });

  test('one that cannot be read is 503', async () => {
    Object.assign(service.auditLog, { file: async () => Promise.reject(new AuditUnavailable('down')) });
    expect((await service.get(`calls/${client}/${calls[0]!.callId}`)).status).toBe(503);
  });

  test('one about a person is 503 while the key service is away, and the service log says that it is', async () => {
    const away = { of: async () => Promise.reject(failureOf('KMS', new Error('refused'))) };
    const asked = newService(false, away);
    expect((await asked.get('calls', { client, patient: '123' })).status).toBe(503);
    expect(asked.lines.at(-1)).toMatchObject({ reason: 'keys.unavailable', error: { store: 'KMS' } });
  });

  test('the service log line of a question has no parameter in it', async () => {
    await service.get('calls', { client, patient: 'CANARY', user: 'CANARY' });
    expect(JSON.stringify(service.lines)).not.toContain('CANARY');
  });
});

describe('what cannot be answered says why', () => {
  test.each<[string, Record<string, string>, string]>([
    ['calls', {}, 'client'],
    ['calls', { client: '../x' }, 'client'],
    ['calls', { client, service: 'x' }, 'service'],
    ['calls', { client, from: 'yesterday' }, 'from'],
    ['calls', { client, from: '2026-11-23', to: '2026-11-22' }, 'from'],
    ['calls', { client, from: '2026-01-01', to: '2026-11-22' }, 'from'],
    ['calls', { client, limit: '0' }, 'limit'],
    ['calls', { client, limit: '1e3' }, 'limit'],
    ['calls', { client, after: 'x' }, 'after'],
    ['calls', { client, patient: 'a b' }, 'patient'],
    ['calls', { client, hookInstance: 'x' }, 'hookInstance'],
    ['calls', { client, purpose: 'Jane Doe has a question' }, 'purpose'],
    ['cards/st-elsewhere/x', {}, 'uuid'],
    ['calls/st-elsewhere/x', {}, 'callId'],
    ['rules/REC%2003', { client }, 'rule'],
    ['rules/REC-03', { client, version: 'a b' }, 'version'],
    ['learn', {}, 'client'],
  ])('%s %j is 400 and names %s', async (path, query, parameter) => {
    const { status, body } = await service.get(path, query);
    expect([status, body.issue[0].expression]).toEqual([400, [parameter]]);
    expect(service.reads()).toEqual([]);
  });

  test.each(['nothing', 'calls/a', 'calls/a/b/c', 'learn/x'])('%s is 404', async (path) => {
    expect((await service.get(path, { client })).status).toBe(404);
  });

  test('a call of another client is 404', async () => {
    expect((await service.get(`calls/other/${calls[0]!.callId}`)).status).toBe(404);
  });
});
