/**
 * Localisation as ELM (§4.2): the points of each root, the root or roots they name, and how surely. What
 * the findings of a leg say by themselves; what the differential withholds is not part of it.
 */
import type { Root } from '../../engine/types.ts';
import { type Modality, ROOTS, type RootTable } from '../../localisation/table.ts';
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
import {
  and,
  compared,
  type Elm,
  type ElmLibrary,
  type LegName,
  literal,
  or,
  ref,
  sum,
  toElm,
  unary,
  when,
} from './elm.ts';

const integer = (value: number) => literal('Integer', value);
const highest = (parts: readonly Elm[]): Elm => ({ type: 'Max', source: { type: 'List', element: parts } });
const lowest = (parts: readonly Elm[]): Elm => ({ type: 'Min', source: { type: 'List', element: parts } });
const atLeast = (left: Elm, right: Elm) => compared('GreaterOrEqual', left, right);
const plus = (left: Elm, by: number): Elm => ({ type: 'Add', operand: [left, integer(by)] });

const points = (library: ElmLibrary, table: RootTable, modality: Modality, root: Root, leg: LegName): Elm => {
  const parts = table.signs
    .filter((sign) => sign.modality === modality)
    .flatMap((sign) => {
      const holds = unary('IsTrue', toElm(library, sign.when, leg));
      const weight = sign.weights[root] ?? 0;
      const severe =
        sign.severe?.root === root
          ? when(unary('IsTrue', toElm(library, sign.severe.when, leg)), integer(weight + 1), integer(weight))
          : integer(weight);
      return weight === 0 && sign.severe?.root !== root ? [] : [when(holds, severe, integer(0))];
    });
  if (parts.length === 0) return integer(0);
  return lowest([
    modality === 'motor' ? sum(parts) : highest([integer(0), ...parts]),
    integer(table.caps[modality]),
  ]);
};

const normal = (library: ElmLibrary, table: RootTable, root: Root, leg: LegName): Elm => {
  const parts = table.normalSigns
    .filter((sign) => sign.root === root)
    .map((sign) => when(unary('IsTrue', toElm(library, sign.when, leg)), integer(-1), integer(0)));
  return parts.length === 0 ? integer(0) : highest([sum(parts), integer(normalFloor.value)]);
};

/** Names joined where their condition holds. */
const joined = (conditions: readonly (readonly [Root, Elm])[], separator: string): Elm => ({
  type: 'Combine',
  separator: literal('String', separator),
  source: {
    type: 'Query',
    source: [
      {
        alias: 'name',
        expression: {
          type: 'List',
          element: conditions.map(([root, holds]) =>
            when(unary('IsTrue', holds), literal('String', root), {
              type: 'As',
              asType: '{urn:hl7-org:elm-types:r1}String',
              operand: { type: 'Null' },
            }),
          ),
        },
      },
    ],
    relationship: [],
    where: unary('Not', unary('IsNull', { type: 'AliasRef', name: 'name' })),
  },
});

/** Defines the points, the result and the confidence of one leg. */
export const defineRoot = (library: ElmLibrary, table: RootTable, leg: LegName): void => {
  const modalities = Object.keys(table.caps) as readonly Modality[];
  const score = (root: Root) => ref(`${leg} ${root} points`);
  for (const root of ROOTS) {
    for (const modality of modalities)
      library.define(`${leg} ${root} ${modality}`, () => points(library, table, modality, root, leg));
    library.define(`${leg} ${root} normal`, () => normal(library, table, root, leg));
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

  library.define(`${leg} root`, () =>
    when(
      compared('Less', best, integer(rootNamedPoints.value)),
      literal('String', 'none'),
      when(
        multilevel,
        {
          type: 'Concatenate',
          operand: [
            literal('String', 'multilevel:'),
            joined(
              ROOTS.map((root) => [root, isLevel(root)]),
              '+',
            ),
          ],
        },
        joined(named, '/'),
      ),
    ),
  );

  library.define(`${leg} root named`, () => atLeast(best, integer(rootNamedPoints.value)));

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
  const word = (text: string) => literal('String', text);
  library.define(`${leg} confidence`, () =>
    when(
      compared('Less', best, integer(rootNamedPoints.value)),
      word('none'),
      when(
        multilevel,
        word('discordant'),
        when(
          pair,
          word('low'),
          when(
            clearlyHigh,
            word('high'),
            when(atLeast(best, integer(rootLevelPoints.value)), word('moderate'), word('low')),
          ),
        ),
      ),
    ),
  );
};
