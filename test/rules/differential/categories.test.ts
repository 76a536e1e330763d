/** Section 5.1: from points to a category, on a small table of our own. */
import { describe, expect, test } from 'vitest';
import { condition, present, recorded } from '../../../rules/engine/criterion.ts';
import { normalise } from '../../../rules/engine/normalise.ts';
import { type Given, inputOf } from '../../../rules/engine/rule.ts';
import { compileTable, type Item, type ScoredTable, score } from '../../../rules/engine/scored-table.ts';

const item = (name: Given[0], points: number, absent: number, cluster: string): Item => ({
  item: name,
  when: present(name as 'fever'),
  present: points,
  absent,
  cluster,
  basis: ['expert'],
});

const base: ScoredTable = {
  id: 'GTPS',
  version: '1.0.0',
  title: 'a table for a test',
  concludes: 'nothing',
  minimumClusters: 2,
  soft: ['soft'],
  items: [
    item('fever', 3, -3, 'one'),
    item('night-sweats', 2, -2, 'two'),
    item('contusion', 1, -1, 'two'),
    item('minor-trauma', 5, -5, 'soft'),
    item('major-trauma', 2, -2, 'three'),
  ],
  evidence: [{ cite: 'expert', says: 'a test', strength: 'expert consensus' }],
  vignettes: {
    fires: [{ title: '', given: { findings: [] }, expect: 'likely' }],
    doesNot: [{ title: '', given: { findings: [] }, expect: 'not scored' }],
  },
};

const yes = (...ids: Given[0][]) => ids.map((id): Given => [id, true]);
const no = (...ids: Given[0][]) => ids.map((id): Given => [id, false]);
const scored = (findings: readonly Given[], table: Partial<ScoredTable> = {}) => {
  const chart = normalise(inputOf({ findings, history: ['diabetes'] }));
  return score(
    compileTable({ ...base, ...table }),
    { chart, legs: chart.legs, concluded: {} },
    chart.legs.left,
  );
};

describe('category', () => {
  test.each<[string, readonly Given[], Partial<ScoredTable>, number, string]>([
    ['6 points, supported, enough known', yes('fever', 'night-sweats', 'contusion'), {}, 6, 'likely'],
    ['5 points', yes('fever', 'night-sweats'), {}, 5, 'possible'],
    ['2 points in one cluster are no support', yes('night-sweats'), {}, 2, 'insufficient'],
    ['3 points in one strong item are', yes('fever'), {}, 3, 'possible'],
    ['two clusters are', [...yes('contusion', 'major-trauma')], {}, 3, 'possible'],
    ['a soft item alone is not', yes('minor-trauma'), {}, 5, 'insufficient'],
    ['a soft item and one small cluster are not', yes('minor-trauma', 'contusion'), {}, 6, 'less-likely'],
    [
      'too few clusters known for likely',
      yes('fever', 'night-sweats', 'contusion'),
      { minimumClusters: 3 },
      6,
      'possible',
    ],
    [
      'required examination missing',
      yes('fever', 'night-sweats', 'contusion'),
      { required: { likely: recorded('slr') } },
      6,
      'possible',
    ],
    ['at the ceiling', yes('fever', 'night-sweats', 'contusion'), { ceiling: 'possible' }, 6, 'possible'],
    [
      'support needs something else',
      yes('fever', 'night-sweats', 'contusion'),
      { supportNeeds: condition('pad') },
      6,
      'less-likely',
    ],
    [
      'support has what it needs',
      yes('fever', 'night-sweats', 'contusion'),
      { supportNeeds: condition('diabetes') },
      6,
      'likely',
    ],
    ['1 point, enough known', [...yes('contusion'), ...no('major-trauma')], {}, -1, 'less-likely'],
    ['nothing positive, too few known', no('fever'), {}, -3, 'insufficient'],
    [
      'less likely waits for the examination',
      no('fever', 'contusion'),
      { required: { lessLikely: recorded('slr') }, minimumClusters: 1 },
      -4,
      'less-likely',
    ],
    [
      'and is open above −4',
      no('fever'),
      { required: { lessLikely: recorded('slr') }, minimumClusters: 1 },
      -3,
      'insufficient',
    ],
    [
      'a cap holds the sum',
      yes('fever', 'night-sweats', 'contusion'),
      { caps: { two: [-1, 1] } },
      4,
      'possible',
    ],
    [
      'a cap holds it from below',
      no('night-sweats', 'contusion', 'fever'),
      { caps: { two: [-1, 1] } },
      -4,
      'less-likely',
    ],
  ])('%s', (_, findings, table, points, category) => {
    expect(scored(findings, table)).toMatchObject({ score: points, category });
  });

  test('a leg outside the table is not scored', () =>
    expect(scored(yes('fever'), { onlyWhen: condition('pad') })).toBeUndefined());

  test('a table within another is not scored where the other is not possible', () =>
    expect(scored(yes('fever'), { within: 'RADIC' })).toBeUndefined());
});
