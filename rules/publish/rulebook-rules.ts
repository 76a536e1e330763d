/** The rule book's pages of the rules: red flags, roots, diagnoses and recommendations. */

import { citations } from '../citations.ts';
import { tables } from '../differential/index.ts';
import { describe } from '../engine/describe.ts';
import { diagnosisIds, redFlagIds } from '../engine/ids.ts';
import { type Evidence, inputOf, type Vignette } from '../engine/rule.ts';
import type { Item, ScoredTable } from '../engine/scored-table.ts';
import { evaluate } from '../index.ts';
import { KNOWLEDGE_VERSION } from '../knowledge-version.ts';
import { CAPS, normalSigns, ROOTS, evidence as rootEvidence, signs } from '../localisation/table.ts';
import { contributionsOf, type Recommendation, recommendations } from '../management/index.ts';
import { plainIn } from '../management/wording/language.ts';
import type { Said } from '../management/wording/say.ts';
import { redFlags } from '../red-flags/index.ts';
import {
  clearlyNegativePoints,
  likelyPoints,
  normalFloor,
  possiblePoints,
  rootClearLead,
  rootHighModalities,
  rootHighPoints,
  rootLead,
  rootLevelPoints,
  rootNamedPoints,
  rootsApart,
  rootsNamedTogether,
  severeWeakness,
  spelledOut,
  strongItemPoints,
  supportingClusters,
} from '../terms/thresholds.ts';
import { shownInWords } from './criteria-shown.ts';
import { blocks, bullets, code, signed, table } from './markdown.ts';
import {
  evidenceTable,
  inline,
  pageAsMarkdown,
  part,
  type RulePage,
  trigger,
  vignetteTable,
} from './rulebook-parts.ts';

const asMarkdown = (page: RulePage): string => pageAsMarkdown(`### ${page.id}: ${page.title}`, page);

interface ShownVignettes {
  readonly fires: readonly Vignette<string>[];
  readonly doesNot: readonly Vignette<string | null>[];
}

const vignettesOf = ({ fires, doesNot }: ShownVignettes): string => vignetteTable(fires, doesNot);

/** What the page of a red flag and of a diagnosis ends with. */
const ending = (id: string, evidence: readonly Evidence[], vignettes: ShownVignettes) => [
  ...part('shown', shownInWords(id)),
  ...part('evidence', evidenceTable(evidence)),
  ...part('vignettes', vignettesOf(vignettes)),
];

const flagPage = (id: (typeof redFlagIds)[number]): RulePage => {
  const { title, version, concludes, levels, unless, action, evidence, vignettes } = redFlags[id];
  return {
    id,
    title,
    version,
    parts: [
      ...part('summary', `Concludes: **${concludes}**. First action: ${action}`),
      ...levels.flatMap(({ urgency, when }) =>
        part(
          'trigger',
          blocks(`**${urgency.toUpperCase()}** on any of these minimal charts:`, trigger(when)),
        ),
      ),
      ...part('trigger', unless && blocks('**Silent** when it is established that:', trigger(unless))),
      ...ending(id, evidence, vignettes),
    ],
  };
};

export const redFlagPages = (): string =>
  blocks(
    '## Red flags',
    'Every pathway is evaluated, first and alone; the most urgent level that is established stands. What is denied or not documented never fires and never reassures.',
    ...redFlagIds.map((id) => asMarkdown(flagPage(id))),
  );

const ROOT_PAGE = 'ROOT';

const rootPage = (): RulePage => ({
  id: ROOT_PAGE,
  title: 'Nerve root',
  version: KNOWLEDGE_VERSION,
  parts: [
    ...part(
      'summary',
      `Each leg by itself. Motor points add up; within every other modality the strongest sign counts. MRC ${severeWeakness.value} or less gives the principal root one more. All weights are consensus, ordered by the evidence.`,
    ),
    ...part(
      'table',
      table(
        ['Modality (cap)', 'Sign', ...ROOTS],
        signs.map(({ modality, sign, weights, severe }) => [
          `${modality} (${CAPS[modality]})`,
          severe ? `${sign}; principal ${severe.root}` : sign,
          ...ROOTS.map((root) => (weights[root] ? `${weights[root]}` : '')),
        ]),
      ),
    ),
    ...part(
      'trigger',
      blocks(
        `A normal principal movement or reflex takes one point from its root, ${spelledOut({ value: -normalFloor.value })} at most:`,
        bullets(normalSigns.map(({ sign, root }) => `${sign}: ${root}`)),
      ),
    ),
    ...part(
      'trigger',
      bullets([
        `under ${rootNamedPoints.value} points: no root is named`,
        `two or more roots of at least ${rootLevelPoints.value} points that span ${spelledOut(rootsApart)} levels: more than one level, no root is named`,
        `a lead under ${rootLead.value}: the pair (at most ${spelledOut(rootsNamedTogether)} names)`,
        `high: at least ${rootHighPoints.value} points from at least ${rootHighModalities.value} modalities, leading by at least ${rootClearLead.value}; moderate: at least ${rootLevelPoints.value}, leading by at least ${rootLead.value}; low: a pair, or ${rootNamedPoints.value} points`,
        'withheld when PERONEAL is likely on that leg',
        'one step less certain after lumbar surgery, with polyneuropathy or with an earlier neurological disease',
      ]),
    ),
    ...part('shown', shownInWords(ROOT_PAGE)),
    ...part('evidence', evidenceTable(rootEvidence)),
  ],
});

export const rootSection = (): string => pageAsMarkdown('## Nerve root', rootPage());

const basis = ({ basis: sources }: Item): string =>
  sources
    .map((one) => (typeof one === 'string' ? citations[one].label : `${citations[one[0]].label}: ${one[1]}`))
    .join('; ');

const itemRow = (item: Item): string[] => [
  item.item,
  inline(item.when),
  signed(item.present),
  item.absentIfExempt === undefined
    ? signed(item.absent)
    : `${signed(item.absent)} (exempt ${signed(item.absentIfExempt)})`,
  item.cluster,
  basis(item),
];

const frame = (dx: ScoredTable): string =>
  bullets([
    `at least ${dx.minimumClusters} documented clusters for “likely” and “less likely”`,
    ...(dx.soft.length > 0 ? [`soft clusters, no support by themselves: ${dx.soft.join(', ')}`] : []),
    ...Object.entries(dx.caps ?? {}).map(
      ([cluster, [low, high]]) => `${cluster} counts from ${signed(low)} to ${signed(high)}`,
    ),
    ...(dx.required?.likely ? [`“likely” needs: ${describe(dx.required.likely)}`] : []),
    ...(dx.required?.lessLikely
      ? [
          `“less likely” needs: ${inline(dx.required.lessLikely)} (or ${signed(clearlyNegativePoints.value)} points)`,
        ]
      : []),
    ...(dx.required?.toLowerAtAll
      ? [`“less likely” never without: ${inline(dx.required.toLowerAtAll)}`]
      : []),
    ...(dx.supportNeeds ? [`supported only by: ${describe(dx.supportNeeds)}`] : []),
    ...(dx.atLeastPossible ? [`at least possible whatever the sum: ${inline(dx.atLeastPossible)}`] : []),
    ...(dx.onlyWhen ? [`scored only when: ${describe(dx.onlyWhen)}`] : []),
    ...(dx.within ? [`scored only where ${dx.within} is possible, and never above it`] : []),
    ...(dx.ceiling ? ['never more than possible'] : []),
    ...(dx.exemption ? [`exempt weights apply to: ${describe(dx.exemption)}`] : []),
  ]);

const diagnosisPage = (id: (typeof diagnosisIds)[number]): RulePage => {
  const { title, version, items, evidence, vignettes } = tables[id];
  return {
    id,
    title,
    version,
    parts: [
      ...part('trigger', frame(tables[id])),
      ...part(
        'table',
        table(['Item', 'Present when', 'Present', 'Absent', 'Cluster', 'Basis'], items.map(itemRow)),
      ),
      ...ending(id, evidence, vignettes),
    ],
  };
};

export const diagnosisPages = (): string =>
  blocks(
    '## Diagnoses',
    `Points are half-decibans (5 × log10 of a likelihood ratio), moved toward 0 where a study is small. Their sum is never a probability: at least ${likelyPoints.value}, supported and examined: likely; at least ${possiblePoints.value} and supported: possible; otherwise less likely, or open when too little is documented. Supported: ${spelledOut(supportingClusters)} non-soft clusters positive, or one non-soft item of at least ${strongItemPoints.value}.`,
    ...diagnosisIds.map((id) => asMarkdown(diagnosisPage(id))),
  );

const words = (said: Said | undefined): string => (said === undefined ? '–' : plainIn(said));

/** What it adds to a card on each vignette that fires; `functions/cards` makes the card. */
const wording = (rule: Recommendation): string =>
  table(
    [
      'On the vignette',
      'Card',
      'Indicator',
      'Problem',
      'What to do',
      'Or one line',
      'But, and what has no room',
      'Offers',
    ],
    rule.vignettes.fires.flatMap(({ title, given }) => {
      const found = evaluate(inputOf(given)).fired.find(({ id }) => id === rule.id);
      if (!found) return [[title, '–', '–', '–', '–', '–', '–', '–']];
      return contributionsOf(found).map(
        ({ problem, indicator, name, act, aside, but = [], caveats = [], more = [], buttons = [] }) => [
          title,
          problem,
          indicator,
          words(name),
          words(act?.line),
          words(aside),
          [...but, ...caveats, ...more].map((said) => plainIn(said)).join('; ') || '–',
          buttons.map(({ label }) => plainIn(label)).join('; ') || 'nothing',
        ],
      );
    }),
  );

const recommendationPage = (rule: Recommendation): RulePage => ({
  id: rule.id,
  title: rule.title,
  version: rule.version,
  parts: [
    ...part(
      'summary',
      bullets([
        `hooks: ${rule.hooks.map(code).join(', ')}`,
        ...(rule.attachesTo ? [`rides on the card of ${rule.attachesTo.join(' or ')}`] : []),
        `founding document: ${rule.seed.join(', ') || '–'}`,
        `override reasons: ${rule.overrideReasons.map((reason) => code(reason)).join(', ')}`,
      ]),
    ),
    ...part('trigger', blocks('**Fires** on:', trigger(rule.when))),
    ...part('trigger', rule.unless && blocks('**Unless** it is established that:', trigger(rule.unless))),
    ...part('shown', shownInWords(rule.id)),
    ...part('words', wording(rule)),
    ...part('evidence', evidenceTable(rule.evidence)),
    ...part('vignettes', vignettesOf(rule.vignettes)),
  ],
});

const sorted = [...recommendations].sort((a, b) => (a.id < b.id ? -1 : 1));

export const recommendationPages = (): string =>
  blocks('## Recommendations', ...sorted.map((rule) => asMarkdown(recommendationPage(rule))));

let pages: readonly RulePage[] | undefined;

/** Every rule's page, in the order of the book. Cost: each vignette is evaluated, once in a process. */
export const rulePages = (): readonly RulePage[] =>
  (pages ??= [
    ...redFlagIds.map(flagPage),
    rootPage(),
    ...diagnosisIds.map(diagnosisPage),
    ...sorted.map(recommendationPage),
  ]);
