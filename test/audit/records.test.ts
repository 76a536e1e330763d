import { describe, expect, test } from 'vitest';
import { newChain } from '../../functions/audit/chain.ts';
import { type Decision, numberedCard, overridesOf } from '../../functions/audit/index.ts';
import { itemOf } from '../../functions/audit/item.ts';
import type { AuditRecord, CallRecord } from '../../functions/audit/record.ts';
import { makeRecordRefusal } from '../../functions/call/refusal-rows.ts';
import type { Thought } from '../../functions/call/think.ts';
import type { FiredRule, IssuedCard } from '../../functions/cards/index.ts';
import { Refusal } from '../../functions/cds-hooks/refusal.ts';
import { answeredCall, rowOf } from '../support/answered-call.ts';
import { jar, startOfTest } from '../support/cds.ts';
import { aCall, uuid } from './support/records.ts';

const call = await answeredCall();
const { keys } = call.prepared;
const aRow = await aCall({ n: 1 });
const textOf = (record: AuditRecord) => JSON.stringify(itemOf(newChain('c').stamp(record)));
const card = (n: number) => numberedCard(call.thought.callId, n);

const rowWith = (thought: Partial<Thought>) => rowOf({ ...call, thought: { ...call.thought, ...thought } });

const sentCard = (n: number, suggestions: readonly string[] = []): IssuedCard => ({
  uuid: card(n),
  summary: 'A card',
  indicator: 'info',
  source: { label: 'Radix CDS' },
  ...(suggestions.length > 0 && { suggestions: suggestions.map((id) => ({ label: 'x', uuid: id })) }),
});

describe('the row of a call', () => {
  test('says who, what and which card', () => {
    expect(rowOf(call)).toMatchObject({
      kind: 'call',
      callId: call.thought.callId,
      client: { id: 'st-elsewhere', iss: 'https://ehr.test', jti: 'jti-1', kid: 'key-1' },
      at: '2026-11-22T15:00:00.000Z',
      service: 'leg-symptoms-patient-view',
      patient: keys.pseudonym('patient', 'p1'),
      userType: 'Practitioner',
      urgency: 'emergent',
      cards: [{ n: 1, indicator: 'critical' }],
    });
  });

  test('names nobody: no canary of any field that a caller fills comes through', async () => {
    const canary = 'CANARY';
    const about = { patientId: canary, userId: `Practitioner/${canary}`, encounterId: canary };
    expect(textOf(rowOf(await answeredCall({ ...about, hookInstance: canary })))).not.toMatch(/canary/i);
  });

  test('a member that a row does not have fails to compile', () => {
    // @ts-expect-error a name is no member of a row
    const row: CallRecord = { ...rowOf(call), patientName: 'Jane' };
    expect(row.kind).toBe('call');
  });

  test('a hookInstance that is a UUID stays readable', async () => {
    const sent = await answeredCall({ hookInstance: uuid(7).toUpperCase() });
    expect(rowOf(sent).hookInstance).toBe(uuid(7));
  });

  test('a rule stands under the place of its card, whatever cards were left out', () => {
    const rules: FiredRule[] = [
      { id: 'REC-03', version: '1', evidence: [], cardUuid: card(2) },
      { id: 'REC-11', version: '1', evidence: [], cardUuid: card(1) },
    ];
    const row = rowWith({ rules, shown: [sentCard(2)] });
    expect(row.cards.map(({ n, uuid, rules }) => [n, uuid, rules])).toEqual([[1, card(2), ['REC-03']]]);
    expect(row.rules.map(({ id, card }) => [id, card])).toEqual([
      ['REC-03', 1],
      ['REC-11', undefined],
    ]);
  });

  test('T157: however much there is to say, a row stays within 16 KiB and says what was cut', () => {
    const many = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
    const { gathered } = call.prepared;
    const row = rowOf({
      heard: {
        ...call.heard,
        caller: { ...call.heard.caller, stamp: { id: 'x', iss: 'i'.repeat(256), jti: 'j'.repeat(256) } },
      },
      prepared: {
        ...call.prepared,
        sealed: 's'.repeat(800),
        gathered: { ...gathered, data: many(40, (i) => gathered.data[i % gathered.data.length]!) },
      },
      thought: {
        ...call.thought,
        rules: many(200, (i) => ({
          id: `REC-${i}`,
          version: '1.0.0',
          evidence: ['x'],
          cardUuid: card(1 + (i % 20)),
        })),
        shown: many(20, (i) => sentCard(i + 1, many(3, uuid))),
        assessment: { ...call.thought.assessment, missing: many(300, () => 'pain-path' as const) },
        flags: many(50, () => 'jwks.stale' as const),
      },
    });
    expect(Buffer.byteLength(textOf(row))).toBeLessThan(16 * 1_024);
    expect(row.truncated).toMatchObject({ rules: 200, data: 40, missing: 300, flags: 50 });
  });

  test('nothing cut, nothing said of it', () => {
    expect(textOf(rowOf(call))).not.toContain('truncated');
  });

  test('what is not known is not in what is stored', () => {
    expect(textOf(rowOf(call))).not.toMatch(/undefined|null|fhirServer/);
  });
});

describe('the row of a refusal', () => {
  test('names fields, and nothing that is a sentence', async () => {
    const at = jar({ anonymous: true });
    const refuse = makeRecordRefusal(at.world);
    const fields = ['context.patientId', 'prefetch.conditions', 'feedback[3].outcome', 'Jane Doe, born 1970'];
    const refusal = new Refusal({ status: 400, reason: 'request.invalid', issues: [], fields });
    const { request, caller } = call.heard;
    const named = {
      ...request,
      hookInstance: 'Jane Doe',
      context: { ...request.context, patientId: 'Jane', userId: 'Practitioner/Jane' },
    };
    await refuse(refusal, {
      method: 'POST',
      headers: {},
      service: 'leg-symptoms-patient-view',
      question: [],
      query: {},
      body: undefined,
      isBase64: false,
      requestId: 'request-1',
      at: startOfTest,
      noted: {},
      known: { caller, request: named },
    });
    const [row] = await at.rows();
    expect(row).toMatchObject({
      fields: ['context.patientId', 'prefetch.conditions', 'feedback[3].outcome'],
    });
    expect(JSON.stringify(row)).not.toMatch(/jane/i);
  });
});

describe('overrides', () => {
  const decision = (at: string, outcome: Decision['outcome']): Decision => ({
    rule: 'REC-03',
    evidence: keys.evidence('REC-03', ['x']),
    outcome,
    at,
    card: card(1),
    until: '2027-01-01T00:00:00.000Z',
  });
  const earlier = decision('2026-11-22T08:00:00.000Z', 'overridden');
  const later = decision('2026-11-22T09:00:00.000Z', 'accepted');

  test.each([
    ['in order', [earlier, later]],
    ['out of order', [later, earlier]],
  ])('the latest decision holds, read %s', (_, decisions) => {
    expect(overridesOf(keys, decisions, '2026-11-22T10:00:00.000Z').find('REC-03', ['x'])).toBeUndefined();
  });
});

describe('keys of a row', () => {
  test.each([
    ['pk', `C#st-elsewhere#${aRow.callId.slice(0, 18)}`],
    ['sk', `CALL#${aRow.callId}`],
    ['p', `P#${keys.pseudonym('patient', 'patient-1')}`],
    ['u', `U#st-elsewhere#${keys.pseudonym('user', 'Practitioner/9')}`],
    ['h', `H#st-elsewhere#${uuid(1, 1)}`],
    ['t', `2026-11-22T08:00:01.000Z#${aRow.callId}`],
  ] as const)('%s is %s', (name, expected) => {
    expect(itemOf(newChain('c').stamp(aRow))[name]).toBe(expected);
  });

  test.each([
    ['pk', (callId: string) => `C#st-elsewhere#${callId}`],
    ['sk', () => 'CALL'],
  ] as const)('%s of a call without a subject is as it was', async (name, expected) => {
    const old = await aCall({ n: 1, v: 1 });
    expect(itemOf(newChain('c').stamp(old))[name]).toBe(expected(old.callId));
  });

  test('s spreads an hour of a service over eight partitions', async () => {
    const records = await Promise.all(Array.from({ length: 200 }, (_, n) => aCall({ n, at: aRow.at })));
    const partitions = new Set(records.map((some) => itemOf(newChain('c').stamp(some)).s));
    expect([...partitions].sort()).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map(
        (shard) => `S#st-elsewhere#leg-symptoms-patient-view#2026-11-22T08#${shard}`,
      ),
    );
  });

  test('T173: a row lives 400 days', () => {
    const { ttl } = itemOf(newChain('c').stamp(aRow));
    expect(((ttl ?? 0) * 1_000 - Date.parse(aRow.at)) / 86_400_000).toBeCloseTo(400, 3);
  });
});
