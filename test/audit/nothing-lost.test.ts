import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { subjectOf } from '../../functions/audit/call-ids.ts';
import { newChain } from '../../functions/audit/chain.ts';
import { drain } from '../../functions/audit/store/drain.ts';
import { dynamoTable } from '../../functions/audit/store/dynamo-table.ts';
import { memoryTable } from '../../functions/audit/store/memory-table.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import { createTable, dynamoClient, startDynalite } from './support/dynalite-table.ts';
import { type EndpointFault, faultyEndpoint } from './support/faulty-endpoint.ts';
import { aCall, cardOf, feedbackFrom, overridden, pseudonyms, startOfDay } from './support/records.ts';

type Endpoint = Awaited<ReturnType<typeof faultyEndpoint>>;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let stored: Awaited<ReturnType<typeof createTable>>;
let endpoint: Endpoint;

beforeAll(async () => {
  dynamo = await startDynalite();
  stored = await createTable(dynamo.endpoint);
  endpoint = await faultyEndpoint(dynamo.endpoint);
});
afterAll(async () => {
  await endpoint.stop();
  await stored.remove();
  await dynamo.stop();
});
beforeEach(() => endpoint.next('none'));

/** A service whose DynamoDB is behind the faulty endpoint; what it stored is read past it. */
const service = (limit = 120_000) => {
  const client = `client-${randomUUID().slice(0, 8)}`;
  const lines: string[] = [];
  const clock = { now: startOfDay + 3_600_000 };
  const sdk = dynamoClient(endpoint.endpoint);
  const log = tableAuditLog({
    table: dynamoTable(sdk, stored.name),
    pseudonyms,
    seal: async () => 'sealed',
    chain: newChain(randomUUID()),
    spill: (line) => lines.push(line),
    now: () => clock.now,
    limits: { write: limit, overrides: limit },
  });
  const call = (n: number) => aCall({ n, client });
  /** What kinds of rows there are of a call and its cards. */
  const rows = async (callId: string) =>
    (await stored.table.partition(`C#${client}#${subjectOf(callId)}`)).map(({ sk }) => sk.split('#')[0]);
  return { client, lines, clock, log, call, rows };
};

describe('a call is stored or spilled, never lost and never twice', () => {
  test.each<[string, string, EndpointFault[], string]>([
    ['T160', 'throttled once', ['throttle', 'none'], 'written'],
    ['T161', 'refused once', ['refuse', 'none'], 'written'],
    ['T161', 'failing once', ['server-error', 'none'], 'written'],
    ['T162', 'losing its reply after the commit', ['lose-reply', 'none'], 'written'],
    ['T160', 'throttled throughout', ['throttle'], 'spilled'],
    ['T161', 'refusing throughout', ['refuse'], 'spilled'],
    ['T161', 'failing throughout', ['server-error'], 'spilled'],
    ['T161', 'hanging', ['hang'], 'spilled'],
    ['T162', 'losing every reply after the commit', ['lose-reply'], 'spilled'],
    ['T161', 'a login page', ['html'], 'spilled'],
  ])('%s: DynamoDB %s', async (_id, _, faults, expected) => {
    const { log, call, lines, rows } = service(faults.includes('hang') ? 50 : 120_000);
    const record = await call(1);
    endpoint.next(...faults);
    expect(await log.append(record)).toBe(expected);

    endpoint.next('none');
    await drain(stored.table, lines);
    await drain(stored.table, lines);
    expect(await rows(record.callId)).toEqual(['CALL']);
  });

  test('T161: nobody listening at all', async () => {
    const lines: string[] = [];
    const closed = await faultyEndpoint(dynamo.endpoint);
    await closed.stop();
    const log = tableAuditLog({
      table: dynamoTable(dynamoClient(closed.endpoint), stored.name),
      pseudonyms,
      seal: async () => 'sealed',
      chain: newChain(randomUUID()),
      spill: (line) => lines.push(line),
      now: () => startOfDay,
    });
    expect([await log.append(await aCall({ n: 1 })), lines.length]).toEqual(['spilled', 1]);
  });

  test('after three failures the store is left alone, and tried again five seconds later', async () => {
    const { log, call, clock } = service();
    endpoint.next('server-error');
    for (const n of [1, 2, 3]) await log.append(await call(n));
    endpoint.next('none');
    const resting = await log.append(await call(4));
    const asked = endpoint.requests;
    clock.now += 5_000;
    const again = await log.append(await call(5));
    expect({ resting, asked, again }).toEqual({ resting: 'spilled', asked: 0, again: 'written' });
  });

  test('a record that was spilled while its write went through after all is drained to nothing new', async () => {
    const { log, call, lines, rows } = service();
    const record = await call(1);
    endpoint.next('lose-reply');
    await log.append(record);
    expect(await drain(stored.table, lines)).toMatchObject({ found: 1, restored: 0, alreadyThere: 1 });
    expect(await rows(record.callId)).toEqual(['CALL']);
  });

  test('the same call answered again while its first record waits in the spill is kept beside it', async () => {
    const { log, call, lines, rows } = service();
    const record = await call(1);
    endpoint.next('server-error');
    await log.append(record);
    endpoint.next('none');
    await log.append(record);
    await drain(stored.table, lines);
    expect(await rows(record.callId)).toEqual(['AGAIN', 'CALL']);
  });
});

describe('how long a call may wait', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  const neverAnswers = () => {
    const table = memoryTable();
    const never = new Promise<never>(() => undefined);
    return tableAuditLog({
      table: { ...table, put: () => never, partition: () => never },
      pseudonyms,
      seal: async () => 'sealed',
      chain: newChain('c'),
      spill: () => undefined,
      now: () => startOfDay,
    });
  };

  test.each<[string, number, () => Promise<unknown>]>([
    ['for its row: a quarter of a second', 250, async () => neverAnswers().append(await aCall({ n: 1 }))],
    [
      'for earlier overrides: 150 ms',
      150,
      () => neverAnswers().overrides({ client: 'c', patient: 'p', user: 'u' }),
    ],
  ])('%s', async (_, limit, ask) => {
    vi.useFakeTimers();
    let answered = false;
    const asked = ask().then(() => {
      answered = true;
    });
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await asked;
  });
});

describe('the spill', () => {
  const spilledCall = async () => {
    const { log, call, lines, rows } = service();
    const record = await call(1);
    endpoint.next('refuse');
    await log.append(record);
    endpoint.next('none');
    return { record, rows, line: lines[0] ?? '' };
  };

  test('is one line that may stand anywhere in a log', async () => {
    const { record, rows, line } = await spilledCall();
    expect(line).not.toContain('\n');
    await drain(stored.table, ['START RequestId: 1', `2026-11-22T08:00:00Z\t${line}`, 'END']);
    expect(await rows(record.callId)).toEqual(['CALL']);
  });

  test('may share a line with others, as the AWS command line prints them', async () => {
    const { log, call, lines, rows } = service();
    const records = [await call(1), await call(2)];
    endpoint.next('refuse');
    for (const record of records) await log.append(record);
    endpoint.next('none');
    const printed = `2026-11-22T08:00:00Z\tINFO\t${lines.join('\t')}\tREPORT`;
    expect(await drain(stored.table, [printed])).toMatchObject({ restored: 2 });
    expect(await Promise.all(records.map(({ callId }) => rows(callId)))).toEqual([['CALL'], ['CALL']]);
  });

  test.each([16, 300, 1_000])(
    'is read after the first %i characters of a line that a killed process was writing',
    async (written) => {
      const { record, rows, line } = await spilledCall();
      expect(await drain(stored.table, [line.slice(0, written) + line])).toMatchObject({ restored: 1 });
      expect(await rows(record.callId)).toEqual(['CALL']);
    },
  );

  test('names no patient and no user', async () => {
    const { line } = await spilledCall();
    expect(line).not.toMatch(/patient-1|Practitioner\/9|encounter-1/);
  });

  test('that was edited is reported and left out', async () => {
    const { record, rows, line } = await spilledCall();
    const edited = line.replace('REC-03', 'REC-99');
    expect(await drain(stored.table, ['noise', edited])).toMatchObject({ restored: 0, damaged: [2] });
    expect(await rows(record.callId)).toEqual([]);
  });
});

describe('feedback', () => {
  const answered = async () => {
    const it = service();
    const record = await it.call(1);
    await it.log.append(record);
    const item = overridden(cardOf(record, 1), 'known-baseline', '2026-11-22T08:01:00.000Z');
    const give = () => it.log.appendFeedback([item], feedbackFrom(it.client));
    const { patient, user } = record;
    const withheld = async () =>
      (await it.log.overrides({ client: it.client, patient, user })).find('REC-03', [
        'saddle-sensory-change',
      ]);
    return { ...it, record, give, withheld };
  };

  test.each<[string, EndpointFault[]]>([
    ['when the call cannot be read', ['server-error']],
    ['when it cannot be written', ['none', 'server-error']],
    ['when its reply is lost each time', ['none', 'lose-reply']],
    ['when what it decides cannot be written', ['none', 'none', 'server-error']],
  ])('is not acknowledged %s, and sent again it is stored once', async (_, faults) => {
    const { give, record, lines, rows, withheld } = await answered();
    endpoint.next(...faults);
    expect(await give()).toMatchObject({ stored: false });
    endpoint.next('none');
    expect(await give()).toMatchObject({ stored: true });
    await drain(stored.table, lines);
    expect((await rows(record.callId)).filter((kind) => kind === 'FB')).toHaveLength(1);
    expect(await withheld()).toMatchObject({ reason: 'known-baseline' });
  });

  test('that is only in the spill decides nothing until it is drained', async () => {
    const { give, lines, withheld } = await answered();
    endpoint.next('none', 'server-error', 'server-error', 'none');
    await give();
    expect(await withheld()).toBeUndefined();
    await drain(stored.table, lines);
    expect(await withheld()).toMatchObject({ reason: 'known-baseline' });
  });

  test('that came before its call was drained still withholds the card', async () => {
    const it = service();
    const record = await it.call(1);
    endpoint.next('refuse');
    await it.log.append(record);
    endpoint.next('none');
    const item = overridden(cardOf(record, 1), 'known-baseline', '2026-11-22T08:01:00.000Z');
    await it.log.appendFeedback([item], feedbackFrom(it.client));
    await drain(stored.table, it.lines);
    const { patient, user } = record;
    const found = await it.log.overrides({ client: it.client, patient, user });
    expect(found.find('REC-03', ['saddle-sensory-change'])).toMatchObject({ reason: 'known-baseline' });
  });

  test('overrides that cannot be read in time withhold nothing', async () => {
    const { give, record, client } = await answered();
    await give();
    endpoint.next('hang');
    const { patient, user } = record;
    const overrides = await service(50).log.overrides({ client, patient, user });
    expect([overrides.known, overrides.find('REC-03', ['saddle-sensory-change'])]).toEqual([
      false,
      undefined,
    ]);
  });
});

describe('reading', () => {
  test('fails with a code when the store cannot be read', async () => {
    const { log, client } = service();
    endpoint.next('server-error');
    await expect(log.file(client, 'x')).rejects.toMatchObject({ code: 'audit-unavailable' });
  });
});
