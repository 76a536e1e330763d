/**
 * A clinician's day with each story: twelve calls within six hours on a chart with nothing new. How much of what
 * they show has not been shown before is how often somebody reads.
 */
import type { Card } from '../../functions/cds-hooks/wire.ts';
import { answerTo, storyCases } from './answers.ts';
import type { Figure } from './figures.ts';

const CALLS = 12;
const HALF_AN_HOUR = 30 * 60_000;

/** The afternoon of the stories' visit, in calls. */
const instants = Array.from({ length: CALLS }, (_, n) => n * HALF_AN_HOUR);

/** What a clinician reads and can click, without the ids. */
const contentOf = ({ indicator, summary, detail, suggestions = [] }: Card): string =>
  JSON.stringify([indicator, summary, detail, suggestions.map(({ label }) => label)]);

/** Cards of the later calls whose content no earlier call of the day had. */
export const newDisplays = (calls: readonly (readonly Card[])[]): number => {
  const [first = [], ...later] = calls;
  const seen = new Set(first.map(contentOf));
  let displays = 0;
  for (const cards of later)
    for (const content of cards.map(contentOf)) {
      if (!seen.has(content)) displays++;
      seen.add(content);
    }
  return displays;
};

export const dayFigure = (): Figure => {
  const days = new Map<string, (readonly Card[])[]>();
  instants.forEach((after, n) => {
    for (const one of storyCases(after)) {
      const callId = `0190a000-0000-8000-8000-${String(n).padStart(12, '0')}`;
      const { cards } = answerTo(one, undefined, callId);
      days.set(one.name, [...(days.get(one.name) ?? []), cards]);
    }
  });
  const displays = [...days].map(([name, calls]) => ({ name, count: newDisplays(calls) }));
  return {
    what: 'displays with new content, a day of twelve calls with nothing new',
    value: displays.reduce((sum, { count }) => sum + count, 0),
    limit: 0,
    bound: 'most',
    worst: displays.filter(({ count }) => count > 0).map(({ name }) => name),
  };
};
