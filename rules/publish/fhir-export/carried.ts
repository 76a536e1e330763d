/**
 * What of the knowledge the package carries, and what it cannot, with the reason. Every field of a rule has a line here,
 * or it does not compile.
 */
import { tables } from '../../differential/index.ts';
import { diagnosisIds, redFlagIds } from '../../engine/ids.ts';
import type { Item, ScoredTable } from '../../engine/scored-table.ts';
import type { LocalisingSign, NormalSign, RootTable } from '../../localisation/table.ts';
import { rootTable } from '../../localisation/table.ts';
import { recommendations } from '../../management/index.ts';
import type { Recommendation } from '../../management/recommendation.ts';
import { type RedFlagRule, redFlags } from '../../red-flags/index.ts';
import { namedName } from './libraries.ts';
import { planDefinitions } from './plans.ts';
import { LEGS } from './scope.ts';

/** Where a field stands in the package, or why it does not. */
type Carried = { readonly in: string } | { readonly not: string };

type Fields<T> = Readonly<Record<keyof T & string, Carried>>;

const VIGNETTES =
  'FHIR R4 has no resource for a case with its expected answer; the package is run on all of them before it is published';
const WORDS_OF_CHART = 'a function of the whole chart, which no expression of a PlanDefinition can hold: ';

const ofEveryRule = {
  id: { in: 'PlanDefinition.identifier' },
  version: { in: 'PlanDefinition.identifier' },
  title: { in: 'PlanDefinition.title' },
  evidence: { in: 'PlanDefinition.relatedArtifact, a citation each; its strength in words' },
  vignettes: { not: VIGNETTES },
} as const;

const flagFields: Fields<RedFlagRule> = {
  ...ofEveryRule,
  concludes: { in: 'PlanDefinition.action.title' },
  levels: { in: 'ELM, an action for each level' },
  unless: { in: 'ELM' },
  action: { in: 'PlanDefinition.action.description' },
};

const tableFields: Fields<ScoredTable> = {
  ...ofEveryRule,
  concludes: { in: 'PlanDefinition.action.title' },
  minimumClusters: { in: 'ELM' },
  soft: { in: 'ELM' },
  caps: { in: 'ELM' },
  required: { in: 'ELM' },
  supportNeeds: { in: 'ELM' },
  atLeastPossible: { in: 'ELM' },
  ceiling: { in: 'ELM' },
  onlyWhen: { in: 'ELM' },
  within: { in: 'ELM' },
  exemption: { in: 'ELM' },
  items: { in: 'ELM, all but what the table of items says' },
};

const itemFields: Fields<Item> = {
  item: { not: 'the name of a row: ELM concludes the sum, and which rows gave it is worked out beside it' },
  when: { in: 'ELM' },
  present: { in: 'ELM' },
  absent: { in: 'ELM' },
  absentIfExempt: { in: 'ELM' },
  cluster: { in: 'ELM, in the name of a definition' },
  basis: { not: 'the sources of one weight: relatedArtifact is of a PlanDefinition, not of a number in it' },
  says: { not: 'words of a card' },
  saysNot: { not: 'words of a card' },
  ask: { not: 'words of a card: what to ask or examine next is chosen by trying each answer on the chart' },
  askWhen: { not: 'part of that choice: it changes no conclusion' },
};

const rootFields: Fields<RootTable & LocalisingSign & NormalSign> = {
  signs: { in: 'ELM' },
  normalSigns: { in: 'ELM' },
  caps: { in: 'ELM, the highest points of a modality' },
  modality: { in: 'ELM, in the name of a definition' },
  sign: { not: 'words of a card' },
  finding: { not: 'the finding that a card names for the sign' },
  when: { in: 'ELM' },
  weights: { in: 'ELM' },
  severe: { in: 'ELM' },
  root: { in: 'ELM' },
};

const recommendationFields: Fields<Recommendation> = {
  ...ofEveryRule,
  hooks: { in: 'PlanDefinition.action.trigger' },
  when: { in: 'ELM' },
  unless: { in: 'ELM' },
  selectionBehavior: { in: 'PlanDefinition.action.selectionBehavior' },
  redFlags: { not: 'which card must say a flag is decided when cards are made, after the rules' },
  alsoSays: { not: `${WORDS_OF_CHART}which other flags its card says` },
  attachesTo: { not: 'which card it rides on is decided when cards are made, after the rules' },
  overrideReasons: {
    not: 'reasons to set a card aside: CDS Hooks has them on a card, PlanDefinition nowhere',
  },
  contributes: {
    not: `${WORDS_OF_CHART}the words, reasons and buttons of the card, which leave out what is in hand`,
  },
  basis: { not: `${WORDS_OF_CHART}by which a card is known again` },
  seed: { not: 'statements of the document that the rules were made from: of interest to its authors alone' },
};

/** What of this knowledge is no rule, and why it is not in the package. */
export const beyondRules: readonly (readonly [what: string, why: string])[] = [
  [
    'Reading FHIR resources into findings: codes, units, sides, dates',
    'code of many readers, not a rule; the libraries begin with findings',
  ],
  [
    'Which record counts: status, look-back windows, sides, contradictions, series',
    'an order of steps over all records of a chart; the libraries begin with what it leaves, their parameters',
  ],
  [
    'Why a rule fired, and what would change the answer',
    'worked out from the rule and the chart together; ELM concludes values without their reasons',
  ],
  ['What to ask or examine next', 'chosen by trying each answer of each open finding on the chart'],
  [
    'From recommendations to cards: one for each problem, their order, what was set aside, what is in hand',
    'it reads earlier calls, the registration of the client and the policy of the site',
  ],
  [
    'What goes on after a fault: a rule that cannot be evaluated costs itself',
    'a property of the evaluation, for which ELM has no form',
  ],
];

export interface CarriedRule {
  readonly rule: string;
  /** Canonical of its PlanDefinition, with the version. */
  readonly plan: string;
  readonly library: string;
  /** What the library concludes of it. */
  readonly conclusions: readonly string[];
  /** What of it is not in the package. */
  readonly without: readonly { readonly field: string; readonly why: string }[];
}

const without = <T extends object>(fields: Fields<T>, ...rules: readonly T[]): CarriedRule['without'] =>
  Object.entries<Carried>(fields).flatMap(([field, carried]) =>
    'not' in carried && rules.some((rule) => Object.hasOwn(rule, field)) ? [{ field, why: carried.not }] : [],
  );

const ofRule = (
  rule: string,
  conclusions: readonly string[],
  missing: CarriedRule['without'],
): CarriedRule => {
  const plan = planDefinitions().get(rule);
  return {
    rule,
    plan: `${plan?.url}|${plan?.version}`,
    library: plan?.library?.[0] ?? '',
    conclusions,
    without: missing,
  };
};

/** Every rule that the package carries, in the order of the stages. */
export const carriedRules = (): readonly CarriedRule[] => [
  ...redFlagIds.map((id) => ofRule(id, [id], without(flagFields, redFlags[id]))),
  ofRule(
    'ROOT',
    LEGS.flatMap((leg) => [`${leg} root`, `${leg} confidence`]),
    without<Partial<RootTable & LocalisingSign & NormalSign>>(
      rootFields,
      rootTable,
      ...rootTable.signs,
      ...rootTable.normalSigns,
    ),
  ),
  ...diagnosisIds.map((id) =>
    ofRule(
      id,
      LEGS.flatMap((leg) => [`${leg} ${id}`, namedName(leg, id)]),
      [...without(tableFields, tables[id]), ...without<Item>(itemFields, ...tables[id].items)],
    ),
  ),
  ...recommendations.map((one) => ofRule(one.id, [one.id], without(recommendationFields, one))),
];

/** The rules that have no form in the package, each with the reason: none, since every operator has a form in ELM. */
export const rulesNotCarried: readonly (readonly [rule: string, why: string])[] = [];

const KINDS: readonly (readonly [name: string, ids: readonly string[]])[] = [
  ['every red flag', redFlagIds],
  ['every diagnosis', diagnosisIds],
  ['every recommendation', recommendations.map(({ id }) => id)],
];

/** Rules by their kind where all of the kind are among them. */
const said = (rules: readonly string[]): string => {
  const whole = KINDS.filter(([, ids]) => ids.every((id) => rules.includes(id)));
  const rest = rules.filter((id) => !whole.some(([, ids]) => ids.includes(id)));
  return [...whole.map(([name]) => name), ...rest].join(', ');
};

/** For a reader: what is not in the package, with the reason. */
export const notCarriedAsMarkdown = (): string => {
  const fields = new Map<string, { readonly why: string; readonly rules: string[] }>();
  const rules = carriedRules();
  for (const { rule, without: missing } of rules)
    for (const { field, why } of missing) {
      const key = `${field} ${why}`;
      fields.set(key, { why, rules: [...(fields.get(key)?.rules ?? []), rule] });
    }
  return [
    `All ${rules.length} rules are in the package, and ${rulesNotCarried.length} are not. Of these rules, this is not:`,
    '',
    '| Field | Of | Why |',
    '|---|---|---|',
    ...[...fields].map(([key, { why, rules: of }]) => `| \`${key.split(' ')[0]}\` | ${said(of)} | ${why} |`),
    '',
    'What is no rule, and not in the package:',
    '',
    '| What | Why |',
    '|---|---|',
    ...beyondRules.map(([what, why]) => `| ${what} | ${why} |`),
  ].join('\n');
};
