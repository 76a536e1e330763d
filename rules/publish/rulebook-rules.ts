/** The rule book's pages of the rules: red flags, roots, diagnoses and recommendations. */

import { citations } from '../citations.ts';
import { tables } from '../differential/index.ts';
import { describe } from '../engine/describe.ts';
import { diagnosisIds, redFlagIds } from '../engine/ids.ts';
import { inputOf } from '../engine/rule.ts';
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
import { evidenceTable, inline, page, trigger, vignetteTable } from './rulebook-parts.ts';

const flagPage = (id: (typeof redFlagIds)[number]): string => {
  const { title, version, concludes, levels, unless, action, evidence, vignettes } = redFlags[id];
  return page(
    `### ${id}: ${title}`,
    version,
    `Concludes: **${concludes}**. First action: ${action}`,
    ...levels.map(({ urgency, when }) =>
      blocks(`**${urgency.toUpperCase()}** on any of these minimal charts:`, trigger(when)),
    ),
    unless && blocks('**Silent** when it is established that:', trigger(unless)),
    shownInWords(id),
    evidenceTable(evidence),
    vignetteTable(vignettes.fires, vignettes.doesNot),
  );
};

export const redFlagPages = (): string =>
  blocks(
    '## Red flags',
    'Every pathway is evaluated, first and alone; the most urgent level that is established stands. What is denied or not documented never fires and never reassures.',
    ...redFlagIds.map(flagPage),
  );

export const rootPage = (): string =>
  page(
    '## Nerve root',
    KNOWLEDGE_VERSION,
    `Each leg by itself. Motor points add up; within every other modality the strongest sign counts. MRC ${severeWeakness.value} or less gives the principal root one more. All weights are consensus, ordered by the evidence.`,
    table(
      ['Modality (cap)', 'Sign', ...ROOTS],
      signs.map(({ modality, sign, weights, severe }) => [
        `${modality} (${CAPS[modality]})`,
        severe ? `${sign}; principal ${severe.root}` : sign,
        ...ROOTS.map((root) => (weights[root] ? `${weights[root]}` : '')),
      ]),
    ),
    blocks(
      `A normal principal movement or reflex takes one point from its root, ${spelledOut({ value: -normalFloor.value })} at most:`,
      bullets(normalSigns.map(({ sign, root }) => `${sign}: ${root}`)),
    ),
    bullets([
      `under ${rootNamedPoints.value} points: no root is named`,
      `two or more roots of at least ${rootLevelPoints.value} points that span ${spelledOut(rootsApart)} levels: more than one level, no root is named`,
      `a lead under ${rootLead.value}: the pair (at most ${spelledOut(rootsNamedTogether)} names)`,
      `high: at least ${rootHighPoints.value} points from at least ${rootHighModalities.value} modalities, leading by at least ${rootClearLead.value}; moderate: at least ${rootLevelPoints.value}, leading by at least ${rootLead.value}; low: a pair, or ${rootNamedPoints.value} points`,
      'withheld when PERONEAL is likely on that leg',
      'one step less certain after lumbar surgery, with polyneuropathy or with an earlier neurological disease',
    ]),
    shownInWords('ROOT'),
    evidenceTable(rootEvidence),
  );

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

const diagnosisPage = (id: (typeof diagnosisIds)[number]): string => {
  const dx = tables[id];
  return page(
    `### ${id}: ${dx.title}`,
    dx.version,
    frame(dx),
    table(['Item', 'Present when', 'Present', 'Absent', 'Cluster', 'Basis'], dx.items.map(itemRow)),
    shownInWords(id),
    evidenceTable(dx.evidence),
    vignetteTable(dx.vignettes.fires, dx.vignettes.doesNot),
  );
};

export const diagnosisPages = (): string =>
  blocks(
    '## Diagnoses',
    `Points are half-decibans (5 × log10 of a likelihood ratio), moved toward 0 where a study is small. Their sum is never a probability: at least ${likelyPoints.value}, supported and examined: likely; at least ${possiblePoints.value} and supported: possible; otherwise less likely, or open when too little is documented. Supported: ${spelledOut(supportingClusters)} non-soft clusters positive, or one non-soft item of at least ${strongItemPoints.value}.`,
    ...diagnosisIds.map(diagnosisPage),
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

const recommendationPage = (rule: Recommendation): string =>
  page(
    `### ${rule.id}: ${rule.title}`,
    rule.version,
    bullets([
      `hooks: ${rule.hooks.map(code).join(', ')}`,
      ...(rule.attachesTo ? [`rides on the card of ${rule.attachesTo.join(' or ')}`] : []),
      `founding document: ${rule.seed.join(', ') || '–'}`,
      `override reasons: ${rule.overrideReasons.map((reason) => code(reason)).join(', ')}`,
    ]),
    blocks('**Fires** on:', trigger(rule.when)),
    rule.unless && blocks('**Unless** it is established that:', trigger(rule.unless)),
    shownInWords(rule.id),
    wording(rule),
    evidenceTable(rule.evidence),
    vignetteTable(rule.vignettes.fires, rule.vignettes.doesNot),
  );

export const recommendationPages = (): string =>
  blocks(
    '## Recommendations',
    ...[...recommendations].sort((a, b) => (a.id < b.id ? -1 : 1)).map(recommendationPage),
  );
