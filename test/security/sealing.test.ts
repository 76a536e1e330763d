/** People are sealed once a visit: fewer operations, never fewer seals than people. */
import { describe, expect, test } from 'vitest';
import { memoryAuditLog, sealPeopleOnce } from '../../functions/audit/index.ts';

const { pseudonyms } = memoryAuditLog();
const [a, b] = await Promise.all([pseudonyms.of('a'), pseudonyms.of('b')]);

const counting = (fail = 0) => {
  const sealed: object[] = [];
  let failures = fail;
  const seal = sealPeopleOnce(async (content) => {
    if (failures-- > 0) throw new Error('no key');
    sealed.push(content);
    return `sealed-${sealed.length}`;
  }, 2);
  return { seal, sealed };
};

describe('sealing people', () => {
  test('the same people of the same client are sealed once', async () => {
    const { seal, sealed } = counting();
    const people = { patientId: 'p', userId: 'u', encounterId: 'e' };
    expect([await seal(a, people), await seal(a, { ...people })]).toEqual(['sealed-1', 'sealed-1']);
    expect(sealed).toEqual([people]);
  });

  test.each([
    ['another patient', { patientId: 'q', userId: 'u' }],
    ['another user', { patientId: 'p', userId: 'v' }],
    ['an encounter more', { patientId: 'p', userId: 'u', encounterId: 'e' }],
    ['the same letters, told apart otherwise', { patientId: 'pu', userId: '' }],
  ])('%s is sealed anew', async (_, people) => {
    const { seal, sealed } = counting();
    await seal(a, { patientId: 'p', userId: 'u' });
    await seal(a, people);
    expect(sealed).toHaveLength(2);
  });

  test("T048: another client's people are sealed anew, even with the same ids", async () => {
    const { seal, sealed } = counting();
    await seal(a, { patientId: 'p' });
    await seal(b, { patientId: 'p' });
    expect(sealed).toHaveLength(2);
  });

  test('what failed is tried again; the oldest is forgotten', async () => {
    const { seal, sealed } = counting(1);
    await expect(seal(a, { patientId: 'p' })).rejects.toThrow('no key');
    expect(await seal(a, { patientId: 'p' })).toBe('sealed-1');
    for (const patientId of ['q', 'r', 'p']) await seal(a, { patientId });
    expect(sealed).toHaveLength(4);
  });
});
