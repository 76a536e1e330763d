import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localSigner } from '../../functions/audit/archive/signer.ts';
import { bodyOf, hashOf, newChain } from '../../functions/audit/chain.ts';
import { entryOf, itemOf } from '../../functions/audit/item.ts';
import type { TableItem } from '../../functions/audit/table.ts';
import { verify } from '../../functions/audit/verify/verify.ts';
import { holds } from '../support/property.ts';
import { manifestOf, signManifest } from './support/old-manifests.ts';
import { aCall } from './support/records.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = localSigner({ kid: 'm1', privateKey: privateKey.export({ format: 'jwk' }) });

const chains = ['chain-a', 'chain-b', 'chain-c'].map((id) => newChain(id));
const records = await Promise.all(Array.from({ length: 30 }, (_, n) => aCall({ n })));
const rows: readonly TableItem[] = records.map((record, n) => itemOf(chains[n % 3]!.stamp(record)));
const leaves = rows.map((row) => {
  const { link, hash } = entryOf(row);
  return { chain: link.chain, seq: link.seq, hash };
});
const saved = await signManifest(
  manifestOf(leaves, { previous: undefined, made: '2026-11-22T10:00:00.000Z', objects: [] }),
  signer,
);

const check = async (some: readonly TableItem[]) => {
  const source = {
    kind: 'table' as const,
    rows: async function* () {
      yield* some;
    },
  };
  const { findings } = await verify({
    source,
    archived: [],
    saved: [saved],
    keys: [publicKey],
    now: () => Date.parse('2026-11-22T11:00:00Z'),
  });
  return findings;
};

/** A row with hash and keys computed anew from its changed body, so that the row alone shows no change. */
const refitted = (body: string): TableItem => {
  const entry = entryOf({ body });
  return itemOf({ ...entry, body, hash: hashOf(body) });
};

interface Tampered {
  readonly rows: readonly TableItem[];
  readonly touched: readonly TableItem[];
}

const parts = ['REC-03', '"ms":', '"urgency":"emergent"', '"status":200'] as const;
const altered = (part: string): string => (part.endsWith('"') ? part.replace(/.$/, 'x"') : `${part}1`);

/** What one may do to the rows, each given by numbers that fast-check picks. */
const tamperings: Readonly<Record<string, (numbers: readonly number[]) => Tampered>> = {
  'an edited field': ([i = 0, part = 0, refit = 0]) => {
    const row = rows[i]!;
    const text = parts[part % parts.length]!;
    const body = row.body.replace(text, altered(text));
    return { rows: rows.with(i, refit % 2 ? refitted(body) : { ...row, body }), touched: [row] };
  },
  'deleted rows': (gone) => ({
    rows: rows.filter((_, i) => !gone.includes(i)),
    touched: rows.filter((_, i) => gone.includes(i)),
  }),
  'a swapped pair': ([i = 0, by = 0]) => {
    const j = (i + 1 + (by % (rows.length - 1))) % rows.length;
    const [a, b] = [rows[i]!, rows[j]!];
    const as = (keys: TableItem, content: TableItem): TableItem => ({ ...content, pk: keys.pk, sk: keys.sk });
    return { rows: rows.with(i, as(a, b)).with(j, as(b, a)), touched: [a, b] };
  },
  'an inserted row': ([i = 0, like = 0]) => {
    const { link } = entryOf(rows[i]!);
    const { record } = entryOf(rows[like]!);
    const callId = record.callId.replace(/^./, (first) => (first === 'f' ? 'e' : 'f'));
    return { rows: [...rows, refitted(bodyOf({ ...record, callId }, link))], touched: [rows[i]!] };
  },
  'a cut tail': ([c = 0, from = 0]) => {
    const gone = rows.filter((row) => {
      const { link } = entryOf(row);
      return link.chain === chains[c % chains.length]!.id && link.seq >= from % 10;
    });
    return { rows: rows.filter((row) => !gone.includes(row)), touched: gone };
  },
};

const isNamed = (row: TableItem, findings: Awaited<ReturnType<typeof check>>): boolean => {
  const { chain, seq } = entryOf(row).link;
  return findings.some((found) => {
    // several in a row are one finding
    const [, first = found.seq, last = found.seq] = /records (\d+) to (\d+) of/.exec(found.sentence) ?? [];
    return found.chain === chain && Number(first) <= seq && seq <= Number(last);
  });
};

test('untouched, in whatever order the rows come, the audit log is whole', async () => {
  await holds(
    fc.asyncProperty(fc.shuffledSubarray([...rows], { minLength: rows.length }), async (some) => {
      expect(await check(some)).toEqual([]);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test.each(Object.entries(tamperings))('T164: %s is found wherever it is, and named', async (_, tamper) => {
  const numbers = fc.array(fc.nat({ max: rows.length - 1 }), { minLength: 3, maxLength: 5 });
  await holds(
    fc.asyncProperty(numbers, async (picked) => {
      const { rows: some, touched } = tamper(picked);
      const findings = await check(some);
      expect(touched.length).toBeGreaterThan(0);
      expect(touched.filter((row) => !isNamed(row, findings)).map(({ pk }) => pk)).toEqual([]);
    }),
    { seed: 1, numRuns: 150 },
  );
});
