/**
 * From the operator's command to every process of the service, over one DynamoDB table: what is switched off is off
 * in each of them in under 60 seconds. A clock of the test, moved on while all of them answer calls.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policySource, tablePolicies } from '../../functions/policy/policy-source.ts';
import { runPolicy } from '../../tools/policy/run.ts';
import { createTable, dynamoClient, startDynalite } from '../audit/support/dynalite-table.ts';
import { entry, type Jar, jar, send, testClock } from '../support/cds.ts';
import { createClientTable } from '../support/client-table.ts';
import { bundle, finding, pathOf, prefetch, request } from '../support/requests.ts';
import { keySetOf, signer } from './signers.ts';

let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let client: ReturnType<typeof dynamoClient>;
let table: string;
let keys: JSONWebKeySet;
let env: Record<string, string>;

const keyFile = (name: string) => join(folder, `${name}.json`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-everywhere-'));
  dynamo = await startDynalite();
  client = dynamoClient(dynamo.endpoint);
  table = await createClientTable(client);
  const [lee, kim] = await Promise.all([signer('lee'), signer('kim')]);
  await writeFile(keyFile('lee'), JSON.stringify(lee.privateKey));
  await writeFile(keyFile('kim'), JSON.stringify(kim.privateKey));
  keys = keySetOf(lee, kim);
  env = {
    AUDIT_TABLE: (await createTable(dynamo.endpoint)).name,
    CLIENTS_TABLE: table,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    POLICY_SIGNERS: JSON.stringify(keys),
    AUDIT_READER: 'admin',
  };
});
afterAll(async () => {
  client.destroy();
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

const typed = async (line: string, ...rest: readonly string[]): Promise<void> => {
  const { code, text } = await runPolicy([...line.split(' '), ...rest], env);
  expect(text).not.toBe('');
  expect(code).toBe(0);
};

const namesAneurysm = async ({ handlers }: Jar): Promise<boolean> => {
  const observations = bundle([finding('pulsatile-abdominal-mass'), finding('low-back-pain')]);
  const { body } = await send(handlers.invoke, {
    path: pathOf('patient-view'),
    body: request('patient-view', { prefetch: prefetch({ observations }) }),
  });
  return /aneurysm/i.test(JSON.stringify(body.cards));
};

test('a rule that is switched off is off in each process in under 60 seconds', async () => {
  const clock = testClock();
  const processes: Jar[] = [];
  // each read the policy at another time
  for (let n = 0; n < 4; n++) {
    const policy = policySource({
      read: tablePolicies(client, table),
      signers: keys,
      clock,
      onFault: () => undefined,
      onFailure: () => undefined,
    });
    const one = jar({ anonymous: true, clients: [entry()], clock, change: () => ({ policy }) });
    expect(await namesAneurysm(one)).toBe(true);
    processes.push(one);
    clock.advance(6_000);
  }

  const waiting = keyFile('waiting');
  await typed(`set rule RF-AAA off --key ${keyFile('lee')} --to ${waiting}`, '--reason', 'T-1');
  await typed(`sign ${waiting} --key ${keyFile('kim')}`);

  const offAfter = new Map<Jar, number>();
  for (let passed = 0; offAfter.size < processes.length && passed < 60_000; passed += 5_000) {
    for (const one of processes)
      if (!offAfter.has(one) && !(await namesAneurysm(one))) offAfter.set(one, passed);
    clock.advance(5_000);
  }
  expect([...offAfter.values()].toSorted((a, b) => a - b).at(-1)).toBeLessThan(60_000);
  expect(offAfter.size).toBe(processes.length);
});
