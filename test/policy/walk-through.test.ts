/**
 * The walk-through of docs/operate.md, "A new version of a rule, from shadow to on": its commands, as they stand there,
 * in a clinic of three weeks, and what each prints. `npx vitest run test/policy/walk-through.test.ts -u` writes what
 * they print into the handbook.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditFromEnvironment } from '../../functions/audit/from-environment.ts';
import type { CdsAnswer } from '../../functions/cds-hooks/wire.ts';
import { filePolicies, policySource } from '../../functions/policy/policy-source.ts';
import { runPolicy } from '../../tools/policy/run.ts';
import { runAudit } from '../audit/support/audit-tool.ts';
import { createTable, startDynalite } from '../audit/support/dynalite-table.ts';
import { anonymousClient, entry, type Jar, jar, send, testClock } from '../support/cds.ts';
import { handbook, wordsOf } from '../support/handbook.ts';
import { bundle, contexts, finding, pathOf, patient, prefetch, request } from '../support/requests.ts';
import { keySetOf, signer } from './signers.ts';

const project = resolve(import.meta.dirname, '../..');
const HEADING = '### A new version of a rule, from shadow to on\n';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Monday, in the morning: the release is deployed. */
const RELEASE = Date.UTC(2026, 10, 2, 7);

let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let env: Record<string, string>;

/** The version before: a pulsatile mass with back pain raises nothing. */
const writeVersionBefore = async (): Promise<void> => {
  const copy = join(folder, 'before');
  await cp(join(project, 'rules'), join(copy, 'rules'), { recursive: true });
  await cp(join(project, 'docs/rulebook.md'), join(copy, 'docs/rulebook.md'));
  const path = join(copy, 'rules/red-flags/index.ts');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace(/'RF-AAA': (\w+)/, "'RF-AAA': { ...$1, levels: [] }"));
};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: RELEASE });
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
    AUDIT_READER: 'lee',
  };
  await writeVersionBefore();
});
afterAll(async () => {
  vi.useRealTimers();
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

/** Processes of the service that have just started. */
const service = async (): Promise<Jar> => {
  const audit = await auditFromEnvironment(env, {
    now: Date.now,
    spill: () => undefined,
    limits: { write: 10_000, overrides: 10_000 },
  });
  const clock = { ...testClock(), now: Date.now };
  const policy = policySource({
    read: filePolicies(env['POLICY_FILE'] ?? ''),
    signers: JSON.parse(env['POLICY_SIGNERS'] ?? ''),
    clock,
    onFault: () => undefined,
    onFailure: () => undefined,
  });
  const { log: auditLog, pseudonyms, keepInput } = audit;
  const client = anonymousClient();
  const authenticate = async () => ({ client, stamp: { id: client.id }, flags: [] });
  return jar({ clock, change: () => ({ authenticate, policy, auditLog, pseudonyms, keepInput }) });
};

let patients = 0;

/** A call about another patient, and what a clinician says of the aneurysm card if there is one. */
const visited = async (
  { handlers }: Jar,
  findings: readonly string[],
  feedback?: (suggestion: string) => object,
): Promise<boolean> => {
  const id = `p${++patients}`;
  const today = new Date(Date.now() - HOUR).toISOString();
  const subject = { reference: `Patient/${id}` };
  const observations = bundle(findings.map((code) => finding(code, { effectiveDateTime: today, subject })));
  const conditions = bundle([]);
  const { body } = await send(handlers.invoke, {
    path: pathOf('patient-view'),
    body: request('patient-view', {
      hookInstance: `00000000-0000-4000-8000-${String(patients).padStart(12, '0')}`,
      context: { ...contexts['patient-view'], patientId: id, encounterId: `e-${id}` },
      prefetch: prefetch({ patient: { ...patient, id }, observations, conditions }),
    }),
  });
  const card = (body as unknown as CdsAnswer).cards.find(({ summary }) => /aneurysm/i.test(summary));
  if (card?.uuid !== undefined && feedback !== undefined) {
    const said = feedback(card.suggestions?.[0]?.uuid ?? '');
    const outcomeTimestamp = new Date().toISOString();
    await send(handlers.feedback, {
      path: `${pathOf('patient-view')}/feedback`,
      body: { feedback: [{ card: card.uuid, outcomeTimestamp, ...said }] },
    });
  }
  return card !== undefined;
};

const accepted = (id: string) => ({ outcome: 'accepted', acceptedSuggestions: [{ id }] });
const overridden = () => ({ outcome: 'overridden', overrideReason: { reason: { code: 'being-managed' } } });

/** Four visits on each of five days; on Tuesday and on Thursday a pulsatile mass. How often a card names it. */
const week = async (monday: number): Promise<number> => {
  const at = await service();
  let shown = 0;
  for (let day = 0; day < 5; day++)
    for (let visit = 0; visit < 4; visit++) {
      vi.setSystemTime(monday + day * DAY + (visit + 2) * HOUR);
      const hasMass = day % 2 === 1 && visit === 2;
      const findings = ['low-back-pain', ...(hasMass ? ['pulsatile-abdominal-mass'] : [])];
      if (await visited(at, findings, day === 1 ? accepted : overridden)) shown++;
    }
  vi.setSystemTime(monday + 7 * DAY);
  return shown;
};

/** Ids of calls are of this run's keys: in the handbook others stand for them. */
const standIns = new Map<string, string>();
const standIn = (id: string): string => {
  const known =
    standIns.get(id) ??
    `4b1c2f3e-0000-8000-8000-0000000${(0xab00 + standIns.size).toString(16).padStart(5, '0')}`;
  standIns.set(id, known);
  return known;
};
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const printed = (text: string): string[] =>
  text
    .replaceAll(`${folder}/`, '')
    .replaceAll(UUID, standIn)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

const typed = async (line: string): Promise<string[]> => {
  const [, , tool = '', , ...words] = wordsOf(line).map((word) =>
    word === 'v1.0.0'
      ? join(folder, 'before')
      : /^\w+(?:\.\w+)*\.json$/.test(word)
        ? join(folder, word)
        : word,
  );
  if (tool === 'policy') {
    const { code, text } = await runPolicy(words, env);
    expect([code, text]).toEqual([0, expect.any(String)]);
    return printed(text);
  }
  const { code, text, notes } = await runAudit(words, env, { terminal: true, columns: 132 });
  expect([code, notes]).toEqual([0, expect.any(String)]);
  return printed(`${text}\n${notes}`);
};

/** What happens before a command is typed. */
const meanwhile: Readonly<Record<string, () => Promise<void>>> = {
  'npm run audit -- replay --knowledge v1.0.0 --rule RF-AAA --purpose T-3000': async () =>
    expect([await week(RELEASE), await week(RELEASE + 7 * DAY)], 'nothing is shown in shadow').toEqual([
      0, 0,
    ]),
  'npm run audit -- monitor --from 7d': async () =>
    expect(await week(RELEASE + 14 * DAY), 'shown when it is on').toBe(2),
};

test('each command of the handbook does what it says, from shadow to on', async () => {
  const whole = handbook('operate.md');
  const [before = '', from = ''] = whole.split(HEADING);
  const [section = '', ...after] = from.split('\n## ');
  const written: string[] = [];
  let isConsole = false;
  for (const line of section.split('\n')) {
    if (line.startsWith('```')) isConsole = line === '```console';
    if (!isConsole || line.startsWith('```') || line.startsWith('$ ')) written.push(line);
    if (!isConsole || !line.startsWith('$ ')) continue;
    const command = line.slice(2);
    await meanwhile[command]?.();
    written.push(...(await typed(command)));
  }
  await expect([before + HEADING + written.join('\n'), ...after].join('\n## ')).toMatchFileSnapshot(
    join(project, 'docs/operate.md'),
  );
});
