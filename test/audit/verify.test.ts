import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Archive,
  folderArchive,
  linesIn,
  manifestsIn,
  putEntries,
} from '../../functions/audit/archive/archive.ts';
import type { Manifest, SignedManifest } from '../../functions/audit/archive/manifest.ts';
import { localSigner } from '../../functions/audit/archive/signer.ts';
import { bodyOf, hashOf, newChain } from '../../functions/audit/chain.ts';
import { entryOf, itemOf } from '../../functions/audit/item.ts';
import { memoryTable } from '../../functions/audit/store/memory-table.ts';
import { tableAuditLog } from '../../functions/audit/store/table-audit-log.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import { exitCodeOf } from '../../functions/audit/verify/finding.ts';
import { verify } from '../../functions/audit/verify/verify.ts';
import { addManifest, signManifest } from './support/old-manifests.ts';
import { aCall, cardOf, feedbackFrom, overridden, pseudonyms, startOfDay } from './support/records.ts';

const signing = generateKeyPairSync('ed25519');
const signer = localSigner({ kid: 'm1', privateKey: signing.privateKey.export({ format: 'jwk' }) });
const day = 86_400_000;
const client = 'st-elsewhere';

/** A log of two processes: 12 calls of one, 5 of the other, the first call delivered twice, one answered. */
const written = async () => {
  const table = memoryTable();
  const process = (chain: string) =>
    tableAuditLog({
      table,
      pseudonyms,
      seal: async () => 'sealed',
      chain: newChain(chain),
      spill: () => undefined,
      now: () => startOfDay,
    });
  const [a, b] = [process('chain-a'), process('chain-b')];
  const calls = await Promise.all(Array.from({ length: 17 }, (_, n) => aCall({ n })));
  for (const call of calls.slice(0, 12)) await a.append(call);
  for (const call of calls.slice(12)) await b.append(call);
  await b.append(calls[0]!);
  await a.appendFeedback(
    [overridden(cardOf(calls[3]!, 1), 'known-baseline', '2026-11-22T08:30:00.000Z')],
    feedbackFrom(client),
  );
  const rows = [...table.items.values()];
  const isCall = (n: number) => (item: TableItem) => item.sk === `CALL#${calls[n]!.callId}`;
  const call = (n: number) => rows.find(isCall(n))!;
  return {
    rows,
    call,
    replace: (n: number, item: TableItem) => rows.splice(rows.findIndex(isCall(n)), 1, item),
  };
};

const named = (manifests: readonly SignedManifest[]) =>
  manifests.map((signed) => ({ key: 'manifest', signed }));

const check = (
  rows: readonly TableItem[],
  more: {
    archived?: readonly SignedManifest[];
    saved?: readonly SignedManifest[];
    keys?: KeyObject[];
    now?: () => number;
  } = {},
) =>
  verify({
    source: {
      kind: 'table',
      rows: async function* () {
        yield* rows;
      },
    },
    saved: [],
    keys: [signing.publicKey],
    now: () => startOfDay,
    ...more,
    archived: named(more.archived ?? []),
  });

const codes = ({ findings }: Awaited<ReturnType<typeof verify>>) =>
  findings.map(({ code, seq }) => [code, seq]);

/** Writes a row anew with its hash in order, as one would who knows how. */
const reworked = (item: TableItem, change: (body: string) => string): TableItem => {
  const body = change(item.body);
  return { ...item, body, hash: hashOf(body) };
};

describe('a log that nobody touched', () => {
  test('verifies', async () => {
    const { rows } = await written();
    expect(await check(rows)).toMatchObject({ records: 19, chains: 2, findings: [] });
  });

  test('verifies when its oldest rows have expired', async () => {
    const { rows, call } = await written();
    const gone = [0, 1, 2].map((n) => call(n).pk);
    const left = rows.filter(({ pk, sk }) => !gone.includes(pk) && !sk.startsWith('AGAIN'));
    const result = await check(left, { now: () => startOfDay + 400 * day });
    expect(result).toMatchObject({ findings: [], expired: 3 });
  });
});

describe('without any manifest it finds', () => {
  test('an edited field', async () => {
    const { rows, call, replace } = await written();
    replace(4, { ...call(4), body: call(4).body.replace('REC-03', 'REC-99') });
    expect((await check(rows)).findings).toContainEqual(
      expect.objectContaining({
        code: 'changed',
        chain: 'chain-a',
        seq: 4,
        where: `${call(4).pk} / ${call(4).sk}`,
      }),
    );
  });

  test('an edited field with a hash to match', async () => {
    const { rows, call, replace } = await written();
    replace(
      4,
      reworked(call(4), (body) => body.replace('REC-03', 'REC-99')),
    );
    expect(codes(await check(rows))).toEqual([['changed', 4]]);
  });

  test('an edited newest record', async () => {
    const { rows, call, replace } = await written();
    replace(16, { ...call(16), body: call(16).body.replace('REC-03', 'REC-99') });
    expect(codes(await check(rows))).toContainEqual(['changed', 4]);
  });

  test('a deleted row', async () => {
    const { rows, call } = await written();
    const left = rows.filter((item) => item !== call(5));
    const { findings } = await check(left);
    expect(findings).toEqual([
      {
        code: 'missing',
        chain: 'chain-a',
        seq: 5,
        sentence: `record 5 of chain chain-a not on record: after ${call(4).pk} / ${call(4).sk}, before ${call(6).pk} / ${call(6).sk}`,
      },
    ]);
  });

  test('a deleted first row', async () => {
    const { rows, call } = await written();
    expect(codes(await check(rows.filter((item) => item !== call(0))))).toEqual([['missing', 0]]);
  });

  test('a swapped pair: two rows with their contents exchanged', async () => {
    const { rows, call, replace } = await written();
    const [five, six] = [call(5), call(6)];
    replace(5, { ...six, pk: five.pk, sk: five.sk });
    replace(6, { ...five, pk: six.pk, sk: six.sk });
    expect(codes(await check(rows))).toEqual([
      ['reordered', 6],
      ['reordered', 5],
    ]);
  });

  test('a swapped pair: two records with their places exchanged', async () => {
    const { rows, call, replace } = await written();
    replace(
      5,
      reworked(call(5), (body) => body.replace('"seq":5}', '"seq":6}')),
    );
    replace(
      6,
      reworked(call(6), (body) => body.replace('"seq":6}', '"seq":5}')),
    );
    expect(codes(await check(rows))).toEqual([
      ['reordered', 5],
      ['reordered', 6],
    ]);
  });

  test('an inserted row that claims a place', async () => {
    const { rows, call } = await written();
    const { link, record } = entryOf(call(5));
    const other = { ...record, callId: record.callId.replace(/^./, 'f') };
    const body = bodyOf(other, link);
    rows.push(itemOf({ record: other, link, body, hash: hashOf(body) }));
    expect(codes(await check(rows))).toEqual([['inserted', 5]]);
  });

  test('an inserted row that is no record', async () => {
    const { rows } = await written();
    rows.push({ pk: 'C#st-elsewhere#1', sk: 'CALL', body: '{"hello":1}', ttl: 1 });
    expect((await check(rows)).findings).toMatchObject([
      { code: 'inserted', where: 'C#st-elsewhere#1 / CALL' },
    ]);
  });

  test.each([
    ['taken out of the patient’s index', (item: TableItem) => ({ ...item, p: 'P#p.k1.other' })],
    ['made to expire', (item: TableItem) => ({ ...item, ttl: 1 })],
  ])('a row %s', async (_, change) => {
    const { rows, call, replace } = await written();
    replace(5, change(call(5)));
    expect(codes(await check(rows))).toEqual([['changed', 5]]);
  });

  test('an override that no feedback made', async () => {
    const { rows } = await written();
    const real = rows.find(({ pk }) => pk.startsWith('R#'))!;
    rows.push({ ...real, sk: `${real.sk}x`, body: real.body.replace('08:30', '08:31') });
    expect((await check(rows)).findings).toMatchObject([
      { code: 'inserted', where: `${real.pk} / ${real.sk}x` },
    ]);
  });
});

describe('with manifests', () => {
  let folder: string;
  let archive: Archive;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radix-audit-'));
    archive = folderArchive(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const at = (minute: number) => new Date(startOfDay + minute * 60_000).toISOString();
  const isRecord = ({ pk }: TableItem) => pk.startsWith('C#');

  /** Archived in two goes, with a manifest for each. */
  const archived = async () => {
    const log = await written();
    const bodies = log.rows.filter(isRecord).map(({ body }) => body);
    const keys: string[] = [];
    for (const [i, some] of [bodies.slice(0, 10), bodies.slice(10)].entries()) {
      keys.push(await putEntries(archive, some, { now: at(70 + i), id: 'x' }));
      await addManifest(archive, signer, { now: at(70 + i) });
    }
    const manifests = (await Array.fromAsync(manifestsIn(archive))).flatMap(({ signed }) => signed ?? []);
    return { ...log, keys, manifests };
  };

  const checkArchive = (manifests: readonly SignedManifest[], saved: readonly SignedManifest[] = []) =>
    verify({
      source: { kind: 'archive', lines: () => linesIn(archive) },
      archived: named(manifests),
      saved,
      keys: [signing.publicKey],
      now: () => startOfDay,
    });

  const edit = async (key: string, change: (lines: string[]) => string[]) => {
    const path = join(folder, key);
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    await writeFile(path, `${change(lines).join('\n')}\n`);
  };

  test('table and archive verify', async () => {
    const { rows, manifests } = await archived();
    expect(await check(rows, { archived: manifests })).toMatchObject({
      findings: [],
      manifests: 2,
      signedFor: 19,
    });
    expect(await checkArchive(manifests)).toMatchObject({ findings: [], records: 19 });
  });

  test('a cut tail shows against a saved manifest', async () => {
    const { rows, manifests, call } = await archived();
    const tail = [9, 10, 11].map(call);
    const cut = rows.filter(
      (item) => !tail.includes(item) && !item.sk.startsWith('FB#') && !item.pk.startsWith('R#'),
    );
    const { findings } = await check(cut, { saved: [manifests[1]!] });
    expect(findings).toMatchObject([{ code: 'missing', chain: 'chain-a', seq: 9 }]);
    expect(findings[0]?.sentence).toContain('records 9 to 12');
  });

  test('a chain that was removed whole shows', async () => {
    const { rows, manifests } = await archived();
    const left = rows.filter(({ body }) => !body.includes('chain-b'));
    expect(codes(await check(left, { saved: manifests }))).toEqual([['missing', 0]]);
  });

  test('a chain that was forged anew from its start shows', async () => {
    const { rows, manifests, call } = await archived();
    const forger = newChain('chain-b');
    const forged = [12, 13, 14, 15, 16].map((n) => {
      const { record } = entryOf(call(n));
      return itemOf(forger.stamp({ ...record, at: record.at.replace('08:', '07:') }));
    });
    const kept = rows.filter((item) => !forged.some(({ pk, sk }) => pk === item.pk && sk === item.sk));
    expect(codes(await check([...kept, ...forged], { saved: manifests }))).toContainEqual(['changed', 4]);
  });

  test.each<[string, (lines: string[]) => string[], string]>([
    ['an edited line', ([a = '', b = '', ...rest]) => [a, b.replace('REC-03', 'REC-99'), ...rest], 'changed'],
    ['a deleted line', ([a = '', , ...rest]) => [a, ...rest], 'missing'],
    ['a swapped pair of lines', ([a = '', b = '', ...rest]) => [b, a, ...rest], 'reordered'],
    ['an inserted line', ([a = '', ...rest]) => [a, a.replace('REC-03', 'REC-99'), ...rest], 'inserted'],
    ['a line of something else', (lines) => [...lines, '{}'], 'inserted'],
  ])('the archive with %s does not verify', async (_, change, code) => {
    const { keys, manifests } = await archived();
    await edit(keys[0]!, change);
    const result = await checkArchive(manifests);
    expect(result.findings.map((finding) => finding.code)).toEqual([code]);
    expect(exitCodeOf(result.findings)).not.toBe(0);
  });

  test('a line that was archived twice is a copy, not a finding', async () => {
    const { keys, manifests } = await archived();
    await edit(keys[0]!, ([a = '', ...rest]) => [a, a, ...rest]);
    expect(await checkArchive(manifests)).toMatchObject({ findings: [], copies: 1 });
  });

  test('a manifest that somebody edited, and one by another key, do not hold', async () => {
    const { rows, manifests } = await archived();
    const [first, second] = manifests as [SignedManifest, SignedManifest];
    const edited = { ...second, manifest: { ...second.manifest, made: at(59) } };
    expect((await check(rows, { archived: [first, edited] })).findings).toMatchObject([
      { code: 'signature' },
    ]);
    const stranger = generateKeyPairSync('ed25519').publicKey;
    const { findings } = await check(rows, { archived: manifests, keys: [stranger] });
    expect(findings.map(({ code }) => code)).toEqual(['signature', 'signature']);
  });

  test('a manifest that is gone from the archive shows, and one that was exchanged since it was saved', async () => {
    const { rows, manifests } = await archived();
    expect((await check(rows, { archived: manifests.slice(1) })).findings).toMatchObject([
      { code: 'manifests' },
    ]);
    const { findings } = await check(rows, { archived: manifests.slice(0, 1), saved: manifests.slice(1) });
    expect(findings).toMatchObject([{ code: 'manifests', where: 'manifest 2' }]);
  });

  test.each([
    ['no JSON', () => '{'],
    ['no manifest', () => '{}'],
    ['no list of objects', ({ objects: _, ...manifest }: Manifest) => manifest],
    ['a run that is none', (manifest: Manifest) => ({ ...manifest, runs: [null] })],
  ])('a file in a manifest’s place that is none is named, whatever it holds: %s', async (_, made) => {
    const { rows, manifests } = await archived();
    const [first, last] = manifests as [SignedManifest, SignedManifest];
    const other = made(last.manifest);
    const key = 'manifests/2026/11/22/23/00000003.json';
    await archive.put(key, typeof other === 'string' ? other : JSON.stringify({ ...first, manifest: other }));
    const source = {
      kind: 'table' as const,
      rows: async function* () {
        yield* rows;
      },
    };
    const keys = [signing.publicKey];
    const { findings } = await verify({
      source,
      archived: manifestsIn(archive),
      saved: [],
      keys,
      now: () => startOfDay,
    });
    expect(findings).toEqual([{ code: 'manifests', where: key, sentence: 'this is not a manifest' }]);
  });

  describe('from some hour on, as in a check every day', () => {
    /** Records of a chain that began before, and of one that begins then. */
    const goneOn = async () => {
      const { rows } = await archived();
      const chain = newChain('chain-c');
      const early = [chain.stamp(await aCall({ n: 40 }))];
      const late = [chain.stamp(await aCall({ n: 41 })), newChain('chain-z').stamp(await aCall({ n: 42 }))];
      for (const [hour, some] of [
        [9, early],
        [11, late],
      ] as const) {
        const now = `2026-11-22T${String(hour).padStart(2, '0')}:30:00.000Z`;
        await putEntries(
          archive,
          some.map(({ body }) => body),
          { now, id: 'x' },
        );
        await addManifest(archive, signer, { now });
      }
      return rows;
    };
    const since = '2026-11-22T11:00:00.000Z';
    const checkSince = () =>
      verify({
        source: { kind: 'archive', lines: () => linesIn(archive, since) },
        archived: manifestsIn(archive, since),
        saved: [],
        keys: [signing.publicKey],
        partial: true,
        now: () => startOfDay,
      });

    test('what is new verifies by itself', async () => {
      await goneOn();
      expect(await checkSince()).toMatchObject({ records: 2, manifests: 1, findings: [] });
    });

    test('a new record that is gone is missed', async () => {
      await goneOn();
      const [key = ''] = await Array.fromAsync(archive.list('entries/2026/11/22/11'));
      await edit(key, ([, second = '']) => [second]);
      expect(codes(await checkSince())).toEqual([['missing', 1]]);
    });

    test('a whole object that is gone is missed', async () => {
      await goneOn();
      const [key = ''] = await Array.fromAsync(archive.list('entries/2026/11/22/11'));
      await rm(join(folder, key));
      expect(codes(await checkSince())).toEqual([
        ['missing', 1],
        ['missing', 0],
      ]);
    });
  });

  test('a manifest whose root is not that of its records does not hold', async () => {
    const { rows, manifests } = await archived();
    const lying = await signManifest({ ...manifests[0]!.manifest, root: '0'.repeat(64) }, signer);
    expect((await check(rows, { saved: [lying] })).findings).toMatchObject([
      { code: 'root', where: 'manifest 1' },
    ]);
  });
});
