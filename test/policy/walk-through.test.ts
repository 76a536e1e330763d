/**
 * The walk-through of docs/operate.md, "A new version of a rule, from shadow to on": its commands, as they stand there,
 * on an audit log with calls, and what each leaves.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditFromEnvironment } from '../../functions/audit/from-environment.ts';
import { filePolicies, policySource } from '../../functions/policy/policy-source.ts';
import { runPolicy } from '../../tools/policy/run.ts';
import { runAudit } from '../audit/support/audit-tool.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { entry, jar, send, testClock } from '../support/cds.ts';
import { bundle, finding, pathOf, prefetch, request } from '../support/requests.ts';
import { keySetOf, signer } from './signers.ts';

const project = resolve(import.meta.dirname, '../..');
let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let env: Record<string, string>;

/** Commands of the section, as an operator types them. */
let commands: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-walk-'));
  dynamo = await startDynalite();
  const [lee, kim] = await Promise.all([signer('lee'), signer('kim')]);
  await writeFile(join(folder, 'lee.json'), JSON.stringify(lee.privateKey));
  await writeFile(join(folder, 'kim.json'), JSON.stringify(kim.privateKey));
  const clients = join(folder, 'clients.json');
  await writeFile(clients, JSON.stringify({ clients: [entry()] }));
  env = {
    AUDIT_TABLE: (await createTable(dynamo.endpoint)).name,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    CDS_CLIENTS_FILE: clients,
    POLICY_SIGNERS: JSON.stringify(keySetOf(lee, kim)),
    POLICY_FILE: join(folder, 'policy.json'),
    INPUT_DAYS: '30',
    AUDIT_READER: 'admin',
  };
  const handbook = await readFile(join(project, 'docs/operate.md'), 'utf8');
  const [, section = ''] = handbook.split('### A new version of a rule, from shadow to on\n');
  commands = [...(section.split('\n## ')[0] ?? '').matchAll(/^\$ npm run (.+)$/gm)].map(
    ([, line = '']) => line,
  );
});
afterAll(async () => {
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

/** The version before: a pulsatile mass with back pain raises nothing. */
const versionBefore = async (): Promise<string> => {
  const copy = join(folder, 'before');
  await cp(join(project, 'rules'), join(copy, 'rules'), { recursive: true });
  await cp(join(project, 'docs/rulebook.md'), join(copy, 'docs/rulebook.md'));
  const path = join(copy, 'rules/red-flags/index.ts');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/'RF-AAA': (\w+)/, "'RF-AAA': { ...$1, levels: [] }"));
  return copy;
};

/** One call of a process that has just started; its summaries. */
const called = async (): Promise<string> => {
  const audit = await auditFromEnvironment(env, {
    now: Date.now,
    spill: () => undefined,
    limits: { write: 10_000, overrides: 10_000 },
  });
  const clock = testClock(Date.now());
  const policy = policySource({
    read: filePolicies(env['POLICY_FILE'] ?? ''),
    signers: JSON.parse(env['POLICY_SIGNERS'] ?? ''),
    clock,
    onFault: () => undefined,
    onFailure: () => undefined,
  });
  const { log: auditLog, pseudonyms, keepInput } = audit;
  const { handlers } = jar({
    anonymous: true,
    clients: [entry()],
    clock,
    change: () => ({ policy, auditLog, pseudonyms, keepInput }),
  });
  const today = new Date(clock.now()).toISOString();
  const observations = bundle(
    ['pulsatile-abdominal-mass', 'low-back-pain'].map((id) => finding(id, { effectiveDateTime: today })),
  );
  const { body } = await send(handlers.invoke, {
    path: pathOf('patient-view'),
    body: request('patient-view', { prefetch: prefetch({ observations }) }),
  });
  return JSON.stringify(body.cards);
};

/** As the shell splits it. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

const typed = async (line: string, before: string) => {
  const [tool, , ...words] = wordsOf(line).map((word) =>
    word === 'v1.0.0' ? before : /^\w+(?:\.\w+)*\.json$/.test(word) ? join(folder, word) : word,
  );
  if (tool === 'policy') {
    const { code, text } = await runPolicy(words, env);
    return { code, said: text };
  }
  const { code, text, notes } = await runAudit(words, env);
  return { code, said: `${text}\n${notes}` };
};

test('each command of the handbook does what it says, from shadow to on', async () => {
  const before = await versionBefore();
  expect(commands).toHaveLength(8);
  const [shadow, sign, show, replay, rule, monitor, on, changes] = commands as unknown as readonly [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  expect(await typed(shadow, before)).toMatchObject({
    code: 0,
    said: expect.stringContaining('a second person'),
  });
  expect(await typed(sign, before)).toMatchObject({ code: 0, said: expect.stringContaining('takes effect') });
  expect((await typed(show, before)).said).toContain('rule:RF-AAA=shadow');
  expect(await called()).not.toMatch(/aneurysm/i);
  const replayed = await typed(replay, before);
  expect([replayed.code, replayed.said]).toEqual([
    0,
    expect.stringContaining('1 calls compared, 1 would be answered differently'),
  ]);
  expect((await typed(rule, before)).said).toContain('RF-AAA@');
  expect((await typed(monitor, before)).code).toBe(0);
  expect((await typed(on, before)).said).toContain('takes effect');
  expect(await called()).toMatch(/aneurysm/i);
  expect((await typed(changes, before)).said).toContain('stand as the last change on record left them');
});
