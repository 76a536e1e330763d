/** What changed between two versions of the knowledge, as markdown to read in a pull request or to sign. */
import type { VignetteChart } from '../../rules/engine/rule.ts';
import { sayChart } from '../../rules/publish/say.ts';
import { type AnswerChange, losesDanger } from './answers.ts';
import { type PageChange, sameVersion } from './rule-pages.ts';

export interface Compared {
  readonly before: { readonly name: string; readonly version: string };
  readonly after: { readonly name: string; readonly version: string };
  readonly pages: readonly PageChange[];
  readonly answers: readonly AnswerChange[];
  /** How many charts were asked, by kind. */
  readonly asked: Readonly<Record<AnswerChange['asked']['kind'], number>>;
}

const versions = ({ kind, before, after }: PageChange): string => {
  if (kind === 'added') return `added${after ? `, version ${after}` : ''}`;
  if (kind === 'removed') return `removed${before ? `, last version ${before}` : ''}`;
  if (before === after) return before === undefined ? 'changed' : `changed, still version ${before}`;
  return `${before} → ${after}`;
};

const quoted = (mark: '-' | '+', lines: readonly string[]): string[] =>
  lines.map((line) => `${mark} ${line}`);

const pageSection = (change: PageChange): string =>
  [
    `### ${change.id}: ${change.title} (${versions(change)})`,
    ...(sameVersion(change)
      ? [
          '**The text changed and the version did not.** An audit row cannot tell the two apart: raise the version.',
        ]
      : []),
    change.gone.length + change.come.length === 0
      ? 'The version is another, the text of its page is the same.'
      : ['```diff', ...quoted('-', change.gone), ...quoted('+', change.come), '```'].join('\n'),
  ].join('\n\n');

const chartOf = (asked: AnswerChange['asked']): string =>
  'given' in asked ? ` (${sayChart(asked.given satisfies VignetteChart)})` : '';

const answerLine = ({ asked, gone, come }: AnswerChange): string =>
  `- ${asked.name}${chartOf(asked)}: ${[
    ...gone.map((line) => `~~${line}~~`),
    ...come.map((line) => `**${line}**`),
  ].join(', ')}`;

/** Charts from a seed say how common a change is: the kinds of it, each with how many and its first chart. */
const counted = (changes: readonly AnswerChange[]): readonly string[] => {
  const kinds = new Map<string, { count: number; first: AnswerChange }>();
  for (const change of changes) {
    for (const kind of [
      ...change.gone.map((line) => `no longer ${line}`),
      ...change.come.map((line) => `now ${line}`),
    ]) {
      const known = kinds.get(kind);
      kinds.set(kind, { count: (known?.count ?? 0) + 1, first: known?.first ?? change });
    }
  }
  return [...kinds]
    .toSorted(([, one], [, other]) => other.count - one.count)
    .map(([kind, { count, first }]) => `| ${kind} | ${count} | ${first.asked.name}${chartOf(first.asked)} |`);
};

/** How many charts made from a seed are named; the table counts them all. */
const LISTED = 20;

const section = (heading: string, lines: readonly string[], none: string): string =>
  [heading, lines.length === 0 ? none : lines.join('\n')].join('\n\n');

/** @returns GitHub-flavoured markdown */
export const report = ({ before, after, pages, answers, asked }: Compared): string => {
  const written = answers.filter(({ asked: { kind } }) => kind !== 'seeded');
  const seeded = answers.filter(({ asked: { kind } }) => kind === 'seeded');
  return `${[
    `# Knowledge ${before.version} (${before.name}) → ${after.version} (${after.name})`,
    `${pages.length} rules or tables changed. Of ${asked.vignette} vignettes, ${asked.patient} synthetic patients and ${asked.seeded} charts made from a seed, ${answers.length} are answered differently.`,
    section(
      '## Dangers that are no longer named, or are less urgent',
      [...written.filter(losesDanger), ...seeded.filter(losesDanger).slice(0, LISTED)].map(answerLine),
      'None on these charts.',
    ),
    section('## Rules', pages.map(pageSection), 'No page of the rule book changed.'),
    section(
      '## Vignettes and synthetic patients that are answered differently',
      written.map(answerLine),
      'None.',
    ),
    section(
      '## Charts made from a seed',
      seeded.length === 0
        ? []
        : ['| Change | Charts | For instance |', '| --- | --- | --- |', ...counted(seeded)],
      'All are answered the same.',
    ),
    '## Signature',
    'I have read the changes above.',
    '| Name | Role | Date | Signature |\n| --- | --- | --- | --- |\n| | | | |',
  ].join('\n\n')}\n`;
};
