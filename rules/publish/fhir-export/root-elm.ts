/** Localisation as ELM (§4.2): the points of each root, the root or roots they name, and how surely. */
import { type Criterion, condition } from '../../engine/criterion.ts';
import type { DiagnosisId } from '../../engine/ids.ts';
import type { Root } from '../../engine/types.ts';
import { DOUBTS, WITHHOLDS_ROOT } from '../../localisation/doubts.ts';
import { STEP_DOWN } from '../../localisation/index.ts';
import { type Modality, ROOTS, type RootTable, rootTable } from '../../localisation/table.ts';
import {
  normalFloor,
  rootClearLead,
  rootHighModalities,
  rootHighPoints,
  rootLead,
  rootLevelPoints,
  rootNamedPoints,
  rootsApart,
  rootsNamedTogether,
} from '../../terms/thresholds.ts';
import { toElm } from './criterion-elm.ts';
import {
  and,
  atLeast,
  compared,
  type Elm,
  equals,
  firstOf,
  highest,
  integer,
  isNull,
  isTrue,
  lowest,
  not,
  nothing,
  or,
  ref,
  sum,
  when,
  word,
} from './elm.ts';
import type { LegName, Writing } from './scope.ts';

const plus = (left: Elm, by: number): Elm => ({ type: 'Add', operand: [left, integer(by)] });

const shown = (writing: Writing, sign: Criterion, leg: LegName): Elm =>
  writing.library.part(`${leg} sign ${JSON.stringify(sign)}`, () => isTrue(toElm(writing, sign, leg)));

const points = (writing: Writing, table: RootTable, modality: Modality, root: Root, leg: LegName): Elm => {
  const parts = table.signs
    .filter((sign) => sign.modality === modality)
    .flatMap((sign) => {
      const holds = shown(writing, sign.when, leg);
      const weight = sign.weights[root] ?? 0;
      const severe =
        sign.severe?.root === root
          ? when(shown(writing, sign.severe.when, leg), integer(weight + 1), integer(weight))
          : integer(weight);
      return weight === 0 && sign.severe?.root !== root ? [] : [when(holds, severe, integer(0))];
    });
  if (parts.length === 0) return integer(0);
  return lowest([
    modality === 'motor' ? sum(parts) : highest([integer(0), ...parts]),
    integer(table.caps[modality]),
  ]);
};

const normal = (writing: Writing, table: RootTable, root: Root, leg: LegName): Elm => {
  const parts = table.normalSigns
    .filter((sign) => sign.root === root)
    .map((sign) => when(shown(writing, sign.when, leg), integer(-1), integer(0)));
  return parts.length === 0 ? integer(0) : highest([sum(parts), integer(normalFloor.value)]);
};

/** Names joined where their condition holds. */
const joined = (conditions: readonly (readonly [Root, Elm])[], separator: string): Elm => ({
  type: 'Combine',
  separator: word(separator),
  source: {
    type: 'Query',
    source: [
      {
        alias: 'name',
        expression: {
          type: 'List',
          element: conditions.map(([root, holds]) => when(isTrue(holds), word(root), nothing('String'))),
        },
      },
    ],
    relationship: [],
    where: not(isNull({ type: 'AliasRef', name: 'name' })),
  },
});

/** What the findings of a leg say by themselves. */
const definePoints = (writing: Writing, table: RootTable, leg: LegName): void => {
  const { library } = writing;
  const modalities = Object.keys(table.caps) as readonly Modality[];
  const score = (root: Root) => ref(`${leg} ${root} points`);
  for (const root of ROOTS) {
    for (const modality of modalities)
      library.define(`${leg} ${root} ${modality}`, () => points(writing, table, modality, root, leg));
    library.define(`${leg} ${root} normal`, () => normal(writing, table, root, leg));
    library.define(`${leg} ${root} points`, () =>
      sum([...modalities, 'normal'].map((modality) => ref(`${leg} ${root} ${modality}`))),
    );
  }
  const best = library.define(`${leg} best`, () => highest(ROOTS.map(score)));
  const isLevel = (root: Root) => atLeast(score(root), integer(rootLevelPoints.value));
  const apart = ROOTS.flatMap((root, n) =>
    ROOTS.slice(n + rootsApart.value).map((far) => and([isLevel(root), isLevel(far)])),
  );
  const multilevel = library.define(`${leg} multilevel`, () => or(apart));

  /** Close to the best, and among the first by points, then by level. */
  const isClose = (root: Root) =>
    compared('Less', compared('Subtract', best, score(root)), integer(rootLead.value));
  const before = (root: Root, n: number) =>
    sum(
      ROOTS.flatMap((other, m) => {
        if (other === root) return [];
        const ahead =
          m < n ? atLeast(score(other), score(root)) : compared('Greater', score(other), score(root));
        return [when(ahead, integer(1), integer(0))];
      }),
    );
  const named = ROOTS.map(
    (root, n) =>
      [
        root,
        and([isClose(root), compared('Less', before(root, n), integer(rootsNamedTogether.value))]),
      ] as const,
  );
  const close = sum(ROOTS.map((root) => when(isClose(root), integer(1), integer(0))));
  const pair = library.define(`${leg} pair`, () => atLeast(close, integer(2)));

  library.define(`${leg} root by points`, () =>
    firstOf(
      [
        [compared('Less', best, integer(rootNamedPoints.value)), word('none')],
        [
          multilevel,
          {
            type: 'Concatenate',
            operand: [
              word('multilevel:'),
              joined(
                ROOTS.map((root) => [root, isLevel(root)]),
                '+',
              ),
            ],
          },
        ],
      ],
      joined(named, '/'),
    ),
  );

  const speaking = (root: Root) =>
    sum(
      modalities.map((modality) =>
        when(compared('Greater', ref(`${leg} ${root} ${modality}`), integer(0)), integer(1), integer(0)),
      ),
    );
  const clearlyHigh = or(
    ROOTS.map((root) =>
      and([
        atLeast(score(root), integer(rootHighPoints.value)),
        atLeast(speaking(root), integer(rootHighModalities.value)),
        ...ROOTS.filter((other) => other !== root).map((other) =>
          atLeast(score(root), plus(score(other), rootClearLead.value)),
        ),
      ]),
    ),
  );
  library.conclude(`${leg} confidence by points`, 'String', () =>
    firstOf(
      [
        [compared('Less', best, integer(rootNamedPoints.value)), word('none')],
        [multilevel, word('discordant')],
        [pair, word('low')],
        [clearlyHigh, word('high')],
        [atLeast(best, integer(rootLevelPoints.value)), word('moderate')],
      ],
      word('low'),
    ),
  );
};

/**
 * Defines the points, the result and the confidence of one leg: what its findings say by themselves, and what the
 * differential leaves of it. Null on a leg that nobody documented, and for a child.
 *
 * @param isAssessed whether the leg is looked at at all
 * @param category of a diagnosis on the leg
 */
export const defineRoot = (
  writing: Writing,
  leg: LegName,
  isAssessed: Elm,
  category: (id: DiagnosisId) => Elm,
): void => {
  const { library } = writing;
  definePoints(writing, rootTable, leg);
  const isLikely = (id: DiagnosisId) => isTrue(equals(category(id), 'likely'));
  const doubted = library.define(`${leg} root doubted`, () =>
    isTrue(
      or(
        DOUBTS.flatMap(({ conditions, diagnosis }) => [
          ...conditions.map((id) => toElm(writing, condition(id))),
          ...(diagnosis === undefined ? [] : [isLikely(diagnosis)]),
        ]),
      ),
    ),
  );
  const own = ref(`${leg} confidence by points`);
  const lowered = Object.entries(STEP_DOWN).map(([from, to]) => [equals(own, from), word(to)] as const);
  const concluded = (result: Elm) =>
    firstOf(
      [
        [not(isTrue(isAssessed)), nothing('String')],
        [isLikely(WITHHOLDS_ROOT), word('none')],
      ],
      result,
    );
  library.conclude(`${leg} root`, 'String', () => concluded(ref(`${leg} root by points`)));
  library.conclude(`${leg} confidence`, 'String', () => concluded(when(doubted, firstOf(lowered, own), own)));
};
