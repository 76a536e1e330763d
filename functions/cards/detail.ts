/**
 * The detail of a card: the act, why, what is next, what is uncertain, the limits, the sources; within a budget of
 * words. What does not fit is not lost: it stands in the assessment beside the cards. When it is too long doubts,
 * questions and reasons go from their ends, then the lines of what rides on the card; never the first line, the
 * first reason, the limits or the footer.
 */
import type { Said } from '../../rules/management/wording/say.ts';
import type { Content } from './content.ts';
import type { Markup } from './markdown.ts';
import { countWords, ended, sentence, textOf } from './text.ts';
import { type DateOf, why } from './why.ts';

/** Of a detail on the wire; the budget in words keeps far below it. */
export const DETAIL_LIMIT = 1200;

/** Summary and detail together. */
const WORDS = { critical: 88, warning: 104, info: 104 } as const;
/** Words of each card where there are several: the first has the most to say. */
const WORDS_OF_SEVERAL = { first: 66, other: 44 } as const;

/** How long a card may be, by its place in the answer. */
export const wordsFor = (indicator: Content['indicator'], n: number, cards: number): number => {
  if (cards === 1) return WORDS[indicator];
  return n === 0 ? WORDS_OF_SEVERAL.first : WORDS_OF_SEVERAL.other;
};

export interface DetailFrame {
  readonly dateOf: DateOf;
  readonly markup: Markup;
  readonly summary: string;
  /** The budget of summary and detail together. */
  readonly words: number;
  /** Sentences that must be read with the card: scope, what could not be checked, an earlier override. */
  readonly limits: readonly string[];
  /** Rules with version, main source with year, knowledge. */
  readonly footer: string;
}

interface LineBudget {
  readonly reasons: number;
  readonly next: number;
  readonly but: number;
  readonly also: number;
}

/** Roomy first; each step gives up the least useful thing. */
const rooms: readonly LineBudget[] = [
  { reasons: 4, next: 2, but: 2, also: 2 },
  { reasons: 4, next: 2, but: 1, also: 2 },
  { reasons: 4, next: 1, but: 1, also: 2 },
  { reasons: 3, next: 1, but: 1, also: 2 },
  { reasons: 3, next: 1, but: 0, also: 2 },
  { reasons: 2, next: 1, but: 0, also: 2 },
  { reasons: 2, next: 0, but: 0, also: 2 },
  { reasons: 1, next: 0, but: 0, also: 2 },
  { reasons: 1, next: 0, but: 0, also: 1 },
  { reasons: 1, next: 0, but: 0, also: 0 },
];

const line = (label: string, all: readonly Said[], markup: Markup): string =>
  all.length === 0 ? '' : `${label}: ${ended(all.map((said) => textOf(said, markup)).join('; '))}`;

const render = (content: Content, frame: DetailFrame, room: LineBudget): string => {
  const { dateOf, markup } = frame;
  const first = content.act === undefined ? '' : sentence(textOf(content.act.line, markup));
  return [
    first === '' ? '' : markup === 'markdown' ? `**${first}**` : first,
    [
      why(content.reasons.slice(0, room.reasons), dateOf, markup),
      line('Next', content.next.slice(0, room.next), markup),
      line('But', content.but.slice(0, room.but), markup),
      line('Also', content.also.slice(0, room.also), markup),
    ]
      .filter((one) => one !== '')
      .join(markup === 'markdown' ? '\n\n' : '\n'),
    frame.limits.join(' '),
    frame.footer,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};

export const detail = (content: Content, frame: DetailFrame): string => {
  const most = frame.words - countWords(frame.summary);
  let text = '';
  for (const room of rooms) {
    text = render(content, frame, room);
    if (countWords(text) <= most && text.length <= DETAIL_LIMIT) return text;
  }
  return text;
};
