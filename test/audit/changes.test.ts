/**
 * Changes of the client registry and of the policy: what `npm run audit -- changes` shows of them, and that whatever
 * was written past the tools is found by it and by `verify`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeRecorder } from '../../functions/audit/record-change.ts';
import { put, remove } from '../../tools/clients/edit-registry.ts';
import { dynamoRegistryTable } from '../../tools/clients/registry-table.ts';
import { runPolicy } from '../../tools/policy/run.ts';
import { keySetOf, signer } from '../policy/signers.ts';
import { entry } from '../support/cds.ts';
import { createClientTable } from '../support/client-table.ts';
import { runAudit } from './support/audit-tool.ts';
import { createTable, dynamoClient, startDynalite } from './support/dynalite-table.ts';

let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let client: ReturnType<typeof dynamoClient>;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-changes-'));
  dynamo = await startDynalite();
  client = dynamoClient(dynamo.endpoint);
  const lee = await signer('lee');
  await writeFile(join(folder, 'lee.json'), JSON.stringify(lee.privateKey));
  env = {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    POLICY_SIGNERS: JSON.stringify(keySetOf(lee)),
    AUDIT_READER: 'admin',
  };
});
afterAll(async () => {
  client.destroy();
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  env['AUDIT_TABLE'] = (await createTable(dynamo.endpoint)).name;
  env['CLIENTS_TABLE'] = await createClientTable(client);
});

const TableName = () => env['CLIENTS_TABLE'] ?? '';
const edited = async () => ({
  table: dynamoRegistryTable(client, TableName()),
  record: await changeRecorder(env),
  now: new Date().toISOString(),
});
const register = async (over: object = {}) => put(JSON.stringify({ clients: [entry(over)] }), await edited());
const setPolicy = () =>
  runPolicy(['set', 'rule', 'REC-25', 'off', '--key', join(folder, 'lee.json'), '--reason', 'T-1'], env);
const changes = (...line: readonly string[]) => runAudit(['changes', ...line], env);

const item = { pk: { S: 'CLIENT' }, sk: { S: 'st-elsewhere' } };
const byHand = (spelt: string) =>
  client.send(new PutItemCommand({ TableName: TableName(), Item: { ...item, entry: { S: spelt } } }));

test('both kinds stand in one list, with who, when and from what to what', async () => {
  await register();
  await register({ iss: 'https://new.test' });
  await setPolicy();
  const { code, rows, notes } = await changes();
  expect(rows).toEqual([
    expect.objectContaining({ what: 'policy 1', by: 'admin', after: 'rule:REC-25=off', signers: 'lee' }),
    expect.objectContaining({
      what: 'client st-elsewhere',
      before: 'iss=https://ehr.test',
      after: 'iss=https://new.test',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    }),
    expect.objectContaining({ what: 'client st-elsewhere', before: '' }),
  ]);
  expect([code, notes]).toEqual([0, expect.stringContaining('stand as the last change on record left them')]);
});

test('the list can be asked for the policy, or one client, alone', async () => {
  await register();
  await setPolicy();
  expect((await changes('policy')).rows.map(({ what }) => what)).toEqual(['policy 1']);
  expect((await changes('st-elsewhere')).rows.map(({ what }) => what)).toEqual(['client st-elsewhere']);
});

test('a registry that the tool alone has written is as it should be', async () => {
  await register();
  await register({ id: 'south', iss: 'https://south.test' });
  await remove('south', await edited());
  expect((await runAudit(['verify'], env)).code).toBe(0);
});

describe('written past the tools', () => {
  beforeEach(() => register());

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'an entry that was changed',
      () => byHand(JSON.stringify(entry({ iss: 'https://evil.test' }))),
      'another entry',
    ],
    ['an entry that was spoilt', () => byHand('{'), 'another entry'],
    [
      'an entry that was taken away',
      () => client.send(new DeleteItemCommand({ TableName: TableName(), Key: item })),
      'it is gone',
    ],
    [
      'an entry that was added',
      () =>
        client.send(
          new PutItemCommand({
            TableName: TableName(),
            Item: { ...item, sk: { S: 'south' }, entry: { S: JSON.stringify(entry({ id: 'south' })) } },
          }),
        ),
      'no change on record put it there',
    ],
    [
      'a version of the policy that was taken away',
      async () => {
        await setPolicy();
        const Key = { pk: { S: 'POLICY' }, sk: { S: '000000001' } };
        return client.send(new DeleteItemCommand({ TableName: TableName(), Key }));
      },
      'it is not stored',
    ],
  ])('%s is found by changes and by verify', async (_, change, sentence) => {
    await change();
    const shown = await changes();
    expect([shown.code, shown.notes]).toEqual([19, expect.stringContaining(sentence)]);
    const verified = await runAudit(['verify'], env);
    expect([verified.code, verified.rows]).toEqual([
      19,
      [expect.objectContaining({ finding: 'unrecorded', sentence: expect.stringContaining(sentence) })],
    ]);
  });

  test('an entry in another spelling is the same entry', async () => {
    await byHand(JSON.stringify(Object.fromEntries(Object.entries(entry()).toReversed()), null, 2));
    expect((await changes()).code).toBe(0);
  });

  test('putting it again with the tool mends it', async () => {
    await byHand('{');
    await register();
    expect((await changes()).code).toBe(0);
  });
});
