/**
 * The stages in their fixed order, each reading what those before it concluded. Red flags come first and
 * alone: they are found before anything else is tried, and a fault in a later stage costs that stage and
 * nothing more.
 */
import { type Assessed, assessLegs, NOTHING_ASSESSED } from './assess-legs.ts';
import type { Chart } from './engine/chart.ts';
import type { Context } from './engine/context.ts';
import { normalise } from './engine/normalise.ts';
import type { EngineInput, Fact, NotChecked } from './engine/types.ts';
import { type RaisedFlags, raise } from './red-flags/index.ts';

export interface Concluded {
  readonly chart: Chart;
  readonly flags: RaisedFlags;
  /** The red flags' own reading of the legs. */
  readonly safety: Context;
  /** What every later stage reads. */
  readonly context: Context;
  readonly assessed: Assessed;
  /** Stages that failed. */
  readonly faults: readonly NotChecked[];
}

const NOT_EVALUATED = 'could not be evaluated';

/** Runs one stage; what fails is noted under its name and replaced by `fallback`. */
export const stage = <T>(name: string, faults: NotChecked[], fallback: T, run: () => T): T => {
  try {
    return run();
  } catch {
    faults.push({ key: name, why: NOT_EVALUATED });
    return fallback;
  }
};

const isReadable = (input: EngineInput, fact: Fact): boolean => {
  try {
    normalise({ ...input, facts: [fact] });
    return true;
  } catch {
    return false;
  }
};

/** A fact that cannot be read costs itself, or all facts where no single one is to blame. */
export const chartOf = (input: EngineInput, faults: NotChecked[]): Chart => {
  try {
    return normalise(input);
  } catch {
    faults.push({ key: 'observations', why: NOT_EVALUATED });
    const readable = input.facts.filter((fact) => isReadable(input, fact));
    return stage('observations', [], normalise({ ...input, facts: [] }), () =>
      normalise({ ...input, facts: readable }),
    );
  }
};

export const conclude = (input: EngineInput): Concluded => {
  const faults: NotChecked[] = [];
  const chart = chartOf(input, faults);
  const before: Context = { chart, legs: chart.safety, concluded: {} };
  const flags = raise(before);
  const raised = { flags: flags.levels };
  for (const key of flags.failed) faults.push({ key, why: NOT_EVALUATED });

  const afterFlags: Context = { chart, legs: chart.legs, concluded: raised };
  const assessed = stage('differential', faults, NOTHING_ASSESSED, () => assessLegs(afterFlags));
  return {
    chart,
    flags,
    safety: { ...before, concluded: raised },
    context: {
      chart,
      legs: chart.legs,
      concluded: { ...raised, roots: assessed.roots, diagnoses: assessed.ranking.categories },
      settled: { lanes: [] },
    },
    assessed,
    faults,
  };
};
