/** `npm run knowledge -- diff`: what it says of a rule that was changed, and that it says nothing where nothing was. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { answerOf, losesDanger } from '../../tools/knowledge/answers.ts';
import { compare, diff } from '../../tools/knowledge/diff.ts';
import {
  type KnowledgeVersion,
  knowledgeAt,
  load,
  NoSuchKnowledge,
  project,
} from '../../tools/knowledge/knowledge-at.ts';
import { signaturePage } from '../../tools/knowledge/page.ts';
import { report } from '../../tools/knowledge/report.ts';
import { rulePages, sameVersion } from '../../tools/knowledge/rule-pages.ts';

const few = { seed: 7, charts: 200 };

let here: KnowledgeVersion;
beforeAll(async () => {
  here = await load(await knowledgeAt(project));
});

/** The knowledge with a line of a rule's page replaced in the rule book. */
const reworded = (find: string, replace: string): KnowledgeVersion => {
  expect(here.rulebook).toContain(find);
  return { ...here, rulebook: here.rulebook.replace(find, replace) };
};

/** The knowledge in which nothing raises this red flag. */
const without = (flag: string): KnowledgeVersion => ({
  ...here,
  evaluate: (input) => {
    const { assessment, ...rest } = here.evaluate(input);
    const redFlags = assessment.redFlags.filter(({ id }) => id !== flag);
    return { ...rest, assessment: { ...assessment, redFlags } };
  },
});

const saying = (after: KnowledgeVersion): string => report(compare(['v1', 'v2'], [here, after], few));

describe('the same knowledge twice', () => {
  test('differs in no rule and answers no chart differently', async () => {
    const { pages, answers } = await diff([project, project], few);
    expect([pages, answers]).toEqual([[], []]);
  });
});

describe('a rule whose text changed', () => {
  const find = 'known abdominal aortic aneurysm **and** collapse or low blood pressure';

  test('is listed with its old and new line', () =>
    expect(saying(reworded(`- ${find}`, '- known aneurysm'))).toMatch(
      /### RF-AAA: .*\n\n[\s\S]*```diff\n- - known abdominal aortic aneurysm [^\n]*\n\+ - known aneurysm\n```/,
    ));

  test('with the same version is called out', () => {
    const [change] = compare(['v1', 'v2'], [here, reworded(`- ${find}`, '- known aneurysm')], few).pages;
    expect(change && sameVersion(change)).toBe(true);
  });

  test('with another version shows both', () => {
    const [page = ''] = here.rulebook.match(/### RF-AAA: .*\n\nVersion \S+/) ?? [];
    const raised = reworded(page, page.replace(/Version \S+/, 'Version 99.0.0'));
    expect(saying(raised)).toMatch(/### RF-AAA: .* \(\d+\.\d+\.\d+ → 99\.0\.0\)/);
  });
});

test('a number that changed is listed with its old and new value', () => {
  const [row = ''] = here.rulebook.match(/\| 200 mL \|[^|]*\|/) ?? [];
  expect(saying(reworded(row, row.replace('200', '300')))).toMatch(/\n- \| 200 mL .*\n\+ \| 300 mL /);
});

test('files that read a number are no part of the number', () => {
  const page = (readers: string) =>
    rulePages(`## Clinical numbers\n\n| 3 | a grade | Source | 1.1.0 | ${readers} |`).get('NUMBERS')?.lines;
  expect(page('RF-CES')).toEqual(page('RF-CES, RF-MOTOR'));
});

describe('a red flag that is no longer raised', () => {
  test('stands among the dangers with the vignette that shows it', () =>
    expect(saying(without('RF-AAA'))).toMatch(
      /## Dangers that are no longer named[^#]*\n- RF-AAA: pulsatile abdominal mass with back pain \(.*~~RF-AAA emergent~~/,
    ));

  test.each([
    ['another level of the same flag is no loss of it', ['RF-AAA urgent'], ['RF-AAA emergent'], false],
    ['a lower urgency is', ['urgency urgent'], ['urgency soon'], true],
    ['a higher urgency is not', ['urgency soon'], ['urgency urgent'], false],
    ['a recommendation that went is not', ['recommends REC-12'], [], false],
  ] as const)('%s', (_, gone, come, expected) => expect(losesDanger({ gone, come })).toBe(expected));
});

test('an answer that cannot be made by a version is said', () => {
  const broken = {
    ...here,
    evaluate: () => {
      throw new RangeError('unknown finding');
    },
  };
  expect(saying(broken)).toContain('**cannot be evaluated (RangeError)**');
});

test('an answer names urgency, flags, causes and recommendations', () => {
  const vignette = here.vignettes.find(({ title }) => title === 'pulsatile abdominal mass with back pain');
  expect(vignette && answerOf(here.evaluate(here.inputOf(vignette.given)))).toEqual(
    expect.arrayContaining(['urgency emergent', 'RF-AAA emergent', 'recommends REC-08']),
  );
});

test('the page loads nothing and has a box to sign', () => {
  const page = signaturePage('Knowledge 1.1.0', saying(without('RF-AAA')));
  expect(page).not.toMatch(/(?:src|href)="(?!https:\/\/)|<script/);
  expect(page).toContain('<th>Signature</th>');
});

test('what is no knowledge is refused with the remedy', async () =>
  expect(knowledgeAt('no-such-tag')).rejects.toThrow(NoSuchKnowledge));

test.each([
  [['diff'], /npm run knowledge -- diff BEFORE/],
  [['diff', 'no-such-tag'], /no-such-tag is neither a folder .* write a tag/],
  [['diff', project, '--charts', 'all'], /--charts all is no whole number/],
])('typed wrongly, %j, it says what to write', (args, says) => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(project, 'tools/knowledge/main.ts'), ...args],
    { encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([2, expect.stringMatching(says)]);
});
