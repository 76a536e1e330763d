/**
 * Why a card says what it says: findings by value, grouped by side and by who said so, with a date only where it
 * is not today's: `Why (left, exam): dorsiflexion 3/5, hip abduction 4/5.`
 */
import type { Fact } from '../../rules/engine/types.ts';
import type { Lookup } from '../../rules/extract/sent.ts';
import type { Recorded } from '../../rules/management/index.ts';
import { type PhraseId, say } from '../../rules/management/wording/say.ts';
import type { Markup } from './markdown.ts';
import { plain, textOf } from './text.ts';

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

const sideWords = ({ side, sideAssumed }: Recorded): string => {
  if (side === undefined || side === 'unspecified') return '';
  const words = say(`side.${side}` satisfies PhraseId);
  return plain(sideAssumed ? say('side.assumed', { side: words }) : words);
};

type FactOf = NonNullable<Recorded['fact']>;

/** Nobody examined what an order gives as its reason, or what stands on a list of diagnoses. */
const said = ({ ref, src, status }: FactOf): readonly string[] => {
  const preliminary = status === 'preliminary';
  if (preliminary && ref.startsWith('ServiceRequest/')) return [plain(say('who.reason'))];
  const source = src === 'exam' && ref.startsWith('Condition/') ? 'coded' : src;
  return [plain(say(`who.${source}`)), ...(preliminary ? [plain(say('who.preliminary'))] : [])];
};

const originOf = (item: Recorded, dateOf: DateOf): string => {
  const { fact, date } = item;
  return [sideWords(item), ...(fact ? said(fact) : []), date ?? (fact ? dateOf(fact) : '')]
    .filter((part) => part !== '')
    .join(', ');
};

interface ReasonGroup {
  readonly origin: string;
  readonly words: string[];
}

/** Neighbours of one origin share a bracket; findings without one follow. */
const grouped = (all: readonly Recorded[], dateOf: DateOf, markup: Markup): readonly ReasonGroup[] => {
  const groups = new Map<string, ReasonGroup>();
  for (const item of all) {
    const origin = originOf(item, dateOf);
    const group = groups.get(origin) ?? { origin, words: [] };
    groups.set(origin, group);
    const words = textOf(item.said, markup);
    if (!group.words.includes(words)) group.words.push(words);
  }
  return [...groups.values()];
};

export const why = (all: readonly Recorded[], dateOf: DateOf, markup: Markup): string => {
  if (all.length === 0) return '';
  const groups = grouped(all, dateOf, markup);
  const [only, ...others] = groups;
  if (only && others.length === 0 && only.origin !== '')
    return `Why (${only.origin}): ${only.words.join(', ')}.`;
  const text = groups.map(({ origin, words }) => `${words.join(', ')}${origin && ` (${origin})`}`).join('; ');
  return `Why: ${text}.`;
};
