/** docs/first-card.md: its commands are run, and say what it says. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const doc = readFileSync(join(root, 'docs/first-card.md'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'first-card-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Shown {
  readonly command: string;
  readonly lines: readonly string[];
}

const shown: readonly Shown[] = [...doc.matchAll(/```console\n(.*?)```/gs)].flatMap(([, block = '']) =>
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
    const [, ...words] = here(command).split(' ');
    execFile('npm', words, { cwd: root }, (error, out, err) =>
      error ? reject(new Error(err)) : resolve(out),
    );
  });

test('the page shows commands', () =>
  expect(shown.map(({ command }) => command.split(' ')[5])).toEqual([
    'learn',
    'tick',
    'learn',
    'preview',
    'check',
  ]));

// in the order of the page: each uses what the one before wrote
test('every command says what the page says', async () => {
  for (const { command, lines } of shown) {
    const out = await run(command);
    for (const line of lines.filter((one) => one !== '…' && one !== '')) expect(out).toContain(here(line));
  }
}, 60_000);

test('the map that is checked in is the one that the page makes', () =>
  expect(JSON.parse(readFileSync(join(root, 'docs/first-card/code-map.json'), 'utf8'))).toEqual(
    JSON.parse(readFileSync(join(folder, 'code-map.json'), 'utf8')),
  ));

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

test('without the map the chart of the foot drop gives no card', async () =>
  expect(await run('npm run -s clients -- preview docs/first-card/charts.ndjson --patient walker')).toContain(
    'No card.',
  ));
