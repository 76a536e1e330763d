/**
 * The rule book by rule, and what two of them differ in. The rule book is generated from the rules, so its text
 * is what a clinician signs: trigger, wording, evidence, vignettes. May not enter: code of a rule.
 */

export interface PageLines {
  /** `RF-CES`, `REC-03`, `RADIC`; `ROOT` for the table of nerve roots, `NUMBERS` for the thresholds. */
  readonly id: string;
  readonly title: string;
  /** Undefined of the thresholds, which change with the knowledge version. */
  readonly version: string | undefined;
  readonly lines: readonly string[];
}

const RULE_HEADING = /^### ([A-Z][A-Z0-9-]*): (.+)$/;
const WHOLE_SECTIONS: Readonly<Record<string, string>> = {
  '## Nerve root': 'ROOT',
  '## Clinical numbers': 'NUMBERS',
};

/** A cell that changes with every file that imports a number says nothing of the number. */
const withoutReaders = (line: string): string => line.replace(/^((?:\| [^|]* ){4})\|.*$/, '$1|');

const headingOf = (line: string): Pick<PageLines, 'id' | 'title'> | undefined => {
  const section = WHOLE_SECTIONS[line];
  if (section !== undefined) return { id: section, title: line.slice('## '.length) };
  const [, id, title] = RULE_HEADING.exec(line) ?? [];
  return id && title ? { id, title } : undefined;
};

/** @param rulebook markdown, as `npm run generate` writes it */
export const rulePages = (rulebook: string): ReadonlyMap<string, PageLines> => {
  const pages = new Map<string, PageLines>();
  let lines: string[] | undefined;
  for (const line of rulebook.split('\n')) {
    const heading = headingOf(line);
    if (heading) {
      lines = [];
      pages.set(heading.id, { ...heading, version: undefined, lines });
    } else if (/^##? /.test(line)) {
      lines = undefined;
    } else if (line.trim() !== '') {
      lines?.push(line);
    }
  }
  return new Map([...pages].map(([id, page]) => [id, finished(page)]));
};

const finished = ({ id, title, lines }: PageLines): PageLines => ({
  id,
  title,
  version: lines.flatMap((line) => /^Version (\S+)$/.exec(line)?.[1] ?? []).at(0),
  lines: lines
    .filter((line) => !line.startsWith('Version '))
    .map((line) => (id === 'NUMBERS' ? withoutReaders(line) : line)),
});

export interface PageChange {
  readonly id: string;
  readonly title: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Lines of the page that only the former, and only the later version has. */
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

const without = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
};

const changeOf = (before: PageLines | undefined, after: PageLines | undefined): PageChange[] => {
  const page = after ?? before;
  if (page === undefined) return [];
  const gone = without(before?.lines ?? [], after?.lines ?? []);
  const come = without(after?.lines ?? [], before?.lines ?? []);
  if (before && after && gone.length + come.length === 0 && before.version === after.version) return [];
  return [
    {
      id: page.id,
      title: page.title,
      kind: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
      before: before?.version,
      after: after?.version,
      gone,
      come,
    },
  ];
};

/** In the order of the later rule book; what was removed last. */
export const pageChanges = (
  before: ReadonlyMap<string, PageLines>,
  after: ReadonlyMap<string, PageLines>,
): readonly PageChange[] =>
  [...new Set([...after.keys(), ...before.keys()])].flatMap((id) => changeOf(before.get(id), after.get(id)));

/** The rule's text is another and its version is the same: an audit row could not tell them apart. */
export const sameVersion = ({ kind, before, after }: PageChange): boolean =>
  kind === 'changed' && before !== undefined && before === after;
