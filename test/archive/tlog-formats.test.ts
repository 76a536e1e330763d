/**
 * The open formats of the tlog against what others wrote: the examples of the specifications (C2SP), and the test log of
 * transparency-dev/tessera (testdata/log, Apache-2.0), whose 15 entries, checkpoints and key are given here as they are.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodeHash, rootFrom, rootOf } from '../../functions/audit/archive/merkle.ts';
import { hashOf } from '../../functions/audit/chain.ts';
import { type LogSigner, parseCheckpoint, signCheckpoint } from '../../functions/audit/tlog/checkpoint.ts';
import {
  cosign,
  noteKey,
  parseNote,
  parseVkey,
  verdictOf,
  vkeyOf,
  writeNote,
} from '../../functions/audit/tlog/note.ts';
import { checkpointFlaws, parsePolicy, policyOf } from '../../functions/audit/tlog/policy.ts';
import {
  edgeOf,
  type Grown,
  grow,
  isConsistent,
  type Tile,
  tiledTree,
  tilePath,
  tilesOf,
} from '../../functions/audit/tlog/tiles.ts';
import { parseTlogProof, tlogProofFlaws, writeTlogProof } from '../../functions/audit/tlog/tlog-proof.ts';
import { holds } from '../support/property.ts';

const leafOf = (text: string): Buffer => Buffer.from(hashOf(text), 'hex');
const leavesOf = (count: number, from = 0): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, n) => leafOf(String(from + n))));
const listed = (leaves: Buffer): Buffer[] =>
  Array.from({ length: leaves.length / 32 }, (_, n) => leaves.subarray(n * 32, n * 32 + 32));
const empty: Grown = grow(0, [], Buffer.alloc(0));

/** Tiles as they are stored: by their paths, those of every size that the tree went through. */
const shelf = () => {
  const tiles = new Map<string, Buffer>();
  return {
    tiles,
    keep: (grown: { readonly tiles: readonly Tile[] }) => {
      for (const tile of grown.tiles) tiles.set(tilePath(tile), Buffer.from(tile.bytes));
    },
    read: async (place: Tile | Parameters<typeof tilePath>[0]) => {
      const bytes = tiles.get(tilePath(place));
      if (bytes === undefined) throw new Error(`no ${tilePath(place)}`);
      return bytes;
    },
  };
};

const treeOf = (sizes: readonly number[]) => {
  const { keep, read } = shelf();
  let grown = empty;
  for (const size of sizes) {
    grown = grow(grown.size, grown.edge, leavesOf(size - grown.size, grown.size));
    keep(grown);
  }
  return { grown, tree: tiledTree(grown.size, read) };
};

describe('the paths of tiles', () => {
  test.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 2, index: 0, width: 1 }, 'tile/2/000.p/1'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 1, index: 1000, width: 256 }, 'tile/1/x001/000'],
  ])('%j is %s', (place, path) => {
    expect(tilePath(place)).toBe(path);
  });

  test.each([
    [70_000, 273 + 1 + 1 + 1 + 1, ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']],
    [256, 2, ['tile/1/000.p/1']],
    [255, 1, ['tile/0/000.p/255']],
    [0, 0, []],
  ])('a tree of %i records has %i tiles, and these are partial', (size, count, partial) => {
    expect([...tilesOf(size)]).toHaveLength(count);
    expect(edgeOf(size).map(tilePath)).toEqual(partial);
  });
});

describe('a tree of tiles', () => {
  const goings = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 4 });
  const sizesOf = (steps: readonly number[]) =>
    steps.map((_, n) => steps.slice(0, n + 1).reduce((a, b) => a + b, 0));

  test('has the root of its leaves, in however many goes it grew', async () => {
    await holds(
      fc.asyncProperty(goings, async (steps) => {
        const { grown, tree } = treeOf(sizesOf(steps));
        const root = rootOf(listed(leavesOf(grown.size)));
        expect(grown.root).toEqual(root);
        const path = await tree.inclusion(0);
        expect(rootFrom(leafOf('0'), { index: 0, size: grown.size, path })).toEqual(root);
      }),
      { numRuns: 40 },
    );
  });

  test('has all tiles of its size on the shelf', async () => {
    const { keep, tiles } = shelf();
    let grown = empty;
    for (const size of [3, 300, 66_000]) {
      grown = grow(grown.size, grown.edge, leavesOf(size - grown.size, grown.size));
      keep(grown);
    }
    expect([...tilesOf(66_000)].map(tilePath).filter((path) => !tiles.has(path))).toEqual([]);
  });

  test('proves each of its records, and no other', async () => {
    await holds(
      fc.asyncProperty(goings, fc.nat(), fc.nat(), async (steps, at, other) => {
        const { grown, tree } = treeOf(sizesOf(steps));
        const { size, root } = grown;
        const [index, elsewhere] = [at % size, other % size];
        const path = await tree.inclusion(index);
        expect(rootFrom(leafOf(String(index)), { index, size, path })).toEqual(root);
        if (index !== elsewhere)
          expect(rootFrom(leafOf(String(elsewhere)), { index, size, path })).not.toEqual(root);
      }),
      { numRuns: 60 },
    );
  });

  test('proves that it began with each earlier tree, and with no other', async () => {
    await holds(
      fc.asyncProperty(goings, fc.nat(), fc.nat(), async (steps, at, bit) => {
        const { grown, tree } = treeOf(sizesOf(steps));
        const earlier = at % (grown.size + 1);
        const old = { size: earlier, root: rootOf(listed(leavesOf(earlier))) };
        const proof = await tree.consistency(earlier);
        expect(isConsistent(old, grown, proof)).toBe(true);
        const other = { size: earlier, root: nodeHash(old.root, old.root) };
        expect(isConsistent(other, grown, proof)).toBe(false);
        expect(isConsistent(old, { ...grown, root: nodeHash(old.root, old.root) }, proof)).toBe(
          earlier === 0,
        );
        if (proof.length === 0) return;
        const flipped = proof.map((hash, n) => (n === bit % proof.length ? nodeHash(hash, hash) : hash));
        expect(isConsistent(old, grown, flipped)).toBe(false);
        expect(isConsistent(old, grown, proof.slice(1))).toBe(false);
        expect(isConsistent(old, grown, [...proof, old.root])).toBe(false);
      }),
      { numRuns: 80 },
    );
  });

  test('refuses to grow from tiles that are not its own', () => {
    expect(() => grow(300, [], leavesOf(1))).toThrow('not those of a tree of 300 records');
  });

  test('refuses a tile that was cut', async () => {
    const tree = tiledTree(5, async () => Buffer.alloc(32));
    await expect(tree.inclusion(0)).rejects.toThrow('not a tile of 5 hashes');
  });
});

describe('the test log of tessera', () => {
  const words = 'one two three four five six seven eit nain ten ileven twelf threeten fourten fivten'.split(
    ' ',
  );
  const vkey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
  const checkpoints = [
    `example.com/log/testdata
1
0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=

— example.com/log/testdata M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfcr9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM=
`,
    `example.com/log/testdata
7
IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=

— example.com/log/testdata M9e0luA5JhTRUki/BBQD0QNiH6AEJ2pdtsA5CQjqJErViuuKrN6513RCTL2640wXJv0dCed3neRGI6dMzBq9uANf2Qc=
`,
    `example.com/log/testdata
8
bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=

— example.com/log/testdata M9e0lq1EK37dHtgv9O3UzPxisw5vwIPcJsX9ab0xt4mvVfbdUR1fbMjN6sBFYpBoBEmD4+cWhj/AVgI5MitCO5+mews=
`,
    `example.com/log/testdata
15
rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
`,
  ];

  test.each(checkpoints.map((note) => [parseCheckpoint(note).size, note] as const))(
    'has at %i records the root that our tree has, and the signature that our verifier accepts',
    (size, note) => {
      const { root } = grow(0, [], Buffer.concat(words.slice(0, size).map(leafOf)));
      expect(parseCheckpoint(note).root).toEqual(root);
      expect(checkpointFlaws(policyOf([parseVkey(vkey)]), parseCheckpoint(note))).toEqual([]);
      expect(writeNote(parseNote(note))).toBe(note);
    },
  );
});

describe('notes', () => {
  const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
  const note = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

  test('the example of signed-note verifies, and its key is written as it was read', () => {
    expect(verdictOf(parseNote(note), parseVkey(vkey))).toEqual({ verdict: 'signed' });
    expect(vkeyOf(parseVkey(vkey))).toBe(vkey);
  });

  test.each([
    ['another text', note.replace('example message', 'Example message'), 'wrong'],
    ['a signature by nobody known', note.replace('Uw2Q', 'Vw2Q'), 'absent'],
    ['a signature under another name', note.replace('— example.com/foo', '— example.com/bar'), 'absent'],
  ])('%s is not signed', (_, other, verdict) => {
    expect(verdictOf(parseNote(other), parseVkey(vkey))).toEqual({ verdict });
  });

  test.each([
    ['no signature', 'text\n'],
    ['no newline at the end', note.trimEnd()],
    ['a control character', note.replace('This', 'Th\u0007s')],
    ['a line that is no signature', `${note}and more\n`],
    ['a signature too short to have an id', 'text\n\n— a AAAA\n'],
  ])('%s is no note', (_, other) => {
    expect(() => parseNote(other)).toThrow('not a signed note');
  });

  test.each([
    'example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv',
    'example.com/foo',
  ])('%s is no verifier key', (text) => {
    expect(() => parseVkey(text)).toThrow('verifier key');
  });
});

describe('checkpoints', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  const signature =
    '— example.com/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=';
  const noted = (...lines: string[]) => `${lines.join('\n')}\n\n${signature}\n`;

  test('the example of tlog-checkpoint is read', () => {
    expect(parseCheckpoint(noted('example.com/behind-the-sofa', '20852163', root))).toMatchObject({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
    });
  });

  test.each([
    ['a size with a leading zero', ['example.com/log', '020', root]],
    ['a size that is none', ['example.com/log', '-1', root]],
    ['a root of another length', ['example.com/log', '20', root.slice(4)]],
    ['no origin', ['', '20', root]],
    ['two lines', ['example.com/log', '20']],
  ])('%s is no checkpoint', (_, lines) => {
    expect(() => parseCheckpoint(noted(...lines))).toThrow('not a checkpoint');
  });
});

const newLog = (name: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const signer: LogSigner = {
    key: noteKey(name, publicKey),
    sign: async (text) => sign(null, Buffer.from(text), privateKey),
  };
  return signer;
};

const newWitness = (name: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { key: noteKey(name, publicKey, 'cosignature'), privateKey };
};

describe('policies', () => {
  const log = newLog('example.com/log');
  const witnesses = ['w1', 'w2', 'w3'].map((name) => newWitness(`${name}.example.com`));
  const head = { size: 15, root: Buffer.alloc(32, 7) };
  const lines = [
    '# who is believed',
    `log ${vkeyOf(log.key)} https://log.example.com`,
    ...witnesses.map(({ key }, n) => `  witness\tW${n + 1} ${vkeyOf(key)}`),
  ];
  const cosignedBy = async (...numbers: number[]) => {
    const note = parseNote(await signCheckpoint(head, log));
    const cosignatures = numbers.map((n) => {
      const { key, privateKey } = witnesses[n - 1]!;
      return cosign(note.text, key, privateKey, 1_679_315_147);
    });
    return parseCheckpoint(writeNote({ ...note, signatures: [...note.signatures, ...cosignatures] }));
  };

  test.each<[string, string[], number[], string[]]>([
    ['no witness where none is asked for', ['quorum none'], [], []],
    ['the one that is asked for', ['quorum W2'], [2], []],
    ['another than is asked for', ['quorum W2'], [1, 3], ['witness']],
    ['any of three', ['group G any W1 W2 W3', 'quorum G'], [3], []],
    ['none of three', ['group G any W1 W2 W3', 'quorum G'], [], ['witness']],
    ['two of three', ['group G 2 W1 W2 W3', 'quorum G'], [1, 3], []],
    ['one of the two that are needed', ['group G 2 W1 W2 W3', 'quorum G'], [1], ['witness']],
    ['all', ['group A all W1 W2', 'group B all A W3', 'quorum B'], [1, 2, 3], []],
    ['all but one', ['group A all W1 W2', 'group B all A W3', 'quorum B'], [1, 3], ['witness']],
  ])('cosigned by %s', async (_, rule, by, flaws) => {
    const policy = parsePolicy(`${[...lines, ...rule].join('\n')}\n`);
    expect(checkpointFlaws(policy, await cosignedBy(...by))).toEqual(flaws);
  });

  test('a log that is not in it is not believed, nor one that did not sign', async () => {
    const policy = parsePolicy(`${[...lines, 'quorum none'].join('\n')}\n`);
    const other = parseCheckpoint(await signCheckpoint(head, newLog('example.com/other')));
    expect(checkpointFlaws(policy, other)).toEqual(['origin']);
    const forger = parseCheckpoint(await signCheckpoint(head, newLog('example.com/log')));
    expect(checkpointFlaws(policy, forger)).toEqual(['signature']);
  });

  test('a cosignature that is wrong spoils the note, though nobody asked for it', async () => {
    const policy = parsePolicy(`${[...lines, 'quorum none'].join('\n')}\n`);
    const { note } = await cosignedBy(1);
    const [byLog, byWitness] = note.signatures;
    const bytes = Buffer.from(byWitness!.bytes).fill(1, 20, 30);
    const text = writeNote({ text: note.text, signatures: [byLog!, { ...byWitness!, bytes }] });
    expect(checkpointFlaws(policy, parseCheckpoint(text))).toEqual(['signature']);
  });

  test.each<[string, string[], RegExp]>([
    ['no quorum', [], /has a quorum/],
    ['two quorums', ['quorum none', 'quorum W1'], /line 7: there is one quorum/],
    ['a name that is not defined yet', ['quorum G', 'group G any W1'], /line 6: the name is not defined/],
    ['a name that is taken', ['group W1 any W2'], /line 6: the name is missing or taken/],
    [
      'a member of two groups',
      ['group A any W1', 'group B any W1'],
      /line 7: a witness or group is a member once/,
    ],
    ['none as a member', ['group A any none'], /line 6: a witness or group/],
    ['more than there are', ['group A 3 W1 W2'], /line 6: write all, any, or how many/],
    ['a word that is none of its own', ['constructor x'], /line 6: write log, witness, group or quorum/],
    ['a log twice', [`log ${vkeyOf(log.key)}`], /line 6: the key is there twice/],
    [
      'a log’s key for a witness',
      [`witness W4 ${vkeyOf(newLog('x').key)}`],
      /line 6: the key is not one for a cosignature/,
    ],
  ])('%s is an error that names the line', (_, more, error) => {
    expect(() => parsePolicy([...lines, ...more].join('\n'))).toThrow(error);
  });
});

describe('a proof in a file', () => {
  const log = newLog('example.com/log');
  const policy = policyOf([log.key]);
  const proofOf = async (index: number, size: number) => {
    const { grown, tree } = treeOf([size]);
    return writeTlogProof({
      index,
      path: await tree.inclusion(index),
      checkpoint: await signCheckpoint(grown, log),
    });
  };

  test('is read as it was written, and stands', async () => {
    const text = await proofOf(73, 300);
    const proof = parseTlogProof(text);
    expect(writeTlogProof(proof)).toBe(text);
    expect(tlogProofFlaws(proof, leafOf('73'), policy)).toEqual([]);
  });

  test('may have extra data, which count for nothing', async () => {
    const text = (await proofOf(0, 1)).replace('\n', '\nextra YWJj\n');
    expect(tlogProofFlaws(parseTlogProof(text), leafOf('0'), policy)).toEqual([]);
  });

  test('does not stand for another record, another place or another log', async () => {
    const proof = parseTlogProof(await proofOf(73, 300));
    expect(tlogProofFlaws(proof, leafOf('74'), policy)).toEqual(['path']);
    expect(tlogProofFlaws({ ...proof, index: 74 }, leafOf('73'), policy)).toEqual(['path']);
    expect(tlogProofFlaws(proof, leafOf('73'), policyOf([newLog('example.com/log').key]))).toEqual([
      'signature',
    ]);
  });

  test('no changed character stands', async () => {
    const text = await proofOf(73, 300);
    const isRefused = (other: string): boolean => {
      try {
        return tlogProofFlaws(parseTlogProof(other), leafOf('73'), policy).length > 0;
      } catch {
        return true;
      }
    };
    // a base64 text of 32 bytes has two spare bits at its end, which stand for nothing
    const spare = (at: number) => /^[A-Za-z0-9+/]=(?:\n|$)/.test(text.slice(at));
    const accepted = Array.from(text, (_, at) => at).filter((at) => {
      const other = text[at] === 'A' ? 'B' : 'A';
      return !spare(at) && !isRefused(text.slice(0, at) + other + text.slice(at + 1));
    });
    expect(accepted).toEqual([]);
  });

  test.each([
    ['another first line', (text: string) => text.replace('@v1', '@v2')],
    ['no index', (text: string) => text.replace('index', 'place')],
    ['a hash that is none', (text: string) => text.replace(/\n(.{43}=)\n/, '\nAAAA\n')],
    ['no checkpoint', (text: string) => text.slice(0, text.indexOf('\n\n') + 2)],
  ])('%s is no proof', async (_, change) => {
    const text = await proofOf(3, 5);
    expect(() => parseTlogProof(change(text))).toThrow(/^not a/);
  });
});
