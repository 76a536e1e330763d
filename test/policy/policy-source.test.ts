/** Which policy is in force: signatures, the second person, and the minute within which it holds everywhere. */
import type { JSONWebKeySet } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { noPolicy, type Ruling } from '../../functions/policy/policy.ts';
import { policySource } from '../../functions/policy/policy-source.ts';
import { approved, parseSigners } from '../../functions/policy/signed-policy.ts';
import { testClock } from '../support/cds.ts';
import { keySetOf, type PolicySigner, policy, signedBy, signer } from './signers.ts';

const harmless: Ruling = { of: 'rule', id: 'REC-25', state: 'off', reason: 'T-1' };
const hides: Ruling = { of: 'rule', id: 'RF-CES', state: 'shadow', reason: 'T-1' };

let lee: PolicySigner;
let kim: PolicySigner;
let stranger: PolicySigner;
let keys: JSONWebKeySet;
beforeAll(async () => {
  [lee, kim, stranger] = (await Promise.all(['lee', 'kim', 'stranger'].map(signer))) as [
    PolicySigner,
    PolicySigner,
    PolicySigner,
  ];
  keys = keySetOf(lee, kim);
});

describe('a stored policy', () => {
  test('signed by one who may holds', async () =>
    expect(await approved(await signedBy(policy(1, harmless), lee), keys)).toEqual({
      policy: policy(1, harmless),
      by: ['lee'],
    }));

  test('signed by nobody who may has no effect', async () =>
    expect(await approved(await signedBy(policy(1, harmless), stranger), keys)).toBe('policy.unsigned'));

  test('changed after it was signed has no effect', async () => {
    const document = await signedBy(policy(1, harmless), lee);
    const payload = Buffer.from(JSON.stringify(policy(1))).toString('base64url');
    expect(await approved({ ...document, payload }, keys)).toBe('policy.unsigned');
  });

  test('signed by a stranger under the name of one who may has no effect', async () => {
    const forged = { ...stranger, privateKey: { ...stranger.privateKey, kid: 'lee' } };
    expect(await approved(await signedBy(policy(1, harmless), forged), keys)).toBe('policy.unsigned');
  });

  test.each<[string, Ruling]>([
    ['a red flag', hides],
    ['a danger card', { of: 'card', id: 'spine', state: 'off', reason: 'T-1' }],
    ['a service', { of: 'service', id: 'leg-symptoms-order-sign', state: 'off', reason: 'T-1' }],
    ['a client', { of: 'client', id: 'c', state: 'shadow', reason: 'T-1' }],
    ['all', { of: 'all', state: 'shadow', reason: 'T-1' }],
  ])('that hides %s needs a second person', async (_, ruling) => {
    expect(await approved(await signedBy(policy(1, ruling), lee), keys)).toBe('policy.second-person');
    expect(await approved(await signedBy(policy(1, ruling), lee, lee), keys)).toBe('policy.second-person');
    expect(await approved(await signedBy(policy(1, ruling), lee, kim), keys)).toMatchObject({
      by: ['lee', 'kim'],
    });
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['text', 'off'],
    ['no signatures', { payload: 'e30' }],
    ['no policy inside', { payload: 'e30', signatures: [] }],
    ['no JSON inside', { payload: '!', signatures: [] }],
  ])('of %s is malformed', async (_, document) =>
    expect(await approved(document, keys)).toBe('policy.malformed'),
  );
});

test.each<[string, unknown]>([
  ['private keys', { keys: [{ kty: 'EC', kid: 'lee', d: 'secret' }] }],
  [
    'two keys of one name',
    {
      keys: [
        { kty: 'EC', kid: 'lee' },
        { kty: 'EC', kid: 'lee' },
      ],
    },
  ],
  ['no key', { keys: [] }],
])('signers with %s are refused', (_, value) => expect(() => parseSigners(value)).toThrow());

describe('the policy in force', () => {
  const source = (documents: () => readonly unknown[]) => {
    const clock = testClock();
    const faults: string[] = [];
    const failures: unknown[] = [];
    const inForce = policySource({
      read: async () => documents(),
      signers: keys,
      clock,
      onFault: (fault) => faults.push(fault),
      onFailure: (error) => failures.push(error),
    });
    return { clock, faults, failures, inForce };
  };

  test('is everything on before anybody made one', async () =>
    expect(await source(() => []).inForce()).toEqual({ policy: noPolicy, fresh: true }));

  test('a rule that is switched off is off in less than a minute', async () => {
    let documents: unknown[] = [];
    const { clock, inForce } = source(() => documents);
    await inForce();
    documents = [await signedBy(policy(1, harmless), lee)];
    clock.advance(59_999);
    expect((await inForce()).policy.rulings).toEqual([harmless]);
  });

  test('is not asked for again within twenty seconds', async () => {
    let readings = 0;
    const { clock, inForce } = source(() => {
      readings += 1;
      return [];
    });
    await Promise.all([inForce(), inForce()]);
    clock.advance(19_000);
    await inForce();
    expect(readings).toBe(1);
  });

  test('an unsigned newest version is passed over, and told', async () => {
    const documents = [await signedBy(policy(2, hides), lee), await signedBy(policy(1, harmless), kim)];
    const { faults, inForce } = source(() => documents);
    expect((await inForce()).policy.version).toBe(1);
    expect(faults).toEqual(['policy.second-person']);
  });

  test('while it cannot be read the last reading holds, and after a minute the answer says so', async () => {
    const good = [await signedBy(policy(1, harmless), lee)];
    let broken = false;
    const { clock, failures, inForce } = source(() => {
      if (broken) throw new Error('no table');
      return good;
    });
    await inForce();
    broken = true;
    clock.advance(30_000);
    expect(await inForce()).toMatchObject({ fresh: true, policy: { version: 1 } });
    clock.advance(31_000);
    expect(await inForce()).toMatchObject({ fresh: false, policy: { version: 1 } });
    expect(failures.length).toBeGreaterThan(0);
  });

  test('that was never read hides nothing, and says so', async () => {
    const { inForce } = source(() => {
      throw new Error('no table');
    });
    expect(await inForce()).toEqual({ policy: noPolicy, fresh: false });
  });
});
