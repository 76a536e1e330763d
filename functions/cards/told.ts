/**
 * What of a card's content is told: the strongest first, nothing twice in one answer, and no more put into words
 * than a detail has room for. What had no room on one card was not told: the next card may.
 */
import type { Recorded } from '../../rules/management/index.ts';
import type { Said } from '../../rules/management/wording/say.ts';
import type { Content } from './content.ts';
import { type Line, lineOf, plain } from './text.ts';

/** What an answer has said, by its plain words. */
export class Told {
  readonly #said = new Set<string>();
  readonly #before: Told | undefined;

  constructor(before?: Told) {
    this.#before = before;
  }

  /** To try a card with: what a card that could not be made said was not said. */
  fork(): Told {
    return new Told(this);
  }

  adopt(copy: Told): void {
    for (const words of copy.#said) this.#said.add(words);
  }

  has(words: string): boolean {
    return this.#said.has(words) || this.#before?.has(words) === true;
  }

  /** True the first time. */
  first(words: string): boolean {
    if (this.has(words)) return false;
    this.#said.add(words);
    return true;
  }
}

/** What is on record, put into words. */
export interface Reasoned {
  readonly recorded: Recorded;
  readonly line: Line;
  /** The same finding on the other leg is another reason. */
  readonly key: string;
}

export const reasoned = (recorded: Recorded): Reasoned => {
  const line = lineOf(recorded.said);
  return { recorded, line, key: `${line.plain} ${recorded.side ?? ''}`.trim() };
};

/** How many of each. */
export interface LineBudget {
  readonly reasons: number;
  readonly next: number;
  /** Of what is uncertain: the doubts about this chart, which stand before the caveats, are told in any case. */
  readonly but: number;
  readonly also: number;
}

export interface Chosen {
  readonly reasons: readonly Reasoned[];
  readonly next: readonly Line[];
  readonly but: readonly Line[];
  /** How many of `but` are doubts about this chart. */
  readonly doubts: number;
  readonly also: readonly Line[];
}

/** @param summary of the card: no line repeats what stands in it. */
export const chosen = (content: Content, told: Told, most: LineBudget, summary: string): Chosen => {
  const card = told.fork();
  const lines = (all: readonly Said[], n: number, isWanted: (line: Line) => boolean = () => true) => {
    const kept: Line[] = [];
    for (const said of all) {
      if (kept.length === n) break;
      const line = lineOf(said);
      if (isWanted(line) && card.first(line.plain)) kept.push(line);
    }
    return kept;
  };
  const reasons: Reasoned[] = [];
  for (const recorded of content.reasons) {
    if (reasons.length === most.reasons) break;
    const one = reasoned(recorded);
    if (card.first(one.key)) reasons.push(one);
  }
  const [strongest] = content.reasons;
  if (reasons.length === 0 && strongest !== undefined) reasons.push(reasoned(strongest));
  const act = content.act === undefined ? '' : plain(content.act.line).toLowerCase();
  const opening = summary.toLowerCase();
  const isNew = ({ plain: words }: Line) => !opening.includes(words.toLowerCase());
  const doubts = lines(content.but, most.but, isNew);
  const also = lines(content.also, most.also, isNew);
  const asked = [act, ...also.map(({ plain: words }) => words.toLowerCase())];
  return {
    reasons,
    // what the first line or another line asks for is not asked again
    next: lines(content.next, most.next, ({ plain: words }) => {
      const one = words.toLowerCase();
      return !asked.some((text) => text.includes(one));
    }),
    but: [...doubts, ...lines(content.caveats, most.but - doubts.length, isNew)],
    doubts: doubts.length,
    also,
  };
};

/** What a card with this room says. */
export const tell = ({ reasons, next, but, doubts, also }: Chosen, room: LineBudget, told: Told): void => {
  for (const { key } of reasons.slice(0, room.reasons)) told.first(key);
  for (const { plain: words } of [
    ...next.slice(0, room.next),
    ...but.slice(0, Math.max(doubts, room.but)),
    ...also.slice(0, room.also),
  ])
    told.first(words);
};
