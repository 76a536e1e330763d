/** Whoever holds the key of the tlog can make it say anything, once: not to those who remember what it said before. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { entriesKey } from '../../functions/audit/archive/archive.ts';
import { parseCheckpoint, signCheckpoint } from '../../functions/audit/tlog/checkpoint.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import { noteKey, parseNote, verdictOf } from '../../functions/audit/tlog/note.ts';
import { policyOf } from '../../functions/audit/tlog/policy.ts';
import { newestCheckpoint } from '../../functions/audit/tlog/prove-record.ts';
import { advance } from '../../functions/audit/tlog/sequencer.ts';
import { storedLeaves, storedTiles } from '../../functions/audit/tlog/stored-tiles.ts';
import { tiledTree } from '../../functions/audit/tlog/tiles.ts';
import {
  addCheckpoint,
  submission,
  type Witness,
  type WitnessMemory,
} from '../../functions/audit/tlog/witness.ts';
import { checkHeads, checkTree } from '../../functions/audit/verify/log-check.ts';
import { memoryArchive, memoryLogState } from '../archive/support/memory-log.ts';
import { seededRandom } from './support/seeded-random.ts';

const start = Date.UTC(2026, 10, 22, 8, 5);
const origin = 'example.com/log';
const signer = localLogSigner(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), origin);

const memory = (): WitnessMemory & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    read: async (of) => kept.get(of),
    swap: async (of, next, over) => {
      if (kept.get(of) !== over) return false;
      kept.set(of, next);
      return true;
    },
  };
};

const newWitness = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const remembers = memory();
  const key = noteKey('witness.example.com', publicKey, 'cosignature');
  const witness: Witness = { key, privateKey, logs: [signer.key], memory: remembers, now: () => start };
  return { witness, remembers, key };
};

/** A log of objects with so many records each. */
const newLog = async (objects: readonly string[][]) => {
  const archive = memoryArchive();
  const log = { archive, state: memoryLogState(), signer, now: () => start };
  for (const [n, lines] of objects.entries()) {
    await archive.put(
      entriesKey(new Date(start).toISOString(), `${n}`),
      lines.map((line) => `${line}\n`).join(''),
    );
    await advance(log);
  }
  return { archive, log };
};

const show = async (witness: Witness, archive: ReturnType<typeof memoryArchive>) => {
  const newest = await newestCheckpoint(archive);
  const { size } = parseCheckpoint(newest);
  const kept = await witness.memory.read(origin);
  const old = kept === undefined ? 0 : parseCheckpoint(kept).size;
  const proof = old > size ? [] : await tiledTree(size, storedTiles(archive)).consistency(old);
  return addCheckpoint(witness, submission(Math.min(old, size), proof, newest));
};

const recordsOf = (random: () => number, name: string): string[][] =>
  Array.from({ length: 2 + Math.floor(random() * 4) }, (_, object) =>
    Array.from({ length: 1 + Math.floor(random() * 40) }, (_, n) => `${name} ${object} ${n}`),
  );

describe('a witness', () => {
  test('cosigns what it sees first, and then what only grew', async () => {
    const { witness, remembers, key } = newWitness();
    const { archive, log } = await newLog([['a', 'b']]);
    const { status, body } = await show(witness, archive);
    expect(status).toBe(200);
    const { note } = parseCheckpoint(await newestCheckpoint(archive));
    const signatures = parseNote(`-\n\n${body}`).signatures;
    expect(verdictOf({ ...note, signatures }, key)).toEqual({ verdict: 'signed', time: start / 1000 });
    await archive.put(entriesKey(new Date(start).toISOString(), 'z'), 'c\n');
    await advance(log);
    expect((await show(witness, archive)).status).toBe(200);
    expect(parseCheckpoint(remembers.kept.get(origin)!).size).toBe(3);
  });

  test('of a log that was rolled back or forked by whoever has its key, 100 of 100 are found', async () => {
    const random = seededRandom(11);
    const outcomes = { refused: 0, found: 0 };
    for (let trial = 0; trial < 100; trial += 1) {
      const { witness, remembers } = newWitness();
      const genuine = recordsOf(random, `trial ${trial}`);
      const { archive } = await newLog(genuine);
      expect((await show(witness, archive)).status).toBe(200);

      // cut somewhere, and then left, or gone on with differently, or with one record other than it was
      const cut = Math.floor(random() * genuine.length);
      const other = recordsOf(random, 'forged');
      const forged = [
        [...genuine.slice(0, cut), genuine[cut]!.slice(0, -1)].filter((lines) => lines.length > 0),
        [...genuine.slice(0, cut), ...other, ...other],
        genuine.with(cut, genuine[cut]!.with(0, 'forged')),
      ][trial % 3]!;
      const { archive: forgery } = await newLog(forged.length > 0 ? forged : [['forged']]);
      if ((await show(witness, forgery)).status !== 200) outcomes.refused += 1;

      const saved = [parseCheckpoint(remembers.kept.get(origin)!)];
      const source = { archive: forgery, policy: policyOf([signer.key]), saved };
      const heads = await checkHeads(source);
      const size = heads.batches.at(-1)!.noted.size;
      const inTree = await checkTree({
        ...source,
        batches: heads.batches,
        leavesOf: ({ first, noted }) => storedLeaves(forgery, size, [first, noted.size]),
        nameDifference: async () => [],
        checkTiles: async () => undefined,
      });
      if ([...heads.findings, ...inTree].some(({ code }) => code === 'log')) outcomes.found += 1;
    }
    expect(outcomes).toEqual({ refused: 100, found: 100 });
  });

  const checkpoint = (size: number, by = signer) =>
    signCheckpoint({ size, root: Buffer.alloc(32, size) }, by);
  const stranger = localLogSigner(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }),
    'example.com/other',
  );
  const forger = localLogSigner(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), origin);
  const hash = Buffer.alloc(32, 1);

  test.each<[string, number, () => Promise<string>]>([
    ['no checkpoint', 400, async () => 'old 0\n\nx\n'],
    ['an old size above the new', 400, async () => submission(9, [], await checkpoint(8))],
    ['64 hashes', 400, async () => submission(0, Array(64).fill(hash), await checkpoint(8))],
    ['another log', 404, async () => submission(0, [], await checkpoint(8, stranger))],
    ['another key', 403, async () => submission(0, [], await checkpoint(8, forger))],
    ['an old size that it did not see', 409, async () => submission(3, [], await checkpoint(8))],
    ['a proof from nothing', 422, async () => submission(0, [hash], await checkpoint(8))],
    [
      'an empty log with a root',
      422,
      async () => submission(0, [], await signCheckpoint({ size: 0, root: hash }, signer)),
    ],
  ])('answers %s with %i, and remembers nothing', async (_, status, body) => {
    const { witness, remembers } = newWitness();
    expect((await addCheckpoint(witness, await body())).status).toBe(status);
    expect(remembers.kept.size).toBe(0);
  });

  test('says which size it saw last', async () => {
    const { witness } = newWitness();
    await addCheckpoint(witness, submission(0, [], await checkpoint(8)));
    expect(await addCheckpoint(witness, submission(0, [], await checkpoint(9)))).toEqual({
      status: 409,
      body: '8\n',
      contentType: 'text/x.tlog.size',
    });
  });

  test('cosigns one of two that come at once', async () => {
    const { witness } = newWitness();
    const submissions = await Promise.all(
      [8, 9].map(async (size) => submission(0, [], await checkpoint(size))),
    );
    const answers = await Promise.all(submissions.map((body) => addCheckpoint(witness, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
