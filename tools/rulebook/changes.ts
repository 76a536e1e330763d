/** What a rule's page says otherwise than in the knowledge version before, part by part. */
import { execFileSync } from 'node:child_process';
import { releases } from '../../rules/publish/releases.ts';
import { project } from '../knowledge/knowledge-at.ts';
import { type PageLines as FormerPage, rulePages as pagesIn } from '../knowledge/rule-pages.ts';

/** The rule book of the knowledge version before. */
export interface FormerBook {
  readonly version: string;
  readonly pages: ReadonlyMap<string, FormerPage>;
}

/** @returns undefined where git does not have the tag, as in an archive without history */
export const formerBook = (): FormerBook | undefined => {
  const version = releases().at(-2)?.version;
  if (version === undefined) return undefined;
  try {
    const text = execFileSync('git', ['show', `v${version}:docs/rulebook.md`], {
      cwd: project,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return { version, pages: pagesIn(text) };
  } catch {
    return undefined;
  }
};

/** Lines under one heading of a page. */
type PageSection = readonly [heading: string, lines: readonly string[]];

const HEADINGS: Readonly<Record<string, string>> = {
  Evidence: 'Evidence',
  Vignette: 'Vignettes',
  'On the vignette': 'What it adds to a card',
  Item: 'Items',
  'Modality (cap)': 'Signs',
};

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\| | \|$/g, '')
    .split(/ (?<!\\)\| /)
    .map((cell) => cell.replaceAll('\\|', '|'));

/** An address that was added says nothing new. */
const withoutLinks = (line: string): string => line.replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');

const isCount = (line: string): boolean => /criteria shown to matter\./.test(line);

const sectionsOf = (lines: readonly string[]): readonly PageSection[] => {
  const sections: [string, string[]][] = [['In general', []]];
  for (const line of lines.map(withoutLinks)) {
    const [first = ''] = line.startsWith('| ') ? cellsOf(line) : [''];
    const heading = HEADINGS[first] ?? /^\*\*(.+)\*\*.*:$/.exec(line)?.[1];
    if (heading !== undefined) sections.push([heading, []]);
    else if (!/^\| ---/.test(line) && !isCount(line))
      sections.at(-1)?.[1].push(line.startsWith('| ') ? cellsOf(line).join(' · ') : line.replace(/^- /, ''));
  }
  return sections;
};

export interface SectionChange {
  readonly heading: string;
  readonly gone: readonly string[];
  readonly come: readonly string[];
  readonly same: number;
}

export interface RuleChange {
  /** Undefined of a rule that the former version did not have. */
  readonly before: string | undefined;
  readonly after: string;
  readonly sections: readonly SectionChange[];
}

const allUnder = (sections: readonly PageSection[], heading: string): readonly string[] =>
  sections.flatMap(([name, lines]) => (name === heading ? lines : []));

/** @param now the lines of the page, as the comparison of two rule books reads it */
export const ruleChange = (before: FormerPage | undefined, now: FormerPage): RuleChange => {
  const [former, later] = [sectionsOf(before?.lines ?? []), sectionsOf(now.lines)];
  const headings = [...new Set([...later, ...former].map(([heading]) => heading))];
  return {
    before: before?.version,
    after: now.version ?? '',
    sections: headings.flatMap((heading) => {
      const [was, is] = [allUnder(former, heading), allUnder(later, heading)];
      const gone = was.filter((line) => !is.includes(line));
      const come = is.filter((line) => !was.includes(line));
      if (gone.length + come.length === 0) return [];
      return [{ heading, gone, come, same: is.length - come.length }];
    }),
  };
};
