/** Weakness or numbness beside a neurological disease of long standing is compared with what was there before. */
import { expect, test } from 'vitest';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import type { ConditionId } from '../../../rules/findings/index.ts';
import { evaluate } from '../../../rules/index.ts';
import { contentOf } from '../../../rules/management/index.ts';

const ASK = 'is on record: ask what is new or worse than before.';

const cards: [string, VignetteChart['findings']][] = [
  ['REC-03', [['saddle-sensory-change', true]]],
  ['REC-04', [['mrc-knee-extension', 2, 'L']]],
];

const advised = (id: string, findings: VignetteChart['findings'], history: readonly ConditionId[]) => {
  const found = evaluate(inputOf({ age: 52, history, findings })).fired.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} did not fire`);
  return contentOf(found).advice.join(' ');
};

test.each(cards)('%s names the disease of the upper motor neurone', (id, findings) => {
  expect(advised(id, findings, ['known-umn-disease'])).toContain(`Known upper motor neurone disease ${ASK}`);
});

test.each(cards)('%s names a weakness of both legs', (id, findings) => {
  expect(advised(id, findings, ['known-bilateral-deficit'])).toContain(
    `Long-standing weakness of both legs ${ASK}`,
  );
});

test.each(cards)('%s asks nothing of the kind without one', (id, findings) => {
  expect(advised(id, findings, [])).not.toContain(ASK);
});
