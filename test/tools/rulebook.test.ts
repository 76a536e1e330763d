/** `npm run rulebook`: each rule on a page of its own that stands by itself, and what a signature is worth. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTables } from '../../rules/publish/decision-tables/csv.ts';
import { everyTable } from '../../rules/publish/decision-tables/tables.ts';
import { pageAsMarkdown, type RulePage } from '../../rules/publish/rulebook-parts.ts';
import { rulePages } from '../../rules/publish/rulebook-rules.ts';
import { type Signature, signaturesOf, signedRulesModule } from '../../rules/publish/signatures.ts';
import { rulePages as pagesIn } from '../../tools/knowledge/rule-pages.ts';
import type { FormerBook } from '../../tools/rulebook/changes.ts';
import { runRulebook } from '../../tools/rulebook/run.ts';
import { sheet } from '../../tools/rulebook/sheet.ts';

const today = '2027-01-31';
const signing = ['--by', 'A. Clinician', '--role', 'spine surgeon'];
let folder: string;
let said: string;
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'radix-rulebook-'));
  const out = join(folder, 'book');
  said = (await runRulebook(['--to', out], { today, print: async () => false })).text;
  const names = await readdir(out);
  files = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), 'utf8')] as const)),
  );
});
afterAll(() => rm(folder, { recursive: true }));

const pageOf = (id: string): RulePage => {
  const page = rulePages().find((one) => one.id === id);
  if (page === undefined) throw new Error(`no page ${id}`);
  return page;
};

const idsIn = (html = ''): readonly string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `${id}`);

describe('the book', () => {
  test('has a file for each rule, named by its id', () => {
    const missing = rulePages().filter(
      ({ id, version }) => !files.get(`${id}.html`)?.includes(`Version ${version}`),
    );
    expect(missing).toEqual([]);
  });

  test('says what to do where nothing can print', () =>
    expect(said).toMatch(/no Chromium was found\. Install one, or name it in CHROME_PATH/));

  test('loads nothing and runs nothing', () => {
    const loading = [...files].filter(([, html]) =>
      /<script|<link|<iframe|<img|<object|\ssrc=|url\(|@import/.test(html),
    );
    expect(loading.map(([name]) => name)).toEqual([]);
  });

  test('links to parts that are there', () => {
    const parts = new Map([...files].map(([name, html]) => [name, new Set(idsIn(html))]));
    const dead = [...files].flatMap(([name, html]) =>
      [...html.matchAll(/href="([\w.-]*)(?:#([\w-]+))?"/g)].flatMap(([, to, part]) => {
        const target = parts.get(to || name);
        const isThere = target !== undefined && (part === undefined || target.has(part));
        return isThere ? [] : [`${name} → ${to}#${part}`];
      }),
    );
    expect(dead).toEqual([]);
  });

  test('gives no id twice on a page', () => {
    const twice = [...files].filter(([, html]) => new Set(idsIn(html)).size !== idsIn(html).length);
    expect(twice.map(([name]) => name)).toEqual([]);
  });

  test('names its language, each table column, and each figure', () => {
    const all = files.get('all.html') ?? '';
    expect([
      all.includes('<html lang="en">'),
      /<th>/.test(all),
      (all.match(/<svg/g) ?? []).length,
      (all.match(/<svg[^>]* role="img" aria-labelledby="([\w-]+)"[^>]*><title id="\1">/g) ?? []).length,
    ]).toEqual([true, false, 5, 5]);
  });
});

describe('the page of RF-CES', () => {
  test.each([
    ['what it is for', /Purpose<\/h2>.*Finds a danger/],
    [
      'its trigger with linked terms',
      /Trigger<\/h2>[\s\S]*<a href="terms\.html#term-a-sacral-sign">a sacral sign<\/a>/,
    ],
    [
      'its numbers with their source',
      /Numbers in it<\/h2>[\s\S]*<strong>200 mL<\/strong> post-void residual.*GIRFT/,
    ],
    [
      'its evidence with strength and year',
      /Evidence, sources last checked [\d-]+<\/h2>.*\(guideline, 2023; /,
    ],
    ['its vignettes', /Vignettes<\/h2>.*saddle numbness alone.*<strong>emergent<\/strong>/],
    [
      'the card as it looks',
      /class="card critical">[\s\S]*emergency MRI now[\s\S]*class="button">Emergency MRI lumbar spine/,
    ],
    ['how many criteria are shown to matter', /12 of 12 criteria shown to matter/],
    ['a box to sign in', /Signature<\/th>[\s\S]*Hash of what is signed: <code>[0-9a-f]{64}/],
  ])('has %s', (_, words) => expect(files.get('RF-CES.html')).toMatch(words));
});

describe('the decision tables', () => {
  const tables = () => [...files].filter(([name]) => name.endsWith('.csv'));

  test('of every rule and of the terms are beside the pages, and read back', () => {
    const read = readTables(tables().map(([, csv]) => csv));
    const all = everyTable();
    expect([
      tables()
        .map(([name]) => name)
        .sort(),
      read.ids.length,
    ]).toEqual([all.map(({ id }) => `${id}.csv`).sort(), all.flatMap(({ decisions }) => decisions).length]);
  });

  test.each([
    [
      'are folded below the sheet',
      /<\/article>\s*<details class="decisions"><summary>Decision table, 18 rows/,
    ],
    [
      'say when they are asked and how rows answer',
      /Asked: patient-view, .*Hit policy F \(first\): the first row that hits/,
    ],
    ['lead to the table of a term that they ask', /<a href="terms\.html#table-TERMS-\d+">a sacral sign<\/a>/],
    ['say what is a doubt', /<td>not known: yes<\/td>/],
    [
      'show with each row a chart that hits and what a near miss differs in',
      /<td>without diagnosis of sciatica[^<]*<\/td><\/tr>/,
    ],
    ['lead to the same as CSV', /<a href="RF-CES\.csv">/],
  ])('%s', (_, words) => expect(files.get('RF-CES.html')).toMatch(words));

  test('say a number with its unit in words, and in UCUM where a machine reads it', () =>
    expect([
      files.get('terms.html')?.includes('<td>&gt; 14 days</td>'),
      files.get('TERMS.csv')?.includes(',> 14 d,'),
    ]).toEqual([true, true]));

  test('say of a near miss on which nothing is left that nothing is recorded', () =>
    expect(files.get('TERMS.csv')).toMatch(/,reduced anal tone,nothing recorded\r\n/));

  test('are not in the file to print', () => expect(files.get('all.html')).not.toContain('<details'));
});

describe('what changed', () => {
  const page = pageOf('RF-CES');
  const formerly = (edit: (markdown: string) => string): FormerBook => ({
    version: '0.9.0',
    pages: pagesIn(edit(pageAsMarkdown(`### ${page.id}: ${page.title}`, page))),
  });
  const saying = (former: FormerBook | undefined) => sheet(page, { former, signatures: [] }).html;

  test('stands under the level that it is about, the former line and the present', () => {
    const former = formerly((text) =>
      text.replace(/Version \S+/, 'Version 1.0.0').replace('- a sacral sign\n', '- a former sign\n'),
    );
    expect(saying(former)).toMatch(
      /From version 1\.0\.0[\s\S]*<h2>URGENT<\/h2><ul class="diff"><li>.*<del>a former sign<\/del><\/li><li>.*<ins>a sacral sign<\/ins>/,
    );
  });

  test('says so where the words are the same', () =>
    expect(saying(formerly((text) => text))).toContain('The words are those of knowledge 0.9.0'));

  test('says so of a new rule', () =>
    expect(saying({ version: '0.9.0', pages: new Map() })).toContain('New since knowledge 0.9.0'));

  test('says how to get the former version where git does not have it', () =>
    expect(saying(undefined)).toContain('git fetch --tags'));
});

describe('a signature', () => {
  const page = pageOf('RF-CES');
  const file = () => join(folder, 'signatures.json');
  const sign = async (...args: readonly string[]) => {
    await writeFile(file(), '[]');
    return runRulebook(['sign', ...args], { today, print: async () => false, signaturesFile: file() });
  };
  const given = async (): Promise<readonly Signature[]> => {
    await sign('RF-CES', ...signing);
    return JSON.parse(await readFile(file(), 'utf8')) as Signature[];
  };

  test('stands for the version and the words that were signed, on the page and for cards', async () => {
    const all = await given();
    expect(all).toMatchObject([{ rule: 'RF-CES', version: page.version, by: 'A. Clinician', on: today }]);
    expect(sheet(page, { former: undefined, signatures: all }).html).toContain(
      'Signed by <b>A. Clinician</b>, spine surgeon',
    );
    expect(signedRulesModule(all)).toContain(`'RF-CES': '${today}'`);
  });

  test.each<[string, (page: RulePage) => RulePage]>([
    ['whose version is another', (one) => ({ ...one, version: '99.0.0' })],
    [
      'whose words are others under the same version',
      (one) => ({
        ...one,
        parts: one.parts.map((part, n) => (n === 0 ? { ...part, text: `${part.text} More.` } : part)),
      }),
    ],
  ])('is lost by a rule %s', async (_, changed) => {
    const all = await given();
    expect(signaturesOf(changed(page), all)).toEqual({ standing: [], lapsed: all });
    expect(sheet(changed(page), { former: undefined, signatures: all }).html).toContain('no longer stands');
  });

  test('of other words reaches no card', async () => {
    const all = (await given()).map((one) => ({ ...one, hash: '0'.repeat(64) }));
    expect(signedRulesModule(all)).not.toContain('RF-CES');
  });

  test.each([
    ['of no rule', ['RF-NONE', ...signing], /RF-NONE is no rule/],
    ['without a name', ['RF-CES', '--role', 'spine surgeon'], /--by is missing/],
    ['without a role', ['RF-CES', '--by', 'A. Clinician'], /--role is missing/],
    ['on no date', ['RF-CES', ...signing, '--on', 'today'], /--on today is no date/],
    ['of a page with other words', ['RF-CES', ...signing, '--hash', '0123456789ab'], /print the page again/],
  ])('%s is refused with the remedy', async (_, args, words) =>
    expect(await sign(...args)).toEqual({ code: 2, text: expect.stringMatching(words) }),
  );
});
