/** What a chart owes when the server is plain, one habit and one red flag at a time; and the zoo's own order. */
import { describe, expect, test } from 'vitest';
import { charts } from './charts.ts';
import { doubtfulOrders, drafts } from './drafts.ts';
import { callWith, isPaid, isQuiet, isSilent, shown, verdict } from './keeper.ts';
import { chartOf, faults, listOf, writtenBy } from './pairs.ts';
import { otherTopics, redFlags } from './red-flags.ts';
import { servers } from './servers.ts';

describe.each(charts.map((habit) => ({ ...habit, habit })))('a chart that $name', ({ habit }) => {
  const pairs = writtenBy(habit);

  test('is tried with a red flag: one of red-flags.ts has a shape that it changes', () => {
    expect(pairs).not.toEqual([]);
  });

  test.each(pairs.map((pair) => [pair.flag.name, pair] as const))(
    'owes what is behind it: %s',
    async (_, { flag, written }) => {
      const answer = await callWith({}, { chart: chartOf(flag, written) });
      if (habit.owes === 'nothing') expect(isQuiet(answer, flag), `no alarm: ${shown(answer)}`).toBe(true);
      else
        expect(isPaid(habit.owes, verdict(answer, flag)), `${habit.owes} is owed: ${shown(answer)}`).toBe(
          true,
        );
    },
  );

  test.runIf(habit.fails === undefined)('makes no card about another topic', async () => {
    const found = await faults(otherTopics, async (other) => {
      const made = habit.write(other);
      if (made === undefined) return undefined;
      const answer = await callWith({}, { chart: listOf(made) });
      return isSilent(answer) ? undefined : `${String(other['id'])}: ${shown(answer)}`;
    });
    expect(found).toEqual([]);
  });
});

describe('the zoo', () => {
  test.each([
    ['servers', servers],
    ['charts', charts],
    ['drafts', drafts],
    ['red flags', redFlags],
    ['doubtful orders', doubtfulOrders],
  ])('gives its %s names of their own', (_, rows) => {
    const names = rows.map(({ name }) => name);
    expect([...new Set(names)]).toEqual(names);
  });

  test.each([
    ['servers', servers],
    ['charts', charts],
    ['drafts', drafts],
  ])('says of its %s where each was seen', (_, rows) => {
    expect(rows.filter(({ from }) => from.trim() === '').map(({ name }) => name)).toEqual([]);
  });
});
