/** Section 5.2, row by row: the weights as printed, and what makes each item present, absent or open. */
import { describe, expect, test } from 'vitest';
import { tables } from '../../../rules/differential/index.ts';
import { compile } from '../../../rules/engine/compile.ts';
import { diagnosisIds } from '../../../rules/engine/ids.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { itemCases } from '../cases/table-items.ts';

test('every row of every table is here', () =>
  expect(itemCases.map(({ table, item }) => [table, item])).toEqual(
    diagnosisIds.flatMap((id) => tables[id].items.map(({ item }) => [id, item])),
  ));

describe.each(itemCases.map((row) => [`${row.table}: ${row.item}`, row] as const))('%s', (_, row) => {
  const item = tables[row.table].items.find((one) => one.item === row.item);
  const truthOn = (given: VignetteChart) => {
    const chart = normalise(inputOf(given));
    return item && compile(item.when)({ chart, legs: chart.legs, concluded: {} }, chart.legs.left);
  };

  test('weights and cluster', () =>
    expect([item?.present, item?.absent, item?.cluster]).toEqual([row.present, row.absent, row.cluster]));

  test('present, absent and open charts', () => {
    const wrong = (charts: readonly VignetteChart[], truth: boolean | null) =>
      charts.filter((given) => truthOn(given) !== truth).map((given) => JSON.stringify(given));
    expect({
      present: wrong(row.yes, true),
      absent: wrong(row.no, false),
      open: wrong([...row.open, { findings: [] }], null),
    }).toEqual({ present: [], absent: [], open: [] });
  });
});
