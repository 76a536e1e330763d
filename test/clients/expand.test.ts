/** `clients expand`: from the descendants that a site's terminology server has to a draft of its code map. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConceptMap } from 'fhir/r4';
import { afterAll, describe, expect, test } from 'vitest';
import { codeSystems, meaningOf } from '../../rules/codes/index.ts';
import { checkedCodeMap } from '../../tools/clients/code-map.ts';
import { expandCodes, targetsOf } from '../../tools/clients/expand/index.ts';
import { expansionRoots } from '../../tools/clients/expand/roots.ts';
import { tickLines } from '../../tools/clients/learn/index.ts';
import {
  expansion,
  type TxConcept,
  type TxHabit,
  terminologyServer,
  txOutcome,
  txVersion,
} from '../support/terminology-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'expand-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const CANCER = '363346000';
const SKELETON = { code: '900000000000101', display: 'Malignant tumor of left femur' };
const BASAL = { code: '900000000000102', display: 'Basal cell carcinoma of back' };
const OLD = { code: '900000000000103', display: 'Cancer of spine', inactive: true } as const;
const VEIN = { code: '900000000000104', display: 'Deep vein thrombosis of left calf' };
const ROOT = { code: CANCER, display: 'Malignant neoplastic disease' };
const RETENTION = { code: '267064002', display: 'Retention of urine' };
const FULL = { code: '900000000000105', display: 'Bladder cannot be emptied' };

const below: Readonly<Record<string, readonly TxConcept[]>> = {
  [CANCER]: [ROOT, SKELETON, BASAL, OLD],
  '128053003': [{ code: '128053003', display: 'Deep venous thrombosis' }, VEIN],
  '267064002': [RETENTION, FULL],
  // a diabetes that is a kidney disease too
  '73211009': [
    { code: '73211009', display: 'Diabetes mellitus' },
    { code: '900000000000106', display: 'Diabetic kidney' },
  ],
  '709044004': [
    { code: '709044004', display: 'Chronic kidney disease' },
    { code: '900000000000106', display: 'Diabetic kidney' },
  ],
  // one below two roots of which one stands below the other
  '10601006': [
    { code: '10601006', display: 'Pain in lower limb' },
    { code: '23056005', display: 'Sciatica' },
    { code: '900000000000107', display: 'Sciatica of left leg' },
  ],
  '23056005': [
    { code: '23056005', display: 'Sciatica' },
    { code: '900000000000107', display: 'Sciatica of left leg' },
  ],
  // two findings of which neither is above the other
  '386661006': [
    { code: '386661006', display: 'Fever' },
    { code: '900000000000108', display: 'Fever with backache' },
  ],
  '279039007': [
    { code: '279039007', display: 'Low back pain' },
    { code: '900000000000108', display: 'Fever with backache' },
  ],
};

const whole: TxHabit = (_, found) => expansion(found, { total: found.length });

const around = { today: '2026-11-30', send: fetch, wait: async () => {} };
let run = 0;

const expanded = async (habit: TxHabit, ...words: readonly string[]) => {
  const server = await terminologyServer(below, habit);
  const out = join(folder, `run-${++run}`);
  try {
    const { ok, lines } = await expandCodes([server.url, ...words, '--out', out], around);
    const draft = JSON.parse(readFileSync(`${out}.draft.json`, 'utf8')) as ConceptMap;
    const page = readFileSync(`${out}.html`, 'utf8');
    const found = (draft.group ?? []).flatMap(({ element }) => element);
    return { ok, said: lines.join('\n'), out, draft, page, found, asked: server.asked };
  } finally {
    await server.close();
  }
};

const meant = (found: Awaited<ReturnType<typeof expanded>>['found'], code: string) =>
  found.find((one) => one.code === code)?.target?.map((target) => target.code);

test('every root is read already, and means a condition or one finding', () => {
  for (const { code } of expansionRoots) {
    const meaning = meaningOf(codeSystems.snomed, code);
    expect(meaning && targetsOf(meaning).length, code).toBeGreaterThan(0);
  }
});

describe('what is proposed', async () => {
  const { ok, said, found, draft, page, asked, out } = await expanded(whole);

  test('a concept below a root gets what the root means, and is not valid before it is ticked', () => {
    expect(ok).toBe(true);
    expect(meant(found, SKELETON.code)).toEqual(['cancer-history', 'recent-cancer']);
    expect(checkedCodeMap(draft).codeMap).toBeUndefined();
    expect(new Set(found.flatMap(({ target = [] }) => target.map((one) => one.equivalence)))).toEqual(
      new Set(['relatedto']),
    );
  });

  test('each root is asked once, and nothing but its code goes out', () =>
    expect(asked.map(({ root }) => root)).toEqual(expansionRoots.map(({ code }) => code)));

  test('a concept that is read already is not proposed', () => {
    expect(meant(found, CANCER)).toBeUndefined();
    expect(meant(found, '23056005')).toBeUndefined();
  });

  test('a concept that is not in use any more is proposed and marked', () =>
    expect(found.find(({ code }) => code === OLD.code)?.target?.[0]?.comment).toContain(
      'not in use any more',
    ));

  test('a name that says another thing is only named', () => {
    expect(meant(found, BASAL.code)).toBeUndefined();
    expect(said).toMatch(/Basal cell carcinoma of back .*its name says another thing/);
  });

  test('the leg in a name is proposed', () =>
    expect(found.find(({ code }) => code === VEIN.code)?.target).toMatchObject([
      { code: 'dvt-current', product: [{ value: 'left' }] },
    ]));

  test('of two roots the nearer one counts', () =>
    expect(meant(found, '900000000000107')).toEqual(['sciatica']));

  test('a concept below two conditions is proposed for both', () =>
    expect(meant(found, '900000000000106')?.sort()).toEqual(['ckd', 'diabetes']));

  test('a concept below two findings is only named', () => {
    expect(meant(found, '900000000000108')).toBeUndefined();
    expect(said).toMatch(/Fever with backache .*a line can say one of them alone/);
  });

  test('the edition of the server is said', () => expect(said).toContain(txVersion));

  test('a red flag is offered no wider line, a cancer is', () => {
    const rowOf = (name: string) =>
      (page.match(/<tr><td>.*?<\/tr>/g) ?? []).filter((row) => row.includes(name));
    expect(rowOf(VEIN.display)).toHaveLength(1);
    for (const name of [VEIN.display, FULL.display])
      expect(rowOf(name).join('')).not.toContain('value="wider"');
    expect(rowOf(SKELETON.display).join('')).toContain('value="wider"');
  });

  test('a wider line onto a red flag is refused by tick, and nothing is written', async () => {
    const map = join(folder, 'wider.json');
    const n = /line (\d+)/.exec(
      found.find(({ code }) => code === FULL.code)?.target?.[0]?.comment ?? '',
    )?.[1];
    const { ok: isTicked, lines } = await tickLines(
      [`${out}.draft.json`, '', '--wider', `${n}`, '--out', map],
      around,
    );
    expect([isTicked, existsSync(map)]).toEqual([false, false]);
    expect(lines.join('\n')).toContain('a red flag rests on this finding');
  });

  test('what is ticked is a map that is valid, and is not proposed again', async () => {
    const map = join(folder, 'ticked.json');
    const { ok: isTicked } = await tickLines([`${out}.draft.json`, '1-99', '--out', map], around);
    expect(isTicked).toBe(true);
    expect((await expanded(whole, '--map', map)).found).toEqual([]);
  });
});

test('a line of which this version lost one condition is proposed again', async () => {
  const target = ['cancer-history', 'cancer-of-yore'].map((code) => ({ code, equivalence: 'equivalent' }));
  const map = file(
    'lost.json',
    JSON.stringify({
      resourceType: 'ConceptMap',
      version: '1',
      group: [
        {
          source: codeSystems.snomed,
          target: 'https://radix-cds.org/fhir/CodeSystem/lr-finding',
          element: [{ code: SKELETON.code, target }],
        },
      ],
    }),
  );
  const { found } = await expanded(whole, '--map', map);
  expect(meant(found, SKELETON.code)).toEqual(['cancer-history', 'recent-cancer']);
});

describe('with an export', () => {
  const condition = (system: string, code: string) =>
    JSON.stringify({ resourceType: 'Condition', code: { coding: [{ system, code }] } });
  const charts = file(
    'charts.ndjson',
    [
      condition('http://snomed.info/sct', VEIN.code),
      condition('http://snomed.info/sct', VEIN.code),
      condition('urn:oid:2.16.840.1.113883.6.96', SKELETON.code),
      condition('urn:oid:1.2.3', FULL.code),
    ].join('\n'),
  );

  test('only what stands in it is proposed, the most frequent first', async () => {
    const { found, said } = await expanded(whole, charts);
    expect(found.map(({ code }) => code)).toEqual([VEIN.code, SKELETON.code]);
    expect(said).toContain('2 of them stand in the export and are neither read nor mapped');
  });
});

const paged =
  (size: number, more: (found: readonly TxConcept[]) => object): TxHabit =>
  ({ offset, count }, found) =>
    expansion(found.slice(offset, offset + Math.min(size, count)), more(found));

const nested: TxHabit = (_, found) => {
  const [first, ...rest] = found;
  return expansion(first ? [{ ...first, contains: rest }] : []);
};

describe('a server that', () => {
  const all = expanded(whole);

  test.each<[string, TxHabit]>([
    ['pages and says the total', paged(1, ({ length }) => ({ total: length }))],
    ['pages and says no total', paged(1, () => ({}))],
    ['leaves count out', (_, found) => expansion(found)],
    ['leaves offset out and says the total', (_, found) => expansion(found, { total: found.length })],
    ['nests what is below', nested],
    [
      'groups by concepts that cannot be chosen',
      (question, found) => nested(question, [{ code: '', display: 'A group', abstract: true }, ...found]),
    ],
    [
      'calls a large page too costly',
      (question, found) => (question.count > 200 ? txOutcome(422, 'too-costly') : whole(question, found)),
    ],
    [
      'answers an expansion without entries where there is none',
      (q, found) =>
        found.length > 0 ? whole(q, found) : { body: { resourceType: 'ValueSet', expansion: {} } },
    ],
  ])('%s is read whole', async (_, habit) => {
    const { ok, found } = await expanded(habit);
    expect(ok).toBe(true);
    expect(found).toEqual((await all).found);
  });

  test('asks to wait is asked again', async () => {
    let first = true;
    const { ok, found } = await expanded((question, concepts) => {
      const isFirst = first;
      first = false;
      return isFirst ? { status: 429, headers: { 'retry-after': '1' } } : whole(question, concepts);
    });
    expect([ok, found]).toEqual([true, (await all).found]);
  });

  test.each<[string, TxHabit, RegExp]>([
    [
      'calls one root too costly',
      (question, found) => (question.root === CANCER ? txOutcome(422, 'too-costly') : whole(question, found)),
      /WARNING: "363346000" \(363346000\) is not complete: it calls that too costly: have its limit/,
    ],
    [
      'does not know one root',
      (question, found) =>
        question.root === '84114007' ? txOutcome(400, 'invalid', 'no such concept') : whole(question, found),
      /84114007.* is not complete: it answered 400, and says "no such concept"/,
    ],
    [
      'gives fewer than it says',
      (question, found) => expansion(question.offset > 0 ? [] : found.slice(0, 2), { total: found.length }),
      /"Malignant neoplastic disease" \(363346000\) is not complete: it gave 2 of 4 and no page more/,
    ],
    [
      'gives its first page for ever, and no total',
      (_, found) => expansion(found.slice(0, 2), { offset: 0 }),
      /"Malignant neoplastic disease" \(363346000\) is not complete: it gave 2 and no page more/,
    ],
    [
      'makes up entries for ever',
      (question, found) =>
        question.root === '84114007'
          ? expansion(
              Array.from({ length: 50_000 }, (_, n) => ({ code: `${question.offset + n}`, display: 'x' })),
            )
          : whole(question, found),
      /84114007.* is not complete: it gave more than 200000 concepts/,
    ],
    [
      'answers with no expansion',
      (question, found) =>
        question.root === '84114007' ? { body: { resourceType: 'ValueSet' } } : whole(question, found),
      /84114007.* its answer has no expansion/,
    ],
    [
      'fails in the middle',
      (question, found) =>
        question.root === '84114007' ? txOutcome(500, 'exception') : whole(question, found),
      /84114007.* answered 500: ask again when it is up/,
    ],
  ])('%s costs that root, and says so', async (_, habit, warning) => {
    const { ok, said, found } = await expanded(habit);
    expect([ok, said]).toEqual([false, expect.stringMatching(warning)]);
    expect(meant(found, VEIN.code)).toEqual(['dvt-current']);
  });

  test.each<[string, TxHabit, RegExp]>([
    ['asks for a token', () => txOutcome(401, 'login'), /asks for a token: .*--token-file \(it answered 401/],
    ['refuses the token', () => txOutcome(403, 'forbidden'), /refuses the token in --token-file/],
    [
      'has no SNOMED CT',
      () => txOutcome(404, 'not-found', 'Unknown code system'),
      /has no ValueSet\/\$expand, or no SNOMED CT: write the FHIR base .*says "Unknown code system"/,
    ],
    ['does not offer $expand', () => txOutcome(400, 'not-supported'), /does not offer ValueSet\/\$expand/],
    ['is down', () => txOutcome(502, 'transient'), /answered 502: ask again when it is up/],
    ['sends elsewhere', () => ({ status: 307, headers: { location: '/other' } }), /without a redirect/],
  ])('%s is named with the remedy', async (_, habit, error) =>
    expect(expanded(habit)).rejects.toThrow(error),
  );
});

describe('the token', () => {
  test('goes to the server, and into nothing that is written', async () => {
    const token = 'abc.def-123';
    const { asked, said, draft, page } = await expanded(whole, '--token-file', file('token', `${token}\n`));
    expect(new Set(asked.map((one) => one.token))).toEqual(new Set([`Bearer ${token}`]));
    expect(said + JSON.stringify(draft) + page).not.toContain(token);
  });

  test.each([
    [
      'a file of it that does not exist',
      'https://tx.example.org/fhir',
      join(folder, 'none'),
      /holds no token/,
    ],
    ['a file of two lines', 'https://tx.example.org/fhir', file('two', 'a\nb'), /holds no token/],
    [
      'a server without TLS',
      'http://tx.example.org/fhir',
      file('one', 'a'),
      /unencrypted: write an https URL/,
    ],
  ])('%s is refused', async (_, url, path, error) =>
    expect(expandCodes([url, '--token-file', path], around)).rejects.toThrow(error),
  );
});

test.each([['tx'], ['ftp://tx.example.org'], ['https://tx.example.org/fhir?a=b']])(
  '%s is no FHIR base',
  async (url) => expect(expandCodes([url], around)).rejects.toThrow(/is no FHIR base: write the URL/),
);

test('the bar moves with the roots', async () => {
  const drawn: string[] = [];
  const server = await terminologyServer(below, whole);
  const draw = (line: string) => drawn.push(line);
  await expandCodes([server.url, '--out', join(folder, 'bar')], { ...around, draw });
  await server.close();
  expect(drawn.length).toBeGreaterThan(expansionRoots.length / 2);
  expect(drawn[0]).toMatch(/░ 0 %$/);
});
