/**
 * The changes of a chart that could turn one leaf of a criterion, or a defined term, likeliest first. Too many cost time; one that is
 * missing costs a pair that the search then does not find.
 */
import type { Criterion } from '../../rules/engine/criterion.ts';
import type { VignetteChart } from '../../rules/engine/rule.ts';
import type { Side } from '../../rules/engine/types.ts';
import { findingsOf, nodesOf, partsOf } from '../../rules/engine/walk.ts';
import { type FindingId, findingIds, findings } from '../../rules/findings/index.ts';
import { everyRule } from '../../rules/publish/every-rule.ts';
import type { ChartChange } from './change.ts';

type GivenValue = Extract<ChartChange, { finding: unknown }>['value'];
type Leaf = Criterion;

const sidesOf = (finding: FindingId): readonly (Side | undefined)[] =>
  findings[finding].sided ? ['L', 'R', 'B', undefined] : [undefined];

/** Numbers at a bound and on either side of it; close by where the bound is a fraction, such as an index. */
const around = (bound: number): readonly number[] => {
  const step = Number.isInteger(bound) ? 1 : 0.1;
  return [bound, bound - step, bound + step];
};

const valuesOf = (finding: FindingId, leaf: Leaf): readonly Exclude<GivenValue, null>[] => {
  const { value } = findings[finding];
  if (leaf.op === 'grade') return around(leaf.bound.value);
  switch (value.type) {
    case 'boolean':
      return [true, false];
    case 'number':
      return [value.max, value.min];
    case 'one-of':
      return value.values;
    case 'set': {
      const items = 'items' in leaf ? leaf.items : [];
      const others = value.items.filter((item) => !items.includes(item));
      return [...items, ...others]
        .map((item) => [item])
        .concat(items.length > 0 ? [items.map((item) => `!${item}`)] : []);
    }
  }
};

/** A set keeps what else is listed: one item is added or taken out. */
const itemChanges = (
  chart: VignetteChart,
  finding: FindingId,
  leaf: Leaf,
  side: Side | undefined,
): readonly ChartChange[] => {
  if (!('items' in leaf)) return [];
  const listed = chart.findings.find(([id, , of]) => id === finding && of === side)?.[1];
  if (!Array.isArray(listed)) return [];
  const own = leaf.items.flatMap((item) => [
    [...listed.filter((one) => one !== `!${item}`), item],
    [...listed.filter((one) => one !== item), `!${item}`],
  ]);
  const others = listed.filter((one) => !leaf.items.includes(one));
  const denied = [...others, ...leaf.items.map((item) => `!${item}`)];
  return [...own, others, denied].map((value) => ({
    finding,
    ...(side && { side }),
    value,
  }));
};

const findingChanges = (chart: VignetteChart, finding: FindingId, leaf: Leaf): readonly ChartChange[] =>
  sidesOf(finding).flatMap((side) => {
    const on = { finding, ...(side && { side }) };
    const said = chart.findings.some(([id, , of]) => id === finding && of === side);
    return [
      ...itemChanges(chart, finding, leaf, side),
      ...(said ? [{ ...on, value: null }] : []),
      ...valuesOf(finding, leaf).map((value) => ({ ...on, value })),
    ];
  });

/** Older than any window, so that a danger sign counts as old. */
const LONG_AGO = 60;

const staleChanges = (chart: VignetteChart, of: readonly FindingId[]): readonly ChartChange[] => [
  ...chart.findings
    .filter(([id]) => of.includes(id))
    .map(([finding, value, side, days = 0]) => ({
      finding,
      ...(side && { side }),
      value,
      days: days > 0 ? 0 : LONG_AGO,
    })),
  ...of.flatMap((finding) =>
    sidesOf(finding).flatMap((side): ChartChange[] => [
      { finding, ...(side && { side }), value: dangerous(finding), days: LONG_AGO },
    ]),
  ),
];

/** A value at which the finding is a danger sign. */
const dangerous = (finding: FindingId): Exclude<GivenValue, null> => {
  const { value, positive, lowIsWorse } = findings[finding];
  if (value.type === 'boolean') return true;
  if (positive && 'word' in positive) return positive.word;
  if (value.type === 'number') return lowIsWorse ? value.min : value.max;
  return value.type === 'one-of' ? (value.values.at(-1) ?? '') : [];
};

const conflictChanges = (chart: VignetteChart): readonly ChartChange[] =>
  chart.findings
    .filter(([, value]) => typeof value === 'boolean')
    .map(([second, value, side]) => ({ second, ...(side && { side }), value: !value }));

type DraftOnChart = NonNullable<VignetteChart['orders']>[number];

const draftChanges = (chart: VignetteChart, drafts: readonly DraftOnChart[]): readonly ChartChange[] => {
  const now = chart.orders ?? (chart.order ? [chart.order] : []);
  return [
    ...(now.length > 0 ? [{ draft: [] }] : []),
    ...drafts.flatMap((one) => [{ draft: [...now, one] }, { draft: [one] }]),
    ...now.map((_, n) => ({ draft: now.filter((_one, m) => m !== n) })),
    ...now.map(({ elsewhere, ...one }) => ({
      draft: [elsewhere ? one : { ...one, elsewhere: true as const }],
    })),
  ];
};

/** What the conclusion rests on: a leaf of any criterion of the rule that concludes it. */
const changesOfRules = (chart: VignetteChart, ids: (id: string) => boolean): readonly ChartChange[] => {
  const leaves = everyRule
    .filter(({ id }) => ids(id))
    .flatMap(({ parts }) => parts.flatMap(({ criterion }) => leavesOf(criterion)));
  return once(leaves.flatMap((leaf) => trialsOf(chart, leaf)));
};

const once = (changes: readonly ChartChange[]): readonly ChartChange[] => [
  ...new Map(changes.map((change) => [JSON.stringify(change), change])).values(),
];

const leavesOf = (criterion: Criterion): readonly Leaf[] =>
  nodesOf(criterion).filter((node) => partsOf(node).length === 0);

/** How long a condition has been on record, around a bound. */
const occurrences = (
  leaf: Extract<Criterion, { op: 'occurred' | 'onThisLeg' | 'condition' }>,
): readonly ChartChange[] => {
  const condition = leaf.id;
  const off = { condition, on: false } as const;
  const on = { condition, on: true } as const;
  if (leaf.op === 'condition') return [on, off];
  if (leaf.op === 'onThisLeg') return [on, off, { ...on, side: 'L' }, { ...on, side: 'R' }];
  return [...around(leaf.bound.value).map((days) => ({ ...on, days })), off, on];
};

export const trialsOf = (chart: VignetteChart, leaf: Leaf): readonly ChartChange[] => {
  switch (leaf.op) {
    case 'condition':
    case 'onThisLeg':
    case 'occurred':
      return occurrences(leaf);
    case 'medication':
      return [
        { drug: leaf.drug, on: true },
        { drug: leaf.drug, on: false },
      ];
    case 'ordersDrug':
      return draftChanges(
        chart,
        leaf.drugs.map((drug) => ({ drug })),
      );
    case 'orders':
      return draftChanges(
        chart,
        leaf.types.map((type) => ({ type })),
      );
    case 'patient': {
      const key = leaf.of === 'gestation' ? 'weeks' : leaf.of;
      return [...around(leaf.bound.value), null].map((value) => ({ [key]: value }) as unknown as ChartChange);
    }
    case 'pregnant':
      return [{ pregnant: true }, { pregnant: false }, { pregnant: null }];
    case 'freetextOnly':
      return [{ freetext: 2 }, { freetext: 0 }];
    case 'stale':
      return staleChanges(chart, leaf.findings ?? findingIds.filter((id) => findings[id].safety));
    case 'conflict':
      return conflictChanges(chart);
    case 'flag':
    case 'dx':
      return changesOfRules(chart, (id) => id === leaf.id);
    case 'urgency':
      return changesOfRules(chart, (id) => id.startsWith('RF-'));
    case 'root':
      return changesOfRules(chart, (id) => id === 'ROOT');
    case 'term':
      return once(leavesOf(leaf.of).flatMap((one) => trialsOf(chart, one)));
    default:
      return findingsOf(leaf).flatMap((finding) => findingChanges(chart, finding, leaf));
  }
};
