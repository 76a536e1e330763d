/** docs/conformance.md T: one answer, as each make of client can show it. */

import { describe, expect, test } from 'vitest';
import type { Hook } from '../../functions/cds-hooks/wire.ts';
import { parseClients } from '../../functions/client/registry.ts';
import type { Any } from '../support/any.ts';
import { entry, jar, type Reply, send } from '../support/cds.ts';
import { bundle, finding, lumbarMri, pathOf, prefetch, request, serviceOf } from '../support/requests.ts';

const leftLeg = {
  bodySite: {
    coding: [{ system: 'http://snomed.info/sct', code: '61685007' }],
    extension: [
      {
        url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier',
        valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code: '7771000' }] },
      },
    ],
  },
};

const post = (
  profile: object,
  hook: Hook = 'patient-view',
  findings: object[] = [finding('saddle-sensory-change'), finding('leg-pain', leftLeg)],
): Promise<Reply> =>
  send(jar({ anonymous: true, clients: [entry({ profile })] }).handlers.invoke, {
    path: pathOf(hook),
    body: request(hook, { prefetch: prefetch({ observations: bundle(findings) }, serviceOf[hook]) }),
  });

const cardsOf = async (profile: object, hook?: Hook, findings?: object[]): Promise<Any[]> =>
  (await post(profile, hook, findings)).body.cards;
const suggestionsOf = (cards: Any[]) => cards.flatMap(({ suggestions = [] }) => suggestions);

describe('requests of every version', () => {
  test.each([
    ['R-214', '1.0', { user: 'Practitioner/1' }],
    ['R-214', '2.0.1', { fhirAuthorization: null, extension: {} }],
    ['R-214', '3.0 ballot', { version: '3.0.0', hookVersion: '1.0' }],
    [
      'R-218',
      'a later one, with more in its context',
      { context: { ...(request()['context'] as object), encounterClass: 'AMB', performer: ['x'] } },
    ],
  ])('%s: a request of %s has the same cards', async (_id, _, over) => {
    const ask = (body: object) =>
      send(jar({ anonymous: true }).handlers.invoke, { path: pathOf('patient-view'), body });
    const answer = await ask({ ...request(), ...over });
    expect([answer.status, answer.body.cards]).toEqual([200, (await ask(request())).body.cards]);
  });
});

describe('profiles', () => {
  test('R-217: the standard is 2.0.1, with what 1.0 does not know', async () => {
    const [card] = await cardsOf({});
    expect(card).toMatchObject({
      uuid: expect.any(String),
      source: { topic: { code: 'REC03' } },
      overrideReasons: expect.any(Array),
    });
  });

  test.each(['standard', 'epic', 'oracle-health', 'cds-hooks-1.0'])(
    'R-215: to %s nothing is sent that has to be agreed',
    async (preset) => {
      const cards = await cardsOf({ preset });
      expect(cards.length).toBeGreaterThan(0);
      expect(JSON.stringify(cards)).not.toMatch(
        /autolaunchable|actionSelectionBehavior|systemActions|appContext/,
      );
    },
  );

  const beyond = (allowed: readonly string[], values: readonly object[]) =>
    values.flatMap((value) => Object.keys(value).filter((member) => !allowed.includes(member)));

  const oldAnswers = async (profile: object) => {
    const hooks = ['patient-view', 'order-sign'] as const;
    const chart = [finding('leg-pain', leftLeg)];
    const cards = (await Promise.all(hooks.map((hook) => cardsOf(profile, hook, chart)))).flat();
    return { cards, suggestions: suggestionsOf(cards) };
  };

  test.each([
    ['by its version', { specVersion: '1.0' }],
    ['by its preset', { preset: 'cds-hooks-1.0' }],
    ['as Oracle Health', { preset: 'oracle-health' }],
  ])('R-216: a 1.0 client, %s, gets the members of 1.0 alone', async (_, profile) => {
    const { cards, suggestions } = await oldAnswers(profile);
    const actions = suggestions.flatMap((suggestion) => suggestion.actions);
    const deletes = actions.filter(({ type }) => type === 'delete');
    expect(cards.length).toBeGreaterThan(1);
    expect(deletes.length).toBeGreaterThan(0);
    const members = ['summary', 'detail', 'indicator', 'source', 'suggestions', 'selectionBehavior', 'links'];
    expect(beyond(members, cards)).toEqual([]);
    expect(
      beyond(
        ['label', 'url', 'icon'],
        cards.map(({ source }) => source),
      ),
    ).toEqual([]);
    expect(beyond(['label', 'uuid', 'actions'], suggestions)).toEqual([]);
    expect(beyond(['type', 'description', 'resource'], actions)).toEqual([]);
    for (const { resource } of deletes) expect(resource).toMatch(/^[A-Za-z]+\/[^/]+$/);
  });

  test.each([
    ['E-46', { specVersion: '1.0' }],
    ['R-131', { preset: 'oracle-health' }],
  ])('%s: a 1.0 client, %j, is offered one choice at most', async (_id, profile) => {
    const { cards } = await oldAnswers(profile);
    const behaviours = cards.flatMap(({ selectionBehavior }) => selectionBehavior ?? []);
    expect(new Set(behaviours)).toEqual(new Set(['at-most-one']));
  });

  test('R-216: what a 1.0 client does not get is on record all the same', async () => {
    const at = jar({ anonymous: true, clients: [entry({ profile: { specVersion: '1.0' } })] });
    await send(at.handlers.invoke, { path: pathOf('patient-view'), body: request() });
    expect((await at.rows())[0]).toMatchObject({
      kind: 'call',
      cards: [expect.objectContaining({ n: 1, indicator: 'critical' })],
    });
  });

  test.each(['patient-view', 'order-sign'] as const)('R-131: Epic gets `any` alone, at %s', async (hook) => {
    const cards = await cardsOf({ preset: 'epic' }, hook, [finding('leg-pain', leftLeg)]);
    const behaviours = cards.flatMap(({ selectionBehavior }) => selectionBehavior ?? []);
    expect(new Set(behaviours)).toEqual(new Set(['any']));
  });

  test.each(['patient-view', 'order-sign'] as const)(
    'R-144: Epic gets one action a suggestion, at %s',
    async (hook) => {
      const suggestions = suggestionsOf(
        await cardsOf({ preset: 'epic' }, hook, [finding('leg-pain', leftLeg)]),
      );
      expect(new Set(suggestions.map(({ actions }) => actions.length))).toEqual(new Set([1]));
    },
  );

  test('R-123: plain text for an EHR that shows markdown raw', async () => {
    const [card] = await cardsOf({ plainText: true });
    expect(card.detail).not.toMatch(/\*\*|\\[.()-]/);
    const [marked] = await cardsOf({});
    expect(marked.detail).toContain('**');
  });

  test('R-117: a client may want fewer cards beside the red flags', async () => {
    const findings = [finding('leg-pain', leftLeg), finding('low-back-pain'), finding('crp-esr-raised')];
    const some = await cardsOf({}, 'patient-view', findings);
    const one = await cardsOf({ maxCards: 1 }, 'patient-view', findings);
    expect(some.length).toBeGreaterThan(1);
    expect(one).toHaveLength(1);
  });

  test('R-215: links to hosts that a client does not keep are not sent', async () => {
    const hostsOf = async (profile: object, findings = [finding('leg-pain', leftLeg)]) =>
      (await cardsOf(profile, 'patient-view', findings)).flatMap(({ links = [], source }) =>
        [...links, ...(source.url ? [source] : [])].map(({ url }) => new URL(url).hostname),
      );
    expect(await hostsOf({})).toEqual(expect.arrayContaining(['doi.org', 'pmc.ncbi.nlm.nih.gov']));
    expect(new Set(await hostsOf({ linkHosts: ['doi.org'] }))).toEqual(new Set(['doi.org']));
  });

  test('R-152: CPT codes are sent to a licensed client alone', async () => {
    expect(JSON.stringify(await cardsOf({}))).not.toContain('ama-assn');
    expect(JSON.stringify(await cardsOf({ cpt: true }))).toContain('http://www.ama-assn.org/go/cpt');
  });

  test('R-215: a draft of the client is judged alike for every make', async () => {
    const indicators = async (profile: object) =>
      (await cardsOf(profile, 'order-sign', [finding('leg-pain', leftLeg)])).map(({ indicator, summary }) => [
        indicator,
        summary,
      ]);
    const standard = await indicators({});
    for (const preset of ['epic', 'cds-hooks-1.0', 'oracle-health'])
      expect(await indicators({ preset })).toEqual(standard);
    expect(lumbarMri('x').resourceType).toBe('ServiceRequest');
  });
});

describe('the registry', () => {
  const problems = (over: object, allowLoopback = false) =>
    parseClients([entry(over)], { allowLoopback }).problems.map(
      ({ client, field, sentence }) => `${client}: ${field} ${sentence}`,
    );

  test('R-195: a complete entry', () => {
    const { clients, problems: found } = parseClients(
      [
        {
          id: 'st-elsewhere',
          iss: 'https://ehr.example.org',
          jku: 'https://ehr.example.org/jwks.json',
          fhirServers: ['https://fhir.example.org/r4/'],
          subject: 'radix-cds',
          origins: [],
          tokenLifeSeconds: 300,
          profile: {
            specVersion: '2.0',
            strictAudit: false,
            assessmentExtension: true,
            plainText: false,
            cpt: false,
          },
        },
      ],
      { allowLoopback: false },
    );
    expect(found).toEqual([]);
    expect(clients[0]).toMatchObject({
      fhirServers: ['https://fhir.example.org/r4'],
      algorithms: ['ES384', 'RS384'],
      replay: 'refuse',
    });
  });

  const httpOnly = { fhirServers: ['http://fhir.test/r4'] };
  test.each([
    [
      'refused, and the setting named',
      httpOnly,
      false,
      'http in a stage for tests alone, with CDS_ALLOW_HTTP_FHIR=1',
    ],
    ['taken with the setting', httpOnly, true, undefined],
    ['refused at an address', { fhirServers: ['http://10.0.0.1/r4'] }, true, 'fhirServers[0] must be'],
    ['refused for keys', { jku: 'http://ehr.test/jwks.json' }, true, 'jku must be an https URL'],
  ])('http is %s', (_, over, allowHttpFhir, sentence) => {
    const { problems: found } = parseClients([entry(over)], { allowLoopback: false, allowHttpFhir });
    const said = found.map((problem) => `${problem.field} ${problem.sentence}`);
    expect(said).toEqual(sentence === undefined ? [] : [expect.stringContaining(sentence)]);
  });

  test.each([
    [{ id: 'Not This' }, 'clients[0]: id must be lower-case'],
    [{ id: 'anonymous' }, 'anonymous: id must be lower-case'],
    [{ iss: '' }, 'st-elsewhere: iss must be a non-empty string'],
    [{ jku: 'http://ehr.test/jwks.json' }, 'st-elsewhere: jku must be an https URL'],
    [{ jku: 'https://127.0.0.1/jwks.json' }, 'st-elsewhere: jku must be an https URL'],
    [{ jku: undefined }, 'st-elsewhere: jku or jwks is required'],
    [{ jwks: { keys: [] } }, 'st-elsewhere: jwks.keys must be a JWK set'],
    [{ jwks: [{ kty: 'EC', kid: 'a' }] }, 'st-elsewhere: jwks.keys must be a JWK set'],
    [{ jwks: { keys: [{ kty: 'EC' }] } }, 'st-elsewhere: jwks.keys[0] must be a key with kty and kid'],
    [
      { jwks: { keys: [{ kty: 'EC', kid: 'a', d: 'secret' }] } },
      'st-elsewhere: jwks.keys[0] must be a public key: leave out d, p, q',
    ],
    [{ jwks: { keys: [{ kty: 'oct', kid: 'a', k: 'secret' }] } }, 'jwks.keys[0] must be a public key'],
    [{ fhirServers: ['https://fhir.test/r4?x=1'] }, 'st-elsewhere: fhirServers[0] must be an https URL'],
    [{ fhirServers: ['https://10.0.0.1/r4'] }, 'st-elsewhere: fhirServers[0] must be an https URL'],
    [{ origins: ['https://ehr.test/'] }, 'st-elsewhere: origins[0] must be an exact origin'],
    [{ origins: ['*'] }, 'st-elsewhere: origins[0] must be an exact origin'],
    [{ tokenLifeSeconds: 3_601 }, 'st-elsewhere: tokenLifeSeconds must be whole seconds'],
    [{ algorithms: ['HS256'] }, 'st-elsewhere: algorithms[0] must be one of ES384'],
    [{ algorithms: ['none'] }, 'st-elsewhere: algorithms[0] must be one of ES384'],
    [{ services: ['nope'] }, 'st-elsewhere: services[0] must be one of leg-symptoms'],
    [
      { queries: { observations: 'Observation' } },
      'st-elsewhere: queries.observations must be a FHIR search',
    ],
    [
      { queries: { observations: 'Condition?patient={{context.patientId}}' } },
      'st-elsewhere: queries.observations must ask for Observation',
    ],
    [
      {
        queries: {
          observations: 'Observation?patient={{context.patientId}}&encounter={{context.encounterId}}',
        },
      },
      'st-elsewhere: queries.observations must be a FHIR search or read with {{context.patientId}}',
    ],
    [
      { queries: { labs: 'Observation?patient={{context.patientId}}' } },
      'queries.labs must be one of patient, ',
    ],
    [{ fhirServers: 'https://fhir.test/r4' }, 'st-elsewhere: fhirServers must be a list: [ … ]'],
    [{ lenientHookInstance: 'yes' }, 'st-elsewhere: lenientHookInstance must be true or false'],
    [{ replay: true }, 'st-elsewhere: replay must be one of refuse, allow'],
    [{ profile: { preset: 'Epic' } }, 'st-elsewhere: profile.preset must be one of standard, cds-hooks-1.0'],
    [{ profile: { maxCards: 0 } }, 'st-elsewhere: profile.maxCards must be a whole number from 1 to 9'],
    [{ profile: { maxCards: '2' } }, 'st-elsewhere: profile.maxCards must be a whole number from 1 to 9'],
    [{ profile: { linkHosts: ['https://x.test/'] } }, 'profile.linkHosts[0] must be a host name such as'],
    [{ smart: 'https://app.test/launch' }, 'st-elsewhere: smart must be an object: { … }'],
    [{ smart: {} }, 'st-elsewhere: smart.launchUrl is required'],
    [{ smart: { launchUrl: 'http://app.test/launch' } }, 'smart.launchUrl must be an https URL'],
    [
      { smart: { launchUrl: 'https://app.test/launch?iss=x' } },
      'smart.launchUrl must be an https URL with a host name: no IP address, user, query or fragment',
    ],
    [{ smart: { launchUrl: 'https://app.test/launch', url: 'x' } }, 'smart.url is not a field of a client'],
    [{ launchUrl: 'https://app.test/launch' }, 'st-elsewhere: launchUrl is not a field of a client'],
    [{ profile: { appContext: 'yes' } }, 'st-elsewhere: profile.appContext must be true or false'],
    [{ profile: 'epic' }, 'st-elsewhere: profile must be an object: { … }'],
    [{ fhirServer: 'https://fhir.test/r4' }, 'st-elsewhere: fhirServer is not a field of a client'],
    [{ profile: { specVersion: '3.0' } }, 'st-elsewhere: profile.specVersion must be'],
    [{ profile: { plaintext: true } }, 'st-elsewhere: profile.plaintext is not a field'],
  ])('R-205: %j is refused by name', (over, expected) => {
    const found = problems(over);
    expect(found.join('\n')).toContain(expected);
    expect(found.join('\n')).not.toContain('secret');
  });

  test('D21: loopback only where it is allowed', () => {
    const local = {
      jku: 'http://127.0.0.1:9/jwks.json',
      fhirServers: ['http://localhost:8080/fhir', 'http://[::1]:8080/fhir'],
    };
    expect(problems(local)).toHaveLength(3);
    expect(problems(local, true)).toEqual([]);
    expect(problems({ fhirServers: ['http://10.0.0.1/r4'] }, true)).toHaveLength(1);
  });

  test('R-195: one client an id and an issuer; a bad entry is left out whole, the others hold', () => {
    const second = entry({ id: 'second', iss: 'https://second.test' });
    const found = parseClients([entry(), entry(), entry({ id: 'third' }), { id: 'broken' }, second], {
      allowLoopback: false,
    });
    expect(found.clients.map(({ id }) => id)).toEqual(['st-elsewhere', 'second']);
    expect(new Set(found.problems.map(({ client }) => client))).toEqual(
      new Set(['st-elsewhere', 'third', 'broken']),
    );
  });

  test.each([[5], [null], ['x'], [[]]])('an entry that is %j is no reason to fail', (odd) => {
    const { clients, problems: found } = parseClients([odd], { allowLoopback: false });
    expect([clients, found[0]?.client]).toEqual([[], 'clients[0]']);
    if (!Array.isArray(odd)) expect(found[0]?.sentence).toBe('must be an object: { … }');
  });
});
