/** Somebody may put items into the table and has no key: what he writes is found. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { localSigner, publicKeyOf } from '../../functions/audit/archive/signer.ts';
import { canonicalJson } from '../../functions/audit/canonical-json.ts';
import { bodyOf, type Chain, hashOf, newChain, type Stamped } from '../../functions/audit/chain.ts';
import { itemOf } from '../../functions/audit/item.ts';
import { newProcessKey } from '../../functions/audit/process-key.ts';
import { readRecord } from '../../functions/audit/reading-record.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import { exitCodeOf } from '../../functions/audit/verify/finding.ts';
import { verify } from '../../functions/audit/verify/verify.ts';
import { manifestOf, signManifest } from './support/old-manifests.ts';
import { aCall, startOfDay, uuid } from './support/records.ts';

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const serviceKey = newKey();
const certifier = localSigner({ kid: 'c1', privateKey: serviceKey });
const signer = localSigner({ kid: 'm1', privateKey: newKey() });

const processChain = async (by: typeof certifier | undefined): Promise<Chain> => {
  const key = newProcessKey(by, () => startOfDay);
  await key.certified();
  return newChain(key.chain, key);
};

const calls = (chain: Chain, from: number, count: number) =>
  Promise.all(Array.from({ length: count }, async (_, i) => aCall({ n: from + i }))).then((records) =>
    records.map((record) => chain.stamp(record)),
  );

const a = await processChain(certifier);
const b = await processChain(certifier);
const genuine = [...(await calls(a, 1, 5)), ...(await calls(b, 11, 5))];
const lastOf = (chain: Chain): Stamped => genuine.findLast(({ link }) => link.chain === chain.id)!;

type ForgeOptions = Partial<Parameters<typeof verify>[0]>;

const findings = async (entries: readonly Stamped[], options: ForgeOptions = {}) => {
  const rows: TableItem[] = entries.map(itemOf);
  const { findings } = await verify({
    source: {
      kind: 'table',
      rows: async function* () {
        yield* rows;
      },
    },
    archived: [],
    saved: [],
    keys: [],
    certifiers: [publicKeyOf(serviceKey)],
    now: () => startOfDay,
    ...options,
  });
  return findings;
};

/** As one who has read the table and knows how a body is made. */
const forgery = async (after: Stamped, signed?: object): Promise<Stamped> => {
  const link = { chain: after.link.chain, seq: after.link.seq + 1, prev: after.hash };
  const record = await aCall({ n: 99 });
  const text = bodyOf(record, link);
  const body = signed ? `${text.slice(0, -1)},"signed":${canonicalJson(signed)}}` : text;
  return { record, link, body, hash: hashOf(body) };
};

const signedOf = ({ body }: Stamped): Record<string, unknown> => JSON.parse(body).signed;

describe('records of certified processes', () => {
  test('are genuine', async () => {
    expect(await findings(genuine)).toEqual([]);
  });

  test('bring the certificate once', () => {
    expect(genuine.filter((entry) => 'certificate' in signedOf(entry)).map(({ link }) => link.seq)).toEqual([
      0, 0,
    ]);
  });

  test('are genuine in the archive, too', async () => {
    const lines = async function* () {
      // as the archive writes an object: chain by chain
      const byChain = genuine.toSorted(
        ({ link: one }, { link: other }) =>
          Number(one.chain > other.chain) - Number(one.chain < other.chain) || one.seq - other.seq,
      );
      for (const { body } of byChain) yield { body, where: 'entries/x.ndjson:1' };
    };
    expect(await findings([], { source: { kind: 'archive', lines } })).toEqual([]);
  });

  test('are genuine when the key service answered after the first of them', async () => {
    let up = false;
    let now = startOfDay;
    const key = newProcessKey(
      { ...certifier, sign: (text) => (up ? certifier.sign(text) : Promise.reject(new Error('down'))) },
      () => now,
    );
    await key.certified();
    const chain = newChain(key.chain, key);
    const early = await calls(chain, 21, 2);
    expect(await findings(early)).toMatchObject([{ code: 'forged' }]);
    up = true;
    now += 60_000;
    await key.certified();
    expect(await findings([...early, ...(await calls(chain, 23, 2))])).toEqual([]);
  });

  test('may stand beside readings of a tool that has no certificate', async () => {
    const tool = await processChain(undefined);
    const when = { id: uuid(1), at: new Date(startOfDay).toISOString() };
    const reading = tool.stamp(readRecord({ by: 'auditor', via: 'tool' }, when, 'patient', {}));
    expect(await findings([...genuine, reading])).toEqual([]);
  });
});

describe('who has no key', () => {
  test.each<[string, () => object | undefined]>([
    ['without a signature', () => undefined],
    ['with the signature of the record before', () => ({ value: signedOf(lastOf(a))['value'] })],
    ['with a signature of his own', () => ({ value: newProcessKey(undefined, Date.now).sign('x') })],
  ])('cannot append to a chain %s', async (_, signed) => {
    const found = await findings([...genuine, await forgery(lastOf(a), signed())]);
    expect(found).toMatchObject([{ code: 'forged', chain: a.id, seq: 5 }]);
    expect(exitCodeOf(found)).toBe(18);
  });

  test('cannot write the last record anew', async () => {
    const last = lastOf(a);
    const before = genuine.find(({ link }) => link.chain === a.id && link.seq === last.link.seq - 1)!;
    const rest = genuine.filter((entry) => entry !== last);
    expect(await findings([...rest, await forgery(before)])).toMatchObject([{ code: 'forged', seq: 4 }]);
  });

  test('cannot make a chain with a key of his own', async () => {
    const own = await processChain(undefined);
    expect(await findings([...genuine, ...(await calls(own, 31, 3))])).toMatchObject([
      { code: 'forged', chain: own.id },
    ]);
  });

  test('cannot certify it', async () => {
    const own = await processChain(localSigner({ kid: 'c1', privateKey: newKey() }));
    expect(await findings([...genuine, ...(await calls(own, 31, 3))])).toMatchObject([
      { code: 'forged', chain: own.id },
    ]);
  });

  test('cannot use the certificate of another chain', async () => {
    const key = newProcessKey(undefined, () => startOfDay);
    const { certificate } = signedOf(genuine[0]!) as { certificate: never };
    const own = newChain(key.chain, { sign: key.sign, certificate: () => certificate });
    expect(await findings([...genuine, ...(await calls(own, 31, 3))])).toMatchObject([
      { code: 'forged', chain: own.id },
    ]);
  });

  test('cannot make a chain without signatures', async () => {
    expect(await findings([...genuine, ...(await calls(newChain('chain-x'), 31, 2))])).toMatchObject([
      { code: 'forged', chain: 'chain-x' },
    ]);
  });
});

const longAgo = new Date(startOfDay - 3 * 86_400_000).toISOString();
const old = newChain('chain-old').stamp(await aCall({ n: 41, at: longAgo }));

describe('chains from before there were signatures', () => {
  const manifestAt = async (made: number, entries: readonly Stamped[]) => {
    const leaves = entries.map(({ link, hash }) => ({ chain: link.chain, seq: link.seq, hash }));
    const instant = new Date(made).toISOString();
    const manifest = manifestOf(leaves, { previous: undefined, made: instant, objects: [] });
    return { key: 'manifests/1.json', signed: await signManifest(manifest, signer) };
  };
  const keys = [publicKeyOf(newKey())];

  test('are genuine', async () => {
    expect(await findings([old, ...genuine])).toEqual([]);
  });

  test('are genuine where a manifest of that time signs for them', async () => {
    const archived = [await manifestAt(startOfDay - 86_400_000, [old])];
    const found = await findings([old, ...genuine], { archived, keys });
    expect(found.filter(({ code }) => code === 'forged')).toEqual([]);
  });

  test('cannot be made up now: no manifest of that time signs for them', async () => {
    const archived = [await manifestAt(startOfDay + 5 * 86_400_000, [old])];
    const found = await findings([old, ...genuine], { archived, keys });
    expect(found).toContainEqual(expect.objectContaining({ code: 'forged', chain: 'chain-old' }));
  });

  test('cannot be appended to now', async () => {
    const archived = [await manifestAt(startOfDay - 86_400_000, [old])];
    const found = await findings([old, await forgery(old), ...genuine], { archived, keys });
    expect(found).toContainEqual(expect.objectContaining({ code: 'forged', chain: 'chain-old', seq: 1 }));
  });
});
