/** Inputs kept beside the rows, and `replay`: what another version of the knowledge would have answered to them. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditFromEnvironment, wholeTableFromEnvironment } from '../../functions/audit/from-environment.ts';
import { inputIn, isInput, openedInput, sealedInput } from '../../functions/audit/inputs.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { evaluate } from '../../rules/index.ts';
import type { Io } from '../../tools/audit/io.ts';
import { runTool } from '../../tools/audit/run.ts';
import { answerOf } from '../../tools/knowledge/answers.ts';
import { patients } from '../../tools/knowledge/diff.ts';
import { type KnowledgeVersion, knowledgeAt, load, project } from '../../tools/knowledge/knowledge-at.ts';
import { seededCharts } from '../../tools/knowledge/seeded-charts.ts';
import { createTable, startDynalite } from './support/dynalite-table.ts';
import { uuid } from './support/records.ts';

let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let env: Record<string, string>;
let here: KnowledgeVersion;
let stored: readonly EngineInput[];

const at = new Date(Date.now() - 3_600_000).toISOString();
const of = (n: number) => ({
  client: 'st-elsewhere',
  callId: uuid(n),
  service: 'leg-symptoms-patient-view',
  at,
});

/** The knowledge here, in a folder of its own, in which a known aneurysm with pain is nothing. */
const withoutAneurysm = async (): Promise<string> => {
  const copy = join(folder, 'other');
  await cp(join(project, 'rules'), join(copy, 'rules'), { recursive: true });
  await cp(join(project, 'docs/rulebook.md'), join(copy, 'docs/rulebook.md'));
  const path = join(copy, 'rules/red-flags/index.ts');
  const text = await readFile(path, 'utf8');
  const changed = text.replace(/'RF-AAA': (\w+)/, "'RF-AAA': { ...$1, levels: [] }");
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
  return copy;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-replay-'));
  dynamo = await startDynalite();
  const table = await createTable(dynamo.endpoint);
  env = {
    AUDIT_TABLE: table.name,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    AUDIT_READER: 'auditor',
    INPUT_DAYS: '30',
  };
  here = await load(await knowledgeAt(project));
  const audit = await auditFromEnvironment(env, {
    now: Date.now,
    spill: () => undefined,
    limits: { write: 10_000, overrides: 10_000 },
  });
  stored = here.vignettes
    .filter(({ rule }) => rule === 'RF-AAA' || rule === 'RF-CES')
    .map(({ given }) => here.inputOf(given));
  for (const [n, input] of stored.entries()) expect(await audit.keepInput?.(of(n), input)).toBe('kept');
});
afterAll(async () => {
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

const audit = async (...line: readonly string[]) => {
  const out: string[] = [];
  const notes: string[] = [];
  const io = {
    out: async (text: string) => void out.push(text),
    note: (text: string) => void notes.push(text),
    stdin: () => [],
    isTerminal: false,
    watched: false,
  } as unknown as Io;
  const code = await runTool([...line], env, io);
  const rows = out
    .join('')
    .split('\n')
    .filter((text) => text.startsWith('{'))
    .map((text) => JSON.parse(text) as Record<string, string>);
  return { code, rows, notes: notes.join('\n') };
};

describe('an input', () => {
  const content = { key: Buffer.alloc(32, 1), wrapped: 'sealed' };
  const input = (): EngineInput => stored[0] as EngineInput;

  test('opens with its key, and is what it was', () =>
    expect(openedInput(sealedInput(of(1), input(), content), content.key)).toEqual(
      JSON.parse(JSON.stringify(input())),
    ));

  test('does not open with another key', () =>
    expect(() => openedInput(sealedInput(of(1), input(), content), Buffer.alloc(32, 2))).toThrow());

  test('does not open as that of another call', () =>
    expect(() =>
      openedInput({ ...sealedInput(of(1), input(), content), callId: uuid(2) }, content.key),
    ).toThrow());

  test('shows nothing of itself in the table', async () => {
    const items: TableItem[] = [];
    for await (const item of wholeTableFromEnvironment(env, 5).scan()) if (isInput(item)) items.push(item);
    expect(items).toHaveLength(stored.length);
    for (const item of items)
      expect(JSON.stringify(inputIn(item))).not.toMatch(/saddle|aneurysm|pain|value/i);
  });
});

describe('the same knowledge', () => {
  test('answers nothing differently', async () => {
    const { code, rows, notes } = await audit('replay', '--knowledge', project, '--purpose', 'T-1');
    expect([code, rows]).toEqual([0, []]);
    expect(notes).toContain(`${stored.length} calls compared, 0 would be answered differently.`);
  });

  test('answers the stories and 10,000 seeded charts the same after a round through the store', () => {
    const differing: string[] = [];
    for (const asked of [...patients(), ...seededCharts(here.vignettes, 5, 10_000)]) {
      const input = asked.kind === 'patient' ? here.extract(asked.chart).input : here.inputOf(asked.given);
      const stored = JSON.parse(JSON.stringify(input)) as EngineInput;
      if (String(answerOf(evaluate(input))) !== String(answerOf(evaluate(stored))))
        differing.push(asked.name);
    }
    expect(differing).toEqual([]);
  });
});

describe('a version that misses a danger', () => {
  let other: string;
  beforeAll(async () => {
    other = await withoutAneurysm();
  });

  test('is found out, call by call', async () => {
    const { rows, notes } = await audit('replay', '--knowledge', other, '--purpose', 'T-1');
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows)
      expect([row['danger'], row['no longer']]).toEqual(['DANGER', expect.stringContaining('RF-AAA')]);
    expect(notes).toContain(`${rows.length} would be answered differently`);
  });

  test('and only for the rule that is asked for', async () =>
    expect(
      (await audit('replay', '--knowledge', other, '--rule', 'RF-CES', '--purpose', 'T-1')).rows,
    ).toEqual([]));

  test('and only in the time that is asked for', async () =>
    expect(
      (await audit('replay', '--knowledge', other, '--to', '2020-01-01', '--purpose', 'T-1')).notes,
    ).toContain('0 calls compared'));

  test('goes on where it was stopped', async () => {
    const state = join(folder, 'state');
    const line = ['replay', '--knowledge', other, '--purpose', 'T-1', '--state', state] as const;
    const { rows } = await audit(...line);
    // as after a stop in the middle of writing
    await writeFile(state, `${await readFile(state, 'utf8')}{"done":["torn`);
    expect((await audit(...line)).rows).toEqual(rows);
  });

  test('is found in threads of their own as in one', async () => {
    const line = ['replay', '--knowledge', other, '--purpose', 'T-1'] as const;
    const [alone, beside] = [await audit(...line), await audit(...line, '--threads', '2')];
    expect(beside.notes).toBe(alone.notes);
    expect(new Set(beside.rows.map(({ callId }) => callId))).toEqual(
      new Set(alone.rows.map(({ callId }) => callId)),
    );
  });

  test('goes on with the parts that are open when one of two was through', async () => {
    const state = join(folder, 'state-2');
    const line = ['replay', '--knowledge', other, '--purpose', 'T-1', '--state', state, '--threads', '2'];
    const { rows, notes } = await audit(...line);
    const [header, ...pages] = (await readFile(state, 'utf8')).trim().split('\n');
    const first = pages.filter((page) => page.startsWith('{"part":0'));
    await writeFile(state, `${[header, ...first].join('\n')}\n`);
    // the file says how many parts there are
    const again = await audit(...line.slice(0, -2));
    expect([again.rows, again.notes]).toEqual([rows, notes]);
  });

  test('of another scope does not go on in the same file', async () => {
    const state = join(folder, 'state-3');
    const line = ['replay', '--knowledge', other, '--purpose', 'T-1', '--state', state];
    await audit(...line);
    expect(await audit(...line, '--rule', 'RF-CES')).toMatchObject({
      code: 2,
      notes: expect.stringContaining('is of another replay'),
    });
  });

  test('is on a page that loads nothing', async () => {
    const page = join(folder, 'replay.html');
    await audit('replay', '--knowledge', other, '--purpose', 'T-1', '--page', page);
    const html = await readFile(page, 'utf8');
    expect(html).toContain('DANGER');
    expect(html).not.toMatch(/<script|src=/);
  });
});

test.each([
  [['replay'], 'Name the other knowledge'],
  [['replay', '--knowledge', project], 'Say why with --purpose'],
  [
    ['replay', '--knowledge', project, '--purpose', 'T-1', '--threads', 'all'],
    '--threads takes a whole number',
  ],
  [['replay', '--knowledge', 'nowhere', '--purpose', 'T-1'], 'nowhere is neither a folder'],
  [
    ['replay', '--knowledge', project, '--purpose', 'T-1', '--rule', 'REC-99'],
    'REC-99 is not the id of a rule',
  ],
])('typed wrongly, %j, it says what to write', async (line, says) => {
  const { code, notes } = await audit(...line);
  expect([code, notes]).toEqual([2, expect.stringContaining(says)]);
});

test('each replay is on record', async () => {
  await audit('replay', '--knowledge', project, '--purpose', 'T-77');
  expect((await audit('list', '--readings', '--client', '-')).rows).toContainEqual(
    expect.objectContaining({ kind: 'read', service: 'replay', reason: 'T-77' }),
  );
});
