/**
 * The detail of a card: the act, why, what is next, what is uncertain, the limits, the sources; within a budget of
 * words. What does not fit is not lost: it stands in the assessment beside the cards. When it is too long caveats,
 * questions and reasons go from their ends, then the lines of what rides on the card; never the first line, the
 * first reason, a doubt about this chart, the limits or the footer.
 */
import type { Content } from './content.ts';
import type { Markup } from './markdown.ts';
import { countWords, ended, type Line, sentence, textOf, textOfLine } from './text.ts';
import { type Chosen, chosen, type LineBudget, type Told, tell } from './told.ts';
import { type DateOf, reasonOf, type WrittenReason, why, wordsOfWhy } from './why.ts';

/** Of a detail on the wire; the budget in words keeps far below it. */
export const DETAIL_LIMIT = 1200;

/** Summary and detail together. */
const WORDS = { critical: 88, warning: 104, info: 104 } as const;
/** Words of each card where there are several: the first has the most to say. */
const WORDS_OF_SEVERAL = { first: 65, other: 52 } as const;

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
  /** What the answer said before; what this detail says is added. */
  readonly told: Told;
}

const roomy: readonly LineBudget[] = [
  { reasons: 4, next: 2, but: 2, also: 2 },
  { reasons: 4, next: 2, but: 1, also: 2 },
  { reasons: 4, next: 1, but: 1, also: 2 },
  { reasons: 3, next: 1, but: 1, also: 2 },
  { reasons: 3, next: 1, but: 0, also: 2 },
  { reasons: 2, next: 1, but: 0, also: 2 },
];
const tight: readonly LineBudget[] = [
  { reasons: 1, next: 0, but: 0, also: 2 },
  { reasons: 1, next: 0, but: 0, also: 1 },
  { reasons: 1, next: 0, but: 0, also: 0 },
];

/**
 * Roomy first; each step gives up the least useful thing. A danger needs two reasons more than a question; on a leg
 * card the open cauda equina questions outlive the second reason.
 */
const rooms: Readonly<Record<Content['indicator'], readonly LineBudget[]>> = {
  critical: [...roomy, { reasons: 2, next: 0, but: 0, also: 2 }, ...tight],
  warning: [...roomy, { reasons: 2, next: 0, but: 0, also: 2 }, ...tight],
  info: [...roomy, { reasons: 1, next: 1, but: 0, also: 2 }, ...tight],
};

/** No more than this is put into words. */
const MOST: LineBudget = { reasons: 4, next: 2, but: 2, also: 2 };
const LEAST = tight.at(-1);

interface Labelled {
  readonly label: string;
  readonly parts: readonly string[];
  /** Words of the line with its first part, with its first two, and so on; of none, 0. */
  readonly words: readonly number[];
}

const labelled = (label: string, all: readonly Line[], markup: Markup): Labelled => {
  const parts = all.map((line) => textOfLine(line, markup));
  const words = [0];
  let sum = countWords(label);
  for (const part of parts) {
    sum += countWords(part);
    words.push(sum);
  }
  return { label, parts, words };
};

const written = ({ label, parts }: Labelled, n: number): string =>
  n === 0 || parts.length === 0 ? '' : `${label}: ${ended(parts.slice(0, n).join('; '))}`;

/** Words that the first `n` take. */
const wordsIn = (words: readonly number[], n: number): number => words[Math.min(n, words.length - 1)] ?? 0;

/** Everything that a detail may say, each put into words and counted once. */
interface DetailDraft {
  readonly first: string;
  readonly reasons: readonly WrittenReason[];
  readonly next: Labelled;
  readonly but: Labelled;
  readonly doubts: number;
  readonly also: Labelled;
  /** Words of a room's choice, with those of what never gives way. */
  readonly wordsOf: (room: LineBudget) => number;
}

const draftOf = (
  act: Content['act'],
  said: Chosen,
  { dateOf, markup, limits, footer }: DetailFrame,
): DetailDraft => {
  const line = act === undefined ? '' : sentence(textOf(act.line, markup));
  const first = line !== '' && markup === 'markdown' ? `**${line}**` : line;
  const reasons = said.reasons.map((one) => reasonOf(one, dateOf, markup));
  const next = labelled('Next', said.next, markup);
  const but = labelled('But', said.but, markup);
  const also = labelled('Also', said.also, markup);
  const ofWhy = wordsOfWhy(reasons);
  const fixed = [first, footer, ...limits].reduce((sum, text) => sum + countWords(text), 0);
  return {
    first,
    reasons,
    next,
    but,
    doubts: said.doubts,
    also,
    wordsOf: (room) =>
      fixed +
      wordsIn(ofWhy, room.reasons) +
      wordsIn(next.words, room.next) +
      wordsIn(but.words, Math.max(said.doubts, room.but)) +
      wordsIn(also.words, room.also),
  };
};

const render = (draft: DetailDraft, { markup, limits, footer }: DetailFrame, room: LineBudget): string =>
  [
    draft.first,
    [
      why(draft.reasons.slice(0, room.reasons)),
      written(draft.next, room.next),
      written(draft.but, Math.max(draft.doubts, room.but)),
      written(draft.also, room.also),
    ]
      .filter((one) => one !== '')
      .join(markup === 'markdown' ? '\n\n' : '\n'),
    limits.join(' '),
    footer,
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** Cost: every line is put into words once; what fits is found by counting, and written out at the end. */
export const detail = (content: Content, frame: DetailFrame): string => {
  const most = frame.words - countWords(frame.summary);
  const said = chosen(content, frame.told, MOST, frame.summary);
  const draft = draftOf(content.act, said, frame);
  for (const room of rooms[content.indicator]) {
    if (room !== LEAST && draft.wordsOf(room) > most) continue;
    const text = render(draft, frame, room);
    if (room !== LEAST && text.length > DETAIL_LIMIT) continue;
    tell(said, room, frame.told);
    return text;
  }
  return '';
};
