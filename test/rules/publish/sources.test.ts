/** Where a reader opens what a rule relies on. Nothing is fetched: an address is well formed, or said to be missing. */
import { describe, expect, test } from 'vitest';
import { type CitationId, citations } from '../../../rules/citations.ts';
import { everyRule } from '../../../rules/publish/every-rule.ts';
import { bibliography, readWords } from '../../../rules/publish/rulebook.ts';

const all = Object.entries(citations);

/** Publications of which nobody wrote an address down. One that gets an address leaves the list; none comes to it. */
const withoutAddress = [
  'aanem',
  'balaji-2012',
  'bowley-2019',
  'cms-pama-2024',
  'early-surgery-cohort',
  'hedis-lbp',
  'kdigo',
  'laslett-2003',
  'medscape-2020',
  'msd-enuresis-2025',
  'nass-stenosis-2011',
  'nouraei-2007',
  'reinstein-1984',
  'schindler-2007',
  'yusuf-2019',
];

const cited = (ids: RegExp): readonly CitationId[] => [
  ...new Set(
    everyRule.filter(({ id }) => ids.test(id)).flatMap(({ evidence }) => evidence.map(({ cite }) => cite)),
  ),
];

test.each(all.flatMap(([id, { link }]) => (link === undefined ? [] : [[id, link]])))(
  'the address of %s is well formed',
  (_, link) => {
    const { protocol, hostname, username } = new URL(link);
    expect([protocol, username, /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(hostname)]).toEqual(['https:', '', true]);
    if (hostname === 'doi.org') expect(link).toMatch(/^https:\/\/doi\.org\/10\.\d{4,}\/[\w.()/-]+$/);
  },
);

test('no address is that of two sources', () => {
  const links = all.flatMap(([, { link }]) => link ?? []);
  expect(links.filter((link, n) => links.indexOf(link) !== n)).toEqual([]);
});

test('every publication that a red flag or a recommendation relies on has an address, or is known to have none', () => {
  const missing = cited(/^R(F|EC)-/).filter(
    (id) => citations[id].link === undefined && citations[id].ours === undefined,
  );
  expect([...missing].sort()).toEqual(withoutAddress);
});

test('every red flag and recommendation that relies on a publication has one that opens', () => {
  const shut = everyRule.filter(({ id, evidence }) => {
    const published = evidence.filter(({ cite }) => citations[cite].ours === undefined);
    return (
      /^R(F|EC)-/.test(id) &&
      published.length > 0 &&
      !published.some(({ cite }) => citations[cite].link !== undefined)
    );
  });
  expect(shut.map(({ id }) => id)).toEqual([]);
});

test('the publication that a card names as its source opens', () => {
  const shut = everyRule.flatMap(({ id, evidence }) => {
    const first = evidence.find(({ cite }) => citations[cite].ours === undefined);
    return id.startsWith('REC-') && first && citations[first.cite].link === undefined ? id : [];
  });
  expect(shut).toEqual([]);
});

describe('the bibliography', () => {
  const rows = bibliography().split('\n');

  test.each(all)(
    'says of %s what was read, when it was checked, and where it opens',
    (id, { checked, link }) => {
      const row = rows.find((line) => line.startsWith(`| \`${id}\` `)) ?? '';
      const [read = '', on, address] = row.split(' | ').slice(-3);
      expect(read).not.toBe('');
      expect(on).toBe(checked);
      expect(address).toMatch(link === undefined ? /^(not recorded|this book) \|$/ : /\./);
    },
  );

  test.each([
    ['seen, and nobody wrote down how much', { seen: 'V' }, /not recorded/],
    ['seen as an abstract', { seen: 'V', read: 'abstract' }, /^abstract$/],
    ['through somebody else', { seen: 'V2' }, /^secondary source$/],
    ['from general knowledge', { seen: 'M' }, /^nothing/],
    ['our own', { seen: 'E' }, /^no publication$/],
  ] as const)('does not claim more than was read: %s', (_, source, words) =>
    expect(readWords(source)).toMatch(words),
  );
});
