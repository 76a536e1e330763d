/** The mini-EHR's authorization server holds what SMART App Launch 2.2 asks of one for a public client. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { accessTokens } from '../../sandbox/server/access-tokens.ts';
import { mayWrite } from '../../sandbox/server/granted.ts';
import { type Launch, smartAuthorization } from '../../sandbox/server/smart-authorization.ts';

const url = 'http://localhost:1';
const fhirBase = `${url}/fhir`;
const verifier = 'v'.repeat(64);
const challenge = createHash('sha256').update(verifier).digest('base64url');

const server = () => {
  let time = 0;
  let secrets = 0;
  const newSecret = () => `secret-${++secrets}`;
  const tokens = accessTokens(() => time, newSecret, 'radix-cds');
  const authorization = smartAuthorization({
    fhirBase,
    audiences: [fhirBase],
    url,
    tokens,
    user: 'Practitioner/lee',
    now: () => time,
    newSecret,
    idToken: async (claims) => JSON.stringify(claims),
    patients: async () => [{ id: 'p1', name: 'Ada <b>' }],
  });
  return { authorization, tokens, wait: (ms: number) => (time += ms) };
};

const asked = (over: Record<string, string> = {}) =>
  new URLSearchParams({
    response_type: 'code',
    client_id: 'radix-app',
    redirect_uri: `${url}/app/`,
    scope: 'launch openid fhirUser patient/Patient.r patient/Observation.crus offline_access',
    aud: fhirBase,
    state: 's1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...over,
  });
const traded = (code: string, over: Record<string, string> = {}) =>
  new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    client_id: 'radix-app',
    redirect_uri: `${url}/app/`,
    code_verifier: verifier,
    ...over,
  });
const back = (answer: object) => new URL('to' in answer ? String(answer.to) : 'none:').searchParams;
const signedIn = async (
  of: Launch = { patientId: 'p1', encounterId: 'e1', appContext: '{"face":"reasons"}' },
) => {
  const at = server();
  const answer = await at.authorization.authorize(asked({ launch: at.authorization.launch(of) }));
  return { ...at, code: back(answer).get('code') ?? '', state: back(answer).get('state') };
};

test('launch, code and token: patient, visit, user and appContext come with the token', async () => {
  const { authorization, tokens, code, state } = await signedIn();
  expect(state).toBe('s1');
  const { status, body } = await authorization.exchange(traded(code));
  expect(status).toBe(200);
  expect(body).toMatchObject({ patient: 'p1', encounter: 'e1', appContext: '{"face":"reasons"}' });
  expect(body['scope']).not.toContain('offline_access');
  expect(JSON.parse(String(body['id_token']))).toMatchObject({
    aud: 'radix-app',
    fhirUser: `${fhirBase}/Practitioner/lee`,
  });
  expect(tokens.grantOf(String(body['access_token']))?.patientId).toBe('p1');
});

describe('what is refused', () => {
  test.each([
    ['another client', { client_id: 'evil' }],
    ['another redirect address', { redirect_uri: 'https://evil.test/' }],
    ['a redirect address with more', { redirect_uri: `${url}/app/?x=1` }],
  ])('%s, and the browser is sent nowhere', async (_, over) => {
    expect(await server().authorization.authorize(asked(over))).toHaveProperty('refused');
  });

  test.each([
    ['no PKCE', { code_challenge: '' }],
    ['plain PKCE', { code_challenge_method: 'plain' }],
    ['another audience', { aud: 'https://evil.test/fhir' }],
    ['no state', { state: '' }],
    ['an unknown launch', { launch: 'made-up' }],
  ])('%s, with an error to the app', async (_, over) => {
    expect(back(await server().authorization.authorize(asked(over))).get('error')).toBe('invalid_request');
  });

  test('a launch is good once', async () => {
    const { authorization } = server();
    const launch = authorization.launch({ patientId: 'p1' });
    await authorization.authorize(asked({ launch }));
    expect(back(await authorization.authorize(asked({ launch }))).get('error')).toBe('invalid_request');
  });

  test.each([
    ['another verifier', { code_verifier: 'w'.repeat(64) }],
    ['no verifier', { code_verifier: '' }],
    ['another client', { client_id: 'evil' }],
    ['another redirect address', { redirect_uri: `${url}/app` }],
  ])('a code with %s', async (_, over) => {
    const { authorization, code } = await signedIn();
    expect((await authorization.exchange(traded(code, over))).body['error']).toBe('invalid_grant');
  });

  test('a code that was used, or is a minute old', async () => {
    const used = await signedIn();
    await used.authorization.exchange(traded(used.code));
    expect((await used.authorization.exchange(traded(used.code))).status).toBe(400);
    const old = await signedIn();
    old.wait(60_001);
    expect((await old.authorization.exchange(traded(old.code))).status).toBe(400);
  });
});

test('a launch without a patient lets the user choose one', async () => {
  const { authorization } = server();
  const answer = await authorization.authorize(asked());
  expect(answer).toMatchObject({ choose: [{ name: 'Ada <b>' }] });
  const to = 'choose' in answer ? (answer.choose[0]?.to ?? '') : '';
  expect(back(await authorization.authorize(new URL(to).searchParams)).get('code')).toBeTruthy();
});

describe('what a token may write', () => {
  const grant = { patientId: 'p1', scope: 'patient/Observation.crus patient/Condition.rs', expiresAt: 1 };
  const observation = (patient: string, id?: string) => ({
    resourceType: 'Observation',
    ...(id && { id }),
    subject: { reference: `Patient/${patient}` },
  });
  test.each([
    ['a new Observation of the patient', 'POST', 'Observation', observation('p1'), true],
    ['a newer version of one', 'PUT', 'Observation/o1', observation('p1', 'o1'), true],
    ['one of another patient', 'POST', 'Observation', observation('p2'), false],
    ['another resource than the address says', 'PUT', 'Observation/o2', observation('p1', 'o1'), false],
    ['a Condition', 'POST', 'Condition', { ...observation('p1'), resourceType: 'Condition' }, false],
    ['a deletion', 'DELETE', 'Observation/o1', observation('p1', 'o1'), false],
  ])('%s', (_, method, path, resource, may) => {
    expect(mayWrite(grant, { request: { method, url: path }, resource } as never)).toBe(may);
  });
});
