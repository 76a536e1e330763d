/** Summaries: the list gives way, the words around it stay (P8). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listed, SUMMARY_LIMIT, shortened, summary } from '../../../rules/management/words.ts';
import { holds } from '../../support/property.ts';

const RUNS = { numRuns: 2000, seed: 20_261_122 };
const word = fc.string({ unit: fc.constantFrom(...'abc de🦵é-'), minLength: 1, maxLength: 60 });

describe('summary', () => {
  const around = (list: string) => `Possible thing${list === '' ? '' : ` (${list})`}: act now`;

  test.each<[string[], string]>([
    [['a', 'b'], 'Possible thing (a, b): act now'],
    [[], 'Possible thing: act now'],
    [['x'.repeat(60), 'y'.repeat(60), 'z'], `Possible thing (${'x'.repeat(60)} +2 more): act now`],
  ])('%#: keeps the action and says how many it hides', (items, expected) => {
    expect(summary(around, items)).toBe(expected);
  });

  test('is always under the limit and always ends with the action', () =>
    holds(
      fc.property(fc.array(word, { maxLength: 12 }), (items) => {
        const text = summary(around, items);
        expect(text.length).toBeLessThan(SUMMARY_LIMIT);
        expect(text).toMatch(/^Possible thing.*: act now$/u);
      }),
      RUNS,
    ));

  test('a sentence that is too long by itself is cut at its end, never refused', () =>
    holds(
      fc.property(fc.string({ minLength: 150, maxLength: 400 }), fc.array(word), (long, items) => {
        expect(summary((list) => long + list, items).length).toBeLessThan(SUMMARY_LIMIT);
      }),
      RUNS,
    ));
});

describe('shortened', () => {
  test.each([
    ['short', 10, 'short'],
    ['one two three', 9, 'one two…'],
    ['unbreakable', 5, 'unbr…'],
    ['a🦵', 2, 'a…'],
  ])('%j to %i: %j', (text, most, expected) => {
    expect(shortened(text, most)).toBe(expected);
  });

  test('never leaves half a character', () =>
    holds(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, most) => {
        const cut = shortened(text, most);
        expect(cut.length).toBeLessThanOrEqual(most);
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
      }),
      RUNS,
    ));
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('a list reads %j as %j', (items, expected) => expect(listed(items)).toBe(expected));
