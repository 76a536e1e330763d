/** A process was killed with several calls under way; somebody acknowledges what it left open, and can hide nothing so. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { acknowledgementRecord, type KilledEnd } from '../../functions/audit/acknowledgement.ts';
import { entriesKey, linesIn } from '../../functions/audit/archive/archive.ts';
import { localSigner, publicKeyOf } from '../../functions/audit/archive/signer.ts';
import { type Chain, newChain, type Stamped } from '../../functions/audit/chain.ts';
import { itemOf } from '../../functions/audit/item.ts';
import { newProcessKey } from '../../functions/audit/process-key.ts';
import { localLogSigner } from '../../functions/audit/tlog/log-signer.ts';
import { policyOf } from '../../functions/audit/tlog/policy.ts';
import { advance } from '../../functions/audit/tlog/sequencer.ts';
import { verify } from '../../functions/audit/verify/verify.ts';
import { memoryArchive, memoryLogState } from '../archive/support/memory-log.ts';
import { aCall, startOfDay, uuid } from './support/records.ts';

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const serviceKey = newKey();
const certifier = localSigner({ kid: 'c1', privateKey: serviceKey });
const logSigner = localLogSigner(newKey(), 'example.com/log');
const later = startOfDay + 600_000;

const chainOf = async (isCertified: boolean): Promise<Chain> => {
  const key = newProcessKey(isCertified ? certifier : undefined, () => startOfDay);
  await key.certified();
  return newChain(key.chain, key);
};

const killed = await chainOf(true);
const all: Stamped[] = [];
for (let n = 0; n < 8; n += 1) all.push(killed.stamp(await aCall({ n })));

const without = (...places: number[]) => all.filter(({ link }) => !places.includes(link.seq));

const look = async (entries: readonly Stamped[], signedFor?: readonly Stamped[]) => {
  const archive = memoryArchive();
  if (signedFor !== undefined) {
    const text = signedFor.map(({ body }) => `${body}\n`).join('');
    await archive.put(entriesKey(new Date(startOfDay).toISOString(), 'id0'), text);
    await advance({ archive, state: memoryLogState(), signer: logSigner, now: () => startOfDay + 20_000 });
  }
  const rows = entries.map(itemOf);
  return verify({
    source: {
      kind: 'table',
      rows: async function* () {
        yield* rows;
      },
    },
    ...(signedFor && { log: { archive, policy: policyOf([logSigner.key]), saved: [] } }),
    archived: [],
    saved: [],
    keys: [],
    certifiers: [publicKeyOf(serviceKey)],
    now: () => later,
  });
};

const openEnd = async (...places: number[]): Promise<KilledEnd> => {
  const { killedEnds } = await look(without(...places));
  expect(killedEnds).toHaveLength(1);
  return killedEnds[0]!;
};

const acknowledged = async (end: KilledEnd, isCertified = true): Promise<Stamped> => {
  const when = { id: uuid(900), at: new Date(later).toISOString() };
  const chain = await chainOf(isCertified);
  return chain.stamp(acknowledgementRecord({ by: 'lee', purpose: 'T-1', end }, when));
};

const codes = ({ findings }: Awaited<ReturnType<typeof look>>) =>
  findings.map(({ code, seq }) => [code, seq]);

describe('what a kill left open', () => {
  test.each([
    ['one place', [6]],
    ['two places in a row', [5, 6]],
  ])('is missing, and acknowledged once somebody said so: %s', async (_, places) => {
    const end = await openEnd(...places);
    expect(codes(await look(without(...places)))).toEqual([['missing', places[0]]]);
    const told = await look([...without(...places), await acknowledged(end)]);
    expect(told).toMatchObject({
      findings: [],
      killedEnds: [],
      acknowledged: [{ by: 'lee', purpose: 'T-1', reason: 'killed', first: places[0], last: places.at(-1) }],
    });
  });

  test('is acknowledged in the archive, too', async () => {
    const archive = memoryArchive();
    const told = await acknowledged(await openEnd(6));
    const byChain = [...without(6), told].toSorted((a, b) => (a.link.chain < b.link.chain ? -1 : 1));
    const text = byChain.map(({ body }) => `${body}\n`).join('');
    await archive.put(entriesKey(new Date(later).toISOString(), 'id0'), text);
    const result = await verify({
      source: { kind: 'archive', lines: () => linesIn(archive) },
      archived: [],
      saved: [],
      keys: [],
      certifiers: [publicKeyOf(serviceKey)],
      now: () => later,
    });
    expect(result).toMatchObject({ findings: [], acknowledged: [{ first: 6 }] });
  });
});

describe('an acknowledgement does not count', () => {
  test('where the tlog has the record: it was written, and deleted', async () => {
    const end = await openEnd(6);
    const told = await look([...without(6), await acknowledged(end)], all);
    expect(codes(told)).toContainEqual(['missing', 6]);
    expect(told).toMatchObject({ acknowledged: [], killedEnds: [] });
  });

  test('in a chain that the service did not certify, and is found as forged', async () => {
    const told = await look([...without(6), await acknowledged(await openEnd(6), false)]);
    expect(codes(told).map(([code]) => code)).toEqual(['forged', 'missing']);
  });

  test('for more places than it names', async () => {
    const told = await look([...without(5, 6), await acknowledged(await openEnd(6))]);
    expect(codes(told)).toEqual([['missing', 5]]);
  });

  test('when the process went on: it was not killed', async () => {
    const early = await acknowledged(await openEnd(5, 7));
    expect(codes(await look([...without(5, 7), early]))).toEqual([]);
    expect(codes(await look([...without(5), early]))).toEqual([['missing', 5]]);
  });

  test.each([
    ['the record before it', { before: '1'.repeat(64) }],
    ['the record that stood there', { hash: '1'.repeat(64) }],
  ])('with another hash of %s', async (_, wrong) => {
    const told = await acknowledged({ ...(await openEnd(6)), ...wrong });
    expect(codes(await look([...without(6), told]))).toEqual([['missing', 6]]);
  });
});

describe('no kill can have left open', () => {
  const chainWith = async (times: readonly number[]) => {
    const chain = await chainOf(true);
    const entries: Stamped[] = [];
    for (const [n, after] of times.entries())
      entries.push(chain.stamp(await aCall({ n, at: new Date(startOfDay + after).toISOString() })));
    return entries;
  };

  test('what records of minutes follow', async () => {
    const entries = await chainWith([0, 1_000, 2_000, 60_000]);
    expect(await look(entries.filter(({ link }) => link.seq !== 1))).toMatchObject({ killedEnds: [] });
  });

  test('what is more than 64 places from the end', async () => {
    const entries = await chainWith(Array.from({ length: 70 }, (_, n) => n));
    const openOf = async (place: number) =>
      (await look(entries.filter(({ link }) => link.seq !== place))).killedEnds.length;
    expect(await openOf(5)).toBe(0);
    expect(await openOf(6)).toBe(1);
  });

  test('the first place: the record there brought the certificate, and without it the chain is forged', async () => {
    const told = await look(without(0));
    expect(told.killedEnds).toEqual([]);
    expect(codes(told)).toEqual([
      ['forged', 7],
      ['missing', 0],
    ]);
  });

  test('what the last record does not follow', async () => {
    expect(await look(without(7))).toMatchObject({ killedEnds: [], findings: [] });
  });
});
