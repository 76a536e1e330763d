/** What is on record, with its side, source and date: `ankle reflex reduced (left, exam, 2026-11-20)`. */
import type { Fact } from '../../rules/engine/types.ts';
import type { Recorded } from '../../rules/management/content.ts';
import { type Markup, written } from './markdown.ts';

const sources: Readonly<Record<Fact['src'], string>> = {
  exam: 'exam',
  patient: 'patient',
  device: 'device or laboratory',
  derived: 'derived',
  recorded: 'recorded',
};

const sides: Readonly<Record<NonNullable<Recorded['side']>, string | undefined>> = {
  left: 'left',
  right: 'right',
  both: 'both sides',
  unspecified: undefined,
};

const day = 86_400_000;

/** As recorded where that is known, since a month is not a day; else so many whole days before the hook. */
export type DateOf = (fact: Pick<Fact, 'days' | 'ref'>) => string;

export const dateIn =
  (sources: ReadonlyMap<string, { readonly date?: string }>, now: string): DateOf =>
  ({ days, ref }) =>
    days <= 0
      ? 'today'
      : (sources.get(ref)?.date?.slice(0, 10) ??
        new Date(Date.parse(now) - days * day).toISOString().slice(0, 10));

const sideWords = ({ side, sideAssumed }: Recorded): string | undefined => {
  const words = side && sides[side];
  return words !== undefined && sideAssumed ? `${words} assumed` : words;
};

type FactOf = NonNullable<Recorded['fact']>;

/** Nobody examined what an order gives as its reason, or what stands on a list of diagnoses. */
const said = ({ ref, src, status }: FactOf): readonly string[] => {
  const preliminary = status === 'preliminary';
  if (preliminary && ref.startsWith('ServiceRequest/')) return ['reason of the order'];
  const source = src === 'exam' && ref.startsWith('Condition/') ? 'coded diagnosis' : sources[src];
  return [source, ...(preliminary ? ['preliminary'] : [])];
};

const origin = (item: Recorded, dateOf: DateOf): string => {
  const { fact, date } = item;
  return [sideWords(item), ...(fact ? said(fact) : []), date ?? (fact && dateOf(fact))]
    .filter((part) => part !== undefined)
    .join(', ');
};

export interface Rendering {
  readonly dateOf: DateOf;
  readonly markup: Markup;
  readonly atMost: number;
}

/** At most so many, and how many more there are; neighbours of the same origin share one bracket. */
export const recorded = (all: readonly Recorded[], { dateOf, markup, atMost }: Rendering): string => {
  if (atMost === 0) return '';
  const groups: { origin: string; words: string[] }[] = [];
  for (const item of all.slice(0, atMost)) {
    const from = origin(item, dateOf);
    const last = groups.at(-1);
    const words = written(item.words, markup);
    if (last?.origin === from) last.words.push(words);
    else groups.push({ origin: from, words: [words] });
  }
  const text = groups
    .map(({ origin: from, words }) => `${words.join(', ')}${from && ` (${from})`}`)
    .join('; ');
  const more = all.length - atMost;
  return more > 0 ? `${text}; and ${more} more` : text;
};
