/** `kill -9` between reading a chart and answering: what the token's claim leaves names the call that got no answer. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GapLine } from '../../functions/base/service-log.ts';
import { tokenName } from '../../functions/client/replay.ts';
import { makeReconciler } from '../../functions/reconcile.ts';
import { bundle } from '../../infra/build.ts';
import { memoryArchive } from '../archive/support/memory-log.ts';
import { baseUrl, entry, event } from '../support/cds.ts';
import { spawnChild } from '../support/child.ts';
import { bundle as bundleOf, finding, hookInstance, prefetch } from '../support/requests.ts';
import { signer, type TokenSigner, token } from '../support/tokens.ts';
import { createTable, startDynalite } from './support/dynalite-table.ts';

const minute = 60_000;
const path = '/cds-services/leg-symptoms-patient-view';

let folder: string;
let ehr: TokenSigner;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let stored: Awaited<ReturnType<typeof createTable>>;
const stops: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-killed-'));
  ehr = await signer();
  // a start in milliseconds
  await bundle('test/audit/support/answering.ts', folder);
  dynamo = await startDynalite();
});
afterAll(async () => {
  await dynamo.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  stored = await createTable(dynamo.endpoint);
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
  await stored.remove();
});

const listening = async (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A process that answers one call. @returns what it said until it ended */
const answering = async (dynamoEndpoint: string, fhirServer: string, body: object) => {
  const { jku: _, ...client } = entry({ jwks: { keys: [ehr.publicJwk] }, fhirServers: [fhirServer] });
  await writeFile(join(folder, 'clients.json'), JSON.stringify({ clients: [client] }));
  const authorization = `Bearer ${await token(ehr, { at: Date.now(), claims: { aud: `${baseUrl}${path}` } })}`;
  const call = event({ path, headers: { authorization }, body });
  await writeFile(join(folder, 'event.json'), JSON.stringify(call));
  const child = spawnChild(process.execPath, [join(folder, 'index.mjs'), join(folder, 'event.json')], {
    env: {
      ...process.env,
      AUDIT_TABLE: stored.name,
      AWS_ENDPOINT_URL_DYNAMODB: dynamoEndpoint,
      CDS_CLIENTS_FILE: join(folder, 'clients.json'),
      CDS_BASE_URL: baseUrl,
      CDS_ALLOW_LOOPBACK: '1',
      PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    },
  });
  child.stderr.pipe(process.stderr);
  return { kill: () => child.kill('SIGKILL'), said: text(child.stdout) };
};

/** What stands in the table, and what the function that holds it against the archive says of it later. */
const found = async () => {
  const rows: string[] = [];
  for await (const { pk } of stored.whole.scan()) rows.push(pk.slice(0, 2));
  const named: GapLine[] = [];
  await makeReconciler({
    archive: memoryArchive(),
    table: stored.table,
    clients: async () => ['st-elsewhere'],
    tokenName,
    now: () => Date.now() + 5 * minute,
    newId: () => 'id',
    log: (line) => void named.push(line),
    measure: () => undefined,
  })();
  return { rows, named };
};

const chart = prefetch({
  observations: bundleOf([finding('mrc-ankle-dorsiflexion', { valueBoolean: undefined, valueInteger: 4 })]),
});
const call = (over: object) => ({
  hook: 'patient-view',
  hookInstance,
  context: { patientId: 'p1', userId: 'Practitioner/9' },
  ...over,
});

/** A FHIR server that nobody is to ask. */
const closed = 'http://127.0.0.1:9';

describe('a call whose process is killed', () => {
  const isNamedAlone = async (said: Promise<string>) => {
    expect(await said).not.toMatch(/^\d/m);
    expect(await found()).toMatchObject({
      rows: ['J#'],
      named: [{ notice: 'audit.gap', client: 'st-elsewhere', where: expect.stringMatching(/^20.*Z$/) }],
    });
  };

  test('while its chart is read from a FHIR server leaves a claim that names client and time', async () => {
    const asked = Promise.withResolvers<void>();
    const fhir = await listening(() => asked.resolve());
    const { kill, said } = await answering(
      dynamo.endpoint,
      fhir,
      call({
        fhirServer: fhir,
        fhirAuthorization: {
          access_token: 'opaque',
          token_type: 'Bearer',
          expires_in: 300,
          scope: 'patient/*.read',
          subject: 'radix-cds',
        },
      }),
    );
    await asked.promise;
    kill();
    await isNamedAlone(said);
  });

  test('after its chart was read, while its row is under way, leaves the same', async () => {
    const rowUnderWay = Promise.withResolvers<void>();
    const proxy = await listening(async (request, response) => {
      const body = await buffer(request);
      if (body.includes('"CALL#')) {
        rowUnderWay.resolve();
        return;
      }
      const on = send(dynamo.endpoint, { method: 'POST', headers: request.headers }, (reply) => {
        response.writeHead(reply.statusCode ?? 500, reply.headers);
        reply.pipe(response);
      });
      on.end(body);
    });
    const { kill, said } = await answering(proxy, closed, call({ prefetch: chart }));
    await rowUnderWay.promise;
    kill();
    await isNamedAlone(said);
  });
});
