import { describe, expect, test } from 'vitest';
import { newChain } from '../../functions/audit/chain.ts';
import {
  callRecord,
  cardId,
  type Decision,
  type FiredRule,
  overridesOf,
  refusalRecord,
} from '../../functions/audit/index.ts';
import { itemOf } from '../../functions/audit/item.ts';
import type { AuditRecord } from '../../functions/audit/record.ts';
import { clientOf, factsOf, pseudonyms, uuid } from './support/records.ts';

const keys = await pseudonyms.of('st-elsewhere');
const facts = await factsOf({ n: 1 });
const rowOf = (record: AuditRecord) => JSON.stringify(itemOf(newChain('c').stamp(record)));
const card = (n: number) => cardId(facts.callId, n);

describe('the record of a call', () => {
  test('names nobody: no canary of any field that a caller fills comes through', async () => {
    const canary = 'CANARY';
    const record = callRecord({
      ...(await factsOf({ n: 1, patientId: canary, userId: `Practitioner/${canary}`, hookInstance: canary })),
      context: { patientId: canary, userId: `Practitioner/${canary}`, encounterId: canary },
      rules: [{ id: 'REC-03', version: '1', evidence: [canary], cardUuid: card(1) }],
      cards: [
        {
          uuid: card(1),
          indicator: 'info',
          suggestions: [],
          ...({ summary: canary, detail: canary } as object),
        },
      ],
    });
    expect(rowOf(record)).not.toMatch(/canary/i);
  });

  test('a hookInstance that is a UUID stays readable', () => {
    expect(callRecord({ ...facts, hookInstance: uuid(7).toUpperCase() }).hookInstance).toBe(uuid(7));
  });

  test('a rule stands under the number in its card’s uuid, whatever cards were left out', () => {
    const rules: FiredRule[] = [
      { id: 'REC-03', version: '1', evidence: [], cardUuid: card(2) },
      { id: 'REC-11', version: '1', evidence: [], cardUuid: card(1) },
    ];
    const record = callRecord({ ...facts, rules, cards: [{ uuid: card(2), indicator: 'info' }] });
    expect(record.cards.map(({ n, rules }) => [n, rules])).toEqual([[2, ['REC-03']]]);
    expect(record.rules.map(({ id, card }) => [id, card])).toEqual([
      ['REC-03', 2],
      ['REC-11', undefined],
    ]);
  });

  test('however much there is to say, a row stays within 16 KiB and says what was cut', () => {
    const many = <T>(n: number, make: (i: number) => T) => Array.from({ length: n }, (_, i) => make(i));
    const record = callRecord({
      ...facts,
      client: { id: 'st-elsewhere', iss: 'i'.repeat(8_000), jti: 'j'.repeat(8_000), kid: 'k'.repeat(8_000) },
      sealed: 's'.repeat(800),
      rules: many(200, (i) => ({
        id: `REC-${i}`,
        version: '1.0.0',
        evidence: ['x'],
        cardUuid: card(1 + (i % 20)),
      })),
      cards: many(20, (i) => ({
        uuid: card(i + 1),
        indicator: 'info' as const,
        suggestions: many(3, (j) => ({ uuid: uuid(j) })),
      })),
      data: many(40, (i) => ({
        key: `key-${i}`,
        source: 'fetched' as const,
        n: i,
        digest: keys.digest('x', i),
      })),
      assessment: { ...facts.assessment, missing: many(300, (i) => `finding-${i}`), notChecked: [] },
      flags: many(50, (i) => `flag-${i}`),
    });
    expect(Buffer.byteLength(rowOf(record))).toBeLessThan(16 * 1_024);
    expect(record.truncated).toMatchObject({ rules: 200, data: 40, missing: 300, flags: 50 });
  });

  test('nothing cut, nothing said of it', () => {
    expect(callRecord(facts)).not.toHaveProperty('truncated');
  });
});

describe('the record of a refusal', () => {
  test('names fields, and nothing that is a sentence', () => {
    const record = refusalRecord({
      id: uuid(1),
      keys,
      client: clientOf('st-elsewhere'),
      at: '2026-11-22T08:00:00.000Z',
      ms: 1,
      hookInstance: 'Jane Doe',
      context: { patientId: 'Jane', userId: 'Practitioner/Jane' },
      status: 400,
      reason: 'request.invalid',
      fields: ['context.patientId', 'prefetch.conditions', 'feedback[3].outcome', 'Jane Doe, born 1970'],
    });
    expect(record.fields).toEqual(['context.patientId', 'prefetch.conditions', 'feedback[3].outcome']);
    expect(rowOf(record)).not.toMatch(/jane/i);
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
    ['pk', `C#st-elsewhere#${facts.callId}`],
    ['sk', 'CALL'],
    ['p', `P#${keys.pseudonym('patient', 'patient-1')}`],
    ['u', `U#st-elsewhere#${keys.pseudonym('user', 'Practitioner/9')}`],
    ['h', `H#st-elsewhere#${uuid(1, 1)}`],
    ['t', `2026-11-22T08:00:01.000Z#${facts.callId}`],
  ] as const)('%s is %s', (name, expected) => {
    expect(itemOf(newChain('c').stamp(callRecord(facts)))[name]).toBe(expected);
  });

  test('s spreads an hour of a service over eight partitions', async () => {
    const records = await Promise.all(Array.from({ length: 200 }, (_, n) => factsOf({ n, at: facts.at })));
    const partitions = new Set(records.map((some) => itemOf(newChain('c').stamp(callRecord(some))).s));
    expect([...partitions].sort()).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map(
        (shard) => `S#st-elsewhere#leg-symptoms-patient-view#2026-11-22T08#${shard}`,
      ),
    );
  });

  test('a row lives 400 days', () => {
    const { ttl } = itemOf(newChain('c').stamp(callRecord(facts)));
    expect((ttl * 1_000 - Date.parse(facts.at)) / 86_400_000).toBeCloseTo(400, 3);
  });
});
