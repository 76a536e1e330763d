/**
 * What a rule says to its reviewers alone stays out of the bundles: the stories of its vignettes, what its
 * evidence says and how strongly, the founding statements behind it, what a threshold means and whence, how the intake
 * form asks for a finding. The rule book prints them; no call ever says them. What fires, and every word of a card, is
 * untouched: test/infra/bundled-rules.test.ts has the
 * bundle and the source answer the same charts alike, and finds whatever reads what is left out.
 *
 * A rule is known by the vignettes that it must carry, a finding by its codes, a threshold by the call that makes it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { type ESTree, edited, nameOf, without } from './syntax.ts';

/** Properties of the row of a finding: its question to a patient. */
export const ofFinding = ['form'] as const;
/** Properties of a rule. */
export const ofRule = ['seed'] as const;
/** Properties of what stands in a list of a rule: a piece of evidence, a row of a scored table, a vignette. */
export const ofRow = {
  evidence: ['says', 'strength'],
  items: ['basis'],
  // what it expects stays: the indicator of a card whose words cannot be made
  fires: ['title', 'given'],
  doesNot: ['title', 'given'],
} as const;

type Properties = readonly ESTree.ObjectPropertyKind[];

const named = (parts: Properties, names: readonly string[]): Properties =>
  parts.filter((part) => names.includes(nameOf(part) ?? ''));

const isList = (name: string | undefined): name is keyof typeof ofRow =>
  name !== undefined && Object.hasOwn(ofRow, name);

/** The parts of each literal in a list. */
const rowParts = (part: ESTree.ObjectPropertyKind): Properties => {
  const list = nameOf(part);
  if (part.type !== 'Property' || part.value.type !== 'ArrayExpression' || !isList(list)) return [];
  return part.value.elements
    .filter((row) => row?.type === 'ObjectExpression')
    .flatMap((row) => named(row.properties, ofRow[list]));
};

const vignetteParts = (part: ESTree.ObjectPropertyKind): Properties =>
  part.type === 'Property' && part.value.type === 'ObjectExpression' ? part.value.properties : [];

/** `threshold(value, unit, …)`: what a clinician signs stands behind these two. */
const READ_OF_THRESHOLD = 2;

/** @param code of a file in `rules/` */
export const withoutReadersParts = (code: string): string =>
  edited(code, 'ts', (edits) => ({
    ObjectExpression: ({ properties }) => {
      if (named(properties, ['codes']).length > 0) edits.push(...named(properties, ofFinding).map(without));
      const vignettes = named(properties, ['vignettes']);
      if (vignettes.length === 0) return;
      const lists = [...properties, ...vignettes.flatMap(vignetteParts)];
      edits.push(...[...named(properties, ofRule), ...lists.flatMap(rowParts)].map(without));
    },
    CallExpression: ({ callee, arguments: given }) => {
      const [first, last] = [given[READ_OF_THRESHOLD], given.at(-1)];
      if (callee.type !== 'Identifier' || callee.name !== 'threshold' || !first || !last) return;
      edits.push(without({ start: first.start, end: last.end }));
    },
  }));

const rules = join(import.meta.dirname, '../../rules/');

export const knowledgeForReaders: Plugin = {
  name: 'knowledge-for-readers',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(rules)) return undefined;
      return { contents: withoutReadersParts(await readFile(path, 'utf8')), loader: 'ts' };
    });
  },
};
