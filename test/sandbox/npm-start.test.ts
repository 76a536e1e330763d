import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CdsAnswer, Discovery } from '../../functions/cds-hooks/wire.ts';
import { spawnChild } from '../support/child.ts';
import {
  endOfSandbox,
  newDataFolder,
  projectFolder,
  type RunningSandbox,
  startSandbox,
} from '../support/sandbox-process.ts';

// each starts whole processes, beside every other test of this machine
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const service = 'leg-symptoms-patient-view';
const json = { 'content-type': 'application/json' };

const requestFor = async (url: string, query = 'patient=cauda-equina') =>
  (await fetch(`${url}/ehr/request?${query}`)).json() as Promise<Record<string, unknown>>;
const callService = async (url: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}/cds-services/${service}`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as CdsAnswer };
};

/** Settings that the running sandbox leaves for other commands. */
const localEnvironment = (folder: string) =>
  parseEnv(readFileSync(join(folder, 'local.env'), 'utf8')) as Record<string, string>;

const auditList = (folder: string) =>
  execFileSync(process.execPath, ['tools/audit/main.ts', 'list'], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, ...localEnvironment(folder) },
    encoding: 'utf8',
  });

describe('npm start', () => {
  const folder = newDataFolder();
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ DATA_DIR: folder });
  });
  afterAll(() => sandbox.end('SIGKILL'));

  test('prints the page, a curl and where the audit log is', () => {
    expect(sandbox.welcome).toMatch(/Page +http:\/\/localhost:\d+/);
    expect(sandbox.welcome).toContain('npm run audit -- list');
    expect(sandbox.welcome).toContain('curl -s');
  });

  const hasCurl = spawnSync('curl', ['--version']).status === 0;
  test.skipIf(!hasCurl)('the printed curl returns a critical card that names its reasons', () => {
    const [, command = ''] = /by hand:\n\n([\s\S]*?)\n\n/.exec(sandbox.welcome) ?? [];
    const answer = JSON.parse(execFileSync('sh', ['-c', command], { encoding: 'utf8' })) as CdsAnswer;
    expect(answer.cards[0]?.indicator).toBe('critical');
    expect(answer.cards[0]?.detail).toContain('saddle numbness');
  });

  test('discovery lists the seven services', async () => {
    const { services } = (await (await fetch(`${sandbox.url}/cds-services`)).json()) as Discovery;
    expect(services.map(({ id }) => id)).toHaveLength(7);
  });

  test.each(['delivery=prefetch', 'delivery=mixed'])('the same card first, %s', async (delivery) => {
    const request = await requestFor(sandbox.url, `patient=cauda-equina&${delivery}`);
    const { status, body } = await callService(sandbox.url, request);
    expect(status).toBe(200);
    expect(body.cards[0]?.indicator).toBe('critical');
  });

  test('a card leads to the page of its rule', async () => {
    const { body } = await callService(sandbox.url, await requestFor(sandbox.url, 'patient=cauda-equina'));
    const link = body.cards[0]?.links?.find(({ url }) => url.includes('/rulebook/'));
    const page = await fetch(link?.url ?? sandbox.url);
    expect([link?.label, page.status]).toEqual(['REC-03 in the rule book', 200]);
    expect(await page.text()).toContain('<h1>REC-03: ');
  });

  test('the decision tables of a rule are CSV beside its page', async () => {
    const file = await fetch(`${sandbox.url}/rulebook/REC-03.csv`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  });

  test('without prefetch the service reads the FHIR server with the token it was given', async () => {
    const request = await requestFor(sandbox.url, 'patient=cauda-equina&delivery=fhir-server');
    expect(request.prefetch).toBeUndefined();
    const { status, body } = await callService(sandbox.url, request);
    expect(status).toBe(200);
    expect(body.cards[0]?.indicator).toBe('critical');
  });

  test('a token of the mini-EHR is accepted once and refused the second time', async () => {
    const audience = `${sandbox.url}/cds-services/${service}`;
    const token = await (await fetch(`${sandbox.url}/ehr/token?aud=${audience}`)).text();
    const request = await requestFor(sandbox.url);
    const authorization = { authorization: `Bearer ${token}` };
    expect((await callService(sandbox.url, request, authorization)).status).toBe(200);
    expect((await callService(sandbox.url, request, authorization)).status).toBe(401);
  });

  test('the audit log names the call and nobody in it', async () => {
    await callService(sandbox.url, await requestFor(sandbox.url));
    const listed = auditList(folder);
    expect(listed).toContain(service);
    expect(listed).not.toMatch(/okafor|denise|cauda-equina|SYN-1/i);
  });

  test('nothing is left to reach from outside this machine', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address && !address.internal && address.family === 'IPv4');
    for (const address of outside) {
      const reached = await new Promise((done) => {
        const socket = connect(Number(new URL(sandbox.url).port), address?.address);
        socket.once('connect', () => done('connected'));
        socket.once('error', () => done('refused'));
        socket.setTimeout(1_000, () => done('no answer'));
      });
      expect(reached).not.toBe('connected');
    }
  });

  test.each([
    ['another name for this machine', { host: 'evil.example' }, '/ehr/worklist', 421],
    ['a form of another site', { 'content-type': 'text/plain' }, '/ehr/call', 415],
  ])('refuses %s', async (_, headers, path, status) => {
    const { port } = new URL(sandbox.url);
    const answered = await new Promise<number>((done, fail) => {
      const sent = request({ port, host: '127.0.0.1', path, method: 'POST', headers }, (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      });
      sent.once('error', fail);
      sent.end('{}');
    });
    expect(answered).toBe(status);
  });

  test('says which sandbox has the data folder', async () => {
    const { code, output } = await endOfSandbox({ DATA_DIR: folder });
    expect(code).toBe(1);
    expect(output).toContain(`in use by the sandbox at ${sandbox.url}`);
    expect(output).not.toContain('    at ');
  });
});

describe('after the end', () => {
  test('kill -9: the next start shows the earlier call in the audit log', async () => {
    const folder = newDataFolder();
    const first = await startSandbox({ DATA_DIR: folder });
    await callService(first.url, await requestFor(first.url, 'patient=foot-drop'));
    const before = auditList(folder);
    expect(before).toContain(service);
    await first.end('SIGKILL');

    const second = await startSandbox({ DATA_DIR: folder });
    expect(auditList(folder)).toBe(before);
    await second.end('SIGKILL');
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    '%s of npm alone leaves no server behind: the next start has the data folder to itself',
    async (signal) => {
      const folder = newDataFolder();
      const npm = spawnChild('npm', ['start'], {
        cwd: projectFolder,
        env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: folder },
      });
      npm.stderr.resume();
      let printed = '';
      for await (const chunk of npm.stdout) {
        printed += chunk;
        if (printed.includes('this machine alone')) break;
      }
      npm.kill(signal);
      const next = await startSandbox({ DATA_DIR: folder });
      await next.end('SIGKILL');
    },
  );

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it cleanly, open connections and all',
    async (signal) => {
      const folder = newDataFolder();
      const sandbox = await startSandbox({ DATA_DIR: folder });
      await fetch(`${sandbox.url}/healthz`);
      const { code, output } = await sandbox.end(signal);
      expect(code).toBe(0);
      expect(output).not.toMatch(/error|exception/i);
      expect(() => localEnvironment(folder)).toThrow('ENOENT');
    },
  );
});

describe('settings that cannot be used', () => {
  let neighbour: Server;
  beforeAll(async () => {
    neighbour = createServer();
    await new Promise<void>((done) => neighbour.listen(0, '127.0.0.1', done));
  });
  afterAll(() => void neighbour.close());

  test('a taken port: which, and what to do', async () => {
    const { port } = neighbour.address() as AddressInfo;
    const { code, output } = await endOfSandbox({ DATA_DIR: newDataFolder(), PORT: String(port) });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} is in use`);
    expect(output).toContain('PORT=8081 npm start');
    expect(output).not.toContain('    at ');
  });

  test.each([
    [{ PORT: 'eighty' }, 'PORT is "eighty"'],
    [{ AWS_ENDPOINT_URL_DYNAMODB: 'localhost:8000' }, 'AWS_ENDPOINT_URL_DYNAMODB is "localhost:8000"'],
    [{ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' }, 'AWS_ENDPOINT_URL_DYNAMODB'],
    [
      { CDS_CLIENTS_FILE: '/nowhere/clients.json' },
      'CDS_CLIENTS_FILE: /nowhere/clients.json cannot be read: write the path of a registry file',
    ],
    [{ CDS_CLIENTS_FILE: 'package.json' }, 'clients must be an array'],
    [{ CDS_CLIENTS_FILE: 'README.md' }, 'README.md has 1 problem:\n(registry): (file) is not JSON'],
    [{ DATA_DIR: 'package.json' }, 'DATA_DIR=.data-2 npm start'],
    [{ DATA_DIR: 'package.json/data' }, 'DATA_DIR=.data-2 npm start'],
  ])('%j: names the setting', async (environment, message) => {
    const { code, output } = await endOfSandbox({ DATA_DIR: newDataFolder(), ...environment });
    expect(code).toBe(1);
    expect(output).toContain(message);
    expect(output).not.toContain('    at ');
  });
});

test('a registry with a mistake in it is not started with: client, field and remedy', async () => {
  const file = join(newDataFolder(), 'my-clients.json');
  writeFileSync(file, JSON.stringify({ clients: [{ id: 'st-elsewhere', iss: 'https://ehr.example.org' }] }));
  const { code, output } = await endOfSandbox({ DATA_DIR: newDataFolder(), CDS_CLIENTS_FILE: file });
  expect([code, output]).toEqual([1, expect.stringContaining('st-elsewhere: jku or jwks is required')]);
});

test('npm run audit says as much of a data folder that cannot be used', () => {
  const { status, stderr } = spawnSync(process.execPath, ['sandbox/audit.ts', 'list'], {
    cwd: projectFolder,
    env: { PATH: process.env.PATH, DATA_DIR: 'package.json' },
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^The data folder \S+ cannot be written/)]);
  expect(stderr).not.toContain('    at ');
});

describe('with a registry of your own in the data folder', () => {
  const folder = newDataFolder();
  const file = join(folder, 'clients.json');
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    writeFileSync(file, JSON.stringify({ clients: [] }));
    sandbox = await startSandbox({ DATA_DIR: folder, CDS_CLIENTS_FILE: file });
  });
  afterAll(() => sandbox.end('SIGKILL'));

  test('nobody is let in without a token, and the printed curl brings one', async () => {
    const request = await requestFor(sandbox.url);
    expect((await callService(sandbox.url, request)).status).toBe(401);
    expect(sandbox.welcome).toContain('Authorization: Bearer');
  });

  test('its file stays as you wrote it', () => expect(readFileSync(file, 'utf8')).toBe('{"clients":[]}'));
});
