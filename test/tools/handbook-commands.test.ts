/**
 * Each command of docs/deploy.md and docs/operate.md is run by a test or by the pipeline, or stands in the sentence that
 * says which need an account. A new one fails here until somebody says who runs it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { handbook, programsOf } from '../support/handbook.ts';

const root = join(import.meta.dirname, '../..');

/** What runs a program: a file, and what of it does. */
const runs: readonly (readonly [program: RegExp, file: string, evidence: string])[] = [
  [/^npm run (audit|policy|knowledge) -- (?!keys$)/, 'test/audit/handbook.test.ts', 'commandsOf(handbook('],
  [/^npm run audit -- keys$/, 'test/audit/keys.test.ts', "runAudit(['keys'"],
  [
    /^npm run clients -- (check|put)$/,
    'test/infra/clients.test.ts',
    "run(['put', join(folder, 'good.json')]",
  ],
  [/^npm run clients -- (list|remove)$/, 'test/infra/clients.test.ts', "await remove('north'"],
  [/^npm run clients -- learn$/, 'test/clients/learn.test.ts', "'tools/clients/main.ts'), 'learn'"],
  [/^npm run synth/, 'test/infra/site-file.test.ts', "['infra/app.ts']"],
  [/^npm run rulebook$/, 'test/tools/rulebook.test.ts', 'rulebook'],
  [/^npm run malfunctions$/, 'test/malfunction/malfunction.test.ts', 'malfunction'],
  [/^npm run slo$/, 'package.json', '"slo": "node test/slo/main.ts"'],
  [/^npm start$/, 'test/support/sandbox-process.ts', 'sandbox/main.ts'],
  [/^npm (ci|test|sbom)$/, '.github/workflows/test.yml', 'npm sbom'],
  [/^git (clone|fetch|checkout|status)$/, '.github/workflows/test.yml', 'actions/checkout'],
  // tools named without what they are asked
  [/^npm run (audit|policy|clients)$/, 'test/audit/handbook.test.ts', 'commandsOf(handbook('],
];

describe.each(['deploy.md', 'operate.md'])('docs/%s', (name) => {
  const text = handbook(name);
  const [sentence = ''] = /^Commands that need the account: .*$/m.exec(text) ?? [];
  const marked = [...sentence.matchAll(/`([^`]+)`/g)].map(([, program = '']) => program);
  const programs = [...new Set(programsOf(text))].sort();

  test('says which of its commands need an account', () => {
    expect(marked).toContain('aws');
    expect(programs.length).toBeGreaterThan(10);
  });

  test('has each other command run by a test or by the pipeline', () => {
    const nobodys = programs.filter(
      (program) =>
        !marked.some((one) => program === one || program.startsWith(`${one} `)) &&
        !runs.some(([known]) => known.test(program)),
    );
    expect(nobodys).toEqual([]);
  });
});

test.each(runs)('%s is run by %s', (_, file, evidence) => {
  expect(readFileSync(join(root, file), 'utf8')).toContain(evidence);
});
