import { expect, test } from 'vitest';
import { normalise } from '../../../rules/engine/normalise.ts';
import { inputOf } from '../../../rules/engine/rule.ts';
import { localise } from '../../../rules/localisation/index.ts';
import { rootTable } from '../../../rules/localisation/table.ts';
import { printedCaps, printedWeights, rootRows } from '../cases/root-rows.ts';

test.each(rootRows.map((row) => [row.title, row] as const))('%s', (_, { findings, points }) => {
  const chart = normalise(inputOf({ findings }));
  const { scores } = localise({ chart, legs: chart.legs, concluded: {} }, chart.legs.left).result;
  expect([scores.L2, scores.L3, scores.L4, scores.L5, scores.S1]).toEqual(points);
});

test('weights and caps are those of the printed table', () => {
  const weights = rootTable.signs.map(({ weights: { L2 = 0, L3 = 0, L4 = 0, L5 = 0, S1 = 0 } }) => [
    L2,
    L3,
    L4,
    L5,
    S1,
  ]);
  expect(weights).toEqual(printedWeights);
  expect(rootTable.caps).toEqual(printedCaps);
});
