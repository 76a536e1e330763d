/**
 * The commands of docs/operate.md, docs/deploy.md and docs/audit.md for the audit log, the policy and the knowledge, each as it stands
 * there, beside an audit log with calls: none may end in an error. The section from shadow to on has a test of its own,
 * `test/policy/walk-through.test.ts`.
 */
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditFromEnvironment } from '../../functions/audit/from-environment.ts';
import { sealReferences } from '../../functions/audit/index.ts';
import { commands as auditCommands } from '../../tools/audit/commands/index.ts';
import { knowledgeAt, load, project } from '../../tools/knowledge/knowledge-at.ts';
import { runKnowledge } from '../../tools/knowledge/run.ts';
import { runPolicy } from '../../tools/policy/run.ts';
import { keySetOf, signer } from '../policy/signers.ts';
import { entry } from '../support/cds.ts';
import { commandsOf, type HandbookCommand, handbook, wordsOf } from '../support/handbook.ts';
import { runAudit } from './support/audit-tool.ts';
import { createTable, startDynalite } from './support/dynalite-table.ts';
import { aCall, cardOf, feedbackFrom, overridden } from './support/records.ts';

/** In the table of questions a command stands without `npm run audit --`. */
const questions = (text: string): HandbookCommand[] => {
  const names = new Set(auditCommands.map(({ name }) => name));
  return [...text.matchAll(/^\|[^|]*\|(.*)\|$/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, line = '']) =>
      names.has(line.split(' ')[0] ?? '') ? { tool: 'audit' as const, line, section: 'Ask', shown: [] } : [],
    ),
  );
};

const [, askPart = ''] = handbook('audit.md').split('\n## Ask\n');
const all = [
  ...commandsOf(handbook('operate.md')).filter(({ section }) => !/^A new version of a rule/.test(section)),
  // keys of KMS are asked for in keys.test.ts
  ...commandsOf(handbook('deploy.md')).filter(({ line }) => line !== 'keys'),
  ...questions(askPart.split('\n## ')[0] ?? ''),
  ...commandsOf(handbook('audit.md')),
];
const asTyped = ({ tool, line }: HandbookCommand): string => [tool, ...wordsOf(line)].join(' ');
/** What stands in several places is typed once. */
const commands = all.filter((one, n) => all.findIndex((other) => asTyped(other) === asTyped(one)) === n);

let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let env: Record<string, string>;
/** What stands in the handbook for something of the reader's, and what it is here. */
let here: ReadonlyMap<string, string>;

const client = 'st-elsewhere';
const recently = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();

const withCalls = async (): Promise<ReadonlyMap<string, string>> => {
  const audit = await auditFromEnvironment(env, {
    now: Date.now,
    spill: () => undefined,
    limits: { write: 10_000, overrides: 10_000 },
  });
  const context = { patientId: '123', userId: 'Practitioner/9', encounterId: 'e1' };
  const sealed = await sealReferences(audit.seal, context);
  const calls = [1, 2].map((n) =>
    aCall({ n, ...context, at: recently(60 - n), row: { sealed } }, audit.pseudonyms),
  );
  const [first, second] = await Promise.all(calls);
  if (first === undefined || second === undefined) throw new Error('there are two calls');
  await audit.log.append(first);
  await audit.log.append(second);
  await audit.log.appendFeedback(
    [overridden(cardOf(first, 1), 'known-baseline', recently(30))],
    feedbackFrom(client, recently(30)),
  );
  const knowledge = await load(await knowledgeAt(project));
  const [vignette] = knowledge.vignettes;
  if (vignette === undefined) throw new Error('there are vignettes');
  const { callId, service, at, hookInstance } = first;
  await audit.keepInput?.({ client, callId, service, at }, knowledge.inputOf(vignette.given));
  return new Map([
    ['4b1c2f3e-0000-8000-8000-00000000ab00', callId],
    ['CALL', callId],
    ['card UUID', `card ${cardOf(first, 1)}`],
    ['hook-instance UUID', `hook-instance ${hookInstance}`],
    ['client ID', `client ${client}`],
    ['service ID', `service ${service}`],
    ['rule ID', 'rule REC-03'],
    ['patient X', 'patient 123'],
    ['--client …', `--client ${client}`],
    ['--from …', '--from 30d'],
    ['/mnt/elsewhere', join(folder, 'elsewhere')],
  ]);
};

/** A file that the handbook names, in the folder of this test. */
const inFolder = (word: string): string =>
  /^(?:[\w-]+\/)?[\w.-]*\.(?:json|html|txt|policy|tlog-proof)$|^(?:kept\/)?checkpoint$/.test(word)
    ? join(folder, word)
    : /^v\d+\.\d+\.\d+$/.test(word)
      ? join(folder, 'other')
      : word;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-handbook-'));
  dynamo = await startDynalite();
  const [lee, kim] = await Promise.all([signer('lee'), signer('kim')]);
  await writeFile(join(folder, 'lee.json'), JSON.stringify(lee.privateKey));
  await writeFile(join(folder, 'kim.json'), JSON.stringify(kim.privateKey));
  await writeFile(join(folder, 'clients.json'), JSON.stringify({ clients: [entry()] }));
  await writeFile(join(folder, 'spilled.txt'), 'a line of the service log\n');
  env = {
    AUDIT_TABLE: (await createTable(dynamo.endpoint)).name,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    CDS_CLIENTS_FILE: join(folder, 'clients.json'),
    POLICY_SIGNERS: JSON.stringify(keySetOf(lee, kim)),
    POLICY_FILE: join(folder, 'policy.json'),
    ARCHIVE_DIR: join(folder, 'archive'),
    INPUT_DAYS: '30',
    AUDIT_READER: 'admin',
  };
  here = await withCalls();
  await cp(join(project, 'rules'), join(folder, 'other/rules'), { recursive: true });
  await cp(join(project, 'docs/rulebook.md'), join(folder, 'other/docs/rulebook.md'));
  // what a reader has from earlier days
  await runAudit(['archive'], env);
  await writeFile(join(folder, 'log.policy'), (await runAudit(['log-policy'], env)).text);
  await mkdir(join(folder, 'kept'));
  for (const kept of ['checkpoint', 'kept/checkpoint'])
    await copyFile(join(folder, 'archive/tlog/checkpoint'), join(folder, kept));
});
afterAll(async () => {
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

const typed = async ({ tool, line }: HandbookCommand): Promise<{ code: number; said: string }> => {
  let meant = line;
  for (const [word, value] of here) meant = meant.replaceAll(word, value);
  const words = wordsOf(meant).map(inFolder);
  if (tool === 'policy') {
    const [verb = '', ...rest] = words;
    const waiting = verb === 'set' ? ['--to', join(folder, 'policy.waiting.json')] : [];
    // a key is made once
    const own = verb === 'key' ? [join(folder, 'own.json'), ...rest.slice(1)] : rest;
    const { code, text } = await runPolicy([verb, ...own, ...waiting], env);
    return { code, said: text.replaceAll(`${folder}/`, '') };
  }
  if (tool === 'knowledge') {
    const { code, text } = await runKnowledge([...words, '--charts', '20']);
    return { code, said: text };
  }
  const { code, text, notes } = await runAudit(words, env);
  const [, file] = /> (\S+)$/.exec(line) ?? [];
  if (file !== undefined) await writeFile(join(folder, file), text);
  return { code, said: `${text}\n${notes}` };
};

test('the handbook has commands for each of the three tools', () =>
  expect(new Set(commands.map(({ tool }) => tool))).toEqual(new Set(['audit', 'policy', 'knowledge'])));

test.each(commands.map((command) => [asTyped(command), command] as const))('%s', async (_, command) => {
  const { code, said } = await typed(command);
  expect([code, said]).toEqual([0, expect.any(String)]);
  for (const line of command.shown) expect(said.split('\n')).toContain(line);
});
