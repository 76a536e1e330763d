/**
 * The logic libraries, one for each stage. The red flags come first and alone, and read a chart at its worst
 * (`chart.safety`); then each leg; then the recommendations. What a stage concludes is a parameter of those after it.
 * Each stays below 1 MiB as base64, which servers take.
 */

import { age, type FlagUrgency, flagUrgencies } from '../../engine/criterion.ts';
import { type DiagnosisId, diagnosisIds, type RedFlagId, redFlagIds } from '../../engine/ids.ts';
import { recommendations } from '../../management/index.ts';
import { redFlags } from '../../red-flags/index.ts';
import { legSymptoms } from '../../terms/leg.ts';
import { adulthood } from '../../terms/thresholds.ts';
import { toElm } from './criterion-elm.ts';
import {
  and,
  type Elm,
  ElmLibrary,
  equals,
  FALSE,
  firstOf,
  isTrue,
  not,
  nothing,
  or,
  ref,
  when,
  word,
} from './elm.ts';
import { defineRoot } from './root-elm.ts';
import { isRecorded, LEGS, type LegName, type Writing } from './scope.ts';
import { defineDifferential } from './table-elm.ts';

/** The definition that says that a flag is raised at just this level. */
export const levelName = (id: RedFlagId, level: FlagUrgency): string => `${id} is ${level}`;

/** The definition that says that a diagnosis is at least possible on a leg. */
export const namedName = (leg: string, id: DiagnosisId): string => `${leg} ${id} at least possible`;

/** `<flag>` is its level, null where it is not raised; `<flag> <level>` says that it is at least that. */
const defineFlag = (writing: Writing, id: RedFlagId): void => {
  const { library } = writing;
  const { levels, unless } = redFlags[id];
  const silenced = unless ? isTrue(toElm(writing, unless)) : FALSE;
  const reached = levels.map(
    (level) =>
      [
        library.part(`${id} ${level.urgency}`, () => isTrue(toElm(writing, level.when))),
        word(level.urgency),
      ] as const,
  );
  library.conclude(id, 'String', () =>
    firstOf([[silenced, nothing('String')], ...reached], nothing('String')),
  );
  for (const [n, level] of flagUrgencies.entries())
    library.define(`${id} ${level}`, () =>
      isTrue(or(flagUrgencies.slice(0, n + 1).map((one) => equals(ref(id), one)))),
    );
  for (const { urgency } of levels)
    library.conclude(levelName(id, urgency), 'Boolean', () => isTrue(equals(ref(id), urgency)));
};

const redFlagLibrary = (): ElmLibrary => {
  const library = new ElmLibrary();
  for (const id of redFlagIds) defineFlag({ library, safety: true }, id);
  library.conclude('highest level', 'String', () =>
    firstOf(
      flagUrgencies.map(
        (level) => [isTrue(or(redFlagIds.map((id) => equals(ref(id), level)))), word(level)] as const,
      ),
      nothing('String'),
    ),
  );
  return library;
};

/** What the findings of one leg say: its root, and how far they fit each diagnosis. */
const legLibrary = (leg: LegName): ElmLibrary => {
  const library = new ElmLibrary();
  const writing: Writing = { library, safety: false };
  const adult = library.define('adult, or of unknown age', () =>
    not(isTrue(toElm(writing, age('<', adulthood)))),
  );
  const isAssessed = library.define(`${leg} assessed`, () => and([isTrue(isRecorded(writing, leg)), adult]));
  const isSymptomatic = library.define(`${leg} symptomatic`, () =>
    and([isAssessed, isTrue(toElm(writing, legSymptoms, leg))]),
  );
  const category = defineDifferential(writing, leg, isSymptomatic);
  defineRoot(writing, leg, isAssessed, category);
  return library;
};

/** What a leg library concludes, and the parameter that brings it into the library of recommendations. */
export const legConclusions = (leg: LegName): readonly string[] => [
  `${leg} root`,
  `${leg} confidence`,
  ...diagnosisIds.map((id) => `${leg} ${id}`),
];
export const broughtIn = (conclusion: string): string => `concluded: ${conclusion}`;

const recommendationLibrary = (): ElmLibrary => {
  const library = new ElmLibrary();
  const writing: Writing = { library, safety: false };
  for (const leg of LEGS) {
    for (const name of legConclusions(leg))
      library.conclude(name, 'String', () => library.parameter(broughtIn(name), 'String'));
    library.conclude(`${leg} root named`, 'Boolean', () => isTrue(not(equals(ref(`${leg} root`), 'none'))));
    for (const id of diagnosisIds)
      library.conclude(namedName(leg, id), 'Boolean', () =>
        isTrue(or(['likely', 'possible'].map((one) => equals(ref(`${leg} ${id}`), one)))),
      );
  }
  for (const { id, when: applies, unless } of recommendations)
    library.conclude(id, 'Boolean', () => {
      const holds = isTrue(toElm(writing, applies));
      return unless ? when(holds, not(isTrue(toElm(writing, unless))), FALSE) : holds;
    });
  return library;
};

export interface LogicLibrary {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly library: ElmLibrary;
  /** Those whose conclusions are its parameters. */
  readonly after: readonly string[];
}

const PARAMETERS =
  'Parameters are what a normalised chart says, findings by leg; what is not set is not documented.';

export const FLAG_LIBRARY = 'radix-cds-red-flags';
export const LEG_LIBRARIES: Readonly<Record<LegName, string>> = {
  left: 'radix-cds-left-leg',
  right: 'radix-cds-right-leg',
  unspecified: 'radix-cds-leg-without-side',
};
export const RECOMMENDATION_LIBRARY = 'radix-cds-recommendations';

const NAMES = {
  left: ['RadixCdsLeftLeg', 'the left leg'],
  right: ['RadixCdsRightLeg', 'the right leg'],
  unspecified: ['RadixCdsLegWithoutSide', 'what was recorded without a side'],
} as const;

/** The libraries in the order in which they are run. */
export const libraries = (): readonly LogicLibrary[] => [
  {
    id: FLAG_LIBRARY,
    name: 'RadixCdsRedFlags',
    title: 'Radix CDS: red flags',
    description: `ELM of the ${redFlagIds.length} red flags. ${PARAMETERS} To be given the chart at its worst: of a contradiction the more dangerous reading, and a finding without a side on either leg.`,
    library: redFlagLibrary(),
    after: [],
  },
  ...LEGS.map((leg): LogicLibrary => {
    const [name, said] = NAMES[leg];
    return {
      id: LEG_LIBRARIES[leg],
      name,
      title: `Radix CDS: nerve root and differential diagnosis of ${said}`,
      description: `ELM of nerve-root localisation and of ${diagnosisIds.length} scored tables of diagnoses, for ${said}. ${PARAMETERS}`,
      library: legLibrary(leg),
      after: [FLAG_LIBRARY],
    };
  }),
  {
    id: RECOMMENDATION_LIBRARY,
    name: 'RadixCdsRecommendations',
    title: 'Radix CDS: recommendations',
    description: `ELM of the triggers of ${recommendations.length} recommendations. ${PARAMETERS} What the libraries before it conclude of red flags, roots and diagnoses are parameters too.`,
    library: recommendationLibrary(),
    after: [FLAG_LIBRARY, ...Object.values(LEG_LIBRARIES)],
  },
];

export const elmOf = ({ name, library }: LogicLibrary, version: string): Elm => library.toJson(name, version);
