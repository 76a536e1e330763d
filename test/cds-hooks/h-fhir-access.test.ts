/** docs/conformance.md H, Security C and the FHIR half of I: reading a client's server, and no other. */
import { describe, expect, test } from 'vitest';
import { type EgressCode, EgressFailure } from '../../functions/fhir/egress.ts';
import {
  type Answering,
  entry,
  httpAnswer,
  type Jar,
  type JarOptions,
  jar,
  type Reply,
  send,
  testClock,
} from '../support/cds.ts';
import { filteringServer, type NextLink, nextLinks, pagingServer } from '../support/fhir-servers.ts';
import {
  bundle,
  condition,
  fhir,
  fhirServerWith,
  finding,
  pathOf,
  patient,
  prefetch,
  request,
} from '../support/requests.ts';

const everything = [patient, finding('saddle-sensory-change'), condition('c1')];
const answers = fhirServerWith(everything);

const call = (at: Jar, over: object) =>
  send(at.handlers.invoke, { path: pathOf('patient-view'), body: { ...request(), ...over } });
const ask = async (over: object, options: JarOptions = {}) => {
  const at = jar({ anonymous: true, answers, ...options });
  const answer = await call(at, over);
  return { answer, at, urls: at.sent.map(({ url }) => url) };
};

const critical = ({ body }: Reply) =>
  (body.cards ?? []).filter(({ indicator }: { indicator: string }) => indicator === 'critical');
const notChecked = ({ body }: Reply) =>
  body.extension?.['org.radix-cds.assessment'].notChecked.map(({ key }: { key: string }) => key);
const notes = ({ body }: Reply): string[] => body.extension?.['org.radix-cds.assessment'].notes ?? [];
const flagged = (at: Jar) => {
  const line = at.logged.at(-1);
  return line !== undefined && 'flags' in line ? line.flags : undefined;
};

describe('which server', () => {
  test('an http server that is registered in a stage for tests is read with the token', async () => {
    const fhirServer = 'http://fhir.test/r4';
    const over = { ...fhir(), fhirServer, prefetch: prefetch({ conditions: undefined }) };
    const clients = [entry({ fhirServers: [fhirServer] })];
    const { answer, at } = await ask(over, { clients, httpFhir: true });
    expect(answer.status).toBe(200);
    expect(at.sent).toMatchObject([
      { url: expect.stringMatching(/^http:.*Condition/), headers: { authorization: /^Bearer / } },
    ]);
  });

  const elsewhere = (fhirServer: string) => ({ ...fhir(), fhirServer });
  test.each([
    ['T083', 'another host', 'https://other.example.net/r4'],
    ['E-08', 'the metadata service', 'https://169.254.169.254/latest/'],
    ['T085', 'this machine', 'https://127.0.0.1/r4'],
    ['T085', 'this machine, in another spelling', 'https://127.1/r4'],
    ['T085', 'this machine in IPv6', 'https://[::1]/r4'],
    ['T085', 'a private network', 'https://10.0.0.1/r4'],
    ['T091', 'a base that begins like the registered one', 'https://fhir.test/r4evil'],
    ['T091', 'a base that climbs', 'https://fhir.test/r4/../admin'],
    ['T091', 'a base that climbs, encoded', 'https://fhir.test/r4/%2e%2e/admin'],
    ['T091', 'two slashes more', 'https://fhir.test/r4//'],
    ['R-100', 'capitals', 'https://FHIR.test/r4'],
    ['R-100', 'another port', 'https://fhir.test:8443/r4'],
  ])('%s: %s is not asked; prefetch decides', async (_id, _, fhirServer) => {
    const complete = await ask(elsewhere(fhirServer));
    expect([complete.answer.status, complete.urls]).toEqual([200, []]);
    expect(flagged(complete.at)).toContain('fhir-server.unregistered');
    const incomplete = await ask({ ...elsewhere(fhirServer), prefetch: prefetch({ conditions: undefined }) });
    expect([incomplete.answer.status, incomplete.answer.body.issue[0].code, incomplete.urls]).toEqual([
      412,
      'incomplete',
      [],
    ]);
    expect(incomplete.answer.text).not.toContain(fhirServer);
    expect(flagged(incomplete.at)).toContain('fhir-server.unregistered');
    expect((await incomplete.at.rows())[0]).toMatchObject({ flags: ['fhir-server.unregistered'] });
  });

  const second = entry({ id: 'second', iss: 'https://second.test', fhirServers: ['https://second.test/r4'] });
  test.each([
    ['T090', {}, 412],
    ['E-09', prefetch(), 200],
  ])(
    '%s: the server of another client is not asked with the token of this one',
    async (_id, given, status) => {
      const { answer, at, urls } = await ask(
        { ...elsewhere('https://second.test/r4'), prefetch: given },
        { clients: [entry(), second] },
      );
      expect([answer.status, urls]).toEqual([status, []]);
      expect(flagged(at)).toContain('fhir-server.unregistered');
    },
  );

  test('T091: the registered base is asked, whatever slash the request had', async () => {
    const { urls } = await ask({ ...elsewhere('https://fhir.test/r4/'), prefetch: {} });
    expect(urls).toContain('https://fhir.test/r4/Patient/p1');
    for (const url of urls) expect(url.startsWith('https://fhir.test/r4/')).toBe(true);
  });

  test('R-097: without a token nothing is asked', async () => {
    const { answer, urls } = await ask({ fhirServer: 'https://fhir.test/r4', prefetch: {} });
    expect([answer.status, urls]).toEqual([412, []]);
  });
});

describe('what is asked', () => {
  const whole = () => ask({ ...fhir(), prefetch: {} });

  test('R-103: the advertised queries and no others', async () => {
    const { at } = await whole();
    expect(at.sent.map(({ url }) => decodeURIComponent(url)).sort()).toEqual(
      [
        'Condition?patient=p1&_count=500',
        'Device?patient=p1&_count=100',
        'DiagnosticReport?patient=p1&_sort=-date&_count=200',
        'Flag?patient=p1&_count=100',
        'MedicationRequest?patient=p1&status=active&_count=200',
        'Observation?patient=p1&_sort=-date&_count=500',
        'Patient/p1',
        'Procedure?patient=p1&_sort=-date&_count=200',
        'QuestionnaireResponse?patient=p1&_sort=-authored&_count=20',
        'ServiceRequest?patient=p1&_sort=-authored&_count=200',
      ].map((query) => `https://fhir.test/r4/${query}`),
    );
  });

  test('R-098: with the token and FHIR JSON in their headers, and nothing else', async () => {
    const { at } = await whole();
    expect(at.sent.length).toBe(10);
    for (const { headers } of at.sent)
      expect(headers).toEqual({ accept: 'application/fhir+json', authorization: 'Bearer canary-token' });
  });

  test('R-104: no search is a POST', async () => {
    const { at } = await whole();
    expect(at.sent.filter(({ url }) => /_search/.test(url))).toEqual([]);
    expect(at.sent.filter(({ url }) => url.includes('?')).length).toBe(9);
  });

  test('T096: the token is in its header alone, over all pages, and goes to the registered base', async () => {
    const { answer, at } = await ask(
      { ...fhir(), prefetch: prefetch({ observations: undefined }) },
      {
        answers: pagingServer(
          [finding('leg-pain'), finding('saddle-sensory-change')],
          nextLinks['a query alone'],
        ),
      },
    );
    expect([answer.status, at.sent.length]).toEqual([200, 2]);
    for (const { url, headers } of at.sent) {
      expect(url).toMatch(/^https:\/\/fhir\.test\/r4\//);
      expect(url).not.toContain('canary');
      expect(headers['authorization']).toBe('Bearer canary-token');
    }
    expect(JSON.stringify([at.logged, at.measured, await at.rows()])).not.toContain('canary-token');
  });

  test('T149: what is kept of a call to the server names no patient', async () => {
    const { at } = await whole();
    expect(JSON.stringify([at.logged, at.measured, await at.rows()])).not.toMatch(/patient=p1|Patient\/p1/);
  });

  test('T156: the row of a call says where each key came from, and names nobody', async () => {
    const given = prefetch({ conditions: undefined, observations: undefined, medications: bundle([]) });
    const { at } = await ask({ ...fhir(), prefetch: given });
    const [row] = await at.rows();
    expect(row).toMatchObject({
      data: expect.arrayContaining(
        [
          ['patient', 'prefetch'],
          ['medications', 'none'],
          ['observations', 'fetched'],
          ['conditions', 'fetched'],
        ].map(([key, source]) => expect.objectContaining({ key, source, n: expect.any(Number) })),
      ),
    });
    expect(JSON.stringify(row)).not.toMatch(/canary|"p1"|Patient\/|e-Q/);
  });

  test('R-103: a client may be registered with templates that its server needs', async () => {
    const template = 'Observation?patient={{context.patientId}}&category=exam,laboratory';
    const { urls } = await ask(
      { ...fhir(), prefetch: prefetch({ observations: undefined }) },
      { clients: [entry({ queries: { observations: template } })] },
    );
    expect(urls.map(decodeURIComponent)).toEqual([
      'https://fhir.test/r4/Observation?patient=p1&category=exam,laboratory',
    ]);
  });

  test('T106: addresses inside of resources are not visited', async () => {
    const odd = finding('saddle-sensory-change', {
      encounter: { reference: 'https://evil.test/Encounter/1' },
      meta: { profile: ['https://evil.test/profile'] },
      hasMember: [{ reference: 'https://evil.test/Observation/1' }],
      valueAttachment: { url: 'https://evil.test/x' },
    });
    const { urls } = await ask({ ...fhir(), prefetch: prefetch({ observations: bundle([odd]) }) });
    expect(urls).toEqual([]);
  });

  test('R-101: all at once', async () => {
    let open = 0;
    let most = 0;
    const slow: Answering = async (url) => {
      most = Math.max(most, ++open);
      await new Promise((done) => setImmediate(done));
      open--;
      return answers(url);
    };
    await ask({ ...fhir(), prefetch: {} }, { answers: slow });
    expect(most).toBe(10);
  });
});

describe('the token', () => {
  test.each([
    ['R-068', 'a subject of somebody else', { subject: 'somebody-else' }, 'token.subject'],
    ['T099', 'a subject in other letters', { subject: 'Radix-CDS' }, 'token.subject'],
    ['E-10', 'expires_in 0', { expires_in: 0 }, 'token.expired'],
    ['T098', 'expires_in −1', { expires_in: -1 }, 'token.expired'],
    ['R-066', 'expires_in 2', { expires_in: 2 }, 'token.expired'],
  ])('%s: with %s it is not used', async (_id, _, over, flag) => {
    const { answer, at, urls } = await ask({ ...fhir(over), prefetch: prefetch({ flags: undefined }) });
    expect([answer.status, urls, notChecked(answer)]).toEqual([200, [], ['flags']]);
    expect(flagged(at)).toContain(flag);
    expect((await ask({ ...fhir(over), prefetch: {} })).answer.status).toBe(412);
  });

  test.each([
    ['T100', 'v1 for all', 'user/*.read', true],
    ['T100', 'v1 for the type', 'patient/Condition.read launch', true],
    ['T100', 'v2 for the type', 'user/Condition.rs', true],
    ['T100', 'v2 with a filter', 'patient/Condition.rs?category=problem-list-item', true],
    ['T100', 'v2, all rights', 'system/*.cruds', true],
    ['T100', 'for another type', 'user/Observation.read', false],
    ['T100', 'to write', 'user/Condition.write', false],
    ['T100', 'v2 to create', 'user/Condition.c', false],
    ['E-11', "in a vendor's words", 'Condition.Search (Problems) (R4)', true],
    ['R-067', 'that says nothing of data', 'launch openid', true],
  ])('%s: a scope %s', async (_id, _, scope, asked) => {
    const { urls } = await ask({ ...fhir({ scope }), prefetch: prefetch({ conditions: undefined }) });
    expect(urls.length).toBe(asked ? 1 : 0);
  });

  test('T102: a token that ends while pages are read is not sent again', async () => {
    const clock = testClock();
    const slow: Answering = () => {
      clock.advance(3_000);
      return bundle([], { link: [{ relation: 'next', url: 'https://fhir.test/r4/Observation?page=2' }] });
    };
    const signals: boolean[] = [];
    const { answer } = await ask(
      { ...fhir({ expires_in: 7 }), prefetch: prefetch({ observations: undefined }) },
      {
        clock,
        answers: (url, sent) => {
          signals.push(sent.signal.aborted);
          if (sent.signal.aborted) throw new EgressFailure('egress.timeout');
          return slow(url, sent);
        },
      },
    );
    expect(signals.filter((aborted) => !aborted)).toHaveLength(1);
    expect([answer.status, notChecked(answer)]).toEqual([200, ['observations']]);
  });
});

describe('pages of the server', () => {
  const two = [finding('leg-pain'), finding('saddle-sensory-change')];
  const pages = (next: NextLink) =>
    ask({ ...fhir(), prefetch: prefetch({ observations: undefined }) }, { answers: pagingServer(two, next) });

  test.each(Object.entries(nextLinks))('R-088: a next link with %s is followed', async (_, next) => {
    const { answer, urls } = await pages(next);
    expect([answer.status, critical(answer).length, notChecked(answer)]).toEqual([200, 1, []]);
    expect(urls).toHaveLength(2);
    for (const url of urls) expect(url).toMatch(/^https:\/\/fhir\.test\/r4[/?]/);
  });

  test.each([
    ['T104', 'another host', 'https://evil.test/r4/Observation?page=2'],
    ['T104', 'another host without a scheme', '//evil.test/r4/Observation?page=2'],
    ['T104', 'another host behind backslashes', '\\\\evil.test\\r4\\Observation'],
    ['T104', 'another host after a user', 'https://fhir.test@evil.test/r4/Observation?page=2'],
    ['T104', 'a user and a password', 'https://a:b@fhir.test/r4/Observation?page=2'],
    ['T095', 'another port', 'https://fhir.test:8443/r4/Observation?page=2'],
    ['T095', 'plain http', 'http://fhir.test/r4/Observation?page=2'],
    ['T104', 'another scheme', 'ftp://fhir.test/r4/Observation?page=2'],
    ['T095', 'a path beside the base', 'https://fhir.test/r4evil?_getpages=1'],
    ['T104', 'the host alone', 'https://fhir.test?_getpages=1'],
    ['T104', 'a path of another case', 'https://fhir.test/R4/Observation?page=2'],
    ['T095', 'a path beside the base, from the host', '/r4-other/Observation?page=2'],
    ['T104', 'a path that climbs', '../admin?page=2'],
    ['T104', 'a path that climbs and comes back', 'https://fhir.test/r4/x/../Observation?page=2'],
    ['T104', 'a path with an encoded dot', '/r4/%2e%2e/admin?page=2'],
    ['T104', 'a path with an encoded slash', '/r4/Observation%2f..%2fadmin?page=2'],
    ['T104', 'a path with a line break', '/r4/Obser\nvation?page=2'],
    ['R-088', 'nothing', ''],
    ['R-088', 'a number', 5],
    ['R-088', 'an object', { toString: null }],
  ])('%s: a next link to %s is not, and that is said', async (_id, _, url) => {
    const { answer, at, urls } = await pages(() => url);
    expect([answer.status, notChecked(answer)]).toEqual([200, ['observations']]);
    expect(urls).toEqual([expect.stringMatching(/^https:\/\/fhir\.test\/r4\/Observation\?patient=p1&/)]);
    expect(notes(answer)).toContainEqual(
      expect.stringMatching(/^not checked \(page-refused\): observations\. /),
    );
    expect((await at.rows())[0]).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ key: 'observations', incomplete: true, holes: ['page-refused'], total: 2 }),
      ]),
    });
  });

  test('R-088: an empty page that names a next one is not the end', async () => {
    const answers: Answering = (url) => {
      const page = Number(url.searchParams.get('page') ?? 1);
      return page < 4
        ? bundle([], { total: undefined, link: [{ relation: 'next', url: `?page=${page + 1}` }] })
        : bundle([finding('saddle-sensory-change')]);
    };
    const { answer } = await ask({ ...fhir(), prefetch: prefetch({ observations: undefined }) }, { answers });
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, []]);
  });

  test.each([
    ['to itself', () => '?patient=p1&_sort=-date&_count=500'],
    ['in a circle', (page: number) => `?page=${page % 2}`],
  ])('R-088: links that lead %s end, and that is said', async (_, next) => {
    const answers: Answering = (url) =>
      bundle([finding('saddle-sensory-change')], {
        link: [{ relation: 'next', url: next(Number(url.searchParams.get('page') ?? 0) + 1) }],
      });
    const { answer, urls } = await ask(
      { ...fhir(), prefetch: prefetch({ observations: undefined }) },
      { answers },
    );
    expect(new Set(urls).size).toBe(urls.length);
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, ['observations']]);
    expect(notes(answer)[0]).toContain('(page-loop)');
  });

  test('R-088: a page that fails leaves those before it, and is counted as a failure', async () => {
    const { answer, at } = await ask(
      { ...fhir(), prefetch: prefetch({ observations: undefined }) },
      {
        answers: (url) =>
          url.searchParams.has('page')
            ? httpAnswer(500, 'canary')
            : bundle([finding('saddle-sensory-change')], {
                link: [{ relation: 'next', url: '?page=2' }],
              }),
      },
    );
    expect([critical(answer).length, notChecked(answer)]).toEqual([1, ['observations']]);
    expect(at.measured).toContainEqual(expect.objectContaining({ of: 'answer', fhirFailures: 1 }));
  });

  test('R-088: a later page with an error costs that page, not the list', async () => {
    const answers: Answering = (url) =>
      url.searchParams.has('page')
        ? bundle([], {
            entry: [
              {
                resource: {
                  resourceType: 'OperationOutcome',
                  issue: [{ severity: 'error', code: 'exception' }],
                },
              },
            ],
          })
        : bundle([finding('saddle-sensory-change')], { link: [{ relation: 'next', url: '?page=2' }] });
    const { answer } = await ask({ ...fhir(), prefetch: prefetch({ observations: undefined }) }, { answers });
    expect([answer.status, critical(answer).length, notChecked(answer)]).toEqual([200, 1, ['observations']]);
  });
});

describe('what a total proves', () => {
  const note = (severity = 'information') => ({
    search: { mode: 'outcome' },
    resource: { resourceType: 'OperationOutcome', issue: [{ severity, code: 'informational' }] },
  });
  const saddle = { resource: finding('saddle-sensory-change') };
  test.each([
    ['R-088', 'as many as there are', { total: 1, entry: [saddle] }, []],
    ['R-087', 'that counts the notes of the server too', { total: 2, entry: [saddle, note()] }, []],
    ['R-087', 'of notes alone', { total: 1, entry: [note('warning')] }, []],
    ['R-088', 'that is too small', { total: 0, entry: [saddle] }, []],
    ['R-088', 'that is no number', { total: '7', entry: [saddle] }, []],
    ['R-088', 'that is larger', { total: 2, entry: [saddle] }, ['total-larger']],
    [
      'R-088',
      'that is larger, with one entry twice',
      { total: 2, entry: [saddle, saddle] },
      ['total-larger'],
    ],
    ['R-088', 'beside an entry without a resource', { total: 1, entry: [saddle, {}] }, ['entry-unreadable']],
    ['R-088', 'beside an entry that is none', { total: undefined, entry: [null] }, ['entry-unreadable']],
  ])('%s: a total %s', async (_id, _, over, holes) => {
    for (const [given, options] of [
      [{ prefetch: prefetch({ observations: bundle([], over) }) }, {}],
      [{ ...fhir(), prefetch: prefetch({ observations: undefined }) }, { answers: () => bundle([], over) }],
    ] as const) {
      const { answer } = await ask(given, options);
      expect([answer.status, notes(answer).map((note) => /\((.*?)\)/.exec(note)?.[1])]).toEqual([200, holes]);
    }
  });

  const many = (n: number, over: object) =>
    bundle(
      Array.from({ length: n }, (_, i) => finding('leg-pain', { id: `o${i}` })),
      { total: undefined, ...over },
    );
  test.each([
    ['and says nothing of the end', 500, {}, ['list-full']],
    ['and has a total', 500, { total: 500 }, []],
    ['and has links', 500, { link: [{ relation: 'self', url: 'https://fhir.test/r4/Observation' }] }, []],
    ['less one', 499, {}, []],
  ])('R-088: a list of as many as the query asks for %s', async (_, n, over, holes) => {
    const { answer } = await ask({ prefetch: prefetch({ observations: many(n, over) }) });
    expect(notes(answer).flatMap((note) => /^not checked \((.*?)\)/.exec(note)?.[1] ?? [])).toEqual(holes);
  });
});

describe('what a grant can hold', () => {
  const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
  const rest = [
    'Patient',
    'Condition',
    'QuestionnaireResponse',
    'MedicationRequest',
    'Procedure',
    'DiagnosticReport',
    'ServiceRequest',
    'Device',
    'Flag',
  ].map((type) => `patient/${type}.rs`);
  const scope = (...observation: string[]) => [...rest, ...observation].join(' ');
  const under = (granted: string, held: readonly string[] = []) =>
    ask(
      { ...fhir({ scope: granted }), prefetch: { patient } },
      { answers: filteringServer(everything, 'Observation', held) },
    );

  test.each([
    ['vital signs', `?category=${category}|vital-signs`],
    ['vital signs, encoded', `?category=${encodeURIComponent(`${category}|vital-signs`)}`],
    ['vital signs without a system', '?category=vital-signs'],
    ['laboratory, imaging and social history', '?category=laboratory,imaging,social-history'],
    ['vital signs of one status', '?category=vital-signs&status=final'],
  ])('R-107: of %s alone: 412 that names the scope, and nothing is asked', async (_, query) => {
    const { answer, at, urls } = await under(scope(`patient/Observation.rs${query}`), ['vital-signs']);
    expect([answer.status, answer.body.issue[0].expression]).toEqual([412, ['prefetch.observations']]);
    expect(answer.body.issue[0].details.text).toContain('patient/Observation.rs?category=');
    expect(answer.body.issue[0].details.text).toContain('exam, survey, vital-signs, laboratory');
    expect(answer.body.issue[0].diagnostics).toContain('cannot hold the findings');
    expect(urls.filter((url) => url.includes('/Observation'))).toEqual([]);
    expect(at.logged.at(-1)).toMatchObject({ reason: 'data.missing', fields: ['observations'] });
  });

  test('two scopes that are of no use are of none together', async () => {
    const both = scope(
      'patient/Observation.rs?category=vital-signs',
      'patient/Observation.rs?category=laboratory',
    );
    expect((await under(both)).answer.status).toBe(412);
  });

  test.each([
    ['survey without exam', ['patient/Observation.rs?category=survey'], ['survey']],
    ['exam without survey', ['patient/Observation.rs?category=exam'], ['exam']],
    ['both without vital signs', ['patient/Observation.rs?category=exam,survey'], ['exam', 'survey']],
    [
      'two scopes',
      ['patient/Observation.rs?category=survey', 'patient/Observation.rs?category=laboratory'],
      ['survey', 'laboratory'],
    ],
    ["a category of the site's own", ['patient/Observation.rs?category=https://example.org|neuro'], []],
    ['one code', ['patient/Observation.rs?code=http://loinc.org|8310-5'], ['exam']],
    ['what has a label', ['patient/Observation.rs?_security=N'], ['exam']],
    ['every type, narrowed', ['patient/*.rs?category=exam'], ['exam']],
  ])('of %s: answered, and the part is said', async (_, scopes, held) => {
    const { answer, at } = await under(scope(...scopes), held);
    expect(answer.status).toBe(200);
    expect(notChecked(answer)).toContain('observations');
    expect(notes(answer)).toContainEqual(
      expect.stringMatching(/^not checked \(grant-part\): observations by patient\//),
    );
    expect((await at.rows())[0]).toMatchObject({
      data: expect.arrayContaining([
        expect.objectContaining({ key: 'observations', grant: 'part', holes: ['grant-part'] }),
      ]),
    });
  });

  test.each([
    ['without a query', ['patient/Observation.rs']],
    ['without a query beside one with', ['patient/Observation.rs?category=survey', 'user/Observation.rs']],
    ['for everything beside one with', ['patient/Observation.rs?category=survey', 'patient/*.read']],
    [
      'of all that is read, in parts',
      ['exam', 'survey', 'vital-signs', 'laboratory'].map(
        (code) => `patient/Observation.rs?category=${category}|${code}`,
      ),
    ],
    ['of all that is read, in one', ['patient/Observation.rs?category=exam,survey,vital-signs,laboratory']],
  ])('%s: whole', async (_, scopes) => {
    const { answer } = await under(scope(...scopes), ['exam']);
    expect([answer.status, notChecked(answer), critical(answer).length]).toEqual([200, [], 1]);
  });

  test.each([
    ['reading by id alone', 'patient/Observation.r'],
    ['writing alone', 'patient/Observation.cud'],
    ['writing alone in v1', 'patient/Observation.write'],
  ])('R-107: of %s: 412', async (_, one) => {
    const { answer, urls } = await under(scope(one));
    expect([answer.status, answer.body.issue[0].expression]).toEqual([412, ['prefetch.observations']]);
    expect(urls.filter((url) => url.includes('/Observation'))).toEqual([]);
  });

  test.each([
    ['problem-list-item', 'patient/Condition.rs?category=problem-list-item', ['conditions']],
    ['encounter-diagnosis', 'patient/Condition.rs?category=encounter-diagnosis', ['conditions']],
    [
      'both',
      'patient/Condition.rs?category=problem-list-item patient/Condition.rs?category=encounter-diagnosis',
      [],
    ],
  ])('conditions of %s', async (_, conditions, holes) => {
    const granted = `${scope('patient/Observation.rs').replace('patient/Condition.rs', '')} ${conditions}`;
    const { answer } = await under(granted, ['exam']);
    expect([answer.status, notChecked(answer)]).toEqual([200, holes]);
  });

  test.each([
    ['narrowed', 'patient/Procedure.rs?category=surgery', 'grant-part'],
    ['not granted', 'patient/Procedure.c', 'not-granted'],
  ])('an optional type that is %s is said', async (_, procedure, code) => {
    const granted = scope('patient/Observation.rs').replace('patient/Procedure.rs', procedure);
    const { answer } = await under(granted, ['exam']);
    expect([answer.status, notChecked(answer)]).toEqual([200, ['procedures']]);
    expect(notes(answer)[0]).toMatch(
      new RegExp(`^not checked \\(${code}\\): procedures by patient/Procedure`),
    );
  });

  test('what narrows as our own query does narrows nothing', async () => {
    const granted = scope('patient/Observation.rs').replace(
      'patient/MedicationRequest.rs',
      'patient/MedicationRequest.rs?status=active',
    );
    expect(notChecked((await under(granted, ['exam'])).answer)).toEqual([]);
  });

  test('T151: the service log and the metrics name each hole, and no scope', async () => {
    const { at } = await under(
      scope('patient/Observation.rs?category=survey').replace('patient/Procedure.rs', ''),
      ['survey'],
    );
    expect(at.logged.at(-1)).toMatchObject({
      degraded: false,
      holes: [
        { code: 'grant-part', at: 'observations' },
        { code: 'not-granted', at: 'procedures' },
      ],
    });
    const holes = at.measured.filter(({ of }) => of === 'hole');
    expect(holes).toEqual([
      { of: 'hole', hole: 'grant-part' },
      { of: 'hole', hole: 'not-granted' },
    ]);
    expect(JSON.stringify([at.logged, at.measured])).not.toContain('patient/Observation');
  });

  test('T151: a refusal names them too', async () => {
    const { at } = await under(scope('patient/Observation.rs?category=vital-signs'));
    expect(at.logged.at(-1)).toMatchObject({
      status: 412,
      holes: [{ code: 'not-granted', at: 'observations' }],
    });
    expect(at.measured).toContainEqual({ of: 'hole', hole: 'not-granted' });
  });

  test('prefetch is made with the rights of the EHR: its keys are not judged by the scope', async () => {
    const { answer } = await ask({
      ...fhir({ scope: 'patient/Observation.rs?category=vital-signs patient/*.rs?category=survey' }),
      prefetch: prefetch(),
    });
    expect([answer.status, notChecked(answer)]).toEqual([200, []]);
  });

  test('a value of the query that is no category of ours is not repeated', async () => {
    const { answer, at } = await under(
      scope('patient/Observation.rs?category=canary,exam&subject=Patient/canary'),
      ['exam'],
    );
    expect(notes(answer)[0]).toContain('patient/Observation.rs?category=…,exam&subject=…');
    expect(answer.text + JSON.stringify([at.logged, await at.rows()])).not.toContain('canary');
  });

  test('a query of the registration that leaves out the findings is no better', async () => {
    const query = (categories: string) => ({
      clients: [
        entry({
          queries: { observations: `Observation?patient={{context.patientId}}&category=${categories}` },
        }),
      ],
      answers,
    });
    const given = { ...fhir(), prefetch: prefetch({ observations: undefined }) };
    const useless = await ask(given, query('vital-signs'));
    expect([useless.answer.status, useless.urls]).toEqual([412, []]);
    expect(useless.answer.body.issue[0].diagnostics).toContain(
      'The query that is registered for this client',
    );
    const part = await ask(given, query('survey'));
    expect([part.answer.status, notChecked(part.answer)]).toEqual([200, ['observations']]);
    const whole = await ask(given, query('exam,survey,vital-signs,laboratory'));
    expect([whole.answer.status, notChecked(whole.answer)]).toEqual([200, []]);
  });
});

const failing =
  (status: number, headers = {}): Answering =>
  (url) =>
    url.pathname.endsWith('/Condition') ? httpAnswer(status, 'canary', headers) : answers(url);
const broken =
  (code: EgressCode): Answering =>
  (url) => {
    if (url.pathname.endsWith('/Condition')) throw new EgressFailure(code);
    return answers(url);
  };

describe('a server that fails', () => {
  const required = { ...fhir(), prefetch: prefetch({ conditions: undefined }) };
  const ways: [string, string, Answering, number][] = [
    ['R-102', '400', failing(400), 1],
    ['E-10', '401', failing(401), 1],
    ['T103', '403', failing(403), 1],
    ['R-102', '404', failing(404), 1],
    ['R-102', '410', failing(410), 1],
    ['R-102', '500', failing(500), 1],
    ['R-102', '302', broken('egress.redirect'), 1],
    ['R-102', '429', failing(429), 2],
    ['T188', '429 and a minute', failing(429, { 'retry-after': '60' }), 1],
    ['T188', '503 and a second', failing(503, { 'retry-after': '1' }), 2],
    ['R-102', '503', failing(503), 2],
    ['T188', '503 until a date', failing(503, { 'retry-after': 'Sun, 22 Nov 2026 15:00:09 GMT' }), 1],
    ['R-102', '204', failing(204), 1],
    ['T112', 'a login page', failing(200), 1],
    ['E-44', 'HTML', () => httpAnswer(200, '<html>canary</html>', { 'content-type': 'text/html' }), 1],
    ['T112', 'JSON that is no FHIR', () => httpAnswer(200, { foo: 'canary' }), 1],
    ['T112', 'null', () => httpAnswer(200, 'null'), 1],
    ['T112', 'half a document', () => httpAnswer(200, '{"resourceType":"Bundle"'), 1],
    [
      'R-102',
      'bytes that are no UTF-8',
      () => ({ status: 200, headers: {}, body: Buffer.from([0xff, 0xfe]) }),
      1,
    ],
    [
      'R-102',
      'JSON too deep',
      () => httpAnswer(200, `{"resourceType":"Bundle","x":${'['.repeat(100)}${']'.repeat(100)}}`),
      1,
    ],
    [
      'R-102',
      'an OperationOutcome',
      () => httpAnswer(200, { resourceType: 'OperationOutcome', issue: [] }),
      1,
    ],
    ['R-102', 'another type', () => httpAnswer(200, patient), 1],
    ['T188', 'a dropped connection', broken('egress.connection'), 2],
    ['T110', 'a bad certificate', broken('egress.tls'), 1],
    ['T088', 'an inside address', broken('egress.denied'), 1],
    ['T107', 'too much', broken('egress.too-large'), 1],
  ];
  test.each(ways)('%s: %s: that key failed, with no more tries than fit', async (_id, _, way, tries) => {
    const { answer, at, urls } = await ask(required, { answers: way });
    expect([answer.status, answer.body.issue[0].expression]).toEqual([412, ['prefetch.conditions']]);
    expect(urls).toHaveLength(tries);
    expect(answer.text + JSON.stringify(at.logged)).not.toMatch(/canary/);
  });

  test.each(ways)('an optional key is disclosed (%s: %s)', async (_id, _, way) => {
    const { answer } = await ask(
      { ...fhir(), prefetch: prefetch({ flags: undefined }) },
      { answers: (url, sent) => way(new URL(url.href.replace('/Flag', '/Condition')), sent) },
    );
    expect([answer.status, notChecked(answer), critical(answer).length]).toEqual([200, ['flags'], 1]);
  });

  const told: [string, string, object, Answering?][] = [
    [
      'a token that may not read',
      'The FHIR server answered 403: the token may not read it.',
      {},
      failing(403),
    ],
    ['a resource that is not there', 'The FHIR server answered 404.', {}, failing(404)],
    ['a login page', 'something that is no FHIR JSON, such as a login page', {}, failing(200)],
    ['a redirect', 'register the base that it leads to', {}, broken('egress.redirect')],
    ['a bad certificate', 'not one of a public authority', {}, broken('egress.tls')],
    [
      'a scope without it',
      'fhirAuthorization.scope does not allow to read it',
      fhir({ scope: 'user/Patient.rs' }),
    ],
    ['another server', 'not registered for this client', { fhirServer: 'https://other.test/r4' }],
    ['no token', 'No fhirAuthorization was sent', { fhirAuthorization: undefined }],
    ['a token that has ended', 'expires_in leaves no time', fhir({ expires_in: 0 })],
  ];
  test.each(told)('R-107: the 412 says that it was %s', async (_, words, over, way = answers) => {
    const { answer } = await ask({ ...required, ...over }, { answers: way });
    const [issue] = answer.body.issue;
    expect([answer.status, issue.diagnostics]).toEqual([412, expect.stringContaining(words)]);
    expect(issue.diagnostics).not.toContain('calls a URL that is not registered');
  });

  test('R-107: the 412 says that a server was left alone', async () => {
    const at = jar({ anonymous: true, answers: () => httpAnswer(500, '') });
    for (let i = 0; i < 5; i++) await call(at, required);
    const { body } = await call(at, required);
    expect(body.issue[0].diagnostics).toContain('asked again after five seconds');
  });

  test('T188: a dropped connection is tried once more, and that may be enough', async () => {
    let n = 0;
    const once: Answering = (url) => {
      if (++n === 1) throw new EgressFailure('egress.connection');
      return answers(url);
    };
    expect((await ask(required, { answers: once })).answer.status).toBe(200);
  });

  const both = { prefetch: prefetch({ conditions: undefined, flags: undefined }) };
  test.each([
    ['E-43', 'required', { prefetch: {} }, 'Condition', 412],
    ['R-220', 'required', both, 'Condition', 412],
    ['T185', 'optional', both, 'Flag', 200],
  ])('%s: one that hangs on a %s key is left at the deadline', async (_id, _, over, hanging, status) => {
    const clock = testClock();
    const hang: Answering = (url, { signal }) =>
      url.pathname.endsWith(`/${hanging}`)
        ? new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new EgressFailure('egress.timeout')));
            setImmediate(() => clock.advance(2_300));
          })
        : answers(url);
    const { answer, at } = await ask({ ...fhir(), ...over }, { clock, answers: hang });
    expect(answer.status).toBe(status);
    expect(at.logged.at(-1)).toMatchObject({ ms: 2_300 });
    if (status === 200) {
      expect(notChecked(answer)).toEqual(['flags']);
      expect(flagged(at)).toContain('fhir.deadline');
    }
  });

  test('T187: a server that keeps failing is left alone, tried again, and used again', async () => {
    let up = false;
    const clock = testClock();
    const at = jar({ anonymous: true, clock, answers: (url) => (up ? answers(url) : httpAnswer(500, '')) });
    for (let i = 0; i < 10; i++) expect((await call(at, required)).status).toBe(412);
    const before = at.sent.length;
    expect(before).toBeLessThan(10);
    for (let i = 0; i < 20; i++) await call(at, required);
    expect(at.sent.length).toBe(before);
    up = true;
    clock.advance(5_001);
    expect((await call(at, required)).status).toBe(200);
    expect((await call(at, required)).status).toBe(200);
  });

  test('T103: refused tokens say nothing about the server', async () => {
    let status = 401;
    const at = jar({
      anonymous: true,
      answers: (url) => (status === 200 ? answers(url) : httpAnswer(status, '')),
    });
    for (let i = 0; i < 20; i++) await call(at, required);
    status = 200;
    expect((await call(at, required)).status).toBe(200);
  });
});
