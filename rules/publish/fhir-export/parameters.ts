/**
 * What the parameters of the exported libraries are for a chart. Whoever runs them with another engine makes the same
 * from a chart of their own; here it is made from ours.
 */
import type { Chart, LegChart, Legs, Value } from '../../engine/chart.ts';
import { isSet, ordinal } from '../../engine/chart.ts';
import type { FlagUrgency } from '../../engine/criterion.ts';
import type { RedFlagId } from '../../engine/ids.ts';
import type { Fact, Occurrence } from '../../engine/types.ts';
import { type FindingId, findingIds, findings } from '../../findings/index.ts';
import { broughtIn } from './libraries.ts';
import { LEGS, nameIn, ONSET, PLAIN_YES, prefixed, type Scope } from './scope.ts';

export type Parameters = Record<string, boolean | number | string>;

const setValue = (parameters: Parameters, name: string, id: FindingId, value: Value): void => {
  const type = findings[id].value;
  if (!isSet(value)) {
    parameters[name] = type.type === 'one-of' && value === true ? PLAIN_YES : value;
    return;
  }
  if (type.type !== 'set') return;
  for (const [n, item] of type.items.entries())
    if ((value.present | value.absent) & (1 << n))
      parameters[`${name}: ${item}`] = (value.present & (1 << n)) > 0;
};

const newest = (facts: readonly Fact[]): number => Math.min(...facts.map(({ days }) => days));

const setDays = (parameters: Parameters, name: string, facts: readonly Fact[]): void => {
  if (facts.length === 0) return;
  parameters[`days since: ${name}`] = newest(facts);
  const examined = facts.filter(({ src }) => src !== 'patient');
  if (examined.length > 0) parameters[`days since examined: ${name}`] = newest(examined);
};

/** Findings that belong to the scope, with what else is asked of them. */
const setFindings = (parameters: Parameters, { values, facts }: LegChart, scope: Scope): void => {
  for (const id of findingIds) {
    const name = nameIn(scope, id);
    const value = values[ordinal(id)];
    if (name === undefined || (findings[id].sided === true) !== (scope !== undefined)) continue;
    const own = facts[ordinal(id)] ?? [];
    if (value !== undefined) setValue(parameters, name, id, value);
    setDays(parameters, name, own);
    if (id === ONSET && typeof value === 'number')
      parameters[`days since the episode began: ${name}`] = value + (own[0]?.days ?? 0);
  }
};

const isOf = (leg: 'left' | 'right' | undefined, { side }: Occurrence): boolean =>
  leg === undefined || side === undefined || side === 'B' || side === (leg === 'left' ? 'L' : 'R');

const setConditions = (parameters: Parameters, { conditions, occurrences }: Chart): void => {
  for (const leg of [undefined, 'left', 'right'] as const) {
    for (const id of conditions) {
      const records = occurrences.filter((one) => one.id === id);
      if (records.length === 0 || records.some((one) => isOf(leg, one)))
        parameters[prefixed(leg, `condition: ${id}`)] = true;
    }
    for (const { id } of occurrences) {
      const days = occurrences.flatMap((one) =>
        one.id === id && isOf(leg, one) && one.days !== undefined ? [one.days] : [],
      );
      if (days.length === 0) continue;
      parameters[prefixed(leg, `days since condition (newest): ${id}`)] = Math.min(...days);
      parameters[prefixed(leg, `days since condition (oldest): ${id}`)] = Math.max(...days);
    }
  }
};

const setDrafts = (parameters: Parameters, { orders }: Chart): void => {
  for (const { type, drug, elsewhere } of orders) {
    if (type !== undefined) parameters[`draft: ${type}`] = true;
    if (drug === undefined) continue;
    parameters[`draft: ${drug}`] = true;
    if (!elsewhere) parameters[`draft for this pain: ${drug}`] = true;
  }
};

/** How the findings were recorded. */
const setRecord = (parameters: Parameters, { stale, conflicts, freetext, documented }: Chart): void => {
  for (const { finding } of stale) parameters[`stale: ${finding}`] = true;
  if (stale.length > 0) parameters['stale: any'] = true;
  if (conflicts.length > 0) parameters['conflict'] = true;
  if (freetext > 0 && !documented) parameters['free text only'] = true;
};

const setPatient = (parameters: Parameters, chart: Chart): void => {
  const { age, egfr, gestation, pregnant, medications } = chart;
  for (const [name, value] of Object.entries({ age, egfr, gestation, pregnant }))
    if (value !== undefined) parameters[name] = value;
  setConditions(parameters, chart);
  for (const drug of medications) parameters[`medication: ${drug}`] = true;
  setDrafts(parameters, chart);
  setRecord(parameters, chart);
};

const setLegs = (parameters: Parameters, { midline, each }: Legs): void => {
  setFindings(parameters, midline, undefined);
  for (const leg of LEGS) {
    const view = each.find((one) => one.leg === leg);
    if (view === undefined) continue;
    parameters[`${leg} recorded`] = true;
    setFindings(parameters, view, leg);
  }
};

/** Those of the red flags. */
export const flagParameters = (chart: Chart): Parameters => {
  const parameters: Parameters = {};
  setPatient(parameters, chart);
  setLegs(parameters, chart.safety);
  setFindings(parameters, chart.safety.left, 'left alone');
  setFindings(parameters, chart.safety.right, 'right alone');
  return parameters;
};

/** Those of a leg. */
export const legParameters = (chart: Chart, flags: ReadonlyMap<RedFlagId, FlagUrgency>): Parameters => {
  const parameters: Parameters = {};
  setPatient(parameters, chart);
  setLegs(parameters, chart.legs);
  for (const [id, level] of flags) parameters[`red flag: ${id}`] = level;
  return parameters;
};

/** Those of the recommendations. `concluded`: what the libraries of the legs say, by its name there. */
export const recommendationParameters = (
  chart: Chart,
  flags: ReadonlyMap<RedFlagId, FlagUrgency>,
  highest: FlagUrgency | undefined,
  concluded: Readonly<Record<string, string>>,
): Parameters => {
  const parameters = legParameters(chart, flags);
  if (highest !== undefined) parameters['red flags: highest level'] = highest;
  for (const [name, said] of Object.entries(concluded)) parameters[broughtIn(name)] = said;
  return parameters;
};
