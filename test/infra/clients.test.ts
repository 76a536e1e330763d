import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RecordChange } from '../../functions/audit/record-change.ts';
import { entryHash } from '../../functions/audit/verify/standing-check.ts';
import { tableRegistry } from '../../functions/client/client-source.ts';
import { codeSystems, readCodeMap } from '../../rules/codes/index.ts';
import { check, list, put, remove } from '../../tools/clients/edit-registry.ts';
import { dynamoRegistryTable, type RegistryTable } from '../../tools/clients/registry-table.ts';
import { tryOut } from '../../tools/clients/try-out.ts';
import { createTable, dynamoClient, startDynalite } from '../audit/support/dynalite-table.ts';
import { baseUrl, jar, send, startOfTest, testClock } from '../support/cds.ts';
import { createClientTable } from '../support/client-table.ts';

const now = '2026-11-22T12:00:00.000Z';
const entry = (id: string, iss = `https://${id}.example.org`) => ({
  id,
  iss,
  jku: `https://${id}.example.org/jwks.json`,
  fhirServers: [`https://${id}.example.org/r4`],
});
const file = (...entries: object[]) => JSON.stringify({ clients: entries });

const { endpoint, stop } = await startDynalite();
const client = dynamoClient(endpoint);
afterAll(() => {
  client.destroy();
  return stop();
});

const newTable = () => createClientTable(client);

describe('check', () => {
  const onALaptop = file({
    ...entry('north'),
    jku: 'http://localhost:9000/jwks.json',
    fhirServers: ['http://127.0.0.1:8080/fhir'],
  });

  test('accepts for a laptop what npm start accepts', () => {
    expect(check(onALaptop, true)).toEqual({ ok: true, lines: ['1 client, no problem: north'] });
  });

  test('refuses it for a deployed service, by its fields', () => {
    const { ok, lines } = check(onALaptop);
    expect([ok, ...lines.map((line) => line.split(' ')[1])]).toEqual([false, 'jku', 'fhirServers[0]']);
  });

  test('says how many clients a sound file has, and which', () => {
    expect(check(file(entry('north'), entry('south')))).toEqual({
      ok: true,
      lines: ['2 clients, no problem: north, south'],
    });
  });

  test('says of a file without clients that it has none', () => {
    expect(check(file())).toEqual({ ok: true, lines: ['0 clients, no problem'] });
  });

  test('names the client, the field and what to write', () => {
    const { ok, lines } = check(file({ ...entry('north'), fhirServers: ['http://10.0.0.1/r4'] }));
    expect(ok).toBe(false);
    expect(lines).toEqual([
      'north: fhirServers[0] must be an https URL with a host name: no IP address, user, query or fragment; http in a stage for tests alone, with CDS_ALLOW_HTTP_FHIR=1',
    ]);
  });

  test('refuses what is allowed on a laptop only: http', () => {
    expect(check(file({ ...entry('north'), fhirServers: ['http://localhost:8080/r4'] })).ok).toBe(false);
  });
});

describe('the registry in the table', () => {
  let table: RegistryTable;
  let name: string;
  let changes: Parameters<RecordChange>[0][];
  const edited = () => ({
    table,
    record: async (change: (typeof changes)[0]) => void changes.push(change),
    now,
  });
  const registered = async () => (await table.all()).map(({ id }) => id);

  beforeEach(async () => {
    name = await newTable();
    table = dynamoRegistryTable(client, name);
    changes = [];
  });

  test('what was put is what the functions read', async () => {
    const said = await put(file(entry('north'), entry('south')), edited());
    expect(said).toEqual({
      ok: true,
      lines: ['added north', 'added south', 'The service reads it within 5 minutes.'],
    });
    const { clients, problems } = await tableRegistry(client, name, { allowLoopback: false })();
    expect(problems).toEqual([]);
    expect(clients.map(({ id, iss }) => [id, iss])).toEqual([
      ['north', 'https://north.example.org'],
      ['south', 'https://south.example.org'],
    ]);
  });

  test('a code map that is larger than an item of the table may be is put and read', async () => {
    const element = Array.from({ length: 6_000 }, (_, n) => ({
      code: `row-${n}`,
      display: `a row with a name of usual length ${n}`,
      target: [{ code: 'leg-pain', equivalence: 'equivalent' }],
    }));
    const group = [{ source: 'urn:oid:1.2.3', target: codeSystems.finding, element }];
    const codeMap = { resourceType: 'ConceptMap', status: 'active', version: '1', group };
    const text = file({ ...entry('north'), codeMap });
    expect(text.length).toBeGreaterThan(400_000);
    expect((await put(text, edited())).ok).toBe(true);
    const { clients } = await tableRegistry(client, name, { allowLoopback: false, readCodeMap })();
    expect(clients[0]?.codeMap?.codes.get('urn:oid:1.2.3')?.size).toBe(6_000);
    expect((await list(table)).lines).toHaveLength(1);
  });

  test('putting a client again replaces it and leaves the others', async () => {
    await put(file(entry('north'), entry('south')), edited());
    const said = await put(file(entry('north', 'https://new.example.org')), edited());
    expect(said.lines[0]).toBe('replaced north');
    expect((await list(table)).lines).toEqual([
      `north  https://new.example.org  since ${now}`,
      `south  https://south.example.org  since ${now}`,
    ]);
  });

  test('a file with one problem changes nothing', async () => {
    const said = await put(file(entry('north'), { id: 'south' }), edited());
    expect(said.ok).toBe(false);
    expect(await registered()).toEqual([]);
  });

  test('an issuer that another registered client has is refused', async () => {
    await put(file(entry('north')), edited());
    const said = await put(file(entry('south', 'https://north.example.org')), edited());
    expect(said).toEqual({
      ok: false,
      lines: ['south: iss is already registered: one client an issuer'],
    });
    expect(await registered()).toEqual(['north']);
  });

  test('an entry that somebody spoilt by hand stops neither a put nor the list', async () => {
    await table.put({ id: 'spoilt', entry: '{', changedAt: now });
    expect((await put(file(entry('north')), edited())).ok).toBe(true);
    expect((await list(table)).lines).toHaveLength(2);
  });

  test('a removed client is gone', async () => {
    await put(file(entry('north'), entry('south')), edited());
    expect((await remove('north', edited())).ok).toBe(true);
    expect(await registered()).toEqual(['south']);
  });

  describe('on record', () => {
    const key = { kty: 'EC', crv: 'P-384', kid: 'k1', x: 'eA', y: 'eQ' };

    test('a client that is added leaves all its fields, keys by thumbprint and nothing written for people', async () => {
      const whole = {
        ...entry('north'),
        jwks: { keys: [key] },
        contact: 'Lee, 555-0100',
        environment: 'test',
      };
      await put(file(whole), edited());
      const [change] = changes;
      expect(change).toMatchObject({ of: 'client', about: 'north', before: [], hash: entryHash(whole) });
      expect(change?.after).toEqual([
        'id=north',
        'iss=https://north.example.org',
        'jku=https://north.example.org/jwks.json',
        'fhirServers=["https://north.example.org/r4"]',
        expect.stringMatching(/^jwks=k1:[\w-]{43}$/),
        'contact=(not kept)',
        'environment=(not kept)',
      ]);
    });

    test('one that is changed leaves the fields that differ, from what to what', async () => {
      await put(file(entry('north')), edited());
      await put(file(entry('north', 'https://new.example.org')), edited());
      expect(changes[1]).toMatchObject({
        before: ['iss=https://north.example.org'],
        after: ['iss=https://new.example.org'],
      });
    });

    test('one that is removed leaves what it was, and no hash', async () => {
      await put(file(entry('north')), edited());
      await remove('north', edited());
      expect(changes[1]).toMatchObject({ about: 'north', after: [], hash: undefined });
      expect(changes[1]?.before).toContain('iss=https://north.example.org');
    });

    test('what cannot be recorded is not done', async () => {
      const record = () => Promise.reject(new Error('no audit log'));
      await expect(put(file(entry('north')), { ...edited(), record })).rejects.toThrow('no audit log');
      expect(await registered()).toEqual([]);
      await put(file(entry('north')), edited());
      await expect(remove('north', { ...edited(), record })).rejects.toThrow('no audit log');
      expect(await registered()).toEqual(['north']);
    });
  });

  test('removing who is not registered says so', async () => {
    expect(await remove('nobody', edited())).toEqual({
      ok: false,
      lines: ['nobody is not registered: npm run clients -- list shows who is'],
    });
  });

  test('an empty registry says what that means', async () => {
    expect((await list(table)).lines).toEqual(['No client is registered: every call is answered 401.']);
  });
});

describe('try', () => {
  const discoveryUrl = `${baseUrl}/cds-services`;
  let table: RegistryTable;
  let name: string;
  let now: number;
  const told: string[] = [];

  beforeEach(async () => {
    name = await newTable();
    table = dynamoRegistryTable(client, name);
    now = startOfTest;
    told.length = 0;
  });

  /** The deployed service, except that it reads the registry more often. */
  const service =
    (registry: () => Promise<readonly object[]>): typeof fetch =>
    async (url, { headers, body } = {}) => {
      const { handlers } = jar({ clients: await registry(), clock: testClock(now) });
      const path = new URL(String(url)).pathname;
      const answer = await send(handlers.invoke, { path, headers: headers as Record<string, string>, body });
      return new Response(answer.text, { status: answer.status, headers: answer.headers });
    };
  const stored = async () => (await table.all()).map(({ entry }) => JSON.parse(entry) as object);
  const run = (sending: typeof fetch) =>
    tryOut({
      discoveryUrl,
      table,
      record: async () => undefined,
      send: sending,
      now: () => now,
      wait: async (milliseconds) => {
        now += milliseconds;
      },
      tell: (line) => told.push(line),
    });

  test('shows the card that the service answers, and leaves no client behind', async () => {
    const { ok, lines } = await run(service(stored));
    expect({ ok, first: lines[0] }).toEqual({ ok: true, first: '200' });
    expect(lines[1]).toMatch(/^critical: .*cauda equina/);
    expect(await table.all()).toEqual([]);
  });

  test('waits until the service has read the registry', async () => {
    const read = async () => (now < startOfTest + 60_000 ? [entry('someone')] : stored());
    expect((await run(service(read))).ok).toBe(true);
    expect(told.length).toBe(6);
  });

  test('gives up when the service has had its five minutes, and says what it answered', async () => {
    const { ok, lines } = await run(service(async () => [entry('someone')]));
    expect(ok).toBe(false);
    expect(lines[0]).toContain('/cds-services/leg-symptoms-patient-view answered 401');
    expect(now - startOfTest).toBeGreaterThan(300_000);
    expect(await table.all()).toEqual([]);
  });

  test('leaves no client behind when the answer of the table to its registration was lost', async () => {
    const whole = table;
    const put = async (entry: Parameters<RegistryTable['put']>[0]) => {
      await whole.put(entry);
      throw new Error('socket hang up');
    };
    table = { ...whole, all: () => whole.all(), remove: (id) => whole.remove(id), put };
    await expect(run(service(stored))).rejects.toThrow('socket hang up');
    expect(await whole.all()).toEqual([]);
  });

  test('says that the client may be left behind when it cannot be removed', async () => {
    const whole = table;
    table = {
      all: () => whole.all(),
      put: (one) => whole.put(one),
      remove: () => Promise.reject(new Error('no')),
    };
    expect((await run(service(stored))).ok).toBe(true);
    expect(told.join()).toContain('npm run clients -- remove try-out');
  });

  test('leaves no client behind when the service cannot be reached', async () => {
    await expect(run(() => Promise.reject(new TypeError('fetch failed')))).rejects.toThrow('fetch failed');
    expect(await table.all()).toEqual([]);
  });
});

describe('npm run clients', () => {
  const root = resolve(import.meta.dirname, '../..');
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clients-'));
    await writeFile(join(folder, 'good.json'), file(entry('north')));
    await writeFile(join(folder, 'bad.json'), file({ id: 'north' }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (args: string[], env: Record<string, string> = {}) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const bare = { PATH: process.env['PATH'] ?? '', AWS_EC2_METADATA_DISABLED: 'true', ...env };
      execFile(
        process.execPath,
        ['tools/clients/main.ts', ...args],
        { cwd: root, env: bare },
        (error, out, err) => done({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });

  test('check passes a sound file without AWS credentials', async () => {
    const { code, out } = await run(['check', join(folder, 'good.json')]);
    expect({ code, out }).toEqual({ code: 0, out: '1 client, no problem: north\n' });
  });

  test('check fails a wrong file with exit code 1', async () => {
    const { code, err } = await run(['check', join(folder, 'bad.json')]);
    expect(code).toBe(1);
    expect(err).toContain('north: iss');
  });

  test('put without CLIENTS_TABLE says where to find it', async () => {
    const { code, err } = await run(['put', join(folder, 'good.json')]);
    expect(code).toBe(2);
    expect(err).toContain('output AuditEnvironment of the data stack');
  });

  test('try says how the URL is written before it asks anybody', async () => {
    const { code, err } = await run(['try', 'not-a-url'], { CLIENTS_TABLE: 'clients' });
    expect({ code, err }).toEqual({
      code: 2,
      err: 'not-a-url is no URL: write the output DiscoveryUrl of the service stack, https://…/cds-services\n',
    });
  });

  test('put without the settings of the audit log says that each change is recorded', async () => {
    const { code, err } = await run(['put', join(folder, 'good.json')], { CLIENTS_TABLE: 'clients' });
    expect([code, err]).toEqual([2, expect.stringContaining('each change is put on record')]);
  });

  test('put writes to the table that CLIENTS_TABLE names', async () => {
    const name = await newTable();
    const { code, out } = await run(['put', join(folder, 'good.json')], {
      CLIENTS_TABLE: name,
      AUDIT_TABLE: (await createTable(endpoint)).name,
      PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    expect({ code, out }).toEqual({ code: 0, out: 'added north\nThe service reads it within 5 minutes.\n' });
  });

  test.each([[['frobnicate', 'x']], [[]]])('%j prints what can be said', async (args) => {
    const { code, err } = await run(args);
    expect(code).toBe(1);
    expect(err).toContain('npm run clients -- check FILE');
  });
});
