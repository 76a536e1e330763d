import { describe, expect, test } from 'vitest';
import type { KnownFile } from '../../functions/audit/audit-log.ts';
import { memoryAuditLog, suggestionId } from '../../functions/audit/index.ts';
import { degradedPeriods } from '../../functions/audit/inquiry/degraded.ts';
import { type AuditAccess, filesIn, newestIn } from '../../functions/audit/inquiry/inquiry.ts';
import { learn, percentile } from '../../functions/audit/inquiry/learn.ts';
import { refusalsByReason } from '../../functions/audit/inquiry/refusals.ts';
import { growthOf, mostGrowth } from '../support/growth.ts';
import {
  aCall,
  accepted,
  aRefusal,
  cardOf,
  feedbackFrom,
  overridden,
  pseudonyms,
  startOfDay,
} from './support/records.ts';

const period = { from: '2026-11-22T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' };
const services = ['leg-symptoms-patient-view', 'leg-symptoms-order-sign', '~refusal'];
const client = 'st-elsewhere';

const later = (minutes: number) => new Date(startOfDay + minutes * 60_000).toISOString();

const log = () => {
  const auditLog = memoryAuditLog({ pseudonyms });
  const files = (): AsyncIterable<KnownFile> =>
    filesIn({ log: auditLog, table: auditLog.table, clients: async () => [client] }, { services, ...period });
  const refuse = (n: number, status: number, reason: string, fields: string[] = [], more = 0) =>
    auditLog.append({
      ...aRefusal(n, { client: { id: client }, at: later(n), service: services[0]!, status, reason, fields }),
      ...(more > 0 && { more }),
    });
  return { auditLog, files, refuse };
};

/** Calls 0…n-1, the first of which were answered: `overridden` of them overridden, then `acceptedCalls` accepted. */
const answeredCalls = async (n: number, overriddenCalls: number, acceptedCalls: number) => {
  const it = log();
  for (let i = 0; i < n; i += 1) {
    const call = await aCall({ n: i });
    await it.auditLog.append(call);
    const card = cardOf(call, 1);
    const at = new Date(Date.parse(call.at) + 30_000).toISOString();
    const item =
      i < overriddenCalls
        ? overridden(card, i % 2 === 0 ? 'known-baseline' : 'already-done', at)
        : i < overriddenCalls + acceptedCalls
          ? accepted(card, suggestionId(card, 1), at)
          : undefined;
    if (item) await it.auditLog.appendFeedback([item], feedbackFrom(client));
  }
  return it;
};

describe('recommendations', () => {
  const lessonOf = async (rule: string, files: AsyncIterable<KnownFile>, enough?: number) =>
    (await learn(files, { ...period, ...(enough && { enough }) })).rules.find(
      (lesson) => lesson.rule === rule,
    );

  test('fired, shown, accepted, overridden with reasons, no answer', async () => {
    const { files } = await answeredCalls(10, 3, 2);
    expect(await lessonOf('REC-03', files())).toEqual({
      rule: 'REC-03',
      version: '1',
      fired: 10,
      shown: 10,
      withheld: 0,
      accepted: 2,
      overridden: 3,
      unanswered: 5,
      reasons: { 'known-baseline': 2, 'already-done': 1 },
      overrideRate: 0.6,
      toDecision: 30_000,
      review: false,
    });
  });

  test('withheld ones fired and were not shown', async () => {
    const { files } = await answeredCalls(4, 0, 0);
    expect(await lessonOf('REC-14', files())).toMatchObject({
      fired: 4,
      shown: 0,
      withheld: 4,
      unanswered: 0,
    });
  });

  test.each([
    [21, 4, true],
    [20, 5, false],
    [17, 2, false],
  ])('%i overridden and %i accepted: to be reviewed %s', async (over, taken, review) => {
    const { files } = await answeredCalls(over + taken, over, taken);
    expect((await lessonOf('REC-03', files()))?.review).toBe(review);
  });

  test('over how many answers is enough can be said', async () => {
    const { files } = await answeredCalls(5, 5, 0);
    expect((await lessonOf('REC-03', files(), 5))?.review).toBe(true);
  });

  test('of contradictory feedback the latest decision counts', async () => {
    const { auditLog, files } = log();
    const call = await aCall({ n: 1 });
    await auditLog.append(call);
    const card = cardOf(call, 1);
    await auditLog.appendFeedback(
      [overridden(card, 'already-done', later(5)), accepted(card, suggestionId(card, 1), later(9))],
      feedbackFrom(client),
    );
    expect(await lessonOf('REC-03', files())).toMatchObject({ accepted: 1, overridden: 0 });
  });

  test('a call that was delivered again counts once', async () => {
    const { auditLog, files } = log();
    const call = await aCall({ n: 1 });
    await auditLog.append(call);
    await auditLog.append(call);
    expect(await lessonOf('REC-03', files())).toMatchObject({ fired: 1 });
  });

  test('versions are counted apart', async () => {
    const { auditLog, files } = log();
    const one = await aCall({ n: 1 });
    const two = await aCall({ n: 2 });
    await auditLog.append(one);
    await auditLog.append({ ...two, rules: two.rules.map((rule) => ({ ...rule, version: '9' })) });
    const { rules } = await learn(files(), period);
    expect(
      rules
        .filter(({ rule }) => rule === 'REC-03')
        .map(({ version }) => version)
        .sort(),
    ).toEqual(['1', '9']);
  });

  test('nothing on record teaches nothing', async () => {
    expect(await learn(log().files(), period)).toEqual({
      ...period,
      calls: 0,
      refusals: 0,
      rules: [],
      services: [],
      missingData: [],
      funnel: { shown: 0, opened: 0, saved: 0, answered: 0 },
    });
  });
});

describe('response times', () => {
  test('by service, with percentiles', async () => {
    const { auditLog, files } = log();
    for (let n = 1; n <= 100; n += 1) await auditLog.append({ ...(await aCall({ n })), ms: n });
    const { services: lessons } = await learn(files(), period);
    expect(lessons).toMatchObject([
      { service: services[0], calls: 100, ms: { p50: 50, p95: 95, p99: 99, max: 100 } },
    ]);
  });

  test.each([
    [[], 50, 0],
    [[7], 99, 7],
    [[1, 2, 3, 4], 50, 2],
  ])('of %j the percentile %i is %i', (sorted, p, expected) => expect(percentile(sorted, p)).toBe(expected));
});

describe('refusals', () => {
  const withRefusals = async () => {
    const it = log();
    for (const n of [1, 2, 3]) await it.auditLog.append(await aCall({ n }));
    await it.refuse(1, 412, 'data.missing', ['observations', 'conditions']);
    await it.refuse(2, 412, 'data.missing', ['prefetch.observations']);
    await it.refuse(3, 401, 'jwt.replay', [], 7);
    return it;
  };

  test('the rate of 412 by key', async () => {
    const { files } = await withRefusals();
    const { missingData } = await learn(files(), period);
    expect(missingData).toEqual([
      { client, key: 'observations', refusals: 2, requests: 13, rate: 2 / 13 },
      { client, key: 'conditions', refusals: 1, requests: 13, rate: 1 / 13 },
    ]);
  });

  test('by reason, those that were only counted included', async () => {
    const { files } = await withRefusals();
    expect(await refusalsByReason(files())).toMatchObject([
      { refusals: 8, reason: 'jwt.replay', first: later(3), last: later(3) },
      { refusals: 2, reason: 'data.missing', first: later(1), last: later(2) },
    ]);
  });
});

describe('degraded stretches', () => {
  test('calls with a flag within a quarter of an hour are one stretch', async () => {
    const { auditLog, files } = log();
    for (const minute of [0, 10, 20, 60]) {
      await auditLog.append({ ...(await aCall({ n: minute, at: later(minute) })), flags: ['jwks.stale'] });
    }
    await auditLog.append({ ...(await aCall({ n: 30, at: later(30) })), notChecked: ['devices'] });
    expect(await degradedPeriods(files())).toMatchObject([
      {
        flag: 'jwks.stale',
        from: later(0),
        to: later(20),
        calls: 3,
        meaning: expect.stringContaining('key server'),
      },
      { flag: 'not-checked:devices', from: later(30), to: later(30), calls: 1 },
      { flag: 'jwks.stale', from: later(60), to: later(60), calls: 1 },
    ]);
  });

  test('are found in work that grows with the calls and no faster', async () => {
    const { auditLog, files: inLog } = log();
    await auditLog.append({ ...(await aCall({ n: 0 })), flags: ['jwks.stale'] });
    const [file] = await Array.fromAsync(inLog());
    const growth = await growthOf(4_000, (count) => {
      const files = Array.from({ length: count }, () => file as KnownFile);
      return () => degradedPeriods(ReadableStream.from(files));
    });
    expect(growth).toBeLessThanOrEqual(mostGrowth);
  });
});

describe('which calls a question is about', () => {
  /** Thirty calls, seven minutes apart, of two services in turn. */
  const thirty = async () => {
    const { auditLog } = log();
    for (let n = 0; n < 30; n += 1) {
      await auditLog.append(await aCall({ n, at: later(n * 7), service: services[n % 2]! }));
    }
    const read: string[] = [];
    const counted = {
      ...auditLog,
      file: (client: string, callId: string) => {
        read.push(callId);
        return auditLog.file(client, callId);
      },
    };
    const base = { log: counted, clients: async () => [client] };
    const large = { ...auditLog.table, size: async () => 1_000_000 };
    const ways: Record<string, AuditAccess> = {
      'a small table, read whole': { ...base, table: auditLog.table },
      'a large table, by its index': { ...base, table: large },
      'no table, only the index': base,
    };
    return { ways, large, base, read };
  };
  const timesOf = async (files: AsyncIterable<KnownFile>) => {
    const times: string[] = [];
    for await (const { call } of files) times.push(call.record.at);
    return times;
  };
  const scope = { services, from: later(20), to: later(150) };
  const minutes = Array.from({ length: 30 }, (_, n) => n * 7).filter(
    (minute) => minute >= 20 && minute < 150,
  );
  const all = () => true;

  test.each(['a small table, read whole', 'a large table, by its index', 'no table, only the index'])(
    '%s: the same calls in order of time, over services',
    async (way) => {
      const { ways } = await thirty();
      expect(await timesOf(filesIn(ways[way]!, scope))).toEqual(minutes.map(later));
      expect(await timesOf(newestIn(ways[way]!, scope, 4, all))).toEqual(
        minutes.slice(-4).reverse().map(later),
      );
    },
  );

  test('a large table over a long time is read whole, and the newest are found all the same', async () => {
    const { base, large } = await thirty();
    const ever = { services, from: '2000-01-01T00:00:00.000Z', to: later(150) };
    const clients = async () => Promise.reject(new Error('nobody needs to know the clients'));
    const found = await timesOf(
      newestIn({ ...base, clients: async () => [client], table: large }, ever, 4, all),
    );
    expect(found).toEqual(minutes.slice(-4).reverse().map(later));
    expect(
      await timesOf(filesIn({ log: base.log, clients, table: { ...large, size: async () => 5 } }, scope)),
    ).toHaveLength(minutes.length);
  });

  test('the newest few are found without reading the rest', async () => {
    const it = log();
    for (let n = 0; n < 200; n += 1) await it.auditLog.append(await aCall({ n, at: later(n) }));
    let read = 0;
    const counted = {
      ...it.auditLog,
      file: (client: string, callId: string) => {
        read += 1;
        return it.auditLog.file(client, callId);
      },
    };
    const day = { services, from: later(0), to: later(300) };
    await timesOf(newestIn({ log: counted, clients: async () => [client] }, day, 4, all));
    expect(read).toBeLessThanOrEqual(25);
  });

  test('only those that are wanted count', async () => {
    const { ways } = await thirty();
    const odd = ({ call }: KnownFile) => call.record.kind === 'call' && call.record.service === services[1];
    for (const access of Object.values(ways)) {
      expect(await timesOf(newestIn(access, scope, 2, odd))).toEqual([147, 133].map(later));
    }
  });
});
