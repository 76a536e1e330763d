/** The npm package radix-cds against `npm start`: its README runs as it stands, its types are the service's. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, expectTypeOf, onTestFinished, test, vi } from 'vitest';
import type * as service from '../../functions/cds-hooks/wire.ts';
import manifest from '../../packages/client/package.json' with { type: 'json' };
import { type DoctorOrder, doctor } from '../../packages/client/src/doctor/index.ts';
import { lineOf } from '../../packages/client/src/doctor/report.ts';
import {
  assessmentOf,
  type CdsClient,
  CdsRefused,
  cdsClient,
  fhirReader,
  type Identity,
  newKey,
  prefetchFor,
} from '../../packages/client/src/index.ts';
import type * as client from '../../packages/client/src/wire.ts';
import type { Assessment } from '../../rules/engine/types.ts';
import {
  newDataFolder,
  projectFolder,
  type RunningSandbox,
  startSandbox,
} from '../support/sandbox-process.ts';

const folder = join(projectFolder, 'packages/client');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const [, script = ''] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];

/** A folder of an EHR's maker, with the package as it is in this tree. */
const workplace = mkdtempSync(join(tmpdir(), 'radix-ehr-'));
const node = (...words: readonly string[]) =>
  spawnSync(process.execPath, words, { cwd: workplace, encoding: 'utf8' });
const program = (...words: readonly string[]) => node(join(folder, 'src/main.ts'), ...words);

const patientView = 'leg-symptoms-patient-view';
const context = { userId: 'Practitioner/lee', patientId: 'cauda-equina' };

const strictIss = 'https://strict.example.org';
const registry = () => readFileSync(join(workplace, 'both.json'), 'utf8');

let sandbox: RunningSandbox;
let es384: Identity;
let rs384: Identity;
beforeAll(async () => {
  const [, words = ''] = /^npx radix-cds (new .*)$/m.exec(readme) ?? [];
  expect(program(...words.split(' ')).stderr).toBe('');
  es384 = JSON.parse(readFileSync(join(workplace, 'identity.json'), 'utf8'));
  const { clients } = JSON.parse(readFileSync(join(workplace, 'clients.json'), 'utf8'));
  const rsa = await newKey('RS384');
  rs384 = { iss: 'https://other.example.org', key: rsa.key };
  const file = join(workplace, 'both.json');
  const other = { id: 'other-ehr', iss: rs384.iss, jwks: rsa.jwks, services: ['leg-symptoms-order-sign'] };
  const strict = { tokenLifeSeconds: 200, tenants: ['north'], sub: 'ehr', algorithms: ['ES384'] };
  writeFileSync(
    file,
    JSON.stringify({
      clients: [...clients, other, { ...clients[0], ...strict, id: 'strict-ehr', iss: strictIss }],
    }),
  );
  sandbox = await startSandbox({ DATA_DIR: newDataFolder(), CDS_CLIENTS_FILE: file });
});
afterAll(() => sandbox.end('SIGKILL'));

const asked = async (cds: CdsClient) => {
  const { services } = await cds.discover();
  const found = services.find(({ id }) => id === patientView);
  const read = fhirReader({ base: `${sandbox.url}/open-fhir` });
  return prefetchFor(found ?? { prefetch: {} }, context, read);
};

describe('a client of the service', () => {
  test('README: the made-up EHR shows the critical card and has its feedback kept', () => {
    const file = join(workplace, 'ehr.mjs');
    writeFileSync(file, script.replace("'radix-cds'", JSON.stringify(join(folder, 'src/index.ts'))));
    const { stdout, stderr } = node(file, sandbox.url);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\[critical\] Possible cauda equina syndrome/);
    expect(stdout).toContain('as data: emergent, RF-CES');
    expect(stdout).toContain('draft: create ServiceRequest');
    expect(stdout).toContain('feedback: 2 kept');
  });

  test('its prefetch from a FHIR server gives the card of the chart', async () => {
    const cds = cdsClient({ url: `${sandbox.url}/cds-services/`, identity: es384 });
    const prefetch = await asked(cds);
    const answer = await cds.call(patientView, { hook: 'patient-view', context, prefetch });
    expect(answer.cards[0]?.indicator).toBe('critical');
    expect(assessmentOf(answer)?.redFlags[0]?.id).toBe('RF-CES');
  });

  test('a FHIR server that fails is sent as an OperationOutcome, what it does not have as null', async () => {
    const read = async (query: string) => {
      if (query.startsWith('Patient/')) return null;
      throw new Error('down');
    };
    const templates = {
      patient: 'Patient/{{context.patientId}}',
      flags: 'Flag?patient={{context.patientId}}',
      visit: 'Encounter/{{context.encounterId}}',
    };
    const sent = await prefetchFor({ prefetch: templates }, context, read);
    expect(sent).toEqual({
      patient: null,
      flags: expect.objectContaining({ resourceType: 'OperationOutcome' }),
    });
  });

  test.each([404, 410])('a read that is answered %i is null, a search a failure', async (status) => {
    const read = fhirReader({ base: 'https://fhir.test', fetch: async () => new Response('', { status }) });
    const templates = {
      patient: 'Patient/{{context.patientId}}',
      flags: 'Flag?patient={{context.patientId}}',
    };
    expect(await prefetchFor({ prefetch: templates }, context, read)).toEqual({
      patient: null,
      flags: expect.objectContaining({
        issue: [expect.objectContaining({ diagnostics: expect.stringContaining(`${status}`) })],
      }),
    });
  });

  test('a FHIR server that does not answer is given up after the patience', async () => {
    const read = fhirReader({
      base: 'https://fhir.test',
      patience: 0,
      fetch: (_url, { signal } = {}) =>
        new Promise((_, fail) => {
          if (!signal) fail(new Error('it waits for ever'));
          signal?.addEventListener('abort', () => fail(signal.reason));
        }),
    });
    await expect(read('Patient/p1')).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  const refused = async (call: Promise<unknown>): Promise<CdsRefused> => {
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CdsRefused);
    return error as CdsRefused;
  };

  test('an RSA key signs too; what the registration leaves out is refused with its field', async () => {
    const cds = cdsClient({ url: sandbox.url, identity: rs384 });
    const error = await refused(cds.call(patientView, { hook: 'patient-view', context }));
    expect(error).toMatchObject({ status: 403, message: expect.stringContaining('services') });
  });

  test('a key that is not registered is a 401 that names no reason and has a request id', async () => {
    const { key } = await newKey();
    const cds = cdsClient({ url: sandbox.url, identity: { ...es384, key } });
    const error = await refused(cds.call(patientView, { hook: 'patient-view', context }));
    expect(error).toMatchObject({ status: 401, requestId: expect.stringMatching(/.+/) });
  });

  test('a field that is wrong is named', async () => {
    const cds = cdsClient({ url: sandbox.url, identity: es384 });
    const wrong = { ...context, userId: 'lee' };
    const error = await refused(cds.call(patientView, { hook: 'patient-view', context: wrong }));
    expect(error.issues).toMatchObject([{ field: 'context.userId' }]);
  });

  test.each([
    ['feedback is sent again when the service says when, each time with a token of its own', 'feedback', 3],
    ['a call is sent once', 'call', 1],
  ] as const)('%s', async (_, what, times) => {
    const tokens: unknown[] = [];
    const waits: number[] = [];
    const cds = cdsClient({
      url: 'https://cds.test',
      identity: es384,
      wait: async (milliseconds) => void waits.push(milliseconds),
      fetch: async (_url, { headers } = {}) => {
        tokens.push(new Headers(headers).get('authorization'));
        const body = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'transient' }] };
        return Response.json(body, { status: 503, headers: { 'retry-after': '5' } });
      },
    });
    const task =
      what === 'call' ? cds.call(patientView, { hook: 'patient-view', context }) : cds.feedback('x', []);
    expect(await refused(task)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
    expect([new Set(tokens).size, waits]).toEqual([times, new Array(times - 1).fill(5_000)]);
  });

  test.each([
    [429, 'nothing was evaluated. Try again'],
    [500, 'nothing was evaluated. Try again'],
    [504, 'nothing was evaluated. Try again'],
    [404, 'Is the URL that of the service'],
    [200, 'Is the URL that of the service'],
  ])('%i without a word of the service: says %j', async (status, said) => {
    const cds = cdsClient({
      url: 'https://cds.test',
      fetch: async () =>
        Response.json({ message: 'from a gateway' }, { status, headers: { 'apigw-requestid': 'g1' } }),
    });
    const { message, requestId } = await refused(cds.call(patientView, { hook: 'patient-view', context }));
    expect([message, requestId]).toEqual([expect.stringContaining(said), 'g1']);
  });

  test('what is no CDS service is told from one', async () => {
    const cds = cdsClient({ url: `${sandbox.url}/nothing-here`, identity: es384 });
    expect(await refused(cds.discover())).toMatchObject({ message: expect.stringContaining('the URL') });
  });
});

describe('radix-cds doctor', () => {
  const examined = async (identity: Identity, over: Partial<DoctorOrder> = {}): Promise<string[]> => {
    const lines: string[] = [];
    const order = {
      url: sandbox.url,
      identity,
      registration: registry(),
      service: patientView,
      userId: 'Practitioner/lee',
    };
    await doctor({ ...order, ...over }, (line) => void lines.push(lineOf(line)));
    return lines;
  };

  test('README: its words find everything well and print the card', () => {
    const [, words = ''] = /^npx radix-cds (doctor .*)$/m.exec(readme) ?? [];
    const { status, stdout } = program(...words.replace('http://localhost:8080', sandbox.url).split(' '));
    expect([status, stdout.match(/^FAIL.*/gm)]).toEqual([0, null]);
    expect(stdout).toMatch(/^(?:ok|warn) +time .* ms/m);
    expect(stdout).toMatch(/^\[critical\] Possible cauda equina syndrome/m);
  });

  /** What `npm start` prints of the next 401. */
  const printed = (): Promise<string> =>
    new Promise((done) => {
      const hear = (chunk: Buffer) => {
        const [, reason] = /^401 \S+: (jwt\.[a-z]+): /m.exec(chunk.toString()) ?? [];
        if (reason === undefined) return;
        sandbox.process.stdout?.off('data', hear);
        done(reason);
      };
      sandbox.process.stdout?.on('data', hear);
    });

  const well = { tenant: 'north', sub: 'ehr' };
  const withNewKey = async (alg: 'ES384' | 'RS384', over: object = {}) => ({
    ...well,
    key: { ...(await newKey(alg)).key, ...over },
  });
  test.each([
    ['jwt.tenant', 'tenants', async () => ({ sub: 'ehr' })],
    ['jwt.sub', 'sub', async () => ({ tenant: 'north' })],
    ['jwt.lifetime', 'tokenLifeSeconds', async () => ({ ...well, lifeSeconds: 201 })],
    ['jwt.kid', 'jwks', () => withNewKey('ES384')],
    ['jwt.sig', 'jwks', () => withNewKey('ES384', { kid: es384.key.kid })],
    ['jwt.alg', 'algorithms', () => withNewKey('RS384')],
  ])(
    '%s: names %s of the registration before the call, and npm start prints it',
    async (reason, field, changes) => {
      const heard = printed();
      const lines = await examined({ iss: strictIss, key: es384.key, ...(await changes()) });
      const token = lines.find((line) => /^FAIL +token /.test(line));
      expect(token).toContain(`${reason}: `);
      expect(token).toMatch(new RegExp(`registration: .*\\b${field}\\b`));
      expect(await heard).toBe(reason);
    },
  );

  test.each<[string, number, object | undefined, RegExp]>([
    ['the key', 200, {}, /^ok +token /],
    ['another key', 200, { kid: 'another' }, /^FAIL +token +jwt\.kid: /],
    ['no key', 200, undefined, /^FAIL +token +jku: http.*: .*an empty key set/],
    ['404', 404, undefined, /^FAIL +token +jku: http.*: .*404/],
    ['a redirect', 302, undefined, /^FAIL +token +jku: http.*: .*redirect, and the service follows none/],
  ])('a jku that answers %s is judged as the service does', async (_, status, key, line) => {
    const { d: __, ...publicKey } = { d: '', ...es384.key };
    const keys = key === undefined ? [] : [{ ...publicKey, ...key }];
    const server = createServer((_request, response) =>
      response.writeHead(status, { location: '/elsewhere' }).end(JSON.stringify({ keys })),
    );
    // this machine may take longer than the service waits
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal);
    onTestFinished(() => {
      timeout.mockRestore();
      server.close();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const jku = `http://127.0.0.1:${port}/jwks.json`;
    const registration = JSON.stringify({ clients: [{ id: 'published', iss: es384.iss, jku }] });
    expect(await examined(es384, { registration })).toContainEqual(expect.stringMatching(line));
  });

  test.each([
    ['an issuer that is not registered', { iss: 'https://nobody.example.org' }, /^FAIL +registration +iss: /],
    ['a service that it may not call', {}, /^FAIL +call +403: .*registration: services/],
  ])('%s: says which field', async (_, over, line) => {
    expect((await examined({ ...rs384, ...over })).filter((each) => line.test(each))).toHaveLength(1);
  });

  test('without the registration it says where a reason is to be had', async () => {
    const { registration: _, ...order } = {
      url: sandbox.url,
      identity: { ...es384, iss: 'x' },
      registration: '',
    };
    const lines: string[] = [];
    await doctor(
      { ...order, service: patientView, userId: 'Practitioner/lee' },
      (line) => void lines.push(lineOf(line)),
    );
    expect(lines.at(-1)).toMatch(/^FAIL +call +401: the service does not say why.*explain REASON/);
  });

  test('a prefetch template is asked of the FHIR server, and one that fails names its field', async () => {
    const fhir = { base: `${sandbox.url}/open-fhir`, patientId: 'foot-drop' };
    const text = JSON.parse(registry());
    text.clients[0].queries = { flags: 'Flag?patient={{context.patientId}}&no-such-parameter=x' };
    const lines = await examined(es384, { fhir, registration: JSON.stringify(text) });
    expect(lines).toContainEqual(expect.stringMatching(/^ok +prefetch observations .*: \d+ Observation/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^FAIL +prefetch flags .*queries\.flags of the registration/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^warn +FHIR server .*fhirServers/));
    expect(lines.join('\n')).toContain('foot drop');
  });

  test('a FHIR base that is another server fails at each key, and says where the base is written', async () => {
    const base = `${sandbox.url}/not-fhir`;
    const lines = await examined(es384, { fhir: { base, patientId: 'foot-drop' } });
    const patient =
      /^FAIL +prefetch patient .*: there is no such Patient: is --fhir the base, and --patient /;
    expect(lines).toContainEqual(expect.stringMatching(patient));
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^FAIL +prefetch observations .*not-fhir the FHIR base \(--fhir\)\? .*queries\.observations/,
      ),
    );
    expect(lines.filter((line) => /^ok +prefetch/.test(line))).toEqual([]);
  });

  /** Answers what is asked below that URL in place of a server; the rest goes to the sandbox. */
  const answering = (base: string, answer: (url: URL, method: string) => Response): void => {
    const real = globalThis.fetch;
    vi.stubGlobal('fetch', async (url: string, request?: RequestInit) =>
      url.startsWith(base) ? answer(new URL(url), request?.method ?? 'GET') : real(url, request),
    );
    onTestFinished(() => void vi.unstubAllGlobals());
  };

  const fhir = { base: 'https://fhir.test', patientId: 'foot-drop' };

  test('a login page in place of a FHIR server is said to be no JSON', async () => {
    answering(fhir.base, () => new Response('<html>Log in</html>'));
    const lines = await examined(es384, { fhir });
    expect(lines).toContainEqual(
      expect.stringMatching(/^FAIL +prefetch patient .*the answer is no JSON: .*login page/),
    );
  });

  const outcome = (issue: object) => ({ resourceType: 'OperationOutcome', issue: [issue] });
  const bundle = (resource: object) => ({ resourceType: 'Bundle', entry: [{ resource }] });
  test.each([
    [
      'an OperationOutcome with 200',
      outcome({ diagnostics: 'no _sort here', details: { text: 'x' } }),
      /^FAIL +prefetch observations .*OperationOutcome in place of Bundle: no _sort here\. .*queries\.observations/,
    ],
    [
      'one without diagnostics',
      outcome({ details: { text: 'too many' } }),
      /^FAIL +prefetch patient .*OperationOutcome in place of Patient: too many\. .*queries\.patient/,
    ],
    [
      'one in a Bundle',
      bundle(outcome({ diagnostics: 'no _sort here' })),
      /^warn +prefetch observations .*: 0 Observation, and an OperationOutcome: no _sort here\. .*queries\.observations/,
    ],
  ])('%s: the doctor prints what it says, and where another query is written', async (_, body, line) => {
    answering(fhir.base, () => Response.json(body));
    expect(await examined(es384, { fhir })).toContainEqual(expect.stringMatching(line));
  });

  test('a service that is not there: names those that are', async () => {
    const lines = await examined(es384, { service: 'leg' });
    expect(lines.at(-1)).toMatch(
      /^FAIL +discovery +--service: there is no leg; write one of leg-symptoms-patient-view, /,
    );
  });

  test.each([
    ['the second', 1, 429, /^warn +time +of 0 calls: ended by a 429 .*callsPerSecond/],
    ['the fourth', 3, 429, /^(?:ok|warn) +time .* of 2 calls, ended by a 429 .*callsPerSecond/],
    ['the second', 1, 500, /^FAIL +time +500: /],
  ])('%s call (after %i) answered %i: the card is shown, then the time', async (_, good, status, line) => {
    let calls = 0;
    const url = 'https://cds.test';
    const services = [{ id: patientView, hook: 'patient-view', prefetch: {} }];
    const cards = [{ indicator: 'critical', summary: 'Possible cauda equina syndrome' }];
    answering(url, (_url, method) => {
      if (method === 'GET') return Response.json({ services });
      calls += 1;
      return calls <= good ? Response.json({ cards }) : Response.json({}, { status });
    });
    const lines = await examined(es384, { url });
    expect(lines.at(-2)).toContain('[critical] Possible cauda equina syndrome');
    expect(lines.at(-1)).toMatch(line);
  });

  test.each([
    [['explain', 'jwt.aud'], 0, 'audiences'],
    [['doctor', 'nowhere', '--client', 'identity.json'], 2, 'nowhere is no URL'],
    [['doctor', 'http://localhost', '--client', 'clients.json'], 2, 'npx radix-cds new makes one'],
    [['doctor', 'http://localhost:9999', '--client', 'identity.json'], 1, 'nothing answers there'],
    [['new', 'my-ehr', '--iss', 'https://ehr.example.org'], 2, 'is there already'],
    [['new', 'My EHR', '--iss', 'https://ehr.example.org', '--out', 'keys'], 2, 'id must be lower-case'],
    [['--help'], 0, 'npx radix-cds doctor URL'],
  ])('%j: exit code %i, says %j', (words, code, said) => {
    const { status, stdout, stderr } = program(...words);
    expect([status, `${stdout}${stderr}`]).toEqual([code, expect.stringContaining(said)]);
    expect(stderr).not.toContain('    at ');
  });
});

describe('what is published', () => {
  test('needs jose alone, and nothing of Node', async () => {
    const { metafile } = await build({
      entryPoints: [join(folder, 'src/index.ts')],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      format: 'esm',
      external: Object.keys(manifest.dependencies),
      absWorkingDir: folder,
    });
    expect(Object.keys(manifest.dependencies)).toEqual(['jose']);
    expect(Object.keys(metafile.inputs).filter((path) => !path.startsWith('src/'))).toEqual([]);
  });

  test('has the types of the wire that the service has', () => {
    expectTypeOf<service.Card>().toExtend<client.Card>();
    expectTypeOf<Omit<service.CdsAnswer, 'extension'>>().toExtend<Omit<client.CdsAnswer, 'extension'>>();
    expectTypeOf<service.Discovery>().toExtend<client.Discovery>();
    expectTypeOf<Assessment>().toExtend<client.Assessment>();
    expectTypeOf<client.Assessment['redFlags']>().toExtend<Assessment['redFlags']>();
    expectTypeOf<client.Feedback>().toExtend<service.Feedback>();
    expectTypeOf<client.Hook>().toEqualTypeOf<service.Hook>();
    expectTypeOf<Omit<client.Card, 'suggestions'>>().toExtend<Omit<service.Card, 'suggestions'>>();
  });
});
