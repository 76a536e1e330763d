/** One thing that is otherwise on a vignette's chart, as plain data: what a pair of charts differs in. */
import type { Given, GivenHistory, VignetteChart } from '../../rules/engine/rule.ts';
import type { Fact, Side } from '../../rules/engine/types.ts';
import type { ConditionId, FindingId, MedicationClass } from '../../rules/findings/index.ts';

export type ChartChange =
  /** All that is said of the finding on that side; `null`: nothing is. */
  | {
      readonly finding: FindingId;
      readonly side?: Side;
      readonly value: Fact['value'] | null;
      readonly days?: number;
    }
  /** A second reading beside what is said already. */
  | { readonly second: FindingId; readonly side?: Side; readonly value: Fact['value'] }
  | { readonly condition: ConditionId; readonly on: false }
  | { readonly condition: ConditionId; readonly on: true; readonly days?: number; readonly side?: Side }
  | { readonly drug: MedicationClass; readonly on: boolean }
  | { readonly draft: NonNullable<VignetteChart['orders']> }
  | { readonly age: number | null }
  | { readonly egfr: number | null }
  | { readonly weeks: number | null }
  | { readonly pregnant: boolean | null }
  | { readonly freetext: number };

const idOf = (one: GivenHistory): ConditionId => (typeof one === 'string' ? one : one[0]);

const given = (
  id: FindingId,
  value: Fact['value'],
  side: Side | undefined,
  days: number | undefined,
): Given => (days === undefined ? [id, value, side] : [id, value, side, days]);

const withFinding = (
  chart: VignetteChart,
  { finding, side, value, days }: Extract<ChartChange, { finding: unknown }>,
): VignetteChart => {
  const others = chart.findings.filter(([id, , of]) => id !== finding || of !== side);
  return {
    ...chart,
    findings: value === null ? others : [...others, given(finding, value, side, days)],
  };
};

const withCondition = (
  chart: VignetteChart,
  change: Extract<ChartChange, { condition: unknown }>,
): VignetteChart => {
  const others = (chart.history ?? []).filter((one) => idOf(one) !== change.condition);
  if (!change.on) return { ...chart, history: others };
  const { condition, days, side } = change;
  const one: GivenHistory =
    side !== undefined ? [condition, days, side] : days === undefined ? condition : [condition, days];
  return { ...chart, history: [...others, one] };
};

/** Without the key where there is no value. */
const withFact = (
  chart: VignetteChart,
  key: 'age' | 'egfr' | 'weeks' | 'pregnant',
  value: number | boolean | null,
): VignetteChart => {
  const { [key]: _, ...others } = chart;
  return (value === null ? others : { ...others, [key]: value }) as VignetteChart;
};

/** The chart with that one thing otherwise. */
export const changed = (chart: VignetteChart, change: ChartChange): VignetteChart => {
  if ('finding' in change) return withFinding(chart, change);
  if ('second' in change) {
    const { second, value, side } = change;
    return { ...chart, findings: [...chart.findings, given(second, value, side, undefined)] };
  }
  if ('condition' in change) return withCondition(chart, change);
  if ('drug' in change) {
    const others = (chart.drugs ?? []).filter((one) => one !== change.drug);
    return { ...chart, drugs: change.on ? [...others, change.drug] : others };
  }
  if ('draft' in change) {
    const { order: _, ...others } = chart;
    return { ...others, orders: change.draft };
  }
  if ('age' in change) return withFact(chart, 'age', change.age);
  if ('egfr' in change) return withFact(chart, 'egfr', change.egfr);
  if ('weeks' in change) return withFact(chart, 'weeks', change.weeks);
  if ('pregnant' in change) return withFact(chart, 'pregnant', change.pregnant);
  return { ...chart, freetext: change.freetext };
};
