/**
 * docs/conformance.md, made from the titles of the tests. A requirement is held where a title, or the row of a table
 * of tests, begins with its number alone: `'R-009: a body that is HTML'`, `['R-009', 'HTML', …]`. A title with
 * several numbers touches each of them and holds none, as one assertion cannot fail for one of them. What is not held is
 * explained in `conformance-notes.ts`. `npm run generate` writes the document.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notApplicable, notTested, readings } from './conformance-notes.ts';
import requirements from './requirements.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

const number = /(?:R-\d{3}|E-\d{2}|T\d{3})\b/g;
/** A string that begins with numbers: titles of tests, and the first cells of rows. */
const title = /['"`]((?:R-\d{3}|E-\d{2}|T\d{3})(?:[ ,]+(?:R-\d{3}|E-\d{2}|T\d{3}))*)(?=[:'"`])/g;

export interface Coverage {
  /** File names by requirement: a test names it alone. */
  readonly held: ReadonlyMap<string, ReadonlySet<string>>;
  /** File names by requirement: a test names it beside others. */
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param sources text by file name, from the root of the project */
export const coverageOf = (sources: ReadonlyMap<string, string>): Coverage => {
  const held = new Map<string, Set<string>>();
  const touched = new Map<string, Set<string>>();
  for (const [file, source] of sources)
    for (const [, names = ''] of source.matchAll(title)) {
      const ids = names.match(number) ?? [];
      const to = ids.length === 1 ? held : touched;
      for (const id of ids) to.set(id, (to.get(id) ?? new Set()).add(file));
    }
  return { held, touched };
};

export const coverage = (): Coverage =>
  coverageOf(
    new Map(
      globSync('test/**/*.test.ts', { cwd: root })
        .map((file) => file.replaceAll('\\', '/'))
        // quotes titles to see them read
        .filter((file) => file !== 'test/cds-hooks/conformance.test.ts')
        .sort()
        .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
    ),
  );

export const known: ReadonlySet<string> = new Set(requirements.map(({ id }) => id));

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
/** A requirement quotes hostile markdown: its links must not become ours. */
const plain = (text: string) => cell(text).replaceAll('](', ']&#40;');
const linked = (file: string) => `[${file.replace(/^test\//, '').replace(/\.test\.ts$/, '')}](../${file})`;
const list = (files: ReadonlySet<string>) => [...files].map(linked).join(', ');

const how = (id: string, { held, touched }: Coverage): string => {
  const by = held.get(id);
  if (by !== undefined) return list(by);
  const beside = touched.get(id);
  return [
    ...(notApplicable[id] === undefined ? [] : [`not applicable: ${notApplicable[id]}`]),
    ...(notTested[id] === undefined ? [] : [`not tested: ${notTested[id]}`]),
    ...(beside === undefined ? [] : [`touched by ${list(beside)}`]),
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
      ...rows.map(({ id, what }) => `| ${id} | ${plain(what)} | ${cell(how(id, covered))} |`),
    ].join('\n'),
  );
  const count = (test: (id: string) => boolean) => requirements.filter(({ id }) => test(id)).length;
  return `${[
    '# Conformance',
    '',
    '<!-- Made by `npm run generate` from the titles of the tests. Do not edit. -->',
    '',
    `What an integrator may hold this service to: CDS Hooks 2.0.1 with what 3.0.0-ballot adds (R), its sharp edges (E), and what an attacker may try (T). Of ${requirements.length} requirements, ${count((id) => covered.held.has(id))} are held: a test names the requirement alone and fails when it is broken. ${count((id) => id in notTested)} are not tested and ${count((id) => id in notApplicable)} do not apply; each says why.`,
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
