/**
 * Every clinical number stands once, in `rules/terms/thresholds.ts`, with its words and its source. Elsewhere in
 * `rules/` a number stands only where a reason below lets it; words take it from there (`${feverFrom.value} °C`).
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, test } from 'vitest';
import { readersOf, thresholds } from '../../rules/publish/threshold-uses.ts';

const root = join(import.meta.dirname, '../..');

type ReasonByPath = Readonly<Record<string, string>>;

/** Files and folders that hold no clinical number of their own. */
const files: ReasonByPath = {
  'rules/terms/thresholds.ts': 'the one place',
  'rules/terms/units.ts': 'units',
  'rules/publish/': 'prints, counts and exports what the rules say',
  'rules/codes/': 'codes, each verified',
  'rules/citations.ts': 'editions and years of the sources',
  'rules/knowledge-version.ts': 'versions and dates of the knowledge',
  'rules/engine/lanes.ts': 'positions of bits',
  'rules/extract/fhir-date.ts': 'the calendar and the clock',
  'rules/extract/quantity.ts': 'conversion of units',
  'rules/extract/unknown-code.ts': 'how near a misspelt code is',
  'rules/management/words.ts': 'layout of a summary',
};

/** ReasonByPath for the numbers of one declaration, by file and name. */
const declared: ReasonByPath = {
  'rules/differential/next-best.ts TOP': 'how many diagnoses are compared',
  'rules/engine/sides.ts FEW': 'how many are compared one by one',
  'rules/engine/rule.ts VIGNETTE_NOW': 'the day of the vignettes',
  'rules/extract/answer.ts LONGEST': 'length of the words that are read',
  'rules/extract/fold.ts FEW': 'how many are compared one by one',
  'rules/extract/named-leg.ts LONGEST': 'length of the words that are read',
  'rules/extract/sent.ts LONGEST_ID': 'length of an id',
  'rules/extract/sent.ts isInId': 'characters of ASCII',
  'rules/extract/site-codes.ts sideCoding': 'codes, each verified',
  'rules/extract/questionnaire-response.ts DEPTH': 'nesting that is read',
  'rules/findings/finding.ts WINDOW_DAYS': 'look-back windows',
  'rules/findings/finding.ts NO_WINDOW': 'look-back windows',
  'rules/findings/wells.ts wellsItems': 'weights of the score',
  'rules/publish/intake/wording.ts caudaEquinaQuestions': 'place of a section',
  'rules/localisation/table.ts CAPS': 'weights of the nerve root table',
  'rules/localisation/table.ts movements': 'weights of the nerve root table',
  'rules/localisation/table.ts reflexes': 'weights of the nerve root table',
  'rules/localisation/table.ts keyPoints': 'weights of the nerve root table',
  'rules/localisation/table.ts evidence': 'what a source says, in its words',
  'rules/management/nsaid-hazards.ts SEVERE_STAGES': 'name of a stage',
  'rules/management/reasons.ts MOST_OF_AN_ITEM': 'layout of a card',
  'rules/management/recommendations/cauda-equina.ts BEFORE_ONSET': 'layout of a card',
  'rules/management/recommendations/cauda-equina.ts MOST_ASKED': 'layout of a card',
  'rules/management/recommendations/imaging-not-yet.ts MOST_ASKED': 'layout of a card',
  'rules/management/recommendations/data-quality.ts MOST': 'layout of a card',
  'rules/management/recommendations/examine-low-back.ts MOST_PARTS': 'layout of a card',
  'rules/management/wording/language.ts INDEX_DIGITS': 'layout of a number',
  'rules/management/wording/language.ts MOST_ITEMS': 'layout of a card',
  'rules/management/wording/language.ts written': 'text and slots take turns',
  'rules/sum-up.ts NAMED': 'how many resources are named',
};

/** ReasonByPath for the numbers within every property of this name. */
const properties: ReasonByPath = {
  codes: 'codes, each verified',
  vignettes: 'charts of the vignettes',
  evidence: 'what a source says, in its words',
  basis: 'what a source says of a weight',
  seed: 'names of founding statements',
  version: 'version of a rule',
  caps: 'frame of a scored table',
  weights: 'weight of the nerve root table',
  unit: 'a unit',
  orders: 'how many of the buttons',
  'value.ckd-severe': 'name of a stage',
  'exam.nothing.act': 'how much there is to do',
};

/** A number right behind a property of this name; words behind it are read. */
const weights: ReasonByPath = {
  present: 'weight of a scored table',
  absent: 'weight of a scored table',
  absentIfExempt: 'weight of a scored table',
  minimumClusters: 'frame of a scored table',
  min: 'plausible range, in the row of its finding',
  max: 'plausible range, in the row of its finding',
  windowDays: 'look-back window, in the row of its finding',
};

/** What a function of this name is given. */
const calls: ReasonByPath = {
  atLeast: 'how many of the listed statements',
  reported: 'a result that a source reports',
  slice: 'layout',
  snomed: 'a code',
  loinc: 'a code',
  cpt: 'a code',
  icd10: 'a code',
};

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  if (node.type === 'MemberExpression') return nameOf(node['property']);
  return String(node['name'] ?? node['value'] ?? '');
};

const numberOf = (node: unknown): number | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node['value'] === 'number' ? node['value'] : undefined;

const unsigned = (node: unknown): unknown =>
  isNode(node) && node.type === 'UnaryExpression' ? node['argument'] : node;

const partsOf = (node: Node, key: string): readonly Node[] => {
  const parts = node[key];
  return Array.isArray(parts) ? parts.filter(isNode) : [];
};

/** `{ soon: 1, urgent: 2, emergent: 3 }`: an order, counted from 0 or 1 without a gap. */
const isOrder = (node: Node): boolean => {
  const values = partsOf(node, 'properties').map((one) => numberOf(one['value']));
  const whole = values.every((one) => one !== undefined);
  const distinct = [...new Set(values)].sort();
  return (
    whole &&
    values.length > 2 &&
    distinct.every((one, n) => one === n + (distinct[0] ?? 0)) &&
    (distinct[0] ?? 2) < 2
  );
};

/** `items.length < 2`, `sides.size === 2`, `absent === 2`: one, or both of the two legs. */
const isCount = (node: Node): boolean =>
  ['left', 'right'].some((side) => /^(?:length|size|absent)$/.test(nameOf(node[side])));

/** A place where any number may stand. */
const isLetThrough = (path: string, node: Node): boolean => {
  if (node.type === 'ImportDeclaration' || /^TS(?!.*Expression$)/.test(node.type)) return true;
  switch (node.type) {
    case 'VariableDeclarator':
      return `${path} ${nameOf(node['id'])}` in declared;
    case 'Property':
      return (
        nameOf(node['key']) in properties ||
        (nameOf(node['key']) in weights && numberOf(unsigned(node['value'])) !== undefined)
      );
    case 'CallExpression':
      return nameOf(node['callee']) in calls;
    case 'ObjectExpression':
      return isOrder(node);
    case 'BinaryExpression':
      return isCount(node);
    default:
      return false;
  }
};

/** Standing alone: no part of `L5`, `REC-03`, `lumbar-surgery-6w`; of `24–48` the first; `10⁹/L` is a unit, `/5` a scale. */
const IN_WORDS = /(?<![\w.–/-])\d+(?:\.\d+)?(?![\w⁹])/g;
const SPELLED_OUT =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)[ -](?:hour|day|week|month|year)s?\b/gi;

/** Nothing, one, and the sign of a difference. */
const isSmall = (number: number): boolean => number === 0 || number === 1;

const inWords = (text: string): string[] => [
  ...(text.match(IN_WORDS) ?? []).filter((number) => !isSmall(Number(number))),
  ...(text.match(SPELLED_OUT) ?? []),
];

const numbersOf = (node: Node): string[] => {
  const { value } = node;
  if (node.type === 'TemplateElement') return inWords(String(Reflect.get(Object(value), 'cooked')));
  if (node.type !== 'Literal') return [];
  if (typeof value === 'number') return isSmall(value) ? [] : [String(value)];
  return typeof value === 'string' ? inWords(value) : [];
};

/** `path:line: number` of every number that no reason lets through. */
const bareNumbers = (path: string, code: string): string[] => {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value) || isLetThrough(path, value)) return;
    const line = code.slice(0, value.start).split('\n').length;
    found.push(...numbersOf(value).map((number) => `${path}:${line}: ${number}`));
    Object.values(value).forEach(visit);
  };
  visit(parseAst(code, { lang: 'ts' }));
  return found;
};

const everySource = globSync('rules/**/*.ts', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .sort();
const sources = everySource.filter((path) => !Object.keys(files).some((one) => path.startsWith(one)));

test.each(sources)('%s takes its numbers from the thresholds', (path) => {
  expect(bareNumbers(path, readFileSync(join(root, path), 'utf8'))).toEqual([]);
});

describe('a number is found', () => {
  test.each([
    ['in a comparison', 'const old = age >= 75;', ['75']],
    ['in a constant', 'const LATE_DAYS = 14;', ['14']],
    ['in a table of bounds', 'const bounds = { egfr: 30, age: 65, weeks: 20 };', ['30', '65', '20']],
    ['in the words of a card', "const lead = 'Image within 48 hours.';", ['48']],
    ['in a template', ['const lead = `', '{what} within 24–48 h`;'].join('$'), ['24']],
    ['spelled out', "const lead = 'Image within two weeks.';", ['two weeks']],
    ['in the words of a finding', "const row = { present: 'sudden onset within 14 days' };", ['14']],
    ['in the name of a row', "const row = { item: 'age >=65', present: 2 };", ['65']],
  ])('%s', (_, code, numbers) => {
    expect(bareNumbers('rules/a.ts', code)).toEqual(numbers.map((number) => `rules/a.ts:1: ${number}`));
  });
});

describe('a number may stand', () => {
  test.each([
    ['as a weight', "const row = { item: 'slr', present: 2, absent: -3, absentIfExempt: -2 };"],
    ['as a rank', 'const order = { emergent: 0, urgent: 1, soon: 2 };'],
    ['as a count', 'const both = sides.size === 2 && items.length > 2;'],
    [
      'in the name of a root, a rule, a code',
      "const names = ['L5', 'REC-03', 'M54.16', 'lumbar-surgery-6w'];",
    ],
    ['in a vignette', "const rule = { vignettes: { fires: [{ title: 'at 38.6', given: { age: 70 } }] } };"],
  ])('%s', (_, code) => {
    expect(bareNumbers('rules/a.ts', code)).toEqual([]);
  });
});

test('every reason is needed, so that none is left open for the next number', () => {
  const all = everySource.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const);
  const names = Object.keys(declared).filter((one) => {
    const [path, name] = one.split(' ');
    const code = all.find(([file]) => file === path)?.[1] ?? '';
    return !new RegExp(`(?:const|let) ${name}\\b`).test(code);
  });
  const gone = Object.keys(files).filter((one) => !everySource.some((path) => path.startsWith(one)));
  expect([...names, ...gone]).toEqual([]);
});

describe('the thresholds', () => {
  test.each([...thresholds.keys()])('%s is read', (name) => {
    expect(readersOf(name)).not.toEqual([]);
  });

  test('each has words of its own', () => {
    const means = [...thresholds.values()].map((one) => one.means);
    expect(means.length).toBeGreaterThan(90);
    expect(means.filter((words, n) => means.indexOf(words) !== n)).toEqual([]);
  });
});
