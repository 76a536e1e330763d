/**
 * The two conclusions that a form looks ahead to, how urgent it is and which cause is in front, for a chart with one
 * fact more. Each is concluded by itself, and anew only where the fact changed the truth of a criterion that it reads:
 * a table that reads none keeps its score. It says what `conclude` says, at a fraction of the cost.
 */
import { isChild } from './assess-legs.ts';
import { chartOf, stage } from './conclude.ts';
import { compiledTables, moreCertain, symptomaticLegs, tables } from './differential/index.ts';
import type { Chart, LegChart } from './engine/chart.ts';
import { partOf } from './engine/compile.ts';
import type { ByLeg, Context } from './engine/context.ts';
import type { Criterion } from './engine/criterion.ts';
import { type DiagnosisId, diagnosisIds } from './engine/ids.ts';
import { type Scored, type ScoredTable, score } from './engine/scored-table.ts';
import { earlyRowsOf, fillAfter, type Part } from './engine/truth-table.ts';
import type { Category, EngineInput, Fact, Leg, Urgency } from './engine/types.ts';
import { raise, redFlags } from './red-flags/index.ts';
import { urgencyOf } from './sum-up.ts';
import { legSymptoms, someLegSymptoms } from './terms/leg.ts';

interface OnLegs {
  readonly most: Scored | undefined;
  readonly categories: ByLeg<Category>;
}

interface Diagnosed {
  /** The legs that have something to explain, by name. */
  readonly legs: string;
  readonly by: ReadonlyMap<DiagnosisId, OnLegs>;
}

export interface WhatIf {
  readonly input: EngineInput;
  readonly chart: Chart;
  readonly urgency: Urgency;
  readonly diagnosed: Diagnosed;
  /** The cause in front with its leg, where it is at least possible. */
  readonly cause: string;
}

/** Who reads a row of the truth table. `legs`: which legs have something to explain. */
type Reader = 'urgency' | 'legs' | DiagnosisId;

const criteriaOf = (table: ScoredTable): readonly (Criterion | undefined)[] => [
  ...table.items.map(({ when }) => when),
  ...Object.values(table.required ?? {}),
  table.supportNeeds,
  table.atLeastPossible,
  table.onlyWhen,
  table.exemption,
];

const read: readonly (readonly [Reader, readonly (Criterion | undefined)[]])[] = [
  [
    'urgency',
    [
      someLegSymptoms,
      ...Object.values(redFlags).flatMap(({ levels, unless }) => [...levels.map(({ when }) => when), unless]),
    ],
  ],
  ['legs', [legSymptoms]],
  ...diagnosisIds.map((id) => [id, criteriaOf(tables[id])] as const),
];

const partsRead = read.flatMap(([reader, criteria]) =>
  criteria.flatMap((one) => (one === undefined ? [] : [[reader, partOf(one)] as const])),
);

const readersOf: (Reader[] | undefined)[] = [];
for (const [reader, part] of partsRead)
  for (const row of earlyRowsOf(part)) {
    readersOf[row] ??= [];
    readersOf[row].push(reader);
  }

/** What a chart has to conclude anew, whose facts alone differ from those of another. */
export const touchedBy = (before: Chart, chart: Chart): ReadonlySet<Reader> =>
  new Set(fillAfter(before, chart).flatMap((row) => readersOf[row] ?? []));

const legNames = (legs: readonly LegChart[]): string => legs.map(({ leg }) => leg).join();

const isOfSameLegs = (a: Chart, b: Chart): boolean =>
  legNames(a.legs.each) === legNames(b.legs.each) && legNames(a.safety.each) === legNames(b.safety.each);

const urgencyOn = (chart: Chart): Urgency => {
  const before: Context = { chart, legs: chart.safety, concluded: {} };
  return urgencyOf(raise(before), { chart, legs: chart.legs, concluded: {} });
};

const scoredOn = (id: DiagnosisId, context: Context, legs: readonly LegChart[]): OnLegs => {
  const categories: Partial<Record<Leg, Category>> = {};
  let most: Scored | undefined;
  for (const leg of legs) {
    const scored = score(compiledTables[id], context, leg);
    if (!scored) continue;
    categories[leg.leg] = scored.category;
    if (!most || moreCertain(scored, most) < 0) most = scored;
  }
  return { most, categories };
};

const nothingDiagnosed: Diagnosed = { legs: '', by: new Map() };

/** @param kept scores of another chart, of the tables that are the same on this one */
const diagnose = (
  chart: Chart,
  kept: Diagnosed = nothingDiagnosed,
  isSame: (id: DiagnosisId) => boolean = () => false,
): Diagnosed => {
  if (isChild(chart)) return nothingDiagnosed;
  const categories = new Map<DiagnosisId, ByLeg<Category>>();
  const context: Context = { chart, legs: chart.legs, concluded: { diagnoses: categories } };
  const legs = symptomaticLegs(context);
  const names = legNames(legs);
  const by = new Map<DiagnosisId, OnLegs>();
  for (const id of diagnosisIds) {
    const { within } = tables[id];
    const stands =
      kept.legs === names && isSame(id) && (within === undefined || kept.by.get(within) === by.get(within));
    const own = (stands ? kept.by.get(id) : undefined) ?? scoredOn(id, context, legs);
    by.set(id, own);
    categories.set(id, own.categories);
  }
  return { legs: names, by };
};

/** A fault costs the stage that it is in, as in `conclude`. */
const diagnosedOn = (...[chart, kept, isSame]: Parameters<typeof diagnose>): Diagnosed =>
  stage('differential', [], nothingDiagnosed, () => diagnose(chart, kept, isSame));

const causeOf = ({ by }: Diagnosed): string => {
  let first: Scored | undefined;
  for (const { most } of by.values())
    if (most && (first === undefined || moreCertain(most, first) < 0)) first = most;
  const isNamed = first?.category === 'likely' || first?.category === 'possible';
  return first && isNamed ? `${first.id} ${first.leg.leg}` : '';
};

export const whatIf = (input: EngineInput): WhatIf => {
  const chart = chartOf(input, []);
  const diagnosed = diagnosedOn(chart);
  return { input, chart, urgency: urgencyOn(chart), diagnosed, cause: causeOf(diagnosed) };
};

/** What is concluded of an input that differs in its facts alone. */
const concludedAfter = (before: WhatIf, input: EngineInput): WhatIf => {
  const chart = chartOf(input, []);
  const touched = touchedBy(before.chart, chart);
  if (touched.size === 0 && isOfSameLegs(before.chart, chart)) return { ...before, input, chart };
  const urgencyMayDiffer = touched.has('urgency') || !isOfSameLegs(before.chart, chart);
  const diagnosed = diagnosedOn(chart, before.diagnosed, (id) => !touched.has(id));
  return {
    input,
    chart,
    urgency: urgencyMayDiffer ? urgencyOn(chart) : before.urgency,
    diagnosed,
    cause: causeOf(diagnosed),
  };
};

/** What other facts of the same patient would make of it. */
export const withFacts = (before: WhatIf, facts: readonly Fact[]): WhatIf =>
  concludedAfter(before, { ...before.input, facts });

/** What another fact would make of it. */
export const withFact = (before: WhatIf, fact: Fact): WhatIf =>
  withFacts(before, [...before.input.facts, fact]);

const besidesFacts = ({ facts: _, ...others }: EngineInput): string => JSON.stringify(others);

/** What another reading of the same patient would make of it: concluded whole where more than facts differ. */
export const withInput = (before: WhatIf, input: EngineInput): WhatIf =>
  besidesFacts(before.input) === besidesFacts(input) ? concludedAfter(before, input) : whatIf(input);

const emptyInput: EngineInput = { now: '', cond: [], meds: [], facts: [], freetext: 0, hook: 'patient-view' };
const emptyChart = chartOf(emptyInput, []);

const leavesOf = (part: Part): readonly Part[] =>
  part.parts.length === 0 ? [part] : part.parts.flatMap(leavesOf);
const leafRows = new Set(partsRead.flatMap(([, part]) => leavesOf(part).map(({ row }) => row)));

/**
 * The truths that this fact alone changes on an empty chart, as a text. Two values of a finding that is not on record
 * lead to the same conclusions where their texts are the same. Not of a finding whose number itself is reckoned with, as
 * the days since the pain began are.
 */
export const toldOf = (fact: Fact): string => {
  const chart = chartOf({ ...emptyInput, facts: [fact] }, []);
  return fillAfter(emptyChart, chart)
    .filter((row) => leafRows.has(row))
    .map((row) => `${row}=${chart.truths.lanes[row]}`)
    .join();
};
