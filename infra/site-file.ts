/**
 * The settings of a site: what it sets otherwise than `stages.ts`, in one JSON file outside of this repository, so that
 * an upgrade or a rollback by tag touches no file that git knows. `-c site=FILE`, or RADIX_SITE; without either the
 * stages are as they stand in `stages.ts`.
 *
 *     { "stages": { "prod": { "alarmEmails": ["it@example.org"] }, "test": { "like": "dev" } } }
 *
 * A stage of the same name, or the one named by `like`, is the ground; objects are merged, lists are replaced. What
 * comes of it is checked like any stage (`settings.ts`).
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { type StageSettings, WrongSetting } from './settings.ts';

export type Stages = Readonly<Record<string, StageSettings>>;

/** Stages, and the file to name when something in them is wrong. */
export interface SiteStages {
  readonly stages: Stages;
  readonly file: string;
}

const stageEntry = v.looseObject({ like: v.optional(v.string('the name of a stage, for instance "prod"')) });

const schema = v.strictObject({
  stages: v.record(v.string(), stageEntry, 'an object with a member for each stage: { "prod": { … } }'),
});

type SiteMembers = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is SiteMembers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const merged = (ground: unknown, over: unknown): unknown => {
  if (!isObject(ground) || !isObject(over)) return over;
  return Object.fromEntries(
    [...new Set([...Object.keys(ground), ...Object.keys(over)])].map((name) => [
      name,
      Object.hasOwn(over, name) ? merged(ground[name], over[name]) : ground[name],
    ]),
  );
};

const wrong = (file: string, sentence: string): WrongSetting =>
  new WrongSetting(`${file} cannot be used: ${sentence}`);

const contentOf = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new WrongSetting(`${file} cannot be read: write the path of your site file, -c site=FILE`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const [place = ''] = /\(line \d+ column \d+\)/.exec(String(error)) ?? [];
    throw wrong(file, `it is no JSON ${place}: no comments, and no comma after a last member`);
  }
};

const problem = (issue: v.BaseIssue<unknown>): string => {
  const at = v.getDotPath(issue) ?? 'the file';
  if (issue.expected === 'never') return `${at} is no setting: the file is { "stages": { "prod": { … } } }`;
  if (issue.received === 'undefined') return `${at} is missing: the file is { "stages": { "prod": { … } } }`;
  return `${at} must be ${issue.kind === 'schema' && issue.type === 'loose_object' ? 'an object: { … }' : issue.message}`;
};

/**
 * @param path of the site file, as it was typed; undefined for none
 * @throws WrongSetting that names the file, the field and what to write
 */
export const siteStages = (path: unknown, ground: Stages): SiteStages => {
  if (path === undefined) return { stages: ground, file: 'infra/stages.ts' };
  // an unset variable of a shell would deploy the settings of nobody
  if (path === '')
    throw new WrongSetting(
      'The path of the site file is empty: write -c site=FILE or RADIX_SITE=FILE, or neither for infra/stages.ts',
    );
  if (typeof path !== 'string') throw new WrongSetting('site is no path: write -c site=FILE');
  const file = resolve(path);
  const { issues, output } = v.safeParse(schema, contentOf(file));
  if (issues !== undefined) throw wrong(file, issues.map(problem).join('; '));
  const own = Object.entries(output.stages).map(([name, { like = name, ...over }]) => {
    if (!Object.hasOwn(ground, like))
      throw wrong(
        file,
        `stages.${name} has no ground: add "like", one of ${Object.keys(ground).join(', ')}, whose settings hold where you set none`,
      );
    // not checked yet: `stageNamed` does
    return [name, merged(ground[like], over) as StageSettings] as const;
  });
  return { stages: Object.fromEntries(own), file };
};
