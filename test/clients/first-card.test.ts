/** docs/first-card.md: its commands are run, and say what it says. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConceptMap } from 'fhir/r4';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const doc = readFileSync(join(root, 'docs/first-card.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'first-card-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface CardSummary {
  readonly command: string;
  readonly lines: readonly string[];
}

const shown: readonly CardSummary[] = [...doc.matchAll(/```console\n(.*?)```/gs)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.trimEnd().split('\n');
      return { command, lines };
    }),
);

/** In a folder of its own, in place of `.data`. */
const here = (text: string): string => text.replaceAll('.data/', `${folder}/`);

const run = (command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const [program = '', ...words] = here(command).split(' ');
    execFile(program, words, { cwd: root }, (error, out, err) =>
      error ? reject(new Error(err)) : resolve(out),
    );
  });

test('the page shows commands', () =>
  expect(shown.map(({ command }) => command.split(' ')[command.startsWith('npm') ? 5 : 0])).toEqual([
    'learn',
    'tick',
    'learn',
    'preview',
    'preview',
    'cp',
    'check',
  ]));

// in the order of the page: each uses what the one before wrote
test('every command says what the page says', async () => {
  for (const { command, lines } of shown) {
    const out = await run(command);
    for (const line of lines.filter((one) => one !== '…' && one !== '')) expect(out).toContain(here(line));
  }
}, 240_000);

test('the map that is checked in is the one that the page makes', () =>
  expect(JSON.parse(readFileSync(join(root, 'docs/first-card/code-map.json'), 'utf8'))).toEqual(
    JSON.parse(readFileSync(join(folder, 'code-map.json'), 'utf8')),
  ));

test('a reversed row that is added as the page says is read, and leaves one named row', async () => {
  const [row = '', answer = ''] = [...doc.matchAll(/```json\n(.*?)```/gs)].map(([, block = '']) => block);
  const map = JSON.parse(readFileSync(join(folder, 'code-map.json'), 'utf8')) as ConceptMap;
  const system = 'urn:oid:1.2.840.114350.1.13.999.2.7.4.698084';
  map.group?.find(({ target }) => target?.endsWith('lr-finding'))?.element.push(JSON.parse(row));
  map.group
    ?.find(({ source }) => source === system)
    ?.element.find(({ code }) => code === '20')
    ?.target?.push(JSON.parse(answer));
  const path = join(folder, 'by-hand.json');
  writeFileSync(path, JSON.stringify(map));
  expect(
    await run(`npm run -s clients -- learn docs/first-card/charts.ndjson --map ${path} --score`),
  ).toMatch(/with the map +66 % of charts +96 % of entries/);
});

// the export has "No" alone for this row
test('with the map a saddle numbness that is charted as "Yes" gives a critical card', async () => {
  const rows = readFileSync(join(root, 'docs/first-card/charts.ndjson'), 'utf8').split('\n');
  const saddle = rows.find((one) => one.includes('"3040104370"')) ?? '';
  const { subject } = JSON.parse(saddle) as { subject: { reference: string } };
  const charted = saddle.replace(/"code": "21", "display": "No"/, '"code": "20", "display": "Yes"');
  expect(charted).not.toBe(saddle);
  const path = join(folder, 'saddle.ndjson');
  writeFileSync(path, charted);
  const patient = subject.reference.replace('Patient/', '');
  expect(
    await run(
      `npm run -s clients -- preview ${path} --patient ${patient} --map docs/first-card/code-map.json`,
    ),
  ).toMatch(/^critical: .*cauda equina/im);
});

test('charts of Bundles that name their patient by urn:uuid are counted, and one without a date is said', async () => {
  const bundle = (id: string, more: object) => ({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { resource: { resourceType: 'Patient', id } },
      {
        resource: {
          resourceType: 'Observation',
          id: `o-${id}`,
          status: 'final',
          subject: { reference: `urn:uuid:${id}` },
          code: {
            coding: [
              { system: 'https://radix-cds.org/fhir/CodeSystem/lr-finding', code: 'saddle-sensory-change' },
            ],
          },
          valueBoolean: true,
          ...more,
        },
      },
    ],
  });
  const path = join(folder, 'bundles.ndjson');
  const bundles = [
    bundle('p1', { effectiveDateTime: '2026-11-20' }),
    bundle('p2', { effectiveDateTime: '2026-11-20', valueBoolean: false }),
    bundle('p3', {}),
  ];
  writeFileSync(path, bundles.map((one) => JSON.stringify(one)).join('\n'));
  const [first, second, ...cards] = (await run(`npm run -s clients -- preview ${path}`))
    .trimEnd()
    .split('\n');
  expect(first).toBe('3 charts, 1 with a card, each as of its newest entry');
  expect(second).toBe('1 of them has no dated entry: nothing in it counts as of today');
  expect(cards).toEqual([expect.stringMatching(/^ +1 × critical: Possible cauda equina syndrome/)]);
});

test('without the map the chart of the foot drop gives no card', async () =>
  expect(await run('npm run -s clients -- preview docs/first-card/charts.ndjson --patient walker')).toContain(
    'No card.',
  ));
