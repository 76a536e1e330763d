/**
 * Why a card says what it says: findings by value, grouped by side and by who said so, with a date only where it
 * is not today's: `Why (left, exam): dorsiflexion 3/5, hip abduction 4/5.`
 */
import type { Fact } from '../../rules/engine/types.ts';
import type { Lookup } from '../../rules/extract/sent.ts';
import type { Recorded } from '../../rules/management/index.ts';
import { say } from '../../rules/management/wording/say.ts';
import type { Markup } from './markdown.ts';
import { countWords, plain, textOfLine } from './text.ts';
import type { Reasoned } from './told.ts';

const day = 86_400_000;

/** As recorded where that is known, since a month is not a day; else so many whole days before the hook. */
export type DateOf = (fact: Pick<Fact, 'days' | 'ref'>) => string;

export const dateIn =
  (sources: Lookup<{ readonly date?: string }>, now: string): DateOf =>
  ({ days, ref }) =>
    days <= 0
      ? ''
      : (sources.get(ref)?.date?.slice(0, 10) ??
        new Date(Date.parse(now) - days * day).toISOString().slice(0, 10));

const sides = {
  left: plain(say('side.left')),
  right: plain(say('side.right')),
  both: plain(say('side.both')),
} as const;

const sideWords = ({ side, sideAssumed }: Recorded): string => {
  if (side === undefined || side === 'unspecified') return '';
  const words = sides[side];
  return sideAssumed ? plain(say('side.assumed', { side: words })) : words;
};

type FactOf = NonNullable<Recorded['fact']>;

/** Who says so. The reason of an order and a coded diagnosis are called that, as nobody examined them. */
const saidBy = ({ ref, src, status }: FactOf): string => {
  const preliminary = status === 'preliminary';
  if (preliminary && ref.startsWith('ServiceRequest/')) return plain(say('who.reason'));
  const source = src === 'exam' && ref.startsWith('Condition/') ? 'coded' : src;
  const who = plain(say(`who.${source}`));
  return preliminary ? `${who}, ${plain(say('who.preliminary'))}` : who;
};

const originOf = (item: Recorded, dateOf: DateOf): string => {
  const { fact, date } = item;
  const side = sideWords(item);
  const who = fact === undefined ? '' : saidBy(fact);
  const when = date ?? (fact === undefined ? '' : dateOf(fact));
  return [side, who, when].filter((part) => part !== '').join(', ');
};

/** One reason in words: what is on record, and in its bracket the side, who says so and when. */
export interface WrittenReason {
  readonly origin: string;
  readonly text: string;
}

export const reasonOf = ({ recorded, line }: Reasoned, dateOf: DateOf, markup: Markup): WrittenReason => ({
  origin: originOf(recorded, dateOf),
  text: textOfLine(line, markup),
});

/** By origin, in the order in which each comes first; what reads alike is told once. */
const grouped = (all: readonly WrittenReason[]): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const { origin, text } of all) {
    const group = groups.get(origin);
    if (group === undefined) groups.set(origin, [text]);
    else if (!group.includes(text)) group.push(text);
  }
  return groups;
};

/** Reasons of one origin share a bracket. */
export const why = (all: readonly WrittenReason[]): string => {
  if (all.length === 0) return '';
  const groups = [...grouped(all)];
  const [[origin, texts] = ['', []], ...others] = groups;
  if (others.length === 0 && origin !== '') return `Why (${origin}): ${texts.join(', ')}.`;
  const text = groups.map(([origin, texts]) => `${texts.join(', ')}${origin && ` (${origin})`}`).join('; ');
  return `Why: ${text}.`;
};

/** Words of `why` for the first reason, for the first two, and so on, without writing them out; of none, 0. */
export const wordsOfWhy = (all: readonly WrittenReason[]): readonly number[] => {
  const counts = [0];
  let words = countWords('Why');
  all.forEach(({ origin, text }, n) => {
    const before = all.slice(0, n).filter((one) => one.origin === origin);
    if (before.length === 0) words += countWords(origin);
    if (!before.some((one) => one.text === text)) words += countWords(text);
    counts.push(words);
  });
  return counts;
};
