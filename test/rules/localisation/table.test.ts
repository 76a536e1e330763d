import { expect, test } from 'vitest';
import { normalise } from '../../../rules/engine/normalise.ts';
import { inputOf } from '../../../rules/engine/rule.ts';
import { localise } from '../../../rules/localisation/index.ts';
import { rootRows } from '../cases/root-rows.ts';

test.each(rootRows.map((row) => [row.title, row] as const))('%s', (_, { findings, points }) => {
  const chart = normalise(inputOf({ findings }));
  const { scores } = localise({ chart, legs: chart.legs, concluded: {} }, chart.legs.left).result;
  expect([scores.L2, scores.L3, scores.L4, scores.L5, scores.S1]).toEqual(points);
});
