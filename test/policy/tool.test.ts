/** `npm run policy`, beside a DynamoDB on this machine: what an operator types, and what is on record for it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditFromEnvironment } from '../../functions/audit/from-environment.ts';
import type { ChangeRecord } from '../../functions/audit/record.ts';
import { runPolicy } from '../../tools/policy/run.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { keySetOf, signer } from './signers.ts';

let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let env: Record<string, string>;
let keys: { readonly lee: string; readonly kim: string; readonly stranger: string };

const keyFile = async (name: string, key: unknown): Promise<string> => {
  const path = join(folder, `${name}.json`);
  await writeFile(path, JSON.stringify(key));
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-policy-'));
  dynamo = await startDynalite();
  const stored = await createTable(dynamo.endpoint);
  const [lee, kim, stranger] = await Promise.all([signer('lee'), signer('kim'), signer('stranger')]);
  keys = {
    lee: await keyFile('lee', lee.privateKey),
    kim: await keyFile('kim', kim.privateKey),
    stranger: await keyFile('stranger', stranger.privateKey),
  };
  env = {
    AUDIT_TABLE: stored.name,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    POLICY_SIGNERS: JSON.stringify(keySetOf(lee, kim)),
    POLICY_FILE: join(folder, 'policy.json'),
    AUDIT_READER: 'admin',
  };
});
afterAll(async () => {
  await dynamo.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => rm(join(folder, 'policy.json'), { force: true }));

const typed = async (line: string, ...rest: readonly string[]) =>
  runPolicy([...line.split(' '), ...rest], env);

const changes = async (): Promise<readonly ChangeRecord[]> => {
  const { log } = await auditFromEnvironment(env, {
    now: Date.now,
    spill: () => undefined,
  });
  // the index has an hour of records in each partition
  const now = Date.now();
  const range = {
    from: new Date(now - 60_000).toISOString(),
    to: new Date(now + 60_000).toISOString(),
  };
  const { items } = await log.byService('-', '~change', range);
  const files = await Promise.all(items.map(({ client, callId }) => log.file(client, callId)));
  return files.flatMap(({ call }) => (call?.record.kind === 'change' ? [call.record] : []));
};

describe('a rule that is no red flag', () => {
  test('is switched off by one person, and on again', async () => {
    expect(await typed(`set rule REC-25 off --key ${keys.lee}`, '--reason', 'T-1')).toMatchObject({
      code: 0,
    });
    expect((await typed('show')).text).toContain('rule:REC-25=off  T-1');
    await typed(`set rule REC-25 on --key ${keys.kim}`);
    expect((await typed('show')).text).toBe('Everything is on.');
  });

  test('stands in the history with who signed', async () => {
    await typed(`set rule REC-25 off --key ${keys.lee}`, '--reason', 'T-1');
    expect((await typed('history')).text).toMatch(/^1 {2}\S+ {2}lee {2}rule:REC-25=off$/);
  });
});

describe('a red flag', () => {
  const waiting = () => join(folder, 'waiting.json');
  beforeEach(async () => {
    await typed(`set rule RF-CES off --key ${keys.lee} --to ${waiting()}`, '--reason', 'T-2');
  });

  test('is not off after one signature', async () =>
    expect((await typed('show')).text).toBe('Everything is on.'));

  test('is not off after the same person signed twice', async () =>
    expect(await typed(`sign ${waiting()} --key ${keys.lee}`)).toMatchObject({
      code: 2,
      text: expect.stringContaining('a second person'),
    }));

  test('is off after a second person signed', async () => {
    expect(await typed(`sign ${waiting()} --key ${keys.kim}`)).toMatchObject({ code: 0 });
    expect((await typed('history')).text).toMatch(/lee \+ kim {2}rule:RF-CES=off/);
  });

  test('is not off when another version was made meanwhile', async () => {
    await typed(`set rule REC-25 off --key ${keys.lee}`, '--reason', 'T-1');
    expect(await typed(`sign ${waiting()} --key ${keys.kim}`)).toMatchObject({
      code: 2,
      text: expect.stringContaining('run set again'),
    });
  });
});

describe('on record', () => {
  test('each change says who, what before and what after', async () => {
    await typed(`set rule REC-29 shadow --key ${keys.lee}`, '--reason', 'T-3');
    await typed(`set rule REC-17 off --key ${keys.kim}`, '--reason', 'T-4');
    expect(await changes()).toContainEqual(
      expect.objectContaining({
        kind: 'change',
        by: 'admin',
        of: 'policy',
        about: '2',
        before: ['rule:REC-29=shadow'],
        after: ['rule:REC-29=shadow', 'rule:REC-17=off'],
        signers: ['kim'],
      }),
    );
  });

  test('what cannot be recorded does not take effect', async () => {
    const broken = { ...env, AUDIT_TABLE: 'no-such-table' };
    const outcome = await runPolicy(
      ['set', 'rule', 'REC-25', 'off', '--key', keys.lee, '--reason', 'T-1'],
      broken,
    );
    expect(outcome).toMatchObject({ code: 2, text: expect.stringContaining('nothing was changed') });
    expect((await typed('show')).text).toBe('Everything is on.');
  });
});

test.each([
  ['set', 'Write what it is about first'],
  ['set rules REC-25 off', 'Write what it is about first'],
  ['set rule REC-25', 'Write the state last'],
  ['set rule REC-99 off --reason T', 'There is no rule REC-99. Write one of RF-CES'],
  ['set rule off --reason T', 'Write which rule'],
  ['set service leg off --reason T', 'There is no service leg. Write one of leg-symptoms-patient-view'],
  ['set card back off --reason T', 'There is no card back. Write one of vascular'],
  ['set all x off --reason T', '"all" takes no id'],
  ['set rule REC-25 off', 'Say why'],
  ['set rule REC-25 on', 'REC-25 is on already'],
  ['set rule REC-25 off --reason T', 'Name --key'],
  ['set rule REC-25 off --reason T --key /no/file', '/no/file cannot be read'],
  ['sign /no/file --key /no/file', '/no/file cannot be read'],
  ['key', 'Write a file and who signs with it'],
  ['', 'npm run policy -- show'],
])('typed wrongly, "%s", it says what to write', async (line, says) =>
  expect(await typed(line)).toEqual({ code: 2, text: expect.stringContaining(says) }),
);

test('a key that is not deployed changes nothing', async () => {
  expect(await typed(`set rule REC-25 off --key ${keys.stranger}`, '--reason', 'T-1')).toMatchObject({
    code: 2,
    text: expect.stringContaining('POLICY_SIGNERS'),
  });
});

test('a key is made once: private in the file, public on the screen', async () => {
  const path = join(folder, 'new.json');
  const { text } = await typed(`key ${path} --as new`);
  const [, shown = ''] = text.split('\n');
  expect(JSON.parse(shown)).not.toHaveProperty('d');
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ kid: 'new', d: expect.any(String) });
  expect(await typed(`key ${path} --as new`)).toMatchObject({ code: 1 });
});
