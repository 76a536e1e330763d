import { describe, expect, test } from 'vitest';
import { codeSystems } from '../../../rules/codes/code-system.ts';
import { listMeanings } from '../../../rules/codes/list-meanings.ts';
import { meaningOf } from '../../../rules/codes/lookup.ts';
import { codeOf, itemOf, pack, RXNORM, unpack } from '../../../rules/codes/packed-codes.ts';
import { snomedLists } from '../../../rules/codes/snomed-lists.ts';
import { wellFormed } from '../../../rules/codes/well-formed.ts';
import { harvestedLists } from '../../../tools/generate/snomed-lists.ts';

const lists = harvestedLists();
const systemOf = (name: string) =>
  (listMeanings[name as keyof typeof listMeanings] as { system?: 'rxnorm' }).system ?? 'snomed';
const look = (name: string, code: string) => meaningOf(codeSystems[systemOf(name)], code);

describe('the harvested lists', () => {
  test('each stands for something, and what stands for something is harvested', () => {
    expect(lists.map(({ name }) => name)).toEqual(Object.keys(listMeanings).sort());
  });

  test('every code has the right digits and stands once in its list', () => {
    for (const { name, rows } of lists) {
      const codes = rows.map(({ code }) => code);
      expect(codes.filter((code) => !wellFormed(systemOf(name), code))).toEqual([]);
      expect(codes).toHaveLength(new Set(codes).size);
    }
  });

  test('every code names a source that has an address, a commit and a licence', () => {
    for (const { name, rows, sources } of lists) {
      const stray = rows.filter((row) => !row.sources.every((id) => sources.has(id)));
      expect(stray, name).toEqual([]);
      for (const line of sources.values())
        expect(line).toMatch(/https:\/\/github\.com\/[^ ]+\/blob\/[0-9a-f]{40}\/[^ ]+\. (?:CC0-1\.0|MIT)/);
    }
  });

  test('nothing else is unpacked', () => {
    const unpacked: string[] = [];
    for (const [key, namespaces] of Object.entries(snomedLists))
      for (const [namespace, packed] of Object.entries(namespaces))
        unpack(packed, (item) =>
          unpacked.push(`${key.split(' ')[0]} ${namespace === RXNORM ? item : codeOf(item, namespace)}`),
        );
    const harvested = lists.flatMap(({ name, rows }) => rows.map(({ code }) => `${name} ${code}`));
    expect(unpacked.sort()).toEqual(harvested.sort());
  });
});

describe('packing', () => {
  test.each([[[1]], [[1, 2, 3]], [[25, 26, 27, 702, 703]], [[100_000, 1_162_531_007, 843_433_951_000]]])(
    '%j comes back',
    (items) => {
      const back: number[] = [];
      unpack(pack(items), (item) => back.push(item));
      expect(back).toEqual(items);
    },
  );

  test.each([
    ['22298006', { item: 22298, namespace: '' }],
    ['132281000119108', { item: 13228, namespace: '1000119' }],
    ['12345', undefined],
    ['10000102', undefined],
    ['1'.repeat(19), undefined],
  ])('%s is of %j', (code, parts) => {
    expect(itemOf(code)).toEqual(parts);
  });
});

describe('every code of a list', () => {
  test('means what its list means', () => {
    for (const { name, rows } of lists) {
      const {
        conditions = [],
        findings = [],
        deeds = [],
      } = listMeanings[name as keyof typeof listMeanings] as {
        conditions?: string[];
        findings?: string[];
        deeds?: string[];
      };
      const lost = rows.filter(({ code }) => {
        const meaning = look(name, code);
        const held = meaning?.conditions.map(({ id }) => id as string) ?? [];
        const said = meaning?.findings.map(({ id }) => id as string) ?? [];
        return !(
          conditions.every((id) => held.includes(id)) &&
          findings.every((id) => said.includes(id)) &&
          deeds.every((deed) => meaning?.deeds.includes(deed as never))
        );
      });
      expect(lost, name).toEqual([]);
    }
  });
});
