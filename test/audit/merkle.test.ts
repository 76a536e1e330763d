import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Archive, folderArchive, putEntries } from '../../functions/audit/archive/archive.ts';
import { parseManifest } from '../../functions/audit/archive/manifest.ts';
import { rootFrom, rootOf } from '../../functions/audit/archive/merkle.ts';
import { flawsIn, type Proof, parseProof } from '../../functions/audit/archive/proof.ts';
import { fingerprint, localSigner, publicKeyOf } from '../../functions/audit/archive/signer.ts';
import { newChain } from '../../functions/audit/chain.ts';
import { holds } from '../support/property.ts';
import { addManifest, oldProof, pathTo } from './support/old-manifests.ts';
import { aCall } from './support/records.ts';

const leafOf = (data: Uint8Array) => createHash('sha256').update(Buffer.of(0)).update(data).digest();

/** RFC 6962 §2.1 by the letter: the definition, not the algorithm under test. */
const defined = (leaves: readonly Buffer[]): Buffer => {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return createHash('sha256')
    .update(Buffer.of(1))
    .update(defined(leaves.slice(0, k)))
    .update(defined(leaves.slice(k)))
    .digest();
};

describe('Merkle tree (RFC 6962)', () => {
  // inputs and roots of the reference implementation, certificate-transparency/merkletree
  const inputs = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  test.each(roots.map((root, i) => [i + 1, root] as const))(
    'the root of %i leaves is the known one',
    (n, root) => {
      const leaves = inputs.slice(0, n).map((hex) => leafOf(Buffer.from(hex, 'hex')));
      expect(rootOf(leaves).toString('hex')).toBe(root);
    },
  );

  test('no leaves have the root of nothing', () => {
    expect(rootOf([])).toEqual(defined([]));
  });

  const sizes = fc.integer({ min: 1, max: 70 });
  const leavesOf = (n: number) => Array.from({ length: n }, (_, i) => leafOf(Buffer.from(String(i))));

  test('any number of leaves has the root of the definition', () => {
    holds(
      fc.property(sizes, (n) => {
        expect(rootOf(leavesOf(n))).toEqual(defined(leavesOf(n)));
      }),
      { seed: 1 },
    );
  });

  test('each leaf’s path leads to the root', () => {
    holds(
      fc.property(sizes, fc.nat(), (size, at) => {
        const leaves = leavesOf(size);
        const index = at % size;
        expect(rootFrom(leaves[index]!, { index, size, path: pathTo(index, leaves) })).toEqual(
          rootOf(leaves),
        );
      }),
      { seed: 1 },
    );
  });

  test('a path leads nowhere from another leaf, another place, another size, or when it is changed', () => {
    holds(
      fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), (size, at, other) => {
        const leaves = leavesOf(size);
        const [index, elsewhere] = [at % size, other % size];
        const path = pathTo(index, leaves);
        const root = rootOf(leaves);
        fc.pre(index !== elsewhere);
        expect(rootFrom(leaves[elsewhere]!, { index, size, path })).not.toEqual(root);
        expect(rootFrom(leaves[index]!, { index: elsewhere, size, path })).not.toEqual(root);
        expect(rootFrom(leaves[index]!, { index, size, path: path.slice(1) })).not.toEqual(root);
        expect(rootFrom(leaves[index]!, { index, size, path: [...path, root] })).not.toEqual(root);
      }),
      { seed: 1 },
    );
  });
});

describe('a proof of the days of manifests', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signer = localSigner({ kid: 'm1', privateKey: privateKey.export({ format: 'jwk' }) });
  let folder: string;
  let archive: Archive;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radix-proof-'));
    archive = folderArchive(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const entries = async (from: number, to: number, chain = newChain('chain-a')) =>
    Promise.all(Array.from({ length: to - from }, (_, i) => aCall({ n: from + i }))).then((calls) =>
      calls.map((call) => chain.stamp(call)),
    );

  const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:05:00.000Z`;

  const signed = async () => {
    const chain = newChain('chain-a');
    const first = await entries(0, 9, chain);
    const second = await entries(9, 14, chain);
    await putEntries(
      archive,
      first.map(({ body }) => body),
      { now: at(8), id: 'a' },
    );
    await addManifest(archive, signer, { now: at(9) });
    await putEntries(
      archive,
      second.map(({ body }) => body),
      { now: at(9), id: 'b' },
    );
    await addManifest(archive, signer, { now: at(10) });
    return { first, second };
  };

  test('T166: every record has one that stands, checked from its text with the public key alone', async () => {
    const { first, second } = await signed();
    for (const { body } of [...first, ...second]) {
      const text = JSON.stringify(await oldProof(archive, body));
      expect(flawsIn(parseProof(text), [publicKey])).toEqual([]);
    }
  });

  const proofOf = async () => {
    const { first } = await signed();
    return oldProof(archive, first[4]!.body);
  };

  test.each<[string, (proof: Proof) => Proof, string[]]>([
    ['a changed record', (proof) => ({ ...proof, body: proof.body.replace('REC-03', 'REC-99') }), ['path']],
    ['another place', (proof) => ({ ...proof, index: proof.index + 1 }), ['path']],
    [
      'a changed path',
      (proof) => ({ ...proof, path: proof.path.map((hash) => hash.replace(/^./, 'e')) }),
      ['path'],
    ],
    ['no path', (proof) => ({ ...proof, path: [] }), ['path']],
    [
      'a changed manifest',
      (proof) => ({
        ...proof,
        signed: { ...proof.signed, manifest: { ...proof.signed.manifest, made: at(23) } },
      }),
      ['signature'],
    ],
  ])('%s does not stand', async (_, change, flaws) => {
    expect(flawsIn(change(await proofOf()), [publicKey])).toEqual(flaws);
  });

  test('another key does not confirm it, of whatever kind', async () => {
    const proof = await proofOf();
    const others = [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'P-256' })];
    for (const other of others) expect(flawsIn(proof, [other.publicKey])).toEqual(['signature']);
  });

  test('an object that is there cannot be put again', async () => {
    await archive.put('entries/x.ndjson', 'a');
    await expect(archive.put('entries/x.ndjson', 'b')).rejects.toThrow();
  });

  test('what is no manifest, or no proof, is refused', () => {
    expect(() => parseManifest('{}')).toThrow('not a signed manifest');
    expect(() => parseProof('{}')).toThrow('not a proof');
    expect(() => parseProof('null')).toThrow('not a proof');
  });

  test('a fingerprint is that of the public key', () => {
    const jwk = privateKey.export({ format: 'jwk' });
    expect(fingerprint(publicKeyOf(jwk))).toBe(fingerprint(publicKey));
  });
});
