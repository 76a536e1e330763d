/** What the process starts with, and what it refuses to start with. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ruleBookFrom } from '../../functions/base/rule-book.ts';
import { originsFrom, settingsFrom } from '../../functions/base/settings.ts';
import { clientSource } from '../../functions/client/client-source.ts';
import { fileRegistry } from '../../functions/client/file-registry.ts';
import { parseClients, parseRegistry, type Registry } from '../../functions/client/registry.ts';
import { whenStarted } from '../../functions/http/handler.ts';
import { worldFromEnvironment } from '../../functions/world.ts';
import { entry, testClock } from '../support/cds.ts';

const local = { CDS_BASE_URL: 'http://localhost:8080' };
const cloud = { CDS_BASE_URL: 'https://cds.example.org', AWS_LAMBDA_FUNCTION_NAME: 'invoke' };

describe('settings', () => {
  test('a slash at the end of the base is no part of aud', () => {
    expect(settingsFrom({ CDS_BASE_URL: 'https://cds.example.org/' }).baseUrl).toBe(
      'https://cds.example.org',
    );
  });

  test.each([undefined, '', 'cds.example.org', 'ftp://x', 'https://x?y', 'https://user@x', 'https://x#y'])(
    'R-196: CDS_BASE_URL %j is refused with what to write',
    (url) => {
      expect(() => settingsFrom({ CDS_BASE_URL: url })).toThrow(/CDS_BASE_URL must be the public URL/);
    },
  );

  test.each([
    ['R-208', 'anybody in the cloud', { ...cloud, CDS_ALLOW_ANONYMOUS: '1' }, /local runs/],
    ['R-208', 'loopback in the cloud', { ...cloud, CDS_ALLOW_LOOPBACK: '1' }, /local runs/],
    [
      'R-208',
      'anybody from anywhere',
      { CDS_BASE_URL: 'https://cds.example.org', CDS_ALLOW_ANONYMOUS: '1' },
      /on localhost/,
    ],
    ['T111', 'unchecked certificates', { ...local, NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /certificates/],
    ['T111', 'old TLS', { ...local, NODE_OPTIONS: '--max-old-space-size=9 --tls-min-v1.0' }, /TLS/],
    ['T111', 'old TLS at most', { ...local, NODE_OPTIONS: '--tls-max-v1.1' }, /TLS/],
    ['T150', 'a library that prints tokens', { ...local, DEBUG: '*' }, /DEBUG/],
    ['T150', 'that library by name', { ...local, DEBUG: 'vite,fhir-kit-client:info' }, /DEBUG/],
    ['T150', 'Node printing tokens', { ...local, NODE_DEBUG: 'http,undici' }, /NODE_DEBUG/],
  ])('%s: does not start with %s', (_id, _, env, sentence) => {
    expect(() => settingsFrom(env)).toThrow(sentence);
  });

  test.each([
    { DEBUG: 'vite' },
    { NODE_DEBUG: 'module' },
    { NODE_OPTIONS: '--enable-source-maps' },
    { CDS_ALLOW_ANONYMOUS: '0' },
  ])('T150: starts with %j', (env) => {
    expect(() => settingsFrom({ ...local, ...env })).not.toThrow();
  });

  test.each([
    ['https://cds.example.org/rulebook', {}, 'https://cds.example.org/rulebook/'],
    ['https://cds.example.org/rulebook/', {}, 'https://cds.example.org/rulebook/'],
    ['http://localhost:8080/rulebook/', { CDS_ALLOW_LOOPBACK: '1' }, 'http://localhost:8080/rulebook/'],
    ['', {}, undefined],
  ])('the rule book is at %j', (url, env, folder) =>
    expect(ruleBookFrom({ ...env, CDS_RULEBOOK_URL: url })).toBe(folder),
  );

  test.each(['http://cds.example.org/', 'cds.example.org', 'https://x?y', 'https://user@x'])(
    'CDS_RULEBOOK_URL %j is refused with what to write',
    (url) =>
      expect(() => ruleBookFrom({ CDS_RULEBOOK_URL: url })).toThrow(/CDS_RULEBOOK_URL must be the https URL/),
  );

  test.each([
    ['1', true],
    [undefined, false],
    ['true', false],
  ])('http FHIR servers: CDS_ALLOW_HTTP_FHIR %j is %j', (value, isAllowed) => {
    expect(settingsFrom({ ...cloud, CDS_ALLOW_HTTP_FHIR: value }).allowHttpFhir).toBe(isAllowed);
  });

  test('R-212: origins of the deployment', () => {
    expect(originsFrom({ CDS_CORS_ORIGINS: ' https://a.test, https://b.test ,' })).toEqual([
      'https://a.test',
      'https://b.test',
    ]);
    expect(originsFrom({})).toEqual([]);
  });

  test('R-208: in the cloud a wrong setting fails the start; elsewhere importing does nothing', async () => {
    const make = () => Promise.reject(new Error('wrong setting'));
    await expect(whenStarted(cloud, make)).rejects.toThrow('wrong setting');
    const later = await whenStarted(local, make);
    await expect(later({} as never)).rejects.toThrow('wrong setting');
  });

  test('R-208: without a registry there is no world', async () => {
    await expect(worldFromEnvironment(local)).rejects.toThrow(/CLIENTS_TABLE \(cloud\) or CDS_CLIENTS_FILE/);
  });
});

describe('the registry file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-'));
  const written = (text: string) => {
    const path = join(folder, 'clients.json');
    writeFileSync(path, text);
    return fileRegistry(path, { allowLoopback: false });
  };

  test('R-205: is read', async () => {
    expect((await written(JSON.stringify({ clients: [entry()] }))()).clients).toHaveLength(1);
  });

  test.each([
    ['no JSON', '{"secret"', /is not JSON/],
    [
      'no JSON, by its place',
      '{ "clients": [\n  {"id": "secret",}\n] }',
      /is not JSON \(line 2, column 19\)/,
    ],
    ['no clients', '{}', /clients must be an array/],
    [
      'a client with a mistake',
      JSON.stringify({ clients: [entry({ jku: 'http://x' })] }),
      /st-elsewhere: jku must be an https URL/,
    ],
  ])('R-205: with %s is refused whole, by line, and not quoted', async (_, text, sentence) => {
    const failure = await written(text)().catch((error: Error) => error.message);
    expect(failure).toMatch(sentence);
    expect(failure).not.toContain('secret');
  });

  test('R-205: that is not there is named', async () => {
    await expect(fileRegistry(join(folder, 'none.json'), { allowLoopback: false })()).rejects.toThrow(
      /none\.json cannot be read/,
    );
  });

  test.each(['null', '5', '[]', '"x"'])('a registry that is %s', (text) => {
    expect(parseRegistry(text, { allowLoopback: false }).problems).toHaveLength(1);
  });
});

describe('reading the registry again', () => {
  const good: Registry = parseClients([entry()], { allowLoopback: false });
  const set = (...readings: (() => Promise<Registry>)[]) => {
    const clock = testClock();
    const problems: unknown[] = [];
    const failures: unknown[] = [];
    let n = 0;
    const clients = clientSource({
      read: () => readings[Math.min(n++, readings.length - 1)]?.() ?? Promise.reject(new Error('none')),
      clock,
      onProblems: (found) => problems.push(...found),
      onFailure: (error) => failures.push(error),
    });
    return { clock, clients, problems, failures, readings: () => n };
  };

  test('at most every five minutes', async () => {
    const at = set(async () => good);
    for (let i = 0; i < 10; i++) {
      await at.clients();
      at.clock.advance(29_999);
    }
    expect(at.readings()).toBe(1);
    at.clock.advance(20);
    await at.clients();
    expect(at.readings()).toBe(2);
  });

  test('many callers at once wait for one reading', async () => {
    const at = set(async () => good);
    await Promise.all(Array.from({ length: 20 }, at.clients));
    expect(at.readings()).toBe(1);
  });

  test('the last one holds while the next fails, and that is told', async () => {
    const at = set(
      async () => good,
      () => Promise.reject(new Error('down')),
      async () => ({ ...good, clients: [] }),
    );
    await at.clients();
    at.clock.advance(300_001);
    expect(await at.clients()).toHaveLength(1);
    expect(at.failures).toHaveLength(1);
    at.clock.advance(10_001);
    expect(await at.clients()).toHaveLength(0);
  });

  test('without any reading it cannot be told who calls', async () => {
    const at = set(() => Promise.reject(new Error('down')));
    await expect(at.clients()).rejects.toThrow('down');
    await expect(at.clients()).rejects.toThrow('down');
  });

  test('what is wrong with an entry is told, the others hold', async () => {
    const at = set(async () => parseClients([entry(), { id: 'broken' }], { allowLoopback: false }));
    expect(await at.clients()).toHaveLength(1);
    expect(at.problems.length).toBeGreaterThan(0);
  });
});
