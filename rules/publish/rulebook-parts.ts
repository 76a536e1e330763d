/** Pieces that every page of the rule book shares: triggers, evidence, vignettes. */
import { citations } from '../citations.ts';
import type { Criterion } from '../engine/criterion.ts';
import { describe } from '../engine/describe.ts';
import type { Evidence, Vignette } from '../engine/rule.ts';
import { partsOf } from '../engine/walk.ts';
import { blocks, bullets, table } from './markdown.ts';
import { sayChart } from './say.ts';
import { sourceNotes } from './source-notes.ts';
import { sufficient } from './sufficient.ts';

/** The criterion as a nested list; a defined term is named and defined in its own section. */
export const tree = (criterion: Criterion, depth = 0): string => {
  const own = bullets([describe(criterion)], depth);
  if (criterion.op === 'term') return own;
  return [own, ...partsOf(criterion).map((part) => tree(part, depth + 1))].join('\n');
};

/** The minimal sufficient charts where they can be read, else the criterion itself. */
export const trigger = (criterion: Criterion): string => {
  const rows = sufficient(criterion);
  if (!rows) return tree(criterion.op === 'term' ? criterion.of : criterion);
  if (rows.length === 1 && rows[0]?.length === 1) return bullets(rows[0]);
  return bullets(rows.map((row) => row.join(' **and** ')));
};

/** In one line, for a cell. */
export const inline = (criterion: Criterion): string => {
  const rows = sufficient(criterion);
  if (!rows) return describe(criterion);
  return rows.map((row) => row.join(' + ')).join(' · or · ');
};

const SEEN = { V: 'seen', V2: 'through a secondary source', M: 'not re-verified', E: 'consensus' } as const;

export const evidenceTable = (evidence: readonly Evidence[]): string =>
  table(
    ['Evidence', 'Year', 'Strength', 'What is relied on', 'Source'],
    evidence.map(({ cite, says, strength }) => {
      const { label, year, link } = citations[cite];
      const { seen, read } = sourceNotes[cite];
      return [
        link ? `[${label}](${link})` : label,
        year ? `${year}` : '–',
        strength,
        says,
        SEEN[read === 'secondary source' ? 'V2' : seen],
      ];
    }),
  );

export const vignetteTable = (
  fires: readonly Vignette<string>[],
  doesNot: readonly Vignette<string | null>[],
): string =>
  table(
    ['Vignette', 'Chart', 'Then'],
    [...fires, ...doesNot].map(({ title, given, expect }) => [
      title,
      sayChart(given),
      expect === null ? 'silent' : `**${expect}**`,
    ]),
  );

/** What a part of a rule's page is about; a book sets each in its own way. */
type PartKind = 'summary' | 'trigger' | 'table' | 'shown' | 'words' | 'evidence' | 'vignettes';

interface RulePagePart {
  readonly kind: PartKind;
  /** Markdown. */
  readonly text: string;
}

/** A rule as a clinician reads and signs it: the one source of its words, in `docs/rulebook.md` and in the book. */
export interface RulePage {
  /** `RF-CES`, `REC-03`, `RADIC`; `ROOT` for the table of nerve roots. */
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly parts: readonly RulePagePart[];
}

/** A part that is there only where it has words. */
export const part = (kind: PartKind, text: string | undefined): readonly RulePagePart[] =>
  text === undefined || text === '' ? [] : [{ kind, text }];

export const pageAsMarkdown = (heading: string, { version, parts }: RulePage): string =>
  blocks(heading, `Version ${version}`, ...parts.map(({ text }) => text));
