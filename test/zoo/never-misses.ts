/**
 * The property of servers, for each file of tests that tries a part of them.
 *
 * No silent miss: a red flag behind any habit of a FHIR server and any habit of a chart is named on a card, or the
 * answer says what was not checked. An empty answer or a word of comfort is a failure.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { charts } from './charts.ts';
import type { ServerHabit } from './habits.ts';
import {
  callWith,
  firstPage,
  isPaid,
  isSilent,
  type KeptHabit,
  keep,
  keyOf,
  shown,
  verdict,
} from './keeper.ts';
import { chartOf, faults, long, pairsOf, serverOwes } from './pairs.ts';
import { otherTopics, redFlags } from './red-flags.ts';
import { servers } from './servers.ts';

const numbered = servers.map((habit, n) => ({ habit, n }));

/** @param some of `servers` */
export const neverMisses = (some: readonly ServerHabit[]): void =>
  describe.each(
    numbered.filter(({ habit }) => some.includes(habit)).map((one) => ({ ...one, name: one.habit.name })),
  )('a server that $name', ({ habit, n }) => {
    let kept: KeptHabit;
    beforeAll(async () => {
      kept = await keep(habit);
    });
    afterAll(() => kept.close());

    test.each(redFlags)('owes what is behind it: $name', async (flag) => {
      const answer = await kept.call(chartOf(flag, [flag.hidden]), flag.key);
      const owes = serverOwes(habit, flag);
      expect(isPaid(owes, verdict(answer, flag)), `${owes} is owed: ${shown(answer)}`).toBe(true);
    });

    test('never does neither, whatever the habit of the chart', { timeout: long }, async () => {
      const found = await faults(pairsOf(n, charts), async ({ chart, flag, written }) => {
        const answer = await kept.call(chartOf(flag, written), flag.key);
        const given = verdict(answer, flag);
        const both = chart.owes === 'read' && serverOwes(habit, flag) === 'read';
        const right =
          chart.owes === 'nothing' ? given !== 'read' : both ? given === 'read' : given !== 'neither';
        return right ? undefined : `${chart.name}: ${flag.name}: ${shown(answer)}`;
      });
      expect(found).toEqual([]);
    });

    // what an EHR leaves out of prefetch by its own rights cannot be seen in it
    test.runIf(habit.scope === undefined)(
      'never does neither when its answer comes as prefetch',
      async () => {
        const found = await faults(redFlags, async (flag) => {
          const page = firstPage(habit, chartOf(flag, [flag.hidden]), flag.key);
          if (page === undefined) return undefined;
          const answer = await callWith({ [flag.key]: page }, { chart: chartOf(flag, [flag.hidden]) });
          return verdict(answer, flag) === 'neither' ? `${flag.name}: ${shown(answer)}` : undefined;
        });
        expect(found).toEqual([]);
      },
    );

    test.runIf(habit.fails !== 'call')('makes no card about another topic', async () => {
      const found = await faults(otherTopics, async (other) => {
        const answer = await kept.call([other], keyOf(other), { leg: false });
        return isSilent(answer) ? undefined : `${String(other['id'])}: ${shown(answer)}`;
      });
      expect(found).toEqual([]);
    });

    test.runIf(habit.fails !== 'call')('makes no card about an empty list', async () => {
      const answer = await kept.call([], 'observations', { leg: false });
      expect(isSilent(answer), shown(answer)).toBe(true);
    });

    test('leads nobody to another host, and answers whatever it is asked', () => {
      expect([kept.escaped, kept.faults]).toEqual([[], []]);
    });
  });
