/** Every rule of the knowledge in one shape, for whatever looks across them. */
import { tables } from '../differential/index.ts';
import type { Criterion } from '../engine/criterion.ts';
import { diagnosisIds, redFlagIds } from '../engine/ids.ts';
import type { Evidence, Vignette } from '../engine/rule.ts';
import type { ScoredTable } from '../engine/scored-table.ts';
import { normalSigns, evidence as rootEvidence, signs } from '../localisation/table.ts';
import { recommendations } from '../management/index.ts';
import { redFlags } from '../red-flags/index.ts';

export interface RulePart {
  /** Where in the rule it stands, for instance `emergent` or an item's name. */
  readonly part: string;
  readonly criterion: Criterion;
  /** Whether it is evaluated inside a leg's scope. */
  readonly onLeg: boolean;
}

export interface AnyRule {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly RulePart[];
  readonly evidence: readonly Evidence[];
  readonly fires: readonly Vignette<string>[];
  readonly doesNot: readonly Vignette<string | null>[];
}

const optional = (part: string, criterion: Criterion | undefined, onLeg: boolean): RulePart[] =>
  criterion ? [{ part, criterion, onLeg }] : [];

const flagRules: readonly AnyRule[] = redFlagIds.map((id) => {
  const { title, levels, unless, evidence, vignettes } = redFlags[id];
  return {
    id,
    title,
    parts: [
      ...levels.map(({ urgency, when }) => ({ part: urgency, criterion: when, onLeg: false })),
      ...optional('unless', unless, false),
    ],
    evidence,
    ...vignettes,
  };
});

const tableParts = (table: ScoredTable): RulePart[] => [
  ...table.items.map(({ item, when }) => ({ part: item, criterion: when, onLeg: true })),
  ...table.items.flatMap(({ item, askWhen }) => optional(`asking ${item}`, askWhen, true)),
  ...optional('only when', table.onlyWhen, true),
  ...optional('needs', table.supportNeeds, true),
  ...optional('at least possible', table.atLeastPossible, true),
  ...optional('exemption', table.exemption, true),
  ...optional('required for likely', table.required?.likely, true),
  ...optional('required for less likely', table.required?.lessLikely, true),
  ...optional('required for less likely whatever the sum', table.required?.toLowerAtAll, true),
];

const diagnosisRules: readonly AnyRule[] = diagnosisIds.map((id) => {
  const table = tables[id];
  return {
    id,
    title: table.title,
    parts: tableParts(table),
    evidence: table.evidence,
    ...table.vignettes,
  };
});

const rootRule: AnyRule = {
  id: 'ROOT',
  title: 'Nerve root that the findings fit best',
  parts: [
    ...signs.map(({ sign, when }) => ({ part: sign, criterion: when, onLeg: true })),
    ...normalSigns.map(({ sign, when }) => ({ part: sign, criterion: when, onLeg: true })),
  ],
  evidence: rootEvidence,
  fires: [],
  doesNot: [],
};

const recommendationRules: readonly AnyRule[] = recommendations.map(
  ({ id, title, when, unless, evidence, vignettes }) => ({
    id,
    title,
    parts: [{ part: 'when', criterion: when, onLeg: false }, ...optional('unless', unless, false)],
    evidence,
    ...vignettes,
  }),
);

/** Every rule, in the order of the stages. */
export const everyRule: readonly AnyRule[] = [
  ...flagRules,
  rootRule,
  ...diagnosisRules,
  ...recommendationRules,
];
