/** docs/conformance.md R, Security A: who calls, and how that is proven. */
import { exportJWK, generateKeyPair } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { EgressFailure } from '../../functions/fhir/egress.ts';
import {
  type Answering,
  baseUrl,
  entry,
  httpAnswer,
  type Jar,
  jar,
  send,
  serviceUrl,
  startOfTest,
} from '../support/cds.ts';
import { request } from '../support/requests.ts';
import { bearer, claimsOf, handMade, signer, type TokenSigner, token } from '../support/tokens.ts';

const service = 'leg-symptoms-patient-view';
const feedbackUrl = `${serviceUrl(service)}/feedback`;
const feedbackPath = `/cds-services/${service}/feedback`;
const jku = 'https://ehr.test/jwks.json';

let es384: TokenSigner;
let rs384: TokenSigner;
let other: TokenSigner;
beforeAll(async () => {
  [es384, rs384, other] = await Promise.all([signer('ES384'), signer('RS384'), signer('ES384', 'key-other')]);
});

const publishing =
  (...keys: object[]): Answering =>
  (url) => {
    if (url.href !== jku) throw new EgressFailure('egress.connection');
    return { keys };
  };

/** Feedback is the shortest way through authentication; an empty batch is accepted and does nothing. */
const knock = (at: Jar, headers: Record<string, string>, path = feedbackPath) =>
  send(at.handlers.feedback, { path, headers, body: { feedback: [] } });

const audience = { aud: feedbackUrl };
const signed = (by: TokenSigner, claims: object = {}, header: object = {}) =>
  bearer(by, { claims: { ...audience, ...claims }, header: { ...header } });

const constant401 = '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"login"}]}';
const reasonOf = ({ logged }: Jar) =>
  logged.map((line) => ('reason' in line ? line.reason : undefined)).at(-1);

const expectRefused = async (at: Jar, headers: Record<string, string>, reason: string) => {
  const answer = await knock(at, headers);
  expect({ status: answer.status, text: answer.text, why: reasonOf(at) }).toEqual({
    status: 401,
    text: constant401,
    why: reason,
  });
  expect(answer.headers['www-authenticate']).toBe('Bearer');
};

const withKeys = () => jar({ answers: publishing(es384.publicJwk, rs384.publicJwk) });

describe('a token that is right', () => {
  test.each([['ES384'], ['RS384']])('R-190: %s is accepted', async (alg) => {
    const by = alg === 'ES384' ? es384 : rs384;
    expect((await knock(withKeys(), await signed(by))).status).toBe(200);
  });

  test.each([
    ['T012', 'JWT'],
    ['R-189', 'jwt'],
  ])('%s: typ %s is accepted', async (_id, typ) => {
    expect((await knock(withKeys(), await signed(es384, {}, { typ }))).status).toBe(200);
  });

  test.each([
    ['R-196', 'a string', feedbackUrl],
    ['T036', 'an array of it alone', [feedbackUrl]],
    ['T036', 'an array with another', ['https://other.test', feedbackUrl]],
  ])('%s: aud may be %s', async (_id, _, aud) => {
    expect((await knock(withKeys(), await signed(es384, { aud }))).status).toBe(200);
  });

  test('R-191: a kid of base64 with + / = : selects its key', async () => {
    const odd = await signer('ES384', 'd3bm+/9a:Kq4eLY0=');
    const at = jar({ answers: publishing(odd.publicJwk) });
    expect((await knock(at, await signed(odd))).status).toBe(200);
  });

  test('R-193: without jku the registered URL is asked, once', async () => {
    const at = withKeys();
    for (const _ of [1, 2, 3])
      expect((await knock(at, await signed(es384, {}, { jku: undefined }))).status).toBe(200);
    expect(at.sent.map(({ url }) => url)).toEqual([jku]);
  });

  test('T019: keys that are registered themselves need no request at all', async () => {
    const at = jar({ clients: [entry({ jku: undefined, jwks: { keys: [es384.publicJwk] } })] });
    expect((await knock(at, await signed(es384, {}, { jku: undefined }))).status).toBe(200);
    expect(at.sent).toEqual([]);
  });

  test('R-202: sub is ignored when none is registered, with or without', async () => {
    expect((await knock(withKeys(), await signed(es384, { sub: 'anything' }))).status).toBe(200);
  });

  test('R-203: an unasked tenant claim is ignored', async () => {
    expect((await knock(withKeys(), await signed(es384, { tenant: 'anything' }))).status).toBe(200);
  });

  test('R-199: nbf five minutes ago is accepted', async () => {
    const nbf = startOfTest / 1_000 - 300;
    expect((await knock(withKeys(), await signed(es384, { nbf }))).status).toBe(200);
  });

  test('E-39: clock skew of 45 s, nbf five minutes ago, life of 15 min where registered', async () => {
    const at = jar({ clients: [entry({ tokenLifeSeconds: 900 })], answers: publishing(es384.publicJwk) });
    const now = startOfTest / 1_000;
    const claims = { iat: now + 45, nbf: now - 300, exp: now + 45 + 900 };
    expect((await knock(at, await signed(es384, claims))).status).toBe(200);
  });

  test('R-224: a token of 6 KB is read', async () => {
    expect((await knock(withKeys(), await signed(es384, { padding: 'x'.repeat(4_400) }))).status).toBe(200);
  });

  test('R-200: a jti need not be a UUID', async () => {
    expect((await knock(withKeys(), await signed(es384, { jti: 'a1'.repeat(32) }))).status).toBe(200);
  });
});

describe('no token, or something else', () => {
  const encoded = (text: string) => Buffer.from(text).toString('base64url');
  test.each([
    ['T001', 'none', {}],
    ['T001', 'Basic', { authorization: 'Basic dXNlcjpwYXNz' }],
    ['T001', 'Bearer and nothing', { authorization: 'Bearer ' }],
    ['T001', 'the bare word', { authorization: 'Bearer' }],
    ['T049', 'a cookie instead', { cookie: 'access_token=abc' }],
    ['T049', 'two headers, joined by the gateway', { authorization: 'Bearer a.b.c, Bearer d.e.f' }],
  ])('%s: %s', async (_id, _, headers) => {
    await expectRefused(withKeys(), headers as Record<string, string>, 'jwt.missing');
  });

  test.each([
    ['invoke', `/cds-services/${service}`],
    ['feedback', feedbackPath],
  ] as const)('R-188: %s is not answered without a token', async (name, path) => {
    const answer = await send(withKeys().handlers[name], { path, body: request() });
    expect([answer.status, answer.text]).toEqual([401, constant401]);
  });

  test.each([
    ['one part', 'abc'],
    ['two parts', 'abc.def'],
    ['four parts', 'a.b.c.d'],
    ['five parts, a JWE', 'a.b.c.d.e'],
    ['no base64url', 'a+b.c/d.e=f'],
    ['a header that is no JSON', `${encoded('x')}.${encoded('{}')}.x`],
    ['a header that is an array', `${encoded('[]')}.${encoded('{}')}.x`],
    ['a header that is null', `${encoded('null')}.${encoded('{}')}.x`],
  ])('T002: %s', async (_, text) => {
    await expectRefused(withKeys(), { authorization: `Bearer ${text}` }, 'jwt.malformed');
  });

  test('T002: a payload that is no object', async () => {
    const text = await handMade(es384.privateKey, { alg: 'ES384', typ: 'JWT', kid: es384.kid }, '[]');
    await expectRefused(withKeys(), { authorization: `Bearer ${text}` }, 'jwt.malformed');
  });

  test('T003: 8,193 characters', async () => {
    const short = await token(es384, { claims: audience });
    const long = await token(es384, {
      claims: { ...audience, padding: 'x'.repeat(6_144 - Math.floor(short.length * 0.74)) },
    });
    const exact = `${long}${'A'.repeat(Math.max(0, 8_193 - long.length))}`;
    expect(exact.length).toBeGreaterThan(8_192);
    await expectRefused(withKeys(), { authorization: `Bearer ${exact}` }, 'jwt.malformed');
  });

  test('R-206: the access token of fhirAuthorization is no caller token', async () => {
    const access = await bearer(es384, {
      claims: { aud: 'https://fhir.test/r4' },
      header: { typ: 'at+jwt' },
    });
    await expectRefused(withKeys(), access, 'jwt.typ');
  });
});

describe('the header of a token', () => {
  test.each([
    ['T004', 'none'],
    ['E-35', 'none'],
    ['T004', 'nOnE'],
  ])('%s: alg %s, without and with a copied signature', async (_id, alg) => {
    const at = withKeys();
    const [, , signature = ''] = (await token(es384, { claims: audience })).split('.');
    const bare = await handMade(
      undefined,
      { alg, typ: 'JWT', kid: es384.kid },
      claimsOf({ claims: audience }),
    );
    await expectRefused(at, { authorization: `Bearer ${bare}` }, 'jwt.alg');
    await expectRefused(at, { authorization: `Bearer ${bare}${signature}` }, 'jwt.alg');
    expect(at.sent).toEqual([]);
  });

  test('T006: HS256 with the public key as its secret', async () => {
    const secret = Buffer.from(JSON.stringify(es384.publicJwk));
    const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ]);
    const text = await handMade(
      key,
      { alg: 'HS256', typ: 'JWT', kid: es384.kid },
      claimsOf({ claims: audience }),
    );
    await expectRefused(withKeys(), { authorization: `Bearer ${text}` }, 'jwt.alg');
  });

  test('T008: an algorithm that is not the one of the key', async () => {
    const at = jar({
      clients: [entry({ algorithms: ['RS256', 'RS384', 'PS384', 'ES384'] })],
      answers: publishing(rs384.publicJwk, es384.publicJwk),
    });
    for (const alg of ['RS256', 'PS384']) {
      const pair = await generateKeyPair(alg, { extractable: true });
      const by = { ...rs384, alg, privateKey: pair.privateKey };
      await expectRefused(at, await signed(by), 'jwt.alg');
    }
    const confused = await handMade(
      rs384.privateKey,
      { alg: 'ES384', typ: 'JWT', kid: rs384.kid },
      claimsOf({ claims: audience }),
    );
    await expectRefused(at, { authorization: `Bearer ${confused}` }, 'jwt.alg');
  });

  test('T009: ES256 with a good key, where the client is registered for ES384 and RS384', async () => {
    const es256 = await signer('ES256');
    await expectRefused(jar({ answers: publishing(es256.publicJwk) }), await signed(es256), 'jwt.alg');
  });

  test.each([
    ['T010', 'no kid with one key', undefined],
    ['R-189', 'an empty kid', ''],
    ['R-189', 'a kid that is a number', 5],
  ])('%s: %s', async (_id, _, kid) => {
    const at = jar({ answers: publishing(es384.publicJwk) });
    const text = await handMade(
      es384.privateKey,
      { alg: 'ES384', typ: 'JWT', kid },
      claimsOf({ claims: audience }),
    );
    await expectRefused(at, { authorization: `Bearer ${text}` }, 'jwt.kid');
  });

  test('E-35: a kid that is a path leads nowhere', async () => {
    await expectRefused(withKeys(), await signed({ ...es384, kid: '../../etc/passwd' }), 'jwt.kid');
  });

  test.each([
    ['T012', 'missing', undefined],
    ['T012', 'secevent+jwt', 'secevent+jwt'],
    ['T013', 'at+jwt: an access token of the same key', 'at+jwt'],
    ['T013', 'a number', 1],
  ])('%s: typ %s', async (_id, _, typ) => {
    const text = await handMade(
      es384.privateKey,
      { alg: 'ES384', typ, kid: es384.kid },
      claimsOf({ claims: audience }),
    );
    await expectRefused(withKeys(), { authorization: `Bearer ${text}` }, 'jwt.typ');
  });

  test('T014: crit', async () => {
    const text = await handMade(
      es384.privateKey,
      { alg: 'ES384', typ: 'JWT', kid: es384.kid, crit: ['x'], x: 1 },
      claimsOf({ claims: audience }),
    );
    await expectRefused(withKeys(), { authorization: `Bearer ${text}` }, 'jwt.crit');
  });

  test('T015: keys that come in the header are not looked at', async () => {
    const at = withKeys();
    const header = { jwk: other.publicJwk, x5c: ['MIIB'], x5u: 'https://evil.test/cert', kid: es384.kid };
    await expectRefused(at, await signed(other, {}, header), 'jwt.sig');
    expect(at.sent.map(({ url }) => url)).toEqual([jku]);
  });

  test.each([
    ['T016', 'https://evil.test/jwks.json'],
    ['R-192', `${jku}/`],
    ['R-192', 'https://EHR.test/jwks.json'],
    ['R-192', 'http://ehr.test/jwks.json'],
  ])('%s: a jku that is not the registered one, %s, is not fetched', async (_id, url) => {
    const at = jar({ answers: () => ({ keys: [es384.publicJwk] }) });
    await expectRefused(at, await signed(es384, {}, { jku: url }), 'jwt.jku');
    expect(at.sent).toEqual([]);
  });

  test("T017: another client's jku and key", async () => {
    const at = jar({
      clients: [
        entry(),
        entry({ id: 'second', iss: 'https://second.test', jku: 'https://second.test/jwks.json' }),
      ],
      answers: () => ({ keys: [other.publicJwk] }),
    });
    await expectRefused(at, await signed(other, {}, { jku: 'https://second.test/jwks.json' }), 'jwt.jku');
    expect(at.sent).toEqual([]);
  });
});

describe('the keys of a client', () => {
  test('T020: a redirect instead of keys is an outage, not a way', async () => {
    const at = jar({ answers: () => Promise.reject(new EgressFailure('egress.redirect')) });
    const answer = await knock(at, await signed(es384));
    expect([answer.status, answer.headers['retry-after'], answer.body.issue[0].code]).toEqual([
      503,
      '5',
      'transient',
    ]);
  });

  test.each([
    ['an error page', httpAnswer(200, '<html>')],
    ['10,000 keys', httpAnswer(200, { keys: Array.from({ length: 10_000 }, () => ({})) })],
    ['no keys', httpAnswer(200, {})],
    ['an empty key set', httpAnswer(200, { keys: [] })],
    ['status 404', httpAnswer(404, { keys: [] })],
  ])('T021: %s is an outage; the next good answer ends it', async (_, bad) => {
    let answers: unknown = bad;
    const at = jar({ answers: () => answers as object });
    expect((await knock(at, await signed(es384))).status).toBe(503);
    answers = { keys: [es384.publicJwk] };
    at.clock.advance(5_001);
    expect((await knock(at, await signed(es384, {}))).status).toBe(200);
  });

  test('T023: one kid twice', async () => {
    const at = jar({ answers: publishing(es384.publicJwk, { ...other.publicJwk, kid: es384.kid }) });
    await expectRefused(at, await signed(es384), 'jwt.kid');
  });

  test('T024: unusable keys beside a good one; a private key raises an alarm and is never used', async () => {
    const leaked = { ...(await exportJWK(other.privateKey)), kid: other.kid, alg: 'ES384' };
    const keys = [
      { kty: 'oct', k: 'c2VjcmV0', kid: 'oct' },
      leaked,
      { kty: 'XYZ', kid: 'unknown' },
      { ...es384.publicJwk, kid: 'enc', use: 'enc' },
      { kty: 'EC', crv: 'P-384', kid: 'no-x' },
      'text',
      es384.publicJwk,
    ];
    const at = jar({ answers: publishing(...(keys as object[])) });
    expect((await knock(at, await signed(es384))).status).toBe(200);
    expect(
      at.logged.filter((line) => 'notice' in line).map((line) => 'notice' in line && line.notice),
    ).toEqual(['jwks.private-key']);
    await expectRefused(at, await signed(other), 'jwt.kid');
    await expectRefused(at, await signed({ ...es384, kid: 'enc' }), 'jwt.kid');
    await expectRefused(at, await signed({ ...es384, kid: 'no-x' }), 'jwt.sig');
  });

  test('T025: RSA of 1,024 bits', async () => {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        modulusLength: 1_024,
        publicExponent: new Uint8Array([1, 0, 1]),
        hash: 'SHA-384',
      },
      true,
      ['sign', 'verify'],
    );
    const jwk = { ...(await exportJWK(publicKey)), kid: 'weak', alg: 'RS384' };
    const text = await handMade(
      privateKey,
      { alg: 'RS384', typ: 'JWT', kid: 'weak' },
      claimsOf({ claims: audience }),
    );
    await expectRefused(jar({ answers: publishing(jwk) }), { authorization: `Bearer ${text}` }, 'jwt.sig');
  });

  const good = async () => (await token(es384, { claims: audience })).split('.');
  const bytes = (fill: number, length: number) => Buffer.alloc(length, fill).toString('base64url');
  test.each([
    ['96 zero bytes', bytes(0, 96)],
    ['r and s beyond the order', bytes(255, 96)],
    ['95 bytes', bytes(1, 95)],
    ['97 bytes', bytes(1, 97)],
    ['DER', Buffer.from('3066023100ff', 'hex').toString('base64url')],
    ['nothing', ''],
  ])('T026: a signature of %s', async (_, signature) => {
    const [header, payload] = await good();
    await expectRefused(withKeys(), { authorization: `Bearer ${header}.${payload}.${signature}` }, 'jwt.sig');
  });

  test('T026: a payload changed after signing', async () => {
    const [header, , signature] = await good();
    const payload = Buffer.from(JSON.stringify(claimsOf({ claims: { ...audience, jti: 'x' } }))).toString(
      'base64url',
    );
    await expectRefused(withKeys(), { authorization: `Bearer ${header}.${payload}.${signature}` }, 'jwt.sig');
  });

  test('E-38: a new key is found after one more fetch', async () => {
    let keys = [es384.publicJwk];
    const at = jar({ answers: () => ({ keys }) });
    const fresh = async (by: TokenSigner) => {
      const now = Math.floor(at.clock.now() / 1_000);
      return signed(by, { iat: now, exp: now + 300 });
    };
    expect((await knock(at, await fresh(es384))).status).toBe(200);
    keys = [es384.publicJwk, other.publicJwk];
    at.clock.advance(31_000);
    expect((await knock(at, await fresh(other))).status).toBe(200);
    expect(at.sent).toHaveLength(2);
  });

  test('T050: a removed key dies within ten minutes', async () => {
    let keys = [es384.publicJwk];
    const at = jar({ answers: () => ({ keys }) });
    const now = () => Math.floor(at.clock.now() / 1_000);
    const fresh = async (by: TokenSigner) => signed(by, { iat: now(), exp: now() + 300 });
    expect((await knock(at, await fresh(es384))).status).toBe(200);
    keys = [es384.publicJwk, other.publicJwk];
    at.clock.advance(31_000);
    expect((await knock(at, await fresh(other))).status).toBe(200);
    expect(at.sent).toHaveLength(2);
    keys = [other.publicJwk];
    at.clock.advance(600_000);
    expect((await knock(at, await fresh(es384))).status).toBe(401);
    expect((await knock(at, await fresh(other))).status).toBe(200);
  });

  test('R-194: with the key server down, known keys serve 15 minutes longer, then 503', async () => {
    let up = true;
    const at = jar({
      answers: () =>
        up ? { keys: [es384.publicJwk] } : Promise.reject(new EgressFailure('egress.connection')),
    });
    const now = () => Math.floor(at.clock.now() / 1_000);
    const fresh = async (by: TokenSigner) => signed(by, { iat: now(), exp: now() + 300 });
    expect((await knock(at, await fresh(es384))).status).toBe(200);
    up = false;
    at.clock.advance(601_000);
    expect((await knock(at, await fresh(es384))).status).toBe(200);
    expect(at.logged.at(-1)).toMatchObject({ flags: ['jwks.stale'] });
    expect((await knock(at, await fresh(other))).status).toBe(503);
    at.clock.advance(900_000);
    expect((await knock(at, await fresh(es384))).status).toBe(503);
  });

  test('R-194: of an owner that publishes an empty set for a moment, known keys serve on', async () => {
    let keys = [es384.publicJwk];
    const at = jar({ answers: () => ({ keys }) });
    const now = () => Math.floor(at.clock.now() / 1_000);
    const fresh = async () => signed(es384, { iat: now(), exp: now() + 300 });
    expect((await knock(at, await fresh())).status).toBe(200);
    keys = [];
    at.clock.advance(601_000);
    expect((await knock(at, await fresh())).status).toBe(200);
    keys = [es384.publicJwk];
    at.clock.advance(6_000);
    expect((await knock(at, await fresh())).status).toBe(200);
    expect(at.logged.at(-1)).not.toMatchObject({ flags: ['jwks.stale'] });
  });

  test.each([
    ['max-age=120', 120_000],
    ['max-age=1', 60_000],
    ['max-age=86400', 600_000],
    ['no-store', 60_000],
  ])('R-194: %s holds for %d ms', async (cacheControl, holds) => {
    const at = jar({
      answers: () => httpAnswer(200, { keys: [es384.publicJwk] }, { 'cache-control': cacheControl }),
    });
    const now = () => Math.floor(at.clock.now() / 1_000);
    const fresh = async () => signed(es384, { iat: now(), exp: now() + 300 });
    await knock(at, await fresh());
    at.clock.advance(holds - 1);
    await knock(at, await fresh());
    expect(at.sent).toHaveLength(1);
    at.clock.advance(2);
    await knock(at, await fresh());
    expect(at.sent).toHaveLength(2);
  });

  test('T052: a key server that fails is asked again every five seconds at most', async () => {
    const at = jar({ answers: () => Promise.reject(new EgressFailure('egress.connection')) });
    for (let i = 0; i < 200; i++) {
      expect((await knock(at, await signed(es384))).status).toBe(503);
      at.clock.advance(50);
    }
    expect(at.sent.length).toBeLessThanOrEqual(3);
  });

  const second = entry({ id: 'second', iss: 'https://second.test', jku: 'https://second.test/jwks.json' });
  const flooded = async () => {
    const at = jar({
      clients: [entry(), second],
      answers: (url) => ({ keys: [url.hostname === 'ehr.test' ? es384.publicJwk : other.publicJwk] }),
    });
    for (let i = 0; i < 1_000; i++) await knock(at, await signed({ ...es384, kid: `made-up-${i}` }));
    return at;
  };

  test('T053: a thousand made-up kids cost one fetch in 30 s', async () => {
    expect((await flooded()).sent).toHaveLength(1);
  });

  test('T054: while they come, a known key and another client are served', async () => {
    const at = await flooded();
    const [claims, header] = [{ iss: 'https://second.test' }, { jku: 'https://second.test/jwks.json' }];
    expect((await knock(at, await signed(es384))).status).toBe(200);
    expect((await knock(at, await signed(other, claims, header))).status).toBe(200);
    expect(at.sent.map(({ url }) => url)).toEqual([jku, 'https://second.test/jwks.json']);
  });
});

describe('a key that was made anew under the same id', () => {
  const renewedAt = async (url: string) => {
    const published = [es384.publicJwk];
    const at = jar({
      clients: [entry({ jku: url })],
      local: true,
      answers: () => ({ keys: published }),
    });
    expect((await knock(at, await signed(es384, {}, { jku: url }))).status).toBe(200);
    const renewed = await signer('RS384', es384.kid);
    published[0] = renewed.publicJwk;
    return { at, answer: await knock(at, await signed(renewed, {}, { jku: url })) };
  };

  test('is used at once where the key set is on this machine', async () => {
    const { answer } = await renewedAt('http://localhost:4711/jwks.json');
    expect(answer.status).toBe(200);
  });

  test('is not asked for elsewhere before the key set has aged: a forged token costs no request', async () => {
    const { at, answer } = await renewedAt('https://ehr.test/jwks.json');
    expect([answer.status, at.sent.length]).toEqual([401, 1]);
  });

  test('another key than the published one is refused on this machine too', async () => {
    const url = 'http://localhost:4711/jwks.json';
    const at = jar({
      clients: [entry({ jku: url })],
      local: true,
      answers: () => ({ keys: [es384.publicJwk] }),
    });
    await expectRefused(at, await signed({ ...other, kid: es384.kid }, {}, { jku: url }), 'jwt.sig');
  });
});

describe('the claims of a token', () => {
  const now = startOfTest / 1_000;
  test.each([
    ['T027', 'expired 61 s ago', { iat: now - 300, exp: now - 61 }, 'jwt.exp'],
    ['T032', 'issued 61 s from now', { iat: now + 61, exp: now + 200 }, 'jwt.iat'],
    ['R-199', 'nbf five minutes from now', { nbf: now + 300 }, 'jwt.nbf'],
    ['R-199', 'nbf that is text', { nbf: 'soon' }, 'jwt.nbf'],
    ['T031', 'a life of 301 s', { iat: now, exp: now + 301 }, 'jwt.lifetime'],
    ['R-198', 'a life of an hour', { iat: now, exp: now + 3_600 }, 'jwt.lifetime'],
    ['R-198', 'an end before its start', { iat: now, exp: now - 30 }, 'jwt.lifetime'],
    ['R-197', 'no exp', { exp: undefined }, 'jwt.exp'],
    ['R-197', 'an exp that is text', { exp: String(now + 300) }, 'jwt.exp'],
    ['R-197', 'a fractional exp', { exp: now + 100.5 }, 'jwt.lifetime'],
    ['T028', 'no exp', { exp: undefined }, 'jwt.exp'],
    ['T028', 'no iat', { iat: undefined }, 'jwt.iat'],
    ['T028', 'no jti', { jti: undefined }, 'jwt.jti'],
    ['R-200', 'no jti', { jti: undefined }, 'jwt.jti'],
    ['T039', 'an empty jti', { jti: '' }, 'jwt.jti'],
    ['T039', 'a jti that is a number', { jti: 5 }, 'jwt.jti'],
    ['T039', 'a jti that is an object', { jti: {} }, 'jwt.jti'],
    ['T039', 'a jti of 257 characters', { jti: 'x'.repeat(257) }, 'jwt.jti'],
    ['T028', 'no aud', { aud: undefined }, 'jwt.aud'],
    ['T028', 'no iss', { iss: undefined }, 'jwt.iss'],
  ])('%s: %s', async (_id, _, claims, reason) => {
    const text = await handMade(
      es384.privateKey,
      { alg: 'ES384', typ: 'JWT', kid: es384.kid },
      claimsOf({ claims: { ...audience, ...claims } }),
    );
    await expectRefused(withKeys(), { authorization: `Bearer ${text}` }, reason);
  });

  test.each([
    ['R-197', 'expired 59 s ago', { iat: now - 300, exp: now - 59 }],
    ['T032', 'issued 59 s from now', { iat: now + 59, exp: now + 200 }],
    ['T031', 'a life of 300 s', { iat: now, exp: now + 300 }],
  ])('%s: %s is accepted', async (_id, _, claims) => {
    expect((await knock(withKeys(), await signed(es384, claims))).status).toBe(200);
  });

  test('T029: exp of 1e999', async () => {
    const payload = JSON.stringify(claimsOf({ claims: audience })).replace(/"exp":\d+/, '"exp":1e999');
    const text = await handMade(es384.privateKey, { alg: 'ES384', typ: 'JWT', kid: es384.kid }, payload);
    await expectRefused(withKeys(), { authorization: `Bearer ${text}` }, 'jwt.lifetime');
  });

  test('T031: a registered life of 3,600 s holds, and ends there', async () => {
    const at = jar({ clients: [entry({ tokenLifeSeconds: 3_600 })], answers: publishing(es384.publicJwk) });
    expect((await knock(at, await signed(es384, { iat: now, exp: now + 3_600 }))).status).toBe(200);
    await expectRefused(at, await signed(es384, { iat: now, exp: now + 3_601 }), 'jwt.lifetime');
  });

  test.each([
    ['T033', 'of nobody', 'https://nobody.test'],
    ['R-195', 'with a path more', 'https://ehr.test/oauth2'],
    ['T034', 'with a slash more', 'https://ehr.test/'],
    ['T034', 'in capitals', 'https://EHR.test'],
    ['T034', 'with a Cyrillic е', 'https://еhr.test'],
    ['T034', 'with a space before', ' https://ehr.test'],
    ['T034', 'as an array', ['https://ehr.test']],
  ])('%s: an issuer %s', async (_id, _, iss) => {
    const at = withKeys();
    await expectRefused(at, await signed(es384, { iss }), 'jwt.iss');
    expect(at.sent).toEqual([]);
  });

  test.each([
    ['T035', 'another service', serviceUrl('leg-symptoms-order-sign')],
    ['T035', 'the service, for its feedback', serviceUrl(service)],
    ['T037', 'the base', baseUrl],
    ['T037', 'discovery', `${baseUrl}/cds-services/`],
    ['T037', 'a query more', `${feedbackUrl}?x=1`],
    ['R-196', 'a slash more', `${feedbackUrl}/`],
    ['R-196', 'another scheme', feedbackUrl.replace('https', 'http')],
    [
      'E-36',
      'the gateway’s own host',
      `https://abc.execute-api.us-east-1.amazonaws.com/cds-services/${service}/feedback`,
    ],
    ['T037', 'a star', '*'],
    ['T037', 'an array of six', [feedbackUrl, 'a', 'b', 'c', 'd', 'e']],
    ['R-196', 'an object', { 0: feedbackUrl }],
  ])('%s: aud of %s', async (_id, _, aud) => {
    await expectRefused(withKeys(), await signed(es384, { aud }), 'jwt.aud');
  });

  test('T035: a token for the feedback of one service is none for that of another', async () => {
    const path = '/cds-services/leg-symptoms-order-sign/feedback';
    expect((await knock(withKeys(), await signed(es384), path)).status).toBe(401);
  });

  test('R-223: the handler itself refuses what no authorizer has looked at', async () => {
    const at = withKeys();
    const [, , signature] = (await token(es384, { claims: audience })).split('.');
    const [header, payload] = (await token(es384, { claims: { ...audience, jti: 'other' } })).split('.');
    await expectRefused(at, { authorization: `Bearer ${header}.${payload}.${signature}` }, 'jwt.sig');
  });

  test('R-184: the URL of the service will do for feedback where that is registered', async () => {
    const at = jar({
      clients: [entry({ feedbackAudience: 'service' })],
      answers: publishing(es384.publicJwk),
    });
    expect((await knock(at, await signed(es384, { aud: serviceUrl(service) }))).status).toBe(200);
    expect((await knock(at, await signed(es384))).status).toBe(200);
  });

  test('E-36: a further value of aud holds where it is registered', async () => {
    const aud = 'https://old-name.test/cds';
    const at = jar({ clients: [entry({ audiences: [aud] })], answers: publishing(es384.publicJwk) });
    expect((await knock(at, await signed(es384, { aud }))).status).toBe(200);
  });

  test('T038: aud is compared with the configured URL, not with what Host says', async () => {
    const headers = await signed(es384, { aud: `https://evil.test/cds-services/${service}/feedback` });
    await expectRefused(
      withKeys(),
      { ...headers, host: 'evil.test', 'x-forwarded-host': 'evil.test' },
      'jwt.aud',
    );
  });

  test.each([
    ['T047', 'not listed', { tenant: 'elsewhere' }],
    ['T047', 'absent', {}],
    ['R-203', 'of other letters', { tenant: 'North' }],
  ])('%s: a required tenant that is %s', async (_id, _, claims) => {
    const at = jar({ clients: [entry({ tenants: ['north'] })], answers: publishing(es384.publicJwk) });
    await expectRefused(at, await signed(es384, claims), 'jwt.tenant');
    expect((await knock(at, await signed(es384, { tenant: 'north' }))).status).toBe(200);
  });

  test('R-202: a registered sub must be there', async () => {
    const at = jar({ clients: [entry({ sub: 'our-id' })], answers: publishing(es384.publicJwk) });
    await expectRefused(at, await signed(es384), 'jwt.sub');
    expect((await knock(at, await signed(es384, { sub: 'our-id' }))).status).toBe(200);
  });

  test("T048: one client's name and another's tenant", async () => {
    const at = jar({
      clients: [
        entry({ tenants: ['first'] }),
        entry({ id: 'second', iss: 'https://second.test', tenants: ['second'] }),
      ],
      answers: publishing(es384.publicJwk),
    });
    await expectRefused(at, await signed(es384, { tenant: 'second' }), 'jwt.tenant');
  });
});

describe('a token twice', () => {
  test('T040: the second time it is refused', async () => {
    const at = withKeys();
    const headers = await signed(es384);
    expect((await knock(at, headers)).status).toBe(200);
    await expectRefused(at, headers, 'jwt.replay');
  });

  test('T045: also in the seconds of grace after its end', async () => {
    const at = withKeys();
    const headers = await signed(es384);
    await knock(at, headers);
    at.clock.advance(330_000);
    await expectRefused(at, headers, 'jwt.replay');
  });

  test('E-37: of 50 at once, one is the first', async () => {
    const at = withKeys();
    const headers = await signed(es384);
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async () => (await knock(at, headers)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(49);
  });

  test('T043: two clients may make the same jti', async () => {
    const at = jar({
      clients: [entry(), entry({ id: 'second', iss: 'https://second.test' })],
      answers: publishing(es384.publicJwk),
    });
    expect((await knock(at, await signed(es384, { jti: 'same' }))).status).toBe(200);
    expect((await knock(at, await signed(es384, { jti: 'same', iss: 'https://second.test' }))).status).toBe(
      200,
    );
  });

  test('R-201: a client registered for it may send its token again', async () => {
    const at = jar({ clients: [entry({ replay: 'allow' })], answers: publishing(es384.publicJwk) });
    const headers = await signed(es384);
    expect([(await knock(at, headers)).status, (await knock(at, headers)).status]).toEqual([200, 200]);
  });

  test('R-201: a token that was refused for another reason is not used up', async () => {
    const at = withKeys();
    const headers = await signed(es384, { jti: 'kept' });
    expect((await knock(at, headers, '/cds-services/leg-symptoms-order-sign/feedback')).status).toBe(401);
    expect((await knock(at, headers)).status).toBe(200);
  });

  const down = { claim: () => Promise.reject(new Error('store')) };
  test('T046: with the store down feedback is not taken', async () => {
    const at = jar({ answers: publishing(es384.publicJwk), replay: down });
    const answer = await knock(at, await signed(es384));
    expect([answer.status, answer.body.issue[0].code]).toEqual([503, 'transient']);
  });

  test.each([
    ['goes on, flagged', {}, undefined],
    ['is not answered for a strict client', { profile: { strictAudit: true } }, 503],
  ])('T046: with the store down a hook call %s', async (_, over, status) => {
    const at = jar({ clients: [entry(over)], answers: publishing(es384.publicJwk), replay: down });
    const asked = {
      ...(await signed(es384, { aud: serviceUrl(service) })),
    };
    const call = () =>
      at.world.authenticate({
        authorization: asked.authorization,
        endpoint: 'service',
        serviceUrl: serviceUrl(service),
        at: at.clock.now(),
      });
    if (status === undefined) {
      expect((await call()).flags).toEqual(['replay.degraded']);
      await expect(call()).rejects.toMatchObject({ status: 401, reason: 'jwt.replay' });
    } else await expect(call()).rejects.toMatchObject({ status });
  });
});

describe('what a refused caller learns', () => {
  test('R-111: a 401 asks for a bearer token and gives no reason', async () => {
    const { status, headers, text } = await knock(withKeys(), await signed(es384, { aud: 'x' }));
    expect([status, headers['www-authenticate'], text]).toEqual([401, 'Bearer', constant401]);
  });

  test('R-204: the reason is in the service log, without a claim of the token', async () => {
    const at = withKeys();
    await knock(at, await signed(es384, { aud: 'https://canary.test', sub: 'canary', name: 'canary' }));
    expect(at.logged.at(-1)).toMatchObject({ status: 401, reason: 'jwt.aud' });
    expect(JSON.stringify(at.logged)).not.toContain('canary');
  });

  test('T055: every 401 is the same, byte by byte and header by header', async () => {
    const at = jar({ clients: [entry({ tenants: ['north'] })], answers: publishing(es384.publicJwk) });
    const ways = [
      {},
      { authorization: 'Basic x' },
      { authorization: 'Bearer a.b.c' },
      await signed(es384),
      await signed(other, { tenant: 'north' }),
      await signed(es384, { tenant: 'north', aud: 'x' }),
      await signed(es384, { tenant: 'north', iss: 'x' }),
      await signed(es384, { tenant: 'north' }, { jku: 'https://evil.test/' }),
    ];
    const answers = await Promise.all(ways.map((headers) => knock(at, headers as Record<string, string>)));
    expect(
      new Set(answers.map(({ status, headers, text }) => JSON.stringify([status, headers, text]))).size,
    ).toBe(1);
    expect(answers[0]?.status).toBe(401);
    const reasons = at.logged.map((line) => 'reason' in line && line.reason);
    expect(new Set(reasons).size).toBeGreaterThan(4);
  });

  test.each([
    ['R-063', 'invoke'],
    ['T056', 'feedback'],
  ] as const)('%s: with a bad token the body of %s is not looked at', async (_id, name) => {
    const at = withKeys();
    const path = name === 'invoke' ? `/cds-services/${service}` : feedbackPath;
    for (const [body, type] of [
      ['['.repeat(4_000_000), 'application/json'],
      ['{', 'application/json'],
      ['x'.repeat(5_000_000), 'application/json'],
      ['x', 'text/xml'],
    ] as const) {
      const headers = { 'content-type': type, authorization: 'Bearer a.b.c' };
      expect((await send(at.handlers[name], { path, body, headers })).text).toBe(constant401);
    }
  });

  test('T057: 10,000 strangers in a minute leave 60 rows, and their counts add up', async () => {
    const at = withKeys();
    for (let i = 0; i < 10_000; i++) {
      await knock(at, {});
      at.clock.advance(6);
    }
    at.clock.advance(1_000);
    await knock(at, {});
    const rows = (await at.rows()).filter((row) => row.kind === 'refusal');
    expect(rows.length).toBeLessThanOrEqual(62);
    expect(rows.reduce((sum, row) => sum + 1 + (row.more ?? 0), 0)).toBe(10_001);
  });

  test('T058: discovery does not care', async () => {
    const at = withKeys();
    const answers = await Promise.all(
      [{}, await signed(es384), { authorization: 'Bearer garbage' }].map((headers) =>
        send(at.handlers.discovery, {
          method: 'GET',
          path: '/cds-services',
          headers: headers as Record<string, string>,
        }),
      ),
    );
    expect(
      new Set(answers.map(({ status, text, headers }) => JSON.stringify([status, text, headers['etag']])))
        .size,
    ).toBe(1);
    expect(await at.rows()).toEqual([]);
    expect(at.sent).toEqual([]);
  });
});
