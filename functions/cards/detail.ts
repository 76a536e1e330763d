/**
 * The detail of a card: the action and why, what was recorded, what speaks against it, what is not
 * documented, what to do, the limits, the sources. At most 1,200 characters of CommonMark without tables
 * or HTML; when it is too long the lists give way first, then the last bullets, never the first line, the
 * findings, the limits or the sources.
 */
import type { Content } from '../../rules/management/content.ts';
import { type Markup, written } from './markdown.ts';
import { type DateOf, recorded } from './recorded.ts';

export const DETAIL_LIMIT = 1200;

export interface DetailFrame {
  readonly dateOf: DateOf;
  readonly markup: Markup;
  /** Sentences that must be read with the card: scope, what could not be checked, an earlier override. */
  readonly limits: readonly string[];
  /** Sources with year, rule and version. */
  readonly provenance: string;
}

interface Room {
  readonly because: number;
  readonly against: number;
  readonly missing: number;
  readonly advice: number;
}

const render = (content: Content, frame: DetailFrame, room: Room): string => {
  const { dateOf, markup } = frame;
  const because = recorded(content.because ?? [], { dateOf, markup, atMost: room.because });
  const against = recorded(content.against ?? [], { dateOf, markup, atMost: room.against });
  const missing = content.missing ?? [];
  const hidden = missing.length - room.missing;
  const shown = missing.slice(0, room.missing).join(', ');
  const more = hidden > 0 ? ` and ${hidden} more` : '';
  const lead = written(content.lead, markup);
  return [
    markup === 'markdown' ? `**${lead}**` : lead,
    [
      because && `Recorded: ${because}.`,
      against && `${content.level === undefined ? 'Against' : 'Also recorded'}: ${against}.`,
      shown && `Not documented: ${shown}${more}.`,
    ]
      .filter((line) => line)
      .join(markup === 'markdown' ? '\n\n' : '\n'),
    [...content.advice, ...(content.notes ?? [])]
      .slice(0, room.advice)
      .map((line) => `- ${written(line, markup)}`)
      .join('\n'),
    frame.limits.join(' '),
    frame.provenance,
  ]
    .filter((part) => part)
    .join('\n\n');
};

/** Roomy first; each step gives up the least useful thing. */
const rooms = (bullets: number): readonly Room[] => [
  { because: 8, against: 4, missing: 9, advice: bullets },
  { because: 8, against: 4, missing: 5, advice: bullets },
  { because: 6, against: 3, missing: 4, advice: bullets },
  { because: 5, against: 2, missing: 3, advice: bullets },
  { because: 4, against: 2, missing: 3, advice: bullets },
  ...Array.from({ length: bullets }, (_, dropped) => ({
    because: 4,
    against: 2,
    missing: 3,
    advice: bullets - 1 - dropped,
  })),
  { because: 3, against: 1, missing: 2, advice: 0 },
  { because: 1, against: 0, missing: 0, advice: 0 },
];

export const detail = (content: Content, frame: DetailFrame): string => {
  let text = '';
  for (const room of rooms(content.advice.length + (content.notes?.length ?? 0))) {
    text = render(content, frame, room);
    if (text.length <= DETAIL_LIMIT) return text;
  }
  return text;
};
