/**
 * The rule book as pages: a file a rule, with the rule's id for its address, which cards link to; its decision tables
 * are folded below, and beside it as CSV. Every file stands by itself: no script, no font, nothing that is loaded.
 */
import {
  KNOWLEDGE_DATE,
  KNOWLEDGE_STATUS,
  KNOWLEDGE_VERSION,
  statusWords,
} from '../../rules/knowledge-version.ts';
import { shownOf } from '../../rules/publish/criteria-shown.ts';
import { TERMS } from '../../rules/publish/decision-tables/tables.ts';
import { acrossPage, bibliography, secondReadingPage } from '../../rules/publish/rulebook.ts';
import { findingPages, TERMS_NOTE, termWords } from '../../rules/publish/rulebook-findings.ts';
import { rulePages } from '../../rules/publish/rulebook-rules.ts';
import { thresholdPage } from '../../rules/publish/rulebook-thresholds.ts';
import { signatures as kept, type Signature, signaturesOf } from '../../rules/publish/signatures.ts';
import { type FormerBook, formerBook } from './changes.ts';
import { decisionFiles } from './decision-tables.ts';
import { figures } from './figures.ts';
import { escaped, rendered, slug } from './html.ts';
import { kindOf, type Sheet, sheet } from './sheet.ts';
import { style } from './style.ts';

const NAVIGATION = [
  ['index.html', 'Contents'],
  ['terms.html', 'Terms'],
  ['figures.html', 'Figures'],
  ['numbers.html', 'Numbers'],
  ['findings.html', 'Findings'],
  ['sources.html', 'Sources'],
] as const;

const navigation = `<nav aria-label="Rule book"><ul>${NAVIGATION.map(([path, name]) => `<li><a href="${path}">${name}</a></li>`).join('')}</ul></nav>`;

const document = (title: string, content: string, isWhole = false): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} – rule book</title><style>${style}</style></head>
<body${isWhole ? ' class="whole"' : ''}>
${navigation}
<main>
${content}
</main>
</body></html>
`;

const asSheet = (id: string, title: string, content: string, closeness = 'close'): string =>
  `<article class="sheet ${closeness}" id="${id}"><header><h1>${escaped(title)}</h1><p class="meta">Knowledge ${KNOWLEDGE_VERSION} of ${KNOWLEDGE_DATE} · ${escaped(statusWords(KNOWLEDGE_STATUS))}</p></header>\n${content}\n</article>`;

/** A page of `docs/rulebook.md`: its heading is the title of the sheet. */
const section = (id: string, markdown: string, closeness?: string): string => {
  const [heading = '', ...rest] = markdown.split('\n');
  return asSheet(
    id,
    heading.replace(/^#+ /, ''),
    rendered(rest.join('\n').replace(/^###/gm, '##')),
    closeness,
  );
};

const SECTIONS = ['Red flag', 'Localisation', 'Diagnosis', 'Recommendation'] as const;

const GROUPS: Readonly<Record<(typeof SECTIONS)[number], string>> = {
  'Red flag': 'Red flags',
  Localisation: 'Nerve root',
  Diagnosis: 'Diagnoses',
  Recommendation: 'Recommendations',
};

const contents = (sheets: readonly Sheet[], signatures: readonly Signature[]): string => {
  const row = ({ page, change }: Sheet): string => {
    const { shown, of } = shownOf(page.id);
    const [signature] = signaturesOf(page, signatures).standing;
    return `<tr><th scope="row"><a href="${page.id}.html">${page.id}</a></th><td>${escaped(page.title)}</td><td>${page.version}</td><td>${change?.before ?? '–'}</td><td>${shown} of ${of}</td><td>${signature ? `${escaped(signature.by)}, ${signature.on}` : 'no'}</td></tr>`;
  };
  const group = (kind: (typeof SECTIONS)[number]): string =>
    `<h2>${GROUPS[kind]}</h2><table><thead><tr><th scope="col">Rule</th><th scope="col">About</th><th scope="col">Version</th><th scope="col">Before</th><th scope="col">Criteria shown to matter</th><th scope="col">Signed</th></tr></thead><tbody>${sheets
      .filter(({ page }) => kindOf(page.id) === kind)
      .map(row)
      .join('')}</tbody></table>`;
  return asSheet(
    'index',
    'Radix CDS: the rule book',
    [
      '<p>What a clinician must see to sign each rule: what fires it, on what evidence, in which words, with vignettes. Made from the rules alone. Until a licensed spine clinician has approved a rule it is a draft, and every card says so.</p>',
      '<p>“Not known: …” in a trigger means that the statement is not established; what nobody documented establishes nothing, in either direction.</p>',
      '<p>Below its sheet each rule is unfolded as decision tables, which the sheet that is printed leaves out; the same are beside it as CSV.</p>',
      ...SECTIONS.map(group),
      '<h2>Beside the rules</h2>',
      `<ul>${NAVIGATION.slice(1)
        .map(([path, name]) => `<li><a href="${path}">${name}</a></li>`)
        .join('')}</ul>`,
    ].join('\n'),
  );
};

const termsSheet = (): string =>
  asSheet(
    'terms',
    'Defined terms',
    `<p>${TERMS_NOTE}</p><div class="flow">${termWords()
      .map(
        ({ title, text }) =>
          `<section id="term-${slug(title)}"><h2>${escaped(title)}</h2>${rendered(text)}</section>`,
      )
      .join('\n')}</div>`,
  );

const figuresSheets = (): readonly string[] =>
  figures().map(({ id, title, note, svg }) =>
    asSheet(id, title, `<figure>${svg}<figcaption>${escaped(note)}</figcaption></figure>`, ''),
  );

export interface BookOptions {
  /** Who signed; those of the repository unless it says otherwise. */
  readonly signatures?: readonly Signature[];
  /** The rule book of the knowledge version before; from git unless it says otherwise. */
  readonly former?: FormerBook | undefined;
}

/** Everything in one file, to print: links lead to its own parts. */
const whole = (sheets: readonly string[]): string =>
  document('All pages', sheets.join('\n'), true).replace(
    /href="([\w-]+)\.html(?:#([\w-]+))?"/g,
    (_, page: string, part: string | undefined) => `href="#${part ?? page}"`,
  );

/** The files of the book by their path in its folder. */
export const book = (options: BookOptions = {}): ReadonlyMap<string, string> => {
  const { signatures = kept } = options;
  const former = 'former' in options ? options.former : formerBook();
  const rules = rulePages().map((page) => sheet(page, { former, signatures }));
  const index = contents(rules, signatures);
  const terms = termsSheet();
  const drawn = figuresSheets();
  const numbers = section('numbers', thresholdPage());
  const vocabulary = [section('findings', findingPages()), section('across', acrossPage())].join('\n');
  const sources = section('sources', bibliography());
  const reading = section('second-reading', secondReadingPage());
  const decisions = decisionFiles();
  const folded = (id: string): string => decisions.html.get(id) ?? '';
  return new Map([
    ['index.html', document('Contents', index)],
    ...rules.map(
      ({ page, html }) =>
        [`${page.id}.html`, document(`${page.id}: ${page.title}`, html + folded(page.id))] as const,
    ),
    ['terms.html', document('Terms', terms + folded(TERMS))],
    ['figures.html', document('Figures', `<div id="figures">${drawn.join('\n')}</div>`)],
    ['numbers.html', document('Numbers', numbers + reading)],
    ['findings.html', document('Findings', vocabulary)],
    ['sources.html', document('Sources', sources)],
    ...decisions.csv,
    [
      'all.html',
      whole([
        index,
        `<div id="figures">${drawn.join('\n')}</div>`,
        ...rules.map(({ html }) => html),
        terms,
        numbers,
        reading,
        vocabulary,
        sources,
      ]),
    ],
  ]);
};
