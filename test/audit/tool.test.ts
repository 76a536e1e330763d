import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditFromEnvironment } from '../../functions/audit/from-environment.ts';
import { sealReferences, subjectOf } from '../../functions/audit/index.ts';
import type { CallRecord } from '../../functions/audit/record.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import { commands } from '../../tools/audit/commands/index.ts';
import { csvLine, table as tableText } from '../../tools/audit/format.ts';
import type { Io } from '../../tools/audit/io.ts';
import { progressOf } from '../../tools/audit/progress.ts';
import { runTool } from '../../tools/audit/run.ts';
import { timeOf } from '../../tools/audit/times.ts';
import { createTable, startDynalite } from './support/dynalite-table.ts';
import { faultyEndpoint } from './support/faulty-endpoint.ts';
import { aCall, aRefusal, cardOf, feedbackFrom, overridden, uuid } from './support/records.ts';

let folder: string;
let dynamo: Awaited<ReturnType<typeof startDynalite>>;
let stored: Awaited<ReturnType<typeof createTable>>;
let env: Record<string, string>;
let calls: CallRecord[];
let spilled: string[];

const client = 'st-elsewhere';
const recently = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();

const inPart = {
  key: 'observations',
  source: 'fetched',
  n: 20,
  incomplete: true,
  pages: 2,
  total: 35,
  grant: 'part',
  holes: ['page-not-read', 'grant-part'],
} as const;

const raised = { id: 'RF-CES', version: '1.1.0', evidence: 'd.k1.x', card: 1 } as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-tool-'));
  dynamo = await startDynalite();
  stored = await createTable(dynamo.endpoint);
  await writeFile(
    join(folder, 'clients.json'),
    JSON.stringify({
      clients: [{ id: client, iss: 'https://ehr.example.org', jku: 'https://ehr.example.org/jwks.json' }],
    }),
  );
  env = {
    AUDIT_TABLE: stored.name,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint,
    PSEUDONYM_KEYS_FILE: join(folder, 'pseudonym-keys.json'),
    CDS_CLIENTS_FILE: join(folder, 'clients.json'),
    ARCHIVE_DIR: join(folder, 'archive'),
    CDS_BASE_URL: 'https://cds.example.org',
    AUDIT_READER: 'auditor',
  };
  spilled = [];
  const audit = await auditFromEnvironment(env, {
    now: Date.now,
    spill: (line) => spilled.push(line),
    limits: { write: 10_000, overrides: 10_000 },
  });
  calls = [];
  for (let n = 0; n < 5; n += 1) {
    const context = { patientId: `p${n % 2}`, userId: 'Practitioner/9', encounterId: `e${n}` };
    const row = {
      sealed: await sealReferences(audit.seal, context),
      ...(n === 4 && { data: [inPart], redFlags: [raised] }),
    };
    calls.push(await aCall({ n, ...context, at: recently(60 - n), row }, audit.pseudonyms));
  }
  for (const call of calls) await audit.log.append(call);
  const said = overridden(cardOf(calls[0]!, 1), 'known-baseline', recently(30));
  await audit.log.appendFeedback(
    [
      {
        ...said,
        overrideReason: { reason: { code: 'known-baseline' }, userComment: '=1+1 says Jane Doe' },
      } as typeof said,
    ],
    feedbackFrom(client, recently(30)),
  );
  await audit.log.append(aRefusal(1, { client: { id: client }, at: recently(20) }));
});

afterAll(async () => {
  await stored.remove();
  await dynamo.stop();
  await rm(folder, { recursive: true });
});

interface ToolOutput {
  readonly code: number;
  readonly out: string;
  readonly notes: string;
  readonly rows: Record<string, unknown>[];
}

const audit = async (
  line: string | string[],
  more: Partial<Io> = {},
  otherEnv: Record<string, string> = {},
): Promise<ToolOutput> => {
  let out = '';
  const notes: string[] = [];
  const io: Io = {
    out: async (text) => {
      out += text;
    },
    note: (text) => notes.push(text),
    terminal: false,
    watched: false,
    columns: 160,
    stdin: async function* () {
      yield* [];
    },
    pause: async () => undefined,
    ...more,
  };
  const argv = typeof line === 'string' ? line.split(' ').filter(Boolean) : line;
  const code = await runTool(argv, { ...env, ...otherEnv }, io);
  const linesOf = () =>
    out
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
  return {
    code,
    out,
    notes: notes.join('\n'),
    get rows() {
      return out === '' ? [] : linesOf();
    },
  };
};

const idsOf = ({ rows }: ToolOutput) => rows.map(({ callId }) => callId);
const newestFirst = () => calls.map(({ callId }) => callId).reverse();

describe('looking', () => {
  test('list: newest first, one JSON object a line in a pipe', async () => {
    expect(idsOf(await audit('list'))).toEqual([uuid(1, 5), ...newestFirst()]);
  });

  test('list: a table on a terminal, with whole ids to go on with', async () => {
    const { out } = await audit('list', { terminal: true });
    expect(out.split('\n')[0]).toMatch(/^at +kind +client/);
    for (const { callId } of calls) expect(out).toContain(callId);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(160);
  });

  test('list: a limit, and how to see the rest', async () => {
    const { rows, notes } = await audit('list --limit 2');
    expect([rows.length, notes]).toEqual([2, 'The newest 2; --limit 0 shows all.']);
  });

  test('list: nothing at all is no matter of --from', async () => {
    expect((await audit('rule REC-37 --client st-elsewhere')).notes).toMatch(
      /^No call in which REC-37 of any version fired from 2000-01-01\S+ to \S+, client st-elsewhere\.$/,
    );
  });

  test('rule: of a red flag says how many older rows cannot tell', async () => {
    expect((await audit('rule RF-CES')).notes).toMatch(/^4 rows of older releases do not tell/);
    expect((await audit('rule REC-11')).notes).toBe('');
  });

  test('rule: the line of a call tells the red flag, and that a card says it', async () => {
    const [call] = (await audit('rule RF-CES')).rows;
    expect(String(call?.['rules']).split(' ')).toContain('RF-CES@1.1.0*');
  });

  test('list: a time that holds nothing says so', async () => {
    expect((await audit('list --from 2020-01-01 --to 2020-01-02')).notes).toContain(
      '--from looks further back',
    );
  });

  test('list --format csv: a header and a line each', async () => {
    const lines = (await audit('list --format csv')).out.trimEnd().split('\r\n');
    expect([lines.length, lines[0]?.startsWith('at,kind,client,service')]).toEqual([7, true]);
  });

  test('patient: by the id the EHR uses', async () => {
    expect(idsOf(await audit('patient p1'))).toEqual([calls[3]!.callId, calls[1]!.callId]);
  });

  test('user', async () => {
    expect(idsOf(await audit('user Practitioner/9'))).toEqual(newestFirst());
  });

  test.each([
    ['client st-elsewhere', 6],
    ['client other', 0],
    ['service leg-symptoms-patient-view', 5],
    ['service leg-symptoms-order-sign', 0],
    ['rule REC-11', 5],
    ['rule REC-11 --version 1.1.0', 5],
    ['rule REC11', 5],
    ['rule rec-11', 5],
    ['rule RF-CES', 1],
    ['rule RF-CES --version 1.1.0', 1],
    ['flag jwks.stale', 0],
  ])('%s: %i calls', async (line, count) => {
    expect((await audit(line)).rows).toHaveLength(count);
  });

  test('hook-instance', async () => {
    expect(idsOf(await audit(`hook-instance ${calls[2]!.hookInstance}`))).toEqual([calls[2]!.callId]);
  });

  test('show: for a person', async () => {
    const { out } = await audit(`show ${calls[0]!.callId}`, { terminal: true });
    for (const words of ['REC-03', 'overridden', 'known-baseline', 'sealed', 'chain', 'observations'])
      expect(out).toContain(words);
  });

  test('show: how much of a list was read, under which grant, and what that leaves open', async () => {
    const { out } = await audit(`show ${calls[4]!.callId}`, { terminal: true });
    expect(out).toMatch(/key +source +n +pages +total +grant +holes/);
    expect(out).toMatch(/observations +fetched +20 +2 +35 +part +page-not-read grant-part/);
  });

  test('card: its call and its feedback alone', async () => {
    const [first] = (await audit(`card ${cardOf(calls[0]!, 1)}`)).rows;
    const [second] = (await audit(`card ${cardOf(calls[0]!, 2)}`)).rows;
    expect([first, second]).toMatchObject([
      { feedback: [{ record: { outcome: 'overridden' } }] },
      { feedback: [] },
    ]);
  });
});

describe('learning', () => {
  test('learn: as JSON, as a table, as CSV', async () => {
    expect((await audit('learn')).rows).toMatchObject([{ calls: 5, refusals: 1 }]);
    expect((await audit('learn', { terminal: true })).out).toMatch(
      /5 calls and 1 refusals[\s\S]*Recommendations[\s\S]*Response times[\s\S]*412/,
    );
    expect((await audit('learn --format csv')).out).toMatch(/^review,rule,version/);
  });

  test('learn --html: a page that names what is to be reviewed', async () => {
    const path = join(folder, 'report.html');
    await audit(['learn', '--html', path, '--enough', '1']);
    const page = await readFile(path, 'utf8');
    expect(page).toMatch(
      /^<!doctype html>[\s\S]*<strong>REC-03<\/strong> version 1: overridden 100 % of 1 times/,
    );
  });

  test('monitor: as JSON, as a table, as CSV, as a page', async () => {
    expect((await audit('monitor')).rows).toMatchObject([{ calls: 5, drifts: [] }]);
    expect((await audit('monitor', { terminal: true })).out).toMatch(
      /5 calls from[\s\S]*Nothing has changed[\s\S]*Rules by week[\s\S]*REC-03[\s\S]*What is recorded/,
    );
    expect((await audit('monitor --format csv')).out).toMatch(/^week,rule,version/);
    const path = join(folder, 'monitor.html');
    await audit(['monitor', '--page', path]);
    expect(await readFile(path, 'utf8')).toMatch(/^<!doctype html>[\s\S]*REC-03 version 1/);
  });

  test('refusals', async () => {
    expect((await audit('refusals')).rows).toMatchObject([
      { refusals: 1, status: 412, reason: 'data.missing' },
    ]);
  });

  test('degraded: none', async () => {
    expect((await audit('degraded')).notes).toMatch(/^None from/);
  });

  test('export: FHIR AuditEvents, or records', async () => {
    const events = (await audit(`export --client ${client}`)).rows;
    expect(new Set(events.map(({ resourceType }) => resourceType))).toEqual(new Set(['AuditEvent']));
    const records = (await audit(`export --as records --client ${client}`)).rows;
    expect(records).toHaveLength(7);
  });
});

describe('each reading is on record', () => {
  const readings = async () =>
    (await audit('list --readings --limit 0')).rows.filter(({ kind }) => kind === 'read');

  test('T172: with who, what and why, and without the patient’s id', async () => {
    await audit(['patient', 'canary-patient', '--purpose', 'T-1234']);
    const found = (await readings()).find(({ reason }) => reason === 'T-1234');
    expect(found).toMatchObject({ service: 'patient', user: 'auditor' });
    const rows: TableItem[] = [];
    for await (const item of stored.whole.scan()) rows.push(item);
    expect(JSON.stringify(rows)).not.toContain('canary-patient');
  });

  test('and when it cannot be recorded nothing is shown', async () => {
    const endpoint = await faultyEndpoint(dynamo.endpoint);
    endpoint.next('none', 'server-error');
    const { code, out, notes } = await audit('list', {}, { AWS_ENDPOINT_URL_DYNAMODB: endpoint.endpoint });
    await endpoint.stop();
    expect({ code, out, notes }).toEqual({
      code: 2,
      out: '',
      notes: expect.stringContaining('nothing is shown'),
    });
  });

  test('a purpose that might be a story is refused', async () => {
    const { code, notes } = await audit(['list', '--purpose', 'Jane Doe asked why']);
    expect([code, notes]).toEqual([2, expect.stringContaining('--purpose takes a ticket')]);
  });
});

describe('proving', () => {
  test('archive, verify, prove, check: from a call to a proof that others can check', async () => {
    expect(await audit('archive')).toMatchObject({
      code: 0,
      notes: expect.stringMatching(/the tlog has \d+, and its newest checkpoint signs for them/),
    });
    expect(await audit('verify')).toMatchObject({
      code: 0,
      notes: expect.stringContaining('The audit log is whole.'),
    });
    expect(await audit('verify --archived')).toMatchObject({ code: 0 });

    const [proof, record, policy] = ['call.tlog-proof', 'call.json', 'log.policy'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    await writeFile(proof, (await audit(`prove ${calls[0]!.callId}`)).out);
    await writeFile(record, (await audit(`prove ${calls[0]!.callId} --record`)).out);
    await writeFile(policy, (await audit('log-policy')).out);

    const stranger = { PSEUDONYM_KEYS_FILE: '', AUDIT_TABLE: '', AWS_ENDPOINT_URL_DYNAMODB: '' };
    const checked = await audit(['check', proof, record, '--policy', policy], {}, stranger);
    expect([checked.code, checked.notes]).toEqual([0, expect.stringContaining('The proof stands')]);

    await writeFile(record, (await readFile(record, 'utf8')).replace('REC-03', 'REC-99'));
    expect((await audit(['check', proof, record, '--policy', policy])).code).toBe(13);
  });

  test('public-key: of the manifests of former days, with its fingerprint', async () => {
    const { out, notes } = await audit('public-key');
    expect(out).toContain('BEGIN PUBLIC KEY');
    expect(notes).toMatch(/^SHA-256 [0-9a-f]{64}$/);
  });

  test('prove: feedback, too', async () => {
    const { code, out } = await audit(`prove ${calls[0]!.callId} --feedback 1 --record`);
    expect([code, JSON.parse(out).record.kind]).toEqual([0, 'feedback']);
    expect((await audit(`prove ${calls[0]!.callId} --feedback 1`)).out).toContain('c2sp.org/tlog-proof@v1');
  });

  test('prove: a file that is no checkpoint is named', async () => {
    const { code, notes } = await audit(`prove ${calls[0]!.callId} --checkpoint package.json`);
    expect([code, notes]).toEqual([2, expect.stringContaining('package.json is not a signed note')]);
  });

  test('witness: cosigns what grew, and verify asks for it where the policy does', async () => {
    const [elsewhere, policy] = [join(folder, 'witness'), join(folder, 'witnessed.policy')];
    await audit('archive');
    const cosigned = await audit(['witness', elsewhere]);
    expect([cosigned.code, cosigned.notes]).toEqual([0, expect.stringMatching(/^Cosigned \d+ records/)]);
    const [log = ''] = (await audit('log-policy')).out.split('\n');
    await writeFile(policy, `${log}\n${cosigned.out.replace('radix-cds-witness', 'W')}quorum W\n`);
    expect((await audit(['verify', '--policy', policy])).code).toBe(16);
    const kept = cosigned.notes.replace(/^.*: /, '');
    expect((await audit(['verify', '--policy', policy, '--checkpoint', kept])).code).toBe(0);
    await audit('archive');
    expect((await audit(['witness', elsewhere])).code).toBe(0);
    expect((await audit(['verify', '--archived', '--policy', policy, '--checkpoint', kept])).code).toBe(0);
  });

  test('witness: a log that began anew is not cosigned, and is found by what the witness keeps', async () => {
    const [elsewhere, other] = [join(folder, 'witness-2'), join(folder, 'anew')];
    await audit('archive');
    const kept = (await audit(['witness', elsewhere])).notes.replace(/^.*: /, '');
    await audit(['archive', '--archive-dir', other]);
    const { code, notes } = await audit(['witness', elsewhere, '--archive-dir', other]);
    expect([code, notes]).toEqual([15, expect.stringMatching(/^Not cosigned: /)]);
    expect((await audit(['verify', '--archive-dir', other, '--checkpoint', kept])).code).toBe(15);
  });

  test('archive: nothing new is nothing to sign', async () => {
    await audit('archive');
    const again = await audit('archive', {}, { AUDIT_READER: 'auditor' });
    // the readings themselves are new each time
    expect(again.notes).toMatch(/Archived [12] records/);
  });

  test('verify: a row that was edited is named, and the exit code says what was found', async () => {
    const row = await stored.table.get(
      `C#${client}#${subjectOf(calls[2]!.callId)}`,
      `CALL#${calls[2]!.callId}`,
    );
    const put = (item: TableItem, body: string) =>
      stored.client.send(
        new PutItemCommand({
          TableName: stored.name,
          Item: Object.fromEntries(
            Object.entries({ ...item, body }).map(([name, value]) => [
              name,
              typeof value === 'number' ? { N: String(value) } : { S: value },
            ]),
          ),
        }),
      );
    await put(row!, row!.body.replace('REC-03', 'REC-99'));
    const found = await audit('verify');
    await put(row!, row!.body);
    expect(found.code).toBe(10);
    expect(found.rows[0]).toMatchObject({
      finding: 'changed',
      where: `C#${client}#${subjectOf(calls[2]!.callId)} / CALL#${calls[2]!.callId}`,
      seq: 2,
    });
    expect((await audit('verify')).code).toBe(0);
  });
});

describe('operating', () => {
  test('T170: reidentify needs a purpose, is recorded, opens the people and the words', async () => {
    expect(await audit(`reidentify ${calls[0]!.callId}`)).toMatchObject({
      code: 2,
      notes: expect.stringContaining('--purpose'),
    });
    const { rows } = await audit(`reidentify ${calls[0]!.callId} --purpose T-9`);
    expect(rows).toMatchObject([
      {
        people: { patientId: 'p0', userId: 'Practitioner/9', encounterId: 'e0' },
        feedback: [{ words: { userComment: '=1+1 says Jane Doe' } }],
      },
    ]);
    const records = (await audit('list --readings')).rows.filter(({ kind }) => kind === 'reidentification');
    expect(records).toMatchObject([
      { service: `${client}/${calls[0]!.callId}`, reason: 'T-9', user: 'auditor' },
    ]);
  });

  test('T170: without the auditor’s key nothing is opened', async () => {
    const { code, out } = await audit(
      `reidentify ${calls[0]!.callId} --purpose T-9`,
      {},
      { AUDITOR_KEYS_FILE: join(folder, 'none.json') },
    );
    expect([code, out]).toEqual([2, '']);
  });

  test('T173: locate names the objects that a legal hold is put on', async () => {
    await audit('archive');
    const { rows } = await audit('locate p1 --everywhere');
    expect(rows.length).toBeGreaterThan(0);
    for (const { object } of rows) {
      expect(await readFile(join(folder, 'archive', String(object)), 'utf8')).toContain(calls[1]!.callId);
    }
    expect((await audit('locate nobody --everywhere')).notes).toContain('No object of the archive');
  });

  test('drain: spill lines from standard input, any number of times', async () => {
    const closed = { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' };
    const lines: string[] = [];
    const down = await auditFromEnvironment(
      { ...env, ...closed },
      { now: Date.now, spill: (line) => lines.push(line) },
    );
    const call = await aCall({ n: 77, at: recently(1) }, down.pseudonyms);
    await down.log.append(call);
    const stdin = async function* () {
      yield* ['START', ...lines, lines[0]!.replace('REC-03', 'REC-99')];
    };
    const first = await audit('drain -', { stdin });
    const second = await audit('drain -', { stdin });
    expect([first.code, first.notes]).toEqual([
      10,
      expect.stringContaining('1 put back, 0 were there already, 1 damaged'),
    ]);
    expect(second.notes).toContain('0 put back, 1 were there already');
    expect(
      (await stored.table.get(`C#${client}#${subjectOf(call.callId)}`, `CALL#${call.callId}`))?.body,
    ).toContain('REC-03');
  });

  test('acknowledge: what a kill left open is told by name, and is no finding', async () => {
    const own = await createTable(dynamo.endpoint);
    const there = { AUDIT_TABLE: own.name, ARCHIVE_DIR: join(folder, 'none-yet') };
    const { log } = await auditFromEnvironment(
      { ...env, ...there },
      { now: Date.now, spill: () => undefined, limits: { write: 10_000, overrides: 10_000 } },
    );
    // the third was under way when the process was killed: the fourth had its row
    for (let n = 0; n < 4; n += 1) await log.append(await aCall({ n, at: recently(0) }));
    const rows = await Array.fromAsync(own.whole.scan());
    const { pk, sk, body } = rows.find((row) => row.body.includes('"seq":2}'))!;
    const chain = JSON.parse(body).link.chain as string;
    const Key = { pk: { S: pk }, sk: { S: sk } };
    await own.client.send(new DeleteItemCommand({ TableName: own.name, Key }));

    expect((await audit('verify', {}, there)).code).toBe(11);
    expect((await audit(`acknowledge ${chain}`, {}, there)).notes).toMatch(/Say why with --purpose/);
    expect((await audit('acknowledge k.other --purpose T-9', {}, there)).notes).toMatch(/Nothing is missing/);
    expect((await audit(`acknowledge ${chain} --purpose T-9`, {}, there)).code).toBe(0);
    const told = await audit('verify', {}, there);
    expect(told).toMatchObject({ code: 0, rows: [] });
    expect(told.notes).toContain(`record 2 of chain ${chain}: acknowledged as never written`);
    await own.remove();
  });

  test('rotate-key: new records use the new key, old ones are still found', async () => {
    const before = idsOf(await audit('patient p1'));
    expect((await audit('rotate-key')).notes).toContain('Key k2 is in front');
    expect(idsOf(await audit('patient p1'))).toEqual(before);
  });
});

describe('a log of a million rows, read by its indexes', () => {
  let endpoint: Awaited<ReturnType<typeof faultyEndpoint>>;
  const asked = (line: string) => audit(line, {}, { AWS_ENDPOINT_URL_DYNAMODB: endpoint.endpoint });
  beforeAll(async () => {
    endpoint = await faultyEndpoint(dynamo.endpoint);
    endpoint.next('large-table');
    const { pseudonyms, log } = await auditFromEnvironment(env, { now: Date.now });
    const at = recently(3 * 24 * 60);
    await log.append(
      await aCall(
        { n: 9, client: 'elsewhere', patientId: 'p-old', userId: 'Practitioner/old', at },
        pseudonyms,
      ),
    );
  });
  afterAll(() => endpoint.stop());

  test.each(['patient p-old', 'user Practitioner/old'])(
    '%s: all of them, not those of a day',
    async (line) => {
      const { rows, notes } = await asked(`${line} --client elsewhere`);
      expect([rows.length, notes]).toEqual([1, '']);
    },
  );

  test('a list of the last day says since when', async () => {
    const line = `list --client ${client} --service leg-symptoms-patient-view --limit 0`;
    const { rows, notes } = await asked(line);
    expect(rows.length).toBeGreaterThan(0);
    expect(notes).toMatch(/^Since \d{4}-\S+Z; --from looks further back\.$/);
    expect((await asked(`${line} --from 2h`)).notes).toBe('');
  });
});

describe('what is not understood says what to do', () => {
  test.each<[string, RegExp]>([
    ['lst', /There is no command lst\. Did you mean list or learn or log-policy or locate\?/],
    ['list --frm 24h', /Unknown option '--frm'/],
    ['list --from noon', /--from noon is not a time/],
    ['list --from today --to yesterday', /--from must be before --to/],
    ['list --limit x', /--limit takes a whole number/],
    ['list --format xml', /--format takes table, json, csv/],
    ['list --service x', /There is no service x: it is one of leg-symptoms-patient-view/],
    ['show', /Usage: npm run audit -- show <call id>/],
    ['show a b', /Usage/],
    ['show 00000000-0000-4000-8000-000000000000', /No call and no card with this id/],
    ['card 00000000-0000-4000-8000-000000000000', /not the uuid of a card of this service/],
    ['flag nothing', /There is no flag nothing/],
    ['rule REC-99', /REC-99 is not the id of a rule/],
    ['rule RADIC', /RADIC is not the id of a rule/],
    ['rule REC-11 --version 9.0.0', /REC-11 never had the version 9\.0\.0: it had 1\.\S+/],
    ['rule cauda', /cauda is not the id of a rule: cards and docs\/rulebook.md name it, for instance REC-03/],
    ['learn --enough 0', /--enough takes a whole number/],
    ['export --as xml', /--as takes fhir or records/],
    ['check nowhere.json', /nowhere.json cannot be read/],
    ['check README.md', /README.md is not a proof: npm run -s audit -- prove writes one/],
    ['learn --html nowhere/report.html', /nowhere\/report.html cannot be written/],
    ['drain nowhere.log', /nowhere.log cannot be read/],
    ['verify --manifest nowhere.json', /nowhere.json cannot be read/],
    ['verify --key nowhere.pem --manifest package.json', /package.json is not a signed manifest/],
    ['verify --checkpoint package.json', /package.json is not a signed note/],
    ['verify --policy package.json', /package.json, line 1: write log, witness, group or quorum/],
  ])('%s', async (line, sentence) => {
    const { code, out, notes } = await audit(line);
    expect([code, out, notes]).toEqual([2, '', expect.stringMatching(sentence)]);
  });

  test('no table at all', async () => {
    const { code, notes } = await audit('list', {}, { AUDIT_TABLE: undefined as never });
    expect([code, notes]).toEqual([2, expect.stringContaining('AUDIT_TABLE is not set')]);
  });

  test.each([[{}], [{ AUDITOR_KEYS_FILE: '' }], [{ LOG_KEY_ARN: '' }]])(
    'no key of the tlog, %j',
    async (empty: Record<string, string>) => {
      const { code, notes } = await audit('log-policy', {}, { PSEUDONYM_KEYS_FILE: '', ...empty });
      expect([code, notes]).toEqual([
        2,
        expect.stringContaining('--policy, LOG_KEY_ARN and LOG_ORIGIN, or AUDITOR_KEYS_FILE'),
      ]);
    },
  );

  test('a table that does not answer', async () => {
    const { code, notes } = await audit('list', {}, { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' });
    expect([code, notes]).toEqual([1, expect.stringContaining('does not answer as it should')]);
  });

  test('a table that is not there', async () => {
    expect((await audit('list', {}, { AUDIT_TABLE: 'nowhere' })).code).toBe(1);
  });
});

describe('help', () => {
  test('lists every command', async () => {
    const { out } = await audit('--help');
    for (const { name } of commands) expect(out).toContain(`  ${name}`);
  });

  test('what goes into a file or a pipe is run without the lines of npm', async () => {
    const texts = await Promise.all(
      ['--help', ...commands.map(({ name }) => `${name} --help`)].map((line) => audit(line)),
    );
    const piped = texts.flatMap(({ out }) => out.split('\n').filter((line) => /npm run.* [>|] /.test(line)));
    expect(piped.length).toBeGreaterThan(4);
    for (const line of piped) expect(line).toContain('npm run -s audit -- ');
  });

  test.each(commands.map(({ name }) => name))(
    '%s --help says what it answers and gives an example',
    async (name) => {
      const { code, out } = await audit(`${name} --help`);
      expect([code, out]).toEqual([0, expect.stringMatching(/npm run (-s )?audit -- /)]);
    },
  );
});

describe('cells', () => {
  test.each([
    ['=HYPERLINK("http://evil")', '"\'=HYPERLINK(""http://evil"")"\r\n'],
    ['+1', "'+1\r\n"],
    ['-1', "'-1\r\n"],
    ['@x', "'@x\r\n"],
    ['\tx', "'\tx\r\n"],
    ['a,b', '"a,b"\r\n'],
    ['a\nb', '"a\nb"\r\n'],
    ['a"b', '"a""b"\r\n'],
  ])('T183: in CSV %j is %j', (value, expected) => expect(csvLine([value])).toBe(expected));

  test('numbers stay numbers', () => expect(csvLine([-1, 2, undefined])).toBe('-1,2,\r\n'));

  test('a table shows control characters as dots, so that nothing moves the cursor', () => {
    expect(tableText([{ a: 'x\u001b[31my\u202e' }], ['a'], 80)).toContain('x·[31my·');
  });

  test('a narrow terminal cuts the widest column first, never an id', () => {
    const id = uuid(1);
    const text = tableText([{ id, words: 'a '.repeat(60) }], ['id', 'words'], 60);
    expect(text).toContain(id);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(60);
  });
});

describe('times', () => {
  const now = Date.parse('2026-11-22T15:30:00.000Z');
  test.each([
    ['now', '2026-11-22T15:30:00.000Z'],
    ['today', '2026-11-22T00:00:00.000Z'],
    ['yesterday', '2026-11-21T00:00:00.000Z'],
    ['90m', '2026-11-22T14:00:00.000Z'],
    ['24h', '2026-11-21T15:30:00.000Z'],
    ['7d', '2026-11-15T15:30:00.000Z'],
    ['2w', '2026-11-08T15:30:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01T08:00Z', '2026-11-01T08:00:00.000Z'],
    ['2026-11-01T08:00+01:00', '2026-11-01T07:00:00.000Z'],
    ['2026-11-01T08:00:05Z', '2026-11-01T08:00:05.000Z'],
    ['2026-02-30', undefined],
    ['2026-11-01T08:00', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%j is %s', (text, expected) => expect(timeOf(text, now)).toBe(expected));
});

describe('progress', () => {
  const shown = (watched: boolean, counts: number[], total = 0) => {
    let text = '';
    const progress = progressOf({ watched }, (part) => (text += part), 'records', total);
    for (const count of counts) progress.done(count);
    progress.end();
    return text;
  };

  test('says how far it is, and goes away', () => {
    const text = shown(true, [500], 1_000);
    expect(text).toMatch(/█{15}░{15} {2}50 % {2}500 records/);
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });
  test('is quiet in a pipe', () => expect(shown(false, [500])).toBe(''));
  test('is quiet for quick work', () => expect(shown(true, [1, 2, 3])).toBe(''));
});
