/**
 * The tests of the knowledge as functions, so that thousands of mutants can be judged in one process. Each
 * judge says whether a rule still answers every case as expected; the cases are those of the test suite.
 */

import { conclude } from '../../rules/conclude.ts';
import { tables } from '../../rules/differential/index.ts';
import { compile } from '../../rules/engine/compile.ts';
import type { Context } from '../../rules/engine/context.ts';
import type { Criterion } from '../../rules/engine/criterion.ts';
import type { DiagnosisId, RedFlagId } from '../../rules/engine/ids.ts';
import { normalise } from '../../rules/engine/normalise.ts';
import { inputOf, type VignetteChart } from '../../rules/engine/rule.ts';
import { compileTable, type ScoredTable, score } from '../../rules/engine/scored-table.ts';
import type { EngineInput } from '../../rules/engine/types.ts';
import { localiser } from '../../rules/localisation/index.ts';
import type { RootTable } from '../../rules/localisation/table.ts';
import type { Recommendation } from '../../rules/management/index.ts';
import { type RedFlagRule, raiser, redFlags } from '../../rules/red-flags/index.ts';
import { recommendationRows } from '../rules/cases/recommendation-rows.ts';
import { flagRows } from '../rules/cases/red-flag-rows.ts';
import { printedCaps, printedWeights, rootRows } from '../rules/cases/root-rows.ts';
import { frameCases } from '../rules/cases/table-frames.ts';
import { itemCases } from '../rules/cases/table-items.ts';
import { inputOf as devInput, devVignettes } from '../rules/dev-vignettes.ts';

const contextOf = (input: EngineInput): Context => {
  const chart = normalise(input);
  return { chart, legs: chart.legs, concluded: {} };
};
const memo = <K extends object, V>(make: (key: K) => V) => {
  const made = new WeakMap<K, V>();
  return (key: K): V => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
};
const chartOf = memo((given: VignetteChart) => contextOf(inputOf(given)));

const lower = (word: string) => word.toLowerCase().replaceAll('_', '-');

// red flags

interface FlagCase {
  readonly context: Context;
  readonly level: string | null;
}
const safetyOf = (input: EngineInput): Context => {
  const chart = normalise(input);
  return { chart, legs: chart.safety, concluded: {} };
};
const flagCases = (id: RedFlagId): FlagCase[] => [
  ...flagRows
    .filter(({ flag }) => flag === id)
    .map(({ given, level }) => ({ context: safetyOf(inputOf(given)), level })),
  ...[...redFlags[id].vignettes.fires, ...redFlags[id].vignettes.doesNot].map((one) => ({
    context: safetyOf(inputOf(one.given)),
    level: one.expect,
  })),
  ...devVignettes.map(({ input, expected }) => ({
    context: safetyOf(devInput(input)),
    level: expected.redFlags[id] ? lower(expected.redFlags[id]) : null,
  })),
];

export const flagJudge = (id: RedFlagId) => {
  const cases = flagCases(id);
  return (mutated: RedFlagRule): boolean => {
    const raise = raiser({ ...redFlags, [id]: mutated });
    return cases.every(({ context, level }) => (raise(context).levels.get(id) ?? null) === level);
  };
};

// tables

const truthOnLeft = (criterion: Criterion, given: VignetteChart) => {
  const context = chartOf(given);
  return compile(criterion)(context, context.legs.left);
};

const itemsHold = (table: ScoredTable, rows: typeof itemCases): boolean =>
  table.items.length === rows.length &&
  table.items.every((item, n) => {
    const row = rows[n];
    if (row === undefined || row.item !== item.item) return false;
    return (
      item.present === row.present &&
      item.absent === row.absent &&
      item.cluster === row.cluster &&
      row.yes.every((given) => truthOnLeft(item.when, given) === true) &&
      row.no.every((given) => truthOnLeft(item.when, given) === false) &&
      [...row.open, EMPTY].every((given) => truthOnLeft(item.when, given) === null)
    );
  });

const EMPTY: VignetteChart = { findings: [] };
const EXEMPT: Readonly<Record<string, number>> = {
  'pain below knee': 0,
  'SLR positive': 0,
  'femoral stretch positive': -2,
};

const conditionHolds = (
  criterion: Criterion | undefined,
  sides: { readonly yes: readonly VignetteChart[]; readonly no: readonly VignetteChart[] } | undefined,
): boolean => {
  if (criterion === undefined || sides === undefined) return criterion === sides;
  return (
    sides.yes.every((given) => truthOnLeft(criterion, given) === true) &&
    sides.no.every((given) => truthOnLeft(criterion, given) !== true)
  );
};

const frameHolds = (table: ScoredTable): boolean => {
  const frame = frameCases.find((one) => one.table === table.id);
  if (!frame) return false;
  const exempted = table.items.every(
    ({ item, absentIfExempt }) => absentIfExempt === (table.id === 'RADIC' ? EXEMPT[item] : undefined),
  );
  return (
    exempted &&
    table.minimumClusters === frame.minimumClusters &&
    JSON.stringify([table.soft, table.caps, table.ceiling, table.within]) ===
      JSON.stringify([frame.soft, frame.caps, frame.ceiling, frame.within]) &&
    conditionHolds(table.required?.likely, frame.likely) &&
    conditionHolds(table.required?.lessLikely, frame.lessLikely) &&
    conditionHolds(table.required?.toLowerAtAll, frame.toLowerAtAll) &&
    conditionHolds(table.supportNeeds, frame.supportNeeds) &&
    conditionHolds(table.atLeastPossible, frame.atLeastPossible) &&
    conditionHolds(table.onlyWhen, frame.onlyWhen) &&
    conditionHolds(table.exemption, frame.exemption)
  );
};

const LEG = { L: 'left', R: 'right', U: 'unspecified' } as const;
const concludedOf = memo((input: EngineInput) => conclude(input).context);
const concludedChart = memo((given: VignetteChart) => conclude(inputOf(given)).context);
const devInputs = devVignettes.map(({ input }) => devInput(input));

const vignettesHold = (table: ScoredTable): boolean => {
  const compiled = compileTable(table);
  return devVignettes.every(({ expected }, n) => {
    const own = expected.differential[table.id];
    if (!own) return true;
    const context = concludedOf(devInputs[n] as EngineInput);
    const leg = context.legs.each.find((one) => one.leg === LEG[own.side]);
    const found = leg && score(compiled, context, leg);
    return found?.score === own.score && found.category === lower(own.category);
  });
};

export const tableJudge = (id: DiagnosisId) => {
  const rows = itemCases.filter(({ table }) => table === id);
  return (mutated: ScoredTable): boolean =>
    vignettesHold(mutated) && frameHolds(mutated) && itemsHold(mutated, rows);
};

export const everyTable = Object.values(tables);

// roots

const rootCases = rootRows.map(({ findings, points }) => ({
  context: contextOf(inputOf({ findings })),
  points,
}));

const asPrinted = ({ signs, caps }: RootTable): boolean =>
  JSON.stringify(caps) === JSON.stringify(printedCaps) &&
  signs.length === printedWeights.length &&
  signs.every(({ weights: { L2 = 0, L3 = 0, L4 = 0, L5 = 0, S1 = 0 } }, n) =>
    [L2, L3, L4, L5, S1].every((own, root) => own === printedWeights[n]?.[root]),
  );

export const rootJudge = (mutated: RootTable): boolean => {
  if (!asPrinted(mutated)) return false;
  const localise = localiser(mutated);
  const rows = rootCases.every(({ context, points }) => {
    const { scores } = localise(context, context.legs.left).result;
    return [scores.L2, scores.L3, scores.L4, scores.L5, scores.S1].every((own, n) => own === points[n]);
  });
  return (
    rows &&
    devVignettes.every(({ expected }, n) =>
      Object.entries(expected.root).every(([side, root]) => {
        const context = concludedOf(devInputs[n] as EngineInput);
        const leg = context.legs[side === 'L' ? 'left' : 'right'];
        const { result, scores } = localise(context, leg).result;
        return result === root?.result && JSON.stringify(scores) === JSON.stringify(root.scores);
      }),
    )
  );
};

// recommendations

const triggered = ({ when, unless, hooks }: Recommendation, context: Context): boolean => {
  const { midline } = context.legs;
  return (
    hooks.includes(context.chart.hook) &&
    compile(when)(context, midline) === true &&
    (unless === undefined || compile(unless)(context, midline) !== true)
  );
};

export const recommendationJudge = (rule: Recommendation) => {
  const rows = [
    ...rule.vignettes.fires.map(({ given }) => ({ context: concludedChart(given), fires: true })),
    ...rule.vignettes.doesNot.map(({ given }) => ({ context: concludedChart(given), fires: false })),
    // a row that lists a whole assessment says nothing of what only rides on another card
    ...recommendationRows
      .filter(({ of }) => (of === undefined ? !rule.attachesTo : of === rule.id))
      .map(({ given, fires }) => ({ context: concludedChart(given), fires: fires.includes(rule.id) })),
    ...devVignettes.flatMap(({ expected }, n) =>
      rule.attachesTo
        ? []
        : [
            {
              context: concludedOf(devInputs[n] as EngineInput),
              fires: expected.recommendations.includes(rule.id),
            },
          ],
    ),
  ];
  return (mutated: Recommendation): boolean =>
    rows.every(({ context, fires }) => triggered(mutated, context) === fires);
};
