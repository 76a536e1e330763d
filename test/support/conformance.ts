/**
 * docs/conformance.md, made from the titles of the tests: a title that begins with a requirement's number
 * covers it. `npm run generate` writes the document; a test fails when a number is neither covered nor explained.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elsewhere, notApplicable, readings } from './conformance-notes.ts';
import requirements from './requirements.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

const number = /(?:R-\d{3}|E-\d{2}|T\d{3})\b/g;
/** A string that begins with numbers: titles of tests, and of rows of a table of tests. */
const title = /['"`]((?:(?:R-\d{3}|E-\d{2}|T\d{3})[ ,:]+)+)/g;

/** File names by requirement. */
export const coverage = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const covered = new Map<string, Set<string>>();
  for (const file of globSync('test/**/*.test.ts', { cwd: root }).sort()) {
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, numbers = ''] of source.matchAll(title))
      for (const [id] of numbers.matchAll(number))
        covered.set(id, (covered.get(id) ?? new Set()).add(file.replaceAll('\\', '/')));
  }
  return covered;
};

export const known: ReadonlySet<string> = new Set(requirements.map(({ id }) => id));

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
/** A requirement quotes hostile markdown: its links must not become ours. */
const plain = (text: string) => cell(text).replaceAll('](', ']&#40;');
const linked = (file: string) => `[${file.replace(/^test\//, '').replace(/\.test\.ts$/, '')}](../${file})`;

const how = (id: string, covered: ReadonlySet<string> | undefined): string => {
  const there = elsewhere[id];
  return [
    ...(notApplicable[id] === undefined ? [] : [`not applicable: ${notApplicable[id]}`]),
    ...(covered === undefined ? [] : [[...covered].map(linked).join(', ')]),
    ...(there === undefined ? [] : [`${there.how} ${there.files.map(linked).join(', ')}`]),
  ].join('; ');
};

export const conformanceDocument = (): string => {
  const covered = coverage();
  const sections = Map.groupBy(requirements, ({ section }) => section);
  const tables = [...sections].map(([section, rows]) =>
    [
      `## ${section}`,
      '',
      '| # | Requirement | Held by |',
      '|---|---|---|',
      ...rows.map(({ id, what }) => `| ${id} | ${plain(what)} | ${cell(how(id, covered.get(id)))} |`),
    ].join('\n'),
  );
  const count = (test: (id: string) => boolean) => requirements.filter(({ id }) => test(id)).length;
  return `${[
    '# Conformance',
    '',
    '<!-- Made by `npm run generate` from the titles of the tests. Do not edit. -->',
    '',
    `What an integrator may hold this service to: CDS Hooks 2.0.1 with what 3.0.0-ballot adds (R), its sharp edges (E), and what an attacker may try (T). Of ${requirements.length} requirements, ${count((id) => covered.has(id))} are named by the tests that cover them, ${count((id) => !covered.has(id) && id in elsewhere)} are held in other ways, ${count((id) => id in notApplicable)} do not apply.`,
    '',
    '## Where requirements disagree',
    '',
    '| About | What holds here |',
    '|---|---|',
    ...readings.map(({ about, reading }) => `| ${about} | ${cell(reading)} |`),
    '',
    tables.join('\n\n'),
  ].join('\n')}\n`;
};
