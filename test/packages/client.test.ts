/** The npm package radix-cds against `npm start`: its README runs as it stands, its types are the service's. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import type * as service from '../../functions/cds-hooks/wire.ts';
import manifest from '../../packages/client/package.json' with { type: 'json' };
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
const scripts = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, script = '']) => script);

/** In a folder of their own, with the package as it is in this tree. */
const workplace = mkdtempSync(join(tmpdir(), 'radix-ehr-'));
const run = (script: string, ...words: readonly string[]) => {
  const file = join(workplace, 'script.mjs');
  writeFileSync(file, script.replace("'radix-cds'", JSON.stringify(join(folder, 'src/index.ts'))));
  return spawnSync(process.execPath, [file, ...words], { cwd: workplace, encoding: 'utf8' });
};

const patientView = 'leg-symptoms-patient-view';
const context = { userId: 'Practitioner/lee', patientId: 'cauda-equina' };

let sandbox: RunningSandbox;
let es384: Identity;
let rs384: Identity;
beforeAll(async () => {
  const [register = ''] = scripts;
  expect(run(register).stderr).toBe('');
  es384 = JSON.parse(readFileSync(join(workplace, 'identity.json'), 'utf8'));
  const { clients } = JSON.parse(readFileSync(join(workplace, 'clients.json'), 'utf8'));
  const rsa = await newKey('RS384');
  rs384 = { iss: 'https://other.example.org', key: rsa.key };
  const file = join(workplace, 'both.json');
  const other = { id: 'other-ehr', iss: rs384.iss, jwks: rsa.jwks, services: ['leg-symptoms-order-sign'] };
  writeFileSync(file, JSON.stringify({ clients: [...clients, other] }));
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
    const [, ehr = ''] = scripts;
    const { stdout, stderr } = run(ehr, sandbox.url);
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

  test('what is no CDS service is told from one', async () => {
    const cds = cdsClient({ url: `${sandbox.url}/nothing-here`, identity: es384 });
    expect(await refused(cds.discover())).toMatchObject({ message: expect.stringContaining('the URL') });
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
