/** The rule book's pages of the vocabulary: findings, history, drugs, orders and defined terms. */
import {
  conditions,
  type FindingId,
  type FindingKind,
  type FindingSpec,
  findingIds,
  findings,
  medicationClasses,
  orderTypes,
} from '../findings/index.ts';
import { readers, terms } from './coverage.ts';
import { shownInWords, shownOf } from './criteria-shown.ts';
import { blocks, bullets, code, table } from './markdown.ts';
import { trigger } from './rulebook-parts.ts';

const KINDS: Readonly<Record<FindingKind, string>> = {
  symptom: 'Symptoms',
  'red-flag': 'Red-flag findings',
  exam: 'Examination',
  vital: 'Vital signs',
  lab: 'Laboratory',
};

const partsSaid = (parts: Readonly<Record<string, string>> = {}): string =>
  Object.keys(parts).length === 0
    ? ''
    : `; as a part of one: ${Object.entries(parts)
        .map(([part, whole]) => `${part} (${whole})`)
        .join(', ')}`;

const valueWords = ({ value }: FindingSpec): string => {
  switch (value.type) {
    case 'boolean':
      return 'yes / no';
    case 'number':
      return `${value.min}–${value.max} ${code(value.unit)}`;
    case 'one-of':
      return `${value.values.join(', ')}${value.orBoolean ? ' (or yes / no)' : ''}`;
    case 'set':
      return `any of: ${value.items.join(', ')}${partsSaid(value.parts)}`;
  }
};

const readBy = (id: FindingId): string => {
  const rules = readers.get(id) ?? [];
  return rules.length === 0 ? 'shown, decides nothing' : rules.join(', ');
};

const kindTable = (kind: FindingKind): string => {
  const ids = findingIds.filter((id) => findings[id].kind === kind);
  return blocks(
    `### ${KINDS[kind]}`,
    table(
      ['Finding', 'When present a card says', 'Asked or examined as', 'Value', 'Side', 'Days', 'Read by'],
      ids.map((id) => {
        const spec = findings[id];
        return [
          code(id),
          spec.present,
          spec.ask,
          valueWords(spec),
          spec.sided ? 'left / right' : '–',
          `${spec.windowDays}`,
          readBy(id),
        ];
      }),
    ),
  );
};

const words = (title: string, rows: Readonly<Record<string, string>>): string =>
  blocks(
    `### ${title}`,
    table(
      ['Id', 'In words'],
      Object.entries(rows).map(([id, text]) => [code(id), text]),
    ),
  );

export const findingPages = (): string =>
  blocks(
    '## Findings',
    'Days: how long before the visit a record still counts. A finding that is not recorded is unknown, never absent.',
    ...(Object.keys(KINDS) as FindingKind[]).map(kindTable),
    words('History and conditions', conditions),
    words('Drug classes', medicationClasses),
    words('Kinds of order', orderTypes),
  );

/** A notion that several criteria share, and what it means. */
export interface TermWords {
  readonly title: string;
  /** Markdown: its definition, and how many of its criteria are shown to matter. */
  readonly text: string;
}

export const termWords = (): readonly TermWords[] =>
  [...terms()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, [definition]]) => ({
      title,
      text: blocks(
        definition ? trigger(definition) : bullets([]),
        shownOf('TERM', title).of > 0 ? shownInWords('TERM', title) : undefined,
      ),
    }));

export const TERMS_NOTE = 'Each line of a list is enough by itself, unless the list says otherwise.';

export const termPages = (): string =>
  blocks(
    '## Defined terms',
    TERMS_NOTE,
    ...termWords().map(({ title, text }) => blocks(`**${title}**`, text)),
  );
