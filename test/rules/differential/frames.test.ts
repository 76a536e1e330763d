/** Section 5.1: what surrounds the items of each table. */
import { describe, expect, test } from 'vitest';
import { tables } from '../../../rules/differential/index.ts';
import { compile } from '../../../rules/engine/compile.ts';
import type { Criterion } from '../../../rules/engine/criterion.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import { inputOf, type VignetteChart } from '../../../rules/engine/rule.ts';
import { frameCases } from '../cases/table-frames.ts';

const established = (criterion: Criterion, given: VignetteChart): boolean => {
  const chart = normalise(inputOf(given));
  return compile(criterion)({ chart, legs: chart.legs, concluded: {} }, chart.legs.left) === true;
};

describe.each(frameCases.map((frame) => [frame.table, frame] as const))('%s', (id, frame) => {
  const table = tables[id];

  test('clusters, caps, ceiling and the table it depends on', () =>
    expect({
      minimumClusters: table.minimumClusters,
      soft: table.soft,
      caps: table.caps,
      ceiling: table.ceiling,
      within: table.within,
    }).toEqual({
      minimumClusters: frame.minimumClusters,
      soft: frame.soft,
      caps: frame.caps,
      ceiling: frame.ceiling,
      within: frame.within,
    }));

  test.each([
    ['required for likely', table.required?.likely, frame.likely],
    ['required for less likely', table.required?.lessLikely, frame.lessLikely],
    ['required for less likely whatever the sum', table.required?.toLowerAtAll, frame.toLowerAtAll],
    ['support', table.supportNeeds, frame.supportNeeds],
    ['at least possible', table.atLeastPossible, frame.atLeastPossible],
    ['scored only when', table.onlyWhen, frame.onlyWhen],
    ['exemption', table.exemption, frame.exemption],
  ])('%s', (_, criterion, charts) => {
    expect(criterion === undefined).toBe(charts === undefined);
    const holds = (given: readonly VignetteChart[] = []) =>
      given.filter((one) => criterion && established(criterion, one));
    expect(holds(charts?.yes)).toEqual(charts?.yes ?? []);
    expect(holds(charts?.no)).toEqual([]);
  });
});

test('the exemption of the upper-lumbar pattern changes three weights and no other', () => {
  const changed = Object.values(tables).flatMap(({ id, items }) =>
    items.flatMap(({ item, absentIfExempt }) =>
      absentIfExempt === undefined ? [] : [[id, item, absentIfExempt]],
    ),
  );
  expect(changed).toEqual([
    ['RADIC', 'pain below knee', 0],
    ['RADIC', 'SLR positive', 0],
    ['RADIC', 'femoral stretch positive', -2],
  ]);
});
