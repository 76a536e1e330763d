/**
 * Which cards an answer holds and in which order (§6): all critical ones, emergencies first; then so many
 * others in the order of `rules/management/all.ts`, and every red flag beyond that. REC-11 and REC-12 share a card. What only rides on
 * another card rides on the first of its hosts that is shown.
 */
import type { Content, Fired } from '../../rules/management/index.ts';

export interface Prepared {
  readonly fired: Fired;
  readonly content: Content;
  /** Said on the card: an emergency that was set aside before. */
  readonly again?: string;
}

/** One card: its recommendation, and those that share it. */
export interface Planned extends Prepared {
  readonly also: readonly Fired[];
}

export interface Selection {
  readonly shown: readonly Planned[];
  /** Applies, and has no room. */
  readonly crowdedOut: readonly Planned[];
}

/** Never held back: what is critical, and what is the card of a red flag. */
const isSafety = ({ fired }: Prepared): boolean => (fired.recommendation.redFlags ?? []).length > 0;

const isCritical = ({ content }: Prepared): boolean => content.indicator === 'critical';

/** Array.prototype.sort is stable: within a level the order of display stays. */
const urgentFirst = (all: readonly Prepared[]): readonly Prepared[] => {
  const rank = ({ content }: Prepared): number => (content.level === 'emergent' ? 0 : 1);
  return [...all].sort((a, b) => rank(a) - rank(b));
};

const merged = (all: readonly Prepared[], merge: (differential: Prepared) => Content): readonly Planned[] => {
  const root = all.find(({ fired }) => fired.id === 'REC-11');
  const differential = all.find(({ fired }) => fired.id === 'REC-12');
  if (!root || !differential) return all.map((one) => ({ ...one, also: [] }));
  return all
    .filter((one) => one !== root)
    .map((one) =>
      one === differential ? { ...one, content: merge(one), also: [root.fired] } : { ...one, also: [] },
    );
};

export const select = (
  prepared: readonly Prepared[],
  maxCards: number,
  merge: (differential: Prepared) => Content,
): Selection => {
  const critical = urgentFirst(prepared.filter(isCritical)).map((one) => ({ ...one, also: [] }));
  const others = merged(
    prepared.filter((one) => !isCritical(one)),
    merge,
  );
  const hasRoom = (one: Planned, n: number): boolean => n < maxCards || isSafety(one);
  return {
    shown: [...critical, ...others.filter(hasRoom)],
    crowdedOut: others.filter((one, n) => !hasRoom(one, n)),
  };
};

/** Adds what rides on other cards: its advice and its offers, after the host's own. */
export const attach = (shown: readonly Planned[], riders: readonly Prepared[]): readonly Planned[] =>
  riders.reduce<readonly Planned[]>((cards, rider) => {
    const hosts: readonly string[] = rider.fired.recommendation.attachesTo ?? [];
    const host = cards.find(({ fired }) => hosts.includes(fired.id));
    return cards.map((card) => {
      if (card !== host) return card;
      const { content } = card;
      const known = new Set((content.suggestions ?? []).map(({ label }) => label));
      return {
        ...card,
        also: [...card.also, rider.fired],
        content: {
          ...content,
          advice: [...content.advice, ...rider.content.advice],
          suggestions: [
            ...(content.suggestions ?? []),
            ...(rider.content.suggestions ?? []).filter(({ label }) => !known.has(label)),
          ],
        },
      };
    });
  }, shown);
