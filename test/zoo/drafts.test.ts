/** The same for orders in front of a clinician: what there is against one is said, or that it was not checked. */
import { describe, expect, test } from 'vitest';
import { doubtfulOrders, drafts, otherOrders } from './drafts.ts';
import { callWith, isSilent, orderVerdict, shown } from './keeper.ts';
import { faults } from './pairs.ts';

const hooks = ['order-sign', 'order-select'] as const;

describe.each(hooks)('at %s', (hook) => {
  describe.each(drafts.map((habit) => ({ ...habit, habit })))('a draft that $name', ({ habit }) => {
    const pairs = doubtfulOrders.flatMap((doubtful) => {
      const sent = habit.write(doubtful.order);
      return sent === undefined ? [] : [[doubtful.name, { ...doubtful, sent }] as const];
    });

    test('is tried with an order: one of doubtfulOrders has a shape that it changes', () => {
      expect(pairs).not.toEqual([]);
    });

    test.each(pairs)('owes what is against it: %s', async (_, { says, chart, sent }) => {
      const answer = await callWith({}, { hook, chart, drafts: sent });
      const given = orderVerdict(answer, says);
      const right = {
        read: given === 'read',
        told: given !== 'neither',
        refused: given === 'refused',
        nothing: given === 'neither',
      }[habit.owes];
      expect(right, `${habit.owes} is owed: ${shown(answer)}`).toBe(true);
    });

    test.runIf(habit.owes === 'read')('makes no card about another topic', async () => {
      const found = await faults(otherOrders, async (order) => {
        const sent = habit.write(order);
        if (sent === undefined) return undefined;
        const answer = await callWith({}, { hook, drafts: sent });
        return isSilent(answer) ? undefined : `${order.resourceType}: ${shown(answer)}`;
      });
      expect(found).toEqual([]);
    });
  });
});
