/** What somebody may do to the archive, to the tlog that is kept of it, and to the table, and what `verify` says to it. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { entriesKey, linesIn } from '../../functions/audit/archive/archive.ts';
import { localSigner, publicKeyOf } from '../../functions/audit/archive/signer.ts';
import { type Chain, newChain } from '../../functions/audit/chain.ts';
import { itemOf } from '../../functions/audit/item.ts';
import { newProcessKey } from '../../functions/audit/process-key.ts';
import { readRecord } from '../../functions/audit/reading-record.ts';
import { memoryTable } from '../../functions/audit/store/memory-table.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import {
  type NotedCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from '../../functions/audit/tlog/checkpoint.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import { type LogPolicy, policyOf } from '../../functions/audit/tlog/policy.ts';
import { advance } from '../../functions/audit/tlog/sequencer.ts';
import { verify } from '../../functions/audit/verify/verify.ts';
import { memoryArchive, memoryLogState } from '../archive/support/memory-log.ts';
import { aCall, cardOf, feedbackFrom, overridden, pseudonyms, startOfDay, uuid } from './support/records.ts';

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const serviceKey = newKey();
const certifier = localSigner({ kid: 'c1', privateKey: serviceKey });
const signer = localLogSigner(newKey(), 'example.com/log');
const minute = 60_000;
const at = (minutes: number) => new Date(startOfDay + minutes * minute).toISOString();

const processChain = async (certified: boolean): Promise<Chain> => {
  const key = newProcessKey(certified ? certifier : undefined, () => startOfDay);
  await key.certified();
  return newChain(key.chain, key);
};

/**
 * A table of six calls and what a clinician said to one; its rows archived in three goes, ten minutes apart.
 * @param late minutes by which all of it is archived later
 */
const kept = async (extra: (chain: Chain) => Promise<readonly string[]> = async () => [], late = 0) => {
  const table = memoryTable();
  const chain = await processChain(true);
  const log = tableAuditLog({
    table,
    pseudonyms,
    seal: async () => 'sealed',
    chain,
    spill: () => undefined,
    now: () => startOfDay,
  });
  const calls = await Promise.all(Array.from({ length: 6 }, (_, n) => aCall({ n, at: at(n) })));
  for (const call of calls) await log.append(call);
  const said = overridden(cardOf(calls[2]!, 1), 'known-baseline', at(6));
  await log.appendFeedback([said], feedbackFrom('st-elsewhere', at(6)));
  const rows = [...table.items.values()];

  const archive = memoryArchive();
  const clock = { now: startOfDay };
  const tlog = { archive, state: memoryLogState(), signer, now: () => clock.now };
  const bodies = rows.filter(({ pk }) => pk.startsWith('C#')).map(({ body }) => body);
  bodies.push(...(await extra(chain)));
  const objects: string[] = [];
  for (const [n, some] of [bodies.slice(0, 3), bodies.slice(3, 5), bodies.slice(5)].entries()) {
    clock.now = startOfDay + (late + 10 + n * 10) * minute;
    const key = entriesKey(new Date(clock.now).toISOString(), `id${n}`);
    objects.push(key);
    await archive.put(key, some.map((body) => `${body}\n`).join(''));
    await advance(tlog);
  }
  const newest = parseCheckpoint(String(await archive.read('tlog/checkpoint')));
  return { rows, archive, tlog, clock, objects, newest };
};

type KeptLog = Awaited<ReturnType<typeof kept>>;

interface LogLook {
  readonly saved?: readonly NotedCheckpoint[];
  readonly policy?: LogPolicy;
  /** Minutes from the last archiving to the reading. */
  readonly at?: number;
}

const verified = async ({ rows, archive, clock }: KeptLog, kind: 'table' | 'archive', look: LogLook = {}) => {
  const { findings } = await verify({
    source:
      kind === 'archive'
        ? { kind, lines: () => linesIn(archive) }
        : {
            kind,
            rows: async function* () {
              yield* rows;
            },
          },
    log: { archive, policy: look.policy ?? policyOf([signer.key]), saved: look.saved ?? [] },
    archived: [],
    saved: [],
    keys: [],
    certifiers: [publicKeyOf(serviceKey)],
    now: () => clock.now + (look.at ?? 30) * minute,
  });
  return findings;
};

const edit = ({ archive }: KeptLog, key: string, change: (text: string) => string) => {
  archive.objects.set(key, Buffer.from(change(String(archive.objects.get(key)))));
};
const batchesOf = ({ archive }: KeptLog) =>
  [...archive.objects.keys()].filter((key) => key.startsWith('batches/')).sort();
const lines = (text: string) => text.trimEnd().split('\n');
const joined = (some: readonly string[]) => some.map((line) => `${line}\n`).join('');

test('untouched, table and archive are whole, and every record is in the tlog', async () => {
  const made = await kept();
  expect(made.newest.size).toBe(7);
  expect(await verified(made, 'table')).toEqual([]);
  expect(await verified(made, 'archive', { saved: [made.newest] })).toEqual([]);
});

test('a reading by a tool that was archived long after, with all that was made meanwhile, is not dated back', async () => {
  const made = await kept(async () => {
    const tool = await processChain(false);
    const reading = { id: uuid(1), at: at(1) };
    return [tool.stamp(readRecord({ by: 'auditor', via: 'tool' }, reading, 'patient', {})).body];
  }, 300);
  expect((await verified(made, 'archive')).map(({ code }) => code)).not.toContain('time');
});

describe('in the archive it finds', () => {
  test.each<[string, string, (made: KeptLog) => unknown]>([
    [
      'a line that was edited',
      'root',
      (made) => edit(made, made.objects[0]!, (text) => text.replace('REC-03', 'REC-99')),
    ],
    [
      'a line that was taken out',
      'root',
      (made) => edit(made, made.objects[0]!, (text) => joined(lines(text).slice(1))),
    ],
    ['a line that was put in', 'root', (made) => edit(made, made.objects[1]!, (text) => `${text}{}\n`)],
    [
      'two lines that were exchanged',
      'root',
      (made) => edit(made, made.objects[0]!, (text) => joined(lines(text).toReversed())),
    ],
    ['an object that is gone', 'missing', ({ archive, objects }) => archive.objects.delete(objects[1]!)],
    ['the newest object, gone', 'missing', ({ archive, objects }) => archive.objects.delete(objects[2]!)],
    [
      'an object that was slipped into a signed hour',
      'inserted',
      ({ archive, objects }) =>
        archive.put(entriesKey(at(11), 'slipped'), String(archive.objects.get(objects[0]!))),
    ],
    [
      'an object of tomorrow',
      'inserted',
      ({ archive, objects }) =>
        archive.put(entriesKey(at(24 * 60), 'slipped'), String(archive.objects.get(objects[0]!))),
    ],
    ['anything else under entries/', 'inserted', ({ archive }) => archive.put('entries/2026/note.txt', 'x')],
    ['junk under a prefix of its own', 'inserted', ({ archive }) => archive.put('other/x', 'x')],
    ['junk beside the tiles', 'inserted', ({ archive }) => archive.put('tlog/tile/0/000.p/200', 'x')],
    ['junk beside the checkpoint', 'inserted', ({ archive }) => archive.put('tlog/checkpoint.old', 'x')],
    ['junk among the batches', 'log', ({ archive }) => archive.put('batches/2026/11/22/09/1.json', '{}')],
    [
      'a tile that was edited',
      'root',
      ({ archive }) => archive.objects.set('tlog/tile/0/000.p/7', Buffer.alloc(224)),
    ],
    ['a tile that is gone', 'missing', ({ archive }) => archive.objects.delete('tlog/tile/0/000.p/7')],
    ['a batch that is gone', 'log', (made) => made.archive.objects.delete(batchesOf(made)[1]!)],
    ['the newest batch, gone', 'log', (made) => made.archive.objects.delete(batchesOf(made)[2]!)],
    [
      'a batch without one of its objects',
      'root',
      (made) =>
        edit(made, batchesOf(made)[0]!, (text) => text.replace(/"objects":\[[^\]]*\]/, '"objects":[]')),
    ],
    [
      'a batch that says it was made earlier',
      'time',
      (made) =>
        edit(made, batchesOf(made)[2]!, (text) => text.replace(/"made":"[^"]*"/, `"made":"${at(1)}"`)),
    ],
    ['the newest checkpoint, gone', 'missing', ({ archive }) => archive.objects.delete('tlog/checkpoint')],
    [
      'an older checkpoint in place of the newest',
      'log',
      async (made) => {
        const batch = JSON.parse(String(made.archive.objects.get(batchesOf(made)[1]!)));
        await made.archive.replace('tlog/checkpoint', batch.checkpoint);
      },
    ],
    ['a checkpoint that is no checkpoint', 'log', ({ archive }) => archive.replace('tlog/checkpoint', 'x')],
    [
      'a checkpoint by another key',
      'signature',
      async ({ archive, newest }) => {
        await archive.replace(
          'tlog/checkpoint',
          await signCheckpoint(newest, localLogSigner(newKey(), 'example.com/log')),
        );
      },
    ],
    [
      'a checkpoint of another origin',
      'signature',
      async ({ archive, newest }) => {
        await archive.replace(
          'tlog/checkpoint',
          await signCheckpoint(newest, localLogSigner(newKey(), 'example.com/x')),
        );
      },
    ],
  ])('%s', async (_, code, tamper) => {
    const made = await kept();
    await tamper(made);
    expect((await verified(made, 'archive')).map((finding) => finding.code)).toContain(code);
  });

  test('a line that was edited, by its object and number', async () => {
    const made = await kept();
    edit(made, made.objects[1]!, (text) => text.replace('REC-03', 'REC-99'));
    expect(await verified(made, 'archive')).toContainEqual(
      expect.objectContaining({ code: 'changed', where: `${made.objects[1]}:1` }),
    );
  });

  test('a tlog that was cut with all that belongs to it, against a checkpoint kept elsewhere', async () => {
    const made = await kept();
    const [, second, third] = batchesOf(made);
    const { checkpoint } = JSON.parse(String(made.archive.objects.get(second!)));
    for (const key of [third!, made.objects[2]!, 'tlog/tile/0/000.p/7']) made.archive.objects.delete(key);
    await made.archive.replace('tlog/checkpoint', checkpoint);
    expect((await verified(made, 'archive')).map(({ code }) => code)).not.toContain('log');
    expect((await verified(made, 'archive', { saved: [made.newest] })).map(({ code }) => code)).toContain(
      'log',
    );
  });

  test('that nobody cosigned, where the policy asks for a witness', async () => {
    const made = await kept();
    const policy = { ...policyOf([signer.key]), isQuorum: () => false };
    expect(await verified(made, 'archive', { policy })).toMatchObject([{ code: 'witness' }]);
  });

  test.each<[string, (chain: Chain) => Promise<readonly string[]>]>([
    [
      'a record of the service that is dated before those before it',
      async (chain) => [chain.stamp(await aCall({ n: 20, at: at(-60) })).body],
    ],
    [
      'a record that is dated after it was archived',
      async (chain) => [chain.stamp(await aCall({ n: 20, at: at(600) })).body],
    ],
    [
      'a reading by a tool that is dated back',
      async () => {
        const tool = await processChain(false);
        return [
          tool.stamp(readRecord({ by: 'auditor', via: 'tool' }, { id: uuid(1), at: at(-600) }, 'patient', {}))
            .body,
        ];
      },
    ],
  ])('%s', async (_, extra) => {
    const made = await kept(extra);
    expect((await verified(made, 'archive')).map(({ code }) => code)).toContain('time');
  });
});

describe('what cannot be read is not taken for what is not there', () => {
  const kinds = ['table', 'archive'] as const;
  test.each(
    kinds.flatMap((kind) =>
      ['tlog/checkpoint', 'tlog/tile/', 'batches/'].map((prefix) => [kind, prefix] as const),
    ),
  )('%s, %s', async (kind, prefix) => {
    const made = await kept();
    const read = async (key: string) => {
      if (key.startsWith(prefix)) throw new Error('503');
      return made.archive.read(key);
    };
    const away = { ...made, archive: { ...made.archive, read } };
    await expect(verified(away, kind)).rejects.toThrow('503');
  });
});

describe('while the tlog grows', () => {
  test('what is archived during a long reading is no finding', async () => {
    const made = await kept();
    let n = 0;
    const grows = async () => {
      n += 1;
      made.clock.now += 30 * minute;
      const chain = await processChain(true);
      const { body } = chain.stamp(await aCall({ n: 40 + n, at: new Date(made.clock.now).toISOString() }));
      await made.archive.put(entriesKey(new Date(made.clock.now).toISOString(), `late${n}`), `${body}\n`);
      await advance(made.tlog);
    };
    const list = async function* (prefix: string, after?: string) {
      if (prefix === '') await grows();
      yield* made.archive.list(prefix, after);
    };
    const findings = await verified({ ...made, archive: { ...made.archive, list } }, 'archive', { at: 0 });
    expect(findings).toEqual([]);
    expect(n).toBe(2);
  });
});

describe('in the table, against the tlog, it finds', () => {
  const isCall = (n: number, { sk }: TableItem, calls: readonly string[]) => sk === calls[n];
  const callsOf = ({ rows }: KeptLog) => rows.filter(({ sk }) => sk.startsWith('CALL#')).map(({ sk }) => sk);
  const remove = (made: KeptLog, is: (row: TableItem) => boolean) => {
    made.rows.splice(made.rows.findIndex(is), 1);
  };

  test.each<[string, string, (made: KeptLog) => unknown]>([
    [
      'the newest record of a process, taken out',
      'missing',
      (made) => remove(made, ({ sk }) => sk.startsWith('FB#')),
    ],
    [
      'a record in the middle, taken out',
      'missing',
      (made) => {
        const calls = callsOf(made);
        remove(made, (row) => isCall(3, row, calls));
      },
    ],
    ['every row, taken out', 'missing', (made) => made.rows.splice(0)],
    ['a decision, deleted', 'missing', (made) => remove(made, ({ pk }) => pk.startsWith('R#'))],
    [
      'a row that was put in with a time of long ago',
      'missing',
      async (made) => {
        const chain = await processChain(true);
        made.rows.push(itemOf(chain.stamp(await aCall({ n: 30, at: at(1) }))));
      },
    ],
    ['a tile that is gone', 'missing', ({ archive }) => archive.objects.delete('tlog/tile/0/000.p/7')],
    [
      'a tile that was edited',
      'root',
      ({ archive }) => archive.objects.set('tlog/tile/0/000.p/7', Buffer.alloc(224)),
    ],
  ])('%s', async (_, code, tamper) => {
    const made = await kept();
    await tamper(made);
    expect((await verified(made, 'table')).map((finding) => finding.code)).toContain(code);
  });

  test('a row of the last minutes is not missed yet', async () => {
    const made = await kept();
    const chain = await processChain(true);
    made.rows.push(itemOf(chain.stamp(await aCall({ n: 30, at: at(29) }))));
    expect(await verified(made, 'table')).toEqual([]);
  });
});
