/** Settings as docs/deploy.md and docs/operate.md write them are taken, with ids of a reader's own in place of `…`. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { stageNamed } from '../../infra/settings.ts';
import { siteStages } from '../../infra/site-file.ts';
import { stages } from '../../infra/stages.ts';
import { handbook } from '../support/handbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'radix-handbook-'));
afterAll(() => rmSync(folder, { recursive: true }));

let ids = 0;
const id = (length: number) => `${++ids}`.padStart(length, '0');
const uuid = () => `00000000-0000-0000-0000-${id(12)}`;

/** What stands for something of the reader's, and such a thing. */
const meant = (text: string): string =>
  text
    .replaceAll(/key\/mrk-…/g, () => `key/mrk-${id(32)}`)
    .replaceAll(/key\/…/g, () => `key/${uuid()}`)
    .replaceAll(/(arn:aws:acm:[a-z0-9-]+:)…/g, (_, arn) => `${arn}123456789012:certificate/${uuid()}`)
    .replaceAll(
      '"certificateArn": "…"',
      () => `"certificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/${uuid()}"`,
    )
    .replaceAll('"Z…"', '"Z0123456789"');

/** Those of a stage stand without their braces. */
const blocks = ['deploy.md', 'operate.md'].flatMap((name) =>
  [...handbook(name).matchAll(/^```json\n([\s\S]*?)\n```$/gm)].flatMap(([, block = '']) =>
    block.startsWith('{ "clients"') ? [] : [[name, block.split('\n')[0] ?? '', block] as const],
  ),
);

test('there are settings to be read', () => expect(blocks.length).toBeGreaterThan(8));

test.each(blocks)('%s: %s', (_, __, block) => {
  const file = join(folder, 'site.json');
  const text = meant(block);
  writeFileSync(file, text.startsWith('{ "stages"') ? text : `{ "stages": { "prod": { ${text} } } }`);
  const site = siteStages(file, stages);
  for (const name of Object.keys(site.stages)) expect(stageNamed(name, site.stages, file).name).toBe(name);
});
