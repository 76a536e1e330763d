/** A site's own settings, in a file outside of the repository: what they make of a stage, and that nothing here changes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stageNamed } from '../../infra/settings.ts';
import { siteStages } from '../../infra/site-file.ts';
import { stages } from '../../infra/stages.ts';
import { cdkJson } from './support/synth.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'radix-site-'));
afterAll(() => rmSync(folder, { recursive: true }));

const siteFile = (content: unknown, name = 'site.json'): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

/** A stage of a site file, checked as it is before a deployment. */
const stageOf = (content: unknown, name: string) => {
  const { stages: own, file } = siteStages(siteFile(content), stages);
  return stageNamed(name, own, file);
};

describe('a stage of a site file', () => {
  test('has what the site sets, and else what comes with the release', () => {
    const stage = stageOf({ stages: { prod: { capacity: { invoke: { provisioned: 2 } } } } }, 'prod');
    expect(stage.capacity.invoke).toEqual({ ...stages['prod']?.capacity.invoke, provisioned: 2 });
    expect(stage.archive).toEqual(stages['prod']?.archive);
  });

  test('has the lists of the site in place of those of the release', () =>
    expect(stageOf({ stages: { prod: { pseudonymKeys: ['k2', 'k1'] } } }, 'prod').pseudonymKeys).toEqual([
      'k2',
      'k1',
    ]));

  test('may have a name of its own', () =>
    expect(stageOf({ stages: { test: { like: 'dev', logDays: 30 } } }, 'test')).toMatchObject({
      name: 'test',
      logDays: 30,
      rollout: 'all-at-once',
    }));

  test('has no thresholds for a new version where the site takes them out', () =>
    expect(stageOf({ stages: { prod: { rollout: 'all-at-once', canary: null } } }, 'prod')).toMatchObject({
      rollout: 'all-at-once',
      canary: null,
    }));

  test('is not there when the file does not name it', () =>
    expect(() => stageOf({ stages: { prod: {} } }, 'dev')).toThrow(
      /write -c stage=prod, or add it to .*site\.json/,
    ));
});

test('without a file the stages are those of the release', () =>
  expect(siteStages(undefined, stages)).toEqual({ stages, file: 'infra/stages.ts' }));

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{ "stages": ', /site\.json cannot be used: it is no JSON/],
  ['a list', [], /site\.json cannot be used: /],
  ['no stages', {}, /stages is missing: the file is \{ "stages"/],
  ['another member', { stages: {}, stage: 'prod' }, /stage is no setting: the file is/],
  ['a stage that is text', { stages: { prod: 'prod' } }, /stages\.prod must be an object/],
  [
    'a stage without ground',
    { stages: { test: {} } },
    /stages\.test has no ground: add "like", one of dev, prod/,
  ],
  [
    'a wrong value',
    { stages: { prod: { logDays: 100 } } },
    /site\.json cannot be deployed:\n {2}prod\.logDays is 100: write/,
  ],
  ['a field that is none', { stages: { prod: { alarmEmail: 'x' } } }, /prod\.alarmEmail is no setting/],
])('a file with %s is refused with the file, the field and the remedy', (_, content, sentence) => {
  expect(() => stageOf(content, 'prod')).toThrow(sentence);
});

test('an empty path, such as that of a variable that is not set, is refused', () =>
  expect(() => siteStages('', stages)).toThrow(/path of the site file is empty: write -c site=FILE/));

test('a file that is not there is named', () =>
  expect(() => siteStages(join(folder, 'nowhere.json'), stages)).toThrow(
    /nowhere\.json cannot be read: write the path/,
  ));

/** What git says of the checkout. */
const state = () => spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }).stdout;

test('two sites are read from one checkout, each with its own settings', () => {
  const emails = (email: string) =>
    stageOf({ stages: { prod: { alarmEmails: [email] } } }, 'prod').alarmEmails;
  expect([emails('one@example.org'), emails('two@example.org')]).toEqual([
    ['one@example.org'],
    ['two@example.org'],
  ]);
});

test('synthesised as cdk does it, a site leaves no file of the checkout changed', () => {
  const before = state();
  const outdir = mkdtempSync(join(folder, 'out-'));
  const { status, stderr } = spawnSync(process.execPath, ['infra/app.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, stage: 'prod' }),
      CDK_DEFAULT_REGION: 'eu-central-1',
      RADIX_SITE: siteFile({ stages: { prod: { alarmEmails: ['site@example.org'] } } }),
    },
  });
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  expect(readFileSync(join(outdir, 'radix-cds-prod-data.template.json'), 'utf8')).toContain(
    'site@example.org',
  );
  expect(state()).toBe(before);
});
