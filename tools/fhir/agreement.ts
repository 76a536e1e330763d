/**
 * The written package, run by HL7's reference engine and compared with our own evaluation. The package is read as a
 * stranger reads it: the libraries by their canonical, each rule by its PlanDefinition.
 */
import cql from 'cql-execution';
import type { Library, PlanDefinition, PlanDefinitionAction } from 'fhir/r4';
import { BASE } from '../../rules/codes/index.ts';
import { type Concluded, conclude } from '../../rules/conclude.ts';
import type { FlagUrgency } from '../../rules/engine/criterion.ts';
import { diagnosisIds, type RedFlagId, redFlagIds } from '../../rules/engine/ids.ts';
import type { Category, EngineInput, Leg } from '../../rules/engine/types.ts';
import { evaluate } from '../../rules/index.ts';
import { KNOWLEDGE_VERSION } from '../../rules/knowledge-version.ts';
import { recommendations } from '../../rules/management/index.ts';
import {
  FLAG_LIBRARY,
  flagParameters,
  LEG_LIBRARIES,
  LEGS,
  legParameters,
  type Parameters,
  planIdOf,
  RECOMMENDATION_LIBRARY,
  recommendationParameters,
} from '../../rules/publish/fhir-export/index.ts';
import { redFlags } from '../../rules/red-flags/index.ts';

/** Path in the package → text. */
export type PackageFiles = Readonly<Record<string, string>>;

type Results = Readonly<Record<string, unknown>>;

/** What is concluded of a chart, by a name that both sides give it; nothing is an empty word. */
type ChartAnswer = ReadonlyMap<string, string>;

const resourcesOf = <T extends Library | PlanDefinition>(
  files: PackageFiles,
  type: T['resourceType'],
): readonly T[] =>
  Object.entries(files)
    .filter(([path]) => path.startsWith(`package/${type}-`))
    .map(([, text]) => JSON.parse(text) as T);

const elmOf = ({ content = [] }: Library): unknown => {
  const elm = content.find(({ contentType }) => contentType === 'application/elm+json');
  return elm?.data && JSON.parse(Buffer.from(elm.data, 'base64').toString());
};

/**
 * The engine's own context keeps only what is true: what is false, null or 0 it works out again each time it is asked
 * for, which took most of a second for a chart where this takes milliseconds. Nothing else is changed.
 */
class KeepingContext extends cql.UnfilteredContext {
  override get(name: string): unknown {
    return Object.hasOwn(this.context_values, name) ? this.context_values[name] : super.get(name);
  }
}

interface Runnable {
  readonly library: cql.Library;
  /** The definitions that the Library says it concludes: what these do not need is not worked out. */
  readonly conclusions: readonly string[];
}

const results = async (
  library: cql.Library,
  parameters: Parameters,
  names: readonly string[],
): Promise<Results> => {
  const context = new KeepingContext(library, new cql.Results(), undefined, parameters);
  const found: Record<string, unknown> = {};
  for (const name of names) found[name] = await library.expressions[name].execute(context);
  return found;
};

/** @param names the definitions to work out; what the Library says it concludes, unless others are named */
export type RunLibrary = (id: string, parameters: Parameters, names?: readonly string[]) => Promise<Results>;

/** Runs a library of the package. It is compiled once, whatever the number of charts. */
export const libraryRunner = (files: PackageFiles): RunLibrary => {
  const libraries = new Map<string, Runnable>(
    resourcesOf<Library>(files, 'Library').flatMap((one) => {
      const elm = elmOf(one);
      const conclusions = (one.parameter ?? []).flatMap(({ use, name }) =>
        use === 'out' && name !== undefined ? [name] : [],
      );
      return elm
        ? [[`${one.url}|${one.version}`, { library: new cql.Library(elm), conclusions }] as const]
        : [];
    }),
  );
  return async (id, parameters, names) => {
    const canonical = `${BASE}/Library/${id}|${KNOWLEDGE_VERSION}`;
    const found = libraries.get(canonical);
    if (found === undefined) throw new Error(`the package has no ELM of ${canonical}`);
    return results(found.library, parameters, names ?? found.conclusions);
  };
};

const word = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

const applies = ({ trigger = [], condition = [] }: PlanDefinitionAction, hook: string, results: Results) =>
  trigger.some(({ name }) => name === hook) &&
  condition.every(({ expression }) => results[expression?.expression ?? ''] === true);

/** The places of the actions that apply, each with the values that it takes. */
const actionsOf = ({ action = [] }: PlanDefinition, hook: string, results: Results): string =>
  action
    .flatMap((one, n) => {
      if (!applies(one, hook, results)) return [];
      const values = (one.dynamicValue ?? []).map(({ expression }) => results[expression?.expression ?? '']);
      return [[n, ...values].join(' ')];
    })
    .join('; ');

/** A root that was made less certain says from what, so that charts on which one was are among those compared. */
const lowered = (confidence: string | undefined, byPoints: string | undefined): string =>
  confidence === undefined || confidence === byPoints ? word(confidence) : `${confidence}, not ${byPoints}`;

/** Beside the plans: what the definitions say that no action shows. */
const details = (of: {
  readonly highest: string;
  readonly confidence: (leg: Leg) => string;
  readonly category: (leg: Leg, id: string) => string;
}): readonly (readonly [string, string])[] => [
  ['highest level', of.highest],
  ...LEGS.flatMap((leg) => [
    [`${leg} confidence`, of.confidence(leg)] as const,
    ...diagnosisIds.map((id) => [`${leg} ${id}`, of.category(leg, id)] as const),
  ]),
];

const levelsIn = (results: Results): ReadonlyMap<RedFlagId, FlagUrgency> =>
  new Map(
    redFlagIds.flatMap((id) => {
      const level = results[id] as FlagUrgency | null;
      return level ? [[id, level] as const] : [];
    }),
  );

/** What the package says of a chart. */
const packageAnswer = (files: PackageFiles) => {
  const run = libraryRunner(files);
  // the plan of a service has no logic of its own
  const plans = resourcesOf<PlanDefinition>(files, 'PlanDefinition').filter(({ library }) => library);
  return async ({ chart }: Concluded): Promise<ChartAnswer> => {
    const raised = await run(FLAG_LIBRARY, flagParameters(chart));
    const highest = raised['highest level'] as FlagUrgency | null;
    const levels = levelsIn(raised);
    const ofLegs: Record<string, string> = {};
    for (const leg of LEGS) {
      const concluded = await run(LEG_LIBRARIES[leg], legParameters(chart, levels));
      for (const [name, value] of Object.entries(concluded)) if (value) ofLegs[name] = String(value);
    }
    const found = await run(
      RECOMMENDATION_LIBRARY,
      recommendationParameters(chart, levels, highest ?? undefined, ofLegs),
    );
    const results = { ...found, ...raised };
    return new Map([
      ...plans.map((plan) => [plan.id ?? '', actionsOf(plan, chart.hook, results)] as const),
      ...details({
        highest: word(highest),
        confidence: (leg) => lowered(ofLegs[`${leg} confidence`], ofLegs[`${leg} confidence by points`]),
        category: (leg, id) => word(ofLegs[`${leg} ${id}`]),
      }),
    ]);
  };
};

const isNamed = (category: Category | undefined): boolean => category === 'likely' || category === 'possible';

/** The same as our own evaluation says it. */
export const ownAnswer = (input: EngineInput, concluded: Concluded): ChartAnswer => {
  const { flags, assessed } = concluded;
  const { roots, ranking } = assessed;
  const isVisit = input.hook === 'patient-view' || input.hook === 'encounter-start';
  const onLegs = (value: (leg: Leg) => string | undefined) =>
    LEGS.flatMap((leg, n) => {
      const said = isVisit ? value(leg) : undefined;
      return said === undefined ? [] : [`${n} ${said}`];
    }).join('; ');
  const categoryOf = (leg: Leg, id: (typeof diagnosisIds)[number]) => ranking.categories.get(id)?.[leg];
  const fired = new Set(evaluate(input).fired.map(({ id }) => id));
  return new Map([
    ...redFlagIds.map((id) => {
      const place = redFlags[id].levels.findIndex(({ urgency }) => urgency === flags.levels.get(id));
      return [planIdOf(id), place < 0 ? '' : `${place}`] as const;
    }),
    [
      planIdOf('ROOT'),
      onLegs((leg) => (roots[leg]?.result === 'none' ? undefined : roots[leg]?.result)),
    ] as const,
    ...diagnosisIds.map(
      (id) =>
        [
          planIdOf(id),
          onLegs((leg) => (isNamed(categoryOf(leg, id)) ? categoryOf(leg, id) : undefined)),
        ] as const,
    ),
    ...recommendations.map(({ id }) => [planIdOf(id), fired.has(id) ? '0' : ''] as const),
    ...details({
      highest: word(flags.raised[0]?.urgency),
      confidence: (leg) =>
        lowered(
          roots[leg]?.confidence,
          assessed.localisations.find((one) => one.leg.leg === leg)?.result.confidence,
        ),
      category: (leg, id) => word(categoryOf(leg, id as (typeof diagnosisIds)[number])),
    }),
  ]);
};

export interface Difference {
  readonly about: string;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** Compares the package with our own evaluation, chart by chart. */
export const agreement = (files: PackageFiles) => {
  const answer = packageAnswer(files);
  return async (input: EngineInput): Promise<readonly Difference[]> => {
    const concluded = conclude(input);
    const [ours, theirs] = [ownAnswer(input, concluded), await answer(concluded)];
    return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((about) =>
      ours.get(about) === theirs.get(about)
        ? []
        : [{ about, ours: ours.get(about), theirs: theirs.get(about) }],
    );
  };
};

/**
 * Fewest charts, found greedily, on which our own evaluation gives every answer to every question that it gives on any:
 * each rule fires and does not, each diagnosis has each category on each leg, and so on.
 */
export const covering = <T extends { readonly input: EngineInput }>(charts: readonly T[]): readonly T[] => {
  const answers = charts.map(({ input }) =>
    [...ownAnswer(input, conclude(input))].map(([about, said]) => `${about}: ${said}`),
  );
  const open = new Set(answers.flat());
  const chosen: T[] = [];
  while (open.size > 0) {
    const gain = answers.map((said) => said.reduce((sum, one) => sum + (open.has(one) ? 1 : 0), 0));
    const best = gain.indexOf(Math.max(...gain));
    for (const said of answers[best] ?? []) open.delete(said);
    chosen.push(charts[best] as T);
  }
  return chosen;
};
