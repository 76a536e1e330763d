/** Weakness or numbness beside a neurological disease of long standing is compared with what was there before. */
import { expect, test } from 'vitest';
import type { VignetteChart } from '../../../rules/engine/rule.ts';
import type { ConditionId } from '../../../rules/findings/index.ts';
import { partsOn } from '../parts.ts';

const ASK = 'ask what is new or worse';

const cards: [string, VignetteChart['findings']][] = [
  ['REC-03', [['saddle-sensory-change', true]]],
  ['REC-04', [['mrc-knee-extension', 2, 'L']]],
];

/** The first doubt is the one that has room on the card. */
const advised = (id: string, findings: VignetteChart['findings'], history: readonly ConditionId[]) =>
  partsOn({ age: 52, history, findings }, id)?.but[0] ?? '';

test.each(cards)('%s names the disease of the upper motor neurone', (id, findings) => {
  expect(advised(id, findings, ['known-umn-disease'])).toBe(`upper motor neurone disease is known: ${ASK}`);
});

test.each(cards)('%s names a weakness of both legs', (id, findings) => {
  expect(advised(id, findings, ['known-bilateral-deficit'])).toBe(
    `weakness of both legs is long-standing: ${ASK}`,
  );
});

test.each(cards)('%s asks nothing of the kind without one', (id, findings) => {
  expect(advised(id, findings, [])).not.toContain(ASK);
});
