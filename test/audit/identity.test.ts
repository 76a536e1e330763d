import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GenerateMacCommand } from '@aws-sdk/client-kms';
import fc from 'fast-check';
import { compactDecrypt, importJWK } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalJson } from '../../functions/audit/canonical-json.ts';
import {
  callOfNumbered,
  isCallId,
  issuedId,
  numberedCard,
  pseudonymiser,
  sealReferences,
  sealWith,
  secretKeyRing,
  subjectOf,
  suggestionId,
} from '../../functions/audit/index.ts';
import {
  auditorKeys,
  auditorKeysBeside,
  rotateRing,
  serviceKeys,
} from '../../functions/audit/keys/key-file.ts';
import { kmsKeyRing, kmsSealKey, kmsUnwrap, ringArns } from '../../functions/audit/keys/kms.ts';
import { unseal, unwrapWith } from '../../functions/audit/keys/unseal.ts';
import { holds } from '../support/property.ts';
import { pseudonyms } from './support/records.ts';

const secret = (text: string) => Buffer.alloc(32, text).toString('base64url');
const identity = {
  service: 's',
  hookInstance: 'h',
  context: { patientId: 'p1', userId: 'Practitioner/9' },
  input: 'd.k1.x',
  knowledgeVersion: '1.0.0',
};

describe('call, card and suggestion ids', () => {
  test('one context is read once, for the names in the row, the id of the call and those of its cards', async () => {
    const keys = await pseudonyms.of('a');
    let reads = 0;
    const context = {
      userId: 'Practitioner/9',
      get patientId() {
        reads++;
        return 'p1';
      },
    };
    const { patient } = keys.subject(context);
    const ids = [
      keys.callId({ ...identity, context }),
      keys.cardId(context, 'one'),
      keys.cardId(context, 'two'),
    ];
    expect(patient).toBe(keys.pseudonym('patient', 'p1'));
    expect(new Set(ids.map(subjectOf)).size).toBe(1);
    expect(reads).toBe(2);
  });

  test('a call id is a UUIDv8 that ends in 00', async () => {
    expect((await pseudonyms.of('a')).callId(identity)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{10}00$/,
    );
  });

  test('the same call has the same id', async () => {
    const keys = await pseudonyms.of('a');
    expect(keys.callId(identity)).toBe(keys.callId({ ...identity, context: { ...identity.context } }));
  });

  test.each<[string, Partial<typeof identity>]>([
    ['service', { service: 't' }],
    ['hookInstance', { hookInstance: 'i' }],
    ['context', { context: { patientId: 'p2', userId: 'Practitioner/9' } }],
    ['chart', { input: 'd.k1.y' }],
    ['knowledge', { knowledgeVersion: '1.0.1' }],
  ])('another %s has another id', async (_, change) => {
    const keys = await pseudonyms.of('a');
    expect(keys.callId({ ...identity, ...change })).not.toBe(keys.callId(identity));
  });

  test('another client has another id', async () => {
    expect((await pseudonyms.of('a')).callId(identity)).not.toBe((await pseudonyms.of('b')).callId(identity));
  });

  test('the instant of the call does not count as a change of the chart', async () => {
    const keys = await pseudonyms.of('a');
    const input = {
      now: '2026-11-22T08:00:00.000Z',
      cond: [],
      meds: [],
      facts: [],
      freetext: 0,
      hook: 'patient-view' as const,
    };
    expect(keys.input({ ...input, now: '2026-11-22T08:00:01.000Z' })).toBe(keys.input(input));
    expect(keys.input({ ...input, freetext: 1 })).not.toBe(keys.input(input));
  });

  test('what is issued to one user about one patient has one subject, in whichever call', async () => {
    const keys = await pseudonyms.of('a');
    const ids = [
      keys.callId(identity),
      keys.callId({ ...identity, hookInstance: 'i', input: 'd.k1.y' }),
      keys.cardId(identity.context, 'card'),
      keys.cardId({ patientId: 'Patient/p1', userId: 'Practitioner/9' }, 'another'),
    ];
    expect(new Set(ids).size).toBe(4);
    expect(new Set(ids.map(subjectOf)).size).toBe(1);
  });

  test.each([
    ['patient', { patientId: 'p2', userId: 'Practitioner/9' }],
    ['user', { patientId: 'p1', userId: 'Practitioner/8' }],
  ])('another %s is another subject', async (_, context) => {
    const keys = await pseudonyms.of('a');
    expect(subjectOf(keys.cardId(context, 'card'))).not.toBe(
      subjectOf(keys.cardId(identity.context, 'card')),
    );
  });

  test('a card that shows the same has the same uuid; one that shows something else has another', async () => {
    const keys = await pseudonyms.of('a');
    const id = (shown: string) => keys.cardId(identity.context, shown);
    expect(id('card')).toBe(id('card'));
    expect(id('card')).not.toBe(id('card.'));
  });

  test('no card has the id of a call', async () => {
    const keys = await pseudonyms.of('a');
    holds(
      fc.property(fc.string(), (shown) => {
        expect(isCallId(keys.cardId(identity.context, shown))).toBe(false);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  test('a card without a subject leads back to its call', async () => {
    const callId = (await pseudonyms.of('a')).callId(identity);
    for (const n of [1, 16, 255]) expect(callOfNumbered(numberedCard(callId, n))).toBe(callId);
  });

  test.each(['', 'card', '0a1b2c3d-0000-4000-8000-00000000ab01', '../x'])('%j is not an id of ours', (id) =>
    expect(issuedId(id)).toBeUndefined(),
  );

  test('an id is known as an urn and in capitals, too', () => {
    expect(issuedId('urn:uuid:0A1B2C3D-0000-8000-8000-00000000AB01')).toBe(
      '0a1b2c3d-0000-8000-8000-00000000ab01',
    );
  });

  test('suggestions of one card, and of two cards, differ', () => {
    const ids = [suggestionId('a', 1), suggestionId('a', 2), suggestionId('b', 1)];
    expect(new Set(ids).size).toBe(3);
  });
});

describe('pseudonyms', () => {
  test('T169: equal for the same patient of one client, however the id is written', async () => {
    const keys = await pseudonyms.of('a');
    expect(keys.pseudonym('patient', 'Patient/1')).toBe(keys.pseudonym('patient', '1'));
  });

  test('T169: different for another client, another person, another kind', async () => {
    const [a, b] = [await pseudonyms.of('a'), await pseudonyms.of('b')];
    const names = [
      a.pseudonym('patient', '1'),
      b.pseudonym('patient', '1'),
      a.pseudonym('patient', '2'),
      a.pseudonym('encounter', '1'),
      a.pseudonym('user', '1'),
    ];
    expect(new Set(names).size).toBe(5);
  });

  test('T169: after a rotation new ones carry the new key, and old ones are still found', async () => {
    const before = await pseudonymiser(secretKeyRing([{ kid: 'k1', secret: secret('one') }])).of('a');
    const after = await pseudonymiser(
      secretKeyRing([
        { kid: 'k2', secret: secret('two') },
        { kid: 'k1', secret: secret('one') },
      ]),
    ).of('a');
    expect(after.pseudonym('patient', '1')).toMatch(/^p\.k2\./);
    expect(after.pseudonyms('patient', '1')).toContain(before.pseudonym('patient', '1'));
  });

  test('the order of evidence does not count, the rule does', async () => {
    const keys = await pseudonyms.of('a');
    expect(keys.evidence('REC-03', ['b', 'a'])).toBe(keys.evidence('REC-03', ['a', 'b']));
    expect(keys.evidence('REC-03', ['a'])).not.toBe(keys.evidence('REC-04', ['a']));
  });

  test('a key service that failed once is asked again', async () => {
    let asked = 0;
    const flaky = pseudonymiser({
      kidsOf: () => ['k1'],
      clientKey: async () => {
        asked += 1;
        if (asked === 1) throw new Error('down');
        return new Uint8Array(32);
      },
    });
    await expect(flaky.of('a')).rejects.toThrow('down');
    await flaky.of('a');
    await flaky.of('a');
    expect(asked).toBe(2);
  });

  test('a secret that is too short is refused', () => {
    expect(() => secretKeyRing([{ kid: 'k1', secret: 'short' }])).toThrow('fewer than 32 bytes');
  });
});

describe('keys from KMS', () => {
  const sent: unknown[] = [];
  const kms = {
    send: async ({ input }: GenerateMacCommand) => {
      sent.push(input);
      return { Mac: new Uint8Array(32).fill(String(input.KeyId).length) };
    },
  } as never;
  const arns =
    'k2=arn:aws:kms:eu-central-1:1:key/bb,k1=arn:aws:kms:eu-central-1:1:key/a,k-3@st-elsewhere=arn:aws:kms:eu-central-1:1:key/cccc';

  test('the setting is read, the active key first', () => {
    expect(ringArns(arns).map(({ kid, client }) => [kid, client])).toEqual([
      ['k2', undefined],
      ['k1', undefined],
      ['k-3', 'st-elsewhere'],
    ]);
  });

  test.each(['', 'arn:aws:kms:x', 'k1=', 'k1=secret'])(
    'the setting %j is refused with the remedy',
    (setting) => {
      expect(() => ringArns(setting)).toThrow('PSEUDONYM_KEY_ARNS must read kid=arn');
    },
  );

  test('a client with a key of its own does not use the common ones', () => {
    const ring = kmsKeyRing(ringArns(arns), kms);
    expect([ring.kidsOf('other'), ring.kidsOf('st-elsewhere')]).toEqual([['k2', 'k1'], ['k-3']]);
  });

  test('the key of a client is the MAC of its name', async () => {
    const ring = kmsKeyRing(ringArns(arns), kms);
    sent.length = 0;
    await ring.clientKey('k1', 'other');
    expect(sent).toMatchObject([
      {
        KeyId: 'arn:aws:kms:eu-central-1:1:key/a',
        MacAlgorithm: 'HMAC_SHA_256',
        Message: Buffer.from('radix-cds pseudonym\nother'),
      },
    ]);
  });

  test('what it gives too little of is an error, not a key', async () => {
    const mute = { send: async () => ({}) } as never;
    await expect(kmsSealKey(mute, 'arn')).rejects.toThrow('no public key');
    await expect(kmsUnwrap(mute, 'arn')(new Uint8Array(1))).rejects.toThrow('did not open');
  });
});

describe('keys in files', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radix-keys-'));
    file = join(folder, 'keys', 'pseudonym-keys.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('are made on first use, readable by their owner alone, and then stay', async () => {
    const first = await serviceKeys(file);
    for (const path of [file, auditorKeysBeside(file)]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await serviceKeys(file)).toEqual(first);
  });

  test('a file that others may read is refused', async () => {
    await serviceKeys(file);
    await writeFile(join(folder, 'open.json'), await readFile(file), { mode: 0o644 });
    await expect(serviceKeys(join(folder, 'open.json'))).rejects.toThrow('chmod 600');
  });

  test.each([
    ['not JSON', 'secret words', 'is not JSON'],
    ['something else', '{"a":1}', 'is not a key file'],
    ['a ring without a key', '{"keys":[],"seal":{"kid":"s1","publicKey":{}}}', 'is not a key file'],
    [
      'a key without its secret',
      '{"keys":[{"kid":"k1"}],"seal":{"kid":"s1","publicKey":{}}}',
      'each kid and',
    ],
  ])('a file that is %s is refused without quoting it', async (_, text, sentence) => {
    const other = join(folder, 'other.json');
    await writeFile(other, text, { mode: 0o600 });
    await expect(serviceKeys(other)).rejects.toThrow(sentence);
    await expect(serviceKeys(other)).rejects.not.toThrow('secret words');
  });

  test('what the service seals, its own file cannot open, and the auditor’s can', async () => {
    const { seal: sealKey } = await serviceKeys(file);
    const sealed = await sealReferences(await sealWith(sealKey), {
      patientId: 'p1',
      userId: 'Practitioner/9',
      encounterId: 'e1',
    });
    const { seal } = await auditorKeys(auditorKeysBeside(file));
    const { seal: own } = JSON.parse(await readFile(file, 'utf8'));
    expect(own.publicKey).not.toHaveProperty('d');
    expect(sealed).not.toContain(Buffer.from('p1').toString('base64url'));
    expect(await unseal(sealed, unwrapWith(seal))).toEqual({
      patientId: 'p1',
      userId: 'Practitioner/9',
      encounterId: 'e1',
    });
  });

  test('the same people sealed twice look different', async () => {
    const seal = await sealWith((await serviceKeys(file)).seal);
    expect(await seal({ a: 1 })).not.toBe(await seal({ a: 1 }));
  });

  test('what is sealed is a JWE that another implementation opens', async () => {
    const sealed = await (await sealWith((await serviceKeys(file)).seal))({ patientId: 'p1' });
    const { seal } = await auditorKeys(auditorKeysBeside(file));
    const key = await importJWK(seal[0]?.privateKey ?? {}, 'RSA-OAEP-256');
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key);
    expect(JSON.parse(Buffer.from(plaintext).toString())).toEqual({ patientId: 'p1' });
    expect(protectedHeader).toEqual({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 's1' });
  });

  test.each([
    ['of another kind', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['that is too short', generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ])('a key %s seals nothing', async (_, { publicKey }) => {
    const key = { kid: 's1', publicKey: publicKey.export({ format: 'jwk' }) };
    await expect(sealWith(key)).rejects.toThrow('must be an RSA key of 3072 bits or more');
  });

  test('a seal that was changed does not open, and one by another key says so', async () => {
    const seal = await sealWith((await serviceKeys(file)).seal);
    const { seal: keys } = await auditorKeys(auditorKeysBeside(file));
    const sealed = await seal({ patientId: 'p1' });
    const changed = sealed.replace(/\.([^.]{4})([^.]*)\.([^.]+)$/, '.AAAA$2.$3');
    await expect(unseal(changed, unwrapWith(keys))).rejects.toThrow();
    await expect(unseal(sealed, unwrapWith([]))).rejects.toThrow('no private key s1');
  });

  test('a new key goes in front and the old ones stay', async () => {
    await serviceKeys(file);
    await rotateRing(file);
    expect((await serviceKeys(file)).keys.map(({ kid }) => kid)).toEqual(['k2', 'k1']);
  });
});

describe('canonical JSON (RFC 8785)', () => {
  test('the example of section 3.2.2 and 3.2.3', () => {
    const sample = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(sample)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('members are sorted by UTF-16 code units', () => {
    const sample = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.keys(JSON.parse(canonicalJson(sample)))).toHaveLength(7);
    expect(canonicalJson(sample)).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  test('any JSON reads back as it was, in whatever order it was written', () => {
    holds(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
      { seed: 1, numRuns: 100 },
    );
  });
});
