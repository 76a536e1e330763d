import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCheckpoint } from '../../functions/audit/tlog/checkpoint.ts';
import { noteKey } from '../../functions/audit/tlog/note.ts';
import { checkpointFlaws, policyOf } from '../../functions/audit/tlog/policy.ts';
import { bundleAll, bundleFolder, type FunctionName, functionNames } from '../../infra/build.ts';
import { nodeOptions } from '../../infra/duty.ts';
import { put } from '../../tools/clients/edit-registry.ts';
import { dynamoRegistryTable } from '../../tools/clients/registry-table.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { baseUrl, entry, event, type Reply, reply } from '../support/cds.ts';
import { keyArn, startKms } from '../support/kms.ts';
import { pathOf, request } from '../support/requests.ts';
import { type Sandbox, startSandbox } from '../support/runtime-api.ts';
import { startS3 } from '../support/s3.ts';
import { signer, type TokenSigner, token } from '../support/tokens.ts';

let dist: string;
let made: Awaited<ReturnType<typeof bundleAll>>;
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'dist-'));
  made = await bundleAll(dist);
});
afterAll(() => rm(dist, { recursive: true }));

const sourceOf = (name: FunctionName) => readFile(join(bundleFolder(name, dist), 'index.mjs'), 'utf8');

describe.each(functionNames)('the bundle of %s', (name) => {
  test('is one file', async () => {
    expect(await readdir(bundleFolder(name, dist))).toEqual(['index.mjs']);
  });

  test('loads nothing but modules of node, and no way to start a process', () => {
    const loaded = Object.values(made.get(name)!.outputs).flatMap(({ imports }) =>
      imports.map(({ path }) => path),
    );
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((path) => !isBuiltin(path) || path.includes('child_process'))).toEqual([]);
  });

  /** One sign beyond makes V8 hold all of it with two bytes a sign. In a regular expression, write `\\u2264` for `≤`. */
  test('is ASCII', async () => {
    const [sign] = /[^\0-\x7f]/.exec(await sourceOf(name)) ?? [];
    expect(sign).toBeUndefined();
  });

  test('T202: has no key in it', async () => {
    const keys = /PRIVATE KEY-----\W{0,4}\w{20}|AKIA[0-9A-Z]{16}/g;
    expect((await sourceOf(name)).match(keys)).toBeNull();
  });
});

describe('what is bundled', () => {
  test('the same sources give the same bytes, so that a deployment without a change changes nothing', async () => {
    const again = await mkdtemp(join(tmpdir(), 'dist-'));
    await bundleAll(again);
    for (const name of functionNames) {
      const second = await readFile(join(bundleFolder(name, again), 'index.mjs'), 'utf8');
      expect(second === (await sourceOf(name))).toBe(true);
    }
    await rm(again, { recursive: true });
  });

  test('feedback, which reads no chart, needs no rules', () => {
    const inside = Object.entries(Object.values(made.get('feedback')!.outputs)[0]!.inputs)
      .filter(([path, { bytesInOutput }]) => path.startsWith('rules/') && bytesInOutput > 0)
      .map(([path]) => path);
    expect(inside).toEqual(['rules/codes/code-system.ts', 'rules/management/override-reasons.ts']);
  });

  test('discovery, which every EHR asks and nothing protects, needs neither the SDK nor the rules', async () => {
    // 35 kB of it are the OpenAPI document
    expect((await sourceOf('discovery')).length).toBeLessThan(72_000);
  });

  // of audit 30 kB are S3, for /healthz; docs/decisions/0302 says what these are made of; CDK zips at zlib's usual level, and adds its 150 bytes
  test.each([
    ['discovery', 19],
    ['invoke', 292],
    ['feedback', 95],
    ['audit', 125],
    ['archive', 80],
    ['checkpoint', 90],
    ['monitor', 100],
    ['reconcile', 100],
  ] as const)('%s is at most %i kB as a zip', async (name, most) => {
    expect(deflateRawSync(await sourceOf(name)).length + 150).toBeLessThan(most * 1000);
  });
});

describe('the built bundles behind a Runtime API', () => {
  const canary = 'PractitionerRole/e-Q.1';
  let ehr: TokenSigner;
  let dynamo: Awaited<ReturnType<typeof startDynalite>>;
  let audit: Awaited<ReturnType<typeof createTable>>;
  let clients: Awaited<ReturnType<typeof createTable>>;
  let kms: Awaited<ReturnType<typeof startKms>>;
  let s3: Awaited<ReturnType<typeof startS3>>;
  const started: Sandbox[] = [];

  beforeAll(async () => {
    ehr = await signer();
    [dynamo, kms, s3] = await Promise.all([startDynalite(), startKms(), startS3()]);
    audit = await createTable(dynamo.endpoint);
    clients = await createTable(dynamo.endpoint);
    const { jku: _, ...ours } = entry({ jwks: { keys: [ehr.publicJwk] } });
    const said = await put(JSON.stringify({ clients: [ours] }), {
      table: dynamoRegistryTable(clients.client, clients.name),
      record: async () => undefined,
      now: new Date().toISOString(),
    });
    expect(said.lines).toContain('added st-elsewhere');
  });

  afterAll(async () => {
    await Promise.all(started.map((sandbox) => sandbox.stop()));
    audit.client.destroy();
    clients.client.destroy();
    await Promise.all([dynamo.stop(), kms.stop(), s3.stop()]);
  });

  const start = async (name: FunctionName, env: Record<string, string> = {}): Promise<Sandbox> => {
    const sandbox = await startSandbox({
      folder: bundleFolder(name, dist),
      name,
      timeout: 8,
      env: {
        NODE_OPTIONS: nodeOptions,
        METRICS_NAMESPACE: 'RadixCDS/test',
        AUDIT_TABLE: audit.name,
        CLIENTS_TABLE: clients.name,
        CDS_BASE_URL: baseUrl,
        PSEUDONYM_KEY_ARNS: `k1=${keyArn('k1')}`,
        SEAL_KEY_ARN: keyArn('seal'),
        SIGN_KEY_ARN: keyArn('signing'),
        CERTIFY_KEY_ARN: keyArn('certify'),
        LOG_TABLE: clients.name,
        LOG_KEY_ARN: keyArn('log'),
        LOG_ORIGIN: 'example.com/log',
        ARCHIVE_BUCKET: 'archive',
        SPILL: 'log',
        AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
        AWS_ENDPOINT_URL_KMS: kms.endpoint,
        AWS_ENDPOINT_URL_S3: s3.endpoint,
        ...env,
      },
    });
    started.push(sandbox);
    return sandbox;
  };

  const ask = async (sandbox: Sandbox, what: Parameters<typeof event>[0]): Promise<Reply> =>
    reply((await sandbox.invoke(event(what))) as Parameters<typeof reply>[0]);

  const signed = async (path: string) => ({
    authorization: `Bearer ${await token(ehr, { at: Date.now(), claims: { aud: `${baseUrl}${path}` } })}`,
  });
  const hook = async (sandbox: Sandbox) => {
    const path = pathOf('patient-view');
    return ask(sandbox, { path, headers: await signed(path), body: request() });
  };
  const rows = async () =>
    (await audit.client.send(new ScanCommand({ TableName: audit.name }))).Items?.filter(({ body }) => body) ??
    [];

  test('discovery lists the services', async () => {
    const { status, body } = await ask(await start('discovery'), { method: 'GET', path: '/cds-services' });
    expect(status).toBe(200);
    expect(body.services).toHaveLength(7);
  });

  describe('invoke', () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await start('invoke');
      await sandbox.initialised;
    });

    /** A machine that is busy takes longer than the 250 ms of a row: then it is whole in the service log. */
    const kept = async (): Promise<number> =>
      (await rows()).length + sandbox.lines.filter((line) => line.startsWith('{"audit":1,')).length;

    test('answers a signed hook with the card that the chart asks for, its row kept by then', async () => {
      const before = await kept();
      const { status, body } = await hook(sandbox);
      expect(status).toBe(200);
      expect(body.cards[0]).toMatchObject({ indicator: 'critical' });
      expect(body.extension['org.radix-cds.assessment'].redFlags[0].id).toBe('RF-CES');
      expect(await kept()).toBeGreaterThan(before);
    });

    test('refuses whoever does not sign, and says no more', async () => {
      const { status, body } = await ask(sandbox, { path: pathOf('patient-view'), body: request() });
      expect(status).toBe(401);
      expect(body).toEqual({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'login' }],
      });
    });

    test.each([
      ['no JSON at all', '{'],
      ['a prototype', '{"__proto__":{"admin":true}}'],
      ['nothing', ''],
    ])('survives %s', async (_, body) => {
      const path = pathOf('patient-view');
      const { status } = await ask(sandbox, { path, headers: await signed(path), body });
      expect(status).toBe(400);
      expect((await hook(sandbox)).status).toBe(200);
    });

    test('writes nothing but lines of JSON, metrics among them, and nobody’s id', async () => {
      await hook(sandbox);
      const written = sandbox.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(written.filter((line) => '_aws' in line && 'Latency' in line).length).toBeGreaterThan(0);
      expect(written.filter((line) => '_aws' in line && line['Rule'] !== undefined).length).toBeGreaterThan(
        0,
      );
      expect(sandbox.lines.join('\n')).not.toContain(canary);
      expect(sandbox.exited()).toBe(false);
    });
  });

  test('with the table gone the card still comes, and the row is whole in the service log', async () => {
    const sandbox = await start('invoke');
    await sandbox.initialised;
    await hook(sandbox);
    const away = await start('invoke', { AUDIT_TABLE: 'no-such-table' });
    const { status, body } = await hook(away);
    expect(status).toBe(200);
    expect(body.cards.length).toBeGreaterThan(0);
    expect(away.lines.filter((line) => line.startsWith('{"audit":1,"item":'))).toHaveLength(1);
    expect(away.lines.filter((line) => line.includes('"AuditSpill":1'))).toHaveLength(1);
  });

  test('with the key service gone the card still comes, and the row says what it lacks', async () => {
    const before = new Set((await rows()).map(({ body }) => body?.S));
    const { status, body } = await hook(
      await start('invoke', { AWS_ENDPOINT_URL_KMS: 'http://127.0.0.1:9' }),
    );
    expect(status).toBe(200);
    expect(body.cards.length).toBeGreaterThan(0);
    const row = (await rows()).find(({ sk, body }) => sk?.S?.startsWith('CALL#') && !before.has(body?.S));
    expect(JSON.parse(row?.body?.S ?? '{}').record).toMatchObject({
      patient: expect.stringMatching(/^p\.interim\./),
      flags: expect.arrayContaining(['pseudonyms.interim', 'people.not-sealed']),
    });
  });

  test('a wrong setting stops the start with the sentence that says what to write', async () => {
    const sandbox = await start('invoke', { CDS_ALLOW_ANONYMOUS: '1' });
    await expect(sandbox.initialised).rejects.toThrow('are for local runs: remove them from the function');
  });

  test('each process signs its rows, and the key service certifies it', async () => {
    const before = new Set((await rows()).map(({ body }) => body?.S));
    await hook(await start('invoke'));
    const row = (await rows()).find(({ sk, body }) => sk?.S?.includes('#') && !before.has(body?.S));
    expect(JSON.parse(row?.body?.S ?? '{}')).toMatchObject({
      link: { chain: expect.stringMatching(/^k\.[\w-]{43}$/), seq: 0 },
      signed: { certificate: { alg: 'ES256' }, value: expect.stringMatching(/^[\w-]{86}$/) },
    });
  });

  test('feedback stores what a clinician did with a card', async () => {
    const { body } = await hook(await start('invoke'));
    const path = `${pathOf('patient-view')}/feedback`;
    const { status } = await ask(await start('feedback'), {
      path,
      headers: await signed(path),
      body: {
        feedback: [
          {
            card: body.cards[0].uuid,
            outcome: 'accepted',
            acceptedSuggestions: [{ id: body.cards[0].suggestions[0].uuid }],
            outcomeTimestamp: new Date().toISOString(),
          },
        ],
      },
    });
    expect(status).toBe(200);
    expect((await rows()).some(({ sk }) => sk?.S?.startsWith('FB#'))).toBe(true);
  });

  test('audit answers the auditor whom the gateway has proven, and records that it was asked', async () => {
    const asked = event({ method: 'GET', path: '/audit/calls' });
    const byAuditor = {
      ...asked,
      rawQueryString: 'client=st-elsewhere',
      queryStringParameters: { client: 'st-elsewhere' },
      requestContext: {
        ...asked.requestContext,
        authorizer: { iam: { userArn: 'arn:aws:sts::123456789012:assumed-role/auditor/lee' } },
      },
    };
    const sandbox = await start('audit');
    const answer = async () => reply((await sandbox.invoke(byAuditor)) as Parameters<typeof reply>[0]);
    let { status, body } = await answer();
    // a machine that is busy takes longer than the 250 ms of a row: nothing is shown then, and it may be asked again
    for (let more = 2; status === 503 && more > 0; more -= 1) ({ status, body } = await answer());
    expect(status).toBe(200);
    expect(body.items.length).toBeGreaterThan(0);
    expect((await rows()).some(({ body }) => body?.S?.includes('"kind":"read"'))).toBe(true);
  });

  test('archive copies rows of the stream into the bucket, and checkpoint signs for them', async () => {
    // beside the audit rows stand what was overridden, which is state and no evidence
    const row = (await rows()).find(({ sk }) => sk?.S?.startsWith('CALL#'));
    const { pk, sk, body } = row!;
    const archive = await start('archive');
    const record = { eventName: 'INSERT', dynamodb: { Keys: { pk, sk }, NewImage: { pk, sk, body } } };
    await archive.invoke({ Records: [record] });
    const [key, text] = [...s3.objects][0]!;
    expect(key).toMatch(/^entries\/\d{4}\//);
    expect(text).toBe(`${body?.S}\n`);
    expect(archive.lines.some((line) => line.includes('"RowsArchived":1'))).toBe(true);

    const checkpoint = await start('checkpoint');
    expect(await checkpoint.invoke({})).toEqual({ records: 1 });
    expect(checkpoint.lines.some((line) => line.includes('"RecordsSigned":1'))).toBe(true);
    const noted = parseCheckpoint(String(s3.objects.get('tlog/checkpoint')));
    expect(noted).toMatchObject({ origin: 'example.com/log', size: 1 });
    expect(checkpointFlaws(policyOf([noteKey('example.com/log', kms.logKey)]), noted)).toEqual([]);
    expect(await checkpoint.invoke({})).toEqual({ records: 0 });
  });
});
