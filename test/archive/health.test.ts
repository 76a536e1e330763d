/** `/healthz`: red while records wait for a checkpoint. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { entriesKey } from '../../functions/audit/archive/archive.ts';
import { memoryAuditLog } from '../../functions/audit/memory-audit-log.ts';
import { logWatch } from '../../functions/audit/tlog/health.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import type { NoteKey } from '../../functions/audit/tlog/note.ts';
import { advance } from '../../functions/audit/tlog/sequencer.ts';
import { makeAudit } from '../../functions/audit.ts';
import type { LogLine } from '../../functions/base/service-log.ts';
import { pseudonyms } from '../audit/support/records.ts';
import { memoryArchive, memoryLogState } from './support/memory-log.ts';

const start = Date.UTC(2026, 10, 22, 8, 5);
const origin = 'example.com/log';
const newSigner = () =>
  localLogSigner(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), origin);

const newService = (of?: NoteKey | Error) => {
  const clock = { now: start };
  const counted = { lists: 0 };
  const signer = newSigner();
  const plain = memoryArchive();
  const archive = {
    ...plain,
    list: (prefix: string, after?: string) => {
      counted.lists += 1;
      return plain.list(prefix, after);
    },
  };
  const log = { archive, state: memoryLogState(), signer, now: () => clock.now };
  const lines: LogLine[] = [];
  const handler = makeAudit({
    auditLog: memoryAuditLog({ pseudonyms, now: () => clock.now }),
    pseudonyms,
    logFault: logWatch({
      ...log,
      key: async () => {
        if (of instanceof Error) throw of;
        return of ?? signer.key;
      },
    }),
    settings: {
      baseUrl: 'https://cds.test',
      allowAnonymous: false,
      allowLoopback: false,
      allowHttpFhir: false,
      release: '1.0.0',
    },
    origins: async () => new Set(),
    clock: { now: () => clock.now, deadline: () => new AbortController().signal },
    newId: () => 'r1',
    log: (line) => lines.push(line as LogLine),
    measure: () => undefined,
  });
  return {
    ...log,
    clock,
    counted,
    lines,
    arrive: () => archive.put(entriesKey(new Date(clock.now).toISOString(), `id${clock.now}`), 'a record\n'),
    sign: () => advance(log),
    wait: (milliseconds: number) => {
      clock.now += milliseconds;
    },
    health: async () => {
      const event = {
        version: '2.0',
        rawPath: '/healthz',
        headers: {},
        isBase64Encoded: false,
        requestContext: { requestId: 'r1', stage: '$default', http: { method: 'GET', path: '/healthz' } },
      };
      const { statusCode } = await handler(event as never);
      return statusCode;
    },
  };
};

describe('/healthz', () => {
  test('is green before anything was archived, and while all of it is signed for', async () => {
    const service = newService();
    expect(await service.health()).toBe(200);
    await service.arrive();
    await service.sign();
    service.wait(3_600_000);
    expect(await service.health()).toBe(200);
  });

  test('is red once a record has waited for 30 seconds, and green again when it is signed for', async () => {
    const service = newService();
    await service.arrive();
    service.wait(30_000);
    expect(await service.health()).toBe(200);
    service.wait(5_000);
    expect(await service.health()).toBe(503);
    expect(service.lines.at(-1)).toMatchObject({ reason: 'log.late' });
    await service.sign();
    service.wait(5_000);
    expect(await service.health()).toBe(200);
  });

  test('is red when the newest checkpoint is not signed by the key of the tlog', async () => {
    const service = newService(newSigner().key);
    await service.arrive();
    await service.sign();
    expect(await service.health()).toBe(503);
    expect(service.lines.at(-1)).toMatchObject({ reason: 'log.invalid' });
  });

  test('is red, and blames no signature, when the key to check it cannot be had', async () => {
    const service = newService(new Error('the key service does not answer'));
    await service.arrive();
    await service.sign();
    expect(await service.health()).toBe(503);
    expect(service.lines.at(-1)).toMatchObject({ reason: 'log.unreachable' });
  });

  test('is red when nobody can say', async () => {
    const service = newService();
    service.state.read = async () => {
      throw new Error('the table does not answer');
    };
    expect(await service.health()).toBe(503);
    expect(service.lines.at(-1)).toMatchObject({ reason: 'log.unreachable' });
  });

  test('looks at most once in five seconds, however often it is asked', async () => {
    const service = newService();
    for (let n = 0; n < 100; n += 1) await service.health();
    expect(service.counted.lists).toBe(1);
    service.wait(5_000);
    await service.health();
    expect(service.counted.lists).toBe(2);
  });
});
