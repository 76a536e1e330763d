import { createDecipheriv, createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { KnownFile } from '../../functions/audit/audit-log.ts';
import { memoryAuditLog, suggestionId } from '../../functions/audit/index.ts';
import { filesIn } from '../../functions/audit/inquiry/inquiry.ts';
import { hideFound } from '../../functions/audit/keys/found.ts';
import { monitor, revealWith } from '../../functions/audit/monitor/monitor.ts';
import { monitorPage } from '../../functions/audit/monitor/monitor-page.ts';
import { weekOf } from '../../functions/audit/monitor/rule-weeks.ts';
import { lnBayesFactor, wilson } from '../../functions/audit/monitor/statistics.ts';
import { merged, tallier } from '../../functions/audit/monitor/tally.ts';
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

const client = 'st-elsewhere';
const services = ['leg-symptoms-patient-view', 'leg-symptoms-order-sign', '~refusal'];
const reveal = revealWith(pseudonyms);
const DAY = 86_400_000;
const at = (days: number, minutes = 0) => new Date(startOfDay + days * DAY + minutes * 60_000).toISOString();

describe('shares', () => {
  // Newcombe RG, Stat Med 1998;17:857, table I: method 3
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('Wilson’s interval of %i of %i is that of the textbook', (k, n, low, high) => {
    expect(wilson(k, n)?.low).toBeCloseTo(low, 4);
    expect(wilson(k, n)?.high).toBeCloseTo(high, 4);
  });

  test('of nothing there is no interval', () => {
    expect(wilson(0, 0)).toBeUndefined();
  });

  test('there is evidence for a change where there is one, and against it where there is none', () => {
    expect(lnBayesFactor(0, 100, 400, 2_000)).toBeGreaterThan(15);
    expect(lnBayesFactor(20, 100, 400, 2_000)).toBeLessThan(0);
  });
});

describe('a tally', () => {
  test('counts a patient once an hour and service', async () => {
    const counts = tallier(reveal);
    for (const n of [1, 2, 3]) await counts.add(await aCall({ n, patientId: 'one', at: at(0, n) }));
    await counts.add(await aCall({ n: 4, patientId: 'two', at: at(0, 4) }));
    await counts.add(await aCall({ n: 5, patientId: 'one', at: at(0, 65) }));
    const [first, second] = counts.tallies();
    expect(first).toMatchObject({ client, hour: '2026-11-22T08', patients: 2, of: { request: 4, visit: 2 } });
    expect(second).toMatchObject({ hour: '2026-11-22T09', patients: 1, of: { visit: 1 } });
    expect(first?.counts['rule REC-03']).toBe(2);
  });

  test('opens what a row hides, and counts each name once', async () => {
    const keys = await pseudonyms.of(client);
    const call = await aCall({ n: 1 });
    const found = keys.hide(['finding crp', 'finding crp', 'side L'], call.callId);
    const counts = tallier(reveal);
    await counts.add({ ...call, found });
    await counts.add({ ...(await aCall({ n: 2 })), found });
    expect(counts.tallies()[0]).toMatchObject({ of: { visit: 2, found: 1 } });
    expect(counts.tallies()[0]?.counts).toMatchObject({ 'finding crp': 1, 'side L': 1 });
  });

  test('hides names under a nonce that follows from the very bytes that are encrypted', async () => {
    const key = createSecretKey(Buffer.alloc(32, 7));
    const bytes = Buffer.from(hideFound(key, ['finding crp', 'side L'], 'call'), 'base64url');
    const nonce = bytes.subarray(0, 12);
    const packed = createDecipheriv('aes-256-gcm', key, nonce)
      .setAAD(Buffer.from('call'))
      .setAuthTag(bytes.subarray(-16))
      .update(bytes.subarray(12, -16));
    const mac = createHmac('sha256', key).update('call\n').update(packed).digest();
    expect(nonce).toEqual(mac.subarray(0, 12));
  });

  test('of rows that came later is added to that of the same hour', async () => {
    const [one, other] = [tallier(reveal), tallier(reveal)];
    await one.add(await aCall({ n: 1 }));
    await other.add(await aCall({ n: 2 }));
    await other.add(aRefusal(3, { client: { id: client }, more: 4 }));
    const [sum] = merged([...one.tallies(), ...other.tallies()]);
    expect(sum).toMatchObject({ of: { hour: 1, request: 7, visit: 2 }, patients: 2 });
    expect(sum?.counts).toMatchObject({ 'called at-all': 1, 'refused data.missing': 5, 'rule REC-03': 2 });
  });

  test('names no person, call or value', async () => {
    const counts = tallier(reveal);
    const call = await aCall({ n: 1, row: { sealed: 'sealed-1' } });
    await counts.add(call);
    const said = JSON.stringify(counts.tallies());
    for (const secret of [call.patient, call.user, call.callId, call.hookInstance, call.input, 'sealed-1'])
      expect(said).not.toContain(secret);
  });
});

const log = () => {
  const auditLog = memoryAuditLog({ pseudonyms });
  const period = { from: at(0, -60), to: at(20) };
  const files = (): AsyncIterable<KnownFile> =>
    filesIn({ log: auditLog, table: auditLog.table, clients: async () => [client] }, { services, ...period });
  return { auditLog, report: () => monitor(files(), period, reveal) };
};

describe('rules by week', () => {
  test('red flags, each with what was done with the card that says it', async () => {
    const { auditLog, report } = log();
    const raised = { id: 'RF-CES', version: '3', evidence: 'd.k1.x', card: 1 };
    const call = await aCall({ n: 1, at: at(0, 1), row: { redFlags: [raised] } });
    await auditLog.append(call);
    const card = cardOf(call, 1);
    await auditLog.appendFeedback([accepted(card, suggestionId(card, 1), at(0, 9))], feedbackFrom(client));
    expect((await report()).rules).toContainEqual(
      expect.objectContaining({ rule: 'RF-CES', version: '3', fired: 1, shown: 1, accepted: 1 }),
    );
  });

  test('a week begins on Monday, UTC', () => {
    expect([weekOf('2026-11-22T23:59:59.000Z'), weekOf('2026-11-23T00:00:00.000Z')]).toEqual([
      '2026-11-16',
      '2026-11-23',
    ]);
  });

  test('shown, in shadow, accepted, overridden and why, by rule, version and week', async () => {
    const { auditLog, report } = log();
    for (const n of [1, 2, 3, 4]) {
      const call = await aCall({
        n,
        at: at(n === 4 ? 7 : 0, n),
        row:
          n === 3
            ? {
                rules: [{ id: 'REC-03', version: '2', evidence: 'd.k1.x', withheld: { reason: 'shadow' } }],
                cards: [],
              }
            : {},
      });
      await auditLog.append(call);
      const card = cardOf(call, 1);
      if (n === 1)
        await auditLog.appendFeedback([overridden(card, 'known-baseline', at(0, 9))], feedbackFrom(client));
      if (n === 2)
        await auditLog.appendFeedback(
          [accepted(card, suggestionId(card, 1), at(0, 9))],
          feedbackFrom(client),
        );
    }
    const weeks = (await report()).rules.filter(({ rule }) => rule === 'REC-03');
    expect(
      weeks.map(({ week, version, fired, shown, shadow, accepted: yes, overridden: no, reasons }) => [
        week,
        version,
        fired,
        shown,
        shadow,
        yes,
        no,
        reasons,
      ]),
    ).toEqual([
      ['2026-11-23', '1', 1, 1, 0, 0, 0, {}],
      ['2026-11-16', '1', 2, 2, 0, 1, 1, { 'known-baseline': 1 }],
      ['2026-11-16', '2', 1, 0, 1, 0, 0, {}],
    ]);
    expect(weeks[1]?.acceptedShare).toEqual(wilson(1, 2));
    expect(weeks[1]?.firedShare).toEqual(wilson(2, 3));
  });
});

test('the page says what the report says, and runs nothing', async () => {
  const { auditLog, report } = log();
  await auditLog.append(await aCall({ n: 1, row: { missing: ['<script>'] } }));
  const page = monitorPage(await report());
  expect(page).toContain('REC-03 version 1');
  expect(page).toContain('Nothing has changed more than chance');
  expect(page).not.toContain('<script');
});
