/** A rule on a sheet: what a clinician reads and signs, and overleaf what the version before said otherwise. */

import { CHECKED } from '../../rules/citations.ts';
import { nodesOf } from '../../rules/engine/walk.ts';
import {
  KNOWLEDGE_DATE,
  KNOWLEDGE_STATUS,
  KNOWLEDGE_VERSION,
  statusWords,
} from '../../rules/knowledge-version.ts';
import { everyRule } from '../../rules/publish/every-rule.ts';
import { pageAsMarkdown, type RulePage } from '../../rules/publish/rulebook-parts.ts';
import { numbersIn } from '../../rules/publish/rulebook-thresholds.ts';
import { hashOf, type Signature, signaturesOf } from '../../rules/publish/signatures.ts';
import { rulePages as pagesIn } from '../knowledge/rule-pages.ts';
import { cardAsHtml, cardOf } from './cards.ts';
import { type FormerBook, type RuleChange, ruleChange } from './changes.ts';
import { escaped, inline, list, rendered, rowsOf, slug } from './html.ts';

export const kindOf = (id: string): string => {
  if (id.startsWith('RF-')) return 'Red flag';
  if (id.startsWith('REC-')) return 'Recommendation';
  return id === 'ROOT' ? 'Localisation' : 'Diagnosis';
};

const PURPOSE: Readonly<Record<string, (title: string) => string>> = {
  'Red flag': (title) => `Finds a danger and says how urgent it is: ${title}.`,
  Localisation: () => 'Says which lumbar root the findings of a leg fit best, or that they fit none.',
  Diagnosis: (title) => `Ranks how well the findings of a leg fit: ${title}.`,
  Recommendation: (title) => `Says on a card what to do: ${title}.`,
};

const titled = (heading: string, content: string): string =>
  content === '' ? '' : `<section><h2>${escaped(heading)}</h2>${content}</section>`;

const criteriaOf = (id: string) =>
  (everyRule.find((rule) => rule.id === id)?.parts ?? []).map(({ criterion }) => criterion);

const escapedForSearch = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Links each defined term of the rule to its definition; the longest title first. */
const linkingTerms = (id: string): ((markdown: string) => string) => {
  const titles = [
    ...new Set(
      criteriaOf(id)
        .flatMap(nodesOf)
        .flatMap((node) => (node.op === 'term' ? [node.title] : [])),
    ),
  ].sort((a, b) => b.length - a.length);
  if (titles.length === 0) return (markdown) => markdown;
  const any = new RegExp(`(?<![\\w-])(?:${titles.map(escapedForSearch).join('|')})(?![\\w-])`, 'g');
  return (markdown) => markdown.replace(any, (title) => `[${title}](terms.html#term-${slug(title)})`);
};

const evidence = (markdown: string): string =>
  list(
    rowsOf(markdown).map(
      (row) =>
        `<b>${row['Evidence']}</b> (${row['Strength']}, ${row['Year']}; ${row['Source']}). ${row['What is relied on']}`,
    ),
  );

const vignettes = (markdown: string): string =>
  list(
    rowsOf(markdown).map(
      (row) => `${row['Vignette']}: <i>${row['Chart']}</i> → <span class="then">${row['Then']}</span>`,
    ),
  );

/** Items of a scored table, an entry each; the table of roots, whose cells are short, stays a table. */
const items = (markdown: string): string => {
  const rows = rowsOf(markdown);
  if (rows[0]?.['Item'] === undefined) return rendered(markdown);
  return list(
    rows.map(
      (row) =>
        `<b>${row['Item']}: ${row['Present']}</b>, absent ${row['Absent']} (${row['Cluster']}). ${row['Present when']}. <i>${row['Basis']}</i>`,
    ),
  );
};

const WORDS = ['What to do', 'Or one line', 'But, and what has no room', 'Offers'] as const;

const words = (markdown: string): string =>
  list(
    rowsOf(markdown).map((row) => {
      const said = WORDS.flatMap((name) =>
        row[name] === '–' || row[name] === undefined ? [] : [`${name}: ${row[name]}`],
      );
      return `<i>${row['On the vignette']}</i> (${row['Indicator']}): <b>${row['Problem']}</b>. ${said.join(' · ')}`;
    }),
  );

const part = ({ parts }: RulePage, kind: RulePage['parts'][number]['kind']): string =>
  parts
    .filter((one) => one.kind === kind)
    .map(({ text }) => text)
    .join('\n\n');

const signed = ({ by, role, on, version }: Signature): string =>
  `<p>Signed by <b>${escaped(by)}</b>, ${escaped(role)}, on ${escaped(on)}, for version ${escaped(version)}.</p>`;

const signature = (page: RulePage, all: readonly Signature[]): string => {
  const { standing, lapsed } = signaturesOf(page, all);
  return [
    '<section class="signature"><h2>Signature</h2>',
    `<p>I have read ${escaped(page.id)} version ${escaped(page.version)} and approve it for live use.</p>`,
    ...standing.map(signed),
    ...lapsed.map(
      ({ by, on, version }) =>
        `<p>A signature of ${escaped(by)} of ${escaped(on)} was for other words (version ${escaped(version)}) and no longer stands.</p>`,
    ),
    standing.length > 0
      ? ''
      : '<table><thead><tr><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Date</th><th scope="col">Signature</th></tr></thead><tbody><tr><td></td><td></td><td></td><td></td></tr></tbody></table>',
    `<p class="note">Hash of what is signed: <code>${hashOf(page)}</code></p>`,
    '</section>',
  ].join('');
};

const changeNote = (
  page: RulePage,
  change: RuleChange | undefined,
  former: FormerBook | undefined,
): string => {
  if (former === undefined)
    return '<p>Not shown: git does not have the version before here. <code>git fetch --tags</code>, then build the book again.</p>';
  if (change?.before === undefined) return `<p>New since knowledge ${former.version}.</p>`;
  if (change.sections.length === 0)
    return `<p>The words are those of knowledge ${former.version}, version ${change.before}.</p>`;
  const counts = change.sections.map(
    ({ heading, gone, come }) => `${escaped(heading)}: ${gone.length} gone, ${come.length} new`,
  );
  return `<p>Version ${change.before} in knowledge ${former.version}. <a href="${page.id}.html#${page.id}-changes">The difference</a>, in lines: ${counts.join('; ')}.</p>`;
};

const changeSheet = ({ id, title }: RulePage, change: RuleChange, formerVersion: string): string => {
  const marked = (lines: readonly string[], mark: '−' | '+') => {
    const [tag, said] = mark === '−' ? ['del', 'gone'] : ['ins', 'new'];
    return lines.map(
      (line) =>
        `<li><span class="mark" aria-hidden="true">${mark}</span> <span class="visually-hidden">${said}: </span><${tag}>${inline(line)}</${tag}></li>`,
    );
  };
  const sections = change.sections
    .map(
      ({ heading, gone, come, same }) =>
        `<section><h2>${escaped(heading)}</h2><ul class="diff">${[...marked(gone, '−'), ...marked(come, '+')].join('')}</ul><p class="note">${same} lines are the same.</p></section>`,
    )
    .join('\n');
  return [
    `<article class="sheet changes ${closeness(sections)}" id="${id}-changes">`,
    `<header><p class="kind">What changed</p><h1>${escaped(`${id}: ${title}`)}</h1><p class="meta">From version ${change.before} (knowledge ${formerVersion}) to version ${change.after} (knowledge ${KNOWLEDGE_VERSION}). A line marked − is gone, one marked + is new.</p></header>`,
    `<div class="flow">${sections}</div></article>`,
  ].join('\n');
};

/** The more a page says the smaller it is set, so that it stays one sheet of A4. */
const CLOSENESS = [
  [4_500, ''],
  [7_100, 'close'],
  [9_500, 'closer'],
] as const;

/** A row of a table takes a line however short it is. */
const ROW = 60;

const closeness = (html: string): string => {
  const length = html.replace(/<[^>]*>/g, '').length + html.split('<tr').length * ROW;
  return CLOSENESS.find(([most]) => length <= most)?.[1] ?? 'closest';
};

export interface Sheet {
  readonly page: RulePage;
  readonly change: RuleChange | undefined;
  /** The rule's page, and the page of its difference where there is one. */
  readonly html: string;
}

export interface SheetOptions {
  readonly former: FormerBook | undefined;
  readonly signatures: readonly Signature[];
}

const heading = (page: RulePage): string => `### ${page.id}: ${page.title}`;

/** The page as the comparison of two rule books reads it. */
const comparable = (page: RulePage) => pagesIn(pageAsMarkdown(heading(page), page)).get(page.id);

export const sheet = (page: RulePage, { former, signatures }: SheetOptions): Sheet => {
  const { id, title, version } = page;
  const now = comparable(page);
  const change = former && now && ruleChange(former.pages.get(id), now);
  const linked = linkingTerms(id);
  const shown = cardOf(id);
  const numbers = numbersIn(criteriaOf(id));
  const kind = kindOf(id);
  const table = part(page, 'table');
  const content = [
    titled('Purpose', `<p>${escaped(PURPOSE[kind]?.(title) ?? title)}</p>${rendered(part(page, 'summary'))}`),
    titled('Trigger', rendered(linked(part(page, 'trigger'))) + rendered(part(page, 'shown'))),
    titled(id === 'ROOT' ? 'Signs and points' : 'Items and points', items(linked(table))),
    titled('Numbers in it', rendered(numbers)),
    titled(
      'The card as it looks',
      shown === undefined
        ? ''
        : `<p class="note">On the vignette “${escaped(shown.vignette)}”.</p>${cardAsHtml(shown.card)}`,
    ),
    titled('What it adds to a card', words(part(page, 'words'))),
    titled(`Evidence, sources last checked ${CHECKED}`, evidence(part(page, 'evidence'))),
    titled('Vignettes', vignettes(part(page, 'vignettes'))),
    titled('What changed', changeNote(page, change, former)),
  ];
  const html = [
    `<article class="sheet rule ${closeness(content.join(''))}" id="${id}">`,
    `<header><p class="kind">${kind}</p><h1>${escaped(`${id}: ${title}`)}</h1><p class="meta">Version ${version} · knowledge ${KNOWLEDGE_VERSION} of ${KNOWLEDGE_DATE} · ${escaped(statusWords(KNOWLEDGE_STATUS))}</p></header>`,
    `<div class="flow">${content.join('\n')}</div>`,
    signature(page, signatures),
    '</article>',
    change?.before === undefined || change.sections.length === 0 || former === undefined
      ? ''
      : changeSheet(page, change, former.version),
  ].join('\n');
  return { page, change, html };
};
