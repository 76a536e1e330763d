/** What the app takes from a launch, and what it asks for: the parts without a browser. */
import { beforeEach, describe, expect, test } from 'vitest';
import { faces } from '../../app/address.ts';
import { contentSecurityPolicy } from '../../app/headers.ts';
import { appContextOf } from '../../app/launch/app-context.ts';
import { sessionKey } from '../../app/launch/is-smart-session.ts';
import { encounterOf, keepEncounter } from '../../app/launch/kept-encounter.ts';
import { keepOpening, keptOpening } from '../../app/launch/opening.ts';
import { scopesFor } from '../../app/launch/scopes.ts';
import { serverNamed, smartServersOf } from '../../app/launch/smart-servers.ts';
import { inMemory } from '../../app/tab-storage.ts';

const call = 'e40dd508-cd2a-81ec-a5dd-94355f2b5300';

describe('appContext', () => {
  test('says the face, the call and what the card asks for', () => {
    expect(
      appContextOf(JSON.stringify({ face: 'reasons', call, ask: ['saddle-sensory-change', 'slr'] })),
    ).toEqual({ face: 'reasons', call, ask: ['saddle-sensory-change', 'slr'] });
  });
  test('may have been made an object on the way', () => {
    expect(appContextOf({ face: 'examination', ask: ['slr'] })).toEqual({
      face: 'examination',
      ask: ['slr'],
    });
  });
  test.each([
    ['nothing', undefined],
    ['no JSON', '{"face":'],
    ['a list', '["reasons"]'],
    ['null', 'null'],
    ['a number', 5],
    ['an unknown face', '{"face":"admin"}'],
    ['a call that is no id', '{"call":"../../x"}'],
    ['unknown findings', '{"ask":["drop table",1,null]}'],
    ['ask that is no list', '{"ask":"slr"}'],
    ['too much', JSON.stringify({ face: 'reasons', more: 'x'.repeat(5_000) })],
    ['members of a prototype', '{"__proto__":{"face":"reasons"},"ask":["constructor","toString"]}'],
  ])('%s is ignored', (_, value) => {
    expect(appContextOf(value)).toEqual({ ask: [] });
  });
});

describe('scopes', () => {
  const scopes = (over: Partial<Parameters<typeof scopesFor>[0]> = {}) =>
    scopesFor({ face: 'examination', spelling: 'v2', fromEhr: true, ...over }).split(' ');
  const writing = (all: readonly string[]) => all.filter((scope) => /\.(?:write|c)|\.[a-z]*u|\*/.test(scope));

  test('the examination writes Observations and nothing else', () => {
    expect(writing(scopes())).toEqual(['patient/Observation.crus']);
    expect(writing(scopes({ spelling: 'v1' }))).toEqual(['patient/Observation.write']);
  });
  test('the intake form adds a QuestionnaireResponse and changes nothing', () => {
    expect(writing(scopes({ face: 'intake' }))).toEqual(['patient/QuestionnaireResponse.crs']);
  });
  test.each(faces)('%s reads by patient/ alone, without a wildcard and without a refresh token', (face) => {
    for (const scope of [...scopes({ face }), ...scopes({ face, spelling: 'v1' })])
      expect(scope).toMatch(/^(?:launch(?:\/patient)?|openid|fhirUser|patient\/[A-Z][A-Za-z]+\.\w+)$/);
  });
  test('a launch by the EHR asks for its context, another lets the user choose the patient', () => {
    expect(scopes()).toContain('launch');
    expect(scopes({ fromEhr: false })).toContain('launch/patient');
  });
  test('v1 spells read and write', () => {
    expect(scopes({ spelling: 'v1' })).toEqual(
      expect.arrayContaining(['patient/Condition.read', 'patient/Observation.read']),
    );
  });
});

describe('the encounter of a session that has ended', () => {
  const session = { base: 'https://fhir.test', patient: 'p1', user: 'Practitioner/lee' };
  const tab = inMemory();
  const signedIn = (key: string) => tab.setItem(sessionKey, key);
  beforeEach(() => {
    keepEncounter(tab, { ...session, encounter: 'e1' });
    signedIn('next');
  });

  test('is that of the next one, whose token names none', () => {
    expect(encounterOf(tab, session)).toBe('e1');
  });
  test('is so again when the page is reloaded', () => {
    encounterOf(tab, session);
    expect(encounterOf(tab, session)).toBe('e1');
  });
  test('is not that of a session after it', () => {
    encounterOf(tab, session);
    signedIn('after');
    expect(encounterOf(tab, session)).toBeUndefined();
  });
  test.each([
    ['server', { base: 'https://other.test' }],
    ['patient', { patient: 'p2' }],
    ['user', { user: 'Practitioner/x' }],
  ])('is not that of another %s, nor kept any longer', (_, other) => {
    expect([encounterOf(tab, { ...session, ...other }), encounterOf(tab, session)]).toEqual([
      undefined,
      undefined,
    ]);
  });
  test('is not that of a launch by the EHR, which names its own, nor kept any longer', () => {
    expect([encounterOf(tab, { ...session, encounter: 'e2' }), encounterOf(tab, session)]).toEqual([
      'e2',
      undefined,
    ]);
  });
  test.each(['', '{', '5', '[]', 'null'])('is none where %j is stored', (text) => {
    expect(encounterOf({ ...tab, getItem: () => text }, session)).toBeUndefined();
  });
});

describe('smart.json', () => {
  const server = { iss: 'https://fhir.test/r4/', clientId: 'radix' };
  test('a server by its base and client id', () => {
    expect(smartServersOf({ servers: [server] })).toEqual([
      { name: 'fhir.test', iss: 'https://fhir.test/r4', clientId: 'radix', origins: [], embeddedBy: [] },
    ]);
  });
  test.each([
    [{}, 'servers must be a list'],
    [{ servers: [5] }, 'servers[0] must be an object'],
    [{ servers: [{ ...server, iss: 'http://fhir.test/r4' }] }, 'servers[0].iss must be a FHIR base'],
    [{ servers: [{ ...server, iss: 'https://fhir.test/r4?x=1' }] }, 'servers[0].iss must be a FHIR base'],
    [{ servers: [server, { iss: server.iss }] }, 'servers[1].clientId must be a text'],
    [{ servers: [{ ...server, clientID: 'x' }] }, 'servers[0].clientID must be left out'],
    [{ servers: [{ ...server, scopes: 'v3' }] }, 'servers[0].scopes must be "v1" or "v2"'],
    [
      { servers: [{ ...server, origins: ['https://a.test/x'] }] },
      'servers[0].origins[0] must be a list of origins',
    ],
    [
      { servers: [{ ...server, embeddedBy: 'https://a.test' }] },
      'servers[0].embeddedBy must be a list of origins',
    ],
  ])('%j is refused by name', (content, says) => {
    expect(() => smartServersOf(content)).toThrow(`smart.json: ${says}`);
  });
  test('a launch names a server with or without a slash; another is none', () => {
    const servers = smartServersOf({ servers: [server] });
    expect(serverNamed(servers, 'https://fhir.test/r4/')?.clientId).toBe('radix');
    expect(serverNamed(servers, 'https://fhir.test/r4x')).toBeUndefined();
    expect(serverNamed(servers, 'https://evil.test/r4')).toBeUndefined();
  });
});

describe('the content security policy', () => {
  const servers = smartServersOf({
    servers: [
      {
        iss: 'https://fhir.test/r4',
        clientId: 'radix',
        origins: ['https://login.test'],
        embeddedBy: ['https://ehr.test'],
      },
    ],
  });
  test('the app may ask its own origin, the registered servers and their sign-in, nobody else', () => {
    expect(contentSecurityPolicy(servers)).toContain(
      "connect-src 'self' https://fhir.test https://login.test;",
    );
  });
  test('it is framed by the EHRs that do so, else by nobody', () => {
    expect(contentSecurityPolicy(servers)).toContain('frame-ancestors https://ehr.test;');
    expect(contentSecurityPolicy([])).toContain("frame-ancestors 'none';");
  });
  test('no script, style or frame of another origin, nothing inline', () => {
    expect(contentSecurityPolicy(servers)).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(contentSecurityPolicy(servers)).not.toMatch(/unsafe|\*/);
  });
});

test('what a launch asked for is there after the sign-in', () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
  keepOpening(storage, { face: 'intake', language: 'es', patient: '', ask: ['slr'] });
  expect(keptOpening(storage)).toEqual({ face: 'intake', language: 'es', patient: '', ask: ['slr'] });
});
