/** The house rules that a script can check. What each asks for is in `support/tidy.ts`. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Files, tidy } from './support/tidy.ts';

const root = join(import.meta.dirname, '..');

const tracked = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => /\.(?:tsx?|md)$/.test(path) && existsSync(join(root, path)));

const repository = (): Files =>
  new Map(tracked().map((path) => [path, readFileSync(join(root, path), 'utf8')]));

/** Findings that stay for a reason, as `rule where`. The list can only shrink: one that is not found any more fails. */
const exceptions: Readonly<Record<string, string>> = {
  'twice Props': 'what the component of a file takes; nobody imports it',
};

const said = ({ rule, where, what }: { rule: string; where: string; what: string }) =>
  `${rule} ${where}: ${what}`;

describe.skipIf(!existsSync(join(root, '.git')))('the repository', () => {
  const found = existsSync(join(root, '.git')) ? tidy(repository()) : [];

  test('keeps the house rules', () => {
    expect(found.filter(({ rule, where }) => !(`${rule} ${where}` in exceptions)).map(said)).toEqual([]);
  });

  test('needs every exception that it has', () => {
    const needed = new Set(found.map(({ rule, where }) => `${rule} ${where}`));
    expect(Object.keys(exceptions).filter((one) => !needed.has(one))).toEqual([]);
  });
});

const header = '/** Says what it is for. */\n';
const importer = (path: string): readonly [string, string] => [
  'functions/invoke.ts',
  `${header}import './${path.replace('functions/', '')}';\nexport type A = 1;\n`,
];

/** A small house in which only what the row seeds is wrong. */
const house = (path: string, text: string): Files =>
  new Map([importer('functions/a.ts'), ['functions/a.ts', header], [path, text]]);

describe('a violation is found', () => {
  test.each([
    ['words', 'functions/a.ts', '/** Written to the log. */\n'],
    ['words', 'functions/a.ts', '/** The log has it. */\n'],
    ['words', 'functions/a.ts', `${header}// only in the log\n`],
    ['words', 'functions/a.ts', `${header}/**\n * It goes to the log.\n */\n`],
    ['words', 'functions/a.ts', '/** Only what is of a pain. */\n'],
    ['words', 'functions/a.ts', '/** A code that is none of them. */\n'],
    ['words', 'functions/a.ts', '/** None of ours. */\n'],
    ['words', 'functions/a.ts', '/** A card of ours. */\n'],
    ['words', 'functions/a.ts', '/** Seals by forgetting. */\n'],
    ['words', 'functions/a.ts', '/** Withholds by asking. */\n'],
    ['words', 'functions/a.ts', '/** Whose it is must be said. */\n'],
    ['words', 'functions/a.ts', '/** Kept as a digest, lest it be a name. */\n'],
    ['words', 'functions/a.ts', '/** An address in IPv6 clothes. */\n'],
    ['words', 'docs/x.md', 'Look into the log.\n'],
    ['words', 'docs/x.md', 'A fault of ours.\n'],
    ['words', 'rules/findings/README.md', 'What is of a leg.\n'],
    ['words', 'test/a.ts', '/** A fault of ours. */\n'],
    ['words', 'functions/a.ts', '/** What is none of today. */\n'],
    ['comment', 'functions/a.ts', '/** Of the body as it is now. */\n'],
    ['comment', 'functions/a.ts', '/** As recorded. */\n'],
    ['comment', 'functions/a.ts', '/** Whose a resource is (N15). */\n'],
    ['comment', 'functions/a.ts', `${header}/** by path, first match */\n`],
    ['comment', 'functions/a.ts', `${header}/**\n * On the leg\n * in scope.\n */\n`],
    ['comment', 'functions/a.ts', `${header}/** The row of a call */\n`],
    ['header', 'functions/a.ts', 'export const a = 1;\n'],
    ['header', 'functions/a.ts', '// a note\nexport const a = 1;\n'],
    ['header', 'functions/a.ts', "import './b.ts';\n/** Too late. */\n"],
    ['header', 'sandbox/page/main.tsx', 'export const a = 1;\n'],
    ['unused', 'functions/b.ts', header],
    ['unused', 'rules/engine/b.ts', header],
    ['unused', 'sandbox/page/b.tsx', header],
    ['size', 'functions/a.ts', `${header}${'const a = 1;\n'.repeat(401)}`],
    ['documents', 'functions/a.ts', `${header}const a = env['CDS_SOMETHING'];\n`],
    ['documents', 'functions/base/flags.ts', `${header}const flags = {\n  'data.strange': 'x',\n};\n`],
    ['documents', 'functions/base/metrics.ts', `${header}const m = { name: 'Strange' };\n`],
    ['documents', 'functions/cds-hooks/services.ts', `${header}const s = { id: 'leg-strange' };\n`],
    ['documents', 'tools/audit/main.ts', `${header}const a = env['AUDIT_SOMETHING'];\n`],
    ['documents', 'functions/audit/a.ts', `${header}const a = env['SOMETHING_KEY'];\n`],
    ['twice', 'functions/b.ts', `${header}export interface A {}\n`],
    ['twice', 'test/b.test.ts', 'type A = 1;\n'],
    ['twice', 'app/b.tsx', `${header}export class A<T> {}\n`],
  ])('%s: %s with %j', (rule, path, text) => {
    expect(tidy(house(path, text)).map((one) => one.rule)).toContain(rule);
  });

  test.each([
    '/** As the SDK answers where there is no file, so does this. */\n',
    '/** By default, the newest row. */\n',
    '/** For instance `RF-CES`. */\n',
    '/** npm runs this process through a shell. */\n',
    '/** mL/min/1.73 m², newest within 365 days. */\n',
    '/** Settings. @throws SettingError with what to write */\n',
  ])('and a tidy house has none: %s', (text) => {
    expect(tidy(house('functions/a.ts', text))).toEqual([]);
  });
});
