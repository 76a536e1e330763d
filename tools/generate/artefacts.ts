/**
 * Every file of the repository that is made from another: `npm run generate` writes them, `test/generated.test.ts`
 * says which are stale. May not enter: a file that a person edits.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flags } from '../../functions/base/flags.ts';
import { tokenRemedies } from '../../packages/client/src/doctor/token-remedies.ts';
import products from '../../rules/codes/rxnorm-products.json' with { type: 'json' };
import verified from '../../rules/codes/verified.json' with { type: 'json' };
import { holeKinds } from '../../rules/evidence/hole.ts';
import { KNOWLEDGE_DATE, KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import { localCodeSystems } from '../../rules/publish/code-systems.ts';
import { notCarriedAsMarkdown } from '../../rules/publish/fhir-export/index.ts';
import { intakeQuestionnaire } from '../../rules/publish/intake/questionnaire.ts';
import { releases } from '../../rules/publish/releases.ts';
import { rulebook } from '../../rules/publish/rulebook.ts';
import { signedRulesModule } from '../../rules/publish/signatures.ts';
import { conformanceDocument } from '../../test/support/conformance.ts';
import { roomsAsMarkdown } from '../../test/support/rooms.ts';
import { displaysModule } from './displays.ts';
import { jsonRows } from './json-rows.ts';
import { openApiDocument } from './openapi/document.ts';
import { productsModule } from './rxnorm-products.ts';
import { harvestedLists, snomedListsModule } from './snomed-lists.ts';

export const root = join(import.meta.dirname, '../..');

export interface Artefact {
  /** The path from the root of the project. */
  readonly path: string;
  /** What it is made from, for whoever wants to change it. */
  readonly from: string;
  /** @returns the whole text of the file */
  readonly make: () => string;
}

const json = (value: unknown): string => `${jsonRows(value)}\n`;

/** The file as it is, with the part between two marks made anew. */
const between = (path: string, name: string, part: string): string => {
  const text = readFileSync(join(root, path), 'utf8');
  const open = `<!-- ${name}: made by npm run generate -->\n`;
  const close = `\n<!-- /${name} -->`;
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 || to < from) throw new Error(`${path} has no part "${name}": write its two marks`);
  return text.slice(0, from + open.length) + part + text.slice(to);
};

/** The two columns of a table of names and what each means. */
const meanings = (head: readonly [string, string], rows: Readonly<Record<string, string>>): string =>
  [
    `| ${head.join(' | ')} |`,
    '|---|---|',
    ...Object.entries(rows).map(([name, means]) => `| \`${name}\` | ${means} |`),
  ].join('\n');

/** What could not be checked: a row for each kind of hole. */
const holesAsMarkdown = (): string =>
  [
    '| Code | Why, for the clinician | What mends it | Of |',
    '|---|---|---|---|',
    ...Object.entries(holeKinds).map(
      ([code, { why, remedy, of }]) => `| \`${code}\` | ${why} | ${remedy} | ${of} |`,
    ),
  ].join('\n');

/** What to mend after a 401, by its reason. */
const tokenRemediesAsMarkdown = (): string =>
  [
    '| 401 in the service log | What to mend | Field of the registration |',
    '|---|---|---|',
    ...Object.entries(tokenRemedies).map(([reason, { sentence, fields }]) =>
      `| \`${reason}\` | ${sentence} | ${fields.map((field) => `\`${field}\``).join(', ')} |`.replace(
        '|  |',
        '| |',
      ),
    ),
  ].join('\n');

const codeSystem = (id: 'lr-finding' | 'lr-value'): Artefact => ({
  path: `rules/publish/code-system-${id}.json`,
  from: 'rules/findings',
  make: () => json(localCodeSystems(KNOWLEDGE_VERSION, KNOWLEDGE_DATE)[id]),
});

export const artefacts: readonly Artefact[] = [
  { path: 'docs/rulebook.md', from: 'rules', make: rulebook },
  {
    path: 'docs/conformance.md',
    from: 'the titles of the tests, test/support/requirements.json, test/support/conformance-notes.ts',
    make: conformanceDocument,
  },
  {
    path: 'docs/architecture.md',
    from: 'test/support/rooms.ts',
    make: () => between('docs/architecture.md', 'rooms', roomsAsMarkdown()),
  },
  {
    path: 'docs/operate.md',
    from: 'functions/base/flags.ts',
    make: () => between('docs/operate.md', 'flags', meanings(['flag', 'means that'], flags)),
  },
  {
    path: 'docs/fhir-package.md',
    from: 'rules/publish/fhir-export/carried.ts',
    make: () => between('docs/fhir-package.md', 'not-exported', notCarriedAsMarkdown()),
  },
  {
    path: 'docs/integrate.md',
    from: 'rules/evidence/hole.ts',
    make: () => between('docs/integrate.md', 'holes', holesAsMarkdown()),
  },
  {
    path: 'docs/integrate.md',
    from: 'packages/client/src/doctor/token-remedies.ts',
    make: () => between('docs/integrate.md', 'token-remedies', tokenRemediesAsMarkdown()),
  },
  {
    path: 'functions/openapi.json',
    from: 'tools/generate/openapi, the schemas of requests and registrations',
    make: () => `${JSON.stringify(openApiDocument(), undefined, 1)}\n`,
  },
  {
    path: 'rules/codes/displays.ts',
    from: 'rules/codes/verified.json',
    make: () => displaysModule(verified),
  },
  {
    path: 'rules/codes/rxnorm-products.ts',
    from: 'rules/codes/rxnorm-products.json',
    make: () => productsModule(products.products),
  },
  {
    path: 'rules/codes/snomed-lists.ts',
    from: 'rules/codes/lists',
    make: () => snomedListsModule(harvestedLists()),
  },
  {
    path: 'rules/publish/releases.json',
    from: 'the versions of the rules, rules/terms/thresholds.ts',
    make: () => json(releases()),
  },
  {
    path: 'rules/signed-rules.ts',
    from: 'rules/publish/signatures.json, the pages of the rule book',
    make: () => signedRulesModule(),
  },
  codeSystem('lr-finding'),
  codeSystem('lr-value'),
  {
    path: 'rules/publish/intake/leg-symptom-intake.json',
    from: 'rules/findings, rules/publish/intake/wording.ts',
    make: () => json(intakeQuestionnaire(KNOWLEDGE_VERSION, KNOWLEDGE_DATE)),
  },
];
