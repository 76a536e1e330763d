/**
 * From the call to the checkpoint that signs for its row, by the clock: the built functions `invoke`, `archive` and
 * `checkpoint`, each as a process behind a small Runtime API, calls that come at a steady rate for a minute, a DynamoDB
 * engine on this machine, a bucket and a key service in memory. `test/archive/window.test.ts` has the same on a clock of
 * its own, with what AWS takes assumed and wake-ups that are lost; here nothing is assumed and nothing is lost.
 *
 * What AWS does between the functions is done here: the stream collects rows for a second, the bucket's event wakes the
 * checkpoint function, which works twice at once at most, and so does the clock.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { parseCheckpoint } from '../../functions/audit/tlog/checkpoint.ts';
import { bundle } from '../../infra/build.ts';
import { nodeOptions } from '../../infra/duty.ts';
import { put } from '../../tools/clients/edit-registry.ts';
import { dynamoRegistryTable } from '../../tools/clients/registry-table.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { baseUrl, entry, event, serviceUrl } from '../support/cds.ts';
import { keyArn, startKms } from '../support/kms.ts';
import { type Sandbox, startSandbox } from '../support/runtime-api.ts';
import { startS3 } from '../support/s3.ts';
import { signer, token } from '../support/tokens.ts';
import type { Bench } from './bench.ts';
import { hookBodies, service } from './hook-bodies.ts';

const seconds = 60;
const callsPerSecond = 4;
/** Milliseconds that the stream waits for more rows: `maxBatchingWindow` of infra/data/archiver.ts. */
const collects = 1_000;
/** What docs/audit.md promises for 99 of 100 records. */
const promised = 10_000;

type StreamedRow = Record<string, { S?: string }>;

/** Hands on to a DynamoDB, and tells of each row of the audit log that it took. */
const rowsThrough = async (target: string, took: (row: StreamedRow) => void) => {
  const server = createServer(async (asked, response) => {
    const body = await buffer(asked);
    const isPut = String(asked.headers['x-amz-target']).endsWith('.PutItem');
    const on = send(target, { method: 'POST', headers: asked.headers }, (reply) => {
      const { Item } = isPut ? (JSON.parse(body.toString()) as { Item: StreamedRow }) : {};
      if (reply.statusCode === 200 && Item?.['pk']?.S?.startsWith('C#')) took(Item);
      response.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(response);
    });
    on.on('error', () => response.destroy());
    on.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const measured = async (): Promise<number[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'signed-'));
  const names = ['invoke', 'archive', 'checkpoint'] as const;
  await Promise.all(names.map((name) => bundle(`functions/${name}.ts`, join(folder, name))));
  const [dynamo, kms, s3, ehr] = await Promise.all([startDynalite(), startKms(), startS3(), signer()]);
  const [audit, clients] = [await createTable(dynamo.endpoint), await createTable(dynamo.endpoint)];
  const { jku: _, ...client } = entry({ jwks: { keys: [ehr.publicJwk] } });
  await put(JSON.stringify({ clients: [client] }), {
    table: dynamoRegistryTable(clients.client, clients.name),
    record: async () => undefined,
    now: new Date().toISOString(),
  });

  const waiting: { row: StreamedRow; at: number }[] = [];
  const proxy = await rowsThrough(dynamo.endpoint, (row) => waiting.push({ row, at: Date.now() }));
  const sandboxes: Sandbox[] = [];
  const start = async (name: (typeof names)[number], atOnce = 1) => {
    const sandbox = await startSandbox({
      folder: join(folder, name),
      name,
      timeout: 60,
      atOnce,
      env: {
        NODE_OPTIONS: nodeOptions,
        METRICS_NAMESPACE: 'RadixCDS/bench',
        AUDIT_TABLE: audit.name,
        CLIENTS_TABLE: clients.name,
        CDS_BASE_URL: baseUrl,
        PSEUDONYM_KEY_ARNS: `k1=${keyArn('k1')}`,
        SEAL_KEY_ARN: keyArn('seal'),
        CERTIFY_KEY_ARN: keyArn('certify'),
        LOG_TABLE: clients.name,
        LOG_KEY_ARN: keyArn('log'),
        LOG_ORIGIN: 'example.com/log',
        ARCHIVE_BUCKET: 'archive',
        SPILL: 'log',
        AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint,
        AWS_ENDPOINT_URL_KMS: kms.endpoint,
        AWS_ENDPOINT_URL_S3: s3.endpoint,
      },
    });
    sandboxes.push(sandbox);
    await sandbox.initialised;
    return sandbox;
  };
  const [invoke, archive, first, second] = await Promise.all([
    start('invoke', 4),
    start('archive'),
    start('checkpoint'),
    start('checkpoint'),
  ]);

  /** Rows in the order in which they were archived, and how long each took to be signed for. */
  const archived: number[] = [];
  const took: number[] = [];
  const free = [first, second];
  const wake = async () => {
    const checkpoint = free.pop();
    if (checkpoint === undefined) return;
    await checkpoint.invoke({});
    free.push(checkpoint);
    const { size } = parseCheckpoint(String(s3.objects.get('tlog/checkpoint') ?? ''));
    const now = Date.now();
    while (took.length < size) took.push(now - (archived[took.length] ?? Number.NaN));
  };
  const wakes: Promise<void>[] = [];
  let over = false;
  const stream = async () => {
    while (!over || waiting.length > 0) {
      await pause(collects);
      const batch = waiting.splice(0, 1_000);
      if (batch.length === 0) continue;
      await archive.invoke({
        Records: batch.map(({ row }) => ({
          eventName: 'INSERT',
          dynamodb: { Keys: { pk: row['pk'], sk: row['sk'] }, NewImage: row },
        })),
      });
      archived.push(...batch.map(({ at }) => at));
      wakes.push(wake());
    }
  };

  const bodies = [...hookBodies(50, Date.now()).values()];
  const answers: Promise<unknown>[] = [];
  const call = async (n: number) => {
    const claims = { aud: serviceUrl(service) };
    const authorization = `Bearer ${await token(ehr, { at: Date.now(), claims })}`;
    const path = `/cds-services/${service}`;
    return invoke.invoke(
      event({ path, headers: { authorization }, body: bodies[n % bodies.length]?.fresh(n) }),
    );
  };
  const streaming = stream();
  for (let n = 0; n < seconds * callsPerSecond; n += 1) {
    answers.push(call(n));
    await pause(1_000 / callsPerSecond);
  }
  await Promise.all(answers);
  over = true;
  await streaming;
  while (took.length < archived.length) {
    await Promise.all(wakes.splice(0));
    await wake();
  }
  await Promise.all(sandboxes.map((sandbox) => sandbox.stop()));
  proxy.stop();
  audit.client.destroy();
  clients.client.destroy();
  await Promise.all([dynamo.stop(), kms.stop(), s3.stop(), rm(folder, { recursive: true })]);
  return took;
};

export const bench: Bench = {
  title: `From the row to the checkpoint that signs for it: ${callsPerSecond} calls a second for ${seconds} s, by the clock`,
  run: async () => {
    const took = (await measured()).toSorted((a, b) => a - b);
    const row = (what: string, milliseconds: number, limit?: number) => ({
      what: `${what} of ${took.length} rows`,
      measured: `${(milliseconds / 1_000).toFixed(2)} s`,
      floor: `${promised / 1_000} s promised`,
      ratio: milliseconds / promised,
      ...(limit !== undefined && { limit }),
    });
    return [
      row('50 of 100', percentile(took, 0.5)),
      row('99 of 100', percentile(took, 0.99), 1),
      row('the slowest', percentile(took, 1)),
    ];
  },
};
